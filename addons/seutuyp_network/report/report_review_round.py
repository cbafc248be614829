# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportReviewRound(models.AbstractModel):
    """One review round: findings, verdicts, statement and decision."""

    _name = "report.seutuyp_network.report_statement_of_criteria"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Statement of criteria"
    _document_model = "seutuyp.review.round"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data=data)
        values.update(title=self._title, void_sentence=self._void_sentence)
        return values

    def _title(self, review):
        return self.env._("Statement of criteria: %(round)s", round=review.display_name)

    def _void_sentence(self, review):
        return self.env._(
            "Void since %(day)s: the text has changed.", day=self._day(review.voided_on)
        )
