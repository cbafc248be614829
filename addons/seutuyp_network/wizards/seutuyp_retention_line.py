# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypRetentionLine(models.TransientModel):
    """A rule as it stands at the moment of looking."""

    _name = "seutuyp.retention.line"
    _description = "Rule of retention"
    _order = "id"

    name = fields.Char(string="What is kept", readonly=True)
    model_name = fields.Char(string="Where", readonly=True)
    kept = fields.Char(string="How long", readonly=True)
    setting = fields.Char(readonly=True)
    job = fields.Char(string="What ends it", readonly=True)
    next_run = fields.Datetime(readonly=True)
    state = fields.Selection(
        [
            ("runs", "Ends by itself"),
            ("stopped", "The scheduled action is stopped"),
            ("kept", "Kept, with a reason"),
        ],
        readonly=True,
    )
    waiting_count = fields.Integer(string="Over their time", readonly=True)
    total_count = fields.Integer(string="Rows", readonly=True)
