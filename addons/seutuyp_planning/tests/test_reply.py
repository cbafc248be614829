# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from . import replies
from .common import AnswerCommon


class ReplyCommon(AnswerCommon):
    """Mails arrive at the gateway."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chair.name = "Äijälä, Öyvind"
        cls.event.user_id = cls.coordinator
        cls.replies = cls.env["seutuyp.calendar.reply"]

    def _values(self, **kw):
        self._number = getattr(self, "_number", 0) + 1
        return {
            "sender": self.chair.email,
            "attendee": self.chair.email,
            "name": self.chair.name,
            "uid": self.event.ics_uid,
            "sequence": 0,
            "partstat": "ACCEPTED",
            "comment": "Nähdään",
            "stamp": "20260101T000000Z",
            "start": "20500309T090000",
            "stop": "20500309T110000",
            "organizer": "",
            "delegate": "",
            "method": "REPLY",
            "id": self._number,
            **kw,
        }

    def _receive(
        self,
        shape=replies.OUTLOOK,
        calendar=replies.OUTLOOK_CALENDAR,
        encoding="base64",
        **kw,
    ):
        values = self._values(**kw)
        return self._process(replies.mail(shape, calendar, encoding, **values))

    def _process(self, message):
        before = self.replies.search([("id", ">", 0)])
        # As the gateway does it: by the alias, with nothing to fall back on.
        self.env["mail.thread"].message_process("seutuyp.calendar.reply", message)
        return self.replies.search([("id", "not in", before.ids)])


@tagged("post_install", "-at_install")
class TestReply(ReplyCommon):
    """Answers that mail programs send."""

    def test_programs(self):
        """Outlook, Google, Apple, and nothing but a calendar, however encoded."""
        for shape, calendar in (
            (replies.OUTLOOK, replies.OUTLOOK_CALENDAR),
            (replies.GOOGLE, replies.GOOGLE_CALENDAR),
            (replies.APPLE, replies.APPLE_CALENDAR),
            (replies.BARE, replies.APPLE_CALENDAR),
        ):
            for encoding in ("base64", "quoted-printable", "8bit"):
                self.attendee.write({"state": "needsAction", "comment": False})
                with self.subTest(calendar=calendar[:60], encoding=encoding):
                    reply = self._receive(shape, calendar, encoding)
                    self.assertEqual(reply.result, "applied")  # one, not two
                    self.assertEqual(self.attendee.state, "accepted")
                    self.assertEqual(self.attendee.comment, "Nähdään")

    def test_changed_mind(self):
        for partstat, state in (
            ("DECLINED", "declined"),
            ("TENTATIVE", "tentative"),
            ("ACCEPTED", "accepted"),
        ):
            self._receive(partstat=partstat)
            self.assertEqual(self.attendee.state, state)

    def test_answers_that_overtake_each_other(self):
        """The later one counts, whichever arrives first."""
        self._receive(partstat="DECLINED", stamp="20260102T080000Z")
        reply = self._receive(partstat="ACCEPTED", stamp="20260102T075900Z")
        self.assertEqual(reply.result, "outdated")
        self.assertEqual(self.attendee.state, "declined")

    def _move(self):
        self.event.with_user(self.coordinator).write(
            {"start": "2050-03-30 08:00:00", "stop": "2050-03-30 10:00:00"}
        )

    def test_answer_to_an_older_time(self):
        """Yes to Tuesday is not yes to Wednesday."""
        self._move()
        reply = self._receive(sequence=0)
        self.assertEqual(reply.result, "outdated")
        self.assertEqual(self.attendee.state, "needsAction")
        self.assertEqual(self._receive(sequence=1).result, "applied")

    def test_a_guest_or_a_room_makes_no_answer_old(self):
        """The number grows with each change; the time, to which people say yes, not."""
        mine = self.event.with_user(self.coordinator)
        mine.partner_ids += self._create_person()
        mine.location = "Room 2"
        self.assertEqual(self.event.ics_sequence, 2)
        self.assertEqual(self._receive(sequence=0).result, "applied")

    def test_nothing_of_it_stands_in_the_chatter(self):
        messages = self.event.message_ids
        reply = self._receive()
        self.assertEqual(self.event.message_ids, messages)
        self.assertFalse(reply.message_partner_ids)

    def test_unknown_meeting(self):
        self.assertEqual(self._receive(uid="nothing").result, "unknown")

    def test_after_the_cancellation(self):
        """The gateway takes it in; it changes nothing."""
        self.event.with_user(self.coordinator).action_cancel_meeting()
        self.assertEqual(self._receive(sequence=1).result, "late")
        self.assertEqual(self.attendee.state, "needsAction")

    def test_after_the_meeting(self):
        self.event.sudo()._untold().write(
            {"start": "2020-03-30 08:00:00", "stop": "2020-03-30 10:00:00"}
        )
        self.assertEqual(self._receive(sequence=9).result, "late")

    def test_after_it_was_deleted_or_archived(self):
        message = replies.mail(
            replies.OUTLOOK, replies.OUTLOOK_CALENDAR, **self._values()
        )
        self.event.with_user(self.coordinator).active = False
        self.assertEqual(self._receive().result, "late")
        self.event.with_user(self.coordinator).unlink()
        self.assertEqual(self._process(message).result, "unknown")

    def test_broken_mails(self):
        """Nothing that can be mailed stops the gateway."""
        nested = "BEGIN:VCALENDAR\nMETHOD:REPLY\n" + "BEGIN:X\n" * 30000
        for text in (
            "BEGIN:VCALENDAR",
            "BEGIN:VCALENDAR\nEND:VEVENT\n",
            "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nEND:VCALENDAR\n",
            nested,
            replies.OUTLOOK_CALENDAR.replace("SEQUENCE:{sequence}", "SEQUENCE:many"),
            replies.OUTLOOK_CALENDAR.replace("DTSTAMP:{stamp}", "DTSTAMP:today"),
            replies.OUTLOOK_CALENDAR.replace("UID:{uid}", "UID:a\nUID:b"),
            replies.OUTLOOK_CALENDAR.replace("{partstat}", "PERHAPS-NOT"),
            replies.OUTLOOK_CALENDAR.replace("mailto:{attendee}", "urn:uuid:1"),
            replies.OUTLOOK_CALENDAR.replace(
                "DTSTAMP:{stamp}", "DTSTAMP:99991231T235959"
            ),
            "BEGIN:VCALENDAR\nMETHOD:REPLY\nX:" + "ä" * 200000 + "\nEND:VCALENDAR\n",
        ):
            with self.subTest(text=text[:60]):
                self.assertTrue(self._receive(calendar=text).result)

    def test_huge_calendar(self):
        """What is too large for an answer is not read at all."""
        text = replies.OUTLOOK_CALENDAR.replace(
            "CLASS:PUBLIC", "DESCRIPTION:" + "x" * 300000
        )
        self.assertEqual(self._receive(calendar=text).result, "unreadable")
        self.assertEqual(self.attendee.state, "needsAction")

    def test_no_calendar_and_no_attachment(self):
        reply = self._process(
            replies.LETTER.format(sender="x@example.org", id=1, answers="", text="Hi")
        )
        self.assertEqual(reply.result, "unreadable")

    def test_request_is_no_answer(self):
        self.assertEqual(self._receive(method="REQUEST").result, "unreadable")
        self.assertEqual(self.attendee.state, "needsAction")

    def test_two_people_with_one_mailbox(self):
        """The name tells whose answer it is; without one it counts for both."""
        twin = self._create_person(name="Twin", email=self.chair.email)
        self.event.with_user(self.coordinator).partner_ids += twin
        second = self._attendee(twin)
        self._receive(name="TWIN", partstat="DECLINED")
        self.assertEqual(self.attendee.state, "needsAction")
        self.assertEqual(second.state, "declined")
        self._receive(name="Office", partstat="ACCEPTED", stamp="20260102T000000Z")
        self.assertEqual(self.attendee.state, "accepted")
        self.assertEqual(second.state, "accepted")

    def test_the_name_itself_shapes_nothing(self):
        """Quotation marks, commas and colons come back as they went out."""
        self.chair.name = 'Äijälä, "Ölli": ^n;x'
        reply = self._receive(name="Äijälä, 'Ölli': n;x")
        self.assertEqual(reply.result, "applied")

    def test_old_mails_are_forgotten(self):
        reply = self._receive()
        self.env.cr.execute(
            "UPDATE seutuyp_calendar_reply SET create_date = %s WHERE id = %s",
            [Datetime.to_datetime("2020-01-01"), reply.id],
        )
        reply.invalidate_recordset()
        self.replies._gc_old()
        self.assertFalse(reply.exists())


@tagged("post_install", "-at_install")
class TestReplyToKeeper(ReplyCommon):
    """What no program can settle is told to whoever keeps the meeting."""

    def setUp(self):
        super().setUp()
        self.told = self._told()

    def _assert_told(self, *texts):
        mail = self.told()
        self.assertEqual(len(mail), 1)
        self.assertIn(self.coordinator.email, mail.email_to)
        for text in texts:
            self.assertIn(text, mail.body_html)

    def test_foreign_sender(self):
        """Nobody answers for somebody else, and the keeper learns of it."""
        reply = self._receive(sender="private@example.net")
        self.assertEqual(reply.result, "foreign")
        self.assertEqual(self.attendee.state, "needsAction")
        self._assert_told("private@example.net", self.chair.email, "Yes")

    def test_forwarded_invitation(self):
        """Somebody to whom it was forwarded answers."""
        other = self.partner_user.email
        self.assertEqual(self._receive(sender=other, attendee=other).result, "foreign")
        self._assert_told(other)

    def test_other_time_proposed(self):
        """Told with the time in the keeper's words; the meeting stays where it is."""
        start = self.event.start
        reply = self._receive(
            method="COUNTER",
            partstat="TENTATIVE",
            start="20500310T130000",
            stop="20500310T150000",
            organizer="ORGANIZER:mailto:kutsut@example.org\n",
        )
        self.assertEqual(reply.result, "countered")
        self.assertEqual(self.attendee.state, "tentative")
        self.assertEqual(self.event.start, start)
        self._assert_told("10.3.2050, 13.00–15.00", "Nähdään")

    def test_other_time_for_an_older_number(self):
        self.event.with_user(self.coordinator).write(
            {"start": "2050-03-30 08:00:00", "stop": "2050-03-30 10:00:00"}
        )
        self.assertEqual(self._receive(method="COUNTER").result, "countered")
        self._assert_told("9.3.2050")

    def _pass_on(self, address):
        return self._receive(
            replies.OUTLOOK, replies.DELEGATING_CALENDAR, delegate=address
        )

    def test_passed_on_to_a_stranger(self):
        reply = self._pass_on("somebody@example.net")
        self.assertEqual(reply.result, "delegated")
        self.assertEqual(self.attendee.state, "declined")
        self.assertFalse(self.attendee.deputy_id)
        self._assert_told("somebody@example.net")

    def test_passed_on_to_a_deputy(self):
        """That is what deputies are for."""
        deputy = self._create_person()
        self._create_member(self.steering, partner_id=deputy.id, role="deputy")
        self._pass_on(deputy.email)
        self.assertEqual(self.attendee.deputy_id, deputy)
        self.assertFalse(self.told())

    def test_letter(self):
        """A letter to the address of invitations reaches the keeper."""
        line = self.queue.search([("partner_id", "=", self.chair.id)], limit=1)
        reply = self._process(
            replies.LETTER.format(
                sender=self.chair.email,
                id="letter",
                answers=line.message_id,
                text="Tulen <myöhässä>.",
            )
        )
        self.assertEqual(reply.result, "written")
        self._assert_told("Tulen &lt;myöhässä&gt;.")

    @mute_logger("odoo.addons.mail.models.mail_thread")
    def test_mail_that_comes_back(self):
        """The meeting names whom the invitation has not reached."""
        line = self.queue.search([("partner_id", "=", self.chair.id)], limit=1)
        for action, state in (("delayed", "mailed"), ("failed", "failed")):
            self.env["mail.thread"].message_process(
                None,
                BOUNCE.format(action=action, id=line.message_id, to=self.chair.email),
            )
            self.assertEqual(line.state, state)
        self.assertEqual(self.attendee.invitation_state, "failed")
        self.assertEqual(self.event.undelivered_ids, self.chair)


BOUNCE = """From: MAILER-DAEMON@mail.example.net
To: bounce@example.org
Subject: Undelivered Mail Returned to Sender
Message-Id: <{action}@mail.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net

Final-Recipient: rfc822; {to}
Action: {action}
Status: 5.1.1

--b
Content-Type: message/rfc822

Message-Id: {id}
From: kutsut@example.org
To: {to}
Subject: Kutsu

Text
--b--
"""
