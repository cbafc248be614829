# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import rhythm

FORUMS = [
    ("national", "National meeting"),
    ("area", "Area day"),
    ("talk", "Talk of coordinator and area contact"),
    ("steering", "Steering group"),
    ("working", "Working group"),
    ("process", "Process team"),
    ("customer", "Joint customer event"),
    ("training", "Training"),
    ("campaign", "Campaign"),
]
GROUP_FORUMS = ("steering", "working", "process")
PUBLIC_FORUMS = ("customer", "training", "campaign")
# At which level a forum is planned.
LEVELS = {"national": ("national",), "area": ("area",)}
ORDINALS = [
    ("1", "First"),
    ("2", "Second"),
    ("3", "Third"),
    ("4", "Fourth"),
    ("-1", "Last"),
]
WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
]


class SeutuypCalendarTemplateLine(models.Model):
    """One rule of a year: this forum, in these months, on the second Tuesday at 9."""

    _name = "seutuyp.calendar.template.line"
    _description = "Meeting of a template"
    _order = "template_id, sequence, id"

    template_id = fields.Many2one(
        "seutuyp.calendar.template", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    forum = fields.Selection(FORUMS, required=True, default="steering")
    month_ids = fields.Many2many("seutuyp.month", string="Months")
    ordinal = fields.Selection(ORDINALS, string="Which", required=True, default="2")
    weekday = fields.Selection(WEEKDAYS, required=True, default="2")
    hour = fields.Float(
        string="Time", required=True, default=9.0, help="Local time in Finland."
    )
    duration = fields.Float(required=True, default=2.0, help="Hours.")
    theme_id = fields.Many2one(
        "seutuyp.meeting.theme", required=True, ondelete="restrict"
    )
    segment_id = fields.Many2one(
        "seutuyp.segment", help="Which companies a joint customer event is for."
    )
    lead_days = fields.Integer(
        string="Prepare before",
        default=14,
        help="How many days before the meeting its preparation begins.",
    )

    _duration_positive = models.Constraint(
        "CHECK(duration > 0 AND duration <= 12)",
        "A meeting takes more than no time and at most twelve hours.",
    )
    _lead_positive = models.Constraint(
        "CHECK(lead_days >= 0)", "Preparation cannot begin after the meeting."
    )

    @api.constrains("hour", "duration")
    def _check_time(self):
        for line in self:
            if not (line.hour >= 0 and line.hour + line.duration <= 24):
                raise ValidationError(
                    self.env._(
                        "The meeting is to begin and end on the same day. Change its "
                        "time or its duration."
                    )
                )

    @api.constrains("month_ids")
    def _check_months(self):
        for line in self:
            if rhythm.JULY in line.month_ids.mapped("number"):
                raise ValidationError(
                    self.env._("No meetings are held in July. Take July away.")
                )

    @api.constrains("forum", "template_id")
    def _check_level(self):
        for line in self:
            if line.template_id.scope not in LEVELS.get(
                line.forum, (line.template_id.scope,)
            ) or (
                line.forum in (*GROUP_FORUMS, "talk")
                and line.template_id.scope != "region"
            ):
                labels = dict(self._fields["forum"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "“%(forum)s” does not belong to a template of this level.",
                        forum=labels[line.forum],
                    )
                )

    @api.depends("forum", "theme_id")
    def _compute_display_name(self):
        labels = dict(self._fields["forum"]._description_selection(self.env))
        for line in self:
            line.display_name = f"{labels.get(line.forum, '')}: {line.theme_id.name}"

    def _wanted_day(self, year, month):
        """Return the day that the rule gives, before holidays are looked at."""
        return rhythm.nth_weekday(year, month, int(self.ordinal), int(self.weekday))

    def _wanted_days(self, year):
        """Return {month: day that the rule gives} of a year."""
        self.ensure_one()
        months = self.month_ids.mapped("number")
        return {month: self._wanted_day(year, month) for month in months}
