# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestPlanLight(PlanCommon):
    """One light for having a plan and one for telling how it goes."""

    def _duty(self, code, day, user=None, region=None):
        user = user or self.coordinator
        region = (region or self.region_a).with_user(user)
        with freeze_time(day):
            self.env.invalidate_all()
            duties = region._duties()[region.id]
        return next((duty for duty in duties if duty["code"] == code), None)

    def _plan(self, day, **kw):
        duty = self._duty("plan", day, **kw)
        return duty["light"], duty["reason"]

    def test_through_the_year(self):
        self.assertEqual(self._plan("2050-01-10")[0], "red", "still a draft")
        self._approve()
        self.assertEqual(self._plan("2050-01-10")[0], "green")
        self.assertEqual(self._plan("2050-09-30")[0], "green")
        self.assertEqual(self._plan("2050-10-01"), ("amber", "No plan for 2051 yet."))
        self.assertEqual(self._plan("2050-11-01")[0], "red")
        following = self._create_plan(year=2051)
        self._create_action(self._create_goal(following))
        self.assertEqual(self._plan("2050-10-31")[0], "green")
        self.assertEqual(self._plan("2050-11-30")[0], "amber")
        self.assertEqual(self._plan("2050-12-01")[0], "red")
        following.with_user(self.coordinator).action_submit()
        self.assertEqual(self._plan("2050-11-30")[0], "green")
        self.assertEqual(self._plan("2050-12-01")[0], "amber")
        following.with_user(self.coordinator).action_approve(
            self._decide(name="Approved").id
        )
        self.assertEqual(self._plan("2050-12-31")[0], "green")
        light, reason = self._plan("2051-02-01")
        self.assertEqual(light, "amber")
        self.assertIn("2050 has not been closed", reason)

    def test_step_by_role(self):
        self._approve()
        day = "2050-10-01"
        self.assertEqual(
            self._duty("plan", day)["action"]["res_model"], "seutuyp.plan.begin.wizard"
        )
        for user in (self.partner_user, self.area_contact, self.reviewer):
            self.assertFalse(self._duty("plan", day, user)["action"])
        duty = self._duty("plan", "2050-09-01", self.reviewer)
        self.assertEqual(duty["action"]["res_id"], self.plan.id)

    def test_actuals(self):
        self.assertEqual(self._duty("actuals", "2050-01-10")["light"], "grey")
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self._approve()
        self.assertEqual(self._duty("actuals", "2050-02-01")["light"], "green")
        self.assertEqual(self._duty("actuals", "2050-03-01")["light"], "amber")
        duty = self._duty("actuals", "2050-03-09", self.area_contact)
        self.assertEqual(duty["light"], "red")
        self.assertIn("Silent for over a week after a checkpoint: 1.", duty["reason"])
        self.assertIn("0 % of actions updated on time.", duty["reason"])
        with freeze_time("2050-03-10"):
            self.action.with_user(self.partner_user).action_tell("under_way")
        duty = self._duty("actuals", "2050-03-11")
        self.assertEqual((duty["light"], duty["reason"][:3]), ("amber", "0 %"))

    def test_late(self):
        self.action.action_end = "2050-02-01"
        self._approve()
        duty = self._duty("actuals", "2050-02-02")
        self.assertEqual(duty["light"], "amber")
        self.assertIn("should be done by now: 1", duty["reason"])

    def test_partly_readable(self):
        """Of foreign regions nothing is said; without a coordinator all is grey."""
        for code in ("plan", "actuals"):
            self.assertFalse(self._duty(code, "2050-10-01", self.outsider))
            self.assertFalse(self._duty(code, "2050-10-01", self.coordinator_b))
            bare = self._create_region(area=self.area_a)
            duty = self._duty(code, "2050-10-01", self.area_contact, bare)
            self.assertEqual(duty["light"], "grey")
        both = (self.region_a | self.region_b).with_user(self.partner_user)
        codes = {
            id_: [duty["code"] for duty in duties]
            for id_, duties in both._duties().items()
        }
        self.assertIn("plan", codes[self.region_a.id])
        self.assertNotIn("plan", codes[self.region_b.id])
