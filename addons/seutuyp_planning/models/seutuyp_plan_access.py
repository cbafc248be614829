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
        plan = task.plan_id or task.project_id._plan()
        if not plan and not user._is_internal():
            return True  # what core lets the portal do, we give it nothing
        if not plan:
            own = not task.project_id and user in task.user_ids  # a private to-do
            return own or user.has_group(PROJECT_GROUP)
        if plan.with_env(self.env)._has_role("editor"):
            return True
        return operation == "write" and bool(task.plan_id) and self._is_own_action()

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "This task is not yours to change. An action of a plan is written by "
                "the region's coordinator, and by the responsible organisations what "
                "was done; other tasks by users of Odoo's projects."
            )
        )


class SeutuypPlanResource(models.Model):
    _inherit = "seutuyp.plan.resource"

    def _is_own_line(self):
        self.ensure_one()
        employer = self.env.user.partner_id.commercial_partner_id
        return self.sudo().partner_id == employer

    def _may_change(self, operation):
        told = operation == "write" and self._is_own_line()
        return told or super()._may_change(operation)

    def action_confirm(self):
        """Confirm the resources for one's own organisation.

        :raise AccessError: the line is another organisation's
        :raise UserError: the plan is closed
        """
        self.check_access("read")
        for row in self:
            if not row._is_own_line() and not row.plan_id._has_role("editor"):
                raise AccessError(
                    self.env._(
                        "The resources of %(organisation)s are confirmed by its own "
                        "people.",
                        organisation=row.partner_id.name,
                    )
                )
        self.plan_id._check_not_closed()
        self.sudo()._guarded().write(
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
            if comment.answer and not self.env.su:
                comment.plan_id._check_editor()
        return comments

    def write(self, vals):
        if not self.env.su:
            for comment in self:
                comment._check_change(set(vals))
        return super().write(vals)

    def _check_change(self, names):
        """One's own words stay one's own; the coordinator answers them.

        :raise AccessError: the words are somebody else's, or answered already
        """
        mine = self.author_id == self.env.user.partner_id
        if names <= {"text"} and mine and not self.is_answered:
            self._check_commenting()
        elif names <= {"answer"}:
            self.plan_id._check_editor()
        else:
            raise AccessError(
                self.env._(
                    "A comment stays as its author wrote it, and where. Answer it, or "
                    "write another."
                )
            )

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
