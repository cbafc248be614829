# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

SECTION_KEYS = [
    ("organisation", "Coordinating organisation"),
    ("steering_group", "Steering group"),
    ("people", "Named people"),
    ("cost_sharing", "Cost sharing"),
    ("follow_up", "Follow-up"),
    ("tools", "Shared tools"),
    ("processes", "Cooperation processes"),
    ("outside", "Partners outside the agreement"),
    ("communication", "Brand and communication"),
    ("term", "Term"),
    ("annexes", "Annexes"),
    ("other", "Other"),
]


class SeutuypAgreementTemplate(models.Model):
    """The standard text from which an agreement is drafted."""

    _name = "seutuyp.agreement.template"
    _description = "Agreement template"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    section_ids = fields.One2many(
        "seutuyp.agreement.template.section",
        "template_id",
        string="Sections",
        copy=True,
    )
