# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class SurveySurvey(models.Model):
    """Rounds of self-evaluation are surveys that only their own links open."""

    _inherit = "survey.survey"

    survey_type = fields.Selection(
        selection_add=[("seutuyp_evaluation", "Self-evaluation")],
        ondelete={"seutuyp_evaluation": "cascade"},
    )

    def _seutuyp_copy(self, survey_type, addition=""):
        """Return a copy of the questions, which later changes of them leave alone.

        :param str survey_type: the copy's
        :param str addition: what follows the title, in every language
        """
        self.ensure_one()
        # Nobody joins with a code; core gives out those of archived surveys once more.
        vals = {"survey_type": survey_type, "session_code": False, "user_id": False}
        survey = self.copy(vals)
        # Core calls it a copy in the language of whoever opens the round.
        for code, _name in self.env["res.lang"].get_installed():
            words = {"lang": code}
            title = self.with_context(**words).title
            survey.with_context(**words).title = f"{title}{addition}"
        return survey

    def _is_evaluation(self):
        """Return whether this is the survey of a self-evaluation."""
        return len(self) == 1 and self.survey_type == "seutuyp_evaluation"

    def _create_answer(self, *args, **kwargs):
        """Refuse further answers to a self-evaluation, whoever asks for one.

        :raise UserError: telling where the person's own link is
        """
        if any(survey._is_evaluation() for survey in self.sudo()):
            raise UserError(
                self.env._(
                    "A self-evaluation is answered with the link in one's own mail."
                )
            )
        return super()._create_answer(*args, **kwargs)
