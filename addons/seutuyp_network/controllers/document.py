# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from ..models.seutuyp_document_compare import MAX_BYTES
from . import page

PATH = "/seutuyp/document"
# A form a little larger than any file we take; a larger file gets a sentence, a larger
# form the server's own refusal.
MAX_FORM = 2 * MAX_BYTES


class DocumentPage(http.Controller):
    """What the address printed on a signed agreement leads to, and a page for files."""

    @page.public_route(f"{PATH}/<string:fingerprint>")
    def document(self, fingerprint, dropped=None, **_kw):
        """Tell whether a fingerprint is that of something signed here.

        :param str fingerprint: SHA-256 of a signed text or of an issued file
        :param str dropped: asked by the page for files: “no” is an answer there
        """
        path = f"{PATH}/{fingerprint}"
        found = request.env["seutuyp.document"]._lookup(fingerprint)
        values = {
            "found": found,
            "fingerprint": fingerprint,
            "drop_url": page.address(PATH),
            "title": self._title(found, dropped),
            "dropped": dropped and self._result_text({"status": "no_match"}),
            "newer": self._newer(found),
        }
        return page.render(
            "seutuyp_network.document_page",
            values,
            path,
            status=200 if found or dropped else 404,
            headers={"Cache-Control": "no-cache", "X-Robots-Tag": "noindex"},
        )

    def _title(self, found, dropped=None):
        if found:
            return request.env._("Signed here")
        if dropped:
            return self._result_title({"status": "no_match"})
        return request.env._("Nothing signed here has this fingerprint")

    def _newer(self, found):
        """Return the sentence about a newer version, if there is one."""
        if not found or not found["newer_version"]:
            return ""
        return request.env._(
            "A newer version has been signed since: version %(version)s.",
            version=found["newer_version"],
        )

    @page.public_route([PATH, f"{PATH}/"])
    def drop(self, **_kw):
        """Show the page on which a file is dropped."""
        return self._drop_page()

    @http.route(
        f"{PATH}/check",
        type="http",
        auth="public",
        methods=["POST"],
        website=True,
        sitemap=False,
        max_content_length=MAX_FORM,
    )
    def check(self, file=None, what=None, **_kw):
        """Check an uploaded file, where the browser could not, or compare it.

        The file is looked at and forgotten.

        :param file: the upload
        :param str what: ``compare``: also tell what differs
        """
        data = file.read(MAX_BYTES + 1) if hasattr(file, "read") else b""
        documents = request.env["seutuyp.document"]
        if what == "compare":
            result = documents._compare(data)
        else:
            result = documents._check(data)
        name = (getattr(file, "filename", "") or "")[:200]
        return self._drop_page({**result, "filename": name})

    def _drop_page(self, result=None):
        title = request.env._("Check a signed document")
        values = {
            "title": title,
            "action": page.address(f"{PATH}/check", request.env.lang),
            "lookup": page.address(PATH, request.env.lang),
            "max_bytes": MAX_BYTES,
            "result": result or {},
            "found": (result or {}).get("found"),
            "newer": self._newer((result or {}).get("found")),
        }
        values["upload_note"] = request.env._(
            "The file is sent here, checked and forgotten at once. At most %(size)s.",
            size=page.file_size(MAX_BYTES),
        )
        if result:
            values["result_title"] = self._result_title(result)
            values["result_text"] = self._result_text(result)
        return page.render(
            "seutuyp_network.document_drop",
            values,
            PATH,
            headers=page.PERSONAL_HEADERS,
        )

    def _result_title(self, result):
        """Return the sentence that says first what came of a file."""
        env = request.env
        titles = {
            "match": lambda: env._("Signed here"),
            "no_match": lambda: env._("This file was not issued here as it is"),
            "differs": lambda: env._("The file differs from the document signed here"),
            "same_words": lambda: env._(
                "The words are those of the document, the file is another"
            ),
            "other": lambda: env._("The file is another document"),
            "number": lambda: env._("The file bears no fingerprint of ours"),
            "unknown": lambda: env._("The file names no document issued here"),
            "empty": lambda: env._("Choose a file first"),
            "too_big": lambda: env._("The file is too large"),
            "not_pdf": lambda: env._("The file is not a PDF"),
            "encrypted": lambda: env._("The file is locked with a password"),
            "too_long": lambda: env._("The file is too long to compare"),
            "too_heavy": lambda: env._("The file could not be read"),
            "broken": lambda: env._("The file could not be read"),
            "no_text": lambda: env._("The file holds no text"),
        }
        return titles[result["status"]]()

    def _result_text(self, result):
        """Return what the sentence of the title means, and what to do."""
        env = request.env
        named = {key: result.get(key) for key in ("agreement", "version")}
        texts = {
            "no_match": lambda: env._(
                "Not one byte may differ: a file that was printed, scanned or saved "
                "anew is another file. Below you can compare a PDF with the original."
            ),
            "differs": lambda: env._(
                "It claims to be the agreement %(agreement)s, version %(version)s. It "
                "differs on these pages:",
                **named,
            ),
            "same_words": lambda: env._(
                "Every word is that of the agreement %(agreement)s, version "
                "%(version)s, but the file was saved anew or its pictures changed. "
                "Trust the file that came with the signature mail.",
                **named,
            ),
            "other": lambda: env._(
                "It bears the fingerprint or number of the agreement %(agreement)s, "
                "but most of its text is another.",
                **named,
            ),
            "number": lambda: env._(
                "It names the agreement %(agreement)s, but the fingerprint of the "
                "signed text is not printed on it. It cannot be compared.",
                **named,
            ),
            "unknown": lambda: env._(
                "Neither a fingerprint nor the number of an agreement that was signed "
                "here is printed on it."
            ),
            "too_big": lambda: env._(
                "At most %(size)s are taken.", size=page.file_size(MAX_BYTES)
            ),
            "not_pdf": lambda: env._(
                "Only PDF files can be compared. Any file can be checked."
            ),
            "encrypted": lambda: env._(
                "Save it without a password first. It can be checked as it is, but not "
                "compared."
            ),
            "too_long": lambda: env._(
                "Agreements are shorter than this. It can be checked, but not compared."
            ),
            "too_heavy": lambda: env._(
                "It is damaged or too complicated. It can be checked, but not compared."
            ),
            "broken": lambda: env._(
                "It is damaged or too complicated. It can be checked, but not compared."
            ),
            "no_text": lambda: env._(
                "It is probably a scan, a picture of pages. It can be checked, but not "
                "compared."
            ),
        }
        return texts.get(result["status"], str)()
