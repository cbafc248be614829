# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.models.ir_mail_server import IrMail_Server

from .common import AnswerCommon, InvitationCommon

MAIL_LOG = "odoo.addons.mail.models.mail_mail"
OWN_LOG = "odoo.addons.seutuyp_planning.models.seutuyp_invitation_mail"


@tagged("post_install", "-at_install")
class TestDelivery(AnswerCommon):
    """A mail that does not arrive is seen on its meeting and can be mailed again."""

    def _send(self, mails, error=None):
        """Let the mail queue send ``mails``; the server answers with ``error``."""

        def refuse(*args, **kw):
            raise error

        with (
            patch.object(IrMail_Server, "_disable_send", lambda self: False),
            patch.object(IrMail_Server, "_connect__", lambda *args, **kw: None),
            patch.object(IrMail_Server, "send_email", refuse if error else _taken),
            mute_logger(MAIL_LOG),
        ):
            mails.send()

    def _fail(self, error=None):
        mail = self._mail_to(self.mails, self.chair)
        self._send(self.mails - mail)
        self._send(mail, error or ValueError("550 no such user"))

    def test_taken(self):
        self._send(self.mails)
        self.assertFalse(self.mails.exists())
        self.assertEqual(
            set(self.event.attendee_ids.mapped("invitation_state")), {"mailed"}
        )

    def test_refused(self):
        self._fail()
        self.assertEqual(self.attendee.invitation_state, "failed")
        self.assertEqual(self.event.undelivered_ids, self.chair)
        line = self.queue.search([("partner_id", "=", self.chair.id)], limit=1)
        self.assertIn("550", line.failure)

    def test_again(self):
        """One new mail, to the address of today."""
        self._fail()
        self.event.with_user(self.coordinator).action_mail_again()
        mail = self._mail()
        self.assertEqual(len(mail), 1)
        self.assertIn(self.chair.email, mail.email_to)
        self.assertFalse(self.event.undelivered_ids)
        self.assertFalse(self._mail())

    def test_again_is_the_keepers(self):
        self._fail()
        for user in (self.partner_user, self.coordinator_b):
            with self.assertRefused(AccessError):
                self.event.with_user(user).action_mail_again()

    def test_what_did_not_arrive_is_no_update(self):
        """Who has not got the invitation gets one, not a change or a cancellation."""
        self._fail()
        mine = self.event.with_user(self.coordinator)
        mine.location = "Room 2"
        mails = self._mail()
        self.assertIn("Invitation", self._mail_to(mails, self.chair).subject)
        other = self._mail_to(mails, self.coordinator.partner_id)
        self.assertIn("Changed", other.subject)
        self._send(self._mail_to(mails, self.chair), ValueError("550"))
        mine.action_cancel_meeting()
        self.assertFalse(self._mail_to(self._mail(), self.chair))

    def test_server_out_of_reach(self):
        """It is tried again by itself, after a while."""
        with (
            patch.object(IrMail_Server, "_connect__", side_effect=OSError("down")),
            mute_logger(MAIL_LOG),
        ):
            self.mails.send()
        lines = self.queue.search([("uid", "=", self.event.ics_uid)])
        self.assertEqual(set(lines.mapped("state")), {"failed"})
        job = self.env.ref("seutuyp_planning.ir_cron_invitations")
        with self.enter_registry_test_mode():
            job.method_direct_trigger()
            self.assertEqual(set(lines.mapped("state")), {"failed"})
            lines._guarded().mailed_on = fields.Datetime.to_datetime("2020-01-01")
            job.method_direct_trigger()
        self.assertEqual(set(lines.mapped("state")), {"mailed"})
        self.assertFalse(self.mails.exists())
        mails = self.env["mail.mail"].search([("email_to", "like", self.chair.email)])
        self.assertEqual(len(mails), 1)

    def test_invited_again_after_a_cancellation(self):
        """That is an invitation, and cancelling before it is out tells nobody."""
        mine = self.event.with_user(self.coordinator)
        mine.action_cancel_meeting()
        self._mail()
        mine.action_invite()
        self.assertIn("Invitation", self._mail()[0].subject)
        mine.action_cancel_meeting()
        self._mail()
        mine.action_invite()
        mine.action_cancel_meeting()
        self.assertFalse(self._mail())


def _taken(self, message, *args, **kw):
    return message["Message-Id"]


