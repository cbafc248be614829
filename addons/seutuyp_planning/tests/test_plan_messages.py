# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestPlanMessages(PlanCommon):
    """What goes wrong says what is wrong and what to do."""

    def setUp(self):
        super().setUp()
        self.mine = self.plan.with_user(self.coordinator)

    def assertConstraint(self, text, change):
        """Check what the web client shows when the database refuses."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError) as caught:
            change()
            self.env.flush_all()
        table = caught.exception.diag.table_name
        model = next(item for item in self.env.values() if item._table == table)
        self.assertIn(text, model._sql_error_to_message(caught.exception))

    # ------------------------------------------------------------------- submitting
    def test_no_goal(self):
        self.goal.with_user(self.coordinator).unlink()
        with self.assertRefused(UserError, "Write at least one goal"):
            self.mine.action_submit()

    def test_goal_without_action(self):
        self._create_goal(self.plan, name="Empty goal")
        text = "“Empty goal” has no action. Add one, or delete the goal."
        with self.assertRefused(UserError, text):
            self.mine.action_submit()

    def test_goal_whose_actions_are_archived(self):
        (self.action | self.other).with_user(self.coordinator).action_archive()
        with self.assertRefused(UserError, "“More succession” has no action"):
            self.mine.action_submit()

    def test_action_without_responsible(self):
        self.action.write(
            {
                "responsible_partner_ids": [Command.clear()],
                "coordinating_partner_id": False,
            }
        )
        text = "“Interview companies” has nobody responsible."
        with self.assertRefused(UserError, text):
            self.mine.action_submit()

    def test_action_without_coordinating(self):
        self.action.coordinating_partner_id = False
        text = "“Interview companies”: choose who coordinates it."
        with self.assertRefused(UserError, text):
            self.mine.action_submit()

    def test_budget_that_does_not_add_up(self):
        self.action.resource_ids = [
            Command.create({"partner_id": self.organisation_a.id, "euros": 1500})
        ]
        self.plan.budget_line_ids = [
            Command.create({"partner_id": self.organisation_a.id, "planned": 400})
        ]
        text = (
            "The budget does not add up: the actions cost Organisation A 1,500.00 €, "
            "the budget has 400.00 €."
        )
        with self.assertRefused(UserError, text):
            self.mine.action_submit()

    def test_everything_at_once(self):
        """One press names all that is missing."""
        self._create_goal(self.plan, name="Empty goal")
        self.action.metric = False
        self.other.coordinating_partner_id = False
        with self.assertRaises(UserError) as caught:
            self.mine.action_submit()
        self.assertEqual(len(str(caught.exception).splitlines()), 4)

    # ------------------------------------------------------------------------ days
    def test_checkpoint_outside_the_year(self):
        text = "2051-01-01 is outside the plan's year 2050. Choose a day of that year."
        with self.assertRefused(ValidationError, text):
            self.action.checkpoint_ids = [Command.create({"date": "2051-01-01"})]

    def test_two_checkpoints_on_one_day(self):
        day = Command.create({"date": "2050-03-01"})
        self.assertConstraint(
            "has a checkpoint on that day already",
            lambda: self.action.write({"checkpoint_ids": [day, day]}),
        )

    def test_action_outside_the_year(self):
        text = "“Interview companies” is planned outside the plan's year 2050."
        for vals in ({"action_start": "2049-12-01"}, {"action_end": "2051-01-31"}):
            with self.assertRefused(ValidationError, text):
                self.action.write(vals)

    def test_action_that_ends_before_it_begins(self):
        with self.assertRefused(ValidationError, "ends before it begins"):
            self.action.write(
                {"action_start": "2050-06-01", "action_end": "2050-05-01"}
            )

    # ----------------------------------------------------------------------- sums
    def test_negative_communication(self):
        letter = {"plan_id": self.plan.id, "name": "Letter", "cost": -1}
        self.assertConstraint(
            "The cost of communication cannot be negative.",
            lambda: self.env["seutuyp.plan.communication"].create(letter),
        )

    def test_negative_resources(self):
        for name in ("days", "euros", "actual_days", "actual_euros"):
            line = {"partner_id": self.organisation_a.id, name: -1}
            self.assertConstraint(
                "Days and euros cannot be negative.",
                lambda line=line: self.action.write(
                    {"resource_ids": [Command.create(line)]}
                ),
            )

    def test_negative_budget(self):
        for name in ("planned", "actual"):
            line = {"partner_id": self.organisation_a.id, name: -1}
            self.assertConstraint(
                "A budget has no negative sums.",
                lambda line=line: self.plan.write(
                    {"budget_line_ids": [Command.create(line)]}
                ),
            )

    def test_second_plan_of_the_year(self):
        self.assertConstraint(
            "The region already has a plan of this year. Open that one.",
            self._create_plan,
        )

    def test_year_of_two_digits(self):
        self.assertConstraint(
            "Write the year with four digits.", lambda: self._create_plan(year=50)
        )

    # ------------------------------------------------------------------- deciding
    def test_approved_twice(self):
        decision = self._approve()
        text = "“Approved” is not possible now: .* is in the state “Approved”. Reload"
        with self.assertRefused(UserError, text):
            self.mine.action_approve(decision.id)

    def test_approved_before_it_is_submitted(self):
        decision = self._decide(name="Approved")
        with self.assertRefused(UserError, "is in the state “Draft”"):
            self.mine.action_approve(decision.id)

    def _submitted(self, **kw):
        self.mine.action_submit()
        return self.env["seutuyp.decision"].create({"name": "Approved", **kw})

    def test_decision_of_another_group(self):
        meeting = self._create_meeting(
            "2020-04-01 07:00", "2020-04-01 08:00", seutuyp_group_id=self.steering_b.id
        )
        decision = self._submitted(event_id=meeting.id)
        text = "Choose the decision of a meeting of the steering group of Region A."
        with self.assertRefused(UserError, text):
            self.mine.action_approve(decision.id)

    def test_decision_of_a_working_group(self):
        group = self._create_group(name="Workers")
        meeting = self._create_meeting(
            "2020-04-01 07:00", "2020-04-01 08:00", seutuyp_group_id=group.id
        )
        decision = self._submitted(event_id=meeting.id)
        with self.assertRefused(UserError, "steering group of Region A"):
            self.mine.action_approve(decision.id)

    def test_dropped_decision(self):
        decision = self._submitted(
            event_id=self.past.id, responsible_ids=[Command.set(self.member.ids)]
        )
        decision.with_user(self.coordinator).action_drop(reason="Not now")
        text = "“Approved” has been dropped, so nothing rests on it."
        with self.assertRefused(UserError, text):
            self.mine.action_approve(decision.id)

    def test_decision_of_a_meeting_to_come(self):
        decision = self._submitted(event_id=self.next.id)
        text = "“Approved” belongs to a meeting that is still to come."
        with self.assertRefused(UserError, text):
            self.mine.action_approve(decision.id)

    def test_decision_of_the_meeting_under_way(self):
        decision = self._submitted(event_id=self.next.id)
        with freeze_time(self.next.start + timedelta(minutes=30)):
            self.mine.action_approve(decision.id)
        self.assertEqual(self.plan.state, "approved")

    def test_decision_that_is_gone(self):
        decision = self._submitted(event_id=self.past.id)
        number = decision.id
        decision.unlink()
        with self.assertRefused(UserError, "Write it down in the meeting first"):
            self.mine.action_approve(number)

    def test_returned_without_a_reason(self):
        self.mine.action_submit()
        with self.assertRefused(UserError, "Write the reason first"):
            self.mine.action_return(reason="  ")

    # -------------------------------------------------------------------- closing
    def test_closed_with_open_goals(self):
        self._approve()
        text = (
            "Say of each goal whether it was reached, then close the plan. "
            "Missing: More succession."
        )
        with self.assertRefused(UserError, text):
            self.mine.action_close()

    def test_closed_twice(self):
        self._approve()
        self.goal.reached = "yes"
        self.mine.action_close()
        with self.assertRefused(UserError, "is in the state “Closed”"):
            self.mine.action_close()

    def test_carried_over_as_a_draft(self):
        with self.assertRefused(UserError, "Only an approved or closed plan"):
            self.mine.action_carry_over()

    def test_carried_over_into_a_submitted_plan(self):
        self._approve()
        self._create_plan(year=2051).sudo()._guarded().write({"state": "submitted"})
        with self.assertRefused(UserError, "2051 is “Submitted”"):
            self.mine.action_carry_over()


@tagged("post_install", "-at_install")
class TestPlanAllOrNothing(PlanCommon):
    """What breaks half-way leaves nothing behind."""

    def setUp(self):
        super().setUp()
        self._approve()
        self.mine = self.plan.with_user(self.coordinator)

    def _breaks(self, model, method, change):
        """Let ``method`` run and break then, and undo what the request did."""
        real = getattr(type(self.env[model]), method)

        def breaking(records, *args, **kw):
            real(records, *args, **kw)
            raise ZeroDivisionError

        with (
            patch.object(self.env.registry[model], method, breaking),
            self.assertRaises(ZeroDivisionError),
            self.cr.savepoint(),
        ):
            change()
        self.env.invalidate_all()

    def _following(self):
        return self.env["seutuyp.plan"].search([("year", "=", 2051)])

    def test_carrying_over(self):
        projects = self.env["project.project"].search_count([])
        for model, method in (
            ("project.task", "_carry_to"),
            ("seutuyp.plan.goal", "_carry_to"),
            ("seutuyp.plan", "_make_projects"),
        ):
            with self.subTest(method=method):
                self._breaks(model, method, self.mine.action_carry_over)
                self.assertFalse(self._following())
        self.assertEqual(self.env["project.project"].search_count([]), projects)
        self.mine.action_carry_over()
        self.assertEqual(len(self._following().action_ids), 2)

    def test_changing(self):
        decision = self._decide(name="Drop it")
        for model, method in (
            ("seutuyp.plan", "_drop"),
            ("seutuyp.plan", "_keep_version"),
            ("seutuyp.plan", "_log"),
        ):
            with self.subTest(method=method):
                self._breaks(
                    model, method, lambda: self.mine._change(decision, drop=self.other)
                )
                self.assertFalse(self.other.is_dropped)
                self.assertEqual(len(self.plan.version_ids), 1)

    def test_carried_over_after_archiving(self):
        """What next year's coordinator has put aside does not come again."""
        self.mine.action_carry_over()
        self._following().action_ids[:1].with_user(self.coordinator).action_archive()
        self.mine.action_carry_over()
        self.assertEqual(len(self._following().action_ids), 1)

    def test_what_comes_along(self):
        self.action.sudo().people_ids = self.member
        self.mine.action_carry_over()
        carried = self._following().action_ids.filtered(
            lambda task: task.carried_from_id == self.action
        )
        self.assertEqual(carried.people_ids, self.member)
        self.assertEqual(carried.responsible_partner_ids, self.organisation_a)
        self.assertEqual(carried.project_id, self._following().project_id)
        self.assertEqual(carried.goal_id.carried_from_id, self.goal)
