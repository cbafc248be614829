# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import logging
from functools import partial

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.masking import where

_logger = logging.getLogger(__name__)


class SeutuypAgreement(models.Model):
    """Copies and the signed agreement: made, kept and mailed, one job after another."""

    _inherit = "seutuyp.agreement"

    def _trigger_document_cron(self):
        self.env.ref("seutuyp_network.cron_issue_documents").sudo()._trigger()

    @api.model
    def _cron_issue_documents(self):
        """Make and mail signed copies; picks up where an earlier run stopped.

        A crash between the file and its mail repeats neither: each is one
        transaction, and what is done is marked in it.
        """
        cron = self.env["ir.cron"]
        jobs = self._document_jobs()
        cron._commit_progress(remaining=len(jobs))
        for job in jobs:
            try:
                with self.env.cr.savepoint():
                    job()
            except UserError as error:  # such as: no public address is set yet
                _logger.warning("A document was not issued: %s", where(error))
            if not cron._commit_progress(1):
                return

    @api.model
    def _document_jobs(self):
        """Return what is still to be made and mailed, as functions to call."""
        signatures, agreements, licences = self._without_documents()
        return [
            *(partial(item.party_id._mail_copy, item) for item in signatures),
            *(item._issue_signed_document for item in agreements),
            *(item._issue_certificate for item in licences),
        ]

    @api.model
    def _without_documents(self):
        """Return (signatures, agreements, licences) that still lack their file."""
        signatures = self.env["seutuyp.signature"].search(
            [
                ("amendment_id", "=", False),
                ("copy_sent_on", "=", False),
                ("voided_on", "=", False),
                ("method", "!=", "paper"),
            ]
        )
        agreements = self.search(
            [("signing_state", "=", "complete"), ("on_paper", "=", False)]
        ).filtered(lambda item: not item._has_signed_document())
        licences = self.env["seutuyp.licence"].search(
            [
                ("state", "=", "active"),
                ("on_paper", "=", False),
                ("document_ids", "=", False),
            ]
        )
        return signatures, agreements, licences

    def _has_signed_document(self):
        return bool(
            self.document_ids.filtered(
                lambda doc: (
                    doc.kind == "signed" and doc.content_hash == self.content_hash
                )
            )
        )

    def _issue_signed_document(self):
        """Keep the signed agreement as PDF and mail it to every signatory."""
        self.ensure_one()
        data = self._render_pdf("seutuyp_network.report_agreement_signed", self.lang)
        document = self.env["seutuyp.document"]._issue(
            "signed",
            data,
            f"{self.number}-{self.version}.pdf",
            agreement_id=self.id,
            content_hash=self.content_hash,
            lang=self.lang,
        )
        for party in self._text_parties():
            party._mail("seutuyp_network.mail_template_complete", documents=document)
        return document

    def _render_pdf(self, report_xmlid, lang):
        report = self.env["ir.actions.report"].sudo().with_context(lang=lang)
        return report._render_qweb_pdf(report_xmlid, self.ids)[0]


class SeutuypAgreementParty(models.Model):
    """The copy of what one signatory has signed."""

    _inherit = "seutuyp.agreement.party"

    def _mail_copy(self, signature):
        """Mail the signatory the text that he or she signed, and keep that file."""
        self.ensure_one()
        lang = signature.lang or self.agreement_id.lang
        data = self.agreement_id._render_pdf("seutuyp_network.report_agreement", lang)
        document = self.env["seutuyp.document"]._issue(
            "copy",
            data,
            f"{self.agreement_id.number}-{self.agreement_id.version}.pdf",
            agreement_id=self.agreement_id.id,
            party_id=self.id,
            content_hash=signature.content_hash,
            lang=lang,
        )
        self._mail(
            "seutuyp_network.mail_template_signed",
            to=signature.partner_id,
            address=signature.email,
            documents=document,
        )
        signature._guarded().copy_sent_on = fields.Datetime.now()
