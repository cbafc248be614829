# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


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
    def _my_actions(self):
        """Return the live actions that the user is to tell about."""
        user = self.env.user
        return self.env["project.task"].search(
            [
                ("plan_id.state", "=", "approved"),
                ("is_dropped", "=", False),
                ("actual_state", "!=", "done"),
                "|",
                ("user_ids", "in", user.id),
                ("people_ids", "in", user.partner_id.ids),
            ]
        )

    @api.model
    def _waiting_actions(self):
        """Say in one line which actions wait for news from the user."""
        waiting = self._my_actions().filtered(
            lambda task: task.is_action_silent or task.is_action_late
        )
        if not waiting:
            return []
        text = self.env._("Tell how your actions go: %(count)s.", count=len(waiting))
        label = self.env._("Mine to update")
        action = self.env["ir.actions.actions"]._for_xml_id(
            "seutuyp_planning.project_task_action_mine"
        )
        return [self._item("action", text, waiting, label, action=action)]

    @api.model
    def _waiting_plans(self):
        """List plans in drafting or submitted of the user's regions."""
        plans = self.env["seutuyp.plan"].search(
            [
                ("region_id.editor_user_ids", "in", self.env.uid),
                ("state", "in", ("draft", "comments", "submitted")),
            ]
        )
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
            for plan in plans
        ]
