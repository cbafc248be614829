# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import doctest
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import OperationalError

from odoo.exceptions import AccessError, UserError
from odoo.tests import BaseCase, Form, tagged
from odoo.tools import mute_logger

from ..tools import difference, term
from .common_later import LaterCase


@tagged("post_install", "-at_install")
class TestTermRules(BaseCase):
    def test_examples(self):
        for module in (term, difference):
            with self.subTest(module=module.__name__):
                result = doctest.testmod(module)
                self.assertGreater(result.attempted, 5)
                self.assertFalse(result.failed)


@tagged("post_install", "-at_install")
class TestNotice(LaterCase):
    def _wizard(self, user=None, **kw):
        vals = {
            "agreement_id": self.agreement.id,
            "scope": "agreement",
            "partner_id": self.org_b.id,
            "given_on": "2026-08-31",
            **kw,
        }
        wizards = self.env["seutuyp.notice.wizard"].with_user(user or self.coordinator)
        return wizards.create(vals)

    def test_notice_of_the_whole_agreement(self):
        wizard = self._wizard(
            reason="Reform", file=base64.b64encode(b"scan"), filename="notice.pdf"
        )
        self.assertIn("28.2.2027", wizard.consequence)
        self.assertFalse(self.agreement.notice_ids)
        wizard.action_confirm()
        self.assertEqual(self.agreement.state, "notice")
        self.assertEqual(self.agreement.notice_end, date(2027, 2, 28))
        self.assertIn("28.2.2027", self.agreement.next_step)
        notice = self.agreement.notice_ids
        self.assertEqual(notice.filename, "notice.pdf")
        self.assertEqual(len(notice.sha256), 64)
        self.assertIn(self.org_a, self.region_a.partner_ids)
        for person in self.agreement.party_ids.signatory_id:
            mail = self._mails_to(person)[0]
            self.assertIn("28.2.2027", mail.body_html)
        self._cron("2027-02-28")
        self.assertEqual(self.agreement.state, "notice")
        self._cron("2027-03-01")
        self.assertEqual(self.agreement.state, "ended")
        self.assertEqual(notice.state, "effective")
        self.assertIn("28.2.2027", self.agreement.next_step)
        self.assertEqual(self.agreement.sudo().licence_ids.state, "expired")
        self.assertFalse(self.region_a.partner_ids)

    def test_taken_back(self):
        self._wizard().action_confirm()
        notice = self.agreement.notice_ids
        with self.assertRefused(UserError, "reason"):
            notice.action_take_back(" ")
        notice.action_take_back("We agreed after all")
        self.assertEqual(self.agreement.state, "in_force")
        self.assertFalse(self.agreement.notice_end)
        self._cron("2027-06-01")
        self.assertEqual(self.agreement.state, "in_force")
        with self.assertRefused(UserError, "Taken back"):
            notice.action_take_back("Again")
        self._wizard().action_confirm()  # another notice may follow
        self.assertEqual(self.agreement.state, "notice")

    def test_not_taken_back_after_its_day(self):
        self._wizard().action_confirm()
        self._cron("2027-03-01")
        with self.assertRefused(UserError, "Took effect"):
            self.agreement.notice_ids.action_take_back("Too late")

    def test_one_party_leaves(self):
        self._wizard(scope="party").action_confirm()
        self.assertEqual(self.agreement.state, "in_force")
        party = self._party(self.org_b)
        self._cron("2027-02-28")
        self.assertEqual(party.state, "signed")
        self._cron("2027-04-15")
        self.assertEqual(party.state, "left")
        self.assertEqual(party.date_left, date(2027, 3, 1))
        self.assertEqual(self.agreement.state, "in_force")
        self.assertNotIn(self.org_b, self.region_a.partner_ids)
        before = self._snapshot()
        self._cron("2027-04-15")
        self.assertEqual(self._snapshot(), before)

    def test_a_fixed_term_is_not_made_longer(self):
        agreement = self._create_licensed(date_end="2026-12-31")
        self.assertEqual(agreement._notice_last(date(2026, 11, 1)), date(2026, 12, 31))
        self.assertEqual(agreement._notice_last(date(2026, 1, 1)), date(2026, 7, 1))

    def test_refused(self):
        for vals, message in (
            ({"given_on": "2027-01-01"}, "future"),
            ({"given_on": "2025-12-31"}, "not in force yet"),
            ({"partner_id": self.newcomer.id}, "not a party"),
        ):
            with self.subTest(message=message), self.assertRefused(UserError, message):
                self._wizard(**vals).action_confirm()
        self._wizard().action_confirm()
        with self.assertRefused(UserError, "already"):
            self._wizard().action_confirm()
        draft = self._create_agreement()
        with self.assertRefused(UserError, "in force"):
            draft._give_notice(date(2026, 11, 1), self.org_a)

    def test_not_by_others(self):
        for user in (self.coordinator_b,):
            with self.assertRaises(AccessError):
                self._wizard(user=user).action_confirm()
        for vals in (
            {"notice_end": "2026-11-25"},
            {"notice_given_on": "2026-01-01"},
            {"state": "ended"},
            {"followed_state": "ended"},
        ):
            with self.assertRaises(AccessError):
                self.agreement.with_user(self.coordinator).write(vals)
        self._wizard().action_confirm()
        notice = self.agreement.notice_ids.sudo()
        for vals in ({"state": "taken_back"}, {"date_end": "2030-01-01"}):
            with self.assertRaises(AccessError):
                notice.write(vals)
        with self.assertRaises(AccessError):
            notice.unlink()

    def test_the_dialog_names_the_parties(self):
        form = Form(
            self.env["seutuyp.notice.wizard"]
            .with_user(self.coordinator)
            .with_context(default_agreement_id=self.agreement.id)
        )
        self.assertEqual(form.scope, "party")
        form.partner_id = self.org_c
        self.assertIn(self.org_c.name, form.consequence)

    def test_a_fixed_term_ends_by_itself(self):
        agreement = self._create_licensed(date_end="2026-12-31")
        self._cron("2026-12-31")
        self.assertEqual(agreement.state, "in_force")
        with freeze_time("2026-12-01"):
            home = self.env["seutuyp.home"].with_user(self.coordinator)
            texts = [item["text"] for item in home._waiting()[0]]
            self.assertTrue(any("31.12.2026" in text for text in texts))
        self._cron("2027-02-10")
        self.assertEqual(agreement.state, "ended")
        before = self._snapshot()
        self._cron("2027-02-10")
        self.assertEqual(self._snapshot(), before)

    @mute_logger("odoo.addons.seutuyp_network.models.seutuyp_agreement_term")
    def test_one_that_fails_does_not_stop_the_others(self):
        other = self._create_licensed(date_end="2026-12-31")
        self._wizard().action_confirm()
        model = type(self.env["seutuyp.agreement"])
        follow = model._follow_ended

        def fail(agreement, before):
            if agreement == other:
                raise OperationalError("crash half-way")
            return follow(agreement, before)

        with patch.object(model, "_follow_ended", fail):
            self._cron("2027-03-10")
        self.assertEqual(self.agreement.followed_state, "ended")
        self.assertNotEqual(other.followed_state, "ended")
        self._cron("2027-03-11")
        self.assertEqual(other.followed_state, "ended")
        self.assertEqual(other.sudo().licence_ids.state, "expired")
