# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypPlanGoal(models.Model):
    """When all actions of a goal are done, the goal may have been reached."""

    _inherit = "seutuyp.plan.goal"

    suggests_reached = fields.Boolean(
        compute="_compute_suggests_reached",
        help="All actions are done and nobody has said whether the goal was reached.",
    )

    @api.depends("reached", "action_ids.actual_state", "action_ids.is_dropped")
    def _compute_suggests_reached(self):
        for goal in self:
            live = goal.action_ids._live()
            goal.suggests_reached = (
                bool(live)
                and not goal.reached
                and set(live.mapped("actual_state")) == {"done"}
            )

    def action_reach(self):
        """Say that these goals have been reached.

        :raise AccessError: the user does not coordinate the region
        """
        self.write({"reached": "yes"})
        return True


class SeutuypPlan(models.Model):
    _inherit = "seutuyp.plan"

    goals_done_text = fields.Char(compute="_compute_goals_done_text")

    @api.depends("goal_ids.suggests_reached", "state")
    @api.depends_context("lang", "uid")
    def _compute_goals_done_text(self):
        """Name the goals whose actions are all done, to those who say so of goals."""
        for plan in self:
            done = plan.goal_ids.filtered("suggests_reached")
            asked = bool(done) and plan.state == "approved" and plan._has_role("editor")
            plan.goals_done_text = asked and plan._goals_done_text(done)

    def _goals_done_text(self, goals):
        names = ", ".join(goals.mapped("name"))
        return self.env._("All actions are done: %(goals)s.", goals=names)

    def action_reach_goals(self):
        """Mark the goals reached whose actions are all done."""
        return self.goal_ids.filtered("suggests_reached").action_reach()
