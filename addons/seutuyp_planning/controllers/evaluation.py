# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page

from . import link

# Carries the personal link from our page to the questions, and nowhere else.
COOKIE = "seutuyp_evaluation"


class Evaluation(http.Controller):
    """Members open the questions from their mail. Opening the page changes nothing."""

    @link.personal_route("/seutuyp/evaluate/<string:token>")
    def evaluate(self, token, **_form):
        """Tell what is asked and how nobody learns who said what; a form lets in.

        :param str token: the personal link, for one person and one round
        """
        path = f"/seutuyp/evaluate/{token}"
        door = request.env["seutuyp.evaluation"]._door(token)
        if door.problem in ("answered", "closed"):
            return self._over(door)
        if door.problem:
            return link.problem_page("/seutuyp/evaluate/x", door.problem)
        if request.httprequest.method != "POST":
            return self._page(path, door)
        door.evaluation._let_in(door.answer)
        survey = door.evaluation.survey_id
        address = f"/survey/{survey.access_token}/{door.answer.access_token}"
        response = request.redirect(page.address(address, request.env.lang), code=303)
        response.set_cookie(
            COOKIE,
            token,
            httponly=True,
            samesite="Lax",
            secure=request.httprequest.scheme == "https",
        )
        return response

    def _page(self, path, door):
        values = {
            "title": request.env._("How does the group work?"),
            "action": page.address(path, request.env.lang),
            "evaluation": door.evaluation,
            "begun": door.answer.state == "in_progress",
        }
        return page.render(
            "seutuyp_planning.evaluate_page",
            values,
            path,
            headers=page.PERSONAL_HEADERS,
        )

    def _over(self, door):
        env = request.env
        if door.problem == "answered":
            title = env._("You have answered")
            text = env._(
                "Thank you. The results are shown to the group when the round has "
                "closed."
            )
        else:
            title = env._("The round has closed")
            text = env._("Answers are no longer taken.")
        return link.message_page(
            "/seutuyp/evaluate/x", title, text, done=door.problem == "answered"
        )
