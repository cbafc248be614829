# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo import models

from odoo.addons.seutuyp_planning.tools import anonymity

from ..tools import periods, survey_means

RESPONSE = "seutuyp_reporting.indicator_network_response"


class SeutuypSurveyRound(models.Model):
    """When a survey closes: results, measurements, and nothing of single people."""

    _inherit = "seutuyp.survey.round"

    def _tell(self):
        """Keep of the answers what may be told, then destroy them."""
        self.ensure_one()
        answers = self.survey_id.user_input_ids.filtered(
            lambda row: row.state == "done"
        )
        means = survey_means.means([self._grades_of(row) for row in answers])
        self._make_results(answers, means)
        self._measure(means)
        answers.unlink()
        self.env["seutuyp.survey.invitee"].search([("round_id", "=", self.id)]).unlink()
        self.survey_id.active = False

    def _grades_of(self, answer):
        lines = answer.user_input_line_ids.filtered(
            lambda line: line.answer_type == "scale" and not line.skipped
        )
        return answer.seutuyp_segment_id.id or None, lines.mapped("value_scale")

    def _make_results(self, answers, means):
        results = self.env["seutuyp.survey.result"]
        vals_list = [
            {
                "round_id": self.id,
                "sequence": 100 if segment else 0,
                "segment_id": segment or False,
                "is_told": True,
                "answer_count": count,
                "mean": mean,
            }
            for segment, (count, mean) in means.items()
        ]
        results._create_guarded(vals_list)
        lines = answers.user_input_line_ids.filtered(lambda line: not line.skipped)
        by_question = lines.grouped("question_id")
        for number, question in enumerate(self._questions(), start=1):
            own = by_question.get(question, lines.browse())
            vals = {"round_id": self.id, "sequence": number, "question_id": question.id}
            if question.question_type == "scale":
                told = survey_means.question_mean(own.mapped("value_scale"))
                count, mean = told or (0, 0)
                vals.update(is_told=bool(told), answer_count=count, mean=mean)
                results._create_guarded([vals])
                continue
            words = anonymity.words(own.mapped("value_text_box"))
            vals.update(is_told=bool(words), answer_count=len(words))
            result = results._create_guarded([vals])
            self.env["seutuyp.survey.text"]._create_guarded(
                [{"result_id": result.id, "text": text} for text in words]
            )

    # --------------------------------------------------------------- measurements
    def _measure(self, means):
        """Write the means as measurements; run twice, there is still one of each.

        :param dict means: see ``tools/survey_means.py``
        """
        if not means:
            return
        for segment, (count, mean) in means.items():
            if not segment or (self.by_segment and self.indicator_id.by_segment):
                self._measure_one(self.indicator_id, mean, segment, count)
        if self.kind == "network" and self.asked_count:
            rate = 100 * self.answer_count / self.asked_count
            response = self.env.ref(RESPONSE, raise_if_not_found=False)
            self._measure_one(response, rate, None, self.answer_count)

    def _measure_one(self, indicator, value, segment, count):
        if not indicator:
            return
        own_year = self.opened_on.year == self.year
        day = self.opened_on if own_year else date(self.year, 12, 31)
        start, end = periods.period_of(indicator.frequency, day)
        key = {
            "indicator_id": indicator.id,
            "region_id": self.region_id.id,
            "area_id": self.area_id.id,
            "partner_id": False,
            "segment_id": segment or False,
            "date_from": start,
            "date_to": end,
        }
        rows = self.env["seutuyp.measurement"].sudo()
        row = rows.search([(name, "=", value) for name, value in key.items()], limit=1)
        vals = {
            "value": value,
            "source": self.name,
            "coverage": self._coverage(count),
            "note": row.note,
            "facts": row.facts,
            "state": "confirmed",
        }
        if row:
            row._take_over(vals, self.env._("%(survey)s has closed", survey=self.name))
        else:
            rows._create_guarded([{**key, **vals}])

    def _coverage(self, count):
        if self.kind == "network":
            return self.env._(
                "%(count)s answers of %(asked)s asked",
                count=count,
                asked=self.asked_count,
            )
        return self.env._("Answers: %(count)s", count=count)
