# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty


class SeutuypPlanPrioritiesWizard(models.TransientModel):
    """Bind the priorities of a year to the steering group's decision on them.

    Opened from the decision it makes the plan of the year; opened from the plan it asks
    for the decision.
    """

    _name = "seutuyp.plan.priorities.wizard"
    _description = "Priorities of a year"

    plan_id = fields.Many2one("seutuyp.plan", ondelete="cascade")
    decision_id = fields.Many2one(
        "seutuyp.decision",
        domain="[('id', 'in', possible_decision_ids)]",
        ondelete="cascade",
    )
    possible_decision_ids = fields.Many2many(
        "seutuyp.decision", compute="_compute_possible_decision_ids"
    )
    region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_priorities_wizard_region_rel",
        "wizard_id",
        "region_id",
        compute="_compute_regions",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('id', 'in', possible_region_ids)]",
    )
    possible_region_ids = fields.Many2many(
        "seutuyp.region", compute="_compute_possible_region_ids"
    )
    year = fields.Integer(
        compute="_compute_regions",
        store=True,
        readonly=False,
        precompute=True,
    )
    text = fields.Html(
        string="Priorities",
        compute="_compute_text",
        store=True,
        readonly=False,
        precompute=True,
    )
    text_locked = fields.Boolean(compute="_compute_text_locked")

    @api.depends("plan_id")
    def _compute_possible_decision_ids(self):
        for wizard in self:
            groups = wizard.plan_id.region_id.group_ids.filtered(
                lambda group: group.kind == "steering"
            )
            wizard.possible_decision_ids = self.env["seutuyp.decision"].search(
                [("group_id", "in", groups.ids)]
            )

    @api.depends("plan_id", "decision_id")
    def _compute_possible_region_ids(self):
        for wizard in self:
            wizard.possible_region_ids = (
                wizard.plan_id.region_id or wizard.decision_id.group_id.region_ids
            )

    @api.depends("plan_id", "decision_id")
    def _compute_regions(self):
        for wizard in self:
            decision = wizard.decision_id
            wizard.region_ids = wizard.possible_region_ids
            wizard.year = wizard.plan_id.year or (
                decision and decision._priorities_year()
            )

    @api.depends("plan_id", "decision_id")
    def _compute_text(self):
        for wizard in self:
            text = wizard.plan_id.priorities
            if is_html_empty(text):
                text = wizard.decision_id and wizard.decision_id._as_priorities()
            wizard.text = text or wizard.text

    @api.depends("plan_id")
    def _compute_text_locked(self):
        for wizard in self:
            wizard.text_locked = wizard.plan_id and wizard.plan_id.content_locked

    def action_confirm(self):
        """Make or find the plans of the year and write their priorities.

        :return: action that opens the plan
        :raise UserError: no decision or no region is chosen, or see
            ``seutuyp.plan._set_priorities``
        """
        self.ensure_one()
        if not self.decision_id or not self.region_ids:
            raise UserError(self.env._("Choose the decision and the region."))
        plans = self.plan_id
        if not plans:
            plans = plans.union(
                *(
                    plans._of_priorities(self.decision_id, region, self.year)
                    for region in self.region_ids
                )
            )
        for plan in plans:
            plan._set_priorities(
                self.decision_id, None if plan.content_locked else self.text
            )
        if len(plans) == 1:
            return self.env["seutuyp.region"]._open_form(plans)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Action plans"),
            "res_model": "seutuyp.plan",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("id", "in", plans.ids)],
        }
