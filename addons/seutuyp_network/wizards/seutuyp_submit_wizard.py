# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypSubmitWizard(models.TransientModel):
    """Covering note and a last look at the criteria before submitting."""

    _name = "seutuyp.submit.wizard"
    _description = "Submit for review"

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, readonly=True, ondelete="cascade"
    )
    returned_reason = fields.Text(
        string="The ministry asked", compute="_compute_returned_reason"
    )
    gap_count = fields.Integer(related="agreement_id.gap_count")
    problems = fields.Text(string="Still missing", compute="_compute_problems")
    criteria_html = fields.Html(related="agreement_id.criteria_html", sanitize=False)
    answer = fields.Text(
        string="Covering note",
        help="What the ministry should know; after a clarification, what was changed.",
    )

    @api.depends("agreement_id")
    def _compute_returned_reason(self):
        for wizard in self:
            agreement = wizard.agreement_id
            asked = agreement.review_state == "clarification"
            wizard.returned_reason = asked and agreement.round_id.reason

    @api.depends("agreement_id")
    def _compute_problems(self):
        for wizard in self:
            agreement = wizard.agreement_id
            wizard.problems = "\n".join(
                agreement._completeness_problems() + agreement._submission_problems()
            )

    def action_submit(self):
        """Submit the agreement; see ``action_submit`` of the agreement."""
        self.ensure_one()
        self.agreement_id.action_submit(answer=self.answer)
        return {"type": "ir.actions.act_window_close"}


class SeutuypAgreement(models.Model):
    _inherit = "seutuyp.agreement"

    def action_open_submit(self):
        """Ask for the covering note and show the criteria. Role: coordinator."""
        self.ensure_one()
        self._check_transition("submit")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Submit for review"),
            "res_model": "seutuyp.submit.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_agreement_id": self.id},
        }
