# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypSignatoryWizard(models.TransientModel):
    """Names another signatory while signatures are collected."""

    _name = "seutuyp.signatory.wizard"
    _description = "Change the signatory"

    party_id = fields.Many2one(
        "seutuyp.agreement.party", required=True, readonly=True, ondelete="cascade"
    )
    organisation_id = fields.Many2one(
        related="party_id.partner_id", string="Organisation"
    )
    old_signatory_id = fields.Many2one(related="party_id.signatory_id", string="Now")
    partner_id = fields.Many2one(
        "res.partner",
        string="New signatory",
        required=True,
        domain="[('is_company', '=', False), ('parent_id', 'in', [organisation_id, "
        "False]),"
        " ('id', '!=', old_signatory_id)]",
    )
    email = fields.Char(related="partner_id.email", string="The link goes to")
    reason = fields.Text(required=True)

    def action_save(self):
        """Change the signatory; see ``action_change_signatory`` of the party."""
        self.ensure_one()
        self.party_id.action_change_signatory(self.partner_id.id, self.reason)
        return {"type": "ir.actions.act_window_close"}


class SeutuypAgreementParty(models.Model):
    _inherit = "seutuyp.agreement.party"

    def action_open_signatory(self):
        """Open the form that names another signatory. Role: coordinator."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "Change the signatory of %(party)s", party=self.partner_id.display_name
            ),
            "res_model": "seutuyp.signatory.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_party_id": self.id},
        }
