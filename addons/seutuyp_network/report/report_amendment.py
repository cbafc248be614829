# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportAmendment(models.AbstractModel):
    """An amendment with its signatures and the evidence of each."""

    _name = "report.seutuyp_network.report_amendment"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Amendment as a document"
    _document_model = "seutuyp.agreement.amendment"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data=data)
        amendments = values["docs"]
        base = self._public_url()
        values.update(
            text={item.id: item._text_to_read() for item in amendments},
            mark={item.id: self._mark(item) for item in amendments},
            signatures={
                item.id: item.sudo().with_context(bin_size=False).signature_ids
                for item in amendments
            },
            check_url={
                item.id: f"{base}/seutuyp/document/{item.content_hash}"
                for item in amendments
            },
        )
        return values

    @api.model
    def _mark(self, amendment):
        """Return the word at the head of each page while it is not signed by all."""
        return {
            "complete": "",
            "collecting": self.env._("Being signed"),
            "cancelled": self.env._("Cancelled"),
            "declined": self.env._("Declined"),
        }.get(amendment.state, self.env._("Draft"))
