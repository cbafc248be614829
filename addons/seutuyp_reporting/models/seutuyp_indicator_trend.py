# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from ast import literal_eval

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

    @api.model
    def action_trends(self):
        """Return the action on all trends, of the user's own regions at first."""
        return self._own_first("seutuyp_indicator_choice_action_trend")

    @api.model
    def action_followed(self):
        """Return the action on what is followed, in the user's own regions at first."""
        return self._own_first("seutuyp_indicator_choice_action")

    @api.model
    def _own_first(self, name):
        """Return an action of this addon that begins with the user's own regions.

        Whoever has no region, such as the ministry, begins with what all share.

        :param str name: the action's external id, without the addon
        """
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"seutuyp_reporting.{name}"
        )
        mine = self.env["seutuyp.region"].search_count(
            [("user_ids", "in", self.env.uid)], limit=1
        )
        own = {"search_default_mine": 1} if mine else {}
        return {**action, "context": {**literal_eval(action["context"]), **own}}

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
