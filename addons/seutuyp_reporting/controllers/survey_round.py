# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page
from odoo.addons.seutuyp_planning.controllers import link

from ..models.seutuyp_survey_asking import TEXT_MAX
from . import survey_once

PATH = "/seutuyp/survey/"


class SurveyRound(http.Controller):
    """The questions of a network or customer survey on one page, without a login."""

    @link.personal_route(f"{PATH}<string:token>")
    def survey(self, token, **form):
        """Show the questions; a posted form answers them. Opening changes nothing.

        :param str token: a personal link, or the code of an open one
        :param form: ``q<question id>``, ``segment``, ``once``
        """
        door = request.env["seutuyp.survey.round"]._door(token)
        return self._ask(*door, f"{PATH}{token}", form)

    @http.route(
        f"{PATH}mine/<int:survey_id>",
        type="http",
        auth="user",
        methods=["GET", "POST"],
        readonly=page.only_reads,
        website=True,
        sitemap=False,
    )
    def own(self, survey_id, **form):
        """The same for whoever is asked and has logged in: the home screen leads here.

        :param int survey_id: from the address, not to be trusted
        :param form: as above
        """
        door = request.env["seutuyp.survey.round"]._own_door(survey_id)
        return self._ask(*door, f"{PATH}mine/{survey_id}", form)

    def _ask(self, found, person, problem, path, form):
        if problem:
            return self._problem(problem)
        if request.httprequest.method != "POST":
            return self._page(found, path)
        answers = self._answers(found, form)
        if not answers:
            error = request.env._("Answer at least one question.")
            return self._page(found, path, form, error)
        if not person and (given := survey_once.given(form.get("once"))):
            return self._thanks() if given == "once" else self._problem("many")
        segment = survey_once.segment(form.get("segment"))
        segment = segment if found._asks_segment() else None
        if not found._receive(answers, segment, person):
            return self._problem("answered")
        if not person:
            survey_once.note(form.get("once"))
        return self._thanks()

    def _answers(self, found, form):
        """Return {question id: answer} of what the form says and the questions take."""
        answers = {}
        for question in found._questions():
            text = form.get(f"q{question.id}")
            text = text.replace("\0", "").strip() if isinstance(text, str) else ""
            if question.question_type == "scale":
                scale = range(question.scale_min, question.scale_max + 1)
                text = text if text in map(str, scale) else ""
            if text:
                answers[question.id] = text[:TEXT_MAX]
        return answers

    def _page(self, found, path, form=None, error=None):
        values = {
            "title": found.with_context(lang=request.env.lang).survey_id.title,
            "action": page.address(path, request.env.lang),
            "survey": found,
            "place": found._scope_name(),
            "questions": found._questions(),
            "segments": survey_once.segments() if found._asks_segment() else [],
            "text_max": TEXT_MAX,
            "once": survey_once.fresh(),
            "form": form or {},
            "errors": {"questions": error} if error else {},
            "part": "survey",
        }
        return page.render(
            "seutuyp_reporting.survey_round_page",
            values,
            path,
            status=422 if error else 200,
            headers=page.PERSONAL_HEADERS,
        )

    def _thanks(self):
        return link.message_page(
            f"{PATH}x",
            request.env._("Thank you for your answers"),
            request.env._("They were kept without your name. You may close this page."),
            done=True,
        )

    def _problem(self, problem):
        env = request.env
        if problem == "many":
            return link.message_page(
                f"{PATH}x",
                env._("Enough for today"),
                env._("Many answers have come from here today. Please try tomorrow."),
                status=429,
            )
        words = {
            "closed": (
                env._("The survey has closed"),
                env._("Answers are no longer taken. Thank you for wanting to answer."),
            ),
            "answered": (
                env._("You have answered"),
                env._("Thank you. Everybody answers once."),
            ),
        }
        return link.problem_page(f"{PATH}x", problem, words)
