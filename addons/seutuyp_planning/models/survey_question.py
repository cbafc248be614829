# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

TEXT_MAX = 4000


class SurveyQuestion(models.Model):
    """The server checks what a self-evaluation takes: core leaves it to the page."""

    _inherit = "survey.question"

    seutuyp_topic = fields.Char(
        string="Topic", translate=True, help="The item in a word or two."
    )

    def validate_question(self, answer, comment=None):
        """Refuse numbers outside the scale and what is no text; see core."""
        errors = super().validate_question(answer, comment)
        if errors or not answer or not self.survey_id._is_evaluation():
            return errors
        if self.question_type == "scale":
            scale = range(self.scale_min, self.scale_max + 1)
            if str(answer) not in map(str, scale):
                return {self.id: self.env._("Choose a number on the scale.")}
        elif not isinstance(answer, str) or len(answer) > TEXT_MAX:
            return {
                self.id: self.env._("Write at most %(max)s characters.", max=TEXT_MAX)
            }
        return errors
