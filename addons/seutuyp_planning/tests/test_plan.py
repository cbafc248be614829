# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestPlan(PlanCommon):
    """The cycle of a plan, from drafting to next year's."""

    def test_one_a_region_and_year(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRefused(IntegrityError, "region_year_uniq"),
            self.cr.savepoint(),
        ):
            self._create_plan()

    def test_strangers_write_no_plan(self):
        plans = self.env["seutuyp.plan"]
        for user in (self.partner_user, self.coordinator_b, self.reviewer):
            with self.assertRefused(AccessError), self.cr.savepoint():
                plans.with_user(user).create(
                    {"region_id": self.region_a.id, "year": 2060}
                )
            with self.assertRefused(AccessError):
                self.plan.with_user(user).priorities = "<p>Mine</p>"

    def test_readers(self):
        for user in (self.partner_user, self.area_contact, self.reviewer):
            self.assertTrue(self.plan.with_user(user).has_access("read"))
            self.assertTrue(self.goal.with_user(user).has_access("read"))
            self.assertTrue(self.action.with_user(user).has_access("read"))
        for user in (self.outsider, self.coordinator_b):
            for record in (self.plan, self.goal, self.action):
                self.assertFalse(record.with_user(user).has_access("read"))

    def test_state_is_not_written(self):
        with self.assertRefused(AccessError):
            self.plan.with_user(self.coordinator).write({"state": "approved"})

    def test_submitting_names_what_is_missing(self):
        empty = self._create_goal(self.plan, name="Empty goal")
        self.action.write({"metric": False, "coordinating_partner_id": False})
        plan = self.plan.with_user(self.coordinator)
        with self.assertRefused(UserError, "Empty goal.*has no action") as _caught:
            plan.action_submit()
        with self.assertRefused(UserError, "no metric"):
            plan.action_submit()
        empty.with_user(self.coordinator).unlink()
        self.action.write(
            {
                "metric": "Done / not done",
                "coordinating_partner_id": self.organisation_a.id,
            }
        )
        plan.action_submit()
        self.assertEqual(self.plan.state, "submitted")

    def test_budget_adds_up(self):
        self.action.resource_ids = [
            Command.create({"partner_id": self.organisation_a.id, "euros": 500})
        ]
        self.plan.budget_line_ids = [
            Command.create({"partner_id": self.organisation_a.id, "planned": 400})
        ]
        with self.assertRefused(UserError, "does not add up"):
            self.plan.with_user(self.coordinator).action_submit()
        self.plan.budget_line_ids.planned = 500
        self.plan.with_user(self.coordinator).action_submit()

    def test_approved_by_a_steering_decision_only(self):
        self.plan.with_user(self.coordinator).action_submit()
        elsewhere = self._create_meeting(
            "2020-04-01 07:00", "2020-04-01 08:00", seutuyp_group_id=self.steering_b.id
        )
        foreign = self.env["seutuyp.decision"].create(
            {"event_id": elsewhere.id, "name": "Approved"}
        )
        plan = self.plan.with_user(self.coordinator)
        for id_ in (foreign.id, False):
            with self.assertRefused(UserError, "steering group of"):
                plan.action_approve(id_)
        decision = self._decide(name="Approved")
        plan.action_approve(decision.id)
        self.assertEqual(self.plan.state, "approved")
        self.assertEqual(self.plan.approval_event_id, self.past)
        self.assertEqual(self.plan.version_ids.number, 1)
        with self.assertRefused(UserError, "not possible now"):
            plan.action_approve(decision.id)

    def test_by_the_window(self):
        self.plan.with_user(self.coordinator).action_submit()
        decision = self._decide(name="Approved")
        window = self.plan.with_user(self.coordinator).action_ask_approval()
        wizard = (
            self.env[window["res_model"]]
            .with_user(self.coordinator)
            .with_context(**window["context"])
            .create({"decision_id": decision.id})
        )
        self.assertIn(decision, wizard.possible_decision_ids)
        wizard.action_confirm()
        self.assertEqual(self.plan.state, "approved")

    def test_returned_with_a_reason(self):
        plan = self.plan.with_user(self.coordinator)
        plan.action_submit()
        with self.assertRefused(UserError, "reason"):
            plan.action_return()
        plan.action_return(reason="The budget is too small")
        self.assertEqual(self.plan.state, "draft")

    def test_comments(self):
        comments = self.env["seutuyp.plan.comment"].with_user(self.partner_user)
        vals = {"goal_id": self.goal.id, "text": "Too little"}
        with self.assertRefused(AccessError, "not out for comments"):
            comments.create(vals)
        self.plan.with_user(self.coordinator).action_open_comments()
        comment = comments.create(vals)
        with self.assertRefused(AccessError):
            comment.answer = "No"
        comment.with_user(self.coordinator).answer = "We add one"
        self.assertTrue(comment.is_answered)
        with self.assertRefused(AccessError):
            comment.with_user(self.partner_user).text = "Something else"

    def test_approved_plan_changes_by_a_decision(self):
        """In one step, and what was approved stays readable."""
        self._approve()
        for change in (
            lambda: self.goal.with_user(self.coordinator).write({"name": "Other"}),
            lambda: self.action.with_user(self.coordinator).write({"name": "Other"}),
            lambda: self._create_action(self.goal),
            lambda: self.action.with_user(self.coordinator).unlink(),
        ):
            with self.assertRefused(UserError, "decision of the steering group"):
                change()
        decision = self._decide(name="One more action")
        plan = self.plan.with_user(self.coordinator)
        with self.assertRefused(UserError, "nobody responsible"):
            plan._change(decision, add={"goal_id": self.goal.id, "name": "Extra"})
        extra = {
            "goal_id": self.goal.id,
            "name": "Extra",
            "metric": "Done / not done",
            "responsible_partner_ids": [Command.set(self.organisation_a.ids)],
            "coordinating_partner_id": self.organisation_a.id,
        }
        added = plan._change(decision, add=extra)
        self.assertEqual(added.plan_decision_id, decision)
        self.assertEqual(self.plan.version_ids.mapped("number"), [2, 1])
        plan._change(self._decide(name="Not this one"), drop=self.other)
        self.assertTrue(self.other.is_dropped)
        first = self.plan.version_ids.filtered(lambda item: item.number == 1)
        names = [row["name"] for row in first.snapshot["goals"][0]["actions"]]
        self.assertEqual(names, ["Interview companies", "Train advisers"])
        with self.assertRefused(UserError, "steering group of"):
            plan._change(self.env["seutuyp.decision"], drop=self.action)

    def test_close(self):
        self._approve()
        plan = self.plan.with_user(self.coordinator)
        with self.assertRefused(UserError, "More succession"):
            plan.action_close()
        self.goal.with_user(self.coordinator).reached = "partly"
        plan.action_close()
        with self.assertRefused(UserError, "not possible now"):
            plan.action_close()
        with self.assertRefused(UserError, "closed"):
            self.action.with_user(self.partner_user).write({"actual": "Late news"})

    def test_carried_over_once(self):
        """What is unfinished goes on next year, however often the button is pressed."""
        self._approve()
        self.action.with_user(self.partner_user).write({"actual_state": "done"})
        plan = self.plan.with_user(self.coordinator)
        plan.action_carry_over()
        plan.action_carry_over()
        following = self.env["seutuyp.plan"].search(
            [("region_id", "=", self.region_a.id), ("year", "=", 2051)]
        )
        self.assertEqual(following.goal_ids.name, "More succession")
        self.assertEqual(following.action_ids.name, "Train advisers")
        self.assertEqual(following.action_ids.carried_from_id, self.other)
        self.assertEqual(following.action_ids.actual_state, "not_begun")

    def test_segment_and_section(self):
        with self.assertRefused(ValidationError, "names its segment"):
            self._create_goal(self.plan, section="segment")
