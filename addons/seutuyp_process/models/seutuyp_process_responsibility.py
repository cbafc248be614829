# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypProcessResponsibility(models.Model):
    """Who answers for what in the process."""

    _name = "seutuyp.process.responsibility"
    _inherit = ["seutuyp.process.part.mixin"]
    _description = "Responsibility in a process"
    _order = "process_id, sequence, id"

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    role = fields.Selection(
        [
            ("owner", "Owner"),
            ("team", "Development team"),
            ("party", "Organisation that takes part"),
        ],
        required=True,
        default="party",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        domain=[("is_company", "=", True)],
        ondelete="restrict",
    )
    duties = fields.Text(required=True)
