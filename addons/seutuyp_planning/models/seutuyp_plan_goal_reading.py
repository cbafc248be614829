# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypPlanGoalReading(models.Model):
    """How a goal stood at one follow-up, beside its target."""

    _name = "seutuyp.plan.goal.reading"
    _inherit = ["seutuyp.plan.access.mixin", "seutuyp.guard.mixin"]
    _description = "Reading of a goal"
    _order = "event_start, goal_id, id"

    _guarded_fields = frozenset({"followup_id", "goal_id"})

    followup_id = fields.Many2one(
        "seutuyp.plan.followup",
        string="Follow-up",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    plan_id = fields.Many2one(related="followup_id.plan_id", store=True, index=True)
    event_start = fields.Datetime(related="followup_id.event_start", store=True)
    day = fields.Date(related="followup_id.day")
    goal_id = fields.Many2one(
        "seutuyp.plan.goal",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    target = fields.Char(related="goal_id.target")
    value = fields.Char(string="Reading", help="A number, or a few words.")
    previous = fields.Char(string="Last time", compute="_compute_previous")
    note = fields.Char()

    _once = models.UniqueIndex(
        "(followup_id, goal_id)", "This goal has its reading already."
    )

    @api.depends("goal_id.reading_ids.value", "event_start")
    def _compute_previous(self):
        for reading in self:
            earlier = reading.goal_id.reading_ids._told().filtered(
                lambda item, own=reading: (
                    own.event_start
                    and item.event_start
                    and item.event_start < own.event_start
                )
            )
            reading.previous = earlier.sorted("event_start")[-1:].value

    @api.depends("goal_id.name", "value")
    def _compute_display_name(self):
        for reading in self:
            reading.display_name = f"{reading.goal_id.name}: {reading.value or '–'}"

    def _told(self):
        """Return the readings that say something."""
        return self.filtered(lambda item: (item.value or "").strip())

    def _may_change(self, operation):
        return self.sudo().followup_id.with_env(self.env)._may_change(operation)

    def write(self, vals):
        self.followup_id._check_not_held()
        self.sudo().plan_id._lock()  # whoever marks it as held meanwhile begins again
        return super().write(vals)


class SeutuypPlanGoal(models.Model):
    """The goal with its readings is the plan's own indicator."""

    _inherit = "seutuyp.plan.goal"

    reading_ids = fields.One2many(
        "seutuyp.plan.goal.reading", "goal_id", string="Readings", copy=False
    )
    reading_line = fields.Char(
        string="So far",
        compute="_compute_reading_line",
        help="The readings of the year beside the target.",
    )

    @api.depends("target", "reading_ids.value", "reading_ids.event_start")
    @api.depends_context("lang")
    def _compute_reading_line(self):
        date = self.env["seutuyp.report.mixin"]._day
        for goal in self:
            told = goal.reading_ids._told().sorted("event_start")
            line = " → ".join(f"{date(item.day)}: {item.value}" for item in told)
            if line and goal.target:
                line = self.env._(
                    "%(readings)s (target: %(target)s)",
                    readings=line,
                    target=goal.target,
                )
            goal.reading_line = line or False
