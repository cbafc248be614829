# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.seutuyp_network.wizards.seutuyp_import_wizard_mixin import (
    KINDS,
    STATES,
)


class SeutuypCollectionImportWizard(models.TransientModel):
    """A form comes back: what it changes, cell by cell, and then it does.

    The web client and the page behind the personal link both go through here.
    """

    _name = "seutuyp.collection.import.wizard"
    _inherit = ["seutuyp.import.wizard.mixin"]
    _description = "A form of a round comes back: the steps"

    # Named anew here, so that this addon's translations hold their labels.
    state = fields.Selection(STATES)
    sheet_id = fields.Many2one(
        "seutuyp.collection.sheet", required=True, readonly=True, ondelete="cascade"
    )
    line_ids = fields.One2many(
        "seutuyp.collection.import.wizard.line",
        "wizard_id",
        string="Findings",
        readonly=True,
    )

    def _importer(self):
        self.sheet_id._check_may_fill()
        return self.sheet_id._importer()

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard.sheet_id._check_may_fill()
        return wizards

    def write(self, vals):
        if "sheet_id" in vals:
            raise AccessError(
                self.env._("Open the form whose Excel this is, and bring it there.")
            )
        return super().write(vals)

    @api.depends("sheet_id")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.sheet_id.display_name

    # ------------------------------------------------------------------- what it does
    def _show_run(self, importer, run, data):
        result = super()._show_run(importer, run, data)
        self.sheet_id._keep_file(
            data,
            "wrong" if run.problems else "seen" if run.acting() else "same",
            findings=self._finding_words(),
            **self._who(),
        )
        if not run.problems and not self._is_filled_in(run):
            self.message = self.env._(
                "No figure has been filled in in this file. Fill in the yellow cells, "
                "save the file and bring it again."
            )
        return result

    @staticmethod
    def _is_filled_in(run):
        return any(
            row.values.get("value") is not None
            for table in run.tables.values()
            for row in table.rows
        )

    def _finding_words(self):
        """Return the errors as text, to be kept with the file."""
        errors = self.line_ids.filtered(lambda line: line.kind == "error")
        return "\n".join(f"{line.where}: {line.text}" for line in errors) or False

    def _who(self):
        """Return who brought the file and how, as values of the file kept."""
        link = self.env.su
        person = self.sheet_id.collector_id if link else self.env.user.partner_id
        return {
            "name": self.filename,
            "channel": "link" if link else "client",
            "partner_id": person.id,
        }

    def action_apply(self):
        result = super().action_apply()
        if self.state == "done":
            vals = self._who()
            self.sheet_id._keep_file(self._data(), "saved", **vals)
            self.sheet_id._note_saved(vals)
        return result

    def _prepare_lines(self, step):
        """Return a line a cell for what changes, and one for a new figure.

        The new one names the cell of the figure: the row's first cell is grey.
        """
        if step.kind == "new":
            return [{**self._prepare_line(step), "where": step.row.where("value")}]
        return [
            {
                "kind": step.kind,
                "where": step.row.where(change.field),
                "name": self._name_of(step),
                "text": f"{change.label}: {change.old or '–'} → {change.new or '–'}",
            }
            for change in step.changes
        ]

    def _model_name(self, model):
        return self.env._("Figures")

    # ------------------------------------------------------------------------ buttons
    def action_again(self):
        """Begin with another file."""
        self.ensure_one()
        return self.sheet_id.action_bring_excel()

    def action_take_excel(self):
        """Download the form as it is now."""
        self.ensure_one()
        return self.sheet_id.action_take_excel()

    def action_open_sheet(self):
        """Open the form's own page."""
        self.ensure_one()
        return self.env["seutuyp.region"]._open_form(self.sheet_id)


class SeutuypCollectionImportWizardLine(models.TransientModel):
    _name = "seutuyp.collection.import.wizard.line"
    _inherit = ["seutuyp.import.wizard.line.mixin"]
    _description = "Finding of a form that came back"

    kind = fields.Selection(KINDS)
    wizard_id = fields.Many2one(
        "seutuyp.collection.import.wizard",
        required=True,
        ondelete="cascade",
        index=True,
    )
