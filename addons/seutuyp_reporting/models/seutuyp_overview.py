# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import textwrap
from collections import Counter, defaultdict

from odoo import api, fields, models

# At most two lines on paper, so that the page stays one.
NAME_LENGTH = 80


class OverviewFacts:
    """What an overview on one page tells of some regions, read in a few queries.

    Everything is read with the reader's rights: what he may not read is not there.
    """

    def __init__(self, regions):
        self.env = regions.env
        self.regions = regions
        self.today = self.env["seutuyp.dated.mixin"]._today()
        self.plans = self._plans()
        self.meetings = self._meetings()

    # ------------------------------------------------------------ plans, meetings
    def _plans(self):
        """Return {region: its plan of this year}, of those that are decided."""
        plans = self.env["seutuyp.plan"].search(
            [
                ("region_id", "in", self.regions.ids),
                ("year", "=", self.today.year),
                ("state", "in", ("approved", "closed")),
            ]
        )
        return {plan.region_id: plan for plan in plans}

    def _meetings(self):
        """Return {region: Counter of this year's meetings by state}."""
        year = self.today.year
        groups = self.env["calendar.event"]._read_group(
            [
                ("seutuyp_region_ids", "in", self.regions.ids),
                ("start", ">=", f"{year}-01-01"),
                ("start", "<", f"{year + 1}-01-01"),
            ],
            ["seutuyp_region_ids", "meeting_state"],
            ["__count"],
        )
        meetings = defaultdict(Counter)
        for region, state, count in groups:
            meetings[region][state] = count
        return meetings

    def next_meeting(self):
        """Return the next meeting of the regions, or an empty event."""
        return self.env["calendar.event"].search(
            [
                ("seutuyp_region_ids", "in", self.regions.ids),
                ("meeting_state", "in", ("planned", "invited")),
                ("start", ">=", fields.Datetime.now()),
            ],
            order="start",
            limit=1,
        )

    # ----------------------------------------------------------------- indicators
    def indicator_rows(self, write):
        """Return how the followed indicators last stood, those of most regions first.

        :param write: function of a value (float or None) and the indicator: its text
        :return: list of dict(name, period, value, target, followed, told, reached)
        """
        choices = self.env["seutuyp.indicator.choice"].search(
            [("region_id", "in", self.regions.ids)], order="indicator_id, region_id"
        )
        latest = self._latest_values(choices.indicator_id)
        rows = [
            self._indicator_row(indicator, own, latest, write)
            for indicator, own in choices.grouped("indicator_id").items()
        ]
        return sorted(rows, key=lambda row: -row["followed"])

    def _latest_values(self, indicators):
        """Return {(region, indicator): the latest measurement of the whole}."""
        rows = self.env["seutuyp.measurement"].search_fetch(
            [
                ("region_id", "in", self.regions.ids),
                ("indicator_id", "in", indicators.ids),
                ("segment_id", "=", False),
                ("partner_id", "=", False),
                ("date_to", ">", f"{self.today.year - 3}-01-01"),
            ],
            ["region_id", "indicator_id", "date_from", "date_to", "value"],
            order="date_to, id",
        )
        return {(row.region_id, row.indicator_id): row for row in rows}

    def _indicator_row(self, indicator, choices, latest, write):
        told = [
            (choice, latest[choice.region_id, indicator])
            for choice in choices
            if (choice.region_id, indicator) in latest
        ]
        newest = max((row.date_to for _choice, row in told), default=None)
        told = [(choice, row) for choice, row in told if row.date_to == newest]
        aims = [(row.value, choice.target) for choice, row in told if choice.has_target]
        single = len(self.regions) == 1
        return {
            "name": textwrap.shorten(indicator.name, NAME_LENGTH, placeholder=" …"),
            "period": (told and told[0][1]._period_text()) or "",
            "value": write(
                self._together(indicator, [row for _c, row in told]), indicator
            ),
            "target": write(
                choices.target if single and choices.has_target else None, indicator
            ),
            "followed": len(choices),
            "told": len(told),
            "aimed": len(aims),
            "reached": sum(indicator._reaches(value, aim) for value, aim in aims),
            "judged": bool(aims) and indicator.direction in ("up", "down"),
        }

    def _together(self, indicator, rows):
        """Return one value for all the rows, or None without any."""
        if not rows:
            return None
        total = sum(row.value for row in rows)
        return total if indicator.combine == "sum" else total / len(rows)


class SeutuypOverview(models.AbstractModel):
    """What stands on the overviews on one page."""

    _name = "seutuyp.overview"
    _description = "Overview on one page"

    @api.model
    def _facts(self, regions):
        """Return the :class:`OverviewFacts` of some regions, as the user reads them."""
        return OverviewFacts(regions)


class SeutuypIndicator(models.Model):
    _inherit = "seutuyp.indicator"

    def _reaches(self, value, target):
        """Tell whether a value is as good as its target, or better.

        Where neither more nor less is better nobody can tell: False.
        """
        self.ensure_one()
        if self.direction == "up":
            return value >= target
        return self.direction == "down" and value <= target


class SeutuypMeasurement(models.Model):
    _inherit = "seutuyp.measurement"

    def _period_text(self):
        """Return the period in words: a whole year by its number, else its days."""
        self.ensure_one()
        first, last = self.date_from, self.date_to
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            if first.year == last.year:
                return str(last.year)
            return f"{first.year}–{last.year}"
        day = self.env["seutuyp.report.mixin"]._day
        return f"{day(first)} – {day(last)}"
