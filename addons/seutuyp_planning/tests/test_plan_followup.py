# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import FollowUpCommon
from .test_query_counts_planning import QueryCounts


@tagged("post_install", "-at_install")
class TestPlanFollowup(QueryCounts, FollowUpCommon):
    """The steering group follows the plan up two or three times a year."""

    def _follow_up(self, event=None):
        self._prepare(event)
        return (event or self.next).followup_ids

    # --------------------------------------------------------------------- agenda
    def test_agenda_brings_the_plan(self):
        """Prepared once or twice, the plan and its follow-up lie there once."""
        self._approve()
        matter = self._prepare()
        self.assertEqual(matter.plan_ids, self.plan)
        followup = self.next.followup_ids
        self.assertEqual(followup.plan_id, self.plan)
        papers = [paper.resource for paper in matter.document_ids]
        self.assertEqual(papers, [self.plan, followup])
        self.assertEqual(self._prepare().document_ids, matter.document_ids)
        self.assertEqual(self.next.followup_ids, followup)

    def test_no_plan_no_follow_up(self):
        """A plan that is not approved is not followed up."""
        matter = self._prepare()
        self.assertFalse(matter.document_ids)
        self.assertFalse(self.next.followup_ids)
        with self.assertRefused(UserError, "No approved plan"):
            self.next.with_user(self.coordinator).action_follow_up()
        with self.assertRefused(UserError, "only an approved plan"):
            self.plan.with_user(self.coordinator).action_follow_up()

    def test_other_groups_and_regions(self):
        self._approve()
        elsewhere = self._create_meeting(
            "2050-03-10 07:00", "2050-03-10 08:00", seutuyp_group_id=self.steering_b.id
        )
        working = self._create_meeting(
            "2050-03-11 07:00",
            "2050-03-11 08:00",
            seutuyp_group_id=self._create_group(kind="working").id,
        )
        (elsewhere | working)._prepare_agenda()
        self.assertFalse((elsewhere | working).followup_ids)

    def test_shared_group_follows_up_both_plans(self):
        self.steering.region_ids = [Command.link(self.region_b.id)]
        other = self.env["seutuyp.plan"].create(
            {"region_id": self.region_b.id, "year": 2050}
        )
        other._guarded().state = "approved"
        self._approve()
        matter = self._prepare()
        self.assertEqual(matter.plan_ids, self.plan | other)
        self.assertEqual(self.next.followup_ids.plan_id, self.plan | other)

    def test_january_looks_back(self):
        """Until the year is closed, January is about the one that has ended."""
        self._approve()
        january = self._create_meeting("2051-01-19 07:00", "2051-01-19 09:00")
        january._prepare_agenda()
        self.assertEqual(january.followup_ids.plan_id, self.plan)

    def test_button_of_plan_and_meeting(self):
        """Both open the same follow-up; an agenda without the matter gets it."""
        self._approve()
        self.theme.item_ids[0].purpose = False
        plan = self.plan.with_user(self.chair_user)
        action = plan.action_follow_up()
        followup = self.next.followup_ids
        self.assertEqual(action["res_id"], followup.id)
        again = self.next.with_user(self.chair_user).action_follow_up()
        self.assertEqual(again["res_id"], followup.id)
        matter = self.next.agenda_item_ids
        self.assertEqual(matter.mapped("name"), ["Follow-up of the action plan"])
        self.assertEqual(matter.plan_ids, self.plan)
        for user in (self.partner_user, self.area_contact):
            with self.assertRefused(AccessError):
                self.plan.with_user(user).action_follow_up()

    def test_no_meeting_is_coming(self):
        self._approve()
        (self.next | self.later).with_user(self.coordinator).unlink()
        with self.assertRefused(UserError, "annual calendar"):
            self.plan.with_user(self.coordinator).action_follow_up()

    # ------------------------------------------------------------------- readings
    def test_goal_added_later_gets_its_row(self):
        self._approve()
        followup = self._follow_up()
        self.plan._guarded().state = "draft"
        goal = self._create_goal(self.plan, name="Added")
        self.plan._guarded().state = "approved"
        self._prepare()
        self.assertEqual(followup.reading_ids.goal_id, self.goal | goal)

    def test_who_reads_out(self):
        self._approve()
        followup = self._follow_up()
        self._read_out(followup, "8")
        reading = self._read_out(followup, "9", self.chair_user)
        self.assertEqual(reading.value, "9")
        for user in (self.partner_user, self.area_contact, self.coordinator_b):
            with self.assertRefused(AccessError):
                self._read_out(followup, user=user)

    def test_history_of_a_goal(self):
        self.goal.target = "Six sales"
        self._approve()
        first, second = self._follow_up(), self._follow_up(self.later)
        self._read_out(first, "2 sales")
        reading = self._read_out(second, "5 sales")
        self.assertEqual(reading.previous, "2 sales")
        self.assertIn("2 sales → ", self.goal.reading_line)
        self.assertIn("Six sales", self.goal.reading_line)

    # ----------------------------------------------------------------------- kept
    @freeze_time("2050-03-09 10:00")
    def test_kept_when_held(self):
        """What the meeting saw stays, whatever is told afterwards."""
        self._approve()
        followup = self._follow_up()
        self.action.actual_state = "done"
        self.assertEqual(followup.realisation, 50)
        reading = self._read_out(followup)
        self.next.with_user(self.coordinator).action_hold()
        self.other.actual_state = "done"
        self.env.invalidate_all()
        self.assertEqual(self.plan.realisation, 100)
        self.assertEqual(followup.realisation, 50)
        with self.assertRefused(UserError, "Not held after all"):
            reading.with_user(self.coordinator).value = "20"
        self.next.with_user(self.coordinator).action_unhold()
        self.assertEqual(followup.realisation, 100)
        reading.with_user(self.coordinator).value = "20"

    def test_made_by_holding(self):
        """A follow-up that nobody prepared counts all the same."""
        self._approve()
        with freeze_time("2050-03-09 10:00"):
            self.next.with_user(self.coordinator).action_hold()
        self.assertTrue(self.next.followup_ids.held_on)

    def test_figures_are_not_written(self):
        self._approve()
        followup = self._follow_up().with_user(self.coordinator)
        for vals in (
            {"figures": {"realisation": 100}},
            {"held_on": "2050-01-01"},
            {"plan_id": self._create_plan(2060).id},
            {"event_id": self.later.id},
        ):
            with self.assertRefused(AccessError):
                followup.write(vals)
        with self.assertRefused(AccessError):
            followup.reading_ids.write({"goal_id": self.goal.id})
        with self.assertRefused(AccessError):
            followup.create({"plan_id": self.plan.id, "event_id": self.later.id})
        with self.assertRefused(AccessError):
            followup.with_context(default_figures={"realisation": 100}).create({})

    def test_once_a_meeting(self):
        self._approve()
        self._follow_up()
        vals = {"plan_id": self.plan.id, "event_id": self.next.id}
        with (
            mute_logger("odoo.sql_db"),
            self.assertRefused(IntegrityError, "once"),
            self.cr.savepoint(),
        ):
            self.env["seutuyp.plan.followup"]._create_guarded(vals)

    def test_cancelled_and_deleted_meetings(self):
        self._approve()
        self._follow_up()
        self._follow_up(self.later)
        self.next.with_user(self.coordinator).action_cancel_meeting()
        self.later.with_user(self.coordinator).unlink()
        self.assertFalse(self.plan.followup_ids)

    def test_held_meeting_is_kept(self):
        self._approve()
        self._follow_up()
        with freeze_time("2050-03-09 10:00"):
            self.next.with_user(self.coordinator).action_hold()
        with self.assertRefused(UserError, "followed the plan up"):
            self.next.with_user(self.coordinator).unlink()

    # ---------------------------------------------------------------------- cycle
    def test_cycle_and_next_step(self):
        """The plan says where it is, what happens next and who does it."""

        def now():
            self.env.invalidate_all()
            plan = self.plan.with_user(self.partner_user)
            steps = {step["code"] for step in plan.cycle if step["status"] == "now"}
            return steps.pop(), plan.next_step

        code, text = now()
        self.assertEqual(code, "draft")
        self.assertIn("working group refines", text)
        self._approve()
        code, text = now()
        self.assertEqual(code, "followed")
        self.assertIn("9 March 2050; missing: 1", text)
        followup = self._follow_up()
        self._read_out(followup)
        self.assertIn("follows the plan up on 9 March 2050 (0 of 2", now()[1])
        self._hold_on(self.next, "2050-03-09 10:00")
        self._hold_on(self.later, "2050-05-11 10:00")
        self.env.invalidate_all()
        self.assertEqual(self.plan.followup_text, "2 of 2 follow-ups held")
        self.assertIn("closes the year", now()[1])

    def _hold_on(self, event, moment):
        with freeze_time(moment):
            event.with_user(self.coordinator).action_hold()

    def test_home_line(self):
        self._approve()
        self._follow_up()

        def line():
            self.env.invalidate_all()
            home = self.env["seutuyp.home"].with_user(self.coordinator)
            return [item["text"] for item in home._waiting_readings()]

        with freeze_time("2050-02-01"):
            self.assertFalse(line())
        with freeze_time("2050-02-20"):
            self.assertIn("missing 1", line()[0])
            self._read_out(self.next.followup_ids)
            self.assertFalse(line())

    # ----------------------------------------------------------------------- cost
    def test_query_counts(self):
        """Making and reading a follow-up costs the same for ten goals as for one."""
        self._approve()
        plan = self.plan.with_user(self.coordinator)
        wanted = {
            "cycle": {},
            "next_step": {},
            "followup_text": {},
            "followup_ids": {
                "fields": {"day": {}, "realisation": {}, "late_count": {}}
            },
            "goal_ids": {"fields": {"reading_line": {}, "name": {}}},
        }

        def make():
            plan._follow_up(self.later)

        def read():
            plan.web_read(wanted)

        self._follow_up()
        few = [self._count(make), self._count(read)]
        self.plan._guarded().state = "draft"
        for number in range(10):
            self._create_goal(self.plan, name=f"Goal {number}")
        self.plan._guarded().state = "approved"
        self._prepare()
        many = [self._count(make), self._count(read)]
        for before, after in zip(few, many, strict=True):
            self.assertLessEqual(after, before)
