# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from . import page


class LicencePage(http.Controller):
    """What the QR code on a certificate leads to: open to all, whatever the status."""

    @http.route(
        "/seutuyp/licence/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        sitemap=False,
        readonly=True,
    )
    def licence(self, token, **_kw):
        """Show what is licensed to whom and whether it holds today.

        :param str token: ``access_token`` of the licence, from the address
        """
        path = f"/seutuyp/licence/{token}"
        licence = (
            request.env["seutuyp.licence"]
            .sudo()
            .search([("access_token", "=", token.replace("\0", ""))], limit=1)
        )
        if not licence:
            values = {"title": request.env._("There is no such licence")}
            return page.render(
                "seutuyp_network.licence_not_found", values, path, status=404
            )
        values = {
            **licence._public_values(),
            "title": request.env._("Brand licence %(number)s", number=licence.number),
        }
        headers = {"Cache-Control": "no-cache"}  # the status is that of now
        return page.render(
            "seutuyp_network.licence_page", values, path, headers=headers
        )
