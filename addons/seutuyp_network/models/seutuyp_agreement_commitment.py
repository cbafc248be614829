# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypAgreementCommitment(models.Model):
    """A promise in the agreement: who does what, by when, at what cost (§6.2)."""

    _name = "seutuyp.agreement.commitment"
    _inherit = ["seutuyp.agreement.content.mixin"]
    _description = "Commitment of an agreement"
    _order = "agreement_id, sequence, id"

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="What", required=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Who",
        help="The party that promises; empty when all parties promise together.",
    )
    section_id = fields.Many2one(
        "seutuyp.agreement.section",
        domain="[('agreement_id', '=', agreement_id)]",
        ondelete="set null",
    )
    date_due = fields.Date(string="By when")
    recurrence = fields.Selection(
        [("once", "Once"), ("yearly", "Every year"), ("ongoing", "All the time")],
        default="ongoing",
        required=True,
        string="How often",
    )
    currency_id = fields.Many2one(related="agreement_id.currency_id")
    cost = fields.Monetary()

    _cost_check = models.Constraint("CHECK (cost >= 0)", "A cost cannot be negative.")
