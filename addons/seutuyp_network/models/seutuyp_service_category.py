# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypServiceCategory(models.Model):
    """A chapter of the service catalogue: starting, developing, changing owner."""

    _name = "seutuyp.service.category"
    _description = "Service category"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    situation = fields.Char(
        translate=True,
        help="What somebody in this situation would say: “I am starting a company”.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    service_ids = fields.One2many(
        "seutuyp.service", "category_id", string="Services of this category"
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "Another service category has this code. Give each a code of its own.",
    )
