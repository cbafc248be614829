# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..tools import control_chart_svg, trend
from .seutuyp_indicator_trend_words import STANDINGS


class SeutuypIndicatorChoice(models.Model):
    """How what a region follows goes: in a word with an arrow, in a sentence, drawn."""

    _inherit = "seutuyp.indicator.choice"

    trend_state = fields.Selection(
        STANDINGS,
        string="How it goes",
        compute="_compute_trend",
        search="_search_trend_state",
    )
    trend_sign = fields.Char(string="Trend", compute="_compute_trend")
    trend_words = fields.Char(string="In words", compute="_compute_trend")
    trend_sketch = fields.Text(string="Newest values", compute="_compute_trend")

    @api.depends("region_id", "indicator_id", "target", "has_target", "rebase_ids.date")
    @api.depends_context("uid", "lang")
    def _compute_trend(self):
        labels = dict(self._fields["trend_state"]._description_selection(self.env))
        for choice, found in self._series().items():
            series = choice._main_series(found)
            state, arrow = choice._trend_standing(series) if series else ("none", "")
            words = choice._trend_sentences(series)
            choice.trend_state = state
            choice.trend_sign = f"{arrow} {labels[state]}".strip()
            choice.trend_words = " ".join(words)
            choice.trend_sketch = series and control_chart_svg.sketch(
                series.chart, choice.trend_words, series.target
            )

    def _main_series(self, found):
        """Return the series that stands for the choice: the whole, or else a segment.

        Of segments alone, one that has changed comes first.
        """
        if not found or not found[0].segment:
            return found[0] if found else None
        changed = (
            series
            for series in found
            if self._trend_standing(series)[0] in trend.EXCEPTIONAL
        )
        return next(changed, found[0])

    @api.model
    def _search_trend_state(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        choices = self.search([("region_id.active", "=", True)])
        found = choices.filtered(lambda choice: choice.trend_state in value)
        return [("id", operator, found.ids)]
