# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..tools import realisation, rhythm
from .project_task_action import ACTUAL_STATES
from .seutuyp_plan import OPEN
from .seutuyp_plan_goal import SECTIONS


class SeutuypPlan(models.Model):
    """The plan as the one-page form people know: what the grid and timeline show."""

    _inherit = "seutuyp.plan"

    @api.readonly
    def get_grid(self):
        """Return the whole plan as it is today, with what the user may change in it.

        What may be changed is only shown by this; the server asks again when something
        is written. Costs the same number of queries for any number of goals.

        :return: dict of ``plan``, ``may``, ``partners`` (names by id), ``segments``,
            ``versions`` and ``sections``; a section has its realisation and goals, a
            goal its actions and comments
        :raise AccessError: the plan is not the user's to read
        """
        self.ensure_one()
        self.check_access("read")
        actions = self.action_ids.sorted("id")
        may = self._grid_may()
        return {
            "plan": {
                "id": self.id,
                "year": self.year,
                "state": self.state,
                "state_label": self._state_label(),
                "today": str(self.env["seutuyp.dated.mixin"]._today()),
                "percent": round(self.realisation),
            },
            "may": may,
            "partners": self._names(self._grid_partners(actions)),
            "segments": self._grid_segments(),
            "actual_states": self._grid_labels("project.task", "actual_state"),
            "reached_states": self._grid_labels("seutuyp.plan.goal", "reached"),
            "versions": self._grid_versions(),
            "sections": self._grid_sections(actions, may),
        }

    def _grid_may(self):
        """Return what the user may do to this plan now."""
        editor = self._has_role("editor")
        return {
            "edit": editor and self.state in OPEN,
            "reach": editor and self.state == "approved",
            "change": editor and self.state == "approved",
            "comment": self.state == "comments",
            "answer": editor and self.state != "closed",
        }

    def _grid_partners(self, actions):
        return (
            actions.responsible_partner_ids
            | actions.coordinating_partner_id
            | actions.resource_ids.partner_id
            | actions.actual_updated_by_id
            | self.goal_ids.comment_ids.author_id
        )

    def _grid_segments(self):
        segments = self.env["seutuyp.segment"].search([("parent_id", "=", False)])
        return [{"id": item.id, "name": item.name} for item in segments]

    def _grid_labels(self, model, field):
        return self.env[model]._fields[field]._description_selection(self.env)

    def _grid_versions(self):
        """Return the versions, the last first; their decisions are no secret here."""
        return [
            {
                "id": version.id,
                "number": version.number,
                "date": str(rhythm.local(version.kept_on).date()),
                "decision": version.sudo().decision_id.name or "",
            }
            for version in self.version_ids.sorted("number", reverse=True)
        ]

    def _grid_sections(self, actions, may):
        of_goal = actions.grouped("goal_id")
        rows = {code: [] for code, _label in SECTIONS}
        states = {code: [] for code in rows}
        for goal in self.goal_ids:
            own = of_goal.get(goal, actions.browse())
            rows[goal.section].append(goal._grid_goal(own, may))
            states[goal.section] += [item.actual_state for item in own._live()]
        return [
            {
                "code": code,
                "label": label,
                "goals": rows[code],
                **self._grid_realisation(states[code]),
            }
            for code, label in self._grid_labels("seutuyp.plan.goal", "section")
        ]

    def _grid_realisation(self, states):
        """Return the realisation of actions as a number, and in words."""
        known = [state or "not_begun" for state in states]
        percent = realisation.percent(known)
        if percent is None:
            return {"percent": False, "words": self.env._("No actions yet.")}
        words = self.env._(
            "Realisation %(percent)s %%: done %(done)s, under way %(under_way)s, "
            "not begun %(not_begun)s.",
            percent=round(percent),
            **{state: known.count(state) for state, _label in ACTUAL_STATES},
        )
        return {"percent": round(percent), "words": words}


class SeutuypPlanGoal(models.Model):
    _inherit = "seutuyp.plan.goal"

    def _grid_goal(self, actions, may):
        """Return the band of a goal with its actions below it."""
        self.ensure_one()
        return {
            "id": self.id,
            "section": self.section,
            "name": self.name,
            "metric": self.metric or "",
            "target": self.target or "",
            "segment": self.segment_id.id,
            "reached": self.reached or "",
            "reached_note": self.reached_note or "",
            "readings": self.reading_line or "",
            "comments": [comment._grid_comment(may) for comment in self.comment_ids],
            "actions": [action._grid_action() for action in actions],
        }


class SeutuypPlanComment(models.Model):
    _inherit = "seutuyp.plan.comment"

    def _grid_comment(self, may):
        mine = self.author_id == self.env.user.partner_id
        return {
            "id": self.id,
            "author": self.author_id.id,
            "text": self.text,
            "answer": self.answer or "",
            "may_edit": mine and may["comment"] and not self.is_answered,
        }


class ProjectTask(models.Model):
    _inherit = "project.task"

    def _grid_action(self):
        """Return the row of an action."""
        self.ensure_one()
        told = self.actual_updated_on
        return {
            "id": self.id,
            "name": self.name,
            "metric": self.metric or "",
            "responsible": self.responsible_partner_ids.ids,
            "coordinating": self.coordinating_partner_id.id,
            "from": str(self.action_start or ""),
            "until": str(self.action_end or ""),
            "checkpoints": [
                {"id": row.id, "date": str(row.date)} for row in self.checkpoint_ids
            ],
            "resources": [row._grid_resource() for row in self.resource_ids],
            "actual": self.actual or "",
            "actual_state": self.actual_state or "not_begun",
            "told_on": str(rhythm.local(told).date()) if told else "",
            "told_by": self.actual_updated_by_id.id,
            "late": self.is_action_late,
            "silent": self.is_action_silent,
            "dropped": self.is_dropped,
            "decision": self.sudo().plan_decision_id.name or "",
            "may_tell": self.may_tell,
        }


class SeutuypPlanResource(models.Model):
    _inherit = "seutuyp.plan.resource"

    may_confirm = fields.Boolean(compute="_compute_may_confirm")

    @api.depends("confirmed_on", "partner_id", "plan_id.state")
    @api.depends_context("uid")
    def _compute_may_confirm(self):
        employer = self.env.user.partner_id.commercial_partner_id
        for row in self:
            waiting = not row.confirmed_on and row.plan_id.state != "closed"
            row.may_confirm = waiting and row.partner_id == employer

    def _grid_resource(self):
        return {
            "id": self.id,
            "partner": self.partner_id.id,
            "days": self.days,
            "euros": self.euros,
            "confirmed_on": str(self.confirmed_on or ""),
            "may_confirm": self.may_confirm,
        }
