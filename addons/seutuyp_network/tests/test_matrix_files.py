# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import datetime

from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..tools.pdf_words import pages_of
from .pdf_reading import TaggedPdf
from .test_service import ServiceCommon

XLSX = "seutuyp_network.action_report_service_matrix_xlsx"


@tagged("post_install", "-at_install")
class TestMatrixFiles(ServiceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.adviser = cls._create_person(
            name="=HYPERLINK(1)", parent_id=cls.organisation_a.id, phone="040 123"
        )
        cls._create_offer(is_lead=True, responsible_id=cls.adviser.id)
        cls.required = cls._create_service("missing", required=True)

    def _workbook(self, user, regions):
        report = self.env["ir.actions.report"].with_user(user)
        content, kind = report._render(XLSX, regions.ids, {})
        self.assertEqual(kind, "xlsx")
        return load_workbook(io.BytesIO(content))

    def test_excel_holds_matrix_people_and_coverage(self):
        book = self._workbook(self.partner_user, self.region_a)
        self.assertEqual(
            book.sheetnames, ["Region A", "Responsible people", "By segment"]
        )
        matrix = [[cell for cell in row if cell] for row in book["Region A"].values]
        self.assertIn(["Advice", "Covered", "★"], matrix)
        self.assertIn(["Missing", "Gap"], matrix)
        (_head, row) = book["Responsible people"].values
        self.assertEqual(row[1], "Advice")
        self.assertEqual(row[5], "=HYPERLINK(1)")
        self.assertIsInstance(row[8], datetime)
        self.assertEqual(book["Responsible people"]["F2"].data_type, "s")
        self.assertEqual(book["Responsible people"].freeze_panes, "A2")

    def test_several_regions_in_one_file(self):
        book = self._workbook(self.area_contact, self.region_a | self.region_b)
        self.assertEqual(len(book.sheetnames), 4)
        regions = {row[0] for row in book["By segment"].values}
        self.assertEqual(regions, {"Region", "Region A", "Region B"})

    def test_printed_matrix_names_whom_to_ask(self):
        report = self.env["ir.actions.report"].with_user(self.partner_user)
        data = report.with_context(force_report_rendering=True)._render_qweb_pdf(
            "seutuyp_network.report_service_matrix", self.region_a.ids
        )[0]
        text = " ".join(" ".join(pages_of(data)).split())
        for words in ("Service matrix: Region A", "Responsible people", "040 123"):
            self.assertIn(words, text)
        self.assertIn("TH", {tag.kind.strip("/") for tag in TaggedPdf(data).tags})

    def test_portal_users_get_no_file(self):
        with self.assertRaises(AccessError):
            self.region_a.with_user(self.portal_user)._matrix_people()
