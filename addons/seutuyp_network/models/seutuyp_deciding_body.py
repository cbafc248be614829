# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypDecidingBody(models.Model):
    """The group at the ministry that approves agreements; it changes over time."""

    _name = "seutuyp.deciding.body"
    _inherit = ["seutuyp.dated.mixin"]
    _description = "Deciding body"
    _order = "date_from desc, id desc"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
