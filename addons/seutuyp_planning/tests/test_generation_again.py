# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, timedelta

from odoo.fields import Command
from odoo.tests import tagged

from .common import InvitationCommon, PlanningCommon

MONTHS = (3, 5)


@tagged("post_install", "-at_install")
class TestGenerationAgain(PlanningCommon):
    """Planning a year again adds what is missing and respects what people did."""

    def setUp(self):
        super().setUp()
        self.template.line_ids.month_ids = self._month(*MONTHS)
        self.year = self._create_year().with_user(self.coordinator)
        self.year.action_generate()
        self.first, self.second = self.year.event_ids.sorted("start")

    def _again(self):
        """Plan again and return the meetings that were added."""
        before = self.year.event_ids
        self.year.action_generate()
        return self.year.event_ids - before

    def test_everything_a_person_changed_stays(self):
        guest = self._create_person()
        changes = {
            "name": "Our way",
            "start": self.first.start + timedelta(days=40),
            "stop": self.first.stop + timedelta(days=40),
            "location": "Town hall",
            "partner_ids": [Command.set(guest.ids)],
            "lead_days": 30,
        }
        self.first.write(changes)
        before = self.first.read(list(changes))
        self.assertFalse(self._again())
        self.assertEqual(self.first.read(list(changes)), before)

    def test_cancelled_meeting_does_not_come_back(self):
        self.first.action_cancel_meeting()
        self.assertFalse(self._again())
        self.assertEqual(self.first.meeting_state, "cancelled")

    def test_deleted_meeting_does_not_come_back(self):
        """The year tells that it was deleted, and what to do if it is needed."""
        self.first.unlink()
        self.assertFalse(self._again())
        note = self.year.note_ids
        self.assertEqual((note.kind, note.wanted), ("deleted", date(2027, 3, 10)))
        self.assertEqual(note.group_id, self.steering)
        self.assertIn("Deleted by hand", note.reason)
        self.assertFalse(self._again())
        self.assertEqual(self.year.event_ids, self.second)

    def test_deleted_meeting_is_not_counted_as_unplaced(self):
        self.first.unlink()
        message = self.year.action_generate()["params"]["message"]
        self.assertIn("Without a place: 0", message)

    def test_one_of_two_groups_meetings_deleted(self):
        """The other group's meeting by the same rule is still planned."""
        other = self._create_steering_group(name="Second")
        self.first.unlink()
        added = self._again()
        self.assertEqual(added.seutuyp_group_id, other)
        self.assertEqual(len(added), len(MONTHS))

    def test_beginning_anew_brings_deleted_meetings_back(self):
        self.first.unlink()
        self.year.action_clear()
        self.assertFalse(self.year.note_ids)
        self.assertEqual(len(self._again()), len(MONTHS))

    def test_meeting_made_by_hand_is_deleted_without_a_note(self):
        event = self.env["calendar.event"].with_user(self.coordinator)
        extra = event.create(
            {
                "name": "Extra",
                "start": "2027-04-05 08:00:00",
                "stop": "2027-04-05 09:00:00",
                "annual_calendar_id": self.year.id,
                "seutuyp_group_id": self.steering.id,
            }
        )
        extra.unlink()
        self.assertFalse(self.year.note_ids)


@tagged("post_install", "-at_install")
class TestPublishedYearAgain(InvitationCommon):
    """A year that is published already."""

    def setUp(self):
        super().setUp()
        self._publish()
        self.template.line_ids.month_ids = self._month(3, 5)
        self.mine = self.year.with_user(self.coordinator)

    def test_planning_adds_and_mails_nobody(self):
        """What was invited to stays as it is; the new meeting waits for publishing."""
        before = self.event.read(["start", "meeting_state", "ics_sequence"])
        mails = self.env["mail.mail"].sudo().search_count([])
        self.mine.action_generate()
        self.env.flush_all()
        self.assertEqual(
            self.event.read(["start", "meeting_state", "ics_sequence"]), before
        )
        added = self.year.event_ids - self.event
        self.assertEqual(added.meeting_state, "planned")
        self.assertFalse(self.queue.search([("state", "=", "queued")]))
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), mails)
        self.assertEqual(self.year.state, "published")
        self.assertEqual(self.mine.to_invite_count, 1)

    def test_deleted_after_publishing(self):
        """Those invited are told, and it does not come back."""
        uid = self.event.ics_uid
        self.event.with_user(self.coordinator).unlink()
        self.mine.action_generate()
        self.assertEqual(self.year.event_ids.start.month, 5)
        told = self.queue.search([("uid", "=", uid), ("state", "=", "queued")])
        self.assertEqual(set(told.mapped("method")), {"CANCEL"})


@tagged("post_install", "-at_install")
class TestClockChange(PlanningCommon):
    """The weeks in which clocks are changed: 26 March and 29 October 2028."""

    def _hours(self, months, **rule):
        """Return the hours in UTC of the meetings that a rule gives in 2028."""
        self.template.line_ids.write({"month_ids": self._month(*months), **rule})
        year = self._create_year(year=2028)
        year.with_user(self.coordinator).action_generate()
        return [event.start.hour for event in year.event_ids.sorted("start")]

    def test_day_after_the_change(self):
        """The last Mondays of March and October begin at nine in Finland."""
        self.assertEqual(self._hours((3, 10), ordinal="-1", weekday="0"), [6, 7])

    def test_last_working_day_before_the_change(self):
        self.assertEqual(self._hours((3, 10), ordinal="4", weekday="4"), [7, 6])

    def test_moved_across_the_change(self):
        """Moved from Friday over the change to Monday it still begins at nine."""
        self._create_event(
            self.steering.chair_id, "2028-03-09 22:00:00", "2028-03-25 12:00:00"
        )
        self.assertEqual(self._hours((3,), ordinal="4", weekday="4"), [6])
