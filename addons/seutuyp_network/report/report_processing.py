# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

COLUMNS = (
    "purpose",
    "legal_basis",
    "people",
    "data",
    "source",
    "recipients",
    "transfers",
    "retention",
    "times",
    "enforced_by",
    "security",
)


class ReportProcessing(models.AbstractModel):
    """The record of processing on paper, one page an activity."""

    _name = "report.seutuyp_network.report_processing"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Record of processing"
    _document_model = "seutuyp.processing.activity"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data=data)
        model_fields = self.env[self._document_model]._fields
        values["columns"] = [
            (name, model_fields[name]._description_string(self.env)) for name in COLUMNS
        ]
        values["provider"] = self.env["seutuyp.public.text"]._provider()
        return values
