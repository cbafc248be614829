# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from .common_referral import ReferralCommon

YEAR = ("2050-01-01", "2050-12-31")


@tagged("post_install", "-at_install")
class TestReferralCounts(QueryCounts, ReferralCommon):
    """Referrals and tally marks are counted together, and small numbers not told."""

    def _mark(self, count, user=None, **kw):
        return (
            self.env["seutuyp.referral.tally"]
            .with_user(user or self.partner_user)
            .create(
                {
                    "region_id": self.region_a.id,
                    "to_partner_id": self.receiver.id,
                    "month": "2050-03-17",
                    "count": count,
                    **kw,
                }
            )
        )

    def _counts(self, regions=None):
        regions = regions or self.region_a | self.region_b
        self.env.flush_all()
        return self.env["seutuyp.referral"]._counts(regions, *YEAR)

    def test_both_count(self):
        with freeze_time("2050-12-31"):
            sent = self._send()
        self._mark(4)
        self._mark(2, month="2051-01-01")
        self.assertEqual(self._counts(), {self.region_a.id: 5, self.region_b.id: 0})
        sent.with_user(self.partner_user).action_take_back()
        self.assertEqual(self._counts()[self.region_a.id], 4, "a mistake is none")

    def test_a_month_is_named_as_one(self):
        """Not as within a date, which in Finnish is another case."""
        self._mark(4)
        tallies = self.env["seutuyp.referral.tally"].with_context(lang="fi_FI")
        groups = tallies.formatted_read_group(
            [("month", "=", "2050-03-01")], ["month:month"], ["count:sum"]
        )
        self.assertEqual(groups[0]["month:month"][1], "maaliskuu 2050")

    def test_indicator(self):
        self._mark(4)
        regions = self.region_a | self.region_b
        compute = self.env["seutuyp.indicator"]._compute_referrals
        self.assertEqual(
            compute(regions, *YEAR), {self.region_a.id: 4, self.region_b.id: None}
        )
        self._mark(2, month="2051-05-01")
        later = compute(regions, "2051-01-01", "2051-12-31")
        self.assertIsNone(later[self.region_a.id], "a value is shared, small ones not")
        later = compute(regions, "2060-01-01", "2060-12-31")
        self.assertEqual(later[self.region_a.id], 0)

    def test_tally_once_a_month(self):
        row = self._mark(4)
        self.assertEqual(str(row.month), "2050-03-01")
        self.assertEqual(row.from_partner_id, self.organisation_a)
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self._mark(1)

    @mute_logger("odoo.sql_db")
    def test_tally_of_something(self):
        with self.assertRaises(CheckViolation):
            self._mark(0)

    def test_the_sender_keeps_it(self):
        row = self._mark(1)
        with self.assertRaises(AccessError):
            row.with_user(self.receiver_user).count = 9
        with self.assertRaises(AccessError):
            self._mark(1, user=self.receiver_user, from_partner_id=self.third.id)
        with self.assertRaises(AccessError):
            row.with_user(self.partner_user).from_partner_id = self.third
        row.with_user(self.coordinator).count = 3

    def test_pivot(self):
        self._mark(4)
        self.env.flush_all()
        domain = [("month", "=", "2050-03-01")]
        for role, count in (
            ("coordinator", 4),
            ("receiver_user", 4),
            ("third_user", 0),
        ):
            rows = self.env["seutuyp.referral.count"].with_user(getattr(self, role))
            with self.subTest(role=role):
                self.assertEqual(sum(rows.search(domain).mapped("count")), count)
        for role in ("reviewer", "area_contact", "manager", "coordinator_b"):
            rows = self.env["seutuyp.referral.count"].with_user(getattr(self, role))
            with self.subTest(role=role):
                groups = rows.formatted_read_group([], ["region_id"], ["count:sum"])
                self.assertFalse(groups)

    def test_pivot_groups_without_single_referrals(self):
        with freeze_time("2050-05-01"):
            self._send()
        with freeze_time("2050-05-20"):
            self._send()
        self.env.flush_all()
        rows = self.env["seutuyp.referral.count"].with_user(self.coordinator)
        row = rows.search([("month", "=", "2050-05-01")])
        self.assertEqual((len(row), row.count), (1, 2))

    def test_small_numbers_are_not_told(self):
        self._join(self.organisation_b | self.receiver, self.region_b)
        self._mark(2)
        statistics = self.env["seutuyp.referral"].with_user(self.reviewer)

        def told():
            found = statistics.referral_statistics(2050)
            return {row["region_id"]: row["count"] for row in found["regions"]}, found

        counts, found = told()
        self.assertIsNone(counts[self.region_a.id])
        self.assertEqual(counts[self.region_b.id], 0)
        self.assertIsNone(found["total"])
        self._mark(5, month="2050-04-01")
        counts, found = told()
        self.assertEqual((counts[self.region_a.id], found["total"]), (7, 7))
        area = statistics.referral_statistics(2050, self.area_b.id)
        self.assertEqual([row["count"] for row in area["regions"]], [0])
        area = statistics.referral_statistics(2050, self.area_a.id)
        self.assertEqual(area["total"], 7)
        with self.assertRaises(AccessError):
            statistics.with_user(self.portal_user).referral_statistics(2050)

    def test_an_area_does_not_tell_what_the_nation_hides(self):
        other = self._create_region(area=self.area_a, name="Other")
        for region, count in ((self.region_a, 2), (other, 9), (self.region_b, 4)):
            self.env["seutuyp.referral.tally"].create(
                {
                    "region_id": region.id,
                    "from_partner_id": self.organisation_a.id,
                    "to_partner_id": self.receiver.id,
                    "month": "2050-03-01",
                    "count": count,
                }
            )
        statistics = self.env["seutuyp.referral"].with_user(self.reviewer)
        area = statistics.referral_statistics(2050, self.area_a.id)
        nation = statistics.referral_statistics(2050)
        # without the 2, or 11 less 9 would tell it
        self.assertEqual((area["total"], nation["total"]), (9, 13))
        for found in (area, nation):
            told = {row["region_id"]: row["count"] for row in found["regions"]}
            self.assertIsNone(told[self.region_a.id])
            self.assertEqual(told[other.id], 9)
        self.assertEqual(told[self.region_b.id], 4)

    # ------------------------------------------------------------------------ cost
    def test_cost_of_counting(self):
        regions = self.region_a | self.region_b
        for number in range(4):
            regions |= self._create_region(area=self.area_a, name=f"R{number}")
        few = self._count(self._plain_counts, self.region_a)
        self.assertLessEqual(self._count(self._plain_counts, regions), few)
        self.assertLessEqual(few, 3)

    def _plain_counts(self, regions):
        return self.env["seutuyp.referral"]._counts(regions, *YEAR)

    def _read_list(self, referrals):
        names = ["display_name", "mark", "next_step", "available_actions", "may_show"]
        return referrals.read([*names, "may_send_again", "phone"])

    def test_cost_of_the_list(self):
        many = self.referral
        for _turn in range(5):
            many |= self._send()
        user = self.receiver_user
        self.assertSameCost(
            self._read_list,
            self._plain(many[:1], user),
            self._plain(many, user),
        )

    def test_cost_of_home_and_erasing(self):
        home = self.env["seutuyp.home"].with_user(self.receiver_user)
        few = self._count(home._waiting_referrals)
        many = self.referral
        for _turn in range(5):
            many |= self._send()
        self.assertLessEqual(self._count(home._waiting_referrals), few)
        self.assertSameCost(lambda rows: rows._erase(), many[:1], many)
