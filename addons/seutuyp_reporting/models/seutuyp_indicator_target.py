# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypIndicatorTarget(models.Model):
    """The target of one segment, as agreements fix it for feedback (A2 III)."""

    _name = "seutuyp.indicator.target"
    _inherit = ["seutuyp.judged.mixin"]
    _description = "Target of an indicator for a segment"
    _order = "choice_id, segment_id, id"

    choice_id = fields.Many2one(
        "seutuyp.indicator.choice", required=True, index=True, ondelete="cascade"
    )
    segment_id = fields.Many2one("seutuyp.segment", required=True, ondelete="restrict")
    target = fields.Float(required=True, aggregator=False)

    _once = models.Constraint(
        "UNIQUE(choice_id, segment_id)",
        "This segment has its target already. Correct that one.",
    )

    def _may_change(self, operation):
        return self.sudo().choice_id.with_env(self.env)._may_change("write")

    def write(self, vals):
        result = super().write(vals)
        if "choice_id" in vals and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result
