# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestPlanActions(PlanCommon):
    """Actions are told about by whoever is responsible."""

    def test_partners_update_their_own_actuals(self):
        self._approve()
        mine = self.action.with_user(self.partner_user)
        mine.write({"actual": "Twelve interviews", "actual_state": "under_way"})
        self.assertEqual(self.action.actual_updated_by_id, self.partner_user.partner_id)
        self.assertTrue(self.action.actual_updated_on)
        for vals in ({"name": "Other"}, {"metric": "None"}, {"goal_id": False}):
            with self.assertRefused(AccessError):
                mine.write(vals)
        with self.assertRefused(AccessError):
            self.other.with_user(self.partner_user).write({"actual": "Mine"})
        with self.assertRefused(AccessError):
            mine.unlink()

    def test_staff_without_project_rights_leave_other_tasks_alone(self):
        """The plan opens its own actions, nothing else of Odoo's projects."""
        project = self.env["project.project"].create(
            {"name": "Plain", "privacy_visibility": "employees"}
        )
        task = self.env["project.task"].create(
            {"name": "Plain task", "project_id": project.id}
        )
        for user in (self.partner_user, self.coordinator):
            with self.assertRefused(AccessError):
                task.with_user(user).write({"name": "Mine"})
            with self.assertRefused(AccessError), self.cr.savepoint():
                self.env["project.task"].with_user(user).create(
                    {"name": "New", "project_id": project.id}
                )
        self.partner_user.group_ids = [
            Command.link(self.env.ref("project.group_project_user").id)
        ]
        task.with_user(self.partner_user).write({"name": "Changed"})

    def test_realisation(self):
        """The mean of the actions: 0, 50 or 100; dropped ones do not count."""
        self._approve()
        self.assertEqual(self.plan.realisation, 0)
        self.action.actual_state = "done"
        self.assertEqual(self.plan.realisation, 50)
        self.other.actual_state = "under_way"
        self.assertEqual(self.plan.realisation, 75)
        self.plan._change(self._decide(name="Dropped"), drop=self.other)
        self.assertEqual(self.plan.realisation, 100)
        parts = {
            (part["kind"], part["label"]): part["percent"]
            for part in self.plan.realisation_parts
        }
        self.assertEqual(parts["partner", "Organisation A"], 100)
        self.assertIn("Organisation A", self.plan.realisation_table)

    def test_late_and_silent(self):
        self.action.write({"action_end": "2050-06-30"})
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self._approve()
        with freeze_time("2050-03-02"):
            self.assertTrue(self.action.is_action_silent)
            self.assertFalse(self.action.is_action_late)
            self.assertEqual((self.plan.silent_count, self.plan.late_count), (1, 0))
            self.action.with_user(self.partner_user).write({"actual": "Begun"})
            self.env.invalidate_all()
            self.assertFalse(self.action.is_action_silent)
            self.assertEqual((self.plan.silent_count, self.plan.late_count), (0, 0))
        with freeze_time("2050-07-01"):
            self.env.invalidate_all()
            self.assertTrue(self.action.is_action_late)
            self.assertEqual(self.plan.late_count, 1)
            found = self.env["project.task"].search([("is_action_late", "=", True)])
            self.assertIn(self.action, found)

    def test_silent_is_counted_as_it_is_marked(self):
        """News after the reminder is news of the checkpoint: list and form agree."""
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-08"})]
        self._approve()
        with freeze_time("2050-03-02"):
            self.action.with_user(self.partner_user).action_tell("under_way", "Begun")
        with freeze_time("2050-03-09"):
            self.env.invalidate_all()
            self.assertFalse(self.action.is_action_silent)
            self.assertEqual(self.plan.silent_count, 0)

    def test_only_approved_plans_are_late_or_silent(self):
        """A draft promises nothing yet; of a closed plan nobody tells any more."""
        self.action.action_end = "2050-06-30"
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]

        def marked():
            self.env.invalidate_all()
            tasks = self.env["project.task"].with_user(self.coordinator)
            own = [("id", "=", self.action.id)]
            counts = (self.plan.late_count, self.plan.silent_count)
            for name, count in zip(("late", "silent"), counts, strict=True):
                found = tasks.search([*own, (f"is_action_{name}", "=", True)])
                self.assertEqual(bool(found), self.action[f"is_action_{name}"])
                self.assertEqual(bool(found), bool(count))
            return counts

        with freeze_time("2050-07-01"):
            self.assertEqual(marked(), (0, 0))
            self._approve()
            self.assertEqual(marked(), (1, 1))
            self.plan._guarded().state = "closed"
            self.assertEqual(marked(), (0, 0))

    def test_checkpoint_in_the_plans_year(self):
        with self.assertRefused(ValidationError, "outside the plan's year"):
            self.action.checkpoint_ids = [Command.create({"date": "2051-01-01"})]

    def test_coordinator_among_the_responsible(self):
        with self.assertRefused(ValidationError, "not among"):
            self.action.coordinating_partner_id = self.organisation_b

    def test_resources_are_confirmed_by_their_organisation(self):
        self.action.resource_ids = [
            Command.create({"partner_id": self.organisation_a.id, "days": 5}),
            Command.create({"partner_id": self.organisation_b.id, "days": 2}),
        ]
        own, foreign = self.action.resource_ids
        own.with_user(self.partner_user).action_confirm()
        self.assertEqual(own.confirmed_by_id, self.partner_user.partner_id)
        with self.assertRefused(AccessError, "own people"):
            foreign.with_user(self.partner_user).action_confirm()

    def _with_checkpoint(self):
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self.action.people_ids = self.member
        self._approve()

    def test_home(self):
        self._with_checkpoint()
        self.action.sudo().user_ids = self.partner_user
        with freeze_time("2050-03-02"):
            self.env.invalidate_all()
            home = self.env["seutuyp.home"].with_user(self.partner_user).get_home()
        kinds = [item["kind"] for item in home["waiting"]]
        self.assertIn("action", kinds)
