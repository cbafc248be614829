# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..tools import rhythm
from .seutuyp_chain_mixin import FROM, TO


class SeutuypDecision(models.Model):
    _name = "seutuyp.decision"
    _inherit = ["seutuyp.decision", "seutuyp.chain.mixin"]

    def _chain_parts(self):
        plans = self.priorities_plan_ids | self.approved_plan_ids
        goals = self.action_ids.goal_id
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Meeting"), self.event_id),
            (FROM, self.env._("Matter"), self.agenda_item_id),
            (TO, self.env._("Priorities of"), self.priorities_plan_ids),
            (TO, self.env._("Approves"), self.approved_plan_ids),
            (TO, self.env._("Action"), self.action_ids),
            (TO, self.env._("Task"), self.task_ids),
            (TO, self.env._("Goal"), goals),
            *(plans | goals.plan_id)._chain_agenda(),
            (TO, self.env._("Comes up at"), self.next_event_id),
        ]


class ProjectTask(models.Model):
    _name = "project.task"
    _inherit = ["project.task", "seutuyp.chain.mixin"]

    def _chain_parts(self):
        plan = self.plan_id
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Decision"), self.plan_decision_id | self.decision_id),
            (FROM, self.env._("Meeting"), self.preparation_event_id),
            (FROM, self.env._("Approved by"), plan.approval_decision_id),
            (FROM, self.env._("Plan"), plan),
            (FROM, self.env._("Carried over from"), self.carried_from_id),
            (TO, self.env._("Goal"), self.goal_id),
            (TO, self.env._("Follow-up"), plan.followup_ids),
            *plan._chain_agenda(),
            (TO, self.env._("Comes up at"), self.decision_id.next_event_id),
        ]

    def action_open_chain(self):
        action = super().action_open_chain()
        if self.plan_id:
            view = self.env.ref("seutuyp_planning.project_task_view_form_action")
            action["views"] = [(view.id, "form")]
        return action


class SeutuypPlanGoal(models.Model):
    _name = "seutuyp.plan.goal"
    _inherit = ["seutuyp.plan.goal", "seutuyp.chain.mixin"]

    def _chain_parts(self):
        plan = self.plan_id
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Priorities"), plan.priorities_decision_id),
            (FROM, self.env._("Approved by"), plan.approval_decision_id),
            (FROM, self.env._("Plan"), plan),
            (FROM, self.env._("Action"), self.action_ids._live()),
            (FROM, self.env._("Changed by"), self.action_ids.plan_decision_id),
            (FROM, self.env._("Carried over from"), self.carried_from_id),
            (TO, self.env._("Follow-up"), self.reading_ids._told().followup_id),
            *plan._chain_agenda(),
        ]


class SeutuypPlan(models.Model):
    _name = "seutuyp.plan"
    _inherit = ["seutuyp.plan", "seutuyp.chain.mixin"]

    def _chain_parts(self):
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Priorities"), self.priorities_decision_id),
            (FROM, self.env._("Approved by"), self.approval_decision_id),
            (FROM, self.env._("Changed by"), self.version_ids.decision_id),
            (TO, self.env._("Goal"), self.goal_ids),
            (TO, self.env._("Follow-up"), self.followup_ids),
            *self._chain_agenda(),
        ]

    def _chain_agenda(self):
        """Return where the plans come up next: the matter, or the meeting before it."""
        matters = self.env["seutuyp.agenda.item"]
        events = self.env["calendar.event"]
        for plan in self:
            event = plan.coming_event_ids[:1]
            matter = event.agenda_item_ids.filtered(
                lambda item, plan=plan: plan in item.plan_ids
            )
            matters |= matter
            if not matter:
                events |= event
        return [
            (TO, self.env._("Next agenda"), matters),
            (TO, self.env._("Next meeting"), events),
        ]


class SeutuypPlanFollowup(models.Model):
    _inherit = "seutuyp.plan.followup"

    def _chain_parts(self):
        matters = self.event_id.agenda_item_ids.filtered(
            lambda item: item.purpose == "followup" and self.plan_id in item.plan_ids
        )
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Plan"), self.plan_id),
            (FROM, self.env._("Goal"), self.reading_ids.goal_id),
            (TO, self.env._("On the agenda"), matters),
            (TO, self.env._("Meeting"), self.event_id),
            (TO, self.env._("Decision"), matters.decision_ids),
        ]


class SeutuypAgendaItem(models.Model):
    _name = "seutuyp.agenda.item"
    _inherit = ["seutuyp.agenda.item", "seutuyp.chain.mixin"]

    def _chain_parts(self):
        plans = self.plan_ids
        followups = plans.followup_ids.filtered(
            lambda row: row.event_id == self.event_id and self.purpose == "followup"
        )
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Priorities"), plans.priorities_decision_id),
            (FROM, self.env._("Plan"), plans),
            (FROM, self.env._("Follow-up"), followups),
            (FROM, self.env._("Goal"), followups.reading_ids.goal_id),
            (TO, self.env._("Meeting"), self.event_id),
            (TO, self.env._("Decision"), self.decision_ids),
        ]

    def _chain_name(self):
        self.ensure_one()
        event = self.sudo().event_id
        return self.name if not event else event._chain_dated(self.name)


class CalendarEvent(models.Model):
    _name = "calendar.event"
    _inherit = ["calendar.event", "seutuyp.chain.mixin"]

    def _chain_parts(self):
        decisions = self.decision_ids
        return [
            *super()._chain_parts(),
            (FROM, self.env._("Plan"), self.agenda_item_ids.plan_ids),
            (FROM, self.env._("Open decision"), self.open_decision_ids),
            (TO, self.env._("Follow-up"), self.followup_ids),
            (TO, self.env._("Decision"), decisions),
            (TO, self.env._("Priorities of"), decisions.priorities_plan_ids),
            (TO, self.env._("Approves"), decisions.approved_plan_ids),
            (TO, self.env._("Action"), decisions.action_ids),
        ]

    def _chain_name(self):
        return self._chain_dated(self.name)

    def _chain_dated(self, name):
        self.ensure_one()
        if not self.start:
            return name
        day = self.env["seutuyp.report.mixin"]._day(rhythm.local(self.start).date())
        return f"{name} ({day})"

    def action_open_chain(self):
        self.ensure_one()
        return self.env["seutuyp.home"]._open_meeting(self)
