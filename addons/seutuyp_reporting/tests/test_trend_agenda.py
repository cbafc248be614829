# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.seutuyp_planning.tests.common import at

from .common_trend import FALLEN, STEADY, TrendCommon


@tagged("post_install", "-at_install")
class TestTrendAgenda(TrendCommon):
    """What is exceptional comes before the steering group once, with a comment."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.next = cls._create_event(
            cls.coordinator.partner_id,
            at("2050-03-09 07:00"),
            at("2050-03-09 09:00"),
            seutuyp_group_id=cls.steering.id,
            user_id=cls.coordinator.id,
        )
        cls.choices = cls.env["seutuyp.indicator.choice"]
        cls.exceptions = cls.env["seutuyp.indicator.exception"]

    def _propose(self):
        self._choice_of(self.coordinator).action_propose_exceptions()
        return self.choice.exception_ids

    def _matters(self):
        self.env.invalidate_all()
        return self.env["seutuyp.agenda.item"].search(
            [("indicator_choice_id", "=", self.choice.id)]
        )

    def test_button(self):
        self._told(FALLEN)
        self.assertTrue(self._choice_of(self.coordinator).has_new_exception)
        row = self._propose()
        self.assertFalse(self._choice_of(self.coordinator).has_new_exception)
        self.assertEqual((row.code, row.direction), ("outside", "down"))
        self.assertEqual(row.period, "2026")
        item = self._matters()
        self.assertEqual(item.event_id, self.next)
        self.assertEqual(item.name, "Exceptional change: Advice events, Region A")
        self.assertEqual(item.document_ids.resource, self.choice)

    def test_agenda_holds_no_values(self):
        self._told(FALLEN)
        self._propose()
        item = self._matters()
        self.assertFalse(item.note)
        self.assertNotIn("3", item.name)

    def test_once(self):
        self._told(FALLEN)
        self._propose()
        with self.assertRaises(UserError):
            self._propose()
        self.choices._cron_exceptions()
        self.assertEqual(len(self._matters()), 1)
        self.assertEqual(len(self.choice.exception_ids), 1)

    @mute_logger("odoo.sql_db")
    def test_once_in_the_database(self):
        self._told(FALLEN)
        row = self._propose()
        vals = {
            "choice_id": self.choice.id,
            "code": row.code,
            "direction": row.direction,
            "date_from": row.date_from,
            "date_to": row.date_to,
        }
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            self.exceptions._create_guarded([vals])

    def test_a_run_that_goes_on_is_the_same(self):
        low, high = [4, 6] * 4, [8, 10] * 4
        self._told([*low, *high], 2024)
        self.choices._cron_exceptions()
        self.assertEqual(self.choice.exception_ids.mapped("code"), ["shift"])
        self._told([8, 10], 2026)
        self.choices._cron_exceptions()
        self.assertEqual(len(self.choice.exception_ids), 1)

    def test_next_period_joins_the_matter_that_waits(self):
        self._told(FALLEN, 2025)
        self.choices._cron_exceptions()
        self._told([90], 2026)
        self.choices._cron_exceptions()
        self.assertEqual(len(self.choice.exception_ids), 2)
        self.assertEqual(len(self._matters()), 1)

    def test_nothing_exceptional_or_not_confirmed(self):
        self._told(STEADY, 2025)
        self._measure(1)  # preliminary
        self.choices._cron_exceptions()
        self.assertFalse(self.choice.exception_ids)
        with self.assertRaises(UserError):
            self._propose()

    def test_without_a_meeting_it_waits_in_the_backlog(self):
        self._told(FALLEN)
        self.next.unlink()
        self._propose()
        item = self._matters()
        self.assertFalse(item.event_id)
        self.assertEqual(item.group_id, self.steering)

    def test_without_a_steering_group(self):
        self._told(FALLEN)
        self.steering.active = False
        self.choices._cron_exceptions()
        self.assertFalse(self.choice.exception_ids)
        with self.assertRefused(UserError, "steering group"):
            self._propose()

    def test_comment_stands_on_the_agenda(self):
        self._told(FALLEN)
        row = self._propose().with_user(self.coordinator)
        row.comment = "One large employer closed."
        self.assertEqual(self._matters().note, "One large employer closed.")
        row.comment = False
        self.assertFalse(self._matters().note)

    def test_home_asks_for_the_comment(self):
        self._told(FALLEN)
        self.choices._cron_exceptions()
        row = self.choice.exception_ids.with_user(self.coordinator)

        def waiting(user):
            items = self.env["seutuyp.home"].with_user(user)._waiting_followups()
            return [item for item in items if item["kind"] == "exception"]

        self.assertEqual(len(waiting(self.coordinator)), 1)
        self.assertFalse(waiting(self.partner_user))
        row.comment = "One large employer closed."
        self.assertFalse(waiting(self.coordinator))

    def test_withdrawn_and_proposed_again(self):
        self._told(FALLEN)
        row = self._propose().with_user(self.coordinator)
        row.action_withdraw()
        self.assertFalse(self._matters())
        self.choices._cron_exceptions()
        self.assertFalse(self._matters())
        self.assertEqual(row.state, "withdrawn")
        row.action_propose()
        self.assertEqual(self._matters().event_id, self.next)
        self.assertEqual(row.state, "proposed")

    def test_handled_stays(self):
        self._told(FALLEN)
        row = self._propose().with_user(self.coordinator)
        self._matters().handled = True
        with self.assertRefused(UserError, "handled"):
            row.action_withdraw()

    def test_chain_both_ways(self):
        self._told(FALLEN)
        row = self._propose()
        item = self._matters()
        decision = self.env["seutuyp.decision"].create(
            {"event_id": self.next.id, "name": "Ask", "agenda_item_id": item.id}
        )

        def links(record, direction):
            chain = record.with_user(self.coordinator).chain
            return {
                (link["model"], link["id"])
                for link in chain
                if link["direction"] == direction
            }

        key = ("seutuyp.indicator.choice", self.choice.id)
        there = {(record._name, record.id) for record in (row, item, decision)}
        self.assertLessEqual(there, links(self.choice, "to"))
        self.assertLessEqual(there - {(row._name, row.id)}, links(row, "to"))
        self.assertIn(key, links(row, "from"))
        self.assertIn(key, links(item, "from"))
        self.assertIn(key, links(decision, "from"))

    # --------------------------------------------------------------------- access
    def test_who_proposes_and_withdraws(self):
        self._told(FALLEN)
        self.choice.sharing = "public"
        row = self._propose()
        roles = ("partner_user", "area_contact", "reviewer", "coordinator_b")
        for role in (*roles, "outsider"):
            user = getattr(self, role)
            with self.subTest(role=role):
                self.assertEqual(row.with_user(user).code, "outside")
                with self.assertRaises(AccessError):
                    row.with_user(user).action_withdraw()
                with self.assertRaises(AccessError):
                    row.with_user(user).action_propose()
                with self.assertRaises(AccessError):
                    row.with_user(user).comment = "x"
                with self.assertRaises(AccessError):
                    self._choice_of(user).action_propose_exceptions()

    def test_who_reads(self):
        self._told(FALLEN)
        self.choice.sharing = "region"
        row = self._propose()
        for role, reads in {
            "coordinator": True,
            "partner_user": True,
            "manager": True,
            "area_contact": False,
            "reviewer": False,
            "coordinator_b": False,
            "outsider": False,
        }.items():
            with self.subTest(role=role):
                found = row.with_user(getattr(self, role)).has_access("read")
                self.assertEqual(found, reads)

    def test_nothing_is_forged(self):
        self._told(FALLEN)
        row = self._propose().with_user(self.coordinator)
        with self.assertRaises(AccessError):
            row.state = "withdrawn"
        with self.assertRaises(AccessError):
            row.create(
                {
                    "choice_id": self.choice.id,
                    "code": "trend",
                    "direction": "up",
                    "date_from": "2020-01-01",
                    "date_to": "2020-12-31",
                }
            )
        with self.assertRaises(AccessError):
            row.unlink()
