# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page

from .minutes import _link_problem


class ActionUpdate(http.Controller):
    """One click from the reminder: how does the action go? Opening tells nothing."""

    @http.route(
        "/seutuyp/update/<string:token>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
    )
    def update(self, token, state=None, actual=None, **_form):
        """Show one action; a posted form tells how it goes.

        :param str token: the personal link, for one person and one action
        :param str state: how far, a value of ``actual_state``
        :param str actual: in words
        """
        path = f"/seutuyp/update/{token}"
        task, found, problem = request.env["seutuyp.token"]._find_update(token)
        if problem:
            return _link_problem("/seutuyp/update/x", problem)
        if request.httprequest.method != "POST":
            return self._page(path, task)
        try:
            with request.env.cr.savepoint():
                task._tell(found.partner_id, actual, state)
        except UserError as error:
            return self._page(path, task, str(error), status=422)
        return request.redirect(page.address(path, request.env.lang), code=303)

    def _page(self, path, task, error=None, status=200):
        labels = task._fields["actual_state"]._description_selection(request.env)
        values = {
            "title": request.env._("How does it go?"),
            "action": page.address(path, request.env.lang),
            "errors": {"": error} if error else {},
            "part": "update",
            "task": task,
            "states": labels,
        }
        return page.render(
            "seutuyp_planning.update_page",
            values,
            path,
            status=status,
            headers=page.PERSONAL_HEADERS,
        )
