# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import rhythm


class SeutuypDecision(models.Model):
    """What a steering decision does with the plan, from within the meeting.

    The buttons only open windows with everything filled in; the rules of approving,
    returning and changing stand with the plan.
    """

    _inherit = "seutuyp.decision"

    priorities_plan_ids = fields.One2many(
        "seutuyp.plan", "priorities_decision_id", string="Priorities of"
    )
    approved_plan_ids = fields.One2many(
        "seutuyp.plan", "approval_decision_id", string="Approved plans"
    )
    action_ids = fields.One2many(
        "project.task", "plan_decision_id", string="Actions changed"
    )
    plan_offers = fields.Char(
        compute="_compute_plan_offers",
        help="What the decision can still do with a plan, for the user.",
    )

    @api.depends(
        "event_id.agenda_item_ids.purpose",
        "agenda_item_id.purpose",
        "priorities_plan_ids",
        "approved_plan_ids.state",
    )
    @api.depends_context("uid")
    def _compute_plan_offers(self):
        plans = self._plans_to_read()
        for decision in self:
            decision.plan_offers = " ".join(decision._plan_offers(plans)) or False

    def _plans_to_read(self):
        """Return the plans of the steering groups' regions that the user may read."""
        plans = self.sudo().event_id._steering_plans()
        return plans.with_env(self.env)._filtered_access("read")

    def _plan_offers(self, plans):
        """Return the codes of the buttons to show.

        :param plans: see :meth:`_plans_to_read`
        """
        self.ensure_one()
        known = self.sudo()  # the responsible need not read the meeting
        event, matter = known.event_id, known.agenda_item_id
        if event.seutuyp_group_id.kind != "steering" or not self._origin:
            return []
        purposes = {matter.purpose} if matter else event._purposes()
        offers = []
        if "priorities" in purposes and self._may_set_priorities(plans):
            offers.append("priorities")
        submitted = self._own_plans(plans, "submitted")
        if "approval" in purposes and any(plan._can("approve") for plan in submitted):
            offers += ["approve", "return"]
        bound = known.priorities_plan_ids or known.approved_plan_ids
        running = self._own_plans(plans, "approved")
        if not bound and any(plan._has_role("editor") for plan in running):
            offers += ["add", "drop"]
        return offers

    def _own_plans(self, plans, state):
        regions = self.sudo().group_id.region_ids
        return plans.filtered(
            lambda plan: plan.region_id in regions and plan.state == state
        )

    def _may_set_priorities(self, plans):
        """Return whether a region of the group still has to bind its priorities."""
        year = self._priorities_year()
        drafts = self.env["seutuyp.plan"].new
        for region in self.sudo().group_id.region_ids:
            plan = plans.filtered(
                lambda item, region=region: (
                    item.region_id == region and item.year == year
                )
            )
            plan = plan or drafts({"region_id": region.id, "year": year})
            if plan.priorities_decision_id != self and plan._takes_priorities():
                if plan._has_role("decider"):
                    return True
        return False

    def _priorities_year(self):
        """Return the year that a decision on priorities is about: the next one."""
        return rhythm.local(self.event_start).year + 1

    # -------------------------------------------------------------------- buttons
    def action_set_priorities(self):
        """Open the window that makes this decision the priorities of next year.

        :return: action of the window
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Priorities of %s", self._priorities_year()),
            "res_model": "seutuyp.plan.priorities.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_decision_id": self.id},
        }

    def action_approve_plan(self):
        """Open the window that approves the submitted plan by this decision."""
        return self._plan_window("approve", self.env._("Approve the plan"))

    def action_return_plan(self):
        """Open the window that returns the submitted plan by this decision."""
        return self._plan_window("return", self.env._("Return the plan"))

    def action_add_action(self):
        """Open the window that adds an action to the approved plan."""
        return self._plan_window("add", self.env._("Add an action by the decision"))

    def action_drop_action(self):
        """Open the window that drops an action of the approved plan."""
        return self._plan_window("drop", self.env._("Drop an action by the decision"))

    def _plan_window(self, kind, title):
        """Return the window of a kind, for the plan that the meeting has at hand.

        :raise UserError: no plan of the region is in a state for it
        """
        self.ensure_one()
        state = "submitted" if kind in ("approve", "return") else "approved"
        plans = self._own_plans(self._plans_to_read(), state)
        at_hand = plans & self.agenda_item_id.plan_ids
        if not plans:
            raise UserError(
                self.env._("The region has no plan that this decision could change.")
            )
        plan = at_hand[:1] or plans.sorted("year")[-1:]
        window = plan._decision_window(kind, title)
        context = {**window["context"], "default_decision_id": self.id}
        return {**window, "context": {**context, "seutuyp_in_meeting": True}}
