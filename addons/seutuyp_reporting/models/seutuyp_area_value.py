# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..tools import borders


class SeutuypArea(models.Model):
    """What regions' values come to in an area, by the borders of any day.

    Only confirmed values that the regions share at least with the area count; a
    value kept in the region is missing here, and the coverage says so.
    """

    _inherit = "seutuyp.area"

    def _value_of(self, indicator, date_from, date_to, segment=None, borders_on=None):
        """Return an area's value of one period.

        :param indicator: ``seutuyp.indicator``
        :param segment: ``seutuyp.segment``; None: the whole
        :param borders_on: the day whose borders are used, such as today for the new
            ones; None: those of the period itself
        :return: dict(value, told, missing, coverage); ``value`` is None when no region
            has told one, ``told`` and ``missing`` are regions
        """
        self.ensure_one()
        span = (fields.Date.to_date(date_from), fields.Date.to_date(date_to))
        found = self._values_of(indicator, segment, borders_on, [span])
        return found[self.id].get(span) or self._as_told(borders.Total(None, (), ()))

    def _values_of(self, indicator, segment=None, borders_on=None, spans=None):
        """Return the areas' values of all periods; a number of queries that stays.

        :param spans: list of periods (first day, last day); None: all there are
        :return: {area id: {period: see :meth:`_value_of`}}
        """
        values = self._shared_values(indicator, segment, ("area", "nation", "public"))
        spans = sorted(values) if spans is None else spans
        memberships, successors = self._all_memberships()
        found = {}
        for area in self:
            found[area.id] = {
                span: self._as_told(
                    borders.together(
                        values.get(span, {}),
                        borders.regions_of(
                            area.id,
                            fields.Date.to_date(borders_on) or span[1],
                            span[0],
                            memberships,
                            successors,
                        ),
                        indicator.combine,
                    )
                )
                for span in spans
            }
        return found

    @api.model
    def _nation_values(self, indicator, segment=None, spans=None):
        """Return the nation's values, of what regions share with the whole network.

        :return: {period: see :meth:`_value_of`}
        """
        values = self._shared_values(indicator, segment, ("nation", "public"))
        spans = sorted(values) if spans is None else spans
        memberships, _successors = self._all_memberships()
        found = {}
        for span in spans:
            there = sorted(
                {row.region for row in memberships if borders.holds(row, span[1])}
            )
            total = borders.together(values.get(span, {}), there, indicator.combine)
            found[span] = self._as_told(total)
        return found

    @api.model
    def _shared_values(self, indicator, segment, sharing):
        """Return {period: {region id: value}} of confirmed values that are shared."""
        rows = (
            self.env["seutuyp.measurement"]
            .sudo()
            .search_fetch(
                [
                    ("indicator_id", "=", indicator.id),
                    ("region_id", "!=", False),
                    ("partner_id", "=", False),
                    ("segment_id", "=", segment.id if segment else False),
                    ("state", "=", "confirmed"),
                    ("sharing", "in", sharing),
                ],
                ["region_id", "date_from", "date_to", "value"],
            )
        )
        found = {}
        for row in rows:
            span = (row.date_from, row.date_to)
            found.setdefault(span, {})[row.region_id.id] = row.value
        return found

    @api.model
    def _all_memberships(self):
        """Return the areas' regions over time, and which region merged into which."""
        rows = (
            self.env["seutuyp.region.area"].sudo().search([("region_id", "!=", False)])
        )
        memberships = [
            borders.Membership(
                row.region_id.id, row.area_id.id, row.date_from, row.date_to
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

    @api.model
    def _as_told(self, total):
        regions = self.env["seutuyp.region"]
        told, missing = regions.browse(total.told), regions.browse(total.missing)
        return {
            "value": total.value,
            "told": told,
            "missing": missing,
            "coverage": self.env._(
                "%(told)s of %(all)s regions",
                told=len(told),
                all=len(told) + len(missing),
            ),
        }


class SeutuypRegion(models.Model):
    """A region that others have merged into goes on with their values."""

    _inherit = "seutuyp.region"

    def _values_of(self, indicator, segment=None):
        """Return the regions' confirmed values, with those of regions merged into them.

        As the user reads them: what is not shared with the user is missing.

        :param indicator: ``seutuyp.indicator``
        :param segment: ``seutuyp.segment``; None: the whole
        :return: {region id: {(first day, last day): value}}
        """
        _memberships, successors = self.env["seutuyp.area"]._all_memberships()
        now = {id_: borders.final(id_, successors) for id_ in successors}
        merged = [id_ for id_, place in now.items() if place in self.ids]
        rows = self.env["seutuyp.measurement"].search_fetch(
            [
                ("indicator_id", "=", indicator.id),
                ("region_id", "in", self.ids + merged),
                ("partner_id", "=", False),
                ("segment_id", "=", segment.id if segment else False),
                ("state", "=", "confirmed"),
            ],
            ["region_id", "date_from", "date_to", "value"],
        )
        told = {}
        for row in rows:
            id_, span = row.region_id.id, (row.date_from, row.date_to)
            told.setdefault((now.get(id_, id_), span), {})[id_] = row.value
        how = "sum" if indicator.combine == "sum" else "mean"
        found = {id_: {} for id_ in self.ids}
        for (id_, span), values in told.items():
            found[id_][span] = borders.together(values, sorted(values), how).value
        return found
