# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..tools.figure import Figure, change, said, weighted_mean


class SeutuypIndicator(models.Model):
    """The agreement's minimum: what the parties' returns come to in a region."""

    _inherit = "seutuyp.indicator"

    @api.model
    def _returns_of(self, regions, year):
        """Return {region: returned ones}, and {region: how many should return}."""
        rows = self.env["seutuyp.return"].search(
            [("region_id", "in", regions.ids), ("year", "=", year)]
        )
        returned = rows.filtered(lambda row: row.state == "returned")
        asked = {region: len(own) for region, own in rows.grouped("region_id").items()}
        return returned.grouped("region_id"), asked

    @api.model
    def _sum_up(self, regions, year, function, twice=None):
        """Return figures with how many parties they rest on.

        :param function: of the returns of a region; a number, None, or [(segment id,
            number)]
        :param str twice: code of what may be counted twice in general; with it stands
            what the parties say of it
        """
        returned, asked = self._returns_of(regions, year)
        found = {}
        for region, rows in returned.items():
            coverage = [said("returns", told=len(rows), all=asked[region])]
            note = []
            if twice:
                typed = filter(None, rows.mapped("double_counting"))
                note = [said(twice), *(said("typed", text=text) for text in typed)]
            answer = function(rows)
            pairs = answer if isinstance(answer, list) else [(0, answer)]
            found[region.id] = [
                Figure(value, segment, coverage, note)
                for segment, value in pairs
                if value is not None
            ]
        return found

    @api.model
    def _compute_return_customers(self, regions, date_from, date_to):
        """Return the customers of all parties, some of them counted twice."""
        return self._sum_up(
            regions,
            date_to.year,
            lambda rows: sum(rows.mapped("customers")),
            "customers_twice",
        )

    @api.model
    def _compute_return_change(self, regions, date_from, date_to):
        """Return the change in per cent, of the parties that told both years."""

        def of_both(rows):
            both = rows.filtered("customers_before")
            now, before = sum(both.mapped("customers")), both.mapped("customers_before")
            return change(now, sum(before))

        return self._sum_up(regions, date_to.year, of_both)

    @api.model
    def _compute_return_advice(self, regions, date_from, date_to):
        """Return how often advice was given; the note tells what it was about."""
        found = self._sum_up(
            regions,
            date_to.year,
            lambda rows: sum(rows.advice_ids.mapped("count")),
            "advice_twice",
        )
        returned, _asked = self._returns_of(regions, date_to.year)
        for region, rows in returned.items():
            advice = said("advice", counts=self._advice_counts(rows.advice_ids))
            found[region.id] = [
                line._replace(note=[advice, *line.note]) for line in found[region.id]
            ]
        return found

    @api.model
    def _advice_counts(self, advice):
        """Return the classes as (id, count), the most frequent first."""
        counts = {
            kind: sum(rows.mapped("count"))
            for kind, rows in advice.grouped("class_id").items()
        }
        named = self.env["seutuyp.advice.class"].union(*counts)
        ordered = sorted(named, key=lambda kind: -counts[kind])
        return [[kind.id, counts[kind]] for kind in ordered if counts[kind]]

    @api.model
    def _compute_return_feedback(self, regions, date_from, date_to):
        """Return the mean grade of each segment, weighted by the answers."""

        def by_segment(rows):
            told = rows.feedback_ids.filtered("mean")
            return [
                (
                    segment.id,
                    weighted_mean([(row.mean, row.answers) for row in own]),
                )
                for segment, own in told.grouped("segment_id").items()
            ]

        return self._sum_up(regions, date_to.year, by_segment)

    @api.model
    def _compute_return_referrals(self, regions, date_from, date_to):
        """Return the customers handed on, each counted by the one who handed on."""
        return self._sum_up(
            regions, date_to.year, lambda rows: sum(rows.mapped("referrals_out"))
        )
