# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import PlanCommon

CHANGES = "decision of the steering group"


class ForgingCase(PlanCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.coordinator.group_ids = [
            Command.link(cls.env.ref("project.group_project_manager").id)
        ]
        # both regions are this coordinator's: nothing is refused for want of a role
        cls.region_b.coordinator_id = cls.coordinator.partner_id
        cls.plan_b = cls._create_plan(region_id=cls.region_b.id)
        cls.goal_b = cls._create_goal(cls.plan_b)

    def own(self, record):
        return record.with_user(self.coordinator)

    def assertAllRefused(self, exception=UserError, text=".", **changes):
        for name, change in changes.items():
            with self.subTest(change=name), self.assertRefused(exception, text):
                change()
                self.env.flush_all()


@tagged("post_install", "-at_install")
class TestPlanForging(ForgingCase):
    """What the workflow says, nobody types: not even whoever writes the plan."""

    def _forged(self):
        """Return values as somebody would forge them, by record."""
        decision = self._decide(name="Forged")
        person = self.coordinator.partner_id
        return {
            self.plan: {
                "state": "approved",
                "approval_decision_id": decision.id,
                "approved_on": "2050-01-01",
                "project_id": self.plan_b.project_id.id,
                "realisation": 100,
                "action_count": 7,
                "version_ids": [Command.clear()],
            },
            self.goal: {"carried_from_id": self.goal_b.id},
            self.action: {
                "is_dropped": True,
                "plan_decision_id": decision.id,
                "carried_from_id": self.other.id,
                "actual_updated_on": "2050-01-01",
                "actual_updated_by_id": person.id,
                "plan_id": self.plan_b.id,
            },
            self.action.checkpoint_ids: {
                "reminded_on": "2050-01-01",
                "escalated_on": "2050-01-01",
                "region_id": self.region_b.id,
                "told_on": "2050-01-01",
                "outcome": "met",
                "met_percent": 100,
            },
            self.action.resource_ids: {
                "confirmed_on": "2050-01-01",
                "confirmed_by_id": person.id,
            },
        }

    def setUp(self):
        super().setUp()
        self.own(self.action).write(
            {
                "checkpoint_ids": [Command.create({"date": "2050-03-01"})],
                "resource_ids": [
                    Command.create({"partner_id": self.organisation_a.id})
                ],
            }
        )
        self.new = {
            self.plan: {"region_id": self.region_a.id, "year": 2070},
            self.goal: {"plan_id": self.plan.id, "name": "New"},
            self.action: {"goal_id": self.goal.id, "name": "New"},
            self.action.checkpoint_ids: {
                "task_id": self.action.id,
                "date": "2050-05-01",
            },
            self.action.resource_ids: {
                "task_id": self.action.id,
                "partner_id": self.organisation_b.id,
            },
        }

    def _each(self):
        for record, values in self._forged().items():
            for name, value in values.items():
                yield record, name, value

    def test_written(self):
        for record, name, value in self._each():
            mine = self.own(record)
            self.assertAllRefused(
                AccessError,
                write=lambda mine=mine, n=name, v=value: mine.write({n: v}),
                web_save=lambda mine=mine, n=name, v=value: mine.web_save({n: v}, {}),
                sudo=lambda record=record, n=name, v=value: record.sudo().write({n: v}),
            )

    def test_created(self):
        for record, name, value in self._each():
            models = self.own(record.browse())
            vals = {**self.new[record], name: value}
            self.assertAllRefused(
                AccessError,
                create=lambda models=models, vals=vals: models.create(vals),
                web_save=lambda models=models, vals=vals: models.web_save(vals, {}),
            )

    def test_by_defaults(self):
        """Neither in the context nor kept as a default of the user's own."""
        for record, name, value in self._each():
            if isinstance(value, list):
                continue
            models = self.own(record.browse())
            clean = models.with_context(**{f"default_{name}": value})
            self.assertNotEqual(clean.default_get([name]).get(name), value)
            self.env["ir.default"].with_user(self.coordinator).set(
                record._name, name, value, user_id=True
            )
            self.assertNotEqual(models.default_get([name]).get(name), value)
            made = clean.create(self.new[record])
            found = made[name]
            self.assertNotEqual(found.id if hasattr(found, "ids") else found, value)
            made.unlink()

    def test_imported(self):
        plans = self.own(self.env["seutuyp.plan"])
        tasks = self.own(self.env["project.task"])
        for model, names, row in (
            (plans, [".id", "state"], [str(self.plan.id), "Approved"]),
            (plans, ["region_id/.id", "year", "state"], ["1", "2070", "approved"]),
            (tasks, [".id", "is_dropped"], [str(self.action.id), "1"]),
            (tasks, [".id", "actual_updated_on"], [str(self.action.id), "2050-01-01"]),
        ):
            with self.subTest(names=names):
                self.assertFalse(model.load(names, [row])["ids"])

    def test_through_others(self):
        """By commands on whatever the plan hangs on, and from whatever hangs on it."""
        plan, goal, action = map(self.own, (self.plan, self.goal, self.action))
        dropped = [Command.update(self.action.id, {"is_dropped": True})]
        self.assertAllRefused(
            AccessError,
            plan=lambda: plan.write({"action_ids": dropped}),
            goal=lambda: goal.write({"action_ids": dropped}),
            project=lambda: plan.project_id.write({"tasks": dropped}),
            state=lambda: action.write(
                {"goal_id": self.goal.id, "plan_id": False, "is_dropped": True}
            ),
            approved=lambda: plan.project_id.write(
                {"plan_ids": [Command.update(self.plan.id, {"state": "approved"})]}
            ),
            taken=lambda: self.own(self.plan_b.project_id).write(
                {"plan_ids": [Command.link(self.plan.id)]}
            ),
        )

    def test_versions(self):
        self._approve()
        version = self.plan.version_ids
        versions = self.env["seutuyp.plan.version"]
        for user in (self.coordinator, self.manager, self.reviewer):
            mine = version.with_user(user)
            self.assertAllRefused(
                AccessError,
                write=lambda mine=mine: mine.write({"snapshot": {}}),
                unlink=mine.unlink,
                create=lambda user=user: versions.with_user(user).create(
                    {"plan_id": self.plan.id, "number": 9, "snapshot": {}}
                ),
            )
        with self.assertRefused(AccessError):
            version.sudo().write({"number": 9})

    def test_copies_are_drafts(self):
        self._approve()
        copy = self.own(self.plan).copy({"year": 2070})
        self.assertEqual(copy.state, "draft")
        self.assertNotEqual(copy.project_id, self.plan.project_id)
        self.assertFalse(copy.version_ids)
        self.assertFalse(copy.approval_decision_id)
        self.assertFalse(copy.realisation)


@tagged("post_install", "-at_install")
class TestPlanPlaces(ForgingCase):
    """A plan's parts stay in it, and its project stays its own."""

    def test_parts_stay(self):
        action, goal = self.own(self.action), self.own(self.goal)
        plain = self.own(self.env["project.project"]).create({"name": "Plain"})
        task = self.own(self.env["project.task"]).create(
            {"name": "Plain task", "project_id": plain.id}
        )
        self.assertAllRefused(
            goal_elsewhere=lambda: action.write({"goal_id": self.goal_b.id}),
            project=lambda: action.write({"project_id": plain.id}),
            no_project=lambda: action.write({"project_id": False}),
            other_plan=lambda: action.write({"project_id": self.plan_b.project_id.id}),
            parent=lambda: action.write({"parent_id": task.id}),
            below=lambda: task.write({"parent_id": self.action.id}),
            into=lambda: task.write({"goal_id": self.goal.id}),
            goal=lambda: goal.write({"plan_id": self.plan_b.id}),
            goals=lambda: self.own(self.plan_b).write(
                {"goal_ids": [Command.link(self.goal.id)]}
            ),
            repeats=lambda: action.write({"recurring_task": True}),
            created=lambda: self._create_action(self.goal, project_id=plain.id),
        )

    def test_rows_stay_where_one_writes(self):
        """A row is not pushed into the plan of somebody else."""
        self.region_b.coordinator_id = self.coordinator_b.partner_id
        foreign = self.env["project.task"].create(
            {"goal_id": self.goal_b.id, "name": "Foreign"}
        )
        self.own(self.action).write(
            {
                "checkpoint_ids": [Command.create({"date": "2050-03-01"})],
                "resource_ids": [
                    Command.create({"partner_id": self.organisation_a.id})
                ],
            }
        )
        self.own(self.plan).action_open_comments()
        comment = self.own(self.env["seutuyp.plan.comment"]).create(
            {"goal_id": self.goal.id, "text": "Well"}
        )
        task = {"task_id": foreign.id}
        self.assertAllRefused(
            AccessError,
            checkpoint=lambda: self.own(self.action.checkpoint_ids).write(task),
            resource=lambda: self.own(self.action.resource_ids).write(task),
            comment=lambda: comment.write({"goal_id": self.goal_b.id}),
            action=lambda: self.own(self.action).write(
                {
                    "goal_id": self.goal_b.id,
                    "project_id": self.plan_b.project_id.id,
                }
            ),
        )

    def test_plan_stays_with_its_region(self):
        plan = self.own(self.plan)
        with self.assertRefused(UserError, "stays with its region"):
            plan.region_id = self.region_b
        plan.year = 2052
        self.assertIn("2052", self.plan.project_id.name)

    def test_year_moves_only_with_its_days(self):
        self.own(self.action).action_end = "2050-06-30"
        with self.assertRefused(UserError, "outside the plan's year"):
            self.own(self.plan).year = 2052

    def test_project_is_not_hijacked(self):
        project = self.own(self.plan.project_id)
        values = {
            "privacy_visibility": "portal",
            "active": False,
            "partner_id": self.portal_user.partner_id.id,
            "alias_name": "plan-of-region-a",
            "is_template": True,
            "seutuyp_scope": False,
            "seutuyp_region_ids": [Command.link(self.region_b.id)],
            "collaborator_ids": [
                Command.create({"partner_id": self.portal_user.partner_id.id})
            ],
        }
        self.assertAllRefused(
            **{
                name: lambda name=name: project.write({name: values[name]})
                for name in values
            },
            archive=project.action_archive,
            unlink=project.unlink,
            copy=project.copy,
        )
        self.assertEqual(self.plan.project_id.privacy_visibility, "followers")
        project.write({"description": "<p>Harmless</p>"})

    def test_decisions_have_a_project_of_their_own(self):
        """What a meeting decides does not land among a plan's actions."""
        projects = self.env["project.project"]
        found = projects._seutuyp_project("region", "Meetings", regions=self.region_a)
        self.assertFalse(found.plan_ids)


@tagged("post_install", "-at_install")
class TestApprovedPlan(ForgingCase):
    """It changes by a decision, in one step, and what was approved is kept."""

    def setUp(self):
        super().setUp()
        self.own(self.action).write(
            {
                "checkpoint_ids": [Command.create({"date": "2050-03-01"})],
                "resource_ids": [
                    Command.create({"partner_id": self.organisation_a.id, "days": 2})
                ],
            }
        )
        self.own(self.plan).write(
            {
                "budget_line_ids": [
                    Command.create({"partner_id": self.organisation_a.id})
                ],
                "communication_ids": [Command.create({"name": "Letter"})],
            }
        )
        self._approve()

    def _changes(self, env):
        """Return every way of changing content, as functions of records of ``env``."""
        plan, goal, action = (
            record.with_env(env) for record in (self.plan, self.goal, self.action)
        )
        extra = {"goal_id": self.goal.id, "name": "Extra"}
        return {
            "priorities": lambda: plan.write({"priorities": "<p>Other</p>"}),
            "year": lambda: plan.write({"year": 2051}),
            "goal": lambda: goal.write({"name": "Other"}),
            "goal away": goal.unlink,
            "goal new": lambda: goal.create({"plan_id": plan.id, "name": "New"}),
            "goals": lambda: plan.write({"goal_ids": [Command.create({"name": "N"})]}),
            "action": lambda: action.write({"name": "Other"}),
            "metric": lambda: action.write({"metric": "Other"}),
            "dates": lambda: action.write({"action_end": "2050-10-10"}),
            "who": lambda: action.write({"responsible_partner_ids": [Command.clear()]}),
            "archived": lambda: action.write({"active": False}),
            "out": lambda: action.write({"goal_id": False}),
            "below": lambda: action.write({"parent_id": self.other.id}),
            "action away": action.unlink,
            "action new": lambda: action.create(extra),
            "copy": lambda: action.copy({"goal_id": self.goal.id}),
            "by goal": lambda: goal.write({"action_ids": [Command.create(extra)]}),
            "by plan": lambda: plan.write({"action_ids": [Command.create(extra)]}),
            "checkpoint": lambda: action.checkpoint_ids.write({"date": "2050-04-01"}),
            "checkpoint away": action.checkpoint_ids.unlink,
            "days": lambda: action.resource_ids.write({"days": 1}),
            "budget": lambda: plan.budget_line_ids.write({"planned": 7}),
            "budget away": plan.budget_line_ids.unlink,
            "letter": lambda: plan.communication_ids.write({"name": "Other"}),
            "plan away": plan.unlink,
        }

    def test_all_other_ways_fail(self):
        """For the coordinator, the administrator, and the program without its guard."""
        before = self.plan._snapshot()
        for env in (
            self.env(user=self.coordinator.id),
            self.env(user=self.manager.id),
            self.env(user=self.coordinator.id, su=True),
        ):
            self.assertAllRefused(**self._changes(env))
        self.env.invalidate_all()
        self.assertEqual(self.plan._snapshot(), before)
        self.assertEqual(len(self.plan.version_ids), 1)

    def test_says_how(self):
        changes = self._changes(self.env(user=self.coordinator.id))
        for name in ("goal", "action", "action new", "checkpoint", "days", "budget"):
            with self.subTest(change=name), self.assertRefused(UserError, CHANGES):
                changes[name]()

    def test_following_goes_on(self):
        self.own(self.goal).write({"reached": "partly", "reached_note": "Nearly"})
        self.own(self.action).write({"actual_state": "done"})
        self.own(self.action.resource_ids).write({"actual_days": 3})
        self.own(self.plan.budget_line_ids).write({"actual": 5})
        self.own(self.plan.communication_ids).write({"actual": "Sent"})

    def test_closed_is_not_followed(self):
        self.own(self.goal).reached = "yes"
        self.own(self.plan).action_close()
        self.assertAllRefused(
            text="is closed",
            goal=lambda: self.own(self.goal).write({"reached": "no"}),
            action=lambda: self.own(self.action).write({"actual_state": "done"}),
            days=lambda: self.own(self.action.resource_ids).write({"actual_days": 3}),
            confirm=self.own(self.action.resource_ids).action_confirm,
            budget=lambda: self.own(self.plan.budget_line_ids).write({"actual": 5}),
        )

    def _wizard(self, **vals):
        wizards = self.env["seutuyp.plan.decision.wizard"].with_user(self.coordinator)
        decision = self._decide(name="Another")
        return wizards.create(
            {"plan_id": self.plan.id, "decision_id": decision.id, **vals}
        )

    def test_decision_changes_its_own_plan_only(self):
        """A plan of another region is not reached through the window."""
        foreign = self._create_action(self.goal_b, name="Foreign")
        self._approve_b()
        for vals in (
            {"kind": "add", "goal_id": self.goal_b.id, "name": "Extra"},
            {"kind": "drop", "task_id": foreign.id},
        ):
            with self.assertRefused(UserError, "of this plan"):
                self._wizard(**vals).action_confirm()
        self.assertFalse(foreign.is_dropped)
        self._wizard(kind="drop", task_id=self.other.id).action_confirm()
        with self.assertRefused(UserError, "not dropped yet"):
            self._wizard(kind="drop", task_id=self.other.id).action_confirm()

    def _approve_b(self):
        self.own(self.plan_b).action_submit()
        meeting = self._create_meeting(
            "2020-04-01 07:00", "2020-04-01 08:00", seutuyp_group_id=self.steering_b.id
        )
        decision = self.env["seutuyp.decision"].create(
            {"event_id": meeting.id, "name": "Approved"}
        )
        self.own(self.plan_b).action_approve(decision.id)

    def test_coordinator_names_others_to_ask(self):
        """People change in the middle of a year; who they are is no decision."""
        self.own(self.action).write({"people_ids": [Command.set(self.member.ids)]})
        self.assertEqual(self.action.people_ids, self.member)
        with self.assertRefused(AccessError):
            self.action.with_user(self.partner_user).write({"people_ids": False})

    def test_every_change_is_kept(self):
        self._wizard(
            kind="add",
            goal_id=self.goal.id,
            name="Extra",
            metric="Done / not done",
            responsible_partner_ids=[Command.set(self.organisation_a.ids)],
            coordinating_partner_id=self.organisation_a.id,
        ).action_confirm()
        self._wizard(kind="drop", task_id=self.other.id).action_confirm()
        self.assertEqual(self.plan.version_ids.mapped("number"), [3, 2, 1])
        names = [
            [row["name"] for row in version.snapshot["goals"][0]["actions"]]
            for version in self.plan.version_ids.sorted("number")
        ]
        self.assertEqual(
            names,
            [
                ["Interview companies", "Train advisers"],
                ["Interview companies", "Train advisers", "Extra"],
                ["Interview companies", "Extra"],
            ],
        )
        decision = self.own(self.plan.version_ids[:1].decision_id)
        self.assertAllRefused(
            text="is the ground of",
            unlink=decision.unlink,
            name=lambda: decision.write({"name": "Nothing"}),
            meeting=lambda: decision.write({"event_id": self.next.id}),
        )

    def test_other_days_are_confirmed_anew(self):
        """What was confirmed was the sum of then."""
        self._return_to_drafting()
        line = self.own(self.action.resource_ids)
        line.action_confirm()
        line.days = 20
        self.assertFalse(line.confirmed_on)

    def _return_to_drafting(self):
        self.plan.sudo()._guarded().write({"state": "draft"})
