# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from itertools import combinations

from psycopg2.errors import CheckViolation

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from .common_referral import ReferralCommon
from .common_rpc import RpcCase

YEAR = 2050
MODEL = "seutuyp.referral.total"
GROUPS = ("area_id", "region_id", "outcome_id", "segment_id", "service_id", "is_rest")
READERS = ("coordinator", "area_contact", "reviewer", "manager")
OTHERS = ("coordinator_b", "partner_user", "receiver_user", "outsider")


class TotalCommon(ReferralCommon):
    """Area A has a region with many referrals and four with few; B has few."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.totals = cls.env[MODEL]
        cls.small = cls.env["seutuyp.region"]
        cls._tally(cls.region_a, 9)
        for count in (1, 1, 2, 2):
            region = cls._create_region(area=cls.area_a, name=cls._next_code("Small"))
            cls._tally(region, count)
            cls.small |= region
        cls._tally(cls.region_b, 2)
        cls._recount()

    @classmethod
    def _tally(cls, region, count, year=YEAR, **kw):
        return cls.env["seutuyp.referral.tally"].create(
            {
                "region_id": region.id,
                "from_partner_id": cls.organisation_a.id,
                "to_partner_id": cls.receiver.id,
                "month": f"{year}-03-01",
                "count": count,
                **kw,
            }
        )

    @classmethod
    def _recount(cls):
        cls.env.flush_all()
        cls.totals._cron_count()
        cls.env.flush_all()

    def _rows(self, division="outcome", year=YEAR):
        return self.totals.search([("year", "=", year), ("divided_by", "=", division)])

    def _told(self, *args):
        """Return {region name, or None for those together: number}."""
        rows = self._rows(*args)
        return {
            region.name or None: sum(own.mapped("count"))
            for region, own in rows.grouped("region_id").items()
        }


@tagged("post_install", "-at_install")
class TestReferralTotal(QueryCounts, TotalCommon):
    """Small numbers are added up before anybody can read them."""

    def test_small_regions_stand_together(self):
        for division in ("outcome", "segment", "service"):
            with self.subTest(division=division):
                self.assertEqual(self._told(division), {"Region A": 9, None: 6})
        together = self._rows().filtered(lambda row: not row.region_id)
        self.assertEqual(together.area_id, self.area_a)

    def test_what_stands_together_has_a_name(self):
        """Pivots and lists would otherwise call it “None”."""
        readers = self.totals.with_user(self.reviewer).with_context(lang="fi_FI")
        for name in GROUPS[:-1]:
            with self.subTest(field=name):
                label = readers.fields_get([name])[name]["falsy_value_label"]
                self.assertRegex(label, "yhdessä|pienet ryhmät")

    def test_a_card_says_what_it_counts(self):
        readers = self._rows().with_user(self.reviewer).with_context(lang="fi_FI")
        together = readers.filtered(lambda row: not row.region_id)[:1]
        self.assertRegex(
            together.display_name, r"^2050, .+, .+ yhdessä, .*pienet ryhmät$"
        )

    def test_what_would_tell_even_together_is_left_out(self):
        self._tally(self.small[0], 5, service_id=self.service.id)
        self._recount()
        # 1, 2 and 2 are left of the area: whoever knows the 1 would be left with 4
        self.assertEqual(
            self._told(), {"Region A": 9, self.small[0].name: 6}, "9 and 6 alone"
        )

    def test_small_regions_of_several_areas(self):
        (self.small[0] | self.small[2]).area_history_ids.area_id = self.area_b
        self._recount()
        together = self._rows().filtered(lambda row: not row.region_id)
        self.assertFalse(together.area_id)
        # with the 2 of region B
        self.assertEqual(self._told(), {"Region A": 9, None: 8})

    def test_a_part_that_is_small_is_hidden_with_another(self):
        with freeze_time("2050-06-01"):
            for _turn in range(4):
                self._send().with_user(self.receiver_user).action_close(self.outcome.id)
            self._send()
        self._tally(self.region_a, 3, service_id=self.service.id)
        self._recount()
        rows = self._rows().filtered(lambda row: row.region_id == self.region_a)
        self.assertEqual(
            {(row.outcome_id, row.is_rest): row.count for row in rows},
            {
                (self.outcome, False): 4,
                (self.outcome.browse(), False): 13,
            },
        )
        rows = self._rows("segment").filtered(
            lambda row: row.region_id == self.region_a
        )
        self.assertEqual(
            {(row.segment_id, row.is_rest): row.count for row in rows},
            {(self.segment, False): 5, (self.segment.browse(), False): 12},
        )
        other = self.env["seutuyp.referral.outcome"].create(
            {"code": "other", "name": "Other"}
        )
        with freeze_time("2050-07-01"):
            self._send().with_user(self.receiver_user).action_close(other.id)
        self._recount()
        rows = self._rows().filtered(lambda row: row.region_id == self.region_a)
        self.assertEqual(
            {(row.outcome_id, row.is_rest): row.count for row in rows},
            {(other.browse(), False): 13, (other.browse(), True): 5},
            "the 4 hides the 1",
        )

    def test_a_merged_region_counts_where_it_went(self):
        self.region_b.successor_id = self.region_a
        self._tally(self.region_b, 5, service_id=self.service.id)
        self.region_b.area_history_ids.unlink()
        self._recount()
        row = self._rows().filtered(lambda row: row.region_id == self.region_b)
        self.assertEqual((row.count, row.area_id), (7, self.area_a))

    def test_counting_anew_keeps_what_is_the_same(self):
        before = self._rows()
        self._tally(self.region_a, 1, year=YEAR, service_id=self.service.id)
        self._recount()
        self.assertEqual(self._rows(), before)
        self.assertEqual(self._told()["Region A"], 10)
        tallies = self.env["seutuyp.referral.tally"].search([])
        tallies.filtered(lambda row: row.region_id == self.region_a).unlink()
        self._recount()
        self.assertEqual(self._told(), {None: 6})

    @mute_logger("odoo.sql_db")
    def test_a_small_number_is_not_even_stored(self):
        with self.assertRaises(CheckViolation), self.cr.savepoint():
            self._rows()[0]._guarded().count = 2
            self.env.flush_all()

    def test_statistics_tell_the_same(self):
        statistics = self.env["seutuyp.referral"].with_user(self.reviewer)
        found = statistics.referral_statistics(YEAR)
        self.assertEqual(found["total"], sum(self._told().values()))

    def test_costs_do_not_grow(self):
        def recount(_records):
            self.totals._wanted()

        few = self._count(recount, None)
        for _number in range(10):
            self._tally(self._create_region(area=self.area_b), 5)
        self.env.flush_all()
        self.assertLessEqual(self._count(recount, None), few)


@tagged("post_install", "-at_install")
class TestReferralTotalRpc(RpcCase, TotalCommon):
    """Each role over RPC: own region, own area, nation; never a small number."""

    def _sums(self, *groups):
        rows = self._result(
            MODEL,
            "formatted_read_group",
            [("year", "=", YEAR), ("divided_by", "=", "outcome")],
            list(groups),
            ["count:sum"],
        )
        return [row["count:sum"] for row in rows if row["count:sum"]]

    def test_who_reads_what(self):
        expected = {
            "coordinator": [9],
            "area_contact": [9, 6],
            "reviewer": [9, 6],
            "manager": [9, 6],
        }
        for role in (*READERS, *OTHERS):
            self._log_in(getattr(self, role))
            with self.subTest(role=role):
                found = self._sums("region_id")
                self.assertCountEqual(found, expected.get(role, []))
        self._log_in(self.portal_user)
        self.assertTrue(self._refused(MODEL, "search_read", [], ["count"]))

    @mute_logger("odoo.http")
    def test_small_numbers_are_not_found(self):
        hidden = [*self.small.ids, self.region_b.id]
        for role in (*READERS, *OTHERS):
            self._log_in(getattr(self, role))
            with self.subTest(role=role):
                for domain in (
                    [("count", "<", 3)],
                    [("region_id", "in", hidden)],
                    [("region_id", "child_of", hidden)],
                    [("region_id.name", "like", "Small")],
                    [("region_id.referral_total_ids.count", "<", 3)],
                ):
                    answer = self._call(MODEL, "search_count", domain)
                    self.assertFalse(answer.get("result"), domain)
                for size in range(len(GROUPS) + 1):
                    for groups in combinations(GROUPS, size):
                        sums = self._sums(*groups)
                        self.assertFalse([one for one in sums if one < 3], groups)

    @mute_logger("odoo.http")
    def test_raw_rows_stay_closed(self):
        for role in ("area_contact", "reviewer", "manager", "coordinator_b"):
            self._log_in(getattr(self, role))
            for model in (
                *("seutuyp.referral", "seutuyp.referral.count"),
                "seutuyp.referral.tally",
            ):
                with self.subTest(role=role, model=model):
                    foreign = [("region_id", "!=", self.region_b.id)]
                    self.assertEqual(self._result(model, "search_count", foreign), 0)
                    groups = self._result(
                        *(model, "formatted_read_group", foreign),
                        *(["region_id"], ["__count"]),
                    )
                    self.assertFalse(groups)

    @mute_logger("odoo.http")
    def test_nobody_writes(self):
        row = self._rows()[0]
        vals = {"year": YEAR, "divided_by": "outcome", "count": 99}
        for role in READERS:
            self._log_in(getattr(self, role))
            with self.subTest(role=role):
                self.assertTrue(self._refused(MODEL, "write", row.ids, {"count": 9}))
                self.assertTrue(self._refused(MODEL, "create", [vals]))
                self.assertTrue(self._refused(MODEL, "unlink", row.ids))

    def test_menus(self):
        expected = dict.fromkeys(READERS, True)
        menus = self.env["ir.ui.menu"]
        ours = self.env.ref("seutuyp_reporting.menu_referral_total_outcome")
        for role in (*READERS, "partner_user"):
            shown = menus.with_user(getattr(self, role))._visible_menu_ids()
            with self.subTest(role=role):
                self.assertEqual(ours.id in shown, expected.get(role, False))
