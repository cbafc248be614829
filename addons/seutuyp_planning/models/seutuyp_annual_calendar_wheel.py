# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from babel.dates import format_date, get_month_names

from odoo import api, models

from ..tools import rhythm, wheel

# Which ring a meeting stands on; what is not named here is a joint event.
RING_OF_FORUM = {
    "steering": "steering",
    "working": "working",
    "process": "working",
    "talk": "working",
}


class SeutuypAnnualCalendar(models.Model):
    """The year as a wheel; the screen and the paper draw the same numbers."""

    _inherit = "seutuyp.annual.calendar"

    @api.model
    @api.readonly
    def get_wheel(self, calendar_id=False, year=False):
        """Return a year as a wheel and as a list, with a constant number of queries.

        :param int calendar_id: which calendar; the user's own of this year if empty
        :param int year: the same owner's calendar of another year
        :return: dict(calendar, calendars, years, size, rings, months, hand, events) or
            dict(calendar=False, calendars) when there is none to show; an event is
            dict(id, name, ring, x, y, day, time, state, state_label, mine, label)
        """
        calendar = self._wheel_calendar(calendar_id, year)
        calendars = self.search([], order="year desc, scope, id", limit=500)
        choices = [
            {"id": item.id, "name": item.display_name}
            for item in calendars
            if not calendar or item.year == calendar.year
        ]
        if not calendar:
            return {"calendar": False, "calendars": choices}
        return {
            "calendar": {
                "id": calendar.id,
                "name": calendar.display_name,
                "year": calendar.year,
                "state": calendar.state,
            },
            "calendars": choices,
            "years": self._wheel_years(calendar, calendars),
            **calendar._wheel(),
        }

    @api.model
    def _wheel_calendar(self, calendar_id, year):
        """Return the calendar to show: the one asked for, else the nearest own one."""
        if calendar_id:
            calendar = self.browse(calendar_id).exists()
            calendar.check_access("read")
            if year and year != calendar.year:
                return self.search(
                    [
                        ("scope", "=", calendar.scope),
                        ("region_id", "=", calendar.region_id.id),
                        ("area_id", "=", calendar.area_id.id),
                        ("year", "=", year),
                    ]
                )
            return calendar
        today = self._today().year
        for domain in (
            [("region_id.editor_user_ids", "in", self.env.uid)],
            [("area_id.editor_user_ids", "in", self.env.uid)],
            [("region_id.user_ids", "in", self.env.uid)],
            [("id", ">", 0)],
        ):
            found = self.search(domain)
            if found:
                return found.sorted(lambda item: (abs(item.year - today), item.id))[:1]
        return self.browse()

    @api.model
    def _wheel_years(self, calendar, calendars):
        """Return the years of the same owner that can be turned to."""
        own = calendars.filtered(
            lambda item: (
                item.scope == calendar.scope
                and item.region_id == calendar.region_id
                and item.area_id == calendar.area_id
            )
        )
        return sorted(own.mapped("year"))

    def _wheel(self):
        """Return the drawing of this year and its meetings as the user may see them."""
        self.ensure_one()
        events = self.env["calendar.event"].search(self._events_domain(), order="start")
        events.mapped("partner_ids")  # read for all at once
        ring_of = {event.id: self._ring(event) for event in events}
        days = {event.id: rhythm.local(event.start).date() for event in events}
        places = wheel.dots((id_, ring_of[id_], days[id_]) for id_ in events.ids)
        labels = self._ring_labels()
        names = get_month_names("wide", "stand-alone", self._wheel_locale())
        return {
            "size": wheel.SIZE,
            "dot": wheel.DOT,
            "rings": [
                {**ring, "label": labels[ring["code"]]} for ring in wheel.rings()
            ],
            "months": [
                {**month, "name": names[month["number"]]}
                for month in wheel.months(self.year)
            ],
            "hand": wheel.hand(self._today(), self.year),
            "events": [
                {
                    **self._wheel_event(event, days[event.id]),
                    "ring": ring_of[event.id],
                    "ring_label": labels[ring_of[event.id]],
                    **places[event.id],
                }
                for event in events
            ],
        }

    @api.model
    def _ring(self, event):
        if event.seutuyp_scope in ("national", "area"):
            return event.seutuyp_scope
        return RING_OF_FORUM.get(event.seutuyp_forum, "event")

    @api.model
    def _ring_labels(self):
        return {
            "national": self.env._("Nation"),
            "area": self.env._("Area"),
            "steering": self.env._("Steering groups"),
            "working": self.env._("Working groups"),
            "event": self.env._("Joint events"),
        }

    @api.model
    def _wheel_locale(self):
        return (self.env.lang or "en_US").replace("@latin", "_Latn")

    def _wheel_event(self, event, day):
        start, stop = rhythm.local(event.start), rhythm.local(event.stop)
        date_text = format_date(day, "cccc d.M.", locale=self._wheel_locale())
        time_text = f"{start:%-H.%M}–{stop:%-H.%M}"
        states = dict(event._fields["meeting_state"]._description_selection(self.env))
        state_label = states.get(event.meeting_state, "")
        return {
            "id": event.id,
            "name": event.name,
            "month": day.month,
            "day": date_text,
            "time": time_text,
            "theme": event.theme or "",
            "state": event.meeting_state or "",
            "state_label": state_label,
            "mine": self.env.user.partner_id in event.partner_ids,
            "label": f"{date_text} {time_text}: {event.name} ({state_label})",
        }

    def action_open_wheel(self):
        """Open this year as a wheel."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "seutuyp_annual_wheel",
            "name": self.display_name,
            "params": {"calendar_id": self.id},
        }
