# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypSendWizard(models.TransientModel):
    """Shows who will be mailed before an agreement goes out for signature."""

    _name = "seutuyp.send.wizard"
    _description = "Send for signature"

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, readonly=True, ondelete="cascade"
    )
    party_ids = fields.Many2many(
        "seutuyp.agreement.party", compute="_compute_party_ids", string="Receivers"
    )
    gap_count = fields.Integer(related="agreement_id.gap_count")
    problems = fields.Text(string="Still missing", compute="_compute_party_ids")

    @api.depends("agreement_id")
    def _compute_party_ids(self):
        for wizard in self:
            agreement = wizard.agreement_id
            parties = agreement._content_parties()
            wizard.party_ids = parties.filtered(lambda party: party.state != "signed")
            wizard.problems = "\n".join(
                agreement._completeness_problems() + parties._sending_problems()
            )

    def action_send(self):
        """Send the agreement; see ``action_send`` of the agreement."""
        self.ensure_one()
        self.agreement_id.action_send()
        return {"type": "ir.actions.act_window_close"}


class SeutuypAgreement(models.Model):
    _inherit = "seutuyp.agreement"

    def action_open_send(self):
        """Show who will be mailed, before sending. Role: coordinator."""
        self.ensure_one()
        self._check_transition("send")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send for signature"),
            "res_model": "seutuyp.send.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_agreement_id": self.id},
        }


class SeutuypAgreementParty(models.Model):
    _inherit = "seutuyp.agreement.party"

    signatory_address = fields.Char(
        related="signatory_id.email", string="The link goes to"
    )
