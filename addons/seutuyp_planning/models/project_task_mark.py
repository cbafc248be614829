# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class ProjectTask(models.Model):
    """Lists and cards say in a word what needs attention."""

    _inherit = "project.task"

    action_mark = fields.Selection(
        [("dropped", "✕ Dropped"), ("late", "▲ Late"), ("silent", "◌ Silent")],
        string="Mark",
        compute="_compute_action_mark",
        help="Late: it should be done by now. Silent: a checkpoint has passed and nothing "
        "has been told since.",
    )

    @api.depends("is_dropped", "is_action_late", "is_action_silent")
    def _compute_action_mark(self):
        for task in self:
            task.action_mark = (
                (task.is_dropped and "dropped")
                or (task.is_action_late and "late")
                or (task.is_action_silent and "silent")
            )
