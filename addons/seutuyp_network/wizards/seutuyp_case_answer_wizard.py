# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypCaseAnswerWizard(models.TransientModel):
    """The region's answer to the ministry about its licence."""

    _name = "seutuyp.case.answer.wizard"
    _description = "Answer about a licence at risk"

    case_id = fields.Many2one(
        "seutuyp.licence.case", required=True, readonly=True, ondelete="cascade"
    )
    broken_text = fields.Text(related="case_id.broken_text")
    deadline = fields.Date(related="case_id.deadline")
    answer = fields.Text(
        required=True, compute="_compute_answer", store=True, readonly=False
    )

    @api.depends("case_id")
    def _compute_answer(self):
        for wizard in self:
            wizard.answer = wizard.case_id.answer

    def action_save(self):
        """Send the answer; see ``action_answer`` of the case."""
        self.ensure_one()
        self.case_id.action_answer(self.answer)
        return {"type": "ir.actions.act_window_close"}
