# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import PlanningCommon, at

DAY = at("2027-03-10 07:00")  # the second Wednesday of March, 9 in Finland


@tagged("post_install", "-at_install")
class TestGeneration(PlanningCommon):
    """The coordinator plans the region's year."""

    def _generate(self, year=None):
        year = year or self._create_year()
        year.with_user(self.coordinator).action_generate()
        return year

    def test_dates_by_rule(self):
        """The meeting stands on its day, for the group's members, in local time."""
        event = self._generate().event_ids
        self.assertEqual(event.start, DAY)
        self.assertEqual(event.stop, at("2027-03-10 09:00"))
        self.assertEqual(event.partner_ids, self.steering.member_ids.partner_id)
        self.assertEqual(event.seutuyp_group_id, self.steering)
        self.assertEqual(event.meeting_state, "planned")
        self.assertEqual(event.user_id, self.coordinator)
        self.assertEqual(event.preparation_date, date(2027, 2, 24))

    def test_local_time_across_clock_changes(self):
        """Nine o'clock stays nine o'clock in winter and in summer."""
        self.template.line_ids.month_ids = self._month(2, 4, 11)
        hours = self._generate().event_ids.sorted("start").mapped("start")
        self.assertEqual([start.hour for start in hours], [7, 6, 7])

    def test_holiday_moves_the_meeting(self):
        """The sixth of December is a day off; the note says so by name."""
        self.template.line_ids.write(
            {"month_ids": self._month(12), "ordinal": "1", "weekday": "0"}
        )
        year = self._generate()
        self.assertEqual(year.event_ids.start.date(), date(2027, 12, 7))
        note = year.note_ids.with_user(self.coordinator)
        self.assertEqual(note.wanted, date(2027, 12, 6))
        self.assertIn("Independence Day", note.with_context(lang="en_US").reason)
        self.assertIn("Itsenäisyyspäivä", note.with_context(lang="fi_FI").reason)
        self.assertIn("Självständighets", note.with_context(lang="sv_SE").reason)

    def test_busy_member_moves_the_meeting(self):
        """Who is taken is named, what by is not."""
        chair = self.steering.chair_id
        self._create_event(chair, DAY, at("2027-03-10 08:00"))
        year = self._generate()
        self.assertEqual(year.event_ids.start.date(), date(2027, 3, 11))
        reason = year.note_ids.with_user(self.coordinator).reason
        self.assertIn(chair.name, reason)
        self.assertNotIn("Private matter", reason)

    def test_declined_and_free_time_does_not_count(self):
        chair = self.steering.chair_id
        declined = self._create_event(chair, DAY, at("2027-03-10 08:00"))
        declined.attendee_ids.filtered(
            lambda item: item.partner_id == chair
        ).state = "declined"
        self._create_event(chair, DAY, at("2027-03-10 08:00"), show_as="free")
        self.assertEqual(self._generate().event_ids.start, DAY)

    def test_whole_day_counts(self):
        self._create_event(
            self.steering.chair_id,
            DAY,
            DAY,
            allday=True,
            start_date="2027-03-10",
            stop_date="2027-03-11",
        )
        self.assertEqual(self._generate().event_ids.start.date(), date(2027, 3, 9))

    def test_no_place(self):
        """When nobody can for weeks, the meeting is not made, and the note says so."""
        self._create_event(
            self.steering.chair_id, at("2027-02-01 00:00"), at("2027-04-30 00:00")
        )
        year = self._generate()
        self.assertFalse(year.event_ids)
        self.assertEqual(year.note_ids.kind, "unplaced")
        self.assertIn("Choose a time yourself", year.note_ids.reason)

    def test_again_adds_only_what_is_missing(self):
        """What a person moved or renamed stays; a new month is added."""
        year = self._generate()
        event = year.event_ids
        event.with_user(self.coordinator).write(
            {"name": "Our way", "start": "2027-03-17 08:00", "stop": "2027-03-17 10:00"}
        )
        self.template.line_ids.month_ids = self._month(3, 5)
        self._generate(year)
        self.assertEqual(len(year.event_ids), 2)
        self.assertEqual(event.name, "Our way")
        self.assertEqual(event.start, at("2027-03-17 08:00"))

    def test_again_when_nothing_is_missing(self):
        year = self._generate()
        before = year.event_ids
        self._generate(year)
        self.assertEqual(year.event_ids, before)

    def test_archived_meeting_does_not_come_back(self):
        year = self._generate()
        year.event_ids.with_user(self.coordinator).active = False
        self._generate(year)
        self.assertFalse(year.event_ids)

    def test_name_in_the_coordinators_language(self):
        self.theme.with_context(lang="fi_FI").name = "Seuranta"
        self.coordinator.partner_id.lang = "fi_FI"
        event = self._generate().event_ids
        self.assertEqual(event.name, "Steering A: Seuranta")

    def test_closed_year(self):
        year = self._create_year()
        year._guarded().state = "closed"
        with self.assertRefused(UserError, "Reopen"):
            self._generate(year)

    def test_one_calendar_a_region_and_year(self):
        self._create_year()
        with self.assertRefused(Exception, "already has|duplicate key"):
            self._create_year()

    def test_stranger_does_not_plan(self):
        year = self._create_year()
        for user in (self.coordinator_b, self.partner_user, self.reviewer):
            with self.assertRefused(AccessError):
                year.with_user(user).action_generate()

    def test_scope_and_owner_fit(self):
        with self.assertRefused(ValidationError, "Choose the region"):
            self._create_year(area_id=self.area_a.id)

    def test_published_year_stays(self):
        year = self._create_year()
        year._guarded().state = "published"
        with self.assertRefused(ValidationError, "published"):
            year.with_user(self.coordinator).unlink()

    def test_draft_year_is_thrown_away_with_its_meetings(self):
        """A coordinator who chose the wrong template starts anew."""
        year = self._generate()
        events = year.event_ids
        year.with_user(self.coordinator).action_clear()
        self.assertFalse(events.exists())
        year.with_user(self.coordinator).unlink()
        self.assertFalse(year.exists())

    def test_clearing_keeps_what_people_were_told_of(self):
        year = self._generate()
        year.event_ids._guarded().meeting_state = "invited"
        year.with_user(self.coordinator).action_clear()
        self.assertEqual(len(year.event_ids), 1)

    def test_queries_do_not_grow_with_the_year(self):
        """Twelve times the meetings cost as many searches as one."""
        self._generate(self._create_year(year=2040))
        self.env.flush_all()
        counts = []
        for months in ((3,), (1, 2, 3, 4, 5, 6, 8, 9, 10, 11)):
            self.template.line_ids.month_ids = self._month(*months)
            year = self._create_year(year=2041 + len(months))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            year._generate()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLess(counts[1], counts[0] * 2)

    def test_members_on_leave_are_not_invited(self):
        member = self._create_member(
            self.steering, date_to=date(2020, 1, 1), date_from=False
        )
        event = self._generate().event_ids
        self.assertNotIn(member.partner_id, event.partner_ids)

    def test_open_event_is_for_everybody(self):
        self.template.line_ids.write({"forum": "customer"})
        event = self._generate().event_ids
        self.assertTrue(event.seutuyp_public)
        self.assertTrue(event.with_user(self.outsider).has_access("read"))

    def test_group_without_members(self):
        """A group whose members are not yet named meets all the same."""
        self._create_group(kind="working", name="New")
        self.template.line_ids.write({"forum": "working"})
        event = self._generate().event_ids
        self.assertFalse(event.partner_ids)
        self.assertEqual(event.seutuyp_region_ids, self.region_a)

    def test_owner_is_derived_for_a_meeting_made_by_hand(self):
        """A coordinator adds a meeting of the group by hand."""
        event = (
            self.env["calendar.event"]
            .with_user(self.coordinator)
            .create(
                {
                    "name": "Extra",
                    "start": DAY,
                    "stop": at("2027-03-10 08:00"),
                    "seutuyp_group_id": self.steering.id,
                    "partner_ids": [Command.clear()],
                }
            )
        )
        self.assertEqual(event.seutuyp_region_ids, self.region_a)
        self.assertEqual(event.seutuyp_scope, "region")
        self.assertEqual(event.meeting_state, "planned")
        self.assertEqual(event.seutuyp_year, 2027)
