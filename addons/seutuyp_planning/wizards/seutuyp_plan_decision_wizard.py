# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context


class SeutuypPlanDecisionWizard(models.TransientModel):
    """Bind an approval, or a change of an approved plan, to a steering decision."""

    _name = "seutuyp.plan.decision.wizard"
    _description = "Decision on a plan"

    plan_id = fields.Many2one("seutuyp.plan", required=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("approve", "Approve"),
            ("return", "Return"),
            ("add", "Add an action"),
            ("drop", "Drop an action"),
        ],
        required=True,
        default="approve",
    )
    possible_decision_ids = fields.Many2many(
        "seutuyp.decision", compute="_compute_possible_decision_ids"
    )
    possible_plan_ids = fields.Many2many(
        "seutuyp.plan", compute="_compute_possible_plan_ids"
    )
    from_decision = fields.Boolean(compute="_compute_from_decision")
    reason = fields.Text(
        compute="_compute_reason",
        store=True,
        readonly=False,
        precompute=True,
        help="What is to be changed. The coordinator reads it.",
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
        "res.partner",
        "seutuyp_plan_decision_wizard_responsible_rel",
        "wizard_id",
        "partner_id",
        string="Responsible organisations",
        domain=[("is_company", "=", True)],
    )
    coordinating_partner_id = fields.Many2one(
        "res.partner",
        string="Coordinated by",
        compute="_compute_coordinating_partner_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('id', 'in', responsible_partner_ids)]",
    )
    action_start = fields.Date(string="From")
    action_end = fields.Date(string="Until")
    people_ids = fields.Many2many(
        "res.partner",
        "seutuyp_plan_decision_wizard_people_rel",
        "wizard_id",
        "partner_id",
        domain=[("is_company", "=", False)],
        help="Who tells how the action goes.",
    )
    resource_ids = fields.One2many(
        "seutuyp.plan.decision.wizard.resource", "wizard_id", string="Resources"
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

    @api.depends("decision_id", "kind")
    def _compute_possible_plan_ids(self):
        for wizard in self:
            state = "submitted" if wizard.kind in ("approve", "return") else "approved"
            wizard.possible_plan_ids = self.env["seutuyp.plan"].search(
                [
                    ("region_id", "in", wizard.decision_id.group_id.region_ids.ids),
                    ("state", "=", state),
                ]
            )

    @api.depends_context("seutuyp_in_meeting")
    def _compute_from_decision(self):
        self.from_decision = bool(self.env.context.get("seutuyp_in_meeting"))

    @api.depends("decision_id")
    def _compute_reason(self):
        for wizard in self:
            decision = wizard.decision_id
            words = [decision.name, decision.note] if decision else []
            wizard.reason = "\n\n".join(filter(None, words)) or wizard.reason

    @api.depends("responsible_partner_ids")
    def _compute_coordinating_partner_id(self):
        for wizard in self:
            responsible = wizard.responsible_partner_ids._origin
            if wizard.coordinating_partner_id._origin not in responsible:
                wizard.coordinating_partner_id = responsible[:1]

    def action_confirm(self):
        """Approve or return the plan, or add or drop an action, by the decision chosen.

        :raise UserError: what is to be added or dropped is missing
        """
        self.ensure_one()
        # The window's own defaults are not those of a new action: keys are taken away.
        plain = clean_context(self.env.context)
        plan = self.plan_id.with_context(plain)  # pylint: disable=context-overridden
        if self.kind == "approve":
            return plan.action_approve(self.decision_id.id)
        if self.kind == "return":
            return plan.action_return(self.reason, self.decision_id.id)
        if self.kind == "drop":
            if not self.task_id:
                raise UserError(self.env._("Choose the action that is dropped."))
            plan._change(self.decision_id, drop=self.task_id)
            return {"type": "ir.actions.act_window_close"}
        if not self.goal_id or not (self.name or "").strip():
            raise UserError(self.env._("Choose the goal and write the new action."))
        plan._change(self.decision_id, add=self._prepare_action())
        return {"type": "ir.actions.act_window_close"}

    def _prepare_action(self):
        return {
            "goal_id": self.goal_id.id,
            "name": self.name,
            "metric": self.metric,
            "responsible_partner_ids": [
                fields.Command.set(self.responsible_partner_ids.ids)
            ],
            "coordinating_partner_id": self.coordinating_partner_id.id,
            "action_start": self.action_start,
            "action_end": self.action_end,
            "people_ids": [fields.Command.set(self.people_ids.ids)],
            "resource_ids": [
                fields.Command.create(
                    {
                        "partner_id": line.partner_id.id,
                        "days": line.days,
                        "euros": line.euros,
                    }
                )
                for line in self.resource_ids
            ],
        }


class SeutuypPlanDecisionWizardResource(models.TransientModel):
    """What the new action asks of one organisation."""

    _name = "seutuyp.plan.decision.wizard.resource"
    _description = "Resources of a new action"

    wizard_id = fields.Many2one(
        "seutuyp.plan.decision.wizard", required=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="wizard_id.plan_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        domain=[("is_company", "=", True)],
        ondelete="cascade",
    )
    days = fields.Float(string="Working days")
    euros = fields.Monetary()
