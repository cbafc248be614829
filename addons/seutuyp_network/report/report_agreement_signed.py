# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError


class ReportAgreementSigned(models.AbstractModel):
    """The signed agreement: summary on one page, the text, the whole evidence."""

    _name = "report.seutuyp_network.report_agreement_signed"
    _inherit = ["report.seutuyp_network.report_agreement"]
    _description = "Signed agreement as a document"

    @api.model
    def _get_report_values(self, docids, data=None):
        values = super()._get_report_values(docids, data=data)
        agreements = values["docs"]
        self._check_signed(agreements)
        base = self._public_url()
        values.update(
            signatures={
                agreement.id: agreement.sudo()
                .with_context(bin_size=False)
                .signature_ids
                for agreement in agreements
            },
            signed_sentence={
                agreement.id: self._signed_sentence(values["parties"][agreement.id])
                for agreement in agreements
            },
            void_sentence=self._void_sentence,
            log={
                agreement.id: agreement.sudo().log_ids.sorted("id")
                for agreement in agreements
            },
            check_url={
                agreement.id: f"{base}/seutuyp/document/{agreement.content_hash}"
                for agreement in agreements
            },
        )
        return values

    def _signed_sentence(self, parties):
        return self.env._(
            "Signed by %(count)s parties, the last on %(day)s.",
            count=len(parties),
            day=self._day(max(parties.mapped("signed_on"))),
        )

    def _void_sentence(self, signature):
        return self.env._(
            "Void since %(time)s. %(reason)s",
            time=self._moment(signature.voided_on),
            reason=signature.void_reason or "",
        )

    def _check_signed(self, agreements):
        for agreement in agreements:
            if agreement.on_paper:
                raise UserError(
                    self.env._(
                        "%(name)s was signed on paper. Open its scan instead.",
                        name=agreement.display_name,
                    )
                )
            if agreement.signing_state != "complete" or not agreement.content_hash:
                raise UserError(
                    self.env._(
                        "%(name)s has not been signed by all parties yet.",
                        name=agreement.display_name,
                    )
                )
