# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportSituation(models.AbstractModel):
    """The situation by area, on paper."""

    _name = "report.seutuyp_network.report_situation"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Situation by area"
    _document_model = "seutuyp.situation.wizard"


class ReportSituationXlsx(models.AbstractModel):
    """The situation by area as an Excel file, one row a region's area."""

    _name = "report.seutuyp_network.report_situation_xlsx"
    _inherit = ["report.report_xlsx.abstract"]
    _description = "Situation by area in Excel"

    @api.model
    def generate_xlsx_report(self, workbook, data, objs):
        objs.check_access("read")
        head = workbook.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1})
        bold = workbook.add_format({"bold": True})
        for wizard in objs:
            sheet = workbook.add_worksheet(self.env._("Situation")[:31])
            rows = wizard._rows()
            sheet.write_string(0, 0, wizard._title(), bold)
            sheet.write_string(1, 0, wizard._sentence(rows))
            heads = [*wizard._heads(), self.env._("Names")]
            for column, text in enumerate(heads):
                sheet.write_string(3, column, text, head)
            for number, row in enumerate(rows, 4):
                sheet.write_string(number, 0, row["area"])
                sheet.write_number(number, 1, row["regions"])
                sheet.write_number(number, 2, row["agreements"])
                sheet.write_number(number, 3, row["licences"])
                sheet.write_string(number, 4, ", ".join(row["names"]))
            sheet.autofilter(3, 0, max(3 + len(rows), 4), len(heads) - 1)
            sheet.freeze_panes(4, 1)
            sheet.set_column(0, 0, 42)
            sheet.set_column(1, 3, 20)
            sheet.set_column(4, 4, 90)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
