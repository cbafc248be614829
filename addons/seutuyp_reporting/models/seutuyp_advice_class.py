# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypAdviceClass(models.Model):
    """What advice was about, coarsely, as the agreements ask (A2 III)."""

    _name = "seutuyp.advice.class"
    _description = "Content of advice"
    _order = "sequence, id"

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Another class has this code. Give each a code of its own."
    )
