# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypMonth(models.Model):
    """A month of the year, so that a rule can name several."""

    _name = "seutuyp.month"
    _description = "Month"
    _order = "number"

    number = fields.Integer(required=True)
    name = fields.Char(required=True, translate=True)

    _number_uniq = models.UniqueIndex(
        "(number)", "This month is there already. Use the one there is."
    )
