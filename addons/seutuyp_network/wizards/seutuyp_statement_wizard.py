# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypStatementWizard(models.TransientModel):
    """The area contact's statement on an agreement under review."""

    _name = "seutuyp.statement.wizard"
    _description = "Give a statement"

    round_id = fields.Many2one(
        "seutuyp.review.round", required=True, readonly=True, ondelete="cascade"
    )
    agreement_id = fields.Many2one(related="round_id.agreement_id")
    answer = fields.Text(related="round_id.answer")
    statement = fields.Text(required=True)

    def action_save(self):
        """Give the statement; see ``action_state`` of the round."""
        self.ensure_one()
        self.round_id.action_state(self.statement)
        return {"type": "ir.actions.act_window_close"}


class SeutuypReviewRound(models.Model):
    _inherit = "seutuyp.review.round"

    def action_open_statement(self):
        """Open the form for the area contact's statement."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Statement of the area contact"),
            "res_model": "seutuyp.statement.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_round_id": self.id,
                "default_statement": self.statement,
            },
        }


class SeutuypAgreement(models.Model):
    _inherit = "seutuyp.agreement"

    def action_open_statement(self):
        """Open the form for the statement on the round that is open now."""
        return self._require_open_round().action_open_statement()
