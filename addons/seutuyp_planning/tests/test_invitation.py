# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta
from email import message_from_bytes, policy

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import InvitationCommon


@tagged("post_install", "-at_install")
class TestInvitation(InvitationCommon):
    """What the mails say to people and to their calendars (RFC 5546)."""

    def test_request(self):
        calendar, event = self._calendar(self._mail_to(self._publish(), self.chair))
        self.assertEqual(calendar["method"], "REQUEST")
        self.assertEqual(event["uid"], self.event.ics_uid)
        self.assertEqual(event["sequence"], 0)
        self.assertEqual(event["status"], "CONFIRMED")
        self.assertEqual(str(event["dtstart"].dt.tzinfo), "Europe/Helsinki")
        self.assertEqual(event["dtstart"].dt.hour, 9)
        self.assertTrue(calendar.walk("VTIMEZONE"))
        attendee = event["attendee"]
        self.assertEqual(str(attendee), f"mailto:{self.chair.email}")
        self.assertEqual(attendee.params["PARTSTAT"], "NEEDS-ACTION")
        self.assertEqual(attendee.params["RSVP"], "TRUE")
        organizer = event["organizer"]
        self.assertEqual(organizer.params["CN"], self.coordinator.name)

    def test_video_link_in_every_invitation(self):
        mail = self._mail_to(self._publish(), self.chair)
        _calendar, event = self._calendar(mail)
        self.assertIn("https://video.example.org/steering", event["description"])
        self.assertIn("https://video.example.org/steering", mail.body_html)

    def test_meeting_gets_a_video_room_of_its_own(self):
        self.steering.video_url = False
        self.event.sudo().with_context(dont_notify=True).videocall_location = False
        self._publish()
        self.assertTrue(self.event.videocall_location)

    def test_receivers_language(self):
        self.chair.lang = "fi_FI"
        mail = self._mail_to(self._publish(), self.chair)
        self.assertIn("Kutsu", mail.subject)
        self.assertIn("klo", mail.subject)

    def test_sender_is_the_system_in_the_coordinators_name(self):
        mail = self._mail_to(self._publish(), self.chair)
        self.assertIn(self.coordinator.name, mail.email_from)
        self.assertNotIn(self.coordinator.email, mail.email_from)
        self.assertIn(self.coordinator.email, mail.reply_to)

    def test_mime(self):
        """The calendar part is an alternative that names its method."""
        mail = self._mail_to(self._publish(), self.chair)
        message = self.env["ir.mail_server"]._build_email__(
            "a@example.org",
            [self.chair.email],
            "Invitation",
            "<p>Text</p>",
            subtype="html",
            attachments=[
                ("invite.ics", mail.attachment_ids.raw, "text/calendar"),
            ],
        )
        parsed = message_from_bytes(message.as_bytes(), policy=policy.default)
        self.assertEqual(parsed.get_content_type(), "multipart/mixed")
        body, file = parsed.iter_parts()
        self.assertEqual(body.get_content_type(), "multipart/alternative")
        parts = list(body.iter_parts())
        self.assertEqual(
            [part.get_content_type() for part in parts],
            ["text/plain", "text/html", "text/calendar"],
        )
        self.assertEqual(parts[-1].get_param("method"), "REQUEST")
        self.assertIn("METHOD:REQUEST", parts[-1].get_content())
        # Apple opens the file
        self.assertEqual(file.get_content_type(), "application/ics")
        self.assertEqual(file.get_filename(), "invite.ics")
        self.assertEqual(file.get_content(), mail.attachment_ids.raw)

    def test_other_attachments_stay_attachments(self):
        message = self.env["ir.mail_server"]._build_email__(
            "a@example.org",
            ["b@example.org"],
            "Other",
            "<p>Text</p>",
            subtype="html",
            attachments=[("invite.ics", b"BEGIN:VCALENDAR", "text/calendar")],
        )
        self.assertEqual(message.get_content_type(), "multipart/mixed")

    def test_moving(self):
        """The same identity, a higher number, and the answer is asked anew."""
        self._publish()
        attendee = self.event.attendee_ids.filtered(
            lambda item: item.partner_id == self.chair
        )
        attendee._answer("accepted")
        self.event.with_user(self.coordinator).write(
            {
                "start": self.event.start + timedelta(days=1),
                "stop": self.event.stop + timedelta(days=1),
            }
        )
        mails = self._mail()
        _calendar, event = self._calendar(self._mail_to(mails, self.chair))
        self.assertEqual(event["uid"], self.event.ics_uid)
        self.assertEqual(event["sequence"], 1)
        self.assertEqual(attendee.state, "needsAction")
        self.assertIn("Changed", self._mail_to(mails, self.chair).subject)

    def test_changes_before_the_mail_is_out_are_one_mail(self):
        self.year.with_user(self.coordinator).action_publish()
        for place in ("Room 1", "Room 2"):
            self.event.with_user(self.coordinator).location = place
        mail = self._mail_to(self._mail(), self.chair)
        self.assertEqual(len(mail), 1)
        _calendar, event = self._calendar(mail)
        self.assertEqual(event["location"], "Room 2")
        self.assertIn("Invitation", mail.subject)

    def test_what_does_not_matter_is_not_mailed(self):
        self._publish()
        self.event.with_user(self.coordinator).lead_days = 20
        self.assertFalse(self._queued())
        self.assertEqual(self.event.ics_sequence, 0)

    def _assert_cancelled(self, uid, sequence):
        mails = self._mail()
        calendar, event = self._calendar(self._mail_to(mails, self.chair))
        self.assertEqual(calendar["method"], "CANCEL")
        self.assertEqual(event["uid"], uid)
        self.assertEqual(event["sequence"], sequence)
        self.assertEqual(event["status"], "CANCELLED")
        return mails

    def test_cancel(self):
        self._publish()
        self.event.with_user(self.coordinator).action_cancel_meeting("No quorum")
        mails = self._assert_cancelled(self.event.ics_uid, 1)
        self.assertIn("No quorum", self._mail_to(mails, self.chair).body_html)

    def test_archive(self):
        self._publish()
        self.event.with_user(self.coordinator).active = False
        self._assert_cancelled(self.event.ics_uid, 1)
        self.assertEqual(self.event.meeting_state, "cancelled")

    def test_unlink(self):
        """A deleted meeting is cancelled too: its mail does not hang on it."""
        self._publish()
        uid = self.event.ics_uid
        self.event.with_user(self.coordinator).unlink()
        self._assert_cancelled(uid, 1)

    def test_cancelled_before_anybody_was_mailed(self):
        self.year.with_user(self.coordinator).action_publish()
        self.event.with_user(self.coordinator).action_cancel_meeting()
        self.assertFalse(self._mail())

    def test_mistake_undone(self):
        """Cancelled by mistake: invited again under the same identity."""
        self._publish()
        mine = self.event.with_user(self.coordinator)
        mine.action_cancel_meeting()
        self._mail()
        mine.action_invite()
        calendar, event = self._calendar(self._mail_to(self._mail(), self.chair))
        self.assertEqual(calendar["method"], "REQUEST")
        self.assertEqual(event["sequence"], 2)

    def test_guest_added_and_taken_off(self):
        self._publish()
        guest = self._create_person()
        self.event.with_user(self.coordinator).write(
            {"partner_ids": [Command.link(guest.id)]}
        )
        mails = self._mail()
        self.assertEqual(len(mails), 1)
        self.assertIn(guest.email, mails.email_to)
        self.event.with_user(self.coordinator).write(
            {"partner_ids": [Command.unlink(guest.id)]}
        )
        mails = self._mail()
        self.assertEqual(len(mails), 1)
        self.assertEqual(self._calendar(mails)[0]["method"], "CANCEL")

    def test_draft_year_is_published_as_a_whole(self):
        with self.assertRefused(UserError, "not published"):
            self.event.with_user(self.coordinator).action_invite()

    def test_strangers_neither_invite_nor_cancel(self):
        self._publish()
        for user in (self.coordinator_b, self.partner_user, self.reviewer):
            for method in ("action_invite", "action_cancel_meeting"):
                with self.assertRefused(AccessError):
                    getattr(self.event.with_user(user), method)()
        self.assertEqual(self.event.meeting_state, "invited")

    def test_addresses_are_not_given_to_the_others(self):
        mail = self._mail_to(self._publish(), self.chair)
        text = mail.attachment_ids.raw.decode()
        others = self.event.partner_ids - self.chair
        for person in others:
            self.assertNotIn(person.email, text)
