# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypToken(models.Model):
    """Links with which the invited answer."""

    _inherit = "seutuyp.token"

    purpose = fields.Selection(
        selection_add=[("attend", "Answer an invitation")],
        ondelete={"attend": "cascade"},
    )
