# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ..tools import borders, threshold

_lt = LazyTranslate(__name__)
# pylint: disable=translation-field  # unlike other words of a field, this is not exported

# By what the referrals of a place and year are divided, and the field that tells it.
DIVISIONS = {"outcome": "outcome_id", "segment": "segment_id", "service": "service_id"}


class SeutuypReferralTotal(models.Model):
    """How many referrals there were in a year: what may be told outside the region.

    Inside, the coordinator reads every number of the own region, small ones too, in
    ``seutuyp.referral.count``: who sends customers to whom is his to follow (§4.4 E).
    Outside, behind one or two customers stand people whom one knows. So nothing is
    hidden here when it is read: small numbers are added up before they are stored, see
    :mod:`..tools.threshold`, and no filter, grouping or export finds what is not there.

    A year is divided three times, by outcome, by segment and by service, and each
    division sums up to the same whole. Rows are counted anew by night.
    """

    _name = "seutuyp.referral.total"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Referrals of a region in a year"
    _order = "year desc, area_id, region_id, count desc, id"
    _rec_name = "year"
    _guard_all = True

    year = fields.Integer(required=True, index=True, aggregator=False)
    area_id = fields.Many2one(
        "seutuyp.area",
        index=True,
        ondelete="cascade",
        falsy_value_label=_lt("Areas with few, together"),
    )
    region_id = fields.Many2one(
        "seutuyp.region",
        index=True,
        ondelete="cascade",
        help="Empty: regions with few referrals, together.",
        falsy_value_label=_lt("Regions with few, together"),
    )
    divided_by = fields.Selection(
        [("outcome", "Outcome"), ("segment", "Segment"), ("service", "Service")],
        string="Divided by",
        required=True,
        index=True,
        help="Each referral stands once under each of these.",
    )
    outcome_id = fields.Many2one(
        "seutuyp.referral.outcome",
        ondelete="cascade",
        help="Empty: without an outcome so far, or tally marks.",
        falsy_value_label=_lt("No outcome yet, tally marks, small groups"),
    )
    segment_id = fields.Many2one(
        "seutuyp.segment",
        ondelete="cascade",
        help="Empty: tally marks.",
        falsy_value_label=_lt("Tally marks, small groups"),
    )
    service_id = fields.Many2one(
        "seutuyp.service",
        ondelete="cascade",
        help="Empty: tally marks without one.",
        falsy_value_label=_lt("No service told, small groups"),
    )
    is_rest = fields.Boolean(
        string="Small groups together",
        help="What would be too few to tell apart, and what hides it.",
    )
    count = fields.Integer(string="Customers", required=True, aggregator="sum")

    _once = models.UniqueIndex(
        "(year, COALESCE(area_id, 0), COALESCE(region_id, 0), divided_by, "
        "COALESCE(outcome_id, 0), COALESCE(segment_id, 0), COALESCE(service_id, 0), "
        "is_rest)",
        "This number is told already.",
    )
    _large_enough = models.Constraint(
        f"CHECK(count >= {threshold.LEAST})", "So small a number is not told."
    )

    @api.depends("year", "area_id", "region_id", "divided_by", *DIVISIONS.values())
    @api.depends_context("lang")
    def _compute_display_name(self):
        """Say where and of what, also where that is told by an empty field."""
        for row in self:
            names = ("area_id", "region_id", DIVISIONS.get(row.divided_by))
            words = [row._words_of(name) for name in names if name]
            row.display_name = ", ".join(filter(None, [str(row.year), *words]))

    def _words_of(self, name):
        field = self._fields[name]
        return self[name].display_name or field._description_falsy_value_label(self.env)

    @api.model
    def _cron_count(self):
        """Count anew; safe to run late or twice."""
        self.sudo()._count_anew()

    def _count_anew(self):
        """Bring the rows to what is true now; ids of unchanged rows stay."""
        wanted = self._wanted()
        # pylint: disable-next=no-search-all
        there = {row._key(): row for row in self.search([])}
        gone = self.union(*(row for key, row in there.items() if key not in wanted))
        gone._guarded().unlink()
        for key, count in wanted.items():
            row = there.get(key)
            if row and row.count != count:
                row._guarded().count = count
        self._create_guarded(
            [
                self._prepare_total_vals(key, count)
                for key, count in wanted.items()
                if key not in there
            ]
        )

    def _key(self):
        """Return (year, area, region, division, what it is of, whether the rest)."""
        part = self[DIVISIONS[self.divided_by]].id
        place = (self.area_id.id, self.region_id.id)
        return (self.year, *place, self.divided_by, part, self.is_rest)

    @api.model
    def _prepare_total_vals(self, key, count):
        year, area, region, division, part, is_rest = key
        return {
            "year": year,
            "area_id": area,
            "region_id": region,
            "divided_by": division,
            DIVISIONS[division]: part,
            "is_rest": is_rest,
            "count": count,
        }

    @api.model
    def _wanted(self):
        """Return {key of a row: number}, see :meth:`_key`."""
        wanted = {}
        areas = self._area_of_region()
        for division in DIVISIONS:
            for year, regions in self._divided(division).items():
                whole = {id_: sum(parts.values()) for id_, parts in regions.items()}
                for place, ids in self._places(whole, areas).items():
                    parts, rest = threshold.with_rest(_added(regions, ids))
                    for part, count in parts.items():
                        wanted[(year, *place, division, part, False)] = count
                    if rest:
                        wanted[(year, *place, division, False, True)] = rest
        return wanted

    @api.model
    def _places(self, counts, areas):
        """Return which regions stand alone in a year, and which ones together.

        :param dict counts: region id → number of referrals
        :param dict areas: region id → area id
        :return: {(area id or False, region id or False): region ids}
        """
        told = threshold.told_apart(_grouped(counts, areas))
        small = {id_: count for id_, count in counts.items() if count < threshold.LEAST}
        places = {}
        for area, region in told:
            if region is not None:
                ids = [region]
            elif area is not None:
                ids = [id_ for id_ in small if areas[id_] == area]
            else:
                ids = [id_ for id_ in small if (areas[id_], None) not in told]
            # regions without an area have none in common with those of all areas
            places.setdefault((area or False, region or False), []).extend(ids)
        return places

    @api.model
    def _divided(self, division):
        """Return {year: {region id: {id or False: number of referrals}}}."""
        rows = (
            self.env["seutuyp.referral.count"]
            .sudo()
            ._read_group(
                [], ["month:year", "region_id", DIVISIONS[division]], ["count:sum"]
            )
        )
        found = {}
        for day, region, part, count in rows:
            year = found.setdefault(day.year, {})
            year.setdefault(region.id, {})[part.id] = count
        return found

    @api.model
    def _area_of_region(self):
        """Return {region id: area id or False}; of a merged one its successor's."""
        regions = self.env["seutuyp.region"].sudo().with_context(active_test=False)
        regions = regions.search_fetch([], ["area_id", "successor_id"])
        areas = {region.id: region.area_id.id for region in regions}
        merged = {
            region.id: region.successor_id.id
            for region in regions
            if region.successor_id
        }
        return {id_: areas[id_] or areas[borders.final(id_, merged)] for id_ in areas}


def _grouped(counts, areas):
    groups = {}
    for id_, count in counts.items():
        groups.setdefault(areas[id_], {})[id_] = count
    return groups


def _added(regions, ids):
    added = {}
    for id_ in ids:
        for part, count in regions[id_].items():
            added[part] = added.get(part, 0) + count
    return added
