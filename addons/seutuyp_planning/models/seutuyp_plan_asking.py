# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ProjectTask(models.Model):
    """The coordinator asks how a silent action goes, before the area contact hears."""

    _inherit = "project.task"

    asked_on = fields.Date(string="Asked again on", copy=False, readonly=True)
    area_told_on = fields.Date(
        string="Area contact told on", compute="_compute_area_told_on"
    )
    may_ask = fields.Boolean(compute="_compute_may_ask")

    @api.depends("checkpoint_ids.area_told_on", "checkpoint_ids.told_on")
    def _compute_area_told_on(self):
        """The day, while nothing has been told since."""
        for task in self:
            silent = task.checkpoint_ids.filtered(lambda row: not row.told_on)
            days = [day for day in silent.mapped("area_told_on") if day]
            task.area_told_on = max(days, default=False)

    @api.depends("is_action_silent", "asked_on")
    @api.depends_context("uid")
    def _compute_may_ask(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for task in self:
            task.may_ask = (
                task.is_action_silent
                and task.asked_on != today
                and task.plan_id._has_role("editor")
            )

    def action_ask(self):
        """Mail those named for the actions a fresh link; once a day for each action.

        :raise AccessError: the user does not coordinate the region
        :raise UserError: an action is not silent, was asked of today, or names nobody
        """
        self.plan_id._check_editor()
        people = {}
        for task in self:
            task._check_asking()
            for person in task._people_to_tell():
                people[person] = people.get(person, self.browse()) | task
        for person, tasks in people.items():
            tasks.sudo()._mail_reminder(person)
        self._set_told({"asked_on": self.env["seutuyp.dated.mixin"]._today()})
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Asked: %(people)s.",
                    people=", ".join(person.name for person in people),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _check_asking(self):
        self.ensure_one()
        if not self.may_ask:
            raise UserError(
                self.env._(
                    "“%(action)s” is not silent, or has been asked of today.",
                    action=self.name,
                )
            )
        if not self._people_to_tell():
            raise UserError(
                self.env._(
                    "“%(action)s” names nobody with an address. Write who tells how it "
                    "goes.",
                    action=self.name,
                )
            )

    @api.model
    def _area_told_text(self, tasks):
        """Say that the area contact has been told of some of these actions."""
        days = [day for day in tasks.mapped("area_told_on") if day]
        if not days:
            return ""
        return self.env._(
            "The area contact was told on %(day)s.",
            day=format_date(self.env, max(days), date_format="d.M.y"),
        )
