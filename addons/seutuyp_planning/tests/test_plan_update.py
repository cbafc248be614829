# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.seutuyp_network.models.seutuyp_guard_mixin import GUARD

from ..models.seutuyp_plan_update import Telling
from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestPlanUpdate(PlanCommon):
    """Everything that was told of an action is kept, and may be taken back."""

    def setUp(self):
        super().setUp()
        self._approve()
        self.mine = self.action.with_user(self.partner_user)

    def test_kept_as_told(self):
        self.mine.write({"actual": "Twelve", "actual_state": "under_way"})
        self.mine.write({"actual": "Twenty", "actual_state": "done"})
        latest, first = self.mine.update_ids
        self.assertEqual(
            (first.state_before, first.state_after), ("not_begun", "under_way")
        )
        self.assertEqual((latest.text_before, latest.text_after), ("Twelve", "Twenty"))
        self.assertEqual(latest.partner_id, self.partner_user.partner_id)
        self.assertEqual(latest.source, "client")
        self.assertEqual(self.action.actual_updated_on, latest.told_on)

    def test_nothing_changed(self):
        self.mine.write({"actual": "Twelve", "actual_state": "under_way"})
        told = self.action.actual_updated_on
        with freeze_time("2050-01-01"):
            self.mine.write({"actual": "Twelve", "actual_state": "under_way"})
        self.mine.write({"actual_state": "under_way"})
        self.assertEqual(len(self.mine.update_ids), 1)
        self.assertEqual(self.action.actual_updated_on, told)

    def test_as_before_is_news_once_a_day(self):
        """Pressed twice nothing comes twice; still under way next month is news."""
        with freeze_time("2050-02-01"):
            self.assertTrue(self.mine.action_tell("under_way", "Begun"))
            self.assertFalse(self.mine.action_tell("under_way", "Begun"))
        with freeze_time("2050-03-01"):
            self.assertTrue(self.mine.action_tell("under_way"))
        self.assertEqual(self.action.actual, "Begun")
        self.assertEqual(len(self.action.update_ids), 2)

    def test_several_at_once(self):
        both = (self.action | self.other).with_user(self.coordinator)
        both.write({"actual_state": "done"})
        self.assertEqual(both.mapped("update_ids.state_after"), ["done", "done"])

    def test_taken_back(self):
        """The state, the words and whose they were come back; both rows stay."""
        self.mine.write({"actual": "Twelve", "actual_state": "under_way"})
        before = self.action.actual_updated_on
        with freeze_time("2050-03-01"):
            self.mine.with_user(self.coordinator).write({"actual_state": "done"})
        self.assertEqual(self.action.actual_updated_by_id, self.coordinator.partner_id)
        self.action.with_user(self.coordinator)._last_telling().action_take_back()
        self.assertEqual(self.action.actual_state, "under_way")
        self.assertEqual(self.action.actual, "Twelve")
        self.assertEqual(self.action.actual_updated_on, before)
        self.assertEqual(self.action.actual_updated_by_id, self.partner_user.partner_id)
        self.assertEqual(len(self.action.update_ids), 3)
        trace = self.action.update_ids.filtered("takes_back_id")
        self.assertEqual(trace.partner_id, self.coordinator.partner_id)
        self.assertIn("Takes back", trace.remark)
        self.assertEqual(trace.takes_back_id.remark, "Taken back")
        self.assertTrue(
            self.mine._last_telling().may_take_back, "the one before is the last now"
        )
        self.mine._last_telling().action_take_back()
        self.assertEqual(self.action.actual_state, "not_begun")
        self.assertFalse(self.action.actual_updated_on)

    def test_whose_it_is_to_take_back(self):
        self.other.with_user(self.coordinator).write({"actual_state": "under_way"})
        self.mine.write({"actual_state": "under_way"})
        row, foreign = self.action.update_ids, self.other.update_ids
        for user in (self.area_contact, self.reviewer):
            self.assertFalse(row.with_user(user).may_take_back)
            with self.assertRefused(AccessError, "taken back by the same person"):
                row.with_user(user).action_take_back()
        with self.assertRefused(AccessError, "taken back by the same person"):
            foreign.with_user(self.partner_user).action_take_back()
        with self.assertRefused(AccessError):
            row.with_user(self.outsider).action_take_back()
        row.with_user(self.coordinator).action_take_back()

    def test_only_the_latest_is_taken_back(self):
        self.mine.write({"actual": "One"})
        first = self.mine.update_ids
        self.mine.write({"actual": "Two"})
        self.assertFalse(first.may_take_back)
        with self.assertRefused(UserError, "newer"):
            first.action_take_back()
        self.mine._last_telling().action_take_back()
        taken = self.mine.update_ids.filtered("taken_back_by_ids")
        with self.assertRefused(UserError, "taken back already"):
            taken.action_take_back()

    def test_taken_back_once_by_the_database(self):
        """When two press at the same moment, the second one fails."""
        self.mine.write({"actual": "One"})
        row = self.mine.update_ids.sudo()
        row._take_back(Telling(self.member, "link"))
        vals = {"task_id": self.action.id, "partner_id": self.member.id}
        with mute_logger("odoo.sql_db"), self.assertRefused(IntegrityError):
            row._create_guarded({**vals, "takes_back_id": row.id})

    def test_closed_plan_and_dropped_action(self):
        self.mine.write({"actual_state": "under_way"})
        self.other.with_user(self.coordinator).write({"actual_state": "under_way"})
        plan = self.plan.with_user(self.coordinator)
        plan._change(self._decide(name="Dropped"), drop=self.other)
        with self.assertRefused(UserError, "dropped"):
            self.other.with_user(self.coordinator)._last_telling().action_take_back()
        self.goal.with_user(self.coordinator).reached = "no"
        plan.action_close()
        self.assertFalse(self.mine._last_telling().may_take_back)
        with self.assertRefused(UserError, "closed"):
            self.mine._last_telling().action_take_back()
        with self.assertRefused(UserError, "closed"):
            self.mine.action_tell("done")

    def test_nobody_rewrites_history(self):
        self.mine.write({"actual": "One"})
        rows = self.env["seutuyp.plan.update"]
        vals = {"task_id": self.action.id, "partner_id": self.member.id}
        for user in (self.partner_user, self.coordinator, self.manager):
            row = self.mine.update_ids.with_user(user)
            with self.assertRefused(AccessError):
                row.write({"text_after": "Two"})
            with self.assertRefused(AccessError):
                row.unlink()
            with self.assertRefused(AccessError), self.cr.savepoint():
                rows.with_user(user).with_context(seutuyp_guard=True).create(vals)
        with self.assertRefused(AccessError):
            rows.sudo().create(vals)
        self.assertIsNot(GUARD, True)

    def test_nobody_tells_in_anothers_name(self):
        for user, error in (
            (self.partner_user, AccessError),
            (self.coordinator, UserError),
        ):
            task = self.action.with_user(user)
            for name in ("actual_updated_on", "actual_updated_by_id", "asked_on"):
                value = self.member.id if name.endswith("id") else "2050-03-01"
                with self.assertRefused(error):
                    task.write({name: value, "actual": "Forged"})
        plan = self._create_plan(year=2051)
        goal = self._create_goal(plan)
        forging = {"default_actual_updated_on": "2050-01-01"}
        tasks = self.env["project.task"].with_user(self.coordinator)
        made = tasks.with_context(**forging).create({"name": "New", "goal_id": goal.id})
        self.assertFalse(made.actual_updated_on)

    def test_strangers_tell_nothing(self):
        for user in (
            self.area_contact,
            self.reviewer,
            self.outsider,
            self.coordinator_b,
        ):
            with self.assertRefused(AccessError):
                self.action.with_user(user).action_tell("done", "Mine")
        with self.assertRefused(AccessError):
            self.other.with_user(self.partner_user).action_tell("done", "Mine")

    def test_named_person_of_another_organisation_tells(self):
        self.other.sudo().people_ids = self.partner_user.partner_id
        self.other.with_user(self.partner_user).action_tell("done", "Did it")
        self.assertEqual(self.other.actual_state, "done")

    def test_goal_reached_is_suggested(self):
        plan = self.plan.with_user(self.coordinator)
        self.mine.action_tell("done")
        self.assertFalse(plan.goals_done_text)
        self.other.with_user(self.coordinator).action_tell("done")
        self.assertIn("More succession", plan.goals_done_text)
        self.assertFalse(self.plan.with_user(self.partner_user).goals_done_text)
        with self.assertRefused(AccessError):
            self.plan.with_user(self.partner_user).action_reach_goals()
        plan.action_reach_goals()
        self.assertEqual(self.goal.reached, "yes")
        self.assertFalse(plan.goals_done_text)
