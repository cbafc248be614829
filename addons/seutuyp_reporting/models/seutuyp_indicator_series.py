# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from typing import Any, NamedTuple

from odoo import models
from odoo.tools import formatLang

from ..tools import control_chart, trend

FIELDS = (
    "region_id",
    "indicator_id",
    "segment_id",
    "date_from",
    "date_to",
    "value",
    "state",
    "source",
    "coverage",
    "note",
    "facts",
)


class Series(NamedTuple):
    """The values of one region in one indicator: of the whole, or of a segment."""

    segment: Any
    rows: Any  # confirmed measurements, the oldest first
    pending: Any  # preliminary ones
    chart: control_chart.Chart
    target: float | None


class SeutuypIndicatorChoice(models.Model):
    """What a region's values say, as far as the user reads them.

    Only confirmed values are judged: a running year that is half told would look like a
    fall.
    """

    _inherit = "seutuyp.indicator.choice"

    def _series(self):
        """Return the series of each choice: the whole first, then its segments.

        The number of queries does not grow with the choices.

        :return: {choice: list of :class:`Series`}; nothing that the user may not read
        """
        found = self._trend_rows()
        empty = self.env["seutuyp.measurement"]
        return {
            choice: [
                choice._one_series(segment, rows)
                for segment, rows in choice._by_segment(
                    found.get((choice.region_id, choice.indicator_id), empty)
                )
            ]
            for choice in self
        }

    def _trend_rows(self):
        """Return {(region, indicator): measurements of the whole region}, in order."""
        rows = self.env["seutuyp.measurement"].search_fetch(
            [
                ("region_id", "in", self.region_id.ids),
                ("indicator_id", "in", self.indicator_id.ids),
                ("partner_id", "=", False),
            ],
            FIELDS,
            order="date_to, date_from, id",
        )
        return rows.grouped(lambda row: (row.region_id, row.indicator_id))

    def _by_segment(self, rows):
        """Return (segment, rows) in order; the whole is an empty segment."""
        groups = rows.grouped("segment_id")
        whole = groups.pop(self.env["seutuyp.segment"], None)
        parts = sorted(groups.items(), key=lambda part: (part[0].sequence, part[0].id))
        return [*([(self.env["seutuyp.segment"], whole)] if whole else []), *parts]

    def _one_series(self, segment, rows):
        indicator = self.indicator_id
        kept = trend.same_length(
            [(row.date_from, row.date_to) for row in rows], indicator.frequency
        )
        rows = rows.browse([rows[n].id for n in kept])
        told = rows.filtered(lambda row: row.state == "confirmed")
        values = [(row.date_to, row.value) for row in told]
        if indicator.value_kind == "yes_no":
            chart = control_chart.alone(values)
        else:
            bounds = control_chart.bounds_of(
                indicator.value_kind, indicator.scale, told.mapped("value")
            )
            days = filter(None, self.rebase_ids.mapped("date"))
            chart = control_chart.study(values, days, bounds)
        return Series(segment, told, rows - told, chart, self._target_of(segment))

    def _trend_standing(self, series):
        """Return how a series stands, and an arrow; see :mod:`..tools.trend`."""
        self.ensure_one()
        indicator = self.indicator_id
        if indicator.value_kind == "yes_no":
            return trend.turned(series.rows.mapped("value"), indicator.direction)
        return trend.standing(series.chart, indicator.direction, series.target)

    # ----------------------------------------------------------------------- figures
    def _figure(self, value, unit=True):
        """Return a value as people of the user's language write it."""
        self.ensure_one()
        indicator = self.indicator_id
        if indicator.value_kind == "yes_no":
            return self.env._("yes") if value >= 0.5 else self.env._("no")
        text = self._number(value)
        if not unit or indicator.value_kind == "mean":
            return text
        signs = {"percent": "%", "money": "€"}
        sign = signs.get(indicator.value_kind, indicator.unit)
        return f"{text}\N{NO-BREAK SPACE}{sign}" if sign else text

    def _number(self, value):
        """Return a number with the decimals it needs, and few when it is large."""
        most = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
        value = round(value, most) + 0.0  # no -0
        digits = next(n for n in range(most + 1) if round(value, n) == value)
        return formatLang(self.env, value, digits=digits)
