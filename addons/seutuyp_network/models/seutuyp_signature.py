# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypSignature(models.Model):
    """Evidence of one signature. Written once, by the signing workflow."""

    _name = "seutuyp.signature"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Signature"
    _order = "signed_on, id"
    _rec_name = "signer_name"
    _guard_all = True

    agreement_id = fields.Many2one(
        "seutuyp.agreement",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    party_id = fields.Many2one(
        "seutuyp.agreement.party",
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    amendment_id = fields.Many2one(
        "seutuyp.agreement.amendment", ondelete="restrict", index=True, readonly=True
    )
    signer_id = fields.Many2one(
        "seutuyp.agreement.amendment.signer",
        string="Signer of the amendment",
        ondelete="restrict",
        readonly=True,
    )
    partner_id = fields.Many2one(
        "res.partner", string="Signatory", readonly=True, ondelete="restrict"
    )
    organisation_name = fields.Char(required=True, readonly=True)
    signer_name = fields.Char(string="Name", required=True, readonly=True)
    capacity = fields.Char(required=True, readonly=True)
    method = fields.Selection(
        [
            ("typed", "Typed"),
            ("drawn", "Drawn"),
            ("uploaded", "Uploaded picture"),
            ("paper", "On paper"),
        ],
        required=True,
        readonly=True,
    )
    image = fields.Binary(string="Signature", attachment=True, readonly=True)
    signed_on = fields.Datetime(required=True, readonly=True)
    content_hash = fields.Char(string="Content SHA-256", readonly=True)
    email = fields.Char(string="Address of the link", readonly=True)
    ip_address = fields.Char(string="Network address", readonly=True)
    user_agent = fields.Char(string="Browser", readonly=True)
    lang = fields.Char(string="Language", readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Logged in as", readonly=True, ondelete="restrict"
    )
    copy_sent_on = fields.Datetime(string="Copy sent", readonly=True)
    voided_on = fields.Datetime(string="Void since", readonly=True)
    void_reason = fields.Char(readonly=True)

    # A second click makes no second signature, whatever else goes wrong.
    _one_valid = models.UniqueIndex(
        "(party_id, content_hash) WHERE voided_on IS NULL",
        "This party has already signed this text.",
    )
    _one_valid_amendment = models.UniqueIndex(
        "(signer_id) WHERE signer_id IS NOT NULL AND voided_on IS NULL",
        "This organisation has already signed this amendment.",
    )
    _party_or_signer = models.Constraint(
        "CHECK (party_id IS NOT NULL OR signer_id IS NOT NULL)",
        "A signature is that of a party, or of a signer of an amendment.",
    )
