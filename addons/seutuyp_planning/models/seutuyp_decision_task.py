# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from odoo.addons.seutuyp_network.models.seutuyp_guard_mixin import GUARD

# Tasks are made quietly: the minutes tell people what they are responsible for.
QUIET_TASK = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_auto_subscribe_no_notify": True,
    "mail_notrack": True,
    # set by the task's own write, so that the two do not call each other for ever
    "seutuyp_from_decision": GUARD,
}


class SeutuypDecision(models.Model):
    """A decision with somebody responsible and a deadline is a task on their lists."""

    _inherit = "seutuyp.decision"

    task_ids = fields.One2many("project.task", "decision_id", string="All tasks")
    task_id = fields.Many2one(
        "project.task", compute="_compute_task_id", compute_sudo=True
    )

    @api.depends("task_ids")
    def _compute_task_id(self):
        for decision in self:
            decision.task_id = decision.task_ids[:1]

    def _sync_tasks(self):
        """Make the missing tasks and bring the others up to date."""
        tasks = self.env["project.task"].sudo().with_context(**QUIET_TASK)
        wanted = self.filtered(
            lambda item: item.state == "open" and item.responsible_ids and item.deadline
        ).sudo()
        new = wanted.filtered(lambda item: not item.task_ids)
        tasks.create([item._prepare_task_vals() for item in new])
        for decision in wanted - new:
            vals = decision._prepare_task_vals()
            decision.task_ids.with_context(**QUIET_TASK).write(vals)

    def _prepare_task_vals(self):
        self.ensure_one()
        users = self.responsible_ids.user_ids.filtered(lambda user: not user.share)
        return {
            "name": self.name,
            "decision_id": self.id,
            "project_id": self.event_id._meeting_project().id,
            "user_ids": [fields.Command.set(users.ids)],
            "date_deadline": fields.Datetime.to_datetime(self.deadline).replace(
                hour=12
            ),
            "description": self.note or False,
        }

    def _close_tasks(self, state):
        tasks = self.sudo().task_ids.with_context(**QUIET_TASK)
        tasks.write({"state": state})
