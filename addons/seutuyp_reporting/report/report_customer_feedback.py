# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportCustomerFeedback(models.AbstractModel):
    """A sheet for the wall or the counter, with the QR code of a feedback link."""

    _name = "report.seutuyp_reporting.report_customer_feedback"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Sheet of a feedback link"
    _document_model = "seutuyp.customer.feedback.link"

    @api.model
    def _get_report_values(self, docids, data=None):
        self._public_url()  # raises when the address would be worthless on paper
        return super()._get_report_values(docids, data=data)


class ReportSurveyRound(models.AbstractModel):
    """A sheet with the QR code of an open customer survey."""

    _name = "report.seutuyp_reporting.report_survey_round"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Sheet of a customer survey"
    _document_model = "seutuyp.survey.round"

    @api.model
    def _get_report_values(self, docids, data=None):
        self._public_url()
        return super()._get_report_values(docids, data=data)
