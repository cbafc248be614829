# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.seutuyp_network.wizards.seutuyp_import_wizard_mixin import (
    KINDS,
    STATES,
)


class SeutuypPlanImportWizard(models.TransientModel):
    """A plan's Excel comes back: what it changes, cell by cell, and then it does."""

    _name = "seutuyp.plan.import.wizard"
    _inherit = ["seutuyp.import.wizard.mixin"]
    _description = "Import of a plan from Excel: the steps"

    # Named anew here, so that this addon's translations hold their labels: those of the
    # mixin's addon are read before this model is there.
    state = fields.Selection(STATES)
    plan_id = fields.Many2one(
        "seutuyp.plan", required=True, readonly=True, ondelete="cascade"
    )
    line_ids = fields.One2many(
        "seutuyp.plan.import.wizard.line",
        "wizard_id",
        string="Findings",
        readonly=True,
    )

    def _importer(self):
        return self.env["seutuyp.plan.import"]._of(self.plan_id)

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard.plan_id._check_may_import()
        return wizards

    def write(self, vals):
        if "plan_id" in vals:
            raise AccessError(
                self.env._("Open the plan whose Excel this is, and bring it there.")
            )
        return super().write(vals)

    @api.depends("plan_id")
    def _compute_display_name(self):
        for wizard in self:
            wizard.display_name = wizard.plan_id.display_name

    def _prepare_lines(self, step):
        """Return a line a cell for what changes, and one for a new row."""
        if step.kind == "new":
            return super()._prepare_lines(step)
        return [
            {
                "kind": step.kind,
                "where": step.row.where(change.field),
                "name": self._name_of(step),
                "text": f"{change.label}: {change.old or '–'} → {change.new or '–'}",
            }
            for change in step.changes
        ]

    def _name_of(self, step):
        values = step.row.values
        return (
            values.get("name") or values.get("task_id") or values.get("partner_id", "")
        )

    def _model_name(self, model):
        importer = self._importer()
        parts = {part._import_model: part for part in importer._parts()}
        return parts[model]._title()

    def action_again(self):
        """Begin with another file."""
        self.ensure_one()
        return self.plan_id.action_bring_excel()

    def action_take_excel(self):
        """Download the plan as it is now."""
        self.ensure_one()
        return self.plan_id.action_take_excel()

    def action_open_plan(self):
        """Open the plan."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.plan_id.display_name,
            "res_model": "seutuyp.plan",
            "res_id": self.plan_id.id,
            "views": [(False, "form")],
        }


class SeutuypPlanImportWizardLine(models.TransientModel):
    _name = "seutuyp.plan.import.wizard.line"
    _inherit = ["seutuyp.import.wizard.line.mixin"]
    _description = "Finding of an import of a plan"

    kind = fields.Selection(KINDS)
    wizard_id = fields.Many2one(
        "seutuyp.plan.import.wizard", required=True, ondelete="cascade", index=True
    )
