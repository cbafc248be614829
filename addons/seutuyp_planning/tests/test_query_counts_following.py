# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PlanCommon
from .test_query_counts_planning import QueryCounts

DAY = "2050-03-20"
# A night of each step, and what each mail costs: the template and the author are looked
# up, message and mail inserted; a mail with links voids the old ones and makes new.
NIGHTS = {"2050-02-23": 6, "2050-03-09": 4, "2050-03-24": 4}


@tagged("post_install", "-at_install")
class TestQueryCountsFollowing(QueryCounts, PlanCommon):
    """What following plans costs must not grow with actions, plans and meetings."""

    def _region_with_plan(self, actions, coordinator=None, person=None):
        """Return a region whose approved plan has so many silent actions."""
        coordinator = coordinator or self.coordinator
        person = person or self.partner_user.partner_id
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
                    "people_ids": [Command.set(person.ids)],
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

    # ----------------------------------------------------------------------- nights
    def _nights(self):
        """Return {day: queries of that night's reminders}; nothing is left of them."""
        remind = self.env["seutuyp.plan.checkpoint"]._cron_remind
        savepoint = self.cr.savepoint()
        counts = {}
        for day in NIGHTS:
            with freeze_time(day):
                counts[day] = self._count(remind)
                self.assertTrue(self._new_mails(remind)[1])
        savepoint.close(rollback=True)
        return counts

    def test_nights_with_many_actions(self):
        """A mail costs the same whatever the number of its actions and regions."""
        self._region_with_plan(1)
        few = self._nights()
        self._region_with_plan(8)
        for day, count in self._nights().items():
            with self.subTest(day=day):
                self.assertLessEqual(count, few[day])

    def test_nights_with_many_people(self):
        """What the mails say is read at once; only the mails themselves cost."""

        def more():
            region = self._region_with_plan(2, person=self._create_person())
            region.coordinator_id = self._create_person()

        more()
        few = self._nights()
        for _number in range(4):
            more()
        for day, count in self._nights().items():
            with self.subTest(day=day):
                self.assertLessEqual(count, few[day] + 4 * NIGHTS[day])

    # ------------------------------------------------------------------------ plans
    def _full_plan(self, count):
        """Return a plan of which there are so many of everything beside actions."""
        region = self._region_with_plan(1)
        plan = self.env["seutuyp.plan"].search([("region_id", "=", region.id)])
        group = region.group_ids
        for number in range(count):
            organisation = self._create_organisation(name=f"Payer {count} {number}")
            seat = {"organisation_id": organisation.id}
            self._create_member(group, **seat)  # it has ten at most
            self._create_member(
                self._create_group(region_ids=[Command.set(region.ids)]), **seat
            )
            plan._guarded().write(
                {
                    "budget_line_ids": [
                        Command.create({"partner_id": organisation.id, "planned": 5})
                    ]
                }
            )
            event = self._create_meeting(
                f"2050-04-{number + 1:02} 07:00",
                f"2050-04-{number + 1:02} 09:00",
                seutuyp_group_id=group.id,
            )
            event._prepare_agenda()
            self.env["seutuyp.plan.followup"]._make([(plan, event)])
        return plan

    def test_form_of_a_full_plan(self):
        """The form costs the same whatever stands around the actions."""
        plans = self._full_plan(1), self._full_plan(7)
        for user in (self.coordinator, self.partner_user, self.reviewer):
            with self.subTest(user=user.name):
                self.assertSameForm("seutuyp.plan", user, *plans)

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
