# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

MARKS = {True: "★", False: "●"}


class ReportServiceMatrix(models.AbstractModel):
    """A region's service matrix on paper, as on the screen."""

    _name = "report.seutuyp_network.report_service_matrix"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Service matrix"
    _document_model = "seutuyp.region"

    @api.model
    def _get_report_values(self, docids, data=None):
        segment = self._segment()
        return {
            **super()._get_report_values(docids, data=data),
            "matrix": lambda region: region.service_matrix(segment.id),
            "people": lambda region: region._matrix_people(segment.id),
            "title": self._title,
            "segment": segment,
        }

    def _segment(self):
        number = self.env.context.get("seutuyp_segment_id")
        return self.env["seutuyp.region"]._help_segment(number)

    def _title(self, region):
        return self.env._("Service matrix: %(region)s", region=region.name)


class ReportServiceGuide(models.AbstractModel):
    """The service guide of a region, for one segment or for all: what the page says."""

    _name = "report.seutuyp_network.report_service_guide"
    _inherit = ["report.seutuyp_network.report_service_matrix"]
    _description = "Service guide"

    @api.model
    def _get_report_values(self, docids, data=None):
        segment = self._segment()
        return {
            **super()._get_report_values(docids, data=data),
            "guide": lambda region: region._help_values(segment),
            "title": self._guide_title,
        }

    def _guide_title(self, region):
        return self.env._("Service guide: %(region)s", region=region.name)


class ReportServiceMatrixXlsx(models.AbstractModel):
    """A region's service matrix as an Excel file, with the coverage by segment."""

    _name = "report.seutuyp_network.report_service_matrix_xlsx"
    _inherit = ["report.report_xlsx.abstract"]
    _description = "Service matrix in Excel"

    def generate_xlsx_report(self, workbook, data, objs):
        objs.check_access("read")
        style = self._styles(workbook)
        segment = self.env["report.seutuyp_network.report_service_matrix"]._segment()
        for region in objs:
            self._matrix_sheet(workbook, style, region.service_matrix(segment.id))
        self._people_sheet(workbook, style, objs, segment)
        self._coverage_sheet(workbook, style, objs, segment)

    @api.model
    def _styles(self, workbook):
        return {
            "title": workbook.add_format({"bold": True, "font_size": 14}),
            "head": workbook.add_format(
                {
                    "bold": True,
                    "bg_color": "#E8EEF7",
                    "border": 1,
                    "text_wrap": True,
                    "valign": "top",
                }
            ),
            "group": workbook.add_format({"bold": True, "bg_color": "#F3F5F8"}),
            "text": workbook.add_format({"text_wrap": True, "valign": "top"}),
            "mark": workbook.add_format({"align": "center"}),
            "day": workbook.add_format({"num_format": "d.m.yyyy", "align": "left"}),
        }

    def _matrix_sheet(self, workbook, style, matrix):
        sheet = workbook.add_worksheet(self._sheet_name(matrix["region"]["name"]))
        organisations = matrix["organisations"]
        sheet.write_string(0, 0, matrix["region"]["name"], style["title"])
        sheet.write_string(1, 0, matrix["summary"])
        sheet.write_string(
            2, 0, self.env._("★ lead provider, ● offers the service"), None
        )
        heads = [self.env._("Service"), self.env._("Coverage")]
        heads += [item["name"] for item in organisations]
        for column, head in enumerate(heads):
            sheet.write_string(4, column, head, style["head"])
        row = 5
        for category in matrix["categories"]:
            sheet.write_string(row, 0, category["name"], style["group"])
            row += 1
            for service in category["services"]:
                sheet.write_string(row, 0, service["name"], style["text"])
                sheet.write_string(row, 1, service["status_label"])
                for column, organisation in enumerate(organisations, 2):
                    cell = service["cells"].get(organisation["id"])
                    if cell:
                        sheet.write_string(
                            row, column, MARKS[cell["is_lead"]], style["mark"]
                        )
                row += 1
        sheet.freeze_panes(5, 1)
        sheet.set_column(0, 0, 46)
        sheet.set_column(1, len(heads) - 1, 18)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(4)

    @api.model
    def _sheet_name(self, name):
        return "".join("-" if char in "[]:*?/\\" else char for char in name)[:31]

    def _people_sheet(self, workbook, style, regions, segment):
        """Who answers for what: one row an offer."""
        sheet = workbook.add_worksheet(self.env._("Responsible people")[:31])
        heads = [
            (self.env._("Region"), 22),
            (self.env._("Service"), 44),
            (self.env._("Organisation"), 36),
            (self.env._("Lead provider"), 16),
            (self.env._("For"), 30),
            (self.env._("Responsible"), 26),
            (self.env._("Phone"), 18),
            (self.env._("Email"), 34),
            (self.env._("Confirmed"), 14),
        ]
        for column, (head, width) in enumerate(heads):
            sheet.write_string(0, column, head, style["head"])
            sheet.set_column(column, column, width)
        row = 0
        for region in regions:
            for person in region._matrix_people(segment.id):
                row += 1
                values = (
                    region.name,
                    person["service"],
                    person["organisation"],
                    MARKS[True] if person["is_lead"] else "",
                    person["segments"],
                    person["responsible"],
                    person["phone"],
                    person["email"],
                )
                for column, value in enumerate(values):
                    sheet.write_string(row, column, value)
                if person["confirmed_on"]:
                    sheet.write_datetime(
                        row, len(values), person["confirmed_on"], style["day"]
                    )
        sheet.autofilter(0, 0, max(row, 1), len(heads) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _coverage_sheet(self, workbook, style, regions, segment):
        sheet = workbook.add_worksheet(self.env._("By segment")[:31])
        domain = [("region_id", "in", regions.ids)]
        if segment:
            domain.append(("segment_id", "=", segment.id))
        rows = self.env["seutuyp.service.coverage"].search(domain)
        heads = [
            rows._fields[name]._description_string(self.env)
            for name in (
                "region_id",
                "service_id",
                "segment_id",
                "offer_count",
                "lead_count",
                "status",
            )
        ]
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, style["head"])
        labels = self.env["seutuyp.region"]._status_labels()
        for row, line in enumerate(rows, 1):
            sheet.write_string(row, 0, line.region_id.name)
            sheet.write_string(row, 1, line.service_id.name)
            sheet.write_string(row, 2, line.segment_id.name)
            sheet.write_number(row, 3, line.offer_count)
            sheet.write_number(row, 4, line.lead_count)
            sheet.write_string(row, 5, labels[line.status])
        sheet.autofilter(0, 0, max(len(rows), 1), len(heads) - 1)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 2, 44)
        sheet.set_column(3, 5, 16)
