# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..models.seutuyp_accessibility_feedback import MOST_A_DAY, TEXT_MAX
from .common import SeutuypCommon

PATH = "/seutuyp/accessibility"
PIXEL = (
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA"
    b"AABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestLawPages(HttpCase, SeutuypCommon):
    """The accessibility statement with its form, and the privacy notice."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self.rows = self.env["seutuyp.accessibility.feedback"]
        self.rows.search([]).sudo()._guarded().unlink()
        self.env["seutuyp.workflow.log"].flush_model()

    def _post(self, lang="en", **values):
        data = {
            "csrf_token": Request.csrf_token(self),
            "topic": "barrier",
            "page": "Wheel",
            "text": "It is silent",
            "email": "Reader@Example.fi",
            "website": "",
            **values,
        }
        path = PATH if lang == "en" else f"/{lang}{PATH}"
        return self.url_open(path, data=data, allow_redirects=False)

    def test_pages_are_open_in_every_language(self):
        for lang, html_lang in (("en", "en"), ("fi", "fi"), ("sv", "sv")):
            for path in (PATH, "/seutuyp/privacy"):
                answer = self.url_open(f"/{lang}{path}")
                with self.subTest(lang=lang, path=path):
                    self.assertEqual(answer.status_code, 200)
                    self.assertIn(f'lang="{html_lang}', answer.text)
                    self.assertIn(self.env.company.name, answer.text)

    def test_what_the_law_asks_for_is_there(self):
        text = self.url_open(PATH).text
        for words in ("306/2019", "WCAG 2.1", "14 days", "Traficom", "axe-core"):
            self.assertIn(words, text)
        text = self.url_open("/seutuyp/privacy").text
        for words in ("controller", "art. 6(1)(e)", "Ombudsman", "archive law"):
            self.assertIn(words, text)

    def test_supervising_authorities_are_links(self):
        text = self.url_open(PATH).text
        self.assertIn('href="https://www.saavutettavuusvaatimukset.fi"', text)
        text = self.url_open("/seutuyp/privacy").text
        self.assertIn('href="https://tietosuoja.fi"', text)

    def test_what_is_not_there_leads_on(self):
        """Core's page leads to a contact form that only the website addon has."""
        self.env.company.email = "help@example.fi"
        for lang in ("en", "fi", "sv"):
            with self.subTest(lang=lang):
                answer = self.url_open(f"/{lang}/seutuyp/nothing-here")
                self.assertEqual(answer.status_code, 404)
                self.assertIn(f'lang="{lang}', answer.text)
                self.assertNotIn("/contactus", answer.text)
                for words in ("/seutuyp/help", "help@example.fi", "o_seutuyp_law"):
                    self.assertIn(words, answer.text)

    def test_nobody_is_shown_a_placeholder_for_a_logo(self):
        self.assertTrue(self.env.company.uses_default_logo)
        text = self.url_open("/en/web/login").text
        self.assertNotIn("company_logo", text)
        self.assertIn("Regional business services", text)
        self.env.company.logo = PIXEL
        self.assertIn("company_logo", self.url_open("/en/web/login").text)

    def test_every_field_of_the_form_has_its_label(self):
        text = self.url_open(PATH).text
        for name in ("topic", "page", "text", "email"):
            self.assertIn(f'for="feedback_{name}"', text)
            self.assertRegex(text, f'<(input|select|textarea)[^>]* name="{name}"')

    def test_each_language_has_its_own_text(self):
        row = self.env.ref("seutuyp_network.public_text_privacy_cookies")
        row.with_context(lang="fi_FI").body = "<p>Keksejä</p>"
        self.assertIn("Keksejä", self.url_open("/fi/seutuyp/privacy").text)
        self.assertNotIn("Keksejä", self.url_open("/en/seutuyp/privacy").text)

    def test_feedback_is_kept_in_the_language_of_the_page(self):
        answer = self._post("fi")
        self.assertEqual(answer.status_code, 303)
        self.assertIn("sent=1#feedback", answer.headers["Location"])
        row = self.rows.search([])
        self.assertEqual(row.lang, "fi_FI")
        self.assertEqual(row.email, "reader@example.fi")
        self.assertEqual(row.text, "It is silent")
        self.assertEqual((row.deadline - row.received_on).days, 14)
        page = self.url_open(answer.headers["Location"])
        self.assertIn("o_seutuyp_done", page.text)

    def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(self):
        answer = self._post(website="https://spam.example")
        self.assertEqual(answer.status_code, 303)
        self.assertFalse(self.rows.search([]))

    @mute_logger("odoo.http")
    def test_without_the_key_of_the_form(self):
        self.assertEqual(self._post(csrf_token="wrong").status_code, 400)
        self.assertFalse(self.rows.search([]))

    def test_what_is_refused_says_why_and_keeps_what_was_typed(self):
        for values, words in (
            ({"text": " "}, "Write what is wrong"),
            ({"text": "x" * (TEXT_MAX + 1)}, "too long"),
            ({"email": "nobody"}, "not an email address"),
            ({"email": "a" * 300 + "@example.fi"}, "not an email address"),
        ):
            answer = self._post(**values)
            with self.subTest(values=str(values)[:30]):
                self.assertEqual(answer.status_code, 422)
                self.assertIn(words, answer.text)
                self.assertIn("Wheel", answer.text)
        self.assertFalse(self.rows.search([]))

    def test_hostile_input(self):
        answer = self._post(
            topic="none", page="<script>x</script>" * 50, text="a\0<b>b</b>"
        )
        self.assertEqual(answer.status_code, 303)
        row = self.rows.search([])
        self.assertEqual(row.topic, "other")
        self.assertEqual(len(row.page), 300)
        self.assertEqual(row.text, "a<b>b</b>")
        shown = self._post(text="", page="<script>x</script>")
        self.assertNotIn("<script>x</script>", shown.text)

    @mute_logger("odoo.http")
    def test_a_huge_form_is_refused_unread(self):
        answer = self._post(text="x" * 100_000)
        self.assertEqual(answer.status_code, 413)
        self.assertFalse(self.rows.search([]))

    def test_a_flood_ends(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        self.rows._create_guarded(
            [
                {
                    "topic": "other",
                    "received_on": today,
                    "deadline": today,
                    "erase_on": today,
                }
                for _number in range(MOST_A_DAY)
            ]
        )
        answer = self._post()
        self.assertEqual(answer.status_code, 422)
        self.assertIn("tomorrow", answer.text)
        self.assertEqual(len(self.rows.search([])), MOST_A_DAY)

    def test_the_form_is_in_no_cache(self):
        self.assertEqual(self.url_open(PATH).headers["Cache-Control"], "no-store")

    def test_links_stand_at_the_foot_of_every_page(self):
        self.authenticate("seutuyp_portal", "seutuyp_portal")
        for path in ("/seutuyp/help", "/my", "/my/agreements", "/web/login", PATH):
            text = self.url_open(path).text
            with self.subTest(path=path):
                self.assertIn('href="/seutuyp/accessibility"', text)
                self.assertIn('href="/seutuyp/privacy"', text)
