# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..tools import plan_cycle

# A meeting that has begun and is not marked as held can still be followed up in.
PATIENCE = timedelta(days=7)
NOT_HELD = ("planned", "invited")
# What a plan in this state waits for.
AWAITED = {
    "draft": "approval",
    "comments": "approval",
    "submitted": "approval",
    "approved": "followup",
}


class SeutuypPlan(models.Model):
    """The meetings that handle the plan, and how often it has been followed up."""

    _inherit = "seutuyp.plan"

    followup_ids = fields.One2many("seutuyp.plan.followup", "plan_id", "Follow-ups")
    held_followup_count = fields.Integer(
        compute="_compute_followup_counts", string="Follow-ups held"
    )
    wanted_followup_count = fields.Integer(
        compute="_compute_followup_counts", string="Follow-ups of the year"
    )
    may_follow_up = fields.Boolean(compute="_compute_may_follow_up")
    followup_text = fields.Char(string="Followed up", compute="_compute_followup_text")
    coming_event_ids = fields.Many2many(
        "calendar.event",
        string="Comes up at",
        compute="_compute_coming_event_ids",
        compute_sudo=True,
        help="Coming meetings of the steering group that handle the plan next.",
    )

    @api.depends("state", "region_id")
    @api.depends_context("uid")
    def _compute_may_follow_up(self):
        for plan in self:
            plan.may_follow_up = plan.state == "approved" and plan._has_role("decider")

    def _awaited(self):
        """Return which matter of a steering meeting the plan waits for."""
        self.ensure_one()
        return AWAITED.get(self.state)

    @api.depends("state", "region_id", "year")
    def _compute_coming_event_ids(self):
        """One search for the meetings and one for the plans, whatever the number."""
        events = self.region_id._steering_meetings_to_come()
        everything = events._steering_plans()
        for plan in self:
            awaited = plan._awaited()
            plan.coming_event_ids = events.filtered(
                lambda event, own=plan._origin, awaited=awaited: (
                    (
                        awaited in event._purposes()
                        and own in event._plans_for(awaited, everything)
                    )
                    or own in event.agenda_item_ids._with_purpose(awaited).plan_ids
                )
            )

    @api.depends("followup_ids.held_on", "state")
    def _compute_followup_counts(self):
        for plan in self:
            held = len(plan.followup_ids.filtered("held_on"))
            coming = len(plan.coming_event_ids) if plan.state == "approved" else 0
            plan.held_followup_count = held
            plan.wanted_followup_count = plan_cycle.wanted(held, coming)

    @api.depends("held_followup_count", "wanted_followup_count")
    @api.depends_context("lang")
    def _compute_followup_text(self):
        for plan in self:
            plan.followup_text = self.env._(
                "%(held)s of %(wanted)s follow-ups held",
                held=plan.held_followup_count,
                wanted=plan.wanted_followup_count,
            )

    def _unread_goals(self):
        """Return the goals without a reading for the next follow-up."""
        self.ensure_one()
        event = self.coming_event_ids[:1]
        rows = self.followup_ids.filtered(lambda item: item.event_id == event)
        return self.goal_ids - rows.reading_ids._told().goal_id

    # -------------------------------------------------------------------- buttons
    def action_follow_up(self):
        """Open the follow-up of the next steering meeting; it is made if missing.

        :return: action that opens it
        :raise AccessError: the user neither keeps the plan nor the steering group
        :raise UserError: the plan is not approved, or no meeting is coming
        """
        self.ensure_one()
        self._check_decider()
        self._check_followed()
        events = self.sudo().region_id._steering_meetings_to_come(PATIENCE)
        event = (self.coming_event_ids & events)[:1] or events[:1]
        if not event:
            raise UserError(
                self.env._(
                    "No meeting of the steering group is coming. Plan one in the "
                    "annual calendar, then follow the plan up."
                )
            )
        return self.env["seutuyp.region"]._open_form(self._follow_up(event))

    def _follow_up(self, event):
        """Let a meeting follow the plan up: on its agenda, with the plan as a paper.

        :return: ``seutuyp.plan.followup``, as the user
        """
        self.ensure_one()
        followup = self.env["seutuyp.plan.followup"]._make([(self, event)])
        matter = event.sudo()._follow_up_matter()
        if matter:
            matter._bring(self.sudo(), followup)
        return followup.with_env(self.env)

    def _check_followed(self):
        for plan in self:
            if plan.state != "approved":
                raise UserError(
                    self.env._(
                        "%(plan)s is “%(state)s”: only an approved plan is followed "
                        "up.",
                        plan=plan.display_name,
                        state=plan._state_label(),
                    )
                )

    def _check_decider(self):
        for plan in self:
            if not plan._has_role("decider"):
                raise AccessError(
                    self.env._(
                        "This belongs to %(who)s. Tell them.",
                        who=self._role_label("decider"),
                    )
                )


class SeutuypRegion(models.Model):
    _inherit = "seutuyp.region"

    def _steering_meetings_to_come(self, patience=timedelta()):
        """Return the coming meetings of these regions' steering groups, in order.

        :param patience: how long ago one may have begun
        """
        return self.env["calendar.event"].search(
            Domain("seutuyp_group_id.region_ids", "in", self.ids)
            & Domain("seutuyp_group_id.kind", "=", "steering")
            & Domain("start", ">", fields.Datetime.now() - patience)
            & Domain("meeting_state", "in", NOT_HELD),
            order="start, id",
        )


class SeutuypAgendaItem(models.Model):
    _inherit = "seutuyp.agenda.item"

    def _with_purpose(self, purpose):
        return self.filtered(lambda item: item.purpose and item.purpose == purpose)
