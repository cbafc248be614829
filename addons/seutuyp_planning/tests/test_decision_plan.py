# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import FollowUpCommon


@freeze_time("2049-12-09")
@tagged("post_install", "-at_install")
class TestDecisionPlan(FollowUpCommon):
    """Whoever keeps the meeting approves, returns and changes the plan from there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.winter = cls._create_meeting(
            "2049-12-08 07:00", "2049-12-08 09:00", theme_id=cls.winter_theme.id
        )

    def _decided(self, user, **kw):
        """Return a decision that somebody writes under the matter of approval."""
        matter = self._prepare(self.winter, user)
        vals = {
            "event_id": self.winter.id,
            "agenda_item_id": matter.id,
            "name": "As proposed",
            **kw,
        }
        return self.env["seutuyp.decision"].with_user(user).create(vals)

    def _window(self, action, user, **vals):
        wizards = self.env[action["res_model"]].with_user(user)
        return wizards.with_context(**action["context"]).create(vals)

    @freeze_time("2049-12-01")
    def test_plan_lies_on_the_table(self):
        """Also when it is submitted after the agenda was prepared."""
        matter = self._prepare(self.winter)
        self.assertEqual(matter.plan_ids, self.plan)
        self.plan.with_user(self.coordinator).unlink()
        plan = self._create_plan()
        self._create_action(self._create_goal(plan))
        plan.with_user(self.coordinator).action_submit()
        self.env.invalidate_all()
        self.assertIn(plan, matter.plan_ids)
        self.assertIn(plan, [paper.resource for paper in matter.document_ids])

    def test_chair_approves(self):
        self.plan.with_user(self.coordinator).action_submit()
        decision = self._decided(self.chair_user)
        self.assertEqual(decision.plan_offers, "approve return")
        window = self._window(decision.action_approve_plan(), self.chair_user)
        self.assertEqual(window.plan_id, self.plan)
        self.assertEqual(window.decision_id, decision)
        window.action_confirm()
        self.assertEqual(self.plan.state, "approved")
        self.assertEqual(self.plan.approval_decision_id, decision)

    def test_chair_returns(self):
        """The decision's own words are the reason."""
        self.plan.with_user(self.coordinator).action_submit()
        decision = self._decided(self.chair_user, name="Back", note="Too dear")
        window = self._window(decision.action_return_plan(), self.chair_user)
        window.action_confirm()
        self.assertEqual(self.plan.state, "draft")
        self.assertIn("Too dear", self.plan.log_ids[0].reason)

    def test_others_are_offered_nothing(self):
        self.plan.with_user(self.coordinator).action_submit()
        decision = self._decided(self.chair_user)
        for user in (self.partner_user, self.area_contact, self.reviewer):
            self.assertFalse(decision.with_user(user).plan_offers)
            action = decision.with_user(user).action_approve_plan()
            with self.assertRefused(AccessError), self.cr.savepoint():
                self._window(action, user).action_confirm()

    def test_foreign_plan_is_not_returned(self):
        self.plan.with_user(self.coordinator).action_submit()
        elsewhere = self._create_meeting(
            "2049-12-09 07:00", "2049-12-09 08:00", seutuyp_group_id=self.steering_b.id
        )
        foreign = self.env["seutuyp.decision"].create(
            {"event_id": elsewhere.id, "name": "Back"}
        )
        with self.assertRefused(UserError, "steering group of"):
            self.plan.with_user(self.chair_user).action_return("Why", foreign.id)

    def test_nothing_to_decide_on(self):
        decision = self._decided(self.chair_user)
        self.assertFalse(decision.plan_offers)
        with self.assertRefused(UserError, "no plan"):
            decision.action_approve_plan()

    def test_adds_a_complete_action(self):
        self._approve()
        decision = self._decide(name="One more").with_user(self.coordinator)
        self.assertEqual(decision.plan_offers, "add drop")
        action = decision.action_add_action()
        new = {
            "goal_id": self.goal.id,
            "name": "Breakfast",
            "metric": "Four breakfasts",
            "responsible_partner_ids": [
                Command.set((self.organisation_a | self.organisation_b).ids)
            ],
            "action_start": "2050-02-01",
            "action_end": "2050-11-30",
            "people_ids": [Command.set(self.partner_user.partner_id.ids)],
            "resource_ids": [
                Command.create(
                    {"partner_id": self.organisation_a.id, "days": 3, "euros": 200}
                )
            ],
        }
        incomplete = self._window(
            action, self.coordinator, **{**new, "responsible_partner_ids": False}
        )
        with self.assertRefused(UserError, "nobody responsible"), self.cr.savepoint():
            incomplete.action_confirm()
        self._window(action, self.coordinator, **new).action_confirm()
        added = decision.action_ids
        self.assertFalse(added.decision_id)
        self.assertEqual(added.coordinating_partner_id, self.organisation_a)
        self.assertEqual(added.people_ids, self.partner_user.partner_id)
        self.assertEqual(added.resource_ids.mapped("days"), [3])
        self.assertEqual(str(added.action_end), "2050-11-30")

    def test_drops_an_action(self):
        self._approve()
        decision = self._decide(name="Not this").with_user(self.coordinator)
        action = decision.action_drop_action()
        self._window(action, self.coordinator, task_id=self.other.id).action_confirm()
        self.assertTrue(self.other.is_dropped)
        self.assertEqual(decision.action_ids, self.other)

    def test_responsible_from_elsewhere(self):
        """Who reads a decision but not its meeting is offered nothing, and no error."""
        decision = self._decide(
            responsible_ids=[Command.set(self.outsider.partner_id.ids)]
        )
        self.assertFalse(decision.with_user(self.outsider).plan_offers)
