# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import MeetingCommon


@tagged("post_install", "-at_install")
class TestMinutes(MeetingCommon):
    """Minutes are written, sent, and confirmed by chair and secretary."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chair_user = cls._create_user("chairing", "group_user")
        seat = cls.steering.member_ids.filtered(lambda item: item.role == "chair")
        cls.past.with_context(dont_notify=True).write(
            {
                "partner_ids": [
                    Command.unlink(cls.chair.id),
                    Command.link(cls.chair_user.partner_id.id),
                ]
            }
        )
        seat.partner_id = cls.chair_user.partner_id
        cls.chair = cls.chair_user.partner_id

    def test_draft(self):
        event = self.past.with_user(self.coordinator)
        event.action_prepare_agenda()
        item = self.past.agenda_item_ids[0]
        item.with_context(lang="sv_SE").name = "Uppföljning"
        self._decide(agenda_item_id=item.id, deadline="2049-12-01")
        event.with_context(minutes_lang="sv_SE").action_draft_minutes()
        self.assertIn("Uppföljning", self.past.minutes_sv)
        self.assertIn("Buy a tent", self.past.minutes_sv)
        self.assertFalse(self.past.minutes_fi)
        with self.assertRefused(UserError, "already"):
            event.with_context(minutes_lang="sv_SE").action_draft_minutes()

    def test_read_in_the_readers_language(self):
        self.past.write({"minutes_fi": "<p>Suomeksi</p>"})
        swedish = self.past.with_context(lang="sv_SE")
        self.assertIn("Suomeksi", swedish.minutes)
        self.past.write({"minutes_sv": "<p>På svenska</p>"})
        self.past.invalidate_recordset(["minutes"])
        self.assertIn("svenska", swedish.minutes)
        self.assertIn("Suomeksi", self.past.with_context(lang="fi_FI").minutes)

    def test_missing_language(self):
        """Whoever reads a language is named when its minutes are missing."""
        self.member.lang = "sv_SE"
        event = self._hold()
        self.assertIn(self.member.name, event.minutes_missing)
        self.assertIn("Swedish", event.minutes_missing)
        event.minutes_sv = "<p>Möte</p>"
        self.assertFalse(event.minutes_missing)

    def test_sent_and_confirmed(self):
        event = self._hold()
        _result, mails = self._new_mails(event.action_send_minutes)
        self.assertEqual(len(mails), len(self.past.partner_ids))
        self.assertEqual(self.past.minutes_state, "sent")
        self.assertEqual(self.past._waiting_officers(), self.chair | self.secretary)
        links = [mail for mail in mails if "/seutuyp/minutes/" in mail.body_html]
        self.assertEqual(len(links), 2)
        event.action_confirm_minutes()
        self.assertEqual(self.past.minutes_state, "sent")
        self.past.with_user(self.chair_user).action_confirm_minutes()
        self.assertEqual(self.past.minutes_state, "confirmed")
        self.assertFalse(self.past._waiting_officers())

    def test_only_chair_and_secretary_confirm(self):
        event = self._hold()
        event.action_send_minutes()
        for user in (self.partner_user, self.area_contact, self.manager):
            with self.assertRefused(AccessError, "chair and secretary"):
                self.past.with_user(user).action_confirm_minutes()

    def test_changed_after_sending(self):
        """Text or decisions that change open the minutes again, visibly."""
        event = self._hold()
        event.action_send_minutes()
        self.past.with_user(self.chair_user).action_confirm_minutes()
        event.minutes_fi = "<p>Toisin</p>"
        self.assertEqual(self.past.minutes_state, "draft")
        self.assertFalse(self.past.chair_confirmed_on)
        event.action_send_minutes()
        self._decide()
        self.assertEqual(self.past.minutes_state, "draft")
        self.assertIn("Minutes opened for changes", self.past.log_ids.mapped("label"))

    def test_closing_a_decision_leaves_the_minutes(self):
        decision = self._decide(
            responsible_ids=[Command.set(self.member.ids)], deadline="2049-12-01"
        )
        event = self._hold()
        event.action_send_minutes()
        decision.with_user(self.coordinator).action_done()
        self.assertEqual(self.past.minutes_state, "sent")

    def test_not_ready(self):
        event = self.past.with_user(self.coordinator)
        with self.assertRefused(UserError, "held"):
            event.action_send_minutes()
        event.action_hold()
        with self.assertRefused(UserError, "no minutes"):
            event.action_send_minutes()
        event.minutes_fi = "<p>Kokous</p>"
        event.action_send_minutes()
        with self.assertRefused(UserError, "have been sent"):
            event.action_unhold()

    def test_state_is_not_written(self):
        for name, value in (
            ("minutes_state", "confirmed"),
            ("chair_confirmed_on", "2026-01-01 10:00:00"),
            ("meeting_state", "held"),
        ):
            with self.assertRefused(AccessError):
                self.past.with_user(self.coordinator).write({name: value})

    def test_named_for_this_meeting(self):
        """The vice chair who led the meeting confirms instead of the chair."""
        event = self._hold(chair_id=self.member.id)
        event.action_send_minutes()
        self.assertIn(self.member, self.past._waiting_officers())
        self.assertNotIn(self.chair, self.past._waiting_officers())

    def test_open_event_has_no_minutes(self):
        self.past.write({"seutuyp_forum": "training", "seutuyp_public": True})
        with self.assertRefused(UserError, "closed meetings"):
            self.past.with_user(self.coordinator).minutes_fi = "<p>Salaista</p>"

    def test_foreign_staff_reads_nothing(self):
        event = self._hold()
        self._decide()
        for user in (self.outsider, self.coordinator_b):
            with self.assertRefused(AccessError):
                event.with_user(user).read(["minutes_fi"])
            self.assertFalse(
                self.env["seutuyp.decision"]
                .with_user(user)
                .search([("event_id", "=", event.id)])
            )

    def test_paper(self):
        event = self._hold()
        self._decide(responsible_ids=[Command.set(self.member.ids)])
        html = (
            self.env["ir.actions.report"]
            .with_user(self.coordinator)
            ._render_qweb_html("seutuyp_planning.report_minutes", event.ids)[0]
            .decode()
        )
        for text in ("Kokous", "Buy a tent", self.member.name, self.chair.name):
            self.assertIn(text, html)
        event.action_prepare_agenda()
        html = (
            self.env["ir.actions.report"]
            .with_user(self.coordinator)
            ._render_qweb_html("seutuyp_planning.report_agenda", self.next.ids)[0]
            .decode()
        )
        self.assertIn("Buy a tent", html)

    def test_held_meeting_stays(self):
        event = self._hold()
        with self.assertRefused(UserError, "kept"):
            event.unlink()
