# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from ..tools import plan_light, punctuality


class SeutuypHome(models.AbstractModel):
    """Actions of plans: mine to update, and plans that wait for the coordinator."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        kinds = super()._kinds()
        place = kinds.index("invitation")
        return [*kinds[:place], "action", "plan", *kinds[place:]]

    @api.model
    def _waiting_followups(self):
        return [
            *super()._waiting_followups(),
            *self._waiting_actions(),
            *self._waiting_plans(),
        ]

    @api.model
    def _waiting_actions(self):
        """Say in one line which actions wait for news: the user's, and of others."""
        mine = self._my_actions().filtered(
            lambda task: task.is_action_silent or task.is_action_late
        )
        items = []
        if mine:
            text = self.env._("Tell how your actions go: %(count)s.", count=len(mine))
            label = self.env._("Mine to update")
            action = self.env["ir.actions.actions"]._for_xml_id(
                "seutuyp_planning.home_action_mine"
            )
            items.append(self._item("action", text, mine, label, action=action))
        return items + self._waiting_silent()

    @api.model
    def _waiting_silent(self):
        """Tell coordinators, and the area contact after them, of silent actions."""
        uid, today = self.env.uid, self.env["seutuyp.dated.mixin"]._today()
        region = "plan_id.region_id"
        seen = [(f"{region}.editor_user_ids", "in", uid)]
        told = [
            (f"{region}.area_id.editor_user_ids", "in", uid),
            ("area_told_on", "!=", False),
        ]
        checkpoints = self.env["seutuyp.plan.checkpoint"]
        rows = checkpoints.search(
            checkpoints._waiting()
            & Domain("date", "<=", punctuality.last_counted(today))
            & (Domain(seen) | Domain(told))
        )
        tasks = rows.task_id
        if not tasks:
            return []
        action = self.env["ir.actions.actions"]._for_xml_id(
            "seutuyp_planning.project_task_action_silent"
        )
        text = self.env._(
            "Ask how the silent actions of your regions go: %(count)s.",
            count=len(tasks),
        )
        detail = tasks._area_told_text(tasks)
        return [
            self._item(
                "action",
                text,
                tasks,
                self.env._("See which"),
                detail=detail,
                action={**action, "domain": [("id", "in", tasks.ids)]},
            )
        ]

    @api.model
    def _waiting_plans(self):
        """List the plans of the user's regions that wait for the coordinator."""
        today = self.env["seutuyp.dated.mixin"]._today()
        own = self.env["seutuyp.region"].search(
            [("editor_user_ids", "in", self.env.uid), ("successor_id", "=", False)]
        )
        plans = self.env["seutuyp.plan"].search([("region_id", "in", own.ids)])
        return [
            *self._plans_to_begin(own, plans, today),
            *self._plans_to_close(plans, today),
            *self._plans_in_making(plans),
        ]

    @api.model
    def _plans_to_begin(self, regions, plans, today):
        """Propose next year's plan from September on."""
        year = today.year + 1
        if not plan_light.begins(today):
            return []
        begun = plans.filtered(lambda plan: plan.year == year).region_id
        return [
            self._item(
                "plan",
                self.env._("Begin next year’s plan: %(region)s.", region=region.name),
                region,
                self.env._("Begin the plan for %(year)s", year=year),
                action=region._begin_plan_action(year),
            )
            for region in regions - begun
        ]

    @api.model
    def _plans_to_close(self, plans, today):
        old = plans.filtered(
            lambda plan: (
                plan.state == "approved" and plan_light.to_close(plan.year, today)
            )
        )
        return [
            self._item(
                "plan",
                self.env._("Close last year’s plan: %(plan)s.", plan=plan.display_name),
                plan,
                self.env._("Open the plan"),
            )
            for plan in old
        ]

    @api.model
    def _plans_in_making(self, plans):
        texts = {
            "draft": self.env._("Draft: %(plan)s."),
            "comments": self.env._("Comments are coming in: %(plan)s."),
            "submitted": self.env._("Record the steering group’s decision: %(plan)s."),
        }
        return [
            self._item(
                "plan",
                texts[plan.state] % {"plan": plan.display_name},
                plan,
                self.env._("Open the plan"),
            )
            for plan in plans.filtered(lambda plan: plan.state in texts)
        ]
