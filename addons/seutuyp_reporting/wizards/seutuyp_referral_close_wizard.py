# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypReferralCloseWizard(models.TransientModel):
    """Asks what came of a referral."""

    _name = "seutuyp.referral.close.wizard"
    _description = "Close a referral"

    referral_id = fields.Many2one("seutuyp.referral", required=True, readonly=True)
    outcome_id = fields.Many2one(
        "seutuyp.referral.outcome",
        string="What came of it",
        required=True,
        domain=[("is_system", "=", False)],
    )

    def action_close(self):
        """Close the referral with this outcome. Role: see the referral."""
        self.ensure_one()
        self.referral_id.action_close(self.outcome_id.id)
        return {"type": "ir.actions.act_window_close"}


class SeutuypReferral(models.Model):
    _inherit = "seutuyp.referral"

    def action_ask_outcome(self):
        """Open the dialog that asks what came of the referral."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Close the referral"),
            "res_model": "seutuyp.referral.close.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_referral_id": self.id},
        }
