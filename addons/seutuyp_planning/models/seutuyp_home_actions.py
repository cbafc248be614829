# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date


class SeutuypHome(models.AbstractModel):
    """Mine to update: the user's actions with a field for the actual."""

    _inherit = "seutuyp.home"

    @api.model
    def get_home(self):
        """Add ``actions``, see :meth:`_actions_to_tell`."""
        return {**super().get_home(), "actions": self._actions_to_tell()}

    @api.model
    @api.readonly
    def get_mine(self):
        """Return what the screen “Mine to update” shows the current user.

        :return: a dict with ``actions``, ``meetings`` and ``waiting`` as in
            :meth:`get_home`
        """
        waiting, _following = self._waiting()
        return {
            "actions": self._actions_to_tell(),
            "meetings": self._next_meetings(),
            "waiting": [item for item in waiting if item["kind"] != "action"],
        }

    @api.model
    def tell_action(self, task_id, state, actual=""):
        """Tell how an action goes.

        :param int task_id: a ``project.task`` of a plan
        :param str state: a value of ``actual_state``
        :param str actual: in words; empty keeps the words before
        :return: the action's row, with ``undo``: the telling that may be taken back
        :raise AccessError, UserError: see ``project.task.action_tell``
        """
        task = self.env["project.task"].browse(task_id)
        undo = task.action_tell(state, actual)
        return {**self._action_row(task), "undo": undo}

    @api.model
    def take_back(self, update_id):
        """Take back what was told just now; return the action's row as it is again."""
        update = self.env["seutuyp.plan.update"].browse(update_id)
        update.action_take_back()
        return {**self._action_row(update.task_id), "undo": False}

    # ------------------------------------------------------------------- gathering
    @api.model
    def _live_actions(self, whose):
        """Return unfinished actions of approved plans, the most urgent first."""
        tasks = self.env["project.task"]
        tasks = tasks.search(tasks._carried_out() & whose)
        return tasks.sorted(
            lambda task: (
                not task.is_action_late,
                not task.is_action_silent,
                str(task.next_checkpoint or task.action_end or "9999"),
                task.id,
            )
        )

    @api.model
    def _mine(self):
        user = self.env.user
        return Domain("user_ids", "in", user.id) | Domain(
            "people_ids", "in", user.partner_id.ids
        )

    @api.model
    def _my_actions(self):
        """Return the live actions that the user is to tell about."""
        return self._live_actions(self._mine())

    @api.model
    def _actions_to_tell(self):
        """Return the rows of actions to tell about.

        :return: a dict with ``mine``; ``ours``, those of the user's organisation that
            others are named for; ``organisation``, its name; ``states``, the choices
            as pairs of value and label
        """
        employer = self.env.user.partner_id.commercial_partner_id
        mine = self._my_actions()
        ours = self._live_actions(
            Domain("responsible_partner_ids", "in", employer.ids)
            & Domain("id", "not in", mine.ids)
        )
        task_fields = self.env["project.task"]._fields
        return {
            "mine": [self._action_row(task) for task in mine],
            "ours": [self._action_row(task) for task in ours],
            "organisation": employer.name or "",
            "states": task_fields["actual_state"]._description_selection(self.env),
        }

    # --------------------------------------------------------------------- in words
    @api.model
    def _action_row(self, task):
        """Return what the home screen shows of one action."""
        light, word = self._action_light(task)
        return {
            "id": task.id,
            "name": task.name,
            "goal": task.goal_id.name,
            "region": task.plan_id.region_id.name,
            "metric": task.metric or "",
            "light": light,
            "word": word,
            "state": task.actual_state or "not_begun",
            "actual": task.actual or "",
            "told": self._told_text(task),
            "undo": False,
        }

    @api.model
    def _action_light(self, task):
        """Return (light, word): late and silent ones by shape and word."""
        day = self._short_day
        if task.actual_state == "done":
            return "green", self.env._("Done")
        if task.is_action_late:
            word = self.env._("Should be done by %(day)s", day=day(task.action_end))
            return "red", word
        if task.is_action_silent:
            silent = task.checkpoint_ids.filtered(lambda row: not row.told_on)
            return "red", self.env._(
                "Silent: checkpoint %(day)s", day=day(silent[:1].date)
            )
        if task.next_checkpoint:
            word = self.env._("Next checkpoint %(day)s", day=day(task.next_checkpoint))
            return "grey", word
        if task.action_end:
            return "grey", self.env._("Until %(day)s", day=day(task.action_end))
        return "grey", ""

    @api.model
    def _told_text(self, task):
        if not task.actual_updated_on:
            return ""
        return self.env._(
            "Told %(day)s by %(person)s",
            day=self._short_day(self._local_date(task.actual_updated_on)),
            person=task.sudo().actual_updated_by_id.name or "",
        )

    @api.model
    def _short_day(self, day):
        return format_date(self.env, day, date_format="d.M.y") if day else ""
