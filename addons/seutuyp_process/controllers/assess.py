# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page
from odoo.addons.seutuyp_planning.controllers import link

from ..models.seutuyp_process_assessment import QUESTIONS

PATH = "/seutuyp/assess/"


class ProcessAssessment(http.Controller):
    """How does the process suit your work? Opening the page tells nothing."""

    @link.personal_route(f"{PATH}<string:token>")
    def assess(self, token, told=None, **form):
        """Show the questions about one process; a posted form keeps the answers.

        :param str token: the personal link, for one organisation and one review
        :param str told: ``1`` after answering
        :param form: the questions' scores, and ``words``
        """
        row, found, problem = request.env["seutuyp.token"]._find_by_text(
            "seutuyp.process.assessment", "assess", token
        )
        if problem:
            return link.problem_page(f"{PATH}x", problem)
        path = f"{PATH}{token}"
        if request.httprequest.method != "POST":
            return self._page(row, path, told=told)
        try:
            with request.env.cr.savepoint():
                row._answer(found.partner_id, form)
        except UserError as error:
            return self._page(row, path, error=str(error), form=form)
        url = page.address(path, request.env.lang, told="1")
        return request.redirect(url, 303)

    def _page(self, row, path, *, told=None, error=None, form=None):
        ended = row._ended()
        given = form or {name: row[name] for name in (*QUESTIONS, "words")}
        fields = row._fields
        values = {
            "title": request.env._("How does the process suit your work?"),
            "action": page.address(path, request.env.lang),
            "errors": {QUESTIONS[0]: error} if error and not ended else {},
            "part": "assess",
            "row": row,
            "questions": [
                (name, fields[name]._description_string(request.env))
                for name in QUESTIONS
            ],
            "scores": fields[QUESTIONS[0]]._description_selection(request.env),
            "given": given,
            "told": told and not ended,
            "ended": ended,
        }
        return page.render(
            "seutuyp_process.assess_page",
            values,
            path,
            status=422 if error else 200,
            headers=page.PERSONAL_HEADERS,
        )
