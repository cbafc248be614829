# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class SeutuypPlanDecisionWizard(models.TransientModel):
    """Bind an approval, or a change of an approved plan, to a steering decision."""

    _name = "seutuyp.plan.decision.wizard"
    _description = "Decision on a plan"

    plan_id = fields.Many2one("seutuyp.plan", required=True, ondelete="cascade")
    kind = fields.Selection(
        [("approve", "Approve"), ("add", "Add an action"), ("drop", "Drop an action")],
        required=True,
        default="approve",
    )
    possible_decision_ids = fields.Many2many(
        "seutuyp.decision", compute="_compute_possible_decision_ids"
    )
    decision_id = fields.Many2one(
        "seutuyp.decision",
        required=True,
        domain="[('id', 'in', possible_decision_ids)]",
        ondelete="cascade",
    )
    goal_id = fields.Many2one(
        "seutuyp.plan.goal", domain="[('plan_id', '=', plan_id)]", ondelete="cascade"
    )
    task_id = fields.Many2one(
        "project.task",
        string="Action",
        domain="[('plan_id', '=', plan_id), ('is_dropped', '=', False)]",
        ondelete="cascade",
    )
    name = fields.Char(string="New action")
    metric = fields.Char()
    responsible_partner_ids = fields.Many2many(
        "res.partner", string="Responsible", domain=[("is_company", "=", True)]
    )

    @api.depends("plan_id")
    def _compute_possible_decision_ids(self):
        for wizard in self:
            groups = wizard.plan_id.region_id.group_ids.filtered(
                lambda group: group.kind == "steering"
            )
            wizard.possible_decision_ids = self.env["seutuyp.decision"].search(
                [("group_id", "in", groups.ids)]
            )

    def action_confirm(self):
        """Approve the plan, or add or drop the action, by the decision chosen.

        :raise UserError: what is to be added or dropped is missing
        """
        self.ensure_one()
        if self.kind == "approve":
            return self.plan_id.action_approve(self.decision_id.id)
        if self.kind == "drop":
            if not self.task_id:
                raise UserError(self.env._("Choose the action that is dropped."))
            self.plan_id._change(self.decision_id, drop=self.task_id)
            return {"type": "ir.actions.act_window_close"}
        if not self.goal_id or not (self.name or "").strip():
            raise UserError(self.env._("Choose the goal and write the new action."))
        self.plan_id._change(self.decision_id, add=self._prepare_action())
        return {"type": "ir.actions.act_window_close"}

    def _prepare_action(self):
        return {
            "goal_id": self.goal_id.id,
            "name": self.name,
            "metric": self.metric,
            "responsible_partner_ids": [
                fields.Command.set(self.responsible_partner_ids.ids)
            ],
            "coordinating_partner_id": self.responsible_partner_ids[:1].id,
        }
