# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypAgreementPerson(models.Model):
    """A person whom a party names to deliver the services (criterion 5)."""

    _name = "seutuyp.agreement.person"
    _inherit = ["seutuyp.agreement.content.mixin"]
    _description = "Named person of an agreement"
    _order = "agreement_id, sequence, id"
    _rec_name = "partner_id"

    agreement_id = fields.Many2one(
        "seutuyp.agreement", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    organisation_id = fields.Many2one("res.partner", required=True, index=True)
    partner_id = fields.Many2one("res.partner", string="Person", required=True)
    role = fields.Char(string="Role in the services", required=True)
    development = fields.Char(
        string="How skills are developed", help="Training, exchange, mentoring."
    )

    _person_uniq = models.Constraint(
        "UNIQUE (agreement_id, organisation_id, partner_id)",
        "This person is already named for this organisation.",
    )
