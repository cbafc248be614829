# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from babel.dates import get_month_names

from odoo import api, models

from odoo.addons.seutuyp_network.models.seutuyp_group_member import ROLES

from ..tools import wheel, when

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
        :return: dict(calendar, calendars, years, size, rings, months, hand, next_id,
            roles, themes, events) or dict(calendar=False, calendars) when there is none
            to show; an event is dict(id, name, ring, x, y, arc, day, time, when,
            theme, theme_id, state, state_label, mine, roles, label)
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
                "may_edit": calendar.may_edit,
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
            return calendar._of_year(year) if year else calendar
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

    def _of_year(self, year):
        """Return the same owner's calendar of another year, or none."""
        self.ensure_one()
        if year == self.year:
            return self
        return self.search(
            [
                ("scope", "=", self.scope),
                ("region_id", "=", self.region_id.id),
                ("area_id", "=", self.area_id.id),
                ("year", "=", year),
            ]
        )

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
        moments = {
            event.id: when.of(event.start, event.stop, event.allday) for event in events
        }
        roles = self._wheel_roles(events, moments)
        labels = self._ring_labels()
        drawing = self._wheel_drawing(events, moments, labels)
        places = drawing.pop("places")
        return {
            **drawing,
            "next_id": self._wheel_next(events, moments),
            "roles": self._wheel_role_choices(roles),
            "themes": [
                {"id": theme.id, "name": theme.name}
                for theme in events.theme_id.sorted("name")
            ],
            "events": [
                {
                    **self._wheel_event(event, moments[event.id]),
                    "number": number,
                    "ring_label": labels[self._ring(event)],
                    "roles": roles[event.id],
                    **places[event.id],
                }
                for number, event in enumerate(events, start=1)
            ],
        }

    def _wheel_drawing(self, events, moments, labels):
        """Return what is drawn: rings, months, today's hand, places of the meetings."""
        marks = [
            (event.id, self._ring(event), moment.first, moment.last)
            for event, moment in zip(events, moments.values(), strict=True)
        ]
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
            "places": wheel.dots(marks, self.year),
        }

    @api.model
    def _wheel_next(self, events, moments):
        """Return the id of the next meeting that is held, or False."""
        today = self._today()
        held = events.filtered(lambda event: event.meeting_state != "cancelled")
        return next((id_ for id_ in held.ids if moments[id_].last >= today), False)

    @api.model
    def _wheel_roles(self, events, moments):
        """Return {event id: roles} of the user in the groups, on the days."""
        seats = self.env["seutuyp.group.member"].sudo()
        seats = seats.search(
            [
                ("partner_id", "=", self.env.user.partner_id.id),
                ("group_id", "in", events.seutuyp_group_id.ids),
            ]
        )
        by_group = seats.grouped("group_id")
        found = {}
        for event in events:
            mine = by_group.get(event.seutuyp_group_id, seats.browse())
            held = mine._on(moments[event.id].first).mapped("role")
            found[event.id] = list(dict.fromkeys(held))
        return found

    @api.model
    def _wheel_role_choices(self, roles):
        """Return the roles that the user has in this year, to choose from."""
        seats = self.env["seutuyp.group.member"]
        labels = dict(seats._fields["role"]._description_selection(self.env))
        there = {role for held in roles.values() for role in held}
        return [
            {"code": code, "name": labels[code]}
            for code, _label in ROLES
            if code in there
        ]

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

    def _wheel_event(self, event, moment):
        day, time = when.short(moment, self._wheel_locale())
        year = moment.first.year
        if year != self.year:  # moved over the turn of the year
            day = f"{day}{year}"
        states = dict(event._fields["meeting_state"]._description_selection(self.env))
        state_label = states.get(event.meeting_state, "")
        theme = event.theme or ""
        moment_text = f"{day} {time}".strip()
        return {
            "id": event.id,
            "name": event.name,
            "ring": self._ring(event),
            "month": {-1: 1, 1: 12}.get(year - self.year, moment.first.month),
            "day": day,
            "time": time,
            "when": moment_text,
            "theme": theme,
            "theme_id": event.theme_id.id,
            # the name of a planned meeting says its theme already
            "theme_apart": theme if theme.lower() not in event.name.lower() else "",
            "state": event.meeting_state or "",
            "state_label": state_label,
            "mine": self.env.user.partner_id in event.partner_ids,
            "label": f"{moment_text}: {event.name} ({state_label})",
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
