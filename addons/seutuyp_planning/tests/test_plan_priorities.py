# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import FollowUpCommon


@freeze_time("2060-11-01")
@tagged("post_install", "-at_install")
class TestPlanPriorities(FollowUpCommon):
    """The steering group's autumn decision becomes next year's priorities."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.autumn = cls._create_meeting(
            "2060-10-13 07:00", "2060-10-13 09:00", theme_id=cls.autumn_theme.id
        )

    def _decided(self, event=None, **kw):
        return self._decide(event or self.autumn, **{"name": "Succession first", **kw})

    def _window(self, action, user, **vals):
        wizards = self.env[action["res_model"]].with_user(user)
        return wizards.with_context(**action["context"]).create(vals)

    def test_from_the_decision(self):
        """The chair makes next year's plan with the decision's words."""
        decision = self._decided(note="And advice for all").with_user(self.chair_user)
        self.assertEqual(decision.plan_offers, "priorities")
        window = self._window(decision.action_set_priorities(), self.chair_user)
        self.assertEqual((window.region_ids, window.year), (self.region_a, 2061))
        action = window.action_confirm()
        plan = self.env["seutuyp.plan"].browse(action["res_id"])
        self.assertEqual((plan.region_id, plan.year), (self.region_a, 2061))
        self.assertEqual(plan.priorities_decision_id, decision)
        self.assertIn("Succession first", plan.priorities)
        self.assertIn("And advice for all", plan.priorities)
        self.env.invalidate_all()
        self.assertFalse(decision.plan_offers)
        plan.with_user(self.coordinator).priorities = "<p>In other words</p>"

    def test_pressed_twice(self):
        decision = self._decided()
        for _turn in range(2):
            window = self._window(decision.action_set_priorities(), self.coordinator)
            window.action_confirm()
        self.assertEqual(len(decision.priorities_plan_ids), 1)

    def test_from_the_plan(self):
        plan = self._create_plan(2061, priorities="<p>Draft words</p>")
        decision = self._decided()
        action = plan.with_user(self.coordinator).action_ask_priorities()
        window = self._window(action, self.coordinator, decision_id=decision.id)
        self.assertIn(decision, window.possible_decision_ids)
        window.action_confirm()
        self.assertEqual(plan.priorities_decision_id, decision)
        self.assertIn("Draft words", plan.priorities)

    def test_shared_group(self):
        """One decision gives every region of the group its plan."""
        self.steering.region_ids = [Command.link(self.region_b.id)]
        decision = self._decided()
        window = self._window(decision.action_set_priorities(), self.chair_user)
        action = window.action_confirm()
        plans = self.env["seutuyp.plan"].search(action["domain"])
        self.assertEqual(plans.region_id, self.region_a | self.region_b)

    def test_submitted_plan_keeps_its_words(self):
        """The decision can still be told, other words cannot."""
        self.plan.with_user(self.coordinator).priorities = "<p>As sent</p>"
        self.plan.with_user(self.coordinator).action_submit()
        plan, decision = self.plan.with_user(self.coordinator), self._decided()
        with self.assertRefused(UserError, "change by a decision"):
            plan._set_priorities(decision, "<p>Other</p>")
        plan._set_priorities(decision)
        self.assertEqual(self.plan.priorities_decision_id, decision)

    def test_approved_plan_has_its_priorities(self):
        self._approve()
        with self.assertRefused(UserError, "have been decided on"):
            self.plan.with_user(self.coordinator)._set_priorities(self._decided())

    def test_who_may(self):
        decision = self._decided()
        for user in (self.partner_user, self.area_contact, self.reviewer):
            self.assertFalse(decision.with_user(user).plan_offers)
            with self.assertRefused(AccessError), self.cr.savepoint():
                action = decision.with_user(user).action_set_priorities()
                self._window(action, user).action_confirm()

    def test_foreign_decision_and_forged_link(self):
        elsewhere = self._create_meeting(
            "2060-10-14 07:00", "2060-10-14 08:00", seutuyp_group_id=self.steering_b.id
        )
        foreign = self.env["seutuyp.decision"].create(
            {"event_id": elsewhere.id, "name": "Ours"}
        )
        plan = self.plan.with_user(self.coordinator)
        with self.assertRefused(UserError, "steering group of"):
            plan._set_priorities(foreign)
        with self.assertRefused(AccessError):
            plan.write({"priorities_decision_id": self._decided().id})
        made = (
            self.env["seutuyp.plan"]
            .with_user(self.coordinator)
            .with_context(default_priorities_decision_id=self._decided().id)
            .create({"region_id": self.region_a.id, "year": 2070})
        )
        self.assertFalse(made.priorities_decision_id)
