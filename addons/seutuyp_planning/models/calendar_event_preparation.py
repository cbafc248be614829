# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Command


class CalendarEvent(models.Model):
    """Preparing a meeting is a task of whoever keeps it, from its lead time on."""

    _inherit = "calendar.event"

    preparation_task_ids = fields.One2many("project.task", "preparation_event_id")

    @api.model
    def _cron_prepare(self):
        """Prepare agendas whose lead time has begun, and put the task on a list.

        Run late, twice, or after a crash it does what is missing and no more.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        events = self.search(
            [
                "|",
                ("annual_calendar_id", "=", False),
                ("annual_calendar_id.state", "!=", "draft"),
                ("seutuyp_scope", "!=", False),
                ("meeting_state", "in", ("planned", "invited")),
                ("preparation_date", "<=", today),
                ("start", ">", fields.Datetime.now()),
                ("agenda_prepared", "=", False),
                ("theme_id", "!=", False),
            ],
            order="start",
        )
        crons = self.env["ir.cron"]
        crons._commit_progress(remaining=len(events))
        for event in events:
            locked = event.try_lock_for_update()
            locked._prepare_agenda()
            locked._make_preparation_task()
            if not crons._commit_progress(1):
                break

    def _make_preparation_task(self):
        tasks = self.env["project.task"].sudo()
        for event in self.sudo().filtered(lambda item: not item.preparation_task_ids):
            keeper = event._organizer()
            users = keeper.user_ids.filtered(lambda user: not user.share)
            if not users:
                continue
            words = event.with_context(lang=keeper.lang)
            tasks.with_context(
                mail_auto_subscribe_no_notify=True, mail_create_nolog=True
            ).create(
                {
                    "name": words.env._("Prepare: %(meeting)s", meeting=event.name),
                    "preparation_event_id": event.id,
                    "project_id": event._meeting_project().id,
                    "user_ids": [Command.set(users.ids)],
                    "date_deadline": event.start,
                }
            )


class ProjectTask(models.Model):
    _inherit = "project.task"

    def _end_preparation(self):
        self.with_context(tracking_disable=True, mail_notrack=True).write(
            {"state": "1_done"}
        )
