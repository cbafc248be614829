# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page
from odoo.addons.seutuyp_planning.controllers import link

from ..models.seutuyp_process_acknowledgement import PATH


class ProcessAcknowledgement(http.Controller):
    """One click from the owner's message: we work by this. Opening says nothing."""

    @link.personal_route(f"{PATH}/<int:row_id>")
    def acknowledge(self, row_id, token=None, **_form):
        """Show the approved version and a button; a posted form acknowledges.

        :param int row_id: from the address, not to be trusted
        :param str token: the personal link of the person who is asked
        """
        path = f"{PATH}/{row_id}"
        row, found, problem = link.find(
            "seutuyp.process.acknowledgement", row_id, "acknowledge", token
        )
        if problem:
            return link.problem_page(path, problem)
        if request.httprequest.method != "POST":
            return self._page(row, token)
        try:
            with request.env.cr.savepoint():
                row._acknowledge(found.partner_id)
        except UserError as error:
            return self._page(row, token, str(error))
        url = page.address(path, request.env.lang, token=token)
        return request.redirect(url, code=303)

    def _page(self, row, token, error=None):
        path = f"{PATH}/{row.id}"
        version = row.process_id.version_ids.filtered(
            lambda version: version.number == row.version
        )
        values = {
            "title": request.env._("“%s” in use", row.process_id.name),
            "action": page.address(path, request.env.lang),
            "token": token,
            "part": "acknowledge",
            "errors": {"": error} if error else {},
            "row": row,
            "current": row.version == row.process_id.version
            and row.process_id.state in ("approved", "in_use"),
            "description": version._describe(),
        }
        return page.render(
            "seutuyp_process.acknowledge_page",
            values,
            path,
            {"token": token},
            status=422 if error else 200,
            headers=page.PERSONAL_HEADERS,
        )
