# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportOrganisationYear(models.AbstractModel):
    """An organisation's year on one page, in the reader's language."""

    _name = "report.seutuyp_reporting.report_organisation_year"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Year of an organisation on paper"
    _document_model = "seutuyp.organisation.year"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the template sees; see the mixin."""
        values = super()._get_report_values(docids, data)
        today = self.env["seutuyp.dated.mixin"]._today()
        return {
            **values,
            "page_parts": lambda row: row._parts(),
            "printed_on": self.env._("Printed on %(day)s", day=self._day(today)),
        }
