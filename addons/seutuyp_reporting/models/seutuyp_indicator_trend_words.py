# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.tools import LazyTranslate

from ..tools import control_chart, trend

_lt = LazyTranslate(__name__)

STANDINGS = [
    (trend.BETTER, "Better"),
    (trend.WORSE, "Worse"),
    (trend.CHANGED, "Changed"),
    (trend.STEADY, "Steady"),
    (trend.FEW, "Too few values"),
    (trend.NONE, "No values yet"),
]
# How far a value is from its target: in what, and whether it is above.
DISTANCES = {
    (trend.PERCENT, True): _lt("%(period)s: %(value)s, %(amount)s %% above target."),
    (trend.PERCENT, False): _lt("%(period)s: %(value)s, %(amount)s %% below target."),
    (trend.POINTS, True): _lt(
        "%(period)s: %(value)s, %(amount)s percentage points above target."
    ),
    (trend.POINTS, False): _lt(
        "%(period)s: %(value)s, %(amount)s percentage points below target."
    ),
    (trend.OWN, True): _lt("%(period)s: %(value)s, %(amount)s above target."),
    (trend.OWN, False): _lt("%(period)s: %(value)s, %(amount)s below target."),
}
SIGNALS = {
    (control_chart.OUTSIDE_RULE, control_chart.UP): _lt(
        "Exceptionally high: above the upper limit."
    ),
    (control_chart.OUTSIDE_RULE, control_chart.DOWN): _lt(
        "Exceptionally low: below the lower limit."
    ),
    (control_chart.SHIFT_RULE, control_chart.UP): _lt(
        "The level has risen: %(count)s values in a row above the centre."
    ),
    (control_chart.SHIFT_RULE, control_chart.DOWN): _lt(
        "The level has fallen: %(count)s values in a row below the centre."
    ),
    (control_chart.TREND_RULE, control_chart.UP): _lt(
        "Rising: %(count)s values in a row."
    ),
    (control_chart.TREND_RULE, control_chart.DOWN): _lt(
        "Falling: %(count)s values in a row."
    ),
    (control_chart.BEYOND_RULE, control_chart.UP): _lt(
        "Unusually high: two of three near the upper limit."
    ),
    (control_chart.BEYOND_RULE, control_chart.DOWN): _lt(
        "Unusually low: two of three near the lower limit."
    ),
}


class SeutuypIndicatorChoice(models.Model):
    """What a chart says, in sentences that need no chart."""

    _inherit = "seutuyp.indicator.choice"

    def _trend_sentences(self, series):
        """Return what is to be said of a series, the newest value first.

        :param series: of :meth:`_series`, or None
        :rtype: list of str
        """
        self.ensure_one()
        if not series:
            return [self.env._("There are no values yet, or none that you may read.")]
        if not series.rows:
            return [
                self.env._(
                    "%(count)s values are preliminary. Once confirmed, they count "
                    "here.",
                    count=len(series.pending),
                )
            ]
        return [self._value_sentence(series), *self._change_sentences(series)]

    def _series_name(self, series):
        """Return what a series is of."""
        return series.segment.name or self.env._("Whole region")

    def _value_sentence(self, series):
        """Tell the newest value, and how far from its target it is."""
        row, target = series.rows[-1], series.target
        kind = self.indicator_id.value_kind
        period = trend.period_text(row.date_from, row.date_to)
        if self.indicator_id.by_segment:
            period = f"{self._series_name(series)}, {period}"
        said = {
            "period": period,
            "value": self._figure(row.value),
        }
        if target is None:
            return self.env._("%(period)s: %(value)s.", **said)
        amount, measure = trend.from_target(row.value, target, kind)
        if abs(amount) < 0.005 or (kind == "yes_no" and amount > 0):
            return self.env._("%(period)s: %(value)s, on target.", **said)
        if kind == "yes_no":
            return self.env._("%(period)s: %(value)s, not on target.", **said)
        sentence = self.env._(DISTANCES[measure, amount > 0])
        return sentence % {**said, "amount": self._number(abs(amount))}

    def _change_sentences(self, series):
        """Tell what is exceptional, or that nothing is, or that it cannot be told."""
        if self.indicator_id.value_kind == "yes_no":
            return self._turn_sentences(series)
        part = series.chart.segments[-1]
        if part.state == control_chart.NONE:
            return [
                self.env._(
                    "Too few values to judge: %(count)s, and %(least)s are needed.",
                    count=part.count,
                    least=control_chart.FEWEST,
                )
            ]
        found = [self._signal_words(signal) for signal in series.chart.newest()]
        return found or [self.env._("No exceptional change.")]

    def _limits_sentences(self, series):
        """Tell when limits rest on few values."""
        if not series.chart.segments:
            return []
        part = series.chart.segments[-1]
        if part.state != control_chart.PROVISIONAL:
            return []
        return [
            self.env._(
                "The limits are provisional: %(count)s values, and %(least)s make them "
                "hold.",
                count=part.count,
                least=control_chart.ENOUGH,
            )
        ]

    def _turn_sentences(self, series):
        values = series.rows.mapped("value")
        if len(values) < 2:
            return []
        if values[-1] == values[-2]:
            return [self.env._("As in the period before.")]
        return [self.env._("Other than in the period before.")]

    def _signal_words(self, signal):
        """Return a sentence about what is exceptional."""
        sentence = self.env._(SIGNALS[signal.code, signal.direction])
        return sentence % {"count": signal.last - signal.first + 1}
