# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from . import page


class DocumentPage(http.Controller):
    """What the address printed on a signed agreement leads to."""

    @http.route(
        "/seutuyp/document/<string:fingerprint>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
    )
    def document(self, fingerprint, **_kw):
        """Tell whether a fingerprint is that of something signed here.

        :param str fingerprint: SHA-256 of a signed text or of an issued file
        """
        path = f"/seutuyp/document/{fingerprint}"
        found = request.env["seutuyp.document"]._lookup(fingerprint)
        values = {
            "found": found,
            "fingerprint": fingerprint,
            "title": request.env._("Signed here")
            if found
            else request.env._("Nothing signed here has this fingerprint"),
        }
        return page.render(
            "seutuyp_network.document_page",
            values,
            path,
            status=200 if found else 404,
            headers={"Cache-Control": "no-cache", "X-Robots-Tag": "noindex"},
        )
