# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from odoo.addons.seutuyp_network.tests.pdf_reading import TaggedPdf

from ..models import seutuyp_customer_feedback_retention
from .common_survey import SurveyCommon

SHEET = "seutuyp_reporting.report_customer_feedback"
MM = 72 / 25.4


@tagged("post_install", "-at_install")
class TestCustomerFeedbackKeeping(SurveyCommon):
    """How long words are kept, and the sheet that asks for them."""

    def setUp(self):
        super().setUp()
        self.link = self._create_link().sudo()

    def _answered(self, *months):
        for month in months:
            with freeze_time(f"{month}-15"):
                self.link._take_feedback(3, None, f"Word of {month}")

    def _erase(self, today):
        """Let a night pass; return the words that are left."""
        with freeze_time(today), self.enter_registry_test_mode():
            cron = self.env.ref("seutuyp_reporting.cron_customer_feedback_erase")
            cron.method_direct_trigger()
        self.env.invalidate_all()
        return {word for word in self.link.feedback_ids.mapped("word") if word}

    def test_words_go_after_two_years(self):
        self._answered("2026-01", "2026-02")
        both = {"Word of 2026-01", "Word of 2026-02"}
        self.assertEqual(self._erase("2028-01-31"), both)
        self.assertEqual(self._erase("2028-02-01"), {"Word of 2026-02"})
        self.assertEqual(self._erase("2028-03-01"), set())
        self.assertEqual(self.link.feedback_ids.mapped("grade"), [3, 3])

    def test_the_time_is_a_setting(self):
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.seutuyp_feedback_months, 24)
        with self.assertRefused(ValidationError, "1 to 120"):
            settings.seutuyp_feedback_months = 0
        settings.seutuyp_feedback_months = 6
        settings.execute()
        self._answered("2026-01", "2026-02")
        self.assertEqual(self._erase("2026-08-01"), {"Word of 2026-02"})

    def test_what_the_parameter_may_hold(self):
        rows = self.env["seutuyp.customer.feedback"]
        params = self.env["ir.config_parameter"].sudo()
        name = seutuyp_customer_feedback_retention.PARAMETER
        for text, months in (("", 24), ("x", 24), ("0", 1), ("6", 6)):
            params.set_param(name, text)
            self.assertEqual(rows._words_months(), months)

    def test_in_batches(self):
        """Cut off after a batch, the next run goes on; nothing is erased twice."""
        self.patch(seutuyp_customer_feedback_retention, "BATCH", 2)
        self._answered(*["2020-01"] * 5)
        cron = type(self.env["ir.cron"])
        left = []

        def progress(cron, processed=0, *, remaining=None, **_kw):
            left.append(remaining if processed == 0 else processed)
            return 0 if processed else 60

        self.patch(cron, "_commit_progress", progress)
        rows = self.env["seutuyp.customer.feedback"]
        for kept in (3, 1, 0):
            rows._cron_erase_words()
            words = self.link.feedback_ids.mapped("word")
            self.assertEqual(len([word for word in words if word]), kept)
        self.assertEqual(left, [5, 2, 3, 2, 1, 1])
        self.assertEqual(len(self.link.feedback_ids), 5)

    # ---------------------------------------------------------------- the sheet
    def _print(self, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.coordinator)
        reports = reports.with_context(force_report_rendering=True)
        content, kind = reports._render_qweb_pdf(SHEET, self.link.ids)
        self.assertEqual(kind, "pdf")
        return TaggedPdf(content)

    def test_in_the_language_of_the_link(self):
        """Not in that of whoever prints it; the code opens the page in it too."""
        for lang, code in (("fi_FI", "fi"), ("sv_SE", "sv"), ("en_US", "en")):
            self.link.lang = lang
            for printer in ("sv_SE", "en_US"):
                self.coordinator.lang = printer
                pdf = self._print()
                with self.subTest(lang=lang, printer=printer):
                    pdf.assert_accessible(self)
                    self.assertIn(code, {tag.lang[:2] for tag in pdf.tags})
                    self.assertIn(f"/{code}/seutuyp/feedback/", self.link.url)
                    self.assertIn(self.link.code, pdf.text.replace(" ", ""))

    def test_sizes(self):
        for paper, width, height in (("a4", 210, 297), ("a5", 148, 210)):
            self.link.paper = paper
            pdf = self._print()
            with self.subTest(paper=paper):
                self.assertEqual(pdf.page_count, 1)
                box = pdf.reader.pages[0].mediabox
                self.assertAlmostEqual(float(box.width), width * MM, delta=1)
                self.assertAlmostEqual(float(box.height), height * MM, delta=1)

    def test_sizes_side_by_side(self):
        """Several sheets in one file keep each its own size."""
        small = self._create_link(paper="a5")
        reports = self.env["ir.actions.report"].with_user(self.coordinator)
        reports = reports.with_context(force_report_rendering=True)
        content, _kind = reports._render_qweb_pdf(SHEET, (self.link + small).ids)
        pages = TaggedPdf(content).reader.pages
        self.assertEqual(
            [round(float(page.mediabox.width) / MM) for page in pages], [210, 148]
        )
