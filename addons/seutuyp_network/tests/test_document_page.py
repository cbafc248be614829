# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import HttpCase, tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestDocumentPage(SeutuypCommon, HttpCase):
    """Whoever holds a fingerprint learns whether and by whom the text was signed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param(
            "seutuyp_network.public_url", "https://seutu.example.fi"
        )
        cls.agreement = cls._create_agreement()
        cls.agreement.with_user(cls.coordinator).action_send()

    def _page(self, fingerprint):
        return self.url_open(f"/seutuyp/document/{fingerprint}")

    def _sign(self, parties):
        for party in parties:
            party._sign(
                "Aino Alku",
                "johtaja",
                "typed",
                evidence={"content_hash": self.agreement.content_hash},
            )

    def test_text_signed_by_some_and_by_all(self):
        fingerprint = self.agreement.content_hash
        self.assertEqual(self._page(fingerprint).status_code, 404)  # nobody signed yet
        first, *others = self.agreement.party_ids
        self._sign(first)
        page = self._page(fingerprint)
        self.assertEqual(page.status_code, 200)
        self.assertIn(first.partner_id.name, page.text)
        self.assertNotIn(others[0].partner_id.name, page.text)
        self.assertIn("Not all parties have signed this text", page.text)
        self.assertNotIn(first.signatory_id.name, page.text)
        self._sign(others)
        self.assertIn("All parties have signed this text", self._page(fingerprint).text)

    def test_issued_files_have_their_own_fingerprint(self):
        self._sign(self.agreement.party_ids)
        for job in self.env["seutuyp.agreement"]._document_jobs():
            job()
        document = self.agreement.document_ids.filtered(
            lambda doc: doc.kind == "signed"
        )
        page = self._page(document.sha256.upper())
        self.assertEqual(page.status_code, 200)
        self.assertIn(self.agreement.number, page.text)

    def test_wrong_fingerprints(self):
        for fingerprint in ("0" * 64, "x", "' OR 1=1 --"):
            self.assertEqual(self._page(fingerprint).status_code, 404, fingerprint)
        page = self._page("%3Cb%3Ehello")
        self.assertEqual(page.status_code, 404)
        self.assertIn("&lt;b&gt;hello", page.text)
        self.assertNotIn("<b>hello", page.text)