@tagged("post_install", "-at_install")
class TestAddresses(InvitationCommon):
    """People without an address, with another one, and with odd ones."""

    def _mailed(self, person):
        return self._mail_to(self._mail(), person)

    def test_emptied_after_queueing(self):
        """The others get theirs; the meeting names the person."""
        self.year.with_user(self.coordinator).action_publish()
        self.chair.email = False
        mails = self._mail()
        self.assertEqual(len(mails), len(self.event.partner_ids) - 1)
        self.assertEqual(self.event.unreachable_ids, self.chair)
        self.assertEqual(self._attendee(self.chair).invitation_state, "unreachable")

    def test_given_later(self):
        """As soon as there is an address, the invitation goes out."""
        self.chair.email = False
        self._publish()
        self.chair.email = "new@example.com"
        mail = self._mail()
        self.assertIn("new@example.com", mail.email_to)
        self.assertIn("Invitation", mail.subject)
        self.assertEqual(self._calendar(mail)[1]["attendee"], "mailto:new@example.com")

    def test_changed_after_queueing(self):
        """One mail, to the new one."""
        self.year.with_user(self.coordinator).action_publish()
        self.chair.email = "new@example.com"
        mails = self._mail()
        self.assertEqual(len(mails), len(self.event.partner_ids))
        self.assertEqual(len(self._mail_to(mails, self.chair)), 1)

    def test_corrected_after_mailing(self):
        """Invited at the new address; the old one hears nothing more."""
        self._publish()
        self.chair.email = "new@example.com"
        mail = self._mail()
        self.assertEqual(len(mail), 1)
        self.assertIn("new@example.com", mail.email_to)
        self.assertIn("Invitation", mail.subject)
        self.assertEqual(self._calendar(mail)[1]["sequence"], 1)

    def test_same_address_written_otherwise(self):
        self._publish()
        self.chair.email = f"Chair <{self.chair.email.upper()}>"
        self.assertFalse(self._mail())

    def test_two_addresses_in_one(self):
        """The first is the person's, for the mail as for the calendar."""
        self.chair.email = "one@example.com, two@example.com"
        mails = self._publish()
        mail = mails.filtered(lambda item: "one@example.com" in item.email_to)
        self.assertNotIn("two@example.com", mail.email_to)
        event = self._calendar(mail)[1]
        self.assertEqual(event["attendee"], "mailto:one@example.com")

    def test_person_without_language(self):
        """The keeper's language, in the preview as in the mail."""
        self.chair.lang = False
        self.coordinator.lang = "sv_SE"
        wizard = self.env["seutuyp.publish.wizard"].create(
            {"calendar_id": self.year.id}
        )
        languages = {line.partner_id: line.language for line in wizard.line_ids}
        self.assertIn("Svenska", languages[self.chair])
        self.assertIn("Kallelse", self._mail_to(self._publish(), self.chair).subject)

    @mute_logger(OWN_LOG)
    def test_one_that_cannot_be_written_stops_nobody(self):
        """A template that an administrator broke for one case, say."""
        self.year.with_user(self.coordinator).action_publish()
        mail_one = type(self.queue)._mail_one

        def broken(line):
            if line.partner_id == self.chair:
                raise ValueError("broken template")
            return mail_one(line)

        with patch.object(type(self.queue), "_mail_one", broken):
            mails = self._mail()
        self.assertEqual(len(mails), len(self.event.partner_ids) - 1)
        self.assertEqual(self.event.undelivered_ids, self.chair)
        self.event.with_user(self.coordinator).action_mail_again()
        self.assertTrue(self._mailed(self.chair))

    def test_archived_contact(self):
        """Hears of the cancellation, and of nothing else."""
        self._publish()
        self.chair.active = False
        mine = self.event.with_user(self.coordinator)
        mine.location = "Room 2"
        self.assertFalse(self._mailed(self.chair))
        mine.action_cancel_meeting()
        self.assertTrue(self._mailed(self.chair))

    def test_everybody_is_taken_off_and_back(self):
        """Under the same identity, with ever higher numbers."""
        self._publish()
        mine = self.event.with_user(self.coordinator)
        numbers = []
        for command in (Command.unlink, Command.link, Command.unlink):
            mine.partner_ids = [command(self.chair.id)]
            mail = self._mailed(self.chair)
            calendar, event = self._calendar(mail)
            numbers.append((str(calendar["method"]), event["sequence"]))
        self.assertEqual(numbers, [("CANCEL", 1), ("REQUEST", 2), ("CANCEL", 3)])
