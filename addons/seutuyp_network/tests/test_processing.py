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
