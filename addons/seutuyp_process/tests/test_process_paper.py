# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from odoo.addons.seutuyp_network.tests.pdf_reading import TaggedPdf
from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from .common import ProcessCommon

REPORT = "seutuyp_process.report_process_version"


class PaperCommon(ProcessCommon):
    """Two versions, the first with other words than the second."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        metrics = cls.env["seutuyp.process.metric"]
        metrics.create(
            {
                "process_id": cls.process.id,
                "name": "Realised",
                "kind": "percent",
                "target": 80,
                "body_ids": [(6, 0, cls.steering.ids)],
            }
        )
        cls.process.action_approve(cls._create_decision().id, "Written at last")
        cls.process.action_revise("New law")
        cls.advice.name = "Long advice"
        cls.process.action_approve(cls._create_decision().id, "Advice takes longer")
        cls.second, cls.first = cls.process.version_ids
        cls.process.action_revise("Again")
        cls.advice.name = "Advice of today"


@tagged("post_install", "-at_install")
class TestProcessPaper(QueryCounts, PaperCommon):
    """A version is printed as it was approved, whatever has changed since."""

    def _html(self, versions, user=None, lang="en_US"):
        report = self.env["ir.actions.report"].with_user(user or self.partner_user)
        html, _kind = report.with_context(lang=lang)._render_qweb_html(
            REPORT, versions.ids
        )
        return html.decode()

    def test_each_version_says_its_own(self):
        first, second = self._html(self.first), self._html(self.second)
        self.assertNotIn("Long advice", first)
        self.assertIn("Long advice", second)
        self.assertIn("Written at last", first)
        self.assertIn("Version 1, approved on", first)
        self.assertIn("Earlier version", first)
        self.assertNotIn("Earlier version", second)
        for text in (first, second):
            self.assertNotIn("Advice of today", text)

    def test_metrics_are_words(self):
        text = self._html(self.first)
        for words in ("at least 80 %", "Yearly", "Steering A"):
            self.assertIn(words, text)
        self.assertNotIn("[&#39;", text)

    def test_snapshots_without_later_parts(self):
        """What a version of long ago did not keep yet is left out."""
        snapshot = dict(self.first.snapshot, metrics=[{"name": "Visits", "target": 20}])
        self.first._guarded().snapshot = snapshot
        self.assertIn("at least 20", self._html(self.first))
        snapshot.pop("metrics")
        self.first._guarded().snapshot = snapshot
        self.assertIn("No metrics have been written yet.", self._html(self.first))

    def test_reader_s_language(self):
        """Fixed words of the drawing follow the reader, not who approved it."""
        self.env["res.lang"]._activate_lang("fi_FI")
        self.assertIn("Begins: A founder asks", self._html(self.first))
        drawn = self._html(self.first, lang="fi_FI").split("<svg")[1].split("</svg")[0]
        self.assertIn("Alkaa: A founder asks", drawn)
        self.assertNotIn("Begins", drawn)

    def test_pdf_from_the_button(self):
        action = self.first.with_user(self.outsider).action_print()
        self.assertEqual(action["report_name"], REPORT)
        report = self.env["ir.actions.report"].with_user(self.outsider)
        pdf, kind = report.with_context(force_report_rendering=True)._render_qweb_pdf(
            REPORT, self.process.version_ids.ids
        )
        self.assertEqual(kind, "pdf")
        paper = TaggedPdf(pdf)
        paper.assert_accessible(self)
        self.assertIn("Long advice", paper.text)
        self.assertIn("Written at last", paper.text)

    def test_who_may_not_read_does_not_print(self):
        with self.assertRaises(AccessError):
            self._html(self.first, self.portal_user)

    def test_cost(self):
        """Many versions cost per version what two do."""

        def paper(versions):
            self._html(versions)

        self.assertLessEqual(
            self._count(lambda: paper(self.first | self.second)),
            self._count(lambda: paper(self.first)) + 3,
        )


@tagged("post_install", "-at_install")
class TestVersionFiles(HttpCase, PaperCommon):
    """The chart of a version as a file."""

    def _get(self, number, kind):
        return self.url_open(f"/seutuyp/process/version/{number}/chart.{kind}")

    def test_files_of_a_version(self):
        self.authenticate(self.outsider.login, self.outsider.login)
        for kind in ("svg", "bpmn"):
            answer = self._get(self.second.id, kind)
            self.assertEqual(answer.status_code, 200)
            self.assertIn("attachment", answer.headers["Content-Disposition"])
            etree.fromstring(answer.content)
            self.assertIn("Long advice", answer.text)
        self.assertEqual(self._get(self.second.id, "exe").status_code, 404)
        self.assertEqual(self._get(2**40, "svg").status_code, 404)

    def test_the_drawing_is_the_approved_one(self):
        self.authenticate(self.partner_user.login, self.partner_user.login)
        answer = self._get(self.first.id, "svg")
        self.assertEqual(answer.text, self.first.chart_svg)
