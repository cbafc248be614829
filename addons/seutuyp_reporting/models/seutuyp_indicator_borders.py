# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..tools import borders, comparison, trend
from .seutuyp_indicator_comparison import WIDE


class SeutuypIndicatorChoice(models.Model):
    """The region and its area through the years, by new or by old borders.

    Areas changed in 2026 and regions merge, so a series is comparable only within one
    set of borders: those of today through all years, or each year's own. Of an area
    only what at least three regions share is told, and nothing of which one region's
    value could be worked out, on this page or on that of another region.
    """

    _inherit = "seutuyp.indicator.choice"

    def _by_borders(self, found, told):
        """Return the values by new and by old borders, of each series.

        :param found: series of this choice, see :meth:`_series`
        :param told: sets of regions told together of the newest periods
        :return: {segment: list of dict(code, name, rows)}; one where old and new do not
            differ. Each row is dict(period, region, area, value, coverage)
        """
        self.ensure_one()
        if not found or self.indicator_id.level != "region":
            return {}
        memberships, successors = self._all_memberships()
        merged = self._merged_ids(successors)
        heard, known = self._heard_values()
        own = self._own_values(found, merged)
        newest = {one.rows[-1].date_to for one in found if one.rows}
        pages = {}
        for segment in [series.segment for series in found]:
            ours, theirs = own.get(segment, {}), heard.get(segment, {})
            rows = {"new": [], "old": []}
            for span in sorted({*ours, *theirs}, key=_newest_first):
                areas = self._areas_told(
                    span,
                    theirs.get(span, {}),
                    (memberships, successors),
                    known.get((segment, span), ()),
                    told if span[1] in newest else (),
                )
                there = {"new": _alive(merged, span, memberships), "old": []}
                for kind, page in rows.items():
                    page.append(
                        {
                            "period": trend.period_text(*span),
                            "region": self._region_on(there[kind], ours.get(span, {})),
                            **self._area_row(kind, span, areas),
                        }
                    )
            pages[segment] = self._borders_page(**rows)
        return pages

    def _borders_page(self, new, old):
        name = self.env._("New borders: those of today")
        page = [{"code": "new", "name": name, "rows": new}]
        if new != old:
            name = self.env._("Old borders: those of each period")
            page.append({"code": "old", "name": name, "rows": old})
        told = any(row["value"] for row in [*new, *old])
        return page if told or len(page) > 1 else []

    # ------------------------------------------------------------------------- areas
    def _areas_told(self, span, values, places, known, told):
        """Return what may be told of areas in a period, new borders going first.

        Asked of all areas alike, so that the pages of two regions do not give away
        together what neither does alone.

        :param dict values: region id → value that may be told together with others
        :param places: memberships and successors, see :meth:`_all_memberships`
        :param known: regions whose value the user knows anyway
        :param told: sets of regions of which the page tells already
        :return: {(kind of borders, area id): ``borders.Total``}
        """
        if len(values) < comparison.MIN_REGIONS:
            return {}
        together = comparison.Told(known)
        for regions in told:
            together.admit(regions)
        today = self.env["seutuyp.dated.mixin"]._today()
        found = {}
        for kind, day in (("new", today), ("old", span[1])):
            for area in sorted({row.area for row in places[0]}):
                regions = borders.regions_of(area, day, span[0], *places)
                if together.admit(values.keys() & set(regions)):
                    found[kind, area] = borders.together(
                        values, regions, self.indicator_id.combine
                    )
        return found

    def _area_row(self, kind, span, areas):
        region = self.region_id.sudo()
        area = region.area_id if kind == "new" else region.area_on(span[1])
        row = {"area": area.name or "", "value": "", "coverage": ""}
        total = areas.get((kind, area.id))
        if total:
            row["value"] = self._together_figure(total.value)
            row["coverage"] = self.env._(
                "%(told)s of %(all)s regions",
                told=len(total.told),
                all=len(total.told) + len(total.missing),
            )
        elif area:
            row["coverage"] = self._few_words()
        return row

    def _together_figure(self, value):
        if self.indicator_id.combine == "share":
            return self.env._("yes in %(share)s %%", share=self._number(value))
        return self._figure(value)

    # ------------------------------------------------------------------------ region
    def _region_on(self, merged, values):
        """Return the region's value in words, together with those merged into it.

        Nothing where one of them has told none, or none that the user may read.
        """
        how = "sum" if self.indicator_id.combine == "sum" else "mean"
        total = borders.together(values, [self.region_id.id, *merged], how)
        return "" if total.missing else self._figure(total.value)

    def _merged_ids(self, successors):
        """Return the ids of the regions that have merged into this one."""
        own = self.region_id.id
        return [id_ for id_ in successors if borders.final(id_, successors) == own]

    def _own_values(self, found, merged):
        """Return {segment: {period: {region id: value}}} of it and those merged.

        As the user reads them.
        """
        rows = self.env["seutuyp.measurement"].search(
            [*self._told_of_regions(), ("region_id", "in", merged)]
        )
        for series in found:
            rows |= series.rows
        return self._values_by_period(rows)

    # ------------------------------------------------------------------------ values
    def _told_of_regions(self):
        return [
            ("indicator_id", "=", self.indicator_id.id),
            ("region_id", "!=", False),
            ("partner_id", "=", False),
            ("state", "=", "confirmed"),
        ]

    def _heard_values(self):
        """Return what regions share with areas and the nation, and who reads it anyway.

        Values shared with an area count for whoever has a region there; those kept in
        their region count for nobody.

        :return: {segment: {period: {region id: value}}}, as superuser's; and
            {(segment, period): ids of regions whose value the user reads}
        """
        areas = (
            self.env["seutuyp.area"]
            .sudo()
            .search([("region_ids.user_ids", "in", self.env.uid)])
        )
        shared = (
            self.env["seutuyp.measurement"]
            .sudo()
            .search([*self._told_of_regions(), ("sharing", "!=", "region")])
        )
        read = shared.with_env(self.env)._filtered_access("read").sudo()
        rows = read | shared.filtered(
            lambda row: row.sharing in WIDE or row.region_id.area_id in areas
        )
        known = {}
        for row in read:
            key = (row.segment_id, (row.date_from, row.date_to))
            known.setdefault(key, set()).add(row.region_id.id)
        return self._values_by_period(rows), known

    def _values_by_period(self, rows):
        found = {}
        for row in rows:
            periods = found.setdefault(row.segment_id, {})
            span = (row.date_from, row.date_to)
            periods.setdefault(span, {})[row.region_id.id] = row.value
        return found

    def _all_memberships(self):
        """Return the areas' regions over time, and which region merged into which."""
        rows = (
            self.env["seutuyp.region.area"].sudo().search([("region_id", "!=", False)])
        )
        memberships = [
            borders.Membership(
                row.region_id.id,
                row.area_id.id,
                row.date_from or None,
                row.date_to or None,
            )
            for row in rows
        ]
        merged = (
            self.env["seutuyp.region"]
            .sudo()
            .with_context(active_test=False)
            .search([("successor_id", "!=", False)])
        )
        return memberships, {row.id: row.successor_id.id for row in merged}


def _newest_first(span):
    return [-day.toordinal() for day in reversed(span)]


def _alive(regions, span, memberships):
    """Return which of the regions had not ended before a period."""
    alive = {
        row.region for row in memberships if not row.date_to or row.date_to >= span[0]
    }
    return sorted(alive & set(regions))
