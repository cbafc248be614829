# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypEvaluationText(models.Model):
    """What somebody wrote, without anything that tells who or when."""

    _name = "seutuyp.evaluation.text"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Written answer"
    _order = "id"
    _log_access = False
    _guard_all = True

    item_id = fields.Many2one(
        "seutuyp.evaluation.item", required=True, index=True, ondelete="cascade"
    )
    text = fields.Text(required=True, readonly=True)
