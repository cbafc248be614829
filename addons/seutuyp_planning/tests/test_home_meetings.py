# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import MeetingCommon


@tagged("post_install", "-at_install")
class TestHomeMeetings(MeetingCommon):
    """What waits in meetings stands on the home screen of whoever it waits for."""

    def _waiting(self, user, kind):
        home = self.env["seutuyp.home"].with_user(user).get_home()
        return [item for item in home["waiting"] if item["kind"] == kind]

    def _invite_partner(self):
        self.next.with_context(dont_notify=True).write(
            {"partner_ids": [Command.link(self.partner_user.partner_id.id)]}
        )

    def test_invitations_to_answer(self):
        self._invite_partner()
        self.assertFalse(self._waiting(self.partner_user, "invitation"))
        self.next._invite()
        (item,) = self._waiting(self.partner_user, "invitation")
        self.assertEqual(item["action"]["res_id"], self.next.id)
        attendee = self.next.attendee_ids.filtered(
            lambda one: one.partner_id == self.partner_user.partner_id
        )
        attendee.with_user(self.partner_user).do_accept()
        self.assertFalse(self._waiting(self.partner_user, "invitation"))

    def test_decisions(self):
        decision = self._decide(
            responsible_ids=[Command.set(self.partner_user.partner_id.ids)],
            deadline="2020-05-01",
        )
        (item,) = self._waiting(self.partner_user, "decision")
        self.assertTrue(item["late"])
        self.assertEqual(item["text"], decision.name)
        decision.with_user(self.partner_user).action_done()
        self.assertFalse(self._waiting(self.partner_user, "decision"))

    def test_minutes(self):
        """First the keeper is to write them, then chair and secretary to confirm."""
        self.past._guarded().write({"meeting_state": "invited"})
        self.assertEqual(len(self._waiting(self.coordinator, "minutes")), 1)
        self.assertFalse(self._waiting(self.partner_user, "minutes"))
        self._hold().action_send_minutes()
        self.assertFalse(self._waiting(self.coordinator, "minutes"))
        self.assertEqual(len(self._waiting(self.coordinator, "confirm")), 1)
        self.past.with_user(self.coordinator).action_confirm_minutes()
        self.assertFalse(self._waiting(self.coordinator, "confirm"))

    def test_agenda(self):
        self.next.lead_days = 14
        self.next._invite()
        with freeze_time("2050-02-20"):
            self.assertFalse(self._waiting(self.coordinator, "agenda"))
        with freeze_time("2050-02-25"):
            self.assertEqual(len(self._waiting(self.coordinator, "agenda")), 1)

    def test_year(self):
        year = self._create_year(year=2050)
        self.assertEqual(len(self._waiting(self.coordinator, "year")), 1)
        self.assertFalse(self._waiting(self.partner_user, "year"))
        year._transition("publish")
        self.assertFalse(self._waiting(self.coordinator, "year"))

    def test_next_meetings(self):
        self._invite_partner()
        self.next._prepare_agenda()
        self._decide(deadline="2049-12-01")
        with freeze_time("2050-02-01"):
            home = self.env["seutuyp.home"].with_user(self.partner_user).get_home()
        (meeting,) = home["meetings"]
        self.assertEqual(meeting["id"], self.next.id)
        self.assertEqual(meeting["agenda"], ["Follow-up of the plan", "Next meeting"])
        self.assertEqual(meeting["decisions"], 1)

    def test_light(self):
        """From October on next year's calendar counts; from March on it is late."""

        def light(day, user=self.coordinator):
            with freeze_time(day):
                duties = self.region_a.with_user(user)._duties()[self.region_a.id]
            found = [duty for duty in duties if duty["code"] == "calendar"]
            return found and found[0]["light"]

        self.assertEqual(light("2049-11-01"), "amber")
        self.assertEqual(light("2050-04-01"), "red")
        year = self._create_year(year=2050)
        self.assertEqual(light("2049-11-01"), "amber")
        year._transition("publish")
        self.assertEqual(light("2049-11-01"), "green")
        self.assertEqual(light("2050-04-01"), "green")
        self.assertEqual(light("2050-11-01"), "amber")
        self.assertFalse(light("2050-04-01", self.outsider))
