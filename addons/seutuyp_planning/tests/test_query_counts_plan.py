# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..tools import escalation
from .common import PlanCommon
from .test_query_counts_planning import QueryCounts

MANY = 50


@tagged("post_install", "-at_install")
class TestQueryCountsPlan(QueryCounts, PlanCommon):
    """What a plan costs must not grow with its goals and actions, nor with plans."""

    def _filled(self, year, actions, goals=1):
        """Return a plan with so many actions, each with rows of its own."""
        plan = self._create_plan(year=year)
        for number in range(goals):
            goal = self._create_goal(plan, name=f"Goal {number}", reached="yes")
            tasks = self.env["project.task"].with_user(self.coordinator)
            tasks.create(
                [
                    {
                        "goal_id": goal.id,
                        "name": f"Action {place}",
                        "metric": "Done / not done",
                        "responsible_partner_ids": [
                            Command.set(self.organisation_a.ids)
                        ],
                        "coordinating_partner_id": self.organisation_a.id,
                        "people_ids": [Command.set(self.member.ids)],
                        "checkpoint_ids": [Command.create({"date": f"{year}-03-01"})],
                        "resource_ids": [
                            Command.create({"partner_id": self.organisation_a.id})
                        ],
                    }
                    for place in range(actions // goals)
                ]
            )
        return plan

    def _few_and_many_actions(self):
        return self._filled(2060, 2), self._filled(2070, MANY, goals=5)

    def _submitted(self):
        plans = self._few_and_many_actions()
        for plan in plans:
            plan.with_user(self.coordinator).action_submit()
        return plans

    def _approved(self):
        plans = self._submitted()
        for plan in plans:
            decision = self._decide(name="Approved")
            plan.with_user(self.coordinator).action_approve(decision.id)
        return plans

    # ------------------------------------------------------------------------ moves
    def test_submitting(self):
        self.assertSameCost(
            lambda plan: self._plain(plan, self.coordinator).action_submit(),
            *self._few_and_many_actions(),
        )

    def test_approving(self):
        decision = self._decide(name="Approved")
        self.assertSameCost(
            lambda plan: self._plain(plan, self.coordinator).action_approve(
                decision.id
            ),
            *self._submitted(),
        )

    def test_closing(self):
        self.assertSameCost(
            lambda plan: self._plain(plan, self.coordinator).action_close(),
            *self._approved(),
        )

    def test_carrying_over(self):
        """Fifty actions of five goals cost what one costs."""
        self.assertSameCost(
            lambda plan: self._plain(plan, self.coordinator).action_carry_over(),
            *self._approved(),
        )

    def test_changing(self):
        decision = self._decide(name="Dropped")
        self.assertSameCost(
            lambda plan: self._plain(plan, self.coordinator)._change(
                decision, drop=plan.action_ids[0]
            ),
            *self._approved(),
        )

    def test_telling(self):
        """The actions of fifty are judged at the cost of one."""
        few, many = self._approved()

        def tell(plan):
            actions = self._plain(plan.action_ids, self.partner_user)
            actions.write({"actual_state": "under_way"})

        self.assertSameCost(tell, few, many)

    def test_making_plans(self):
        """Core looks for stages and aliases of each project; the plan adds nothing."""

        def beyond_core(count):
            plans = self._plain(self.env["seutuyp.plan"], self.coordinator)
            projects = self._plain(self.env["project.project"], self.coordinator).sudo()
            ours = self._count(
                plans.create,
                [
                    {"region_id": self.region_a.id, "year": 2060 + number}
                    for number in range(count)
                ],
            )
            bare = [
                {"name": "Plain", "privacy_visibility": "followers", "user_id": False}
            ]
            return ours - self._count(projects.create, bare * count)

        self.assertLessEqual(beyond_core(10), beyond_core(2))

    def test_adding_actions(self):
        """Core makes a message and a follower for each; the plan adds nothing to it."""
        plain = self.env["project.project"].create({"name": "Plain"})
        user = self.coordinator
        user.group_ids = [Command.link(self.env.ref("project.group_project_user").id)]

        def beyond_core(count):
            def add(**vals):
                tasks = self._plain(self.env["project.task"], user)
                return self._count(
                    lambda _none: tasks.create(
                        [{"name": "New", "user_ids": [], **vals} for _n in range(count)]
                    ),
                    None,
                )

            own = {
                "goal_id": self.goal.id,
                "responsible_partner_ids": [Command.set(self.organisation_a.ids)],
                "coordinating_partner_id": self.organisation_a.id,
                "people_ids": [Command.set(self.member.ids)],
                "checkpoint_ids": [
                    Command.create({"date": date})
                    for date in ("2050-03-01", "2050-09-01")
                ],
                "resource_ids": [
                    Command.create({"partner_id": self.organisation_a.id})
                ],
            }
            return add(**own) - add(project_id=plain.id)

        self.assertLessEqual(beyond_core(10), beyond_core(2))

    def test_realisation(self):
        """One pass whatever the number of plans and actions."""
        self._filled(2071, MANY)
        plans = self.env["seutuyp.plan"].sudo().search([])
        field = plans._fields["realisation"]

        def compute(plans):
            self.env.add_to_compute(field, plans)
            plans._recompute_recordset(["realisation"])

        for number in range(8):
            self._filled(2080 + number, 2)
        many = plans.search([])
        self.assertSameCost(compute, plans[:1], many)

    # ---------------------------------------------------------------------- looking
    def test_form(self):
        for user in (self.coordinator, self.partner_user, self.reviewer):
            with self.subTest(user=user.name):
                self.assertSameForm("seutuyp.plan", user, *self._plans_of_user())

    def _plans_of_user(self):
        plans = getattr(self, "_plans", None)
        self._plans = plans or self._approved()
        return self._plans

    def test_list_and_kanban(self):
        plans = [self._filled(2060 + number, 1 + number) for number in range(8)]
        for kind in ("list", "kanban"):
            for user in (self.coordinator, self.reviewer):
                model = self._plain(self.env["seutuyp.plan"], user)
                wanted = self._specification(model, kind)

                def read(ids, model=model, wanted=wanted):
                    model.browse(ids).web_read(wanted)

                ids = [plan.id for plan in plans]
                with self.subTest(kind=kind, user=user.name):
                    self.assertSameCost(read, ids[:1], ids)

    def test_lists_of_actions(self):
        few, many = self._few_and_many_actions()
        for kind, xmlid in self._task_views():
            model = self._plain(self.env["project.task"], self.partner_user)
            wanted = self._specification(model, kind, xmlid)

            def read(plan, model=model, wanted=wanted):
                domain = [("plan_id", "=", plan.id)]
                model.web_search_read(domain, wanted)

            with self.subTest(view=xmlid):
                self.assertSameCost(read, few, many)

    def _task_views(self):
        names = self.env["ir.model.data"].search(
            [("module", "=", "seutuyp_planning"), ("model", "=", "ir.ui.view")]
        )
        for name in names:
            view = self.env["ir.ui.view"].browse(name.res_id)
            if view.model == "project.task" and view.type in ("list", "kanban"):
                if view.mode == "primary":
                    yield view.type, f"{name.module}.{name.name}"

    def test_home(self):
        """Waiting actions and plans are counted at once."""

        def home(_number):
            self._plain(self.env["seutuyp.home"], self.coordinator).get_home()

        self._filled(2061, 1)
        with freeze_time("2065-01-01"):
            few = self._count(home, 1)
            for number in range(8):
                plan = self._filled(2081 + number, 3)
                plan.action_ids.sudo().user_ids = self.coordinator
            self.assertLessEqual(self._count(home, 9), few)

    def test_reminders(self):
        """Searching and marking cost the same; each mail costs something of its own."""
        few, many = self._approved()
        days = {plan: plan.action_ids.checkpoint_ids[0].date for plan in (few, many)}

        def find(plan):
            checkpoints = self.env["seutuyp.plan.checkpoint"].sudo()
            day = days[plan]
            self.assertTrue(checkpoints._due(escalation.REMIND, day))
            later = checkpoints._due(escalation.COORDINATOR, day + timedelta(days=30))
            self.assertTrue(later)

        self.assertSameCost(find, few, many)
