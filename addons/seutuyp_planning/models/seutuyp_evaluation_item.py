# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypEvaluationItem(models.Model):
    """One of the twelve items, and what may be told of it once the round is closed.

    Numbers that may not be told are not kept at all: nothing is hidden here that
    somebody could find.
    """

    _name = "seutuyp.evaluation.item"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Item of a self-evaluation"
    _order = "evaluation_id, code, id"
    _guard_all = True

    evaluation_id = fields.Many2one(
        "seutuyp.evaluation", required=True, index=True, ondelete="cascade"
    )
    question_id = fields.Many2one(
        "survey.question", required=True, index=True, ondelete="cascade"
    )
    code = fields.Integer(string="Number", readonly=True, aggregator=False)
    kind = fields.Selection(
        [("scale", "Scale 1–7"), ("open", "In words")], required=True, readonly=True
    )
    name = fields.Char(related="question_id.seutuyp_topic", string="Item")
    question = fields.Char(related="question_id.title")
    is_told = fields.Boolean(
        string="Told", readonly=True, help="At least three people answered."
    )
    answer_count = fields.Integer(string="Answers", readonly=True, aggregator=False)
    mean = fields.Float(digits=(3, 1), readonly=True, aggregator=False)
    spread = fields.Float(
        digits=(3, 1),
        readonly=True,
        aggregator=False,
        help="Standard deviation: how far apart the answers are.",
    )
    has_change = fields.Boolean(readonly=True)
    change = fields.Float(
        string="Change since the last round",
        digits=(3, 1),
        readonly=True,
        aggregator=False,
        help="Against the last round of which this item was told.",
    )
    is_weak = fields.Boolean(
        string="Weak",
        readonly=True,
        help="The mean is below 4, or it fell by at least 1.",
    )
    text_ids = fields.One2many("seutuyp.evaluation.text", "item_id", readonly=True)

    @api.depends("question_id.seutuyp_topic")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for item in self:
            item.display_name = f"{item.code}. {item.name or ''}"
