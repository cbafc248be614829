# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from .common import ReportingCommon

PUBLIC = "https://seutu.example.org"


class SurveyCommon(ReportingCommon):
    """A region whose network and customers are asked."""

    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].sudo().set_param("web.base.url", PUBLIC)
        self.segment = self.env["seutuyp.segment"].create(
            {"code": self._next_code("S"), "name": "Starting"}
        )

    def _create_survey(self, user=None, **kw):
        return (
            self.env["seutuyp.survey.round"]
            .with_user(user or self.coordinator)
            .create({"kind": "customer", "region_id": self.region_a.id, **kw})
        )

    def _open_survey(self, user=None, **kw):
        survey = self._create_survey(user=user, level="region", **kw)
        survey.action_open()
        return survey.sudo()

    def _grade(self, survey, *grades, segment=None):
        """Let one customer each give one grade to all questions."""
        for grade in grades:
            survey._receive(
                {
                    question.id: str(grade)
                    if question.question_type == "scale"
                    else f"Word {grade}"
                    for question in survey._questions()
                },
                segment,
            )

    def _create_link(self, user=None, **kw):
        return (
            self.env["seutuyp.customer.feedback.link"]
            .with_user(user or self.coordinator)
            .create(
                {
                    "name": "Reception desk",
                    "region_id": self.region_a.id,
                    "partner_id": self.organisation_a.id,
                    **kw,
                }
            )
        )

    def _measured(self, xmlid, region=None):
        """Return {segment: (value, coverage)} of an indicator of the catalogue."""
        rows = self.env["seutuyp.measurement"].search(
            [
                ("indicator_id", "=", self.env.ref(f"seutuyp_reporting.{xmlid}").id),
                ("region_id", "=", (region or self.region_a).id),
            ]
        )
        return {row.segment_id: (row.value, row.coverage) for row in rows}

    # ---------------------------------------------------------------------- pages
    def _form_of(self, path):
        self.env.flush_all()
        page = self.url_open(path)
        return {
            name: (re.search(rf'name="{name}"\s+value="([^"]+)"', page.text) or " ")[1]
            for name in ("csrf_token", "once")
        }

    def _post(self, path, form=None, **values):
        values = {**(form or self._form_of(path)), **values}
        response = self.url_open(path, data=values)
        self.env.invalidate_all()
        return response
