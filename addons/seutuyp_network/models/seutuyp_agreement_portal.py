# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

RENEW_AFTER = timedelta(minutes=10)


class SeutuypAgreementParty(models.Model):
    """What a party's pages need to know about its link, its text and its signature."""

    _inherit = "seutuyp.agreement.party"

    def _waits_for_signature(self):
        """Return whether this party is being asked to sign now."""
        return (
            self.state == "pending" and self.agreement_id.signing_state == "collecting"
        )

    def _what_became_of(self, token):
        """Return why a link stopped working, so that its page can say it.

        :param token: a revoked ``seutuyp.token`` of this party
        :return: ``signed`` (its person signed with it, and may still read),
            ``declined``, ``delegated`` or ``revoked``
        """
        self.ensure_one()
        if token.purpose != "sign":
            return "revoked"
        person, signature = token.partner_id, self.signature_id
        if (
            signature.partner_id == person
            and signature.email == token.email
            and token.revoked_on >= signature.signed_on
            and token.expires_on > fields.Datetime.now()
        ):
            return "signed"
        if self.state == "declined" and self.signatory_id == person:
            return "declined"
        if self.state == "pending" and self.signatory_id != person:
            return "delegated"
        return "revoked"

    def _text_for_party(self):
        """Return the text that this party has to do with; see ``_text_to_read``.

        Whoever has signed sees what was signed, also while the text is open again.
        """
        agreement = self.agreement_id
        signed = agreement.content_ids.filtered(
            lambda content: content.content_hash == self.signed_hash
        )
        return agreement._text_to_read(self.state == "signed" and signed[:1])

    def _file_for_party(self, lang):
        """Return (file as bytes, file name) of the agreement for this party.

        The file that was issued, where there is one: signed by all, this party's own
        copy, or the scan of a paper. Otherwise the text as it stands.

        :param str lang: the reader's language
        """
        self.ensure_one()
        agreement = self.agreement_id
        document = self._issued_document()
        if document:
            data = base64.b64decode(document.with_context(bin_size=False).file)
            return data, document.filename
        data = agreement._render_pdf("seutuyp_network.report_agreement", lang)
        return data, f"{agreement.number}-{agreement.version}.pdf"

    def _issued_document(self):
        agreement = self.agreement_id
        documents = agreement.document_ids
        if agreement.on_paper:
            return documents.filtered(lambda item: item.kind == "scan")[:1]
        if agreement.signing_state == "complete":
            return documents.filtered(
                lambda item: (
                    item.kind == "signed"
                    and item.content_hash == agreement.content_hash
                )
            )[:1]
        if self.state == "signed" and not agreement.content_locked:
            return documents.filtered(
                lambda item: (
                    item.kind == "copy"
                    and item.party_id == self
                    and item.content_hash == self.signed_hash
                )
            )[:1]
        return documents.browse()

    def _annex_for_party(self, annex_id):
        """Return (file as bytes, file name) of an annex of the text that is shown.

        :param int annex_id: from the address
        :raise UserError: the text has no such annex, or its file is another by now
        """
        self.ensure_one()
        listed = [
            item for item in self._text_for_party()["annexes"] if item["id"] == annex_id
        ]
        annex = self.agreement_id.annex_ids.filtered(lambda item: item.id == annex_id)
        if not listed or not annex:
            raise UserError(self.env._("The agreement has no such annex."))
        if annex.sha256 != listed[0]["sha256"]:
            raise UserError(
                self.env._(
                    "The annex has been replaced since this text was signed. Ask the "
                    "coordinator for the earlier file."
                )
            )
        return annex._content(), listed[0]["filename"] or listed[0]["name"]

    def _renew_comment_link(self):
        """Mail a new link for commenting, asked for on an expired page.

        Answers the same whatever the state, like ``_renew_link``.
        """
        self.ensure_one()
        party = self.sudo()
        recent = (
            party.env["seutuyp.token"]
            .sudo()
            .search_count(
                [
                    ("res_model", "=", party._name),
                    ("res_id", "=", party.id),
                    ("purpose", "=", "comment"),
                    ("create_date", ">", fields.Datetime.now() - RENEW_AFTER),
                ]
            )
        )
        email = email_normalize(party.signatory_id.email or "")
        if not recent and email and not party.agreement_id.content_locked:
            party._mail_link("comment", "seutuyp_network.mail_template_comment", email)
