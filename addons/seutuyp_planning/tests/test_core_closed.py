# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import AnswerCommon, PlanningCommon


@tagged("post_install", "-at_install")
class TestCoreLinks(AnswerCommon, HttpCase):
    """Core's links act when a mail scanner opens them; to our meetings none does."""

    def _open(self, path, **query):
        self.env.flush_all()
        params = "&".join(f"{key}={value}" for key, value in query.items())
        return self.url_open(f"/calendar/{path}?{params}")

    def test_opening_answers_nothing(self):
        token = self.attendee.access_token
        for path in (
            "meeting/accept",
            "meeting/decline",
            "recurrence/accept",
            "recurrence/decline",
            "meeting/view",
        ):
            with self.subTest(path=path):
                response = self._open(path, token=token, id=self.event.id)
                self.assertEqual(response.status_code, 410)
                self.assertNotIn(self.event.name, response.text)
        self.attendee.invalidate_recordset()
        self.assertEqual(self.attendee.state, "needsAction")

    def test_opening_invites_nobody(self):
        self.event.sudo().access_token = "known-to-readers"
        self.authenticate(self.partner_user.login, self.partner_user.login)
        response = self._open("meeting/join", token="known-to-readers")
        self.assertEqual(response.status_code, 410)
        self.assertNotIn(self.partner_user.partner_id, self.event.partner_ids)

    def test_core_answers_its_own(self):
        """A lunch is answered as core does it."""
        lunch = self._create_event(
            self.chair, "2050-05-05 08:00:00", "2050-05-05 09:00:00"
        )
        token = lunch.attendee_ids.access_token
        self._open("meeting/accept", token=token, id=lunch.id)
        lunch.attendee_ids.invalidate_recordset()
        self.assertEqual(lunch.attendee_ids.state, "accepted")


@tagged("post_install", "-at_install")
class TestCoreMethods(AnswerCommon):
    """Neither twice nor too early: core's ways of telling people are closed."""

    def test_superuser_answers_for_nobody(self):
        """Core's pages hand out superuser rights to whoever has a token."""
        public = self.env.ref("base.public_user")
        for method in ("do_accept", "do_decline", "do_tentative"):
            with self.assertRefused(AccessError):
                getattr(self.attendee.with_user(public).sudo(), method)()
        self.assertEqual(self.attendee.state, "needsAction")

    def test_readers_change_nobodys_answer(self):
        """Core lets every employee who reads a meeting change who comes."""
        other = self.attendee.with_user(self.partner_user)
        self.assertTrue(other.has_access("read"))
        for change in (
            lambda: other.write({"state": "accepted"}),
            lambda: other.write({"comment": "Not mine"}),
            other.do_accept,
            other.unlink,
            lambda: other.create({"event_id": self.event.id, "partner_id": 1}),
        ):
            with self.assertRefused(AccessError):
                change()
        self.assertEqual(self.attendee.state, "needsAction")

    def test_keeper_notes_an_answer(self):
        """One that came by telephone."""
        self.attendee.with_user(self.coordinator).do_decline()
        self.assertEqual(self.attendee.state, "declined")

    def test_core_mails_add_nothing(self):
        told = self._told()
        event = self.event.with_user(self.coordinator)
        event.action_sendmail()
        self.attendee._send_invitation_emails()
        reminder = self.env["calendar.alarm"].create(
            {"name": "Mail", "alarm_type": "email", "duration": 1, "interval": "hours"}
        )
        event.alarm_ids = reminder
        with freeze_time(event.start - timedelta(minutes=30)):
            alarms = self.env["calendar.alarm_manager"]
            self.assertTrue(alarms._get_events_by_alarm_to_notify("email"))
            alarms._send_reminder()
        self.attendee._notify_attendees(
            self.env.ref("calendar.calendar_template_meeting_reminder"),
            notify_author=True,
        )
        self.assertFalse(told())

    def test_deleting_from_the_calendar_tells_once(self):
        action = self.event.with_user(self.coordinator).action_unlink_event()
        self.assertEqual(action["type"], "ir.actions.client")
        self.assertFalse(self.event.exists())
        self.assertEqual(len(self._mail()), len(self.mails))

    def test_cores_mail_of_deleting(self):
        told = self._told()
        wizard = self.env["calendar.popover.delete.wizard"].with_user(self.coordinator)
        wizard.create(
            {"calendar_event_id": self.event.id}
        ).action_send_mail_and_delete()
        self.assertFalse(told())
        self.assertFalse(self.event.exists())


@tagged("post_install", "-at_install")
class TestCorePlanned(PlanningCommon):
    """What is planned only is written about to nobody."""

    def _by_hand(self, **kw):
        vals = {
            "name": "By hand",
            "start": "2050-05-05 08:00:00",
            "stop": "2050-05-05 09:00:00",
            "seutuyp_group_id": self.steering.id,
            "partner_ids": [Command.set(self.steering.chair_id.ids)],
            **kw,
        }
        return self.env["calendar.event"].with_user(self.coordinator).create(vals)

    def test_composer(self):
        with self.assertRefused(UserError, "Invite first"):
            self._by_hand().action_open_composer()

    def test_other_organizer_is_not_told(self):
        event = self._by_hand().with_context(tracking_disable=False)
        before = self.env["mail.mail"].search_count([])
        event.user_id = self.area_contact
        self.env.flush_all()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    def test_description_names_no_addresses(self):
        """Core puts the first person's mail and telephone into what all are sent."""
        self.steering.chair_id.phone = "+358 40 1234567"
        text = self._by_hand(description="<p>Bring papers</p>").description
        self.assertIn("Bring papers", text)
        self.assertNotIn("1234567", text)
        self.assertNotIn(self.steering.chair_id.email, text)

    def test_no_repetition(self):
        """Core deletes repeated events and makes them anew: a storm of mails."""
        rule = {"recurrency": True, "rrule_type": "weekly", "count": 3, "wed": True}
        with self.assertRefused(ValidationError, "does not repeat"):
            self._by_hand(**rule)
        with self.assertRefused(ValidationError, "does not repeat"):
            self._by_hand().write(rule)

    def test_joining_uninvited(self):
        event = self._by_hand().with_user(self.partner_user)
        with self.assertRefused(AccessError):
            event.action_join_meeting(self.partner_user.partner_id.id)

    @mute_logger("odoo.sql_db")
    def test_silence_is_not_for_sale(self):
        """No context that a client may send keeps a change from the invited."""
        year = self._create_year(year=2050)
        year._generate()
        year.with_user(self.coordinator).action_publish()
        event = year.event_ids.with_user(self.coordinator)
        event.with_context(seutuyp_untold=True, dont_notify=True).location = "Room 3"
        self.assertEqual(event.sudo().ics_sequence, 1)
