# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta
from functools import cache

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL

from ..tools import rhythm, slots
from .seutuyp_calendar_template_line import PUBLIC_FORUMS

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
        self._lock()
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
            open=len(self._unplaced()),
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

    def _unplaced(self):
        """Return the notes of what found no place when these were planned last."""
        return self.note_ids.filtered(lambda note: note.kind == "unplaced")

    def _calendars_below(self):
        """Return the calendars of the levels below in this year, made where missing."""
        self.ensure_one()
        calendars = self.sudo()
        areas = self.area_id
        if self.scope == "national":
            areas = self.env["seutuyp.area"].search([("region_ids", "!=", False)])
        self._serialise("seutuyp.area", areas.ids)
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

    @api.model
    def _serialise(self, model, ids):
        """Make those who plan for the same areas or people at once wait for each other.

        The second update fails to serialise and is tried again by the server, and then
        finds what the first has made: its calendars, its people's time.
        """
        if ids:
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET write_date = write_date WHERE id IN %s",
                    SQL.identifier(self.env[model]._table),
                    tuple(sorted(ids)),
                )
            )

    # -------------------------------------------------------------- the generation
    def _generate(self):
        """Place what the templates ask for and is not there, all calendars at once."""
        calendars = self.sudo()
        calendars._check_open()
        calendars._lock()
        groups = calendars._groups()
        groups._serialise_members()
        calendars._unplaced()._guarded().unlink()
        wishes = calendars._wishes(groups)
        self._serialise("res.partner", {id_ for wish in wishes for id_ in wish.people})
        placed = self._place(wishes)
        events = self._create_events(placed)
        self._create_notes(placed, events)
        self.invalidate_recordset(["event_ids", "event_count", "note_ids"])
        return events

    def _check_open(self):
        closed = self.filtered(lambda calendar: calendar.state not in OPEN)
        if closed:
            raise UserError(
                self.env._(
                    "The year %(calendar)s is closed. Reopen it first.",
                    calendar=closed[:1].display_name,
                )
            )

    @api.model
    def _place(self, wishes):
        """Find each wish a time at which nobody is taken.

        :return: list of (:class:`Wish`, :class:`slots.Placed`)
        """
        diary = self._diary(wishes)
        return [
            (
                wish,
                slots.place(
                    wish.wanted, wish.line.hour, wish.line.duration, wish.people, diary
                ),
            )
            for wish in sorted(wishes, key=self._urgency)
        ]

    @api.model
    def _create_events(self, placed):
        """Make the meetings that have found a time, in one batch and without mail."""
        caller = cache(lambda calendar: calendar._caller())
        vals_list = [
            self._prepare_event(wish, place, *caller(wish.calendar))
            for wish, place in placed
            if place.start
        ]
        self._add_attendees(vals_list)
        events = self.env["calendar.event"].sudo().with_context(**QUIET)
        return events._create_guarded(vals_list)

    @api.model
    def _add_attendees(self, vals_list):
        """Give the names of the invited along: core would write them a second time."""
        invited = [vals["partner_ids"][0][2] for vals in vals_list]
        people = self.env["res.partner"].sudo().browse(set().union(*invited))
        people.fetch(["name", "email"])
        names = {person.id: person.name or person.email for person in people}
        for vals, ids in zip(vals_list, invited, strict=True):
            vals["attendee_ids"] = [
                Command.create({"partner_id": id_, "common_name": names[id_]})
                for id_ in ids
            ]

    @api.model
    def _create_notes(self, placed, events):
        """Tell what was moved and what has no place.

        :param events: the meetings made, in the order of ``placed``
        """
        made = iter(events)
        vals_list = []
        for wish, place in placed:
            event = next(made) if place.start else events.browse()
            if not event or place.start.date() != wish.wanted:
                vals_list.append(
                    {**self._prepare_note(wish, place), "event_id": event.id}
                )
        self.env["seutuyp.annual.calendar.note"].sudo()._create_guarded(vals_list)

    @api.model
    def _urgency(self, wish):
        return (
            ORDER.get(wish.line.forum, 9),
            wish.wanted,
            wish.line.hour,
            wish.calendar.id,
            wish.group.id,
        )

    @api.model
    def _prepare_event(self, wish, place, user, reader):
        """Return the values of a meeting that has found its place.

        :param user, reader: see :meth:`_caller`
        """
        calendar, line, group = wish.calendar, wish.line, wish.group
        regions = group.region_ids or calendar.region_id
        return {
            "name": reader._meeting_name(group, line.theme_id),
            "start": place.start,
            "stop": place.stop,
            "duration": line.duration,
            "allday": False,
            "privacy": "public",
            "user_id": user.id,
            "partner_ids": [Command.set(self._invited(wish, place))],
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
            "preparation_date": place.start.date() - timedelta(days=line.lead_days),
            "videocall_location": group.video_url or False,
            "meeting_state": "planned",
        }

    def _caller(self):
        """Return the user who calls this year's meetings, and it in his or her words.

        :return: (user, this calendar in the user's language)
        """
        keeper = self._keeper()
        return keeper.user_ids[:1], self.with_context(lang=keeper.lang)

    @api.model
    def _invited(self, wish, placed):
        """Return the ids of all invited: standing guests move nothing, but come."""
        day = rhythm.local(placed.start).date()
        guests = wish.group._guests_on(day) if wish.group else wish.group
        return [*dict.fromkeys([*wish.people, *guests.ids])]

    def _meeting_name(self, group, theme):
        """Return what a meeting of this year is called, in the reader's language."""
        owner = group.name or self._owner_name()
        return f"{owner}: {theme.with_env(self.env).name}"

    def _keeper(self):
        """Return the person who calls the meetings of this year together."""
        self.ensure_one()
        region, area = self.region_id, self.area_id
        return region.coordinator_id or area.contact_id or self.env.user.partner_id

    @api.model
    def _prepare_note(self, wish, place):
        return {
            "calendar_id": wish.calendar.id,
            "line_id": wish.line.id,
            "group_id": wish.group.id,
            "kind": "moved" if place.start else "unplaced",
            "wanted": wish.wanted,
            "obstacle": place.obstacle.code if place.obstacle else False,
            "person_ids": [Command.set(place.taken)],
        }
