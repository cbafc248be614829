# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestProcessing(SeutuypCommon):
    def test_every_row_says_what_article_30_asks(self):
        rows = self.env["seutuyp.processing.activity"].search([])
        self.assertGreaterEqual(len(rows), 4)
        for row in rows:
            for name in ("purpose", "people", "data", "recipients", "retention"):
                with self.subTest(row=row.name, name=name):
                    self.assertTrue(row[name])
            self.assertTrue(row.transfers and row.security and row.enforced_by)

    def test_times_are_those_of_the_rules(self):
        """What is set is what the record, its paper and the privacy notice say."""
        params = self.env["ir.config_parameter"].sudo()
        row = self.env.ref("seutuyp_network.processing_activity_agreements")
        for months in ("24", "7"):
            params.set_param("seutuyp_network.token_months", months)
            row.invalidate_recordset(["times"])
            times = row.with_user(self.partner_user).times
            with self.subTest(months=months):
                self.assertIn(f"{months} months", times)
                self.assertIn(times.split("\n")[0], self._notice())

    def _notice(self):
        texts = self.env["seutuyp.public.text"]._sections("privacy")
        return "\n".join(line for part in texts["sections"] for line in part["times"])

    def test_every_rule_belongs_to_a_row_of_the_record(self):
        activities = self.env["seutuyp.processing.activity"].search([])
        told = self.env["seutuyp.retention"]._told()
        self.assertEqual(set(told), set(activities.get_external_id().values()))
        for activity in activities:
            with self.subTest(activity=activity.name):
                self.assertTrue(activity.times)

    def test_no_shipped_text_repeats_a_time(self):
        """In no language: a setting would make it wrong."""
        activities = self.env["seutuyp.processing.activity"].search([])
        notice = self.env.ref("seutuyp_network.public_text_privacy_retention")
        for lang in ("en_US", "fi_FI", "sv_SE"):
            texts = activities.with_context(lang=lang).mapped("retention")
            for text in (*texts, notice.with_context(lang=lang).body):
                with self.subTest(lang=lang, text=text):
                    self.assertNotRegex(text, r"\d", "say it in a rule")

    def test_a_row_of_ones_own_has_no_times(self):
        texts = ("name", "purpose", "people", "data", "retention")
        row = self.env["seutuyp.processing.activity"].create(
            {**dict.fromkeys(texts, "Ours"), "legal_basis": "public"}
        )
        self.assertFalse(row.times)

    def test_staff_read_it_and_the_administrator_writes_it(self):
        row = self.env.ref("seutuyp_network.processing_activity_contacts")
        self.assertTrue(row.with_user(self.partner_user).purpose)
        with self.assertRefused(AccessError):
            row.with_user(self.coordinator).purpose = "Other"
        row.with_user(self.manager).purpose = "Other"
        with self.assertRefused(AccessError):
            row.with_user(self.portal_user).read(["purpose"])

    def test_paper(self):
        rows = self.env["seutuyp.processing.activity"].with_user(self.partner_user)
        rows = rows.search([], limit=2)
        report = self.env["ir.actions.report"].with_user(self.partner_user)
        data, kind = report.with_context(force_report_rendering=True)._render_qweb_pdf(
            "seutuyp_network.report_processing", rows.ids
        )
        self.assertEqual(kind, "pdf")
        self.assertTrue(data.startswith(b"%PDF"))
