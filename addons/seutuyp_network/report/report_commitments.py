# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportCommitments(models.AbstractModel):
    """How an agreement's commitments were kept in a year, on paper."""

    _name = "report.seutuyp_network.report_commitments"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Commitments of a year"
    _document_model = "seutuyp.commitment.wizard"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data=data)
        values["rows"] = {wizard.id: wizard._rows() for wizard in values["docs"]}
        values["sentence"] = self._sentence
        return values

    def _sentence(self, rows):
        """Return in a sentence how many were kept."""
        states = rows.mapped("state")
        return self.env._(
            "%(kept)s of %(all)s commitments kept, %(partly)s partly, %(not_kept)s "
            "not; %(open)s not told yet.",
            kept=states.count("kept"),
            all=len(states) - states.count("not_due"),
            partly=states.count("partly"),
            not_kept=states.count("not_kept"),
            open=states.count(False),
        )
