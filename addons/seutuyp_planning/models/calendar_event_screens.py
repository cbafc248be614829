# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, timedelta

from lxml import etree

from odoo import api, fields, models

from ..tools import rhythm, when
from .seutuyp_calendar_template_line import GROUP_FORUMS

# Set by the screens of meetings alone: a person's own events keep core's defaults.
NEW_MEETING = "seutuyp_new_meeting"
HOUR, HOURS = 9.0, 2
# What the screens of meetings are known by: a class, or the calendar's own kind.
SCREENS = ("o_network_meetings", "seutuyp_meeting_calendar")


class CalendarEvent(models.Model):
    """What a new meeting begins with on our screens, and who may change one."""

    _inherit = "calendar.event"

    annual_calendar_id = fields.Many2one(
        default=lambda self: self._default_annual_calendar_id()
    )
    start = fields.Datetime(default=lambda self: self._default_meeting_start())
    stop = fields.Datetime(default=lambda self: self._default_meeting_stop())
    when_text = fields.Char(string="When", compute="_compute_when_text")
    may_edit = fields.Boolean(string="Mine to change", compute="_compute_may_edit")

    @api.model
    def _default_annual_calendar_id(self):
        """Return the user's own year that is nearest to the day of a new meeting."""
        if not self.env.context.get(NEW_MEETING):
            return False
        year = self._new_meeting_start().year
        calendars = self.env["seutuyp.annual.calendar"]
        uid = self.env.uid
        for owner in ("region_id", "area_id"):
            own = calendars.search(
                [("state", "!=", "closed"), (f"{owner}.editor_user_ids", "in", uid)]
            )
            if own:
                return own.sorted(lambda item: (abs(item.year - year), item.id))[:1]
        return False

    @api.model
    def _default_meeting_start(self):
        if not self.env.context.get(NEW_MEETING):
            return self._default_start()
        day = self.env["seutuyp.dated.mixin"]._today() + timedelta(days=1)
        chosen = self.env["seutuyp.annual.calendar"].browse(
            self.env.context.get("default_annual_calendar_id")
        )
        if chosen and chosen.year > day.year:
            day = date(chosen.year, 1, 1)
        return rhythm.moment(next(rhythm.nearby(day)), HOUR)

    @api.model
    def _default_meeting_stop(self):
        if not self.env.context.get(NEW_MEETING):
            return self._default_stop()
        return self._new_meeting_start() + timedelta(hours=HOURS)

    @api.model
    def _new_meeting_start(self):
        """Return when a new meeting begins: where somebody pressed, or by default."""
        pressed = self.env.context.get("default_start")
        return fields.Datetime.to_datetime(pressed) or self._default_meeting_start()

    @api.depends("start", "stop", "allday")
    @api.depends_context("lang")
    def _compute_when_text(self):
        locale = self.env.lang or "en_US"
        for event in self:
            moment = when.of(event.start, event.stop, event.allday)
            event.when_text = when.sentence(moment, locale, weekday="ccc")

    @api.depends("seutuyp_scope", "seutuyp_area_id", "seutuyp_region_ids")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for event in self:
            there = event._origin
            event.may_edit = not there.seutuyp_scope or there._is_seutuyp_editor()

    @api.onchange("start")
    def _onchange_start_year(self):
        """Plan a new meeting in the year that its day falls into."""
        calendar = self.annual_calendar_id
        if self._origin or not self.start or not calendar:
            return
        year = rhythm.local(self.start).year
        if year != calendar.year:
            self.annual_calendar_id = calendar._of_year(year) or calendar

    @api.onchange("seutuyp_group_id")
    def _onchange_group(self):
        """Let a group's meeting be for the people of the group."""
        group = self.seutuyp_group_id
        if not group or not self.start:
            return
        if group.kind in GROUP_FORUMS:
            self.seutuyp_forum = group.kind
        self.partner_ids |= group._people_on(rhythm.local(self.start).date())

    # ---------------------------------------------------------------------- views
    @api.model
    def get_view(self, view_id=None, view_type="form", **options):
        """Offer “New” on the screens of meetings to those only who keep a year.

        Core lets all staff create events, since each has a calendar of one's own.
        """
        result = super().get_view(view_id, view_type, **options)
        ours = any(name in result["arch"] for name in SCREENS)
        if ours and not self.env["seutuyp.annual.calendar"].has_access("create"):
            arch = etree.fromstring(result["arch"])
            arch.attrib.update({"create": "0", "delete": "0", "duplicate": "0"})
            result["arch"] = etree.tostring(arch, encoding="unicode")
        return result
