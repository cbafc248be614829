# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page
from odoo.addons.seutuyp_planning.controllers import link

from ..models.seutuyp_customer_feedback import WORD_MAX
from . import survey_once

PATH = "/seutuyp/feedback/"
GRADES = ("4", "3", "2", "1")


class CustomerFeedback(http.Controller):
    """One question for whoever was just helped: without a login, without a name."""

    @link.personal_route(f"{PATH}<string:code>")
    def feedback(self, code, **form):
        """Show the question; a posted form answers it. Opening changes nothing.

        :param str code: from the sheet on the wall, not to be trusted
        :param form: ``grade`` from 4 to 1, ``segment``, ``word``, ``once``
        """
        found, problem = request.env["seutuyp.customer.feedback.link"]._find_by_code(
            code
        )
        if problem:
            return self._problem(problem)
        if request.httprequest.method != "POST":
            return self._page(found, code)
        if form.get("grade") not in GRADES:
            return self._page(found, code, form, request.env._("Choose one answer."))
        return self._take(found, form)

    def _take(self, found, form):
        env = request.env
        given = survey_once.given(form.get("once"))
        if given == "many" or (
            not given
            and not found._take_feedback(
                int(form["grade"]),
                survey_once.segment(form.get("segment")),
                survey_once.line(form.get("word"), WORD_MAX),
            )
        ):
            return link.message_page(
                f"{PATH}x",
                env._("Enough for today"),
                env._("Many answers have come from here today. Please try tomorrow."),
                status=429,
            )
        survey_once.note(form.get("once"))
        return link.message_page(
            f"{PATH}x",
            env._("Thank you for your answer"),
            env._("It helps the services of the region to get better."),
            done=True,
        )

    def _page(self, found, code, form=None, error=None):
        path = f"{PATH}{code}"
        values = {
            "title": request.env._("How well did we help you?"),
            "action": page.address(path, request.env.lang),
            "organisation": found.partner_id.name,
            "grades": self._grades(),
            "segments": survey_once.segments(),
            "word_max": WORD_MAX,
            "once": survey_once.fresh(),
            "form": form or {},
            "errors": {"grade": error} if error else {},
            "part": "feedback",
        }
        return page.render(
            "seutuyp_reporting.customer_feedback_page",
            values,
            path,
            status=422 if error else 200,
            headers=page.PERSONAL_HEADERS,
        )

    def _grades(self):
        env = request.env
        words = (
            env._("Very well"),
            env._("Well"),
            env._("Not so well"),
            env._("Badly"),
        )
        return list(zip(GRADES, words, strict=True))

    def _problem(self, problem):
        env = request.env
        ended = (
            env._("The feedback link has ended"),
            env._("Answers are no longer taken here. Thank you for wanting to tell."),
        )
        wrong = (
            env._("There is no such feedback link"),
            env._("Read the code once more, or ask at the desk."),
        )
        return link.problem_page(
            f"{PATH}x",
            problem,
            {"wrong": wrong, "expired": ended, "revoked": ended},
        )
