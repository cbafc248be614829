# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import ReportingCommon

REF = "seutuyp_reporting.indicator_"
DAY = "2051-01-10"


@tagged("post_install", "-at_install")
class TestReturn(ReportingCommon):
    """Every party returns the agreement's minimum once a year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.founders = cls.env.ref("seutuyp_network.segment_founders")
        cls.start = cls.env.ref("seutuyp_reporting.advice_class_start")
        feedback = cls._choose(indicator=cls.env.ref(REF + "return_feedback"))
        feedback.target_ids = [
            Command.create({"segment_id": cls.founders.id, "target": 4})
        ]
        cls.region_a._guarded().partner_ids = cls.organisation_a | cls.organisation_b
        with freeze_time(DAY):
            cls.rows = cls.env["seutuyp.return"]._open_year(cls.region_a, 2050)
        cls.mine = cls.rows.filtered(
            lambda row: row.partner_id == cls.organisation_a
        ).with_user(cls.partner_user)
        cls.theirs = cls.rows - cls.mine

    def _fill(self, row, customers=100, mean=4.5, answers=10, **kw):
        row.write({"customers": customers, **kw})
        row.advice_ids.filtered(lambda line: line.class_id == self.start).count = 7
        row.feedback_ids.write({"mean": mean, "answers": answers})

    def _value(self, code, segment=None):
        return self.env["seutuyp.measurement"].search(
            [
                ("indicator_id", "=", self.env.ref(REF + code).id),
                ("region_id", "=", self.region_a.id),
                ("segment_id", "=", segment.id if segment else False),
            ]
        )

    def test_opening(self):
        self.assertEqual(len(self.rows), 2)
        classes = self.env["seutuyp.advice.class"].search([("active", "=", True)])
        self.assertEqual(self.mine.advice_ids.class_id, classes)
        self.assertEqual(self.mine.feedback_ids.segment_id, self.founders)
        self.assertEqual(self.mine.feedback_ids.target, 4)
        again = self.env["seutuyp.return"]._open_year(self.region_a, 2050)
        self.assertFalse(again)

    @mute_logger("odoo.sql_db")
    def test_one_a_party_region_and_year(self):
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.rows[0].copy()

    def test_opened_in_january_and_by_the_coordinator(self):
        returns = self.env["seutuyp.return"]
        with freeze_time("2052-02-02"):
            returns._cron_open_year()
            self.assertFalse(returns.search([("year", "=", 2051)]))
            returns.with_user(self.coordinator).action_open_year()
        opened = returns.search([("year", "=", 2051)])
        self.assertEqual(opened.region_id, self.region_a)
        with freeze_time("2053-01-02"):
            returns._cron_open_year()
        self.assertTrue(returns.search([("year", "=", 2052)]))
        with self.assertRefused(UserError, "coordinator"):
            returns.with_user(self.partner_user).action_open_year()

    @staticmethod
    def _in_finnish(row):
        return row.with_context(lang="fi_FI").note_text

    def test_sums(self):
        with freeze_time(DAY):
            self._fill(
                self.mine,
                customers_before=80,
                referrals_out=5,
                double_counting="Joint visits.",
            )
            self.mine.action_return()
            row = self._value("return_customers")
            self.assertEqual(row.value, 100)
            self.assertEqual(row.coverage, "Returns of 1 of 2 parties")
            self.assertIn("Joint visits.", row.note)
            self._fill(
                self.theirs.with_user(self.coordinator),
                20,
                3.5,
                30,
                customers_before=20,
                referrals_out=1,
            )
            self.theirs.with_user(self.coordinator).action_return()
        expected = {
            "return_customers": 120,
            "return_change": 20,
            "return_advice": 14,
            "return_referrals": 6,
        }
        for code, value in expected.items():
            with self.subTest(code=code):
                self.assertEqual(self._value(code).value, value)
        feedback = self._value("return_feedback", self.founders)
        self.assertEqual(feedback.value, 3.75)
        self.assertEqual(row.coverage, "Returns of 2 of 2 parties")
        advice = self._value("return_advice")
        self.assertIn("Starting a company 14", advice.note)
        self.assertIn("Yrityksen perustaminen 14", self._in_finnish(advice))
        customers = self._in_finnish(self._value("return_customers"))
        self.assertIn("Joint visits.", customers, "as it was typed")
        self.assertNotIn("A customer of several", customers)
        self.assertEqual(self.theirs.returned_by_id, self.coordinator)

    def test_late_return_leaves_a_trace(self):
        with freeze_time(DAY):
            self._fill(self.mine)
            self.mine.action_return()
        with freeze_time("2051-06-01"):
            self._fill(self.theirs.with_user(self.coordinator), 20)
            self.theirs.with_user(self.coordinator).action_return()
        row = self._value("return_customers")
        self.assertEqual(row.value, 120)
        self.assertEqual(row.correction_ids.old_value, 100)
        self.assertIn("Organisation B", row.correction_ids.reason)

    def test_returned_is_closed(self):
        self._fill(self.mine)
        with freeze_time(DAY):
            self.mine.action_return()
        line = self.mine.advice_ids[0]
        for act in (
            lambda: self.mine.write({"customers": 1}),
            lambda: line.write({"count": 1}),
            line.unlink,
            lambda: self.mine.write({"advice_ids": [Command.clear()]}),
            self.mine.action_return,
        ):
            with self.assertRefused(UserError, "Open again"):
                act()
        with freeze_time(DAY):
            self.mine.action_open_again()
        self.mine.customers = 90
        self.assertFalse(self._value("return_customers"))

    def test_state_is_not_forged(self):
        for vals in ({"state": "returned"}, {"returned_by_id": 1}):
            with self.assertRaises(AccessError):
                self.mine.write(vals)
        with self.assertRaises(AccessError):
            self.mine.region_id = self.region_b

    def test_foreign_organisation(self):
        with self.assertRaises(AccessError):
            self.theirs.with_user(self.partner_user).customers = 1
        with self.assertRaises(AccessError):
            self.theirs.with_user(self.partner_user).action_return()
        with self.assertRaises(AccessError):
            self.theirs.advice_ids[0].with_user(self.partner_user).count = 1

    def test_own_return_while_the_agreement_is_renewed(self):
        self.region_a._guarded().partner_ids = False
        self.mine.customers = 3
        with freeze_time(DAY):
            self.mine.action_return()
        self.assertEqual(self._value("return_customers").value, 3)

    def test_year_before_comes_by_itself(self):
        self._fill(self.mine)
        with freeze_time(DAY):
            self.mine.action_return()
        with freeze_time("2052-01-10"):
            rows = self.env["seutuyp.return"]._open_year(self.region_a, 2051)
        own = rows.filtered(lambda row: row.partner_id == self.organisation_a)
        self.assertEqual(own.customers_before, 100)
        own.customers = 110
        self.assertEqual(own.change, 10)

    def test_home(self):
        with freeze_time(DAY):
            mine = self.env["seutuyp.home"].with_user(self.partner_user).get_home()
            theirs = self.env["seutuyp.home"].with_user(self.coordinator).get_home()
        texts = [item["text"] for item in mine["waiting"] if item["kind"] == "return"]
        self.assertEqual(
            texts, ["Tell the figures of Organisation A of 2050 in Region A."]
        )
        texts = [
            item["text"] for item in theirs["following"] if item["kind"] == "return"
        ]
        self.assertEqual(
            texts, ["0 of 2 parties have returned their figures of 2050 in Region A."]
        )
