# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PlanCommon
from .test_query_counts_planning import QueryCounts

DAY = "2050-03-20"


@tagged("post_install", "-at_install")
class TestQueryCountsFollowing(QueryCounts, PlanCommon):
    """What following plans costs must not grow with actions, plans and meetings."""

    def _region_with_plan(self, actions, coordinator=None):
        """Return a region whose approved plan has so many silent actions."""
        coordinator = coordinator or self.coordinator
        region = self._create_region(
            area=self.area_a,
            coordinator_id=coordinator.partner_id.id,
            coordinating_partner_id=self.organisation_a.id,
        )
        group = self._create_steering_group(region_ids=[Command.set(region.ids)])
        plans = self.env["seutuyp.plan"].with_user(coordinator)
        plan = plans.create({"region_id": region.id, "year": 2050})
        goal = self.env["seutuyp.plan.goal"].create({"plan_id": plan.id, "name": "G"})
        for number in range(actions):
            action = self._create_action(
                goal.with_user(coordinator), name=f"Action {number}"
            )
            action.write(
                {
                    "action_end": "2050-03-10",
                    "people_ids": [Command.set(self.partner_user.partner_id.ids)],
                    "checkpoint_ids": [Command.create({"date": "2050-03-01"})],
                }
            )
        meeting = self._create_meeting(
            "2021-12-10 07:00", "2021-12-10 09:00", seutuyp_group_id=group.id
        )
        decision = self.env["seutuyp.decision"].create(
            {"event_id": meeting.id, "name": "Approved"}
        )
        plan.action_submit()
        plan.action_approve(decision.id)
        return region

    def _meetings(self, count):
        """Let the coordinator keep so many meetings to come, all to be prepared."""
        for number in range(count):
            event = self._create_meeting(
                f"2050-04-{number + 1:02} 07:00",
                f"2050-04-{number + 1:02} 09:00",
                lead_days=60,
            )
            event.with_context(dont_notify=True).write(
                {"partner_ids": [Command.link(self.partner_user.partner_id.id)]}
            )
            event._invite()
            event._prepare_agenda()

    def _homes(self):
        """Return the queries of the home screen by user."""
        users = (self.partner_user, self.coordinator, self.area_contact, self.reviewer)
        counts = {}
        with freeze_time(DAY):
            for user in users:
                home = self._plain(self.env["seutuyp.home"], user)
                counts[user.name] = self._count(home.get_home)
        return counts

    def assertHomesCostTheSame(self, more):
        few = self._homes()
        more()
        many = self._homes()
        for name, count in many.items():
            with self.subTest(user=name):
                self.assertLessEqual(count, few[name])

    def test_home_with_many_actions(self):
        self._region_with_plan(1)
        self.assertHomesCostTheSame(lambda: self._region_with_plan(8))

    def test_home_with_many_plans(self):
        for _number in range(2):
            self._region_with_plan(1)

        def more():
            for _number in range(5):
                self._region_with_plan(1)

        self.assertHomesCostTheSame(more)

    def test_home_with_many_meetings(self):
        self._meetings(3)
        self.assertHomesCostTheSame(lambda: self._meetings(12))

    def test_rates_of_many_plans(self):
        self._region_with_plan(2)
        plans = self.env["seutuyp.plan"]
        few = plans.search([("year", "=", 2050)])
        for _number in range(5):
            self._region_with_plan(2)
        many = plans.search([("year", "=", 2050)])
        fields = {"on_time_text": {}, "late_count": {}, "silent_count": {}}

        def read(found):
            self._plain(found, self.reviewer).web_read(fields)

        with freeze_time(DAY):
            self.assertSameCost(read, few, many)

    def test_history_of_an_action(self):
        few = self._region_with_plan(1)
        many = self._region_with_plan(1)
        plans = self.env["seutuyp.plan"].search([("region_id", "in", (few | many).ids)])
        tasks = plans.sorted("id").action_ids.sorted("id")
        for number in range(9):
            tasks[1].with_user(self.partner_user).action_tell("under_way", f"{number}")
        tasks[0].with_user(self.partner_user).action_tell("under_way", "Once")

        def read(task):
            self._plain(task, self.partner_user).web_read(
                {
                    "area_told_on": {},
                    "update_ids": {
                        "fields": {"remark": {}, "may_take_back": {}, "text_after": {}}
                    },
                }
            )

        self.assertSameCost(read, tasks[0], tasks[1])

    def test_telling_of_many(self):
        """The coordinator marks eight actions done at the cost of one."""
        few, many = self._region_with_plan(2), self._region_with_plan(8)
        tasks = self.env["project.task"]

        def tell(region):
            own = tasks.search([("plan_id.region_id", "=", region.id)])
            self._plain(own, self.coordinator).write({"actual_state": "done"})

        with freeze_time(DAY):
            self.assertSameCost(tell, few, many)
