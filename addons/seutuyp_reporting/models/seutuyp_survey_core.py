# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SurveySurvey(models.Model):
    """Surveys of the network and of customers open by our own links only."""

    _inherit = "survey.survey"

    survey_type = fields.Selection(
        selection_add=[("seutuyp_round", "Network or customer survey")],
        ondelete={"seutuyp_round": "cascade"},
    )


class SurveyUserInput(models.Model):
    _inherit = "survey.user_input"

    seutuyp_segment_id = fields.Many2one("seutuyp.segment", ondelete="set null")


class SeutuypToken(models.Model):
    _inherit = "seutuyp.token"

    purpose = fields.Selection(
        selection_add=[("survey", "Answer a network survey")],
        ondelete={"survey": "cascade"},
    )
