# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportAgenda(models.AbstractModel):
    """The agenda of a meeting on paper."""

    _name = "report.seutuyp_planning.report_agenda"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Agenda"
    _document_model = "calendar.event"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the template sees; see the mixin."""
        values = super()._get_report_values(docids, data)
        return {**values, "fitted": self._fitted}


class ReportMinutes(models.AbstractModel):
    """The minutes of a meeting on paper, in the reader's language."""

    _name = "report.seutuyp_planning.report_minutes"
    _inherit = ["report.seutuyp_planning.report_agenda"]
    _description = "Minutes"
