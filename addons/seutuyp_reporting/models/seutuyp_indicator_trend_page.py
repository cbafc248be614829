# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..tools import control_chart, control_chart_svg, trend
from .seutuyp_measurement_words import BESIDE


class SeutuypIndicatorChoice(models.Model):
    """The page of one indicator: chart, words, values, what stands beside, peers."""

    _inherit = "seutuyp.indicator.choice"

    trend_page = fields.Json(compute="_compute_trend_page")

    @api.depends("region_id", "indicator_id", "target", "has_target", "rebase_ids.date")
    @api.depends_context("uid", "lang")
    def _compute_trend_page(self):
        for choice, found in self._series().items():
            choice.trend_page = choice._trend_page(found)

    def _trend_page(self, found):
        """Return what the page shows, ready to be put on it.

        :return: dict(series, main, none, region, peers); each series with its segment's
            ``id`` and ``name``, ``svg``, ``sign``, ``words``, ``source``, ``coverage``,
            ``note``, ``rows``, ``beside`` and ``borders``
        """
        self.ensure_one()
        told = []
        beside = self._beside(found, told)
        borders = self._by_borders(found, told)
        return {
            "series": [
                {
                    **self._series_page(series, beside.get(series.segment, [])),
                    "borders": borders.get(series.segment, []),
                }
                for series in found
            ],
            "main": max(found.index(self._main_series(found)), 0) if found else 0,
            "none": self._trend_sentences(None)[0],
            "region": self.region_id.name,
            "peers": [self._peer(region) for region in self._peers(found)],
        }

    def _series_page(self, series, beside):
        words = self._trend_sentences(series) + self._limits_sentences(series)
        state, arrow = self._trend_standing(series)
        labels = dict(self._fields["trend_state"]._description_selection(self.env))
        newest = (series.rows or series.pending)[-1]
        return {
            "id": series.segment.id or 0,
            "name": self._series_name(series),
            "state": state,
            "sign": f"{arrow} {labels[state]}".strip(),
            "words": words,
            "svg": self._draw(series, words),
            "period": trend.period_text(newest.date_from, newest.date_to),
            "value": self._figure(newest.value),
            **{name: newest[text] or "" for name, text in BESIDE.items()},
            "source": newest.source_text or self.indicator_id.source or "",
            "rows": self._value_rows(series, newest),
            "beside": beside,
        }

    def _draw(self, series, words):
        names = self._line_names()
        return control_chart_svg.draw(
            series.chart,
            [trend.period_text(row.date_from, row.date_to) for row in series.rows],
            {
                **names,
                "title": f"{self.indicator_id.name}, {self.region_id.name}",
                "description": " ".join(words),
            },
            lambda value: self._figure(value, unit=False),
            series.target,
            self._coming(series),
        )

    def _coming(self, series):
        """Return periods and values, preliminary and newer than the confirmed."""
        last = series.rows[-1].date_to if series.rows else None
        return [
            (trend.period_text(row.date_from, row.date_to), row.value)
            for row in series.pending
            if last and row.date_to > last
        ]

    def _line_names(self):
        return {
            "centre": self.env._("Centre"),
            "low": self.env._("Lower limit"),
            "high": self.env._("Upper limit"),
            "target": self.env._("Target"),
            "pending": self.env._("Preliminary, not judged yet"),
            **self._rule_names(),
        }

    def _rule_names(self):
        """Return what each rule is called, short."""
        return {
            control_chart.OUTSIDE_RULE: self.env._("Beyond a limit"),
            control_chart.SHIFT_RULE: self.env._("Long on one side of the centre"),
            control_chart.TREND_RULE: self.env._("Long rising or falling"),
            control_chart.BEYOND_RULE: self.env._("Two of three near a limit"),
        }

    def _value_rows(self, series, newest):
        """Return every value in words, the newest first, for the table.

        Source, coverage and note stand there where they differ from the newest's,
        which stand under the chart.
        """
        names = self._rule_names()
        signals = {
            row.id: [names[code] for code in point.signals]
            for row, point in zip(series.rows, series.chart.points, strict=True)
        }
        rows = (series.rows | series.pending).sorted("date_to", reverse=True)
        preliminary = self.env._("Preliminary")
        return [
            {
                "id": row.id,
                "period": trend.period_text(row.date_from, row.date_to),
                "value": self._figure(row.value),
                "signals": signals.get(row.id, [preliminary]),
                "told": [
                    row[name]
                    for name in BESIDE.values()
                    if row[name] and row[name] != newest[name]
                ],
            }
            for row in rows
        ]

    def _peer(self, region):
        person = region.coordinator_id
        return {
            "id": region.id,
            "name": region.name,
            "coordinator": person.name or "",
            "email": person.email or "",
        }
