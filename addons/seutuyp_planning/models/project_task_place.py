# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import ValidationError

# What moves a task to where others read it.
PLACES = frozenset({"project_id", "goal_id", "parent_id"})


class ProjectTask(models.Model):
    """An action stays in its plan's project, and nothing foreign comes in."""

    _inherit = "project.task"

    @api.constrains("goal_id", "project_id", "parent_id")
    def _check_place(self):
        for task in self.sudo():
            if task.plan_id and task.project_id != task.plan_id.project_id:
                raise ValidationError(
                    self.env._(
                        "“%(action)s” is an action of a plan and stays in the plan's "
                        "project. Take it out of the plan first.",
                        action=task.name,
                    )
                )
            above = task.parent_id.project_id
            if above != task.project_id and above._plan() | task.project_id._plan():
                if task.parent_id:
                    raise ValidationError(
                        self.env._(
                            "“%(task)s” cannot stand below a task of another project: "
                            "one of the two belongs to an action plan.",
                            task=task.name,
                        )
                    )

    @api.constrains("goal_id", "recurring_task")
    def _check_happens_once(self):
        for task in self.filtered("recurring_task"):
            if task.goal_id:
                raise ValidationError(
                    self.env._(
                        "“%(action)s” is an action of a plan and does not repeat. Give "
                        "it checkpoints instead.",
                        action=task.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        tasks = super().create(vals_list)
        tasks._forget_token()
        return tasks

    def write(self, vals):
        result = super().write(vals)
        if PLACES & set(vals) and not self.env.su:
            moved = self.filtered(lambda task: task.sudo().project_id._plan())
            moved.check_access("write")
        if vals.get("access_token"):
            self._forget_token()
        return result

    def _forget_token(self):
        """No link opens the network's tasks to whoever has it."""
        open_ = self.sudo().filtered(
            lambda task: task.access_token and task.project_id.seutuyp_scope
        )
        if open_:
            open_.write({"access_token": False})

    def _portal_ensure_token(self):
        ours = self.sudo().project_id.seutuyp_scope
        return "" if ours else super()._portal_ensure_token()
