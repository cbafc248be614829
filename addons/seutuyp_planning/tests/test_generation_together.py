# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date
from itertools import pairwise

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import PlanningCommon


@tagged("post_install", "-at_install")
class TestGenerationTogether(PlanningCommon):
    """Several years planned at once: an area with its regions, a shared group."""

    def test_two_regions_share_a_person(self):
        """Neither region learns what the other's meeting is."""
        shared = self._create_person(name="Shared Person")
        for group in (self.steering, self.steering_b):
            self._create_member(group, partner_id=shared.id)
        year_a, year_b = self._create_year(), self._create_year(self.region_b)
        (year_a | year_b)._generate()
        days = [year.event_ids.start.date() for year in (year_a, year_b)]
        self.assertEqual(days, [date(2027, 3, 10), date(2027, 3, 11)])
        reason = year_b.note_ids.with_user(self.coordinator_b).reason
        self.assertIn("Shared Person", reason)
        self.assertNotIn("Steering A", reason)
        self.assertNotIn("Region A", reason)

    def test_twenty_groups_share_a_person(self):
        """Nobody sits in two places at once, and what has no place is told."""
        shared = self._create_person()
        groups = self.steering
        for _number in range(19):
            groups |= self._create_group(kind="working")
        self.steering.member_ids.unlink()
        for group in groups:
            self._create_member(group, partner_id=shared.id)
        self._create_line(self.template, forum="working")
        year = self._create_year()
        year._generate()
        events = year.event_ids.sorted("start")
        for earlier, later in pairwise(events):
            self.assertLessEqual(earlier.stop, later.start)
        unplaced = year.note_ids.filtered(lambda note: note.kind == "unplaced")
        self.assertEqual(len(events) + len(unplaced), 20)
        moved = year.note_ids - unplaced
        self.assertEqual(
            moved.event_id,
            events.filtered(lambda event: event.start.date() != date(2027, 3, 10)),
        )
        for note in year.with_user(self.coordinator).note_ids:
            self.assertIn(shared.name, note.reason)

    def test_area_plans_its_regions(self):
        """The area contact plans the area's and its regions' years in one go."""
        template = self._create_template(
            lines=[{"forum": "area", "months": (4,)}], scope="area"
        )
        area = self.env["seutuyp.annual.calendar"].create(
            {
                "scope": "area",
                "area_id": self.area_a.id,
                "year": 2027,
                "template_id": template.id,
            }
        )
        area.with_user(self.area_contact).action_generate_regions()
        years = self.env["seutuyp.annual.calendar"].search([("year", "=", 2027)])
        self.assertEqual(years.region_id, self.region_a)
        self.assertTrue(years.filtered("region_id").event_ids)
        day = area.event_ids
        self.assertEqual(
            day.partner_ids, (self.coordinator | self.area_contact).partner_id
        )
        region_year = years.filtered("region_id").with_user(self.coordinator)
        shown = self.env["calendar.event"].search(region_year._events_domain())
        self.assertIn(day, shown)

    def test_area_leaves_published_years_alone(self):
        year = self._create_year()
        year._guarded().state = "published"
        area = self.env["seutuyp.annual.calendar"].create(
            {"scope": "area", "area_id": self.area_a.id, "year": 2027}
        )
        area.with_user(self.area_contact).action_generate_regions()
        self.assertFalse(year.event_ids)

    def test_foreign_area(self):
        area = self.env["seutuyp.annual.calendar"].create(
            {"scope": "area", "area_id": self.area_b.id, "year": 2027}
        )
        with self.assertRefused(AccessError):
            area.with_user(self.area_contact).action_generate_regions()

    def test_region_has_nothing_below(self):
        year = self._create_year()
        with self.assertRefused(UserError, "one region"):
            year.with_user(self.coordinator).action_generate_regions()

    def test_shared_group_meets_once(self):
        """A group of two regions is planned by one calendar and shown in both."""
        self.steering.region_ids = [Command.link(self.region_b.id)]
        self.steering_b.active = False
        year_a, year_b = self._create_year(), self._create_year(self.region_b)
        year_a._generate()
        year_b._generate()
        event = year_a.event_ids
        self.assertEqual(len(event), 1)
        self.assertFalse(year_b.event_ids)
        shown = self.env["calendar.event"].search(year_b._events_domain())
        self.assertEqual(shown, event)

    def test_nation(self):
        """The nation's year is planned by an administrator, for all coordinators."""
        template = self._create_template(
            lines=[{"forum": "national"}], scope="national"
        )
        nation = self.env["seutuyp.annual.calendar"].create(
            {"scope": "national", "year": 2027, "template_id": template.id}
        )
        nation.with_user(self.manager).action_generate()
        invited = nation.event_ids.partner_ids
        self.assertIn(self.coordinator.partner_id, invited)
        self.assertIn(self.coordinator_b.partner_id, invited)
        for user in (self.area_contact, self.coordinator, self.reviewer):
            with self.assertRefused(AccessError):
                nation.with_user(user).action_generate()
