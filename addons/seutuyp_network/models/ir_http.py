# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from werkzeug.exceptions import RequestEntityTooLarge

from odoo import models
from odoo.http import request

from ..controllers import page


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _handle_error(cls, exception):
        # Core reads the form again to draw its error page, which fails again: the
        # visitor would see the server's bare English line.
        too_large = isinstance(exception, RequestEntityTooLarge)
        if too_large and request.httprequest.path.startswith("/my/agreements/"):
            return cls._answer_too_large()
        return super()._handle_error(exception)

    @classmethod
    def _get_error_html(cls, env, code, values):
        # Core's page for what is not there leads to a contact form of the website
        # addon, which sites without it do not have.
        if code == 404 and "website" not in env:
            return code, cls._not_found_html(env, values)
        return super()._get_error_html(env, code, values)

    @classmethod
    def _not_found_html(cls, env, values):
        values = {
            **values,
            "title": env._("This page does not exist"),
            "languages": [],
            "provider": env["seutuyp.public.text"]._provider(),
        }
        return env["ir.ui.view"]._render_template(
            "seutuyp_network.page_not_found", values
        )

    @classmethod
    def _answer_too_large(cls):
        """Return the page for a form that is larger than any picture we take."""
        request.params = {}
        response = page.render(
            "seutuyp_network.portal_too_large",
            {"title": request.env._("The file is too big"), "languages": []},
            "/my/agreements",
            status=413,
            headers=page.PERSONAL_HEADERS,
        )
        response.flatten()
        cls._post_dispatch(response)
        return response
