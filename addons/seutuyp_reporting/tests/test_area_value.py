# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Date
from odoo.tests import tagged

from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from .common import ReportingCommon

OLD, NEW = ("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31")


@tagged("post_install", "-at_install")
class TestAreaValue(QueryCounts, ReportingCommon):
    """An area's value by the borders of its time, and by today's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.area_old = cls._create_area(name="Old area")
        for region in cls.region_a | cls.region_b:
            region.area_history_ids.date_from = "2026-01-01"
            region.area_history_ids = [
                (0, 0, {"area_id": cls.area_old.id, "date_to": "2025-12-31"})
            ]
        cls._choose(cls.region_b)
        for region, values in ((cls.region_a, (10, 20)), (cls.region_b, (1, 2))):
            for year, value in zip((2025, 2026), values, strict=True):
                cls._measure(value, year, region)
        cls.rows = cls.env["seutuyp.measurement"].search(
            [("indicator_id", "=", cls.indicator.id)]
        )
        cls.rows._confirm()

    def test_borders_of_its_time(self):
        value = self.area_old._value_of(self.indicator, *OLD)
        self.assertEqual(value["value"], 11)
        self.assertEqual(value["coverage"], "2 of 2 regions")
        self.assertIsNone(self.area_old._value_of(self.indicator, *NEW)["value"])
        self.assertEqual(self.area_a._value_of(self.indicator, *NEW)["value"], 20)

    def test_new_borders_through_the_reform(self):
        value = self.area_a._value_of(self.indicator, *OLD, borders_on="2026-06-01")
        self.assertEqual((value["value"], value["told"]), (10, self.region_a))

    def test_merged_region_counts_where_its_successor_is(self):
        self.region_b.area_history_ids.filtered(
            lambda row: not row.date_to
        ).date_to = "2026-12-31"
        self.region_b.successor_id = self.region_a
        later = {"borders_on": "2027-06-01"}
        value = self.area_a._value_of(self.indicator, *NEW, **later)
        self.assertEqual(value["value"], 22)
        span = tuple(map(Date.to_date, NEW))
        self.assertEqual(
            self.region_a._values_of(self.indicator)[self.region_a.id][span], 22
        )

    def test_only_what_is_confirmed_and_shared(self):
        self.choice.sharing = "region"
        value = self.area_old._value_of(self.indicator, *OLD)
        self.assertEqual((value["value"], value["missing"]), (1, self.region_a))
        self.assertEqual(value["coverage"], "1 of 2 regions")
        self.rows._guarded().state = "draft"
        self.assertIsNone(self.area_old._value_of(self.indicator, *OLD)["value"])

    def test_mean_and_share(self):
        self.indicator.combine = "mean"
        self.assertEqual(self.area_old._value_of(self.indicator, *OLD)["value"], 5.5)

    def test_nation(self):
        span = tuple(map(Date.to_date, OLD))
        nation = self.env["seutuyp.area"]._nation_values(self.indicator)
        self.assertFalse(nation)
        self.indicator.choice_ids.sharing = "nation"
        nation = self.env["seutuyp.area"]._nation_values(self.indicator)
        self.assertEqual(nation[span]["value"], 11)
        self.assertIn(self.region_a, nation[span]["told"])

    def test_costs_do_not_grow(self):
        areas = self.area_old | self.area_a | self.area_b
        self.assertSameCost(
            lambda some: some._values_of(self.indicator), self.area_a, areas
        )
