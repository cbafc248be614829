# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportComparison(models.AbstractModel):
    """Two versions of an agreement compared, on paper."""

    _name = "report.seutuyp_network.report_comparison"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Comparison of two versions"
    _document_model = "seutuyp.compare.wizard"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data=data)
        values["comparison"] = {
            wizard.id: self._comparison(wizard) for wizard in values["docs"]
        }
        return values

    def _comparison(self, wizard):
        """Return what is printed of one comparison."""
        old, new = wizard._texts()
        agreement = wizard.agreement_id
        rows = agreement._difference(old, new, on_paper=True)
        return {
            "old": old,
            "new": new,
            "rows": rows,
            "changed": [row for row in rows if row["status"] != "same"],
            "same": [row for row in rows if row["status"] == "same"],
            "summary": agreement._difference_summary(old, new, rows),
        }
