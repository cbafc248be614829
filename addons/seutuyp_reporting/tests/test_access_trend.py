# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_rpc import RpcCase
from .common_trend import TrendAccessCommon

EXCEPTION, REBASE = "seutuyp.indicator.exception", "seutuyp.indicator.rebase"
ROLES = (
    *("manager", "reviewer", "area_contact", "deputy", "coordinator", "partner_user"),
    *("coordinator_b", "outsider"),
)
INNER = ("manager", "coordinator", "partner_user")
AREA = (*INNER, "area_contact", "deputy")
# Who reads of region A, by how far the region shares its values.
READERS = {
    "region": INNER,
    "area": AREA,
    "nation": (*AREA, "reviewer"),
    "public": ROLES,
}
# Who reads of region B, seen from region A, when B shares with its area.
READERS_OF_B = ("manager", "coordinator_b")
WRITERS = {"own": ("manager", "coordinator"), "foreign": ("manager", "coordinator_b")}


@tagged("post_install", "-at_install")
class TestAccessTrend(RpcCase, TrendAccessCommon):
    """Exceptional changes and days judged anew, of the own region and another."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deputy = cls._create_user("deputy", "group_area")
        cls.area_a.deputy_id = cls.deputy.partner_id
        cls.region_a._guarded().partner_ids = cls.organisation_a
        choices = {"own": cls.choice, "foreign": cls._choose(cls.region_b)}
        cls.choices = choices
        cls.exceptions = {whose: cls._except(one) for whose, one in choices.items()}
        cls.rebases = {whose: cls._rebase(one) for whose, one in choices.items()}
        cls.env.flush_all()

    def _readers(self, records):
        self.env.flush_all()
        self.env.invalidate_all()
        return {
            role
            for role in ROLES
            if records.with_user(getattr(self, role)).has_access("read")
        }

    def test_sharing_decides_who_reads(self):
        for sharing, readers in READERS.items():
            self.choice.sharing = sharing
            for rows in (self.exceptions, self.rebases):
                with self.subTest(sharing=sharing, model=rows["own"]._name):
                    self.assertEqual(self._readers(rows["own"]), set(readers))
                    self.assertEqual(self._readers(rows["foreign"]), set(READERS_OF_B))

    @mute_logger("odoo.http", "odoo.sql_db")
    def test_every_word_over_rpc(self):
        readers = {"own": READERS["area"], "foreign": READERS_OF_B}
        for year, role in enumerate(ROLES, 2000):
            self._log_in(getattr(self, role))
            for whose, choice in self.choices.items():
                reads, writes = role in readers[whose], role in WRITERS[whose]
                with self.subTest(role=role, whose=whose):
                    self._exceptions_over_rpc(self.exceptions[whose], reads, writes)
                    self._rebases_over_rpc(self.rebases[whose], reads, writes)
                    self._new_ones_over_rpc(choice, f"{year}-01-01", writes)

    def _exceptions_over_rpc(self, rows, reads, writes):
        for method, args, may in (
            ("read", [rows.ids, ["code"]], reads),
            ("write", [rows.ids, {"comment": "It is known."}], writes),
            ("write", [rows.ids, {"state": "withdrawn"}], False),
            ("write", [rows.ids, {"region_id": self.region_b.id}], False),
            ("unlink", [rows.ids], False),
        ):
            answer = self._call(EXCEPTION, method, *args)
            self.assertEqual("result" in answer, may, (method, args))
        found = self._result(EXCEPTION, "search_count", [("id", "in", rows.ids)])
        self.assertEqual(bool(found), reads)

    def _rebases_over_rpc(self, rows, reads, writes):
        for method, args, may in (
            ("read", [rows.ids, ["reason"]], reads),
            ("write", [rows.ids, {"reason": "Counted otherwise"}], writes),
            ("write", [rows.ids, {"sharing": "public"}], False),
        ):
            answer = self._call(REBASE, method, *args)
            self.assertEqual("result" in answer, may, (method, args))
        found = self._result(REBASE, "search_count", [("id", "in", rows.ids)])
        self.assertEqual(bool(found), reads)

    def _new_ones_over_rpc(self, choice, day, writes):
        forged = {
            "choice_id": choice.id,
            "code": "outside",
            "direction": "up",
            "date_from": day,
            "date_to": day,
        }
        self.assertTrue(self._refused(EXCEPTION, "create", [forged]))
        vals = {"choice_id": choice.id, "date": day, "reason": "x"}
        answer = self._call(REBASE, "create", [vals])
        self.assertEqual("result" in answer, writes)
        if writes:
            self._result(REBASE, "unlink", answer["result"])

    @mute_logger("odoo.http")
    def test_a_day_is_not_taken_away_by_others(self):
        for role in ROLES:
            self._log_in(getattr(self, role))
            for whose, rows in self.rebases.items():
                if role not in WRITERS[whose]:
                    with self.subTest(role=role, whose=whose):
                        self.assertTrue(self._refused(REBASE, "unlink", rows.ids))

    @mute_logger("odoo.http")
    def test_buttons(self):
        rows = self.exceptions["own"]
        for role in ("area_contact", "partner_user", "coordinator_b", "reviewer"):
            self._log_in(getattr(self, role))
            for button in ("action_withdraw", "action_propose"):
                with self.subTest(role=role, button=button):
                    self.assertTrue(self._refused(EXCEPTION, button, rows.ids))
        self._log_in(self.coordinator)
        self._result(EXCEPTION, "action_withdraw", rows.ids)
        self.env.invalidate_all()
        self.assertEqual(rows.state, "withdrawn")
