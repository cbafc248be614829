# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import api, models

from ..tools import canonical, pdf_words

MAX_BYTES = 10 * 1024 * 1024
# Below this the file is no copy of the document but another one.
SAME_DOCUMENT = 0.5
MAX_ORIGINALS = 4
MAX_SHOWN = 150


class SeutuypDocument(models.Model):
    """What differs between a file and the document that it claims to be.

    Anybody may ask, so the answer tells nothing that the file does not say itself: the
    pages and the file's own words. The words of the original are for the readers of
    the region. A file is compared only with what its printed fingerprint names: the
    fingerprint is on the document alone, and trying words on an agreement whose number
    one knows leads nowhere.
    """

    _inherit = "seutuyp.document"

    @api.model
    def _check(self, data):
        """Tell whether a file is one of ours, by its fingerprint alone.

        :param bytes data: the file
        :return: dict with ``status``: ``match`` (then ``found``), ``no_match``,
            ``empty`` or ``too_big``
        """
        if not data:
            return {"status": "empty"}
        if len(data) > MAX_BYTES:
            return {"status": "too_big"}
        found = self._lookup(canonical.digest(data))
        return {"status": "match" if found else "no_match", "found": found}

    @api.model
    def _compare(self, data):
        """Compare a file with the document issued here.

        :param bytes data: the file
        :return: dict with ``status``: ``match`` (then ``found``, see ``_lookup``),
            ``differs``, ``same_words``, ``other``, ``number``, ``unknown``, ``empty``,
            ``too_big`` or a code of ``PdfProblem``; for the first five of the rest
            also ``agreement``; for ``differs`` ``pages``, list of dict(page, added,
            missing)
        """
        checked = self._check(data)
        if checked["status"] != "no_match":
            return checked
        try:
            pages = pdf_words.run({"read": data})
            return self._compare_pages(pages)
        except pdf_words.PdfProblem as problem:
            return {"status": problem.args[0]}

    @api.model
    def _compare_pages(self, pages):
        originals = self._originals("content_hash", pdf_words.fingerprints(pages))
        if originals:
            return self._compare_with(pages, originals)
        numbered = self._originals("agreement_id.number", pdf_words.numbers(pages))
        mine = numbered.filtered(lambda item: item._may_read_words())
        if mine:
            return self._compare_with(pages, mine)
        if numbered:
            return {"status": "number", "agreement": numbered[0].agreement_id.number}
        return {"status": "unknown"}

    @api.model
    def _originals(self, field, values):
        """Return the issued agreements that the printed marks name, sudo."""
        documents = self.sudo().search(
            [(field, "in", values), ("kind", "in", ("signed", "copy"))],
            order="kind desc, id desc",  # the agreement signed by all comes first
        )
        chosen, seen = self.sudo().browse(), set()
        for document in documents:
            mark = (document.content_hash, document.kind, document.lang)
            if mark not in seen:
                seen.add(mark)
                chosen |= document
        return chosen[:MAX_ORIGINALS]

    def _may_read_words(self):
        """Tell whether the current user reads the region whose document this is."""
        user = self.env.user
        agreement = self.agreement_id.with_user(user).sudo(False)
        return user._is_internal() and agreement.has_access("read")

    def _compare_with(self, pages, originals):
        best, result = None, {"ratio": -1.0}
        for document in originals:
            file = document.with_context(bin_size=False).file
            data = {"pages": pages, "original": base64.b64decode(file)}
            answer = pdf_words.run(data)
            if answer["ratio"] > result["ratio"]:
                best, result = document, answer
        values = {
            "agreement": best.agreement_id.number,
            "version": best.agreement_id.version,
            "fingerprint": best.content_hash,
        }
        if result["ratio"] < SAME_DOCUMENT:
            return {"status": "other", **values}
        if not result["pages"]:
            return {"status": "same_words", **values}
        whole = best._may_read_words()
        return {
            "status": "differs",
            **values,
            "whole": whole,
            "pages": [
                {
                    "page": row["page"],
                    "added": row["added"][:MAX_SHOWN],
                    "missing": row["missing"][:MAX_SHOWN] if whole else [],
                    "more": len(row["added"]) > MAX_SHOWN
                    or (whole and len(row["missing"]) > MAX_SHOWN),
                }
                for row in result["pages"]
            ],
        }
