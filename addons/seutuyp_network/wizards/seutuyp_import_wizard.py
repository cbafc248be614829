# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import hashlib
import io

import xlsxwriter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..models.seutuyp_import import Refused

SHOWN = 200
KINDS = [
    ("error", "Error"),
    ("note", "Note"),
    ("new", "New"),
    ("changed", "Changed"),
]


class SeutuypImportWizard(models.TransientModel):
    """Template out, file in, a look at what would happen, and then it happens.

    What the preview found is never trusted: applying compares the file anew, under a
    lock, and goes on only if it finds exactly what was shown.
    """

    _name = "seutuyp.import.wizard"
    _description = "Import from Excel"

    state = fields.Selection(
        [("upload", "File"), ("preview", "Preview"), ("done", "Done")],
        default="upload",
        required=True,
        readonly=True,
    )
    region_ids = fields.Many2many(
        "seutuyp.region",
        string="With the present data of",
        domain=lambda self: [
            ("id", "in", self.env["seutuyp.import"]._own_regions().ids)
        ],
        help="Leave empty for an empty template.",
    )
    template = fields.Binary(readonly=True, attachment=False)
    template_name = fields.Char(readonly=True)
    file = fields.Binary(string="Filled-in file", attachment=False)
    filename = fields.Char()
    file_hash = fields.Char(readonly=True)
    plan_hash = fields.Char(readonly=True)
    message = fields.Text(string="Result", readonly=True)
    warning = fields.Text(readonly=True)
    summary = fields.Text(string="By kind of record", readonly=True)
    error_count = fields.Integer(string="Errors", readonly=True)
    change_count = fields.Integer(string="Changes", readonly=True)
    line_ids = fields.One2many(
        "seutuyp.import.wizard.line", "wizard_id", string="Findings", readonly=True
    )
    hidden_count = fields.Integer(string="Not shown here", readonly=True)
    findings = fields.Binary(string="All findings", readonly=True, attachment=False)

    # ------------------------------------------------------------------ template
    def action_template(self):
        """Download the template, with the present data of the chosen regions.

        :raise AccessError: the user keeps no region's data
        """
        self.ensure_one()
        regions = self.region_ids & self.env["seutuyp.import"]._own_regions()
        content = self.env["seutuyp.import"]._template(regions.with_env(self.env))
        self.template = base64.b64encode(content)
        self.template_name = self.env._("network.xlsx")
        return self._download("template", self.template_name)

    def _download(self, field, name):
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{field}/{name}?download=1",
            "target": "download",
        }

    # ------------------------------------------------------------------- preview
    def action_preview(self):
        """Compare the file with the system and show what would happen."""
        self.ensure_one()
        data = self._data()
        run = self.env["seutuyp.import"]._preview(data)
        self.warning = False
        self._show_run(run, data)
        return self._reopen()

    def _data(self):
        file = self.with_context(bin_size=False).file
        if not file:
            raise UserError(self.env._("Choose the filled-in file first."))
        return base64.b64decode(file)

    def _show_run(self, run, data):
        errors = self.env["seutuyp.import"]._in_words(run)
        lines = [
            {"kind": "error", "where": where, "text": sentence}
            for where, sentence in errors
        ]
        notes = [
            {"kind": "note", "where": where, "text": sentence}
            for where, sentence in self.env["seutuyp.import"]._notes_in_words(run)
        ]
        changes = [
            self._prepare_line(step) for step in run.steps if step.kind != "same"
        ]
        shown = lines[:SHOWN] + notes[:SHOWN] + changes[:SHOWN]
        self.write(
            {
                "state": "preview",
                "file_hash": hashlib.sha256(data).hexdigest(),
                "plan_hash": run.digest(),
                "message": self._message(len(errors), len(changes)),
                "summary": self._summary(run),
                "error_count": len(errors),
                "change_count": len(changes),
                "hidden_count": len(lines) + len(notes) + len(changes) - len(shown),
                "line_ids": [
                    Command.clear(),
                    *(
                        Command.create({**line, "sequence": place})
                        for place, line in enumerate(shown)
                    ),
                ],
                "findings": base64.b64encode(
                    self._findings_file(lines + notes + changes)
                ),
            }
        )

    def _prepare_line(self, step):
        if step.kind == "new":
            parts = [f"{change.label}: {change.new}" for change in step.changes]
        else:
            parts = [
                f"{change.label}: {change.old or '–'} → {change.new or '–'}"
                for change in step.changes
            ]
        return {
            "kind": step.kind,
            "where": step.row.where(),
            "name": self._name_of(step),
            "text": "; ".join(parts),
        }

    def _name_of(self, step):
        values = step.row.values
        name = values.get("person") or values.get("organisation")
        return name or values.get("name") or values.get("group") or ""

    def _message(self, errors, changes):
        if errors:
            return self.env._(
                "%(count)s cells or rows have an error, so nothing can be applied. "
                "Correct them in the file and upload it again.",
                count=errors,
            )
        if changes:
            return self.env._(
                "%(count)s records are added or changed when you apply. Look through "
                "them first.",
                count=changes,
            )
        return self.env._(
            "Everything in the file is already in the system. Nothing changes."
        )

    def _summary(self, run):
        """Return a sentence on each kind of record in the file."""
        return "\n".join(
            self.env._(
                "%(model)s: %(new)s new, %(changed)s changed, %(same)s unchanged",
                model=self._model_name(model),
                new=counts["new"],
                changed=counts["changed"],
                same=counts["same"],
            )
            for model, counts in run.counts().items()
        )

    def _model_name(self, model):
        if model == "res.partner":
            return self.env._("Organisations and people")
        return self.env["ir.model"]._get(model).sudo().name

    def _findings_file(self, lines):
        """Return all findings as an Excel file, however many there are."""
        target = io.BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True})
        page = book.add_worksheet(self.env._("Findings")[:31])
        head = book.add_format({"bold": True})
        kinds = dict(self.line_ids._fields["kind"]._description_selection(self.env))
        titles = [self.env._("Finding"), self.env._("Cell"), self.env._("What")]
        for place, title in enumerate(titles):
            page.write_string(0, place, title, head)
        page.set_column(0, 0, 12)
        page.set_column(1, 1, 24)
        page.set_column(2, 2, 100)
        page.freeze_panes(1, 0)
        for number, line in enumerate(lines, 1):
            page.write_string(number, 0, kinds[line["kind"]])
            page.write_string(number, 1, line["where"])
            page.write_string(number, 2, line["text"][:32000])
        page.autofilter(0, 0, len(lines), 2)
        book.close()
        return target.getvalue()

    def action_findings(self):
        """Download all findings as an Excel file."""
        self.ensure_one()
        return self._download("findings", self.env._("findings.xlsx"))

    def action_lines(self):
        """Open the findings as a list that can be filtered."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Findings"),
            "res_model": "seutuyp.import.wizard.line",
            "view_mode": "list",
            "domain": [("wizard_id", "=", self.id)],
        }

    # --------------------------------------------------------------------- apply
    def action_apply(self):
        """Apply the file: all of it, or nothing.

        :raise UserError: there is no preview yet
        """
        self.ensure_one()
        if self.state != "preview":
            raise UserError(
                self.env._("Look at the preview first; then apply the file.")
            )
        importer = self.env["seutuyp.import"]
        importer._check_allowed()
        importer._lock()
        data = self._data()
        run = importer._plan(data)
        other_file = self.file_hash != hashlib.sha256(data).hexdigest()
        if other_file or run.problems or self.plan_hash != run.digest():
            return self._show_again(run, data)
        try:
            importer._apply(run)
        except Refused:
            return self._show_again(run, data)
        self.write(
            {
                "state": "done",
                "warning": False,
                "message": self.env._(
                    "Done: %(count)s records were added or changed.",
                    count=len(run.acting()),
                ),
            }
        )
        return self._reopen()

    def _show_again(self, run, data):
        """Show what would happen now; nothing has been applied."""
        self.warning = self.env._(
            "Nothing was applied: the file or the data has changed since the preview, "
            "or a row was refused. This is what would happen now."
        )
        self._show_run(run, data)
        return self._reopen()

    def action_again(self):
        """Begin with another file."""
        self.ensure_one()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_network.seutuyp_import_wizard_action"
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "main",
        }

    @api.depends("state")
    def _compute_display_name(self):
        self.display_name = self.env._("Import")


class SeutuypImportWizardLine(models.TransientModel):
    _name = "seutuyp.import.wizard.line"
    _description = "Finding of an import"
    _order = "sequence, id"

    wizard_id = fields.Many2one(
        "seutuyp.import.wizard", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer()
    kind = fields.Selection(KINDS, string="Finding", required=True)
    where = fields.Char(string="Cell")
    name = fields.Char()
    text = fields.Text(string="What")
