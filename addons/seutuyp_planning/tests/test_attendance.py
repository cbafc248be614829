# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MeetingCommon


@tagged("post_install", "-at_install")
class TestAttendance(MeetingCommon):
    """Who was there, and whether they were many enough."""

    def _attendee(self, person, event=None):
        return (event or self.past).attendee_ids.filtered(
            lambda item: item.partner_id == person
        )

    def test_answers_become_attendance(self):
        """What has been noted by hand stays."""
        self._attendee(self.chair).state = "declined"
        self._attendee(self.member).write({"state": "declined", "presence": "remote"})
        self._attendee(self.secretary).state = "accepted"
        self.past.with_user(self.coordinator).action_hold()
        self.assertEqual(self.past.meeting_state, "held")
        self.assertEqual(self._attendee(self.chair).presence, "absent")
        self.assertEqual(self._attendee(self.member).presence, "remote")
        self.assertEqual(self._attendee(self.secretary).presence, "present")
        self.assertEqual((self.past.present_count, self.past.expected_count), (2, 3))

    def test_quorum(self):
        """More than half of the full members, a deputy counted for the member."""
        self.assertFalse(self.past.quorum_note)
        self._attendee(self.chair).presence = "present"
        self._attendee(self.member).presence = "absent"
        self.assertFalse(self.past.has_quorum)
        self.assertIn("too few", self.past.quorum_note)
        self._attendee(self.secretary).write(
            {"presence": "deputy", "deputy_id": self._create_person().id}
        )
        self.assertTrue(self.past.has_quorum)
        self.assertIn("1 of them by deputy", self.past.quorum_note)
        self.steering.quorum_min = 3
        self.past.invalidate_recordset(["has_quorum", "quorum_note"])
        self.assertFalse(self.past.has_quorum)

    def test_invited_guests_do_not_count(self):
        guest = self._create_member(
            self.steering, role="invited", date_from="2019-01-01"
        ).partner_id
        self.past.with_context(dont_notify=True).write({"partner_ids": [(4, guest.id)]})
        self._attendee(guest).presence = "present"
        self._attendee(self.chair).presence = "present"
        self.assertFalse(self.past.has_quorum)

    def test_not_before_it_begins(self):
        with self.assertRefused(UserError, "not begun"):
            self.next.with_user(self.coordinator).action_hold()

    def test_others_do_not_hold(self):
        for user in (self.partner_user, self.coordinator_b, self.reviewer):
            with self.assertRefused(AccessError):
                self.past.with_user(user).action_hold()

    def test_taken_back(self):
        event = self.past.with_user(self.coordinator)
        event.action_hold()
        event.action_unhold()
        self.assertEqual(self.past.meeting_state, "planned")
        self.assertEqual(self.past.expected_count, 0)

    def test_keeper_writes_attendance(self):
        self.past.with_user(self.coordinator).write(
            {
                "attendee_ids": [
                    (1, self._attendee(self.chair).id, {"presence": "remote"})
                ]
            }
        )
        self.assertEqual(self._attendee(self.chair).presence, "remote")
        with self.assertRefused(AccessError):
            self._attendee(self.chair).with_user(self.partner_user).presence = "absent"

    def test_activity(self):
        """Held of planned, and attendance, as reporting reads them."""
        self._create_meeting("2020-05-10 07:00", "2020-05-10 09:00")
        self._attendee(self.chair).presence = "present"
        self.past.with_user(self.coordinator).action_hold()
        found = self.steering.with_user(self.coordinator)._meeting_activity(2020)
        self.assertEqual(
            found[self.steering.id],
            {"planned": 2, "held": 1, "cancelled": 0, "invited": 3, "present": 1},
        )
        self.assertFalse(self.steering._meeting_activity(2021))
