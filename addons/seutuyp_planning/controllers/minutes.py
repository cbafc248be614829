# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page

from . import link


class Minutes(http.Controller):
    """Chair and secretary confirm minutes from their mail. Opening confirms nothing."""

    @link.personal_route("/seutuyp/minutes/<int:event_id>")
    def minutes(self, event_id, token=None, move=None, remark=None, **_form):
        """Show the minutes; a posted form confirms them or asks for a change.

        :param int event_id: from the address, not to be trusted
        :param str token: the personal link
        :param str move: ``confirm`` or ``change``
        :param str remark: what is to be changed
        """
        path = f"/seutuyp/minutes/{event_id}"
        event, found, problem = link.find("calendar.event", event_id, "minutes", token)
        if problem:
            return link.problem_page(path, problem)
        if request.httprequest.method != "POST":
            return self._page(path, event, token)
        try:
            with request.env.cr.savepoint():
                self._act(event, found.partner_id, move, remark)
        except (UserError, AccessError) as error:
            return self._page(path, event, token, str(error), status=422)
        url = page.address(path, request.env.lang, token=token)
        return request.redirect(url, code=303)

    def _act(self, event, person, move, remark):
        if move == "confirm":
            event._confirm_minutes(person, checked=True)
        elif move == "change" and (remark or "").strip():
            event._ask_minutes_change(person, remark)
        else:
            raise UserError(request.env._("Write what is to be changed."))

    def _page(self, path, event, token, error=None, status=200):
        helper = request.env["seutuyp.report.mixin"]
        values = {
            "title": event.name,
            "action": page.address(path, request.env.lang),
            "token": token,
            "errors": {"": error} if error else {},
            "part": "minutes",
            "minutes": event.minutes and helper._fitted(event.minutes, 3),
            "decisions": event.decision_ids,
            "waiting": event._waiting_officers().mapped("name"),
            "state": event.minutes_state,
            "remark": event.minutes_remark,
            "event": event,
        }
        return page.render(
            "seutuyp_planning.minutes_page",
            values,
            path,
            {"token": token},
            status=status,
            headers=page.PERSONAL_HEADERS,
        )


class Decision(http.Controller):
    """Whoever is responsible tells from the reminder how it went."""

    @link.personal_route("/seutuyp/decision/<int:decision_id>")
    def decision(self, decision_id, token=None, outcome=None, **_form):
        """Show a decision; a posted form says that it is carried out.

        :param int decision_id: from the address, not to be trusted
        :param str token: the personal link
        :param str outcome: how it went
        """
        path = f"/seutuyp/decision/{decision_id}"
        item, found, problem = link.find(
            "seutuyp.decision", decision_id, "decision", token
        )
        if not problem and found.partner_id not in item.responsible_ids:
            problem = "revoked"
        if problem:
            return link.problem_page(path, problem)
        if request.httprequest.method != "POST":
            return self._page(path, item, token)
        try:
            with request.env.cr.savepoint():
                item._done(found.partner_id, outcome)
        except UserError as error:
            return self._page(path, item, token, str(error), status=422)
        url = page.address(path, request.env.lang, token=token)
        return request.redirect(url, code=303)

    def _page(self, path, item, token, error=None, status=200):
        values = {
            "title": request.env._("How does it stand?"),
            "action": page.address(path, request.env.lang),
            "token": token,
            "errors": {"": error} if error else {},
            "part": "decision",
            "item": item,
        }
        return page.render(
            "seutuyp_planning.decision_page",
            values,
            path,
            {"token": token},
            status=status,
            headers=page.PERSONAL_HEADERS,
        )
