# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from .common_trend import STEADY, TrendCommon


@tagged("post_install", "-at_install")
class TestTrendComparison(TrendCommon):
    """Beside area and nation, and regions alike: as far as values are shared."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._told(STEADY)  # 24 in 2026

    def _beside(self, user=None):
        page = self._choice_of(user or self.coordinator).trend_page
        return {row["name"]: row["value"] for row in page["series"][0]["beside"]}

    def _peers(self, user=None):
        page = self._choice_of(user or self.coordinator).trend_page
        return [peer["name"] for peer in page["peers"]]

    def test_hidden_below_three_regions(self):
        self._regions_with([30])
        self.assertEqual(self._beside(), {"Area A": "", "Whole country": ""})
        self._regions_with([36])
        self.assertEqual(self._beside(), {"Area A": "30", "Whole country": ""})

    def test_nation_hears_only_what_is_shared_with_it(self):
        self._regions_with([30, 36])
        self._regions_with([10, 20, 60], self.area_b, "nation")
        self.assertEqual(self._beside(), {"Area A": "30", "Whole country": "30"})
        self._regions_with([500], self.area_b, "region")
        self.assertEqual(self._beside()["Whole country"], "30")

    def test_nobody_is_left_when_known_values_are_subtracted(self):
        # own 24, one that everybody reads, and one that would be left over
        self._regions_with([30], sharing="public")
        self._regions_with([36])
        self.assertEqual(self._beside()["Area A"], "")
        # the area contact reads them all and may hear their mean
        self.assertEqual(self._beside(self.area_contact)["Area A"], "30")

    def test_area_and_nation_are_not_subtracted(self):
        self._regions_with([30, 36, 42], sharing="nation")
        # the area has own 24 beside the same three: whoever knows only the nation's
        # mean and the area's would be left with it, but the coordinator knows it
        beside = self._beside()
        self.assertEqual(beside, {"Area A": "33", "Whole country": "36"})
        self._regions_with([70])  # one more in the area alone
        self.assertEqual(self._beside()["Whole country"], "")

    def test_other_areas_do_not_hear_what_is_shared_with_the_area(self):
        self.choice.sharing = "public"
        self._regions_with([30, 36])
        self.assertEqual(self._beside(self.coordinator_b)["Area A"], "")

    def test_preliminary_and_other_periods_do_not_count(self):
        self._regions_with([30, 36], year=2025)
        for value in (1, 2):
            region = self._create_region(area=self.area_a)
            self._choose(region, sharing="public")
            self._measure(value, region=region)
        self.assertEqual(self._beside()["Area A"], "")

    def test_official_value_goes_first(self):
        self.env["seutuyp.measurement"]._create_guarded(
            [
                {
                    "indicator_id": self.indicator.id,
                    "date_from": "2026-01-01",
                    "date_to": "2026-12-31",
                    "value": 1234,
                    "state": "confirmed",
                    "source": "Statistics",
                }
            ]
        )
        beside = self._beside()
        self.assertEqual(beside["Whole country"].replace(",", ""), "1234")

    # ---------------------------------------------------------------------- peers
    def test_peers_stand_in_the_alphabet_without_values(self):
        names = ["Öja", "Alavus", "Kemi"]
        for name, value in zip(names, (40, 20, 30), strict=True):
            region = self._create_region(
                name=name,
                area=self.area_b,
                coordinator_id=self.coordinator_b.partner_id.id,
            )
            self._choose(region, sharing="nation")
            self._told([value], region=region)
        self.assertEqual(self._peers(), ["Alavus", "Kemi", "Öja"])
        peer = self._choice_of(self.coordinator).trend_page["peers"][0]
        self.assertEqual(set(peer), {"id", "name", "coordinator", "email"})
        self.assertEqual(peer["email"], self.coordinator_b.partner_id.email)

    def test_unlike_or_unshared_regions_are_no_peers(self):
        self._regions_with([100], self.area_b, "nation")  # unlike
        self._regions_with([24], self.area_b, "area")  # not shared so far
        self._regions_with([24], self.area_a, "region")
        self.assertFalse(self._peers())
        near = self._regions_with([24], self.area_a, "area")
        self.assertEqual(self._peers(), [near.name])

    def test_whoever_reads_no_value_hears_of_no_peers(self):
        self._regions_with([24], self.area_b, "nation")
        self.assertFalse(self._peers(self.outsider))
