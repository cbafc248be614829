# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime, time
from typing import NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools import slots
from .seutuyp_calendar_template_line import GROUP_FORUMS, PUBLIC_FORUMS

# Meetings are made quietly: nothing is mailed before the year is published.
QUIET = {
    "no_mail_to_attendees": True,
    "dont_notify": True,
    "skip_contact_description": True,
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
}
# The wider a meeting is, the earlier it gets its place: it can move the least.
ORDER = {"national": 0, "area": 1, "steering": 2, "process": 3, "working": 4}
OPEN = ("draft", "published")


class Wish(NamedTuple):
    """A meeting to be placed."""

    calendar: models.BaseModel
    line: models.BaseModel
    group: models.BaseModel
    month: int
    wanted: object
    people: tuple


class SeutuypAnnualCalendar(models.Model):
    """How a year is generated from its template."""

    _inherit = "seutuyp.annual.calendar"

    def action_generate(self):
        """Plan the year: add the meetings of the template that are not there yet.

        Nothing that is there is touched, nobody is mailed. What was moved, and why,
        and what found no place is told in ``note_ids``.

        :raise UserError: the year is closed
        :raise AccessError: the user does not keep this year
        """
        for calendar in self:
            calendar.check_access("read")
        self._check_editor()
        self._generate()
        return self._generated_message()

    def action_clear(self):
        """Take the planned meetings away, to begin anew; the invited ones stay.

        :raise AccessError: the user does not keep this year
        """
        self._check_editor()
        self._lock()
        events = self.sudo().event_ids.filtered(
            lambda event: event.meeting_state == "planned"
        )
        events.unlink()
        self.sudo().note_ids._guarded().unlink()
        return True

    def action_generate_regions(self):
        """Plan the years of an area's regions, or of the whole nation, in one go.

        Calendars that are missing are made. Published years are left as they are.

        :raise UserError: this is the calendar of a single region
        """
        self.ensure_one()
        self._check_editor()
        if self.scope == "region":
            raise UserError(
                self.env._("This is one region's year. Generate it by itself.")
            )
        below = self._calendars_below()
        (self | below.filtered(lambda item: item.state == "draft"))._generate()
        return self._generated_message()

    def _generated_message(self):
        moved = self.note_ids.filtered(lambda note: note.kind == "moved")
        message = self.env._(
            "Meetings in the year: %(count)s. Moved from their usual day: %(moved)s. "
            "Without a place: %(open)s. Nobody has been mailed.",
            count=self.env["calendar.event"].search_count(
                [("annual_calendar_id", "in", self.ids)]
            ),
            moved=len(moved),
            open=len(self.note_ids - moved),
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _calendars_below(self):
        """Return the calendars of the levels below in this year, made where missing."""
        self.ensure_one()
        calendars = self.sudo()
        areas = self.area_id
        if self.scope == "national":
            areas = self.env["seutuyp.area"].search([("region_ids", "!=", False)])
        regions = areas.region_ids.filtered(lambda region: not region.successor_id)
        found = calendars.search(
            [
                ("year", "=", self.year),
                "|",
                ("region_id", "in", regions.ids),
                ("area_id", "in", areas.ids),
            ]
        )
        missing = [
            {"scope": "region", "region_id": region.id, "year": self.year}
            for region in regions - found.region_id
        ] + [
            {"scope": "area", "area_id": area.id, "year": self.year}
            for area in areas - found.area_id
        ]
        return (found | calendars.create(missing)).with_env(self.env) - self

    # -------------------------------------------------------------- the generation
    def _generate(self):
        """Place what the templates ask for and is not there, all calendars at once."""
        calendars = self.sudo()
        closed = calendars.filtered(lambda calendar: calendar.state not in OPEN)
        if closed:
            raise UserError(
                self.env._(
                    "The year %(calendar)s is closed. Reopen it first.",
                    calendar=closed[:1].display_name,
                )
            )
        calendars._lock()
        groups = calendars._groups()
        groups._serialise_members()
        calendars.note_ids.filtered(lambda note: not note.event_id)._guarded().unlink()
        wishes = calendars._wishes(groups)
        diary = calendars._diary(wishes)
        events, notes = [], []
        for wish in sorted(wishes, key=self._urgency):
            placed = slots.place(
                wish.wanted, wish.line.hour, wish.line.duration, wish.people, diary
            )
            if placed.start:
                events.append(self._prepare_event(wish, placed))
            if not placed.start or placed.start.date() != wish.wanted:
                position = len(events) - 1 if placed.start else None
                notes.append((position, self._prepare_note(wish, placed)))
        created = (
            self.env["calendar.event"].sudo().with_context(**QUIET)
        )._create_guarded(events)
        for position, vals in notes:
            if position is not None:
                vals["event_id"] = created[position].id
        self.env["seutuyp.annual.calendar.note"].sudo()._create_guarded(
            [vals for _position, vals in notes]
        )
        self.invalidate_recordset(["event_ids", "event_count", "note_ids"])
        return created

    @api.model
    def _urgency(self, wish):
        return (
            ORDER.get(wish.line.forum, 9),
            wish.wanted,
            wish.line.hour,
            wish.calendar.id,
            wish.group.id,
        )

    def _groups(self):
        """Return the groups whose meetings these calendars plan."""
        return (
            self.env["seutuyp.group"]
            .sudo()
            .search(
                [
                    ("kind", "in", GROUP_FORUMS),
                    ("region_ids", "in", self.region_id.ids),
                ],
                order="id",
            )
        )

    def _wishes(self, groups):
        """Return what the templates ask for and is not there yet."""
        there = self._there(groups)
        leading = self._leading(groups)
        of_region = {
            region: groups.filtered(lambda group, r=region: r in group.region_ids)
            for region in self.region_id
        }
        people = self._people()
        wishes = []
        for calendar in self:
            for line in calendar.template_id.line_ids:
                candidates = [self.env["seutuyp.group"]]
                if line.forum in GROUP_FORUMS:
                    candidates = of_region[calendar.region_id].filtered(
                        lambda group, line=line, calendar=calendar: (
                            group.kind == line.forum
                            and leading[group.id, calendar.year] == calendar.id
                        )
                    )
                for group in candidates:
                    for month in line.month_ids.mapped("number"):
                        if (calendar.id, line.id, group.id, month) in there:
                            continue
                        day = line._wanted_day(calendar.year, month)
                        invited = people(calendar, line, group, day)
                        wishes.append(Wish(calendar, line, group, month, day, invited))
        return wishes

    def _there(self, groups):
        """Return the keys of the meetings there are, cancelled ones among them."""
        rows = (
            self.env["calendar.event"]
            .sudo()
            .with_context(active_test=False)
            .search_read(
                [
                    ("annual_calendar_id", "in", self.ids),
                    ("seutuyp_line_id", "!=", False),
                ],
                [
                    "annual_calendar_id",
                    "seutuyp_line_id",
                    "seutuyp_group_id",
                    "seutuyp_month",
                ],
                load=None,
            )
        )
        return {
            (
                row["annual_calendar_id"],
                row["seutuyp_line_id"],
                row["seutuyp_group_id"],
                row["seutuyp_month"],
            )
            for row in rows
        }

    def _leading(self, groups):
        """Return {(group id, year): calendar id}: which calendar plans a shared group.

        The one that has planned it already, else the first of its regions here.
        """
        found = {}
        planned = (
            self.env["calendar.event"]
            .sudo()
            .with_context(active_test=False)
            ._read_group(
                [
                    ("seutuyp_group_id", "in", groups.ids),
                    ("seutuyp_line_id", "!=", False),
                    ("seutuyp_year", "in", list(set(self.mapped("year")))),
                ],
                ["seutuyp_group_id", "seutuyp_year"],
                ["annual_calendar_id:min"],
            )
        )
        for group, year, calendar_id in planned:
            found[group.id, year] = calendar_id
        for calendar in self.sorted("id"):
            for group in groups:
                if calendar.region_id in group.region_ids:
                    found.setdefault((group.id, calendar.year), calendar.id)
        return found

    def _people(self):
        """Return a function that tells whom a meeting is for, as ids of contacts."""
        today = self._today()
        open_groups = (
            self.env["seutuyp.group"]
            .sudo()
            .search([("kind", "in", ("area", "national"))])
        )
        regions = (
            self.env["seutuyp.region"].sudo().search([("successor_id", "=", False)])
        )
        found = {}

        def wide(area):
            """Whom an area's or the nation's meeting is for: its group, else all."""
            if area not in found:
                own = open_groups.filtered(
                    lambda group: (
                        group.area_id == area if area else group.kind == "national"
                    )
                )
                there = own.member_ids._on(today).partner_id
                mine = area.region_ids if area else regions
                contacts = mine.coordinator_id | mine.area_id.contact_id
                found[area] = tuple((there or contacts).ids)
            return found[area]

        def people(calendar, line, group, day):
            if group:
                return tuple(group._people_on(day).ids)
            if line.forum == "talk":
                region = calendar.region_id
                return tuple((region.coordinator_id | region.area_id.contact_id).ids)
            if line.forum in PUBLIC_FORUMS:
                return tuple(calendar.region_id.coordinator_id.ids)
            return wide(calendar.area_id)

        return people

    @api.model
    def _diary(self, wishes):
        """Return who of those wished for is taken when, in the years wished for."""
        return self._diary_of(
            {person for wish in wishes for person in wish.people},
            {wish.wanted.year for wish in wishes},
        )

    @api.model
    def _diary_of(self, people, years, without=None):
        """Return who is taken when, from all their events of those years.

        :param people: ids of contacts
        :param years: whole years
        :param without: events that do not count
        :return: :class:`slots.Diary`; it says when, never by what
        """
        diary = slots.Diary()
        if not people or not years:
            return diary
        first, last = date(min(years) - 1, 12, 31), date(max(years) + 1, 1, 2)
        self.env["calendar.event"].flush_model()
        self.env["calendar.attendee"].flush_model()
        self.env.cr.execute(
            """
            SELECT event.start, event.stop, event.allday, array_agg(rel.res_partner_id)
              FROM calendar_event event
              JOIN calendar_event_res_partner_rel rel
                ON rel.calendar_event_id = event.id
         LEFT JOIN calendar_attendee attendee
                ON attendee.event_id = event.id
               AND attendee.partner_id = rel.res_partner_id
             WHERE event.active
               AND event.id <> ALL(%(without)s)
               AND event.start < %(last)s
               AND event.stop > %(first)s
               AND rel.res_partner_id = ANY(%(people)s)
               AND COALESCE(event.show_as, 'busy') = 'busy'
               AND COALESCE(event.meeting_state, '') <> 'cancelled'
               AND COALESCE(attendee.state, '') <> 'declined'
          GROUP BY event.id
            """,
            {
                "first": first,
                "last": last,
                "people": list(people),
                "without": without.ids if without else [],
            },
        )
        for start, stop, allday, taken in self.env.cr.fetchall():
            if allday:
                start = datetime.combine(start, time.min)
                stop = datetime.combine(stop, time.max)
            diary.add(taken, start, stop)
        return diary

    def _prepare_event(self, wish, placed):
        """Return the values of a meeting that has found its place."""
        calendar, line, group = wish.calendar, wish.line, wish.group
        keeper = calendar._keeper()
        owner = group.name or calendar.with_context(lang=keeper.lang)._owner_name()
        theme = line.theme_id.with_context(lang=keeper.lang).name
        regions = group.region_ids or calendar.region_id
        return {
            "name": f"{owner}: {theme}",
            "start": placed.start,
            "stop": placed.stop,
            "duration": line.duration,
            "allday": False,
            "privacy": "public",
            "user_id": keeper.user_ids[:1].id or False,
            "partner_ids": [Command.set(wish.people)],
            "annual_calendar_id": calendar.id,
            "seutuyp_group_id": group.id,
            "seutuyp_line_id": line.id,
            "seutuyp_month": wish.month,
            "seutuyp_year": calendar.year,
            "seutuyp_forum": line.forum,
            "seutuyp_scope": calendar.scope,
            "seutuyp_area_id": calendar.area_id.id,
            "seutuyp_region_ids": [Command.set(regions.ids)],
            "seutuyp_public": line.forum in PUBLIC_FORUMS,
            "theme_id": line.theme_id.id,
            "segment_id": line.segment_id.id,
            "lead_days": line.lead_days,
            "videocall_location": group.video_url or False,
            "meeting_state": "planned",
        }

    def _keeper(self):
        """Return the person who calls the meetings of this year together."""
        self.ensure_one()
        region, area = self.region_id, self.area_id
        return region.coordinator_id or area.contact_id or self.env.user.partner_id

    @api.model
    def _prepare_note(self, wish, placed):
        return {
            "calendar_id": wish.calendar.id,
            "line_id": wish.line.id,
            "group_id": wish.group.id,
            "kind": "moved" if placed.start else "unplaced",
            "wanted": wish.wanted,
            "obstacle": placed.obstacle.code if placed.obstacle else False,
            "person_ids": [Command.set(placed.taken)],
        }
