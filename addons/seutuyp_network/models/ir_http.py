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
