# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypToken(models.Model):
    """Links with which people answer, confirm and report from their mail."""

    _inherit = "seutuyp.token"

    purpose = fields.Selection(
        selection_add=[
            ("attend", "Answer an invitation"),
            ("minutes", "Confirm minutes"),
            ("decision", "Tell how a decision stands"),
        ],
        ondelete={
            "attend": "cascade",
            "minutes": "cascade",
            "decision": "cascade",
        },
    )
