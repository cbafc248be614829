# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestHomeActions(PlanCommon):
    """Mine to update, told in place; and plans that begin and end by themselves."""

    def setUp(self):
        super().setUp()
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self.other.action_end = "2050-02-01"
        self.action.people_ids = self.partner_user.partner_id
        self._approve()

    def _home(self, user, day="2050-03-02"):
        with freeze_time(day):
            self.env.invalidate_all()
            return self.env["seutuyp.home"].with_user(user).get_home()

    def _waiting(self, user, kind, day):
        return [
            item for item in self._home(user, day)["waiting"] if item["kind"] == kind
        ]

    def test_mine_and_my_organisations(self):
        home = self._home(self.partner_user)["actions"]
        (row,) = home["mine"]
        self.assertEqual(row["name"], "Interview companies")
        self.assertEqual((row["light"], row["state"]), ("red", "not_begun"))
        self.assertIn("Silent", row["word"])
        self.assertFalse(home["ours"])
        self.action.sudo().people_ids = self.member
        home = self._home(self.partner_user)["actions"]
        self.assertFalse(home["mine"])
        self.assertEqual([row["id"] for row in home["ours"]], self.action.ids)
        self.assertEqual(home["organisation"], "Organisation A")
        home = self._home(self.outsider)["actions"]
        self.assertFalse(home["mine"] or home["ours"])

    def test_late_ones_first(self):
        self.other.sudo().people_ids = self.partner_user.partner_id
        names = [
            row["name"] for row in self._home(self.partner_user)["actions"]["mine"]
        ]
        self.assertEqual(names, ["Train advisers", "Interview companies"])

    def test_told_in_place_and_taken_back(self):
        home = self.env["seutuyp.home"].with_user(self.partner_user)
        row = home.tell_action(self.action.id, "under_way", "Seven")
        self.assertEqual((row["state"], row["actual"]), ("under_way", "Seven"))
        self.assertTrue(row["undo"])
        row = home.take_back(row["undo"])
        self.assertEqual((row["state"], row["actual"]), ("not_begun", ""))
        with self.assertRefused(AccessError):
            home.tell_action(self.other.id, "done", "Not mine")

    def test_one_screen(self):
        with freeze_time("2050-03-02"):
            mine = self.env["seutuyp.home"].with_user(self.partner_user).get_mine()
        self.assertEqual(
            [row["id"] for row in mine["actions"]["mine"]], self.action.ids
        )
        self.assertFalse([item for item in mine["waiting"] if item["kind"] == "action"])
        self.assertEqual(mine["meetings"], [])

    def test_coordinator_then_area_contact(self):
        self.assertFalse(self._waiting(self.coordinator, "action", "2050-03-08"))
        (item,) = self._waiting(self.coordinator, "action", "2050-03-09")
        self.assertEqual(item["detail"], "")
        self.assertFalse(self._waiting(self.area_contact, "action", "2050-03-09"))
        checkpoints = self.env["seutuyp.plan.checkpoint"]
        for day in ("2050-03-09", "2050-03-23"):
            with freeze_time(day):
                self.env.invalidate_all()
                checkpoints._cron_remind()
        (item,) = self._waiting(self.coordinator, "action", "2050-03-24")
        self.assertIn("area contact was told on 23.3.2050", item["detail"])
        self.assertEqual(
            len(self._waiting(self.area_contact, "action", "2050-03-24")), 1
        )

    def test_next_years_plan_is_proposed(self):
        """From September, until it has been begun; with what is unfinished."""

        def begin(day, user=self.coordinator):
            items = self._waiting(user, "plan", day)
            return [item for item in items if "Begin" in item["text"]]

        self.assertFalse(begin("2050-08-31"))
        self.assertFalse(begin("2050-09-01", self.partner_user))
        (item,) = begin("2050-09-01")
        wizards = self.env["seutuyp.plan.begin.wizard"].with_user(self.coordinator)
        wizard = wizards.with_context(**item["action"]["context"]).create({})
        self.assertTrue(wizard.carries_over)
        self.assertEqual(wizard.unfinished_count, 2)
        opened = wizard.action_begin()
        plan = self.env["seutuyp.plan"].browse(opened["res_id"])
        self.assertEqual((plan.year, plan.state), (2051, "draft"))
        self.assertEqual(len(plan.action_ids), 2)
        self.assertEqual(wizard.action_begin()["res_id"], plan.id)
        self.assertFalse(begin("2050-09-01"))

    def test_begun_with_nothing_carried_over(self):
        wizards = self.env["seutuyp.plan.begin.wizard"]
        vals = {"region_id": self.region_a.id, "year": 2051, "carries_over": False}
        opened = wizards.with_user(self.coordinator).create(vals).action_begin()
        self.assertFalse(self.env["seutuyp.plan"].browse(opened["res_id"]).action_ids)
        for user in (self.partner_user, self.coordinator_b):
            with self.assertRefused(AccessError), self.cr.savepoint():
                wizards.with_user(user).create({**vals, "year": 2055}).action_begin()

    def test_last_years_plan_is_to_be_closed(self):
        def close(day):
            items = self._waiting(self.coordinator, "plan", day)
            return [item for item in items if "Close" in item["text"]]

        self.assertFalse(close("2051-01-31"))
        self.assertEqual(len(close("2051-02-01")), 1)
        self.goal.with_user(self.coordinator).reached = "no"
        self.plan.with_user(self.coordinator).action_close()
        self.assertFalse(close("2051-02-01"))
