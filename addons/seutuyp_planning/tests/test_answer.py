# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import InvitationCommon

REPLY = """From: {sender}
To: kutsut@example.org
Subject: Accepted
Message-Id: <{id}@example.org>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset="utf-8"

Yes
--x
Content-Type: text/calendar; charset="utf-8"; method=REPLY

BEGIN:VCALENDAR
PRODID:-//Test//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:20260101T000000Z
ATTENDEE;PARTSTAT={partstat}:mailto:{attendee}
COMMENT:See you
END:VEVENT
END:VCALENDAR
--x--
"""

# Some programs send nothing but the calendar.
BARE = """From: {sender}
To: kutsut@example.org
Subject: Accepted
Message-Id: <bare-{id}@example.org>
MIME-Version: 1.0
Content-Type: text/calendar; charset="utf-8"; method=REPLY

""" + REPLY.rsplit("\n\n", maxsplit=1)[-1].replace("--x--\n", "")


class AnswerCase(InvitationCommon):
    def setUp(self):
        super().setUp()
        self.mails = self._publish()
        self.attendee = self.event.attendee_ids.filtered(
            lambda item: item.partner_id == self.chair
        )


@tagged("post_install", "-at_install")
class TestReply(AnswerCase):
    """Answers that mail programs send."""

    def _receive(self, text=REPLY, **kw):
        self._counter_mail = getattr(self, "_counter_mail", 0) + 1
        values = {
            "sender": self.chair.email,
            "attendee": self.chair.email,
            "uid": self.event.ics_uid,
            "sequence": 0,
            "partstat": "ACCEPTED",
            "id": self._counter_mail,
            **kw,
        }
        replies = self.env["seutuyp.calendar.reply"]
        before = replies.search([("id", ">", 0)])
        self.env["mail.thread"].message_process(
            "seutuyp.calendar.reply", text.format(**values)
        )
        return replies.search([("id", "not in", before.ids)])

    def test_accepted(self):
        reply = self._receive()
        self.assertEqual(reply.result, "applied")
        self.assertEqual(self.attendee.state, "accepted")
        self.assertEqual(self.attendee.comment, "See you")

    def test_nothing_but_a_calendar(self):
        self.assertEqual(self._receive(text=BARE).result, "applied")
        self.assertEqual(self.attendee.state, "accepted")

    def test_declined_and_changed_mind(self):
        self._receive(partstat="DECLINED")
        self.assertEqual(self.attendee.state, "declined")
        self._receive(partstat="TENTATIVE")
        self.assertEqual(self.attendee.state, "tentative")

    def test_answer_to_an_older_time(self):
        """Yes to Tuesday is not yes to Wednesday."""
        self.event.with_user(self.coordinator).write(
            {"start": "2050-03-30 08:00:00", "stop": "2050-03-30 10:00:00"}
        )
        reply = self._receive(sequence=0)
        self.assertEqual(reply.result, "outdated")
        self.assertEqual(self.attendee.state, "needsAction")

    def test_foreign_sender(self):
        """Nobody answers for somebody else."""
        other = self.partner_user.email
        for kw in ({"sender": other}, {"sender": other, "attendee": other}):
            reply = self._receive(**kw)
            self.assertEqual(reply.result, "unknown")
        self.assertEqual(self.attendee.state, "needsAction")

    def test_unknown_meeting(self):
        self.assertEqual(self._receive(uid="nothing").result, "unknown")

    def test_broken_mail(self):
        reply = self._receive(partstat="ACCEPTED:::\nEND:VALARM")
        self.assertIn(reply.result, ("unreadable", "unknown"))
        self.assertEqual(self.attendee.state, "needsAction")


@tagged("post_install", "-at_install")
class TestLink(AnswerCase, HttpCase):
    """Answering from the mail: opening changes nothing, the button does."""

    def setUp(self):
        super().setUp()
        mail = self._mail_to(self.mails, self.chair)
        self.link = re.search(r"/seutuyp/meeting/\d+\?token=[\w-]+", mail.body_html)[0]
        self.path = self.link.split("?")[0]
        self.token = self.link.split("token=")[1]

    def _post(self, token=None, **data):
        page = self.url_open(self.link)
        csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]
        return self.url_open(
            self.path,
            data={"csrf_token": csrf, "token": token or self.token, **data},
        )

    def test_opening_answers_nothing(self):
        response = self.url_open(self.link)
        self.assertEqual(response.status_code, 200)
        self.assertIn("no-store", response.headers["Cache-Control"])
        self.assertEqual(self.attendee.state, "needsAction")

    def test_accept_with_a_word(self):
        response = self._post(answer="accepted", comment="By train")
        self.assertEqual(response.status_code, 200)
        self.attendee.invalidate_recordset()
        self.assertEqual(self.attendee.state, "accepted")
        self.assertEqual(self.attendee.comment, "By train")

    def test_change_of_mind(self):
        self._post(answer="accepted")
        self._post(answer="declined")
        self.attendee.invalidate_recordset()
        self.assertEqual(self.attendee.state, "declined")

    @mute_logger("odoo.http")
    def test_no_wrong_and_foreign_token(self):
        other = self.event.partner_ids - self.chair
        foreign = re.search(
            r"token=([\w-]+)", self._mail_to(self.mails, other[:1]).body_html
        )[1]
        for path, status in (
            (self.path, 404),
            (f"{self.path}?token=wrong", 404),
            (f"/seutuyp/meeting/999999999?token={self.token}", 404),
            (f"{self.path}?token={foreign}", 200),  # another person's own page
        ):
            with self.subTest(path=path):
                self.assertEqual(self.url_open(path).status_code, status)
        self._post(token=foreign, answer="accepted")
        self.attendee.invalidate_recordset()
        self.assertEqual(self.attendee.state, "needsAction")

    def test_expired_and_revoked_token(self):
        tokens = self.env["seutuyp.token"].sudo()
        token = tokens.search(
            [("purpose", "=", "attend"), ("partner_id", "=", self.chair.id)]
        )
        token._guarded().expires_on = "2020-01-01"
        self.env.flush_all()
        self.assertEqual(self.url_open(self.link).status_code, 410)
        token._guarded().write({"expires_on": "2051-01-01", "revoked_on": "2020-01-01"})
        self.env.flush_all()
        self.assertEqual(self.url_open(self.link).status_code, 410)

    def test_cancelled_meeting(self):
        self.event.with_user(self.coordinator).action_cancel_meeting()
        self.env.flush_all()
        response = self.url_open(self.link)
        self.assertIn("cancelled", response.text)
        self.assertNotIn('name="answer"', response.text)

    def test_taken_off(self):
        self.event.sudo().with_context(dont_notify=True).partner_ids -= self.chair
        self.env.flush_all()
        self.assertEqual(self.url_open(self.link).status_code, 410)


@tagged("post_install", "-at_install")
class TestAnswerInClient(AnswerCase):
    """Answering one's own invitation needs no right to change the meeting."""

    def test_member_of_staff(self):
        person = self.partner_user.partner_id
        self._create_member(self.steering, partner_id=person.id)
        own = self.event.attendee_ids.filtered(lambda item: item.partner_id == person)
        own.with_user(self.partner_user).do_accept()
        self.assertEqual(own.state, "accepted")
