# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from .common import ReportingCommon

STEADY = [20, 24, 22, 25, 21, 23, 26, 22, 24]
FALLEN = [*STEADY, 3]


class TrendCommon(ReportingCommon):
    """Yearly values of region A, one of them exceptional when asked for."""

    @classmethod
    def _told(cls, values, last=2026, region=None, indicator=None, **kw):
        """Return confirmed values of years on end, the last one of year ``last``."""
        region, indicator = region or cls.region_a, indicator or cls.indicator
        first = last - len(values) + 1
        rows = cls.env["seutuyp.measurement"]._create_guarded(
            [
                {
                    "indicator_id": indicator.id,
                    "region_id": region.id,
                    "date_from": f"{year}-01-01",
                    "date_to": f"{year}-12-31",
                    "value": value,
                    "state": "confirmed",
                    **kw,
                }
                for year, value in enumerate(values, first)
            ]
        )
        cls.env.flush_all()
        cls.env.invalidate_all()
        return rows

    @classmethod
    def _regions_with(cls, values, area=None, sharing="area", year=2026):
        """Return regions of an area that follow the indicator, with a value each."""
        regions = cls.env["seutuyp.region"]
        for value in values:
            region = cls._create_region(
                name=cls._next_code("Neighbour "), area=area or cls.area_a
            )
            cls._choose(region, sharing=sharing)
            cls._told([value], year, region)
            regions |= region
        return regions

    def _choice_of(self, user):
        self.env.invalidate_all()
        return self.choice.with_user(user)


class TrendAccessCommon(ReportingCommon):
    """What is judged of values: an exceptional change, a day judged anew."""

    @classmethod
    def _except(cls, choice):
        return cls.env["seutuyp.indicator.exception"]._create_guarded(
            [
                {
                    "choice_id": choice.id,
                    "code": "outside",
                    "direction": "up",
                    "date_from": "2026-01-01",
                    "date_to": "2026-12-31",
                }
            ]
        )

    @classmethod
    def _rebase(cls, choice):
        return cls.env["seutuyp.indicator.rebase"].create(
            {"choice_id": choice.id, "date": "2026-01-01", "reason": "Borders"}
        )
