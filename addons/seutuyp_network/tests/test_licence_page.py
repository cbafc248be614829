# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestLicencePage(HttpCase, SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fi_FI", "sv_SE"):
            cls.env["res.lang"]._activate_lang(code)

    def setUp(self):
        super().setUp()
        self.agreement = self._create_licensed()
        self.licence = self.agreement.sudo().licence_ids
        self.env.flush_all()

    def _page(self, lang="", **kw):
        self.env.flush_all()
        return self.url_open(
            f"{lang}/seutuyp/licence/{self.licence.access_token}", **kw
        )

    def test_what_is_licensed_to_whom(self):
        answer = self._page()
        self.assertEqual(answer.status_code, 200)
        for text in (
            self.licence.number,
            self.region_a.name,
            self.area_a.name,
            *self.agreement.sudo().party_ids.partner_id.mapped("name"),
            "Valid",
            "Granted",
        ):
            self.assertIn(text, answer.text)

    def test_no_person_on_the_page(self):
        text = self._page().text
        agreement = self.agreement.sudo()
        people = (
            agreement.party_ids.signatory_id
            | agreement.person_ids.partner_id
            | self.coordinator.partner_id
            | self.reviewer.partner_id
            | self.area_contact.partner_id
        )
        for person in people:
            self.assertNotIn(person.name, text)
            self.assertNotIn(person.email, text)
        for signature in agreement.signature_ids:
            self.assertNotIn(signature.signer_name, text)

    def test_every_status(self):
        licence = self.licence.with_user(self.reviewer)
        licence.action_suspend("A secret reason")
        self.assertIn("suspended", self._page().text)
        licence.action_restore("Put right")
        self.assertIn("Valid", self._page().text)
        licence.action_revoke("Another secret reason")
        answer = self._page()
        self.assertEqual(answer.status_code, 200)
        self.assertIn("has been revoked", answer.text)
        self.assertNotIn("secret reason", answer.text)

    def test_expired_before_the_nightly_job(self):
        yesterday = fields.Date.subtract(fields.Date.today(), days=1)
        self.licence._guarded().date_end = yesterday
        self.assertEqual(self.licence.state, "active")
        answer = self._page()
        self.assertEqual(answer.status_code, 200)
        self.assertIn("o_seutuyp_status_expired", answer.text)

    def test_on_paper(self):
        self.assertNotIn("on paper", self._page().text)
        self.licence._guarded().on_paper = True
        self.assertIn("on paper", self._page().text)

    def test_three_languages(self):
        for lang in ("fi", "sv"):
            answer = self._page(f"/{lang}")
            self.assertIn(f'<html lang="{lang}"', answer.text)
            self.assertIn(
                f"/en/seutuyp/licence/{self.licence.access_token}", answer.text
            )

    def test_head(self):
        answer = self._page(method="HEAD")
        self.assertEqual(answer.status_code, 200)
        self.assertFalse(answer.content)

    def test_unknown(self):
        for token in ("x" * 22, "%00", "'", "é"):
            with self.subTest(token):
                answer = self.url_open(f"/seutuyp/licence/{token}")
                self.assertEqual(answer.status_code, 404)
                self.assertIn("There is no such licence", answer.text)

    def test_the_address_is_the_one_on_the_certificate(self):
        path = self.licence.verify_url.partition("/seutuyp/")[2]
        self.assertEqual(path, f"licence/{self.licence.access_token}")
