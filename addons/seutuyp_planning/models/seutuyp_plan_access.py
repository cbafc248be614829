# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError

PROJECT_GROUP = "project.group_project_user"


class ProjectTask(models.Model):
    """Staff of the network write the plan's actions without Odoo's project rights.

    The access list lets them write tasks; here every other task stays closed to whoever
    is no user of core's projects, and a plan's actions are judged one by one.
    """

    _name = "project.task"
    _inherit = ["project.task", "seutuyp.judged.mixin"]

    def _may_change(self, operation):
        self.ensure_one()
        user, task = self.env.user, self.sudo()
        plan = task.plan_id
        if not plan:
            own = not task.project_id and user in task.user_ids  # a private to-do
            return own or user.has_group(PROJECT_GROUP)
        if plan.with_env(self.env)._has_role("editor"):
            return True
        return operation == "write" and self._is_own_action()

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "This task is not yours to change. An action of a plan is written by "
                "the region's coordinator, and by the responsible organisations what "
                "was done; other tasks by users of Odoo's projects."
            )
        )


class SeutuypPlanTaskPartMixin(models.AbstractModel):
    """Rows of an action: checkpoints and resources."""

    _name = "seutuyp.plan.task.part.mixin"
    _inherit = ["seutuyp.plan.access.mixin"]
    _description = "Row of an action"

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_row_open()
        return rows

    def write(self, vals):
        if set(vals) - self._followed_fields():
            self._check_row_open()
        else:
            self._check_row_own()
        return super().write(vals)

    @api.model
    def _followed_fields(self):
        return frozenset()

    def _may_change(self, operation):
        told = operation == "write" and self.task_id._is_own_action()
        return told or super()._may_change(operation)

    def _check_row_open(self):
        plans = self.task_id.plan_id
        if not self.env.su:
            plans._check_editor()
        plans._check_open()

    def _check_row_own(self):
        for row in self:
            if self.env.su or row.task_id._is_own_action():
                continue
            row.task_id.plan_id._check_editor()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self._check_row_open()


class SeutuypPlanCheckpoint(models.Model):
    _name = "seutuyp.plan.checkpoint"
    _inherit = ["seutuyp.plan.checkpoint", "seutuyp.plan.task.part.mixin"]

    def _may_change(self, operation):
        """Which days are looked at is the plan's; nothing here is told by others."""
        return self.plan_id._has_role("editor")


class SeutuypPlanResource(models.Model):
    _name = "seutuyp.plan.resource"
    _inherit = ["seutuyp.plan.resource", "seutuyp.plan.task.part.mixin"]

    @api.model
    def _followed_fields(self):
        return frozenset(
            {"actual_days", "actual_euros", "confirmed_on", "confirmed_by_id"}
        )

    def action_confirm(self):
        """Confirm the resources for one's own organisation.

        :raise AccessError: the line is another organisation's
        """
        employer = self.env.user.partner_id.commercial_partner_id
        for row in self:
            plan = row.task_id.plan_id
            if row.partner_id != employer and not plan._has_role("editor"):
                raise AccessError(
                    self.env._(
                        "The resources of %(organisation)s are confirmed by its own "
                        "people.",
                        organisation=row.partner_id.name,
                    )
                )
        self.sudo().write(
            {
                "confirmed_on": self.env["seutuyp.dated.mixin"]._today(),
                "confirmed_by_id": self.env.user.partner_id.id,
            }
        )
        return True


class SeutuypPlanComment(models.Model):
    _inherit = "seutuyp.plan.comment"

    def _may_change(self, operation):
        own = self.author_id == self.env.user.partner_id
        return own or super()._may_change(operation)

    @api.model_create_multi
    def create(self, vals_list):
        comments = super().create(vals_list)
        for comment in comments:
            comment._check_commenting()
        return comments

    def write(self, vals):
        for comment in self:
            plan = comment.plan_id
            mine = comment.author_id == self.env.user.partner_id
            if set(vals) <= {"text"} and mine and not comment.is_answered:
                comment._check_commenting()
            elif not self.env.su:
                plan._check_editor()
        return super().write(vals)

    def _check_commenting(self):
        """Comments are given while the plan is out for them.

        :raise AccessError: at another time
        """
        if self.plan_id.state != "comments" and not self.env.su:
            raise AccessError(
                self.env._(
                    "%(plan)s is not out for comments now. Tell the coordinator.",
                    plan=self.plan_id.display_name,
                )
            )
        if self.author_id != self.env.user.partner_id and not self.env.su:
            raise AccessError(self.env._("Comment in your own name."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own(self):
        for comment in self:
            if comment.author_id != self.env.user.partner_id and not self.env.su:
                comment.plan_id._check_editor()
