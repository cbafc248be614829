# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from odoo import models

from .seutuyp_calendar_template_line import GROUP_FORUMS, PUBLIC_FORUMS


class Wish(NamedTuple):
    """A meeting to be placed."""

    calendar: models.BaseModel
    line: models.BaseModel
    group: models.BaseModel
    month: int
    wanted: object
    people: tuple


class SeutuypAnnualCalendar(models.Model):
    """What the templates of years ask for, and whom each meeting is for."""

    _inherit = "seutuyp.annual.calendar"

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
        there = self._there()
        led = self._led(groups)
        people = self._people()
        nobody = [self.env["seutuyp.group"]]
        wishes = []
        for calendar in self:
            for line in calendar.template_id.line_ids:
                grouped = line.forum in GROUP_FORUMS
                candidates = led[calendar.id, line.forum] if grouped else nobody
                days = line._wanted_days(calendar.year)
                for group in candidates:
                    for month, day in days.items():
                        if (calendar.id, line.id, group.id, month) in there:
                            continue
                        invited = people(calendar, line, group, day)
                        wishes.append(Wish(calendar, line, group, month, day, invited))
        return wishes

    def _there(self):
        """Return the keys of the meetings there are, or that somebody has taken away.

        Cancelled and archived ones are among them, and those deleted by hand.
        """
        names = (
            "annual_calendar_id",
            "seutuyp_line_id",
            "seutuyp_group_id",
            "seutuyp_month",
        )
        events = self.env["calendar.event"].sudo().with_context(active_test=False)
        rows = events.search_read(
            [
                ("annual_calendar_id", "in", self.ids),
                ("seutuyp_line_id", "!=", False),
            ],
            names,
            load=None,
        )
        deleted = self.note_ids.filtered(lambda note: note.kind == "deleted")
        return {tuple(row[name] for name in names) for row in rows} | {
            (note.calendar_id.id, note.line_id.id, note.group_id.id, note.wanted.month)
            for note in deleted
        }

    def _led(self, groups):
        """Return {(calendar id, kind): groups whose meetings that calendar plans}."""
        of_region = defaultdict(list)
        for group in groups:
            for region in group.region_ids:
                of_region[region].append(group)
        leading = self._leading(groups, of_region)
        led = defaultdict(list)
        for calendar in self:
            for group in of_region[calendar.region_id]:
                if leading[group.id, calendar.year] == calendar.id:
                    led[calendar.id, group.kind].append(group)
        return led

    def _leading(self, groups, of_region):
        """Return {(group id, year): calendar id}: which calendar plans a shared group.

        The one that has planned it already, else the first of its regions here.

        :param dict of_region: region → its groups
        """
        events = self.env["calendar.event"].sudo().with_context(active_test=False)
        planned = events._read_group(
            [
                ("seutuyp_group_id", "in", groups.ids),
                ("seutuyp_line_id", "!=", False),
                ("seutuyp_year", "in", list(set(self.mapped("year")))),
            ],
            ["seutuyp_group_id", "seutuyp_year"],
            ["annual_calendar_id:min"],
        )
        found = {(group.id, year): id_ for group, year, id_ in planned}
        for calendar in self.sorted("id"):
            for group in of_region[calendar.region_id]:
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

        @cache
        def wide(area):
            """Whom an area's or the nation's meeting is for: its group, else all."""
            own = open_groups.filtered(
                lambda group: (
                    group.area_id == area if area else group.kind == "national"
                )
            )
            there = own.member_ids._on(today).partner_id
            mine = area.region_ids if area else regions
            contacts = mine.coordinator_id | mine.area_id.contact_id
            return tuple((there or contacts).ids)

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
