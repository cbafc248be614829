# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from odoo.addons.survey.controllers.main import Survey

from .evaluation import COOKIE


class EvaluationSurvey(Survey):
    """Core's pages of questions open to the own link only; its other doors are shut."""

    def _evaluation_survey(self, survey_token):
        """Return the survey if it belongs to a self-evaluation, else False."""
        survey, _answer = self._fetch_from_access_token(survey_token, False)
        return survey._is_evaluation() and survey

    def _evaluation_door(self):
        secret = request.cookies.get(COOKIE)
        return request.env["seutuyp.evaluation"]._door(secret)

    def _check_validity(self, survey_sudo, answer_sudo, answer_token, **kwargs):
        if not survey_sudo._is_evaluation():
            return super()._check_validity(
                survey_sudo, answer_sudo, answer_token, **kwargs
            )
        door = self._evaluation_door()
        if not door.answer or door.answer != answer_sudo:
            return "survey_closed" if door.problem == "closed" else "token_wrong"
        return True

    @http.route()
    def survey_start(self, survey_token, **kwargs):
        if self._evaluation_survey(survey_token):
            return request.redirect("/")
        return super().survey_start(survey_token, **kwargs)

    @http.route()
    def survey_retry(self, survey_token, answer_token, **post):
        if self._evaluation_survey(survey_token):
            return request.redirect("/")
        return super().survey_retry(survey_token, answer_token, **post)

    @http.route()
    def survey_print(self, survey_token, **kwargs):
        if self._evaluation_survey(survey_token):
            return request.redirect("/")
        return super().survey_print(survey_token, **kwargs)

    @http.route()
    def survey_begin(self, survey_token, answer_token, **post):
        if self._evaluation_survey(survey_token):
            return {}, {"error": "unauthorized"}
        return super().survey_begin(survey_token, answer_token, **post)

    @http.route()
    def survey_submit(self, survey_token, answer_token, **post):
        if not self._evaluation_survey(survey_token):
            return super().survey_submit(survey_token, answer_token, **post)
        door = self._evaluation_door()
        if door.problem or door.answer.access_token != answer_token:
            return {}, {"error": "unauthorized"}
        door.evaluation._lock()
        result = super().survey_submit(survey_token, answer_token, **post)
        door.evaluation._sent(door.answer, door.person)
        return result
