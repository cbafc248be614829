# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.seutuyp_network.tests.counting import queries

from .common_trend import TrendCommon

OLD, NEW = "2025", "2026"


@tagged("post_install", "-at_install")
class TestTrendBorders(TrendCommon):
    """Areas changed in 2026: values are read by old or by new borders."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        clock = freeze_time("2027-03-01")
        clock.start()
        cls.addClassCleanup(clock.stop)
        cls.area_old = cls._create_area(name="Old area")
        cls._told([10, 20], region=cls.region_a)
        # Region A with three others in the old area, two of which went to area B
        cls.stay = cls._two_years((1, 2))
        cls.left = cls._two_years((4, 8), cls.area_b)
        cls.left |= cls._two_years((5, 9), cls.area_b)
        for region in cls.region_a | cls.stay | cls.left:
            region.area_history_ids.date_from = "2026-01-01"
            region.area_history_ids = [
                Command.create({"area_id": cls.area_old.id, "date_to": "2025-12-31"})
            ]
        cls.new = cls._two_years((6, 7))  # has been of area A for ever
        cls.newer = cls._two_years((8, 3))

    @classmethod
    def _two_years(cls, values, area=None):
        region = cls._create_region(
            name=cls._next_code("Neighbour "), area=area or cls.area_a
        )
        cls._choose(region, sharing="nation")
        cls._told(values, region=region)
        return region

    def _borders(self, user=None, choice=None):
        """Return {old or new: {period: row}} as the page shows it."""
        self.env.flush_all()
        self.env.invalidate_all()
        choice = (choice or self.choice).with_user(user or self.coordinator)
        return {
            page["code"]: {row["period"]: row for row in page["rows"]}
            for page in choice.trend_page["series"][0]["borders"]
        }

    def _value(self, kind, period, **kw):
        return self._borders(**kw)[kind][period]["value"]

    def test_old_and_new(self):
        found = self._borders()
        self.assertEqual(
            {kind: rows[OLD]["area"] for kind, rows in found.items()},
            {"new": "Area A", "old": "Old area"},
        )
        # new: A 10, stay 1, new 6, newer 8; old: A 10, stay 1, left 4 and 5
        self.assertEqual(found["new"][OLD]["value"], "25")
        self.assertEqual(found["old"][OLD]["value"], "20")
        self.assertEqual(found["old"][OLD]["coverage"], "4 of 4 regions")
        self.assertEqual(found["new"][NEW], found["old"][NEW])
        self.assertEqual(found["new"][NEW]["value"], "32")
        self.assertEqual(found["new"][OLD]["region"], "10")

    def test_the_newest_stands_first(self):
        self.assertEqual(list(self._borders()["new"]), [NEW, OLD])

    def test_no_choice_where_nothing_differs(self):
        choice = self.new.with_env(self.env)
        choice = self.env["seutuyp.indicator.choice"].search(
            [("region_id", "=", self.new.id)]
        )
        self.assertEqual(
            self._borders(self.manager, choice)["new"][OLD]["area"], "Area A"
        )

    def test_less_than_three_are_not_told(self):
        chosen = self.env["seutuyp.indicator.choice"].search(
            [("region_id", "in", (self.stay | self.left[0]).ids)]
        )
        chosen.sharing = "region"
        row = self._borders()["old"][OLD]
        self.assertEqual((row["value"], row["region"]), ("", "10"))
        self.assertIn("too few", row["coverage"])

    def test_what_is_kept_in_a_region_is_not_added(self):
        self.env["seutuyp.indicator.choice"].search(
            [("region_id", "=", self.stay.id)]
        ).sharing = "region"
        row = self._borders()["old"][OLD]
        self.assertEqual(row["value"], "19")
        self.assertEqual(row["coverage"], "3 of 4 regions")

    def test_old_less_new_does_not_give_a_region_away(self):
        """One region more in the old area than in the new: the new one is told."""
        (self.left[0].area_history_ids.filtered("date_from")).area_id = self.area_a
        (self.new | self.newer).area_history_ids.area_id = self.area_b
        found = self._borders()
        self.assertEqual(found["new"][OLD]["value"], "15")  # 10, 1 and 4
        self.assertEqual(found["old"][OLD]["value"], "", "20 less 15 is the last one's")
        # whoever reads them all anyway hears both
        self.assertEqual(self._value("old", OLD, user=self.manager), "20")

    def test_two_new_areas_less_the_old_one(self):
        """The old area went to two, one of which had one region of its own."""
        (self.left | self.new).area_history_ids.filtered(
            lambda row: row.area_id != self.area_old
        ).area_id = self.area_b
        self.newer.area_history_ids.area_id = self.area_old
        extra = self._two_years((2, 2))
        extra.area_history_ids.write({"date_from": "2026-01-01"})
        extra.area_history_ids = [
            Command.create({"area_id": self.area_old.id, "date_to": "2025-12-31"})
        ]
        # new A: own 10, stay 1, extra 2; new B: left 4 and 5, new 6; the old one: own,
        # stay, extra, left, newer; A and B less old: new less newer, two unknown
        self.assertEqual(self._value("old", OLD), "30")
        self.newer.area_history_ids.unlink()
        # now A and B less the old one would be the value of ``new`` alone
        self.assertEqual(self._value("old", OLD), "")
        self.assertEqual(self._value("new", OLD), "13")

    def test_share_of_yes(self):
        self.indicator.write({"value_kind": "yes_no", "combine": "share"})
        self.env["seutuyp.measurement"].search(
            [("indicator_id", "=", self.indicator.id)]
        )._guarded().value = 1
        self.assertEqual(self._value("old", OLD), "yes in 100 %")

    # ------------------------------------------------------------------ merged regions
    def _merge_stay(self):
        self.stay.area_history_ids.filtered(
            lambda row: not row.date_to
        ).date_to = "2026-12-31"
        self.stay.successor_id = self.region_a

    def test_merged_region_counts_where_its_successor_is(self):
        self._merge_stay()
        found = self._borders(self.manager)
        self.assertEqual(found["new"][NEW]["region"], "22")
        self.assertEqual(found["old"][NEW]["region"], "20")
        self.assertEqual(found["new"][OLD]["value"], "25")
        self.assertEqual(found["old"][OLD]["value"], "20")

    def test_a_merged_regions_value_is_its_own(self):
        """The coordinator of the successor does not read it: it is not added."""
        self._merge_stay()
        found = self._borders()
        self.assertEqual(found["new"][NEW]["region"], "")
        self.assertEqual(found["old"][NEW]["region"], "20")

    # ---------------------------------------------------------------------- readers
    def test_whoever_reads_no_value_sees_nothing(self):
        self.choice.sharing = "region"
        page = self._choice_of(self.outsider).trend_page
        self.assertFalse(page["series"])

    def test_costs_do_not_grow_with_the_years(self):
        def read():
            self.assertTrue(self._choice_of(self.coordinator).trend_page)

        few = queries(self.env, read)
        for region in self.region_a | self.stay | self.left:
            self._told([1] * 10, last=2024, region=region)
        self.assertLessEqual(queries(self.env, read), few)
