# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import tempfile

import xlsxwriter

from odoo import models

from ..tools.workbook import OPTIONS


class ReportWorkbookRegion(models.AbstractModel):
    """Everything of a region, or of several, in one Excel file."""

    _name = "report.seutuyp_reporting.report_workbook_region"
    _inherit = ["report.report_xlsx.abstract"]
    _description = "Workbook of a region"

    def get_workbook_options(self):
        return {**super().get_workbook_options(), **OPTIONS}

    def create_xlsx_report(self, docids, data):
        """Return (the file, its type); it is made on disk, so that memory stays flat.

        :param docids: ids of the records the report is printed for
        :param data: unused: it comes from the address and is not to be trusted
        """
        places = self._get_objs_for_report(docids, None)
        with tempfile.TemporaryFile() as target:
            workbook = xlsxwriter.Workbook(target, self.get_workbook_options())
            self.generate_xlsx_report(workbook, None, places)
            workbook.close()
            target.seek(0)
            return target.read(), "xlsx"

    def generate_xlsx_report(self, workbook, data, objs):
        self.env["seutuyp.export"]._write(workbook, objs)


class ReportWorkbookArea(models.AbstractModel):
    """Everything of an area and its regions in one Excel file."""

    _name = "report.seutuyp_reporting.report_workbook_area"
    _inherit = ["report.seutuyp_reporting.report_workbook_region"]
    _description = "Workbook of an area"


class ReportWorkbookNation(models.AbstractModel):
    """Everything of the whole country in one Excel file, asked for by a wizard."""

    _name = "report.seutuyp_reporting.report_workbook_nation"
    _inherit = ["report.seutuyp_reporting.report_workbook_region"]
    _description = "Workbook of the whole country"

    def generate_xlsx_report(self, workbook, data, objs):
        objs.check_access("read")
        nation = self.env["seutuyp.region"]
        return super().generate_xlsx_report(workbook, data, nation)
