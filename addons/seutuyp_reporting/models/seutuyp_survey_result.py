# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypSurveyResult(models.Model):
    """What may be told of one question, or of one segment; nothing else is kept."""

    _name = "seutuyp.survey.result"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Result of a survey"
    _order = "round_id, sequence, id"
    _guard_all = True

    round_id = fields.Many2one(
        "seutuyp.survey.round", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer()
    question_id = fields.Many2one("survey.question", ondelete="cascade")
    segment_id = fields.Many2one("seutuyp.segment", ondelete="cascade")
    name = fields.Char(string="Result", compute="_compute_name", compute_sudo=True)
    is_told = fields.Boolean(
        string="Told", help="At least three people answered, otherwise nothing is kept."
    )
    answer_count = fields.Integer(string="Answers", aggregator=False)
    mean = fields.Float(digits=(3, 2), aggregator=False)
    text_ids = fields.One2many("seutuyp.survey.text", "result_id")
    texts = fields.Text(string="In words", compute="_compute_texts")

    @api.depends("question_id.title", "segment_id.name")
    @api.depends_context("lang")
    def _compute_name(self):
        for result in self:
            result.name = (
                result.question_id.title
                or result.segment_id.name
                or self.env._("All answers together")
            )

    @api.depends("text_ids.text")
    def _compute_texts(self):
        for result in self:
            result.texts = "\n\n".join(result.text_ids.mapped("text"))


class SeutuypSurveyText(models.Model):
    """One answer in words, shuffled among the others of its question."""

    _name = "seutuyp.survey.text"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Answer to a survey in words"
    _order = "id"
    _guard_all = True
    _rec_name = "text"

    result_id = fields.Many2one(
        "seutuyp.survey.result", required=True, index=True, ondelete="cascade"
    )
    text = fields.Text(required=True)


class SeutuypSurveyInvitee(models.Model):
    """Who is asked in an open survey, and whether that person has answered.

    Shown to nobody, without a moment, and gone when the survey closes.
    """

    _name = "seutuyp.survey.invitee"
    _description = "Asked in a survey"
    _log_access = False

    round_id = fields.Many2one(
        "seutuyp.survey.round", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one("res.partner", required=True, ondelete="cascade")
    has_answered = fields.Boolean()

    _once = models.UniqueIndex("(round_id, partner_id)", "Everybody is asked once.")
