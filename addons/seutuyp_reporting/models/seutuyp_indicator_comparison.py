# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..tools import comparison

WIDE = ("nation", "public")  # how far values are shared that the network may hear of


class SeutuypIndicatorChoice(models.Model):
    """A region's value beside its area and the nation, and regions like it.

    For learning from each other, never a ranking (domain, chapter 9): regions stand in
    the order of the alphabet, without values and without numbers of their places. What
    may be told of several regions is decided in :mod:`..tools.comparison`.
    """

    _inherit = "seutuyp.indicator.choice"

    def _beside(self, found, told=None):
        """Return what stands beside the newest value of each series.

        :param found: series of this choice, see :meth:`_series`
        :param list told: takes what is told of several regions
        :return: {segment: list of dict(name, value, regions)}; ``value`` is empty where
            it may not be told
        """
        self.ensure_one()
        newest = {one.segment: one.rows[-1] for one in found if one.rows}
        if not newest or self.indicator_id.level != "region":
            return {}
        others = self._others_rows(newest.values())
        known = set(others.with_env(self.env)._filtered_access("read").region_id.ids)
        official = self._official_rows(newest.values())
        # of all segments: the parts and their whole could be subtracted
        together = comparison.Told(known)
        lines = {
            segment: [
                self._beside_line(name, rows, itself, together)
                for name, rows, itself in self._beside_whom(
                    others.filtered(_same_period(row)),
                    official.filtered(_same_period(row)),
                )
            ]
            for segment, row in newest.items()
        }
        if told is not None:
            told += together.sets
        return lines

    def _others_rows(self, rows):
        """Return all regions' confirmed values of these periods, as superuser.

        Those kept in their regions are left out at once.
        """
        return (
            self.env["seutuyp.measurement"]
            .sudo()
            .search(
                [
                    ("indicator_id", "=", self.indicator_id.id),
                    ("region_id", "!=", False),
                    ("partner_id", "=", False),
                    ("state", "=", "confirmed"),
                    ("sharing", "!=", "region"),
                    ("date_to", "in", [row.date_to for row in rows]),
                ]
            )
        )

    def _official_rows(self, rows):
        """Return values told of the area or the nation itself, if the user may."""
        area = self.region_id.area_id
        return self.env["seutuyp.measurement"].search(
            [
                ("indicator_id", "=", self.indicator_id.id),
                ("region_id", "=", False),
                ("partner_id", "=", False),
                ("state", "=", "confirmed"),
                ("area_id", "in", [False, *area.ids]),
                ("date_to", "in", [row.date_to for row in rows]),
            ]
        )

    def _beside_whom(self, others, official):
        """Return (name, regions' rows, row told of itself) of area and nation."""
        area = self.region_id.area_id
        sharing = self._area_sharing(area)
        in_area = others.filtered(
            lambda row: row.region_id.area_id == area and row.sharing in sharing
        )
        wide = others.filtered(lambda row: row.sharing in WIDE)
        itself = official.filtered("area_id")
        country = self.env._("Whole country")
        lines = [(area.name, in_area, itself)] if area else []
        return [*lines, (country, wide, official - itself)]

    def _beside_line(self, name, rows, itself, together):
        """Return one line; what is told is noted in ``together``."""
        if itself:
            value, of_whom = self._figure(itself[0].value), itself[0].source or ""
            return {"name": name, "value": value, "regions": of_whom}
        regions = set(rows.region_id.ids)
        if not together.admit(regions):
            return {"name": name, "value": "", "regions": self._few_words()}
        return {
            "name": name,
            "value": self._mean_figure(rows.mapped("value")),
            "regions": self.env._("mean of %(count)s regions", count=len(regions)),
        }

    def _few_words(self):
        return self.env._("not told: too few regions share theirs")

    def _mean_figure(self, values):
        mean = comparison.combined(values)
        if self.indicator_id.value_kind == "yes_no":
            return self.env._("yes in %(share)s %%", share=self._number(mean * 100))
        return self._figure(mean)

    def _area_sharing(self, area):
        """Return how far values must be shared to count in the area for this user."""
        readers = area.sudo().region_ids.user_ids
        return ("area", *WIDE) if self.env.user in readers else WIDE

    # ------------------------------------------------------------------------- peers
    def _peers(self, found):
        """Return regions that follow the same and are like this one.

        Like in size, or in level, by the newest value of the whole; only of values that
        are shared with the network, or with the area the user belongs to.

        :param found: series of this choice, see :meth:`_series`
        :return: ``seutuyp.region``, in the order of the alphabet
        """
        self.ensure_one()
        regions = self.env["seutuyp.region"]
        whole = next((one for one in found if one.rows and not one.segment), None)
        if not whole or self.indicator_id.level != "region":
            return regions
        newest = whole.rows[-1]
        area, kind = self.region_id.area_id, self.indicator_id.value_kind
        sharing = self._area_sharing(area)
        like = [
            row.region_id.id
            for row in self._others_rows(newest).filtered(_same_period(newest))
            if row.region_id != self.region_id
            and row.sharing in (sharing if row.region_id.area_id == area else WIDE)
            and comparison.is_like(
                newest.value, row.value, kind, self.indicator_id.scale
            )
        ]
        return regions.search([("id", "in", like), ("successor_id", "=", False)])


def _same_period(row):
    return lambda other: (
        (other.date_from, other.date_to, other.segment_id)
        == (row.date_from, row.date_to, row.segment_id)
    )
