# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypToken(models.Model):
    """Links with which people give feedback on a process and acknowledge it."""

    _inherit = "seutuyp.token"

    purpose = fields.Selection(
        selection_add=[
            ("feedback", "Give feedback on a process"),
            ("acknowledge", "Acknowledge a process"),
        ],
        ondelete={"feedback": "cascade", "acknowledge": "cascade"},
    )
