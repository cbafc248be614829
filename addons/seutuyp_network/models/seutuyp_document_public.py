# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from odoo import api, models

_SHA256 = re.compile(r"[0-9a-f]{64}")


class SeutuypDocument(models.Model):
    """What anybody who holds a fingerprint may learn: whether it was signed, when."""

    _inherit = "seutuyp.document"

    @api.model
    def _lookup(self, fingerprint):
        """Tell what a fingerprint belongs to.

        :param str fingerprint: SHA-256 in hexadecimal, of a signed text or a file
        :return: dict of plain values without any person, or None when nothing here
            has this fingerprint
        """
        fingerprint = (fingerprint or "").strip().lower()
        if not _SHA256.fullmatch(fingerprint):
            return None
        signatures = (
            self.env["seutuyp.signature"]
            .sudo()
            .search([("content_hash", "=", fingerprint)])
        )
        document = self.sudo().search([("sha256", "=", fingerprint)], limit=1)
        agreement = signatures.agreement_id[:1] or document.agreement_id
        if not agreement:
            return None
        content_hash = document.content_hash or fingerprint
        signatures = agreement.signature_ids.filtered(
            lambda item: item.content_hash == content_hash and not item.voided_on
        )
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return {
            "agreement": agreement.name,
            "number": agreement.number,
            "version": agreement.version,
            "kind": kinds.get(document.kind),
            "issued_on": document.issued_on,
            "parties": [
                {"name": item.organisation_name, "signed_on": item.signed_on}
                for item in signatures
            ],
            "complete": agreement.signing_state == "complete"
            and agreement.content_hash == content_hash,
            "on_paper": agreement.on_paper,
            **self._what_became_of(agreement),
        }

    @api.model
    def _what_became_of(self, agreement):
        """Tell whether a newer version is signed, and whether the agreement ended."""
        newer = agreement.search(
            [
                ("number", "=", agreement.number),
                ("version", ">", agreement.version),
                ("signing_state", "=", "complete"),
            ],
            order="version desc",
            limit=1,
        )
        ended = agreement.state in ("ended", "superseded")
        return {
            "newer_version": newer.version,
            "ended": ended,
            "ended_on": ended and agreement.date_end,
        }
