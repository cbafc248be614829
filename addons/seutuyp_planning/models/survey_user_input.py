# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

# What could tell whose an answer is, or when it was given.
TELLING = frozenset(
    {
        "deadline",
        "email",
        "end_datetime",
        "invite_token",
        "lang_id",
        "nickname",
        "partner_id",
        "start_datetime",
        "test_entry",
    }
)


def _untelling(vals):
    return {key: value for key, value in vals.items() if key not in TELLING}


class SurveyUserInput(models.Model):
    """An answer to a self-evaluation knows nothing of who gave it."""

    _inherit = "survey.user_input"

    @api.model_create_multi
    def create(self, vals_list):
        surveys = self.env["survey.survey"].sudo()
        return super().create(
            [
                _untelling(vals)
                if surveys.browse(vals.get("survey_id"))._is_evaluation()
                else vals
                for vals in vals_list
            ]
        )

    def write(self, vals):
        anonymous = self.filtered(lambda answer: answer.survey_id._is_evaluation())
        result = super(SurveyUserInput, self - anonymous).write(vals)
        kept = _untelling(vals)
        if anonymous and kept:
            super(SurveyUserInput, anonymous).write(kept)
        return result

    def _mark_done(self):
        """Tell nobody, by mail or otherwise, that an anonymous answer has come in."""
        anonymous = self.filtered(lambda answer: answer.survey_id._is_evaluation())
        anonymous.write({"state": "done"})
        others = self - anonymous
        return super(SurveyUserInput, others)._mark_done() if others else None
