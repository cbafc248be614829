# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools import rhythm

FIGURES = ("realisation", "late_count", "silent_count")


class SeutuypPlanFollowup(models.Model):
    """The steering group looks at how the plan goes, two or three times a year.

    Until the meeting is held the figures are today's; then they are kept as they were.
    """

    _name = "seutuyp.plan.followup"
    _inherit = [
        "seutuyp.plan.access.mixin",
        "seutuyp.guard.mixin",
        "seutuyp.chain.mixin",
    ]
    _description = "Follow-up of a plan"
    _order = "event_start, id"

    _guarded_fields = frozenset({"plan_id", "event_id", "held_on", "figures"})

    plan_id = fields.Many2one(
        "seutuyp.plan", required=True, index=True, readonly=True, ondelete="cascade"
    )
    event_id = fields.Many2one(
        "calendar.event",
        string="Meeting",
        required=True,
        index=True,
        readonly=True,
        ondelete="restrict",
    )
    event_start = fields.Datetime(related="event_id.start", store=True, string="When")
    day = fields.Date(compute="_compute_day")
    held_on = fields.Datetime(string="Kept on", copy=False, readonly=True)
    figures = fields.Json(
        copy=False, readonly=True, help="What the meeting saw, kept when it was held."
    )
    realisation = fields.Float(compute="_compute_figures")
    late_count = fields.Integer(string="Late actions", compute="_compute_figures")
    silent_count = fields.Integer(string="Silent actions", compute="_compute_figures")
    reading_ids = fields.One2many(
        "seutuyp.plan.goal.reading", "followup_id", string="Readings"
    )
    may_read_out = fields.Boolean(compute="_compute_may_read_out")

    _once = models.UniqueIndex(
        "(plan_id, event_id)",
        "This meeting follows the plan up already. Reload the page.",
    )

    @api.depends("plan_id.display_name", "event_start")
    @api.depends_context("lang")
    def _compute_display_name(self):
        date = self.env["seutuyp.report.mixin"]._day
        for followup in self:
            followup.display_name = self.env._(
                "Follow-up %(day)s: %(plan)s",
                day=(followup.day and date(followup.day)) or "",
                plan=followup.plan_id.display_name or "",
            )

    @api.depends("event_start")
    def _compute_day(self):
        for followup in self:
            start = followup.event_start
            followup.day = start and rhythm.local(start).date()

    @api.depends(
        "figures", "plan_id.realisation", "plan_id.late_count", "plan_id.silent_count"
    )
    def _compute_figures(self):
        for followup in self:
            figures = followup.figures or followup._figures()
            for name in FIGURES:
                followup[name] = figures[name]

    def _figures(self):
        self.ensure_one()
        return {name: self.plan_id[name] for name in FIGURES}

    @api.depends("held_on", "plan_id")
    @api.depends_context("uid")
    def _compute_may_read_out(self):
        for followup in self:
            followup.may_read_out = not followup.held_on and followup._may_change(
                "write"
            )

    def _may_change(self, operation):
        return self.sudo().plan_id.with_env(self.env)._has_role("decider")

    # --------------------------------------------------------------------- making
    @api.model
    def _make(self, pairs):
        """Return the follow-ups of these (plan, meeting), made where they are missing.

        Of two who make it at once the second finds it made. Every goal of the plan
        gets its row, also one added since.

        :return: superuser records
        """
        pairs = list(pairs)
        plans = self.env["seutuyp.plan"].union(*(plan for plan, _event in pairs))
        events = self.env["calendar.event"].union(*(event for _plan, event in pairs))
        plans.sudo()._lock()
        found = self.sudo().search(
            Domain("plan_id", "in", plans.ids) & Domain("event_id", "in", events.ids)
        )
        there = {(row.plan_id, row.event_id): row for row in found}
        found = self.sudo().union(*(there[pair] for pair in pairs if pair in there))
        found += self.sudo()._create_guarded(
            [
                {"plan_id": plan.id, "event_id": event.id}
                for plan, event in dict.fromkeys(pairs)
                if (plan, event) not in there
            ]
        )
        found._complete()
        return found

    def _complete(self):
        """Give every goal that has none its row, unless the meeting has been held."""
        self.env["seutuyp.plan.goal.reading"].sudo()._create_guarded(
            [
                {"followup_id": row.id, "goal_id": goal.id}
                for row in self.filtered(lambda item: not item.held_on)
                for goal in row.plan_id.goal_ids - row.reading_ids.goal_id
            ]
        )

    def _keep(self):
        """Keep the figures as the meeting saw them."""
        for row in self.filtered(lambda item: not item.held_on):
            row._guarded().write(
                {"held_on": fields.Datetime.now(), "figures": row._figures()}
            )

    def _let_go(self):
        self._guarded().write({"held_on": False, "figures": False})

    def _check_not_held(self):
        """Refuse changes of what a meeting has seen.

        :raise UserError: saying how it is changed after all
        """
        held = self.filtered("held_on")
        if held and not self._guard_is_open():
            raise UserError(
                self.env._(
                    "%(meeting)s has been held, so its readings are kept as they were "
                    "seen. Press “Not held after all” in the meeting, correct them, "
                    "and mark it as held again.",
                    meeting=held[:1].sudo().event_id.name,
                )
            )

    def action_open_meeting(self):
        """Open the meeting."""
        self.ensure_one()
        return self.env["seutuyp.home"]._open_meeting(self.event_id)
