# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
import re
import zlib
from unittest.mock import patch

import weasyprint
from PyPDF2 import PdfWriter

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..tools import canonical, pdf_words
from .common import SeutuypCommon

SECRET = "confidential"


def pdf(*pages):
    """Return a PDF file with these pages of text."""
    body = "".join(f"<p style='page-break-after:always'>{text}</p>" for text in pages)
    return weasyprint.HTML(string=body).write_pdf()


@tagged("post_install", "-at_install")
class TestDocumentDrop(SeutuypCommon, HttpCase):
    """A file is checked by its fingerprint, and compared without telling secrets."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls()
        cls.env["ir.config_parameter"].set_param(
            "seutuyp_network.public_url", "https://seutu.example.fi"
        )
        cls.agreement = self._create_licensed().sudo()
        cls.hash = cls.agreement.content_hash
        cls.pages = (
            f"The parties advise companies. The fee is {SECRET} and 500 euros a year. "
            + "They meet once a month and follow what was agreed. " * 4,
            f"Signed by all. Fingerprint {cls.hash}",
        )
        cls.original = pdf(*cls.pages)
        cls.document = cls.env["seutuyp.document"]._issue(
            "signed",
            cls.original,
            "agreement.pdf",
            agreement_id=cls.agreement.id,
            content_hash=cls.hash,
            lang="en_US",
        )
        cls.forged = pdf(cls.pages[0].replace("500", "900 forged"), cls.pages[1])
        cls.env.flush_all()

    def _token(self):
        text = self.url_open("/seutuyp/document").text
        return re.search(r'name="csrf_token" value="([^"]+)"', text)[1]

    def _post(self, data, what="check", filename="file.pdf", **kw):
        values = {"csrf_token": self._token(), "what": what, **kw}
        return self.url_open(
            "/seutuyp/document/check",
            data=values,
            files={"file": (filename, data, "application/pdf")},
        )

    def _compare(self, data, user=None):
        documents = self.env["seutuyp.document"].with_user(user or self.portal_user)
        return documents.sudo(False)._compare(data)

    # ---------------------------------------------------------------------- page
    def test_page(self):
        for address in ("/seutuyp/document", "/seutuyp/document/"):
            answer = self.url_open(address)
            self.assertEqual(answer.status_code, 200)
            self.assertIn("Check a signed document", answer.text)
            self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def test_three_languages(self):
        for code in ("fi_FI", "sv_SE"):
            self.env["res.lang"]._activate_lang(code)
        for lang in ("fi", "sv"):
            self.assertIn(
                f'<html lang="{lang}"', self.url_open(f"/{lang}/seutuyp/document").text
            )

    def test_upload_that_matches(self):
        answer = self._post(self.original)
        self.assertEqual(answer.status_code, 200)
        for text in ("Signed here", self.agreement.number, "All parties have signed"):
            self.assertIn(text, answer.text)
        for party in self.agreement.party_ids:
            self.assertIn(party.partner_id.name, answer.text)
            self.assertNotIn(party.signatory_id.name, answer.text)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def test_upload_that_does_not_match(self):
        answer = self._post(self.forged)
        self.assertIn("not issued here as it is", answer.text)
        self.assertNotIn(self.agreement.name, answer.text)

    def test_nothing_is_kept(self):
        before = self.env["ir.attachment"].search_count([])
        self._post(self.forged, "compare")
        self.assertEqual(self.env["ir.attachment"].search_count([]), before)

    def test_no_file_no_token(self):
        answer = self.url_open(
            "/seutuyp/document/check", data={"csrf_token": self._token()}
        )
        self.assertIn("Choose a file first", answer.text)
        with mute_logger("odoo.http"):
            answer = self.url_open(
                "/seutuyp/document/check",
                data={"what": "compare"},
                files={"file": b"x"},
            )
        self.assertEqual(answer.status_code, 400, "A form from elsewhere")

    def test_the_name_of_the_file_is_shown_as_text(self):
        answer = self._post(b"x", filename="<b>bold.pdf")
        self.assertNotIn("<b>bold", answer.text)

    def test_the_script_asks_by_fingerprint(self):
        digest = canonical.digest(self.original)
        answer = self.url_open(f"/seutuyp/document/{digest}")
        self.assertIn('id="result" data-found="1"', answer.text)
        answer = self.url_open(f"/seutuyp/document/{'0' * 64}")
        self.assertIn('id="result" data-found="0"', answer.text)
        self.assertEqual(answer.status_code, 404)
        answer = self.url_open(f"/seutuyp/document/{'0' * 64}?dropped=1")
        self.assertEqual(answer.status_code, 200, "No error in the page's console")
        self.assertIn("not issued here as it is", answer.text)

    # -------------------------------------------------------------- what became of it
    def test_newer_version(self):
        found = self.env["seutuyp.document"]._lookup(self.hash)
        self.assertFalse(found["newer_version"])
        self.assertFalse(found["ended"])
        newer = self._create_licensed().sudo()
        newer._guarded().write({"number": self.agreement.number, "version": 2})
        found = self.env["seutuyp.document"]._lookup(self.hash)
        self.assertEqual(found["newer_version"], 2)
        self.assertIn(
            "A newer version has been signed",
            self.url_open(f"/seutuyp/document/{self.hash}").text,
        )

    def test_ended(self):
        self.agreement._guarded().date_end = "2026-02-01"
        self.env.flush_all()
        self.assertIn(
            "no longer in force", self.url_open(f"/seutuyp/document/{self.hash}").text
        )

    # -------------------------------------------------------------------- comparing
    def test_the_public_sees_only_the_words_of_the_file(self):
        result = self._compare(self.forged)
        self.assertEqual(result["status"], "differs")
        self.assertFalse(result["whole"])
        (row,) = result["pages"]
        self.assertEqual(row["page"], 1)
        self.assertEqual(row["added"], ["900", "forged"])
        self.assertEqual(row["missing"], [])
        answer = self._post(self.forged, "compare")
        self.assertIn("900 forged", answer.text)
        self.assertNotIn("500", answer.text.partition("drop_result")[2])

    def test_a_word_left_out_is_not_told(self):
        result = self._compare(pdf(self.pages[0].replace(SECRET, ""), self.pages[1]))
        self.assertEqual(result["status"], "differs")
        self.assertNotIn(SECRET, str(result))
        self.assertEqual([row["page"] for row in result["pages"]], [1])

    def test_readers_of_the_region_see_both(self):
        for user in (self.coordinator, self.partner_user, self.reviewer):
            result = self._compare(self.forged, user)
            self.assertTrue(result["whole"], user.name)
            self.assertEqual(result["pages"][0]["missing"], ["500"])
        for user in (self.coordinator_b, self.outsider):
            result = self._compare(self.forged, user)
            self.assertFalse(result["whole"], user.name)
            self.assertNotIn("500", str(result["pages"]))

    def test_logged_in_on_the_page(self):
        self.authenticate(self.coordinator.login, self.coordinator.login)
        self.assertIn("<del>500</del>", self._post(self.forged, "compare").text)

    def test_same_words_in_another_file(self):
        again = pdf(*self.pages, "")
        self.assertNotEqual(again, self.original)
        self.assertEqual(self._compare(again)["status"], "same_words")

    def test_without_the_fingerprint_nothing_is_compared(self):
        """Whoever knows the number alone cannot try words on the agreement."""
        guess = pdf(f"Agreement {self.agreement.number}: {SECRET} 500", "x")
        self.assertTrue(pdf_words.numbers([self.agreement.number]))
        result = self._compare(guess)
        self.assertEqual(
            result, {"status": "number", "agreement": self.agreement.number}
        )
        self.assertEqual(self._compare(guess, self.coordinator)["status"], "other")

    def test_another_document_with_the_fingerprint(self):
        result = self._compare(pdf("Quite another text " * 30, self.hash))
        self.assertEqual(result["status"], "other")
        self.assertNotIn("pages", result)

    def test_unknown(self):
        for text in ("Nothing of ours", "f" * 64, "YPS-1999-0001"):
            self.assertEqual(self._compare(pdf(text))["status"], "unknown", text)

    def test_the_real_document(self):
        """The issued PDF is read well enough to be compared with itself."""
        agreement = self.agreement.with_context(force_report_rendering=True)
        data = agreement._render_pdf("seutuyp_network.report_agreement_signed", "en_US")
        pages = pdf_words.run({"read": data})
        self.assertIn(self.hash, pdf_words.fingerprints(pages))
        self.assertIn(self.agreement.number, pdf_words.numbers(pages))
        result = pdf_words.run({"pages": pages, "original": data})
        self.assertEqual(result, {"ratio": 1.0, "pages": []})

    # ---------------------------------------------------------------------- hostile
    def _encrypted(self):
        writer = PdfWriter()
        writer.add_blank_page(100, 100)
        writer.encrypt("secret")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    def _many_pages(self):
        writer = PdfWriter()
        for _number in range(pdf_words.MAX_PAGES + 1):
            writer.add_blank_page(10, 10)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    def _bomb(self):
        """A page whose few bytes of content unpack to a gigabyte and a half."""
        blank, checksum = b" " * 1024 * 1024, zlib.adler32(b"")
        for _number in range(1500):
            checksum = zlib.adler32(blank, checksum)
        packer = zlib.compressobj(9)
        first, again = (
            packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
            for _number in range(2)
        )
        # A block after a full flush stands for itself: packed once, it is repeated.
        stream = first + again * 1499 + b"\x03\x00" + checksum.to_bytes(4, "big")
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<>>>>",
            b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
            % (len(stream), stream),
        ]
        data, places = b"%PDF-1.4\n", []
        for number, item in enumerate(objects, 1):
            places.append(len(data))
            data += b"%d 0 obj%s\nendobj\n" % (number, item)
        table = b"".join(b"%010d 00000 n \n" % place for place in places)
        return data + (
            b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\n"
            b"startxref\n%d\n%%%%EOF" % (table, len(data))
        )

    def test_hostile_files(self):
        files = {
            "not_pdf": b"MZ\x90\x00 program",
            "broken": b"%PDF-1.7\n\xff\xfe nothing follows",
            "encrypted": self._encrypted(),
            "too_long": self._many_pages(),
            "no_text": pdf(""),
        }
        for status, data in files.items():
            with self.subTest(status):
                self.assertEqual(self._compare(data)["status"], status)
                answer = self._post(data, "compare")
                self.assertEqual(answer.status_code, 200)
                self.assertIn("<h2>", answer.text)

    def test_bomb(self):
        self.assertEqual(self._compare(self._bomb())["status"], "too_heavy")

    def test_too_big(self):
        with patch(
            "odoo.addons.seutuyp_network.models.seutuyp_document_compare.MAX_BYTES", 9
        ):
            self.assertEqual(self._compare(b"x" * 10), {"status": "too_big"})
        self.assertEqual(self._compare(b""), {"status": "empty"})
