# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools.misc import formatLang

from ..tools import anonymity


class SeutuypEvaluation(models.Model):
    """The results as people read them: one bar an item, the same in words."""

    _inherit = "seutuyp.evaluation"

    next_step = fields.Char(string="What happens next", compute="_compute_next_step")
    results = fields.Html(compute="_compute_results", sanitize=False)

    @api.depends("state", "deadline", "answer_count", "invited_count")
    @api.depends_context("lang")
    def _compute_next_step(self):
        for evaluation in self:
            evaluation.next_step = evaluation._next_step()

    def _next_step(self):
        self.ensure_one()
        if self.state == "planned":
            return self.env._(
                "Ask the group: every member and deputy gets a mail with a link of "
                "their own and answers without a name."
            )
        if self.state == "open":
            return self.env._(
                "%(answered)s of %(asked)s have answered. The round closes after "
                "%(day)s and shows its results then; who has not answered is reminded "
                "once.",
                answered=self.answer_count,
                asked=self.invited_count,
                day=self.env["seutuyp.region"]._day(self.deadline),
            )
        if self.state == "closed":
            return self.env._(
                "%(answered)s of %(asked)s answered.",
                answered=self.answer_count,
                asked=self.invited_count,
            )
        return self.env._("Called off. What had been answered was destroyed unread.")

    @api.depends("state")
    @api.depends_context("lang", "uid")
    def _compute_results(self):
        for evaluation in self:
            evaluation.results = (
                self.env["ir.qweb"]._render(
                    "seutuyp_planning.evaluation_results",
                    {
                        "evaluation": evaluation,
                        "items": [
                            evaluation._result_line(item)
                            for item in evaluation.item_ids
                        ],
                        "min_answers": anonymity.MIN_ANSWERS,
                    },
                )
                if evaluation.state == "closed"
                else False
            )

    def _result_line(self, item):
        """Return what the page draws of one item: numbers as text and as places."""
        width = anonymity.SCALE_MAX - anonymity.SCALE_MIN

        def place(value):
            inside = min(max(value, anonymity.SCALE_MIN), anonymity.SCALE_MAX)
            return round((inside - anonymity.SCALE_MIN) / width * 100, 1)

        def number(value):
            return formatLang(self.env, value, digits=1)

        left = place(item.mean - item.spread)
        return {
            "item": item,
            "mean": number(item.mean),
            "spread": number(item.spread),
            "step": number(abs(item.change)),
            "bar": f"width: {place(item.mean)}%",
            "span": f"left: {left}%; width: {place(item.mean + item.spread) - left}%",
            "texts": item.text_ids.mapped("text"),
        }
