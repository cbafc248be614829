# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class ProjectTask(models.Model):
    """Lists, cards and forms say what needs attention, and open what is the user's."""

    _inherit = "project.task"

    action_mark = fields.Selection(
        [("dropped", "✕ Dropped"), ("late", "▲ Late"), ("silent", "◌ Silent")],
        string="Mark",
        compute="_compute_action_mark",
        help="Late: it should be done by now. Silent: a checkpoint has passed and "
        "nothing has been told since.",
    )

    # All columns of the cards, in their order.
    actual_state = fields.Selection(group_expand=True)
    plan_may_edit = fields.Boolean(related="plan_id.may_edit", related_sudo=False)
    may_name = fields.Boolean(
        compute="_compute_may_name",
        help="Whether the user says who is asked how the action goes.",
    )
    may_tell = fields.Boolean(
        compute="_compute_may_tell",
        help="Whether the user tells how the action goes.",
    )

    @api.depends("is_dropped", "is_action_late", "is_action_silent")
    def _compute_action_mark(self):
        for task in self:
            task.action_mark = (
                (task.is_dropped and "dropped")
                or (task.is_action_late and "late")
                or (task.is_action_silent and "silent")
            )

    @api.depends("plan_id.state")
    @api.depends_context("uid")
    def _compute_may_name(self):
        for task in self:
            task.may_name = task.plan_id.state != "closed" and task._may_name()

    @api.depends("is_dropped", "plan_id.state", "responsible_partner_ids", "user_ids")
    @api.depends_context("uid")
    def _compute_may_tell(self):
        for task in self:
            plan = task.plan_id
            is_open = plan.state in ("draft", "comments", "approved")
            task.may_tell = (
                is_open
                and not task.is_dropped
                and (
                    plan._has_role("editor")
                    or (plan.state == "approved" and task._is_own_action())
                )
            )

    def action_open_details(self):
        """Open the action's own form."""
        self.ensure_one()
        view = self.env.ref("seutuyp_planning.project_task_view_form_action")
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(view.id, "form")],
        }
