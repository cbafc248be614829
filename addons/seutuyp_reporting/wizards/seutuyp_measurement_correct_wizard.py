# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class SeutuypMeasurementCorrectWizard(models.TransientModel):
    """A confirmed value is corrected: the new one, and why."""

    _name = "seutuyp.measurement.correct.wizard"
    _description = "Correction of a confirmed value"

    measurement_id = fields.Many2one(
        "seutuyp.measurement", required=True, readonly=True, ondelete="cascade"
    )
    # Read as the user: whoever may not read the value sees nothing of it here either.
    automatic = fields.Boolean(related="measurement_id.automatic", related_sudo=False)
    old_value = fields.Float(
        string="Value now",
        related="measurement_id.value",
        related_sudo=False,
        digits=(16, 4),
    )
    new_value = fields.Float(
        string="Right value",
        compute="_compute_new_value",
        compute_sudo=False,
        store=True,
        readonly=False,
        precompute=True,
        digits=(16, 4),
    )
    reason = fields.Text(required=True, help="Stays in the history of the value.")

    @api.depends("measurement_id")
    def _compute_new_value(self):
        for wizard in self:
            wizard.new_value = wizard.measurement_id.value

    def action_confirm(self):
        """Correct the value, or work an automatic one out anew.

        :raise AccessError: somebody else tells the value
        """
        self.ensure_one()
        row = self.measurement_id
        row._check_may_correct()
        if self.automatic:
            row._work_out(
                row.indicator_id, row.region_id, self.reason, row.date_to.year
            )
        else:
            row._correct(self.new_value, self.reason)
        return {"type": "ir.actions.act_window_close"}

    def action_take_back(self):
        """Make the value preliminary again, since it is not only the number.

        :raise AccessError: somebody else tells the value
        :raise UserError: the system works it out
        """
        self.ensure_one()
        row = self.measurement_id
        row._check_may_correct()
        if self.automatic:
            raise UserError(
                self.env._("The system works this value out: nobody confirms it.")
            )
        row._take_back(self.reason)
        return {"type": "ir.actions.act_window_close"}


class SeutuypMeasurement(models.Model):
    _inherit = "seutuyp.measurement"

    may_correct = fields.Boolean(compute="_compute_may_correct")

    @api.depends("state", "indicator_id", "region_id")
    @api.depends_context("uid")
    def _compute_may_correct(self):
        for row in self:
            row.may_correct = row.state == "confirmed" and row._corrects()

    def _corrects(self):
        """Return whether the user corrects it.

        Whoever tells it; what is worked out, the region's coordinator.
        """
        self.ensure_one()
        if self.automatic:
            region = self.sudo().region_id.with_env(self.env)
            return bool(region) and region in region._user_edits()
        return self._may_change("write")

    def _check_may_correct(self):
        self.check_access("read")
        for row in self:
            if not row._corrects():
                raise row._may_not_change()
