# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypSignatoryWizard(models.TransientModel):
    """Names another signatory while signatures are collected.

    Of an agreement (``party_id``) or of an amendment (``signer_id``).
    """

    _name = "seutuyp.signatory.wizard"
    _description = "Change the signatory"

    party_id = fields.Many2one(
        "seutuyp.agreement.party", readonly=True, ondelete="cascade"
    )
    signer_id = fields.Many2one(
        "seutuyp.agreement.amendment.signer", readonly=True, ondelete="cascade"
    )
    organisation_id = fields.Many2one("res.partner", compute="_compute_now")
    old_signatory_id = fields.Many2one(
        "res.partner", string="Now", compute="_compute_now"
    )
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

    _one_thing = models.Constraint(
        "CHECK ((party_id IS NULL) <> (signer_id IS NULL))",
        "The signatory of one thing is changed at a time.",
    )

    @api.model
    def _field_of(self, signer):
        """Return the name of the field that holds such a record."""
        return "signer_id" if "amendment_id" in signer._fields else "party_id"

    def _signer(self):
        return self.signer_id or self.party_id

    @api.depends("party_id", "signer_id")
    def _compute_now(self):
        for wizard in self:
            signer = wizard._signer()
            wizard.organisation_id = signer.partner_id
            wizard.old_signatory_id = signer.signatory_id

    def action_save(self):
        """Change the signatory; see ``action_change_signatory`` of the signer."""
        self.ensure_one()
        self._signer().action_change_signatory(self.partner_id.id, self.reason)
        return {"type": "ir.actions.act_window_close"}
