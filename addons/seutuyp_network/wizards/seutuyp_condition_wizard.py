# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypConditionWizard(models.TransientModel):
    """The condition on which the reviewer accepts what does not hold."""

    _name = "seutuyp.condition.wizard"
    _description = "Accept with a condition"

    case_id = fields.Many2one(
        "seutuyp.licence.case", required=True, readonly=True, ondelete="cascade"
    )
    broken_text = fields.Text(related="case_id.broken_text")
    answer = fields.Text(related="case_id.answer")
    condition = fields.Text(required=True)
    condition_date = fields.Date(string="Condition by", required=True)

    def action_save(self):
        """Accept on this condition; see ``action_accept`` of the case."""
        self.ensure_one()
        self.case_id.action_accept(self.condition, self.condition_date)
        return {"type": "ir.actions.act_window_close"}
