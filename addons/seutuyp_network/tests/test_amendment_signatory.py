# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from .common_later import LaterCase


class SignatoryCase(LaterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls()
        cls.amendment = self._create_amendment()
        cls.amendment.action_send()
        cls.signer = cls.amendment.signer_ids.filtered(
            lambda item: item.partner_id == cls.newcomer
        )
        cls.colleague = cls._create_person(parent_id=cls.newcomer.id, lang="en_US")
        # a coordinator reads the people of organisations of the region
        cls.newcomer.seutuyp_region_ids = cls.region_a
        cls.colleague.seutuyp_region_ids = cls.region_a

    def _live(self, signer):
        return (
            self.env["seutuyp.token"]
            .sudo()
            .search(
                [
                    ("res_model", "=", signer._name),
                    ("res_id", "=", signer.id),
                    ("purpose", "=", "amend"),
                    ("revoked_on", "=", False),
                ]
            )
        )


@tagged("post_install", "-at_install")
class TestAmendmentSignatory(SignatoryCase):
    def test_handed_to_a_colleague(self):
        old_token = self._live(self.signer)
        told, asked = len(self._mails_to(self.signatory)), 0
        self.signer.sudo()._delegate(" Kalle  Deputy ", "KALLE@example.com", "On leave")
        new = self.signer.signatory_id
        self.assertRecordValues(
            new,
            [
                {
                    "name": "Kalle Deputy",
                    "email": "kalle@example.com",
                    "parent_id": self.newcomer.id,
                }
            ],
        )
        self.assertTrue(old_token.revoked_on)
        token = self._live(self.signer)
        self.assertEqual((token.partner_id, token.email), (new, "kalle@example.com"))
        self.assertEqual(self.signer.signatory_email, "kalle@example.com")
        self.assertFalse(self.signer.reminded_on)
        line = self.amendment.log_ids[:1]
        self.assertEqual(
            (line.transition, line.reason), ("change_signatory", "On leave")
        )
        self.assertEqual(line.partner_id, self.signatory)
        self.assertIn(self.signatory.email, line.label)
        self.assertIn("kalle@example.com", line.label)
        mails = self._mails_to(self.signatory)
        self.assertEqual(len(mails), told + 1)
        self.assertIn("On leave", mails[0].body_html)
        self.assertIn("Accession of Newcomer", mails[0].subject)
        self.assertNotIn("token=", mails[0].body_html)
        asked = self._mails_to(new)
        self.assertEqual(len(asked), 1)
        self.assertIn("token=", asked.body_html)

    def test_the_new_one_signs_and_becomes_the_signatory_of_the_party(self):
        self.signer.sudo()._change_signatory(self.colleague, "On leave")
        self.assertEqual(self.amendment.signatory_id, self.colleague)
        self._complete(self.amendment)
        party = self._party(self.newcomer)
        self.assertEqual(party.signatory_id, self.colleague)
        self.assertEqual(party.signatory_email, self.colleague.email)
        self.assertEqual(party.signature_id.partner_id, self.colleague)

    def test_the_text_is_the_same(self):
        before = self.amendment.content_hash, self.amendment.payload
        self.signer.sudo()._change_signatory(self.colleague, "On leave")
        self.assertEqual((self.amendment.content_hash, self.amendment.payload), before)

    def test_another_organisations_signer_stays_in_the_agreement(self):
        other = self.amendment.signer_ids - self.signer
        party = other.party_id
        person, old = (
            self._create_person(parent_id=other.partner_id.id),
            (party.signatory_id),
        )
        other.sudo()._change_signatory(person, "On leave")
        self.assertEqual(other.signatory_id, person)
        self.assertEqual(party.signatory_id, old)
        self.assertEqual(self.amendment.signatory_id, self.signatory)

    def test_handing_over_badly(self):
        for args, text in (
            (("Kalle", "kalle@example.com", ""), "Write the reason"),
            (("Kalle", "kalle", "Leave"), "Give the e-mail address"),
            (("", "kalle@example.com", "Leave"), "Write your name"),
            (("<b>K</b>", "kalle@example.com", "Leave"), "without < and >"),
            (("Same", self.signatory.email, "Leave"), "already"),
        ):
            with self.subTest(args=args), self.assertRefused(UserError, text):
                self.signer.sudo()._delegate(*args)
        self.assertEqual(self.signer.signatory_id, self.signatory)
        self._sign_amendment(self.signer)
        with self.assertRefused(UserError, "not waiting for your signature"):
            self.signer.sudo()._delegate("Kalle", "kalle@example.com", "Leave")

    def test_the_coordinator_names_another(self):
        form = Form.from_action(
            self.env(user=self.coordinator),
            self.signer.with_user(self.coordinator).action_open_signatory(),
        )
        self.assertEqual(form.organisation_id, self.newcomer)
        self.assertEqual(form.old_signatory_id, self.signatory)
        form.partner_id = self.colleague
        with self.assertRaises(AssertionError):
            form.save()  # without a reason
        form.reason = "The mayor has changed"
        form.save().action_save()
        self.assertEqual(self.signer.signatory_id, self.colleague)
        line = self.amendment.log_ids[:1]
        self.assertEqual(
            (line.reason, line.user_id), ("The mayor has changed", self.coordinator)
        )
        self.assertTrue(self.signer.with_user(self.coordinator).can_change)

    def test_unfit(self):
        no_mail = self._create_person(parent_id=self.newcomer.id, email=False)
        foreign = self._create_person(parent_id=self.org_b.id)
        signer = self.signer.with_user(self.coordinator)
        for partner, text in (
            (self.newcomer, "is a person, not an organisation"),
            (self.env["res.partner"], "is a person, not an organisation"),
            (no_mail, "no working e-mail"),
            (foreign, "does not work for"),
        ):
            with self.subTest(text=text), self.assertRefused(UserError, text):
                signer.action_change_signatory(partner.id, "Reason")
        with self.assertRefused(UserError, "Write the reason"):
            signer.action_change_signatory(self.colleague.id, " ")
        self._sign_amendment(self.signer)
        with self.assertRefused(UserError, "only before"):
            signer.action_change_signatory(self.colleague.id, "Late")

    def test_not_after_it_was_cancelled(self):
        self.amendment.with_user(self.coordinator).action_cancel("No")
        with self.assertRefused(UserError, "only before"):
            self.signer.with_user(self.coordinator).action_change_signatory(
                self.colleague.id, "Late"
            )

    def test_only_the_coordinator(self):
        for user in (
            self.partner_user,
            self.reviewer,
            self.manager,
            self.area_contact,
            self.coordinator_b,
            self.outsider,
        ):
            signer = self.signer.with_user(user)
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                signer.action_change_signatory(self.colleague.id, "Mine")
        for user in (self.partner_user, self.area_contact):
            self.assertFalse(self.signer.with_user(user).can_change)
        self.assertEqual(self.signer.signatory_id, self.signatory)

    @mute_logger("odoo.sql_db")
    def test_the_form_is_about_one_thing(self):
        wizards = self.env["seutuyp.signatory.wizard"].with_user(self.coordinator)
        values = {"partner_id": self.colleague.id, "reason": "Why"}
        party = self.agreement.party_ids[0]
        for vals in ({}, {"party_id": party.id, "signer_id": self.signer.id}):
            with self.subTest(vals=vals), self.assertRaises(IntegrityError):
                wizards.create({**values, **vals})
                self.env.flush_all()

    def test_reminded_a_week_after_the_change(self):
        long_ago = fields.Datetime.now() - timedelta(days=6, hours=20)
        self.amendment.sudo().signer_ids._guarded().link_sent_on = long_ago
        self.signer.sudo()._change_signatory(self.colleague, "On leave")
        self.assertGreater(self.signer.link_sent_on, long_ago)


@tagged("post_install", "-at_install")
class TestAmendmentSignatoryPortal(HttpCase, SignatoryCase):
    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        tokens = self.env["seutuyp.token"].sudo()
        self.token = tokens._issue(
            self.signer, "amend", self.signatory, self.signatory.email
        )[0]
        self.path = self.signer._portal_path()

    def _get(self):
        params = {"party": self.signer.id, "token": self.token}
        return self.url_open(self.path, params=params)

    def _hand_over(self, **values):
        data = {
            "csrf_token": Request.csrf_token(self),
            "party": self.signer.id,
            "token": self.token,
            "name": "Ville Example",
            "email": "ville@example.com",
            "reason": "On leave",
            **values,
        }
        answer = self.url_open(self.path + "/delegate", data=data)
        self.env.invalidate_all()
        return answer

    def test_by_the_signatory(self):
        self.assertIn("Somebody else signs for the organisation", self._get().text)
        answer = self._hand_over(name="", email="x", reason="")
        self.assertEqual(answer.status_code, 422)
        for name in ("name", "email", "reason"):
            self.assertIn(f'href="#delegate_{name}"', answer.text)
        answer = self._hand_over()
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Somebody else now signs for", answer.text)
        self.assertEqual(self.signer.signatory_id.email, "ville@example.com")
        self.assertIn("handed over", self._get().text)
        mails = self.env["mail.mail"].search_count([])
        self.url_open(
            self.path + "/renew",
            data={
                "csrf_token": Request.csrf_token(self),
                "party": self.signer.id,
                "token": self.token,
            },
        )
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_a_second_click_changes_nothing(self):
        self._hand_over()
        mails = self.env["mail.mail"].search_count([])
        self._hand_over(email="third@example.com")
        self.assertEqual(self.signer.signatory_id.email, "ville@example.com")
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_not_by_others(self):
        other = self.amendment.signer_ids - self.signer
        expired = fields.Datetime.now() - timedelta(days=1)
        for name, values, status in (
            ("no token", {"token": ""}, 200),  # led to the login
            ("wrong token", {"token": "x" * 43}, 404),
            ("another signer", {"party": other.id}, 404),
            ("no csrf token", {"csrf_token": "x"}, 400),
        ):
            with self.subTest(name=name), mute_logger("odoo.http"):
                answer = self._hand_over(**values)
                self.assertEqual(answer.status_code, status)
        found, _problem = (
            self.env["seutuyp.token"].sudo()._find(self.signer, "amend", self.token)
        )
        found._guarded().expires_on = expired
        self.env.flush_all()
        self.assertEqual(self._hand_over().status_code, 410)
        self.assertEqual(self.signer.signatory_id, self.signatory)
        self.assertEqual(other.signatory_id, other.party_id.signatory_id)
