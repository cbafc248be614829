# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from functools import partial

from odoo import api, fields, models


class SeutuypAgreement(models.Model):
    """Amendments are made into files and mailed like agreements."""

    _inherit = "seutuyp.agreement"

    @api.model
    def _document_jobs(self):
        signatures = self.env["seutuyp.signature"].search(
            [
                ("amendment_id", "!=", False),
                ("copy_sent_on", "=", False),
                ("voided_on", "=", False),
            ]
        )
        complete = self.env["seutuyp.agreement.amendment"].search(
            [
                ("state", "=", "complete"),
                ("document_ids", "not any", [("kind", "=", "amendment")]),
            ]
        )
        return [
            *super()._document_jobs(),
            *(partial(item.signer_id._mail_copy, item) for item in signatures),
            *(item._issue_document for item in complete),
        ]


class SeutuypAgreementAmendment(models.Model):
    _inherit = "seutuyp.agreement.amendment"

    def _render_pdf(self, lang):
        report = self.env["ir.actions.report"].sudo().with_context(lang=lang)
        return report._render_qweb_pdf("seutuyp_network.report_amendment", self.ids)[0]

    def _keep(self, kind, lang, **values):
        return self.env["seutuyp.document"]._issue(
            kind,
            self._render_pdf(lang),
            f"{self.number}.pdf",
            agreement_id=self.agreement_id.id,
            amendment_id=self.id,
            content_hash=self.content_hash,
            lang=lang,
            **values,
        )

    def _issue_document(self):
        """Keep the signed amendment as PDF and mail it to everyone who signed."""
        self.ensure_one()
        document = self._keep("amendment", self.agreement_id.lang)
        for signer in self.signer_ids:
            signer._mail(
                "seutuyp_network.mail_template_amend_complete", documents=document
            )
        return document


class SeutuypAgreementAmendmentSigner(models.Model):
    _inherit = "seutuyp.agreement.amendment.signer"

    def _mail_copy(self, signature):
        """Mail the signatory what he or she signed, and keep that file."""
        self.ensure_one()
        lang = signature.lang or self.agreement_id.lang
        document = self.amendment_id._keep("copy", lang)
        self._mail(
            "seutuyp_network.mail_template_amend_signed",
            address=signature.email,
            documents=document,
        )
        signature._guarded().copy_sent_on = fields.Datetime.now()

    def _file(self, lang):
        """Return (file as bytes, file name): the issued one where there is one."""
        amendment = self.amendment_id
        issued = amendment.document_ids.filtered(lambda item: item.kind == "amendment")[
            :1
        ]
        if issued:
            return issued._bytes(), issued.filename
        return amendment._render_pdf(lang), f"{amendment.number}.pdf"


class SeutuypDocument(models.Model):
    """A fingerprint of an amendment is known like that of an agreement."""

    _inherit = "seutuyp.document"

    @api.model
    def _lookup(self, fingerprint):
        found = super()._lookup(fingerprint)
        fingerprint = (fingerprint or "").strip().lower()
        if not found:
            return found
        document = self.sudo().search([("sha256", "=", fingerprint)], limit=1)
        amendment = document.amendment_id or self.env[
            "seutuyp.agreement.amendment"
        ].sudo().search([("content_hash", "=", fingerprint)], limit=1)
        if not amendment:
            return found
        valid = amendment.signature_ids.filtered(lambda item: not item.voided_on)
        return {
            **found,
            "agreement": f"{amendment._title()}, {found['agreement']}",
            "parties": [
                {"name": item.organisation_name, "signed_on": item.signed_on}
                for item in valid
            ],
            "complete": amendment.state == "complete",
            "on_paper": False,
        }
