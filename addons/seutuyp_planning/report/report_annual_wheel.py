# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportAnnualWheel(models.AbstractModel):
    """The wheel on paper, with its list."""

    _name = "report.seutuyp_planning.report_annual_wheel"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Annual wheel on paper"

    _document_model = "seutuyp.annual.calendar"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the template sees; see the mixin."""
        values = super()._get_report_values(docids, data)
        return {**values, "wheel": lambda calendar: calendar._wheel_on_paper()}
