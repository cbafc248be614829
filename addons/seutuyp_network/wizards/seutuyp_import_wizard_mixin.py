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
STATES = [("upload", "File"), ("preview", "Preview"), ("done", "Done")]
KINDS = [
    ("error", "Error"),
    ("note", "Note"),
    ("new", "New"),
    ("changed", "Changed"),
]


class SeutuypImportWizardMixin(models.AbstractModel):
    """File in, a look at what would happen, and then it happens.

    What the preview found is never trusted: applying compares the file anew, under a
    lock, and goes on only if it finds exactly what was shown.

    A wizard gives its importer in :meth:`_importer` and has ``line_ids`` of a model
    that inherits ``seutuyp.import.wizard.line.mixin``.
    """

    _name = "seutuyp.import.wizard.mixin"
    _description = "Import from Excel: the steps"

    state = fields.Selection(
        STATES,
        default="upload",
        required=True,
        readonly=True,
    )
    file = fields.Binary(string="Filled-in file", attachment=False)
    filename = fields.Char()
    file_hash = fields.Char(readonly=True)
    plan_hash = fields.Char(readonly=True)
    message = fields.Text(string="Result", readonly=True)
    warning = fields.Text(readonly=True)
    summary = fields.Text(string="By kind of record", readonly=True)
    error_count = fields.Integer(string="Errors", readonly=True)
    change_count = fields.Integer(string="Changes", readonly=True)
    hidden_count = fields.Integer(string="Not shown here", readonly=True)
    findings = fields.Binary(string="All findings", readonly=True, attachment=False)

    def _importer(self):
        """Return the model that reads, compares and applies the file."""
        raise NotImplementedError

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
        importer = self._importer()
        run = importer._preview(data)
        self.warning = False
        self._show_run(importer, run, data)
        return self._reopen()

    def _data(self):
        file = self.with_context(bin_size=False).file
        if not file:
            raise UserError(self.env._("Choose the filled-in file first."))
        return base64.b64decode(file)

    def _show_run(self, importer, run, data):
        errors = importer._in_words(run)
        lines = [
            {"kind": "error", "where": where, "text": sentence}
            for where, sentence in errors
        ]
        notes = [
            {"kind": "note", "where": where, "text": sentence}
            for where, sentence in importer._notes_in_words(run)
        ]
        changes = [line for step in run.acting() for line in self._prepare_lines(step)]
        shown = lines[:SHOWN] + notes[:SHOWN] + changes[:SHOWN]
        self.write(
            {
                "state": "preview",
                "file_hash": hashlib.sha256(data).hexdigest(),
                "plan_hash": run.digest(),
                "message": self._message(len(errors), len(run.acting())),
                "summary": self._summary(run),
                "error_count": len(errors),
                "change_count": len(run.acting()),
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

    def _prepare_lines(self, step):
        """Return the lines that show what one row does."""
        return [self._prepare_line(step)]

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
            "res_model": self.line_ids._name,
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
        importer = self._importer()
        importer._check_allowed()
        importer._lock()
        data = self._data()
        run = importer._plan(data)
        other_file = self.file_hash != hashlib.sha256(data).hexdigest()
        if other_file or run.problems or self.plan_hash != run.digest():
            return self._show_again(importer, run, data)
        try:
            importer._apply(run)
        except Refused:
            return self._show_again(importer, run, data)
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

    def _show_again(self, importer, run, data):
        """Show what would happen now; nothing has been applied."""
        self.warning = self.env._(
            "Nothing was applied: the file or the data has changed since the preview, "
            "or a row was refused. This is what would happen now."
        )
        self._show_run(importer, run, data)
        return self._reopen()

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


class SeutuypImportWizardLineMixin(models.AbstractModel):
    _name = "seutuyp.import.wizard.line.mixin"
    _description = "Finding of an import: the columns"
    _order = "sequence, id"

    sequence = fields.Integer()
    kind = fields.Selection(KINDS, string="Finding", required=True)
    where = fields.Char(string="Cell")
    name = fields.Char()
    text = fields.Text(string="What")
