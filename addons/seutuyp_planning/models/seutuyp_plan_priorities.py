# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty, plaintext2html


class SeutuypPlan(models.Model):
    """The steering group's autumn decision says what next year is about."""

    _inherit = "seutuyp.plan"

    priorities_decision_id = fields.Many2one(
        "seutuyp.decision",
        string="Priorities decided by",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The steering group's decision on the priorities of the year.",
    )
    may_set_priorities = fields.Boolean(compute="_compute_may_set_priorities")

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | {"priorities_decision_id"}

    @api.depends("state", "region_id")
    @api.depends_context("uid")
    def _compute_may_set_priorities(self):
        for plan in self:
            plan.may_set_priorities = plan._takes_priorities() and plan._has_role(
                "decider"
            )

    def _takes_priorities(self):
        """Return whether the decision can still be told: until the plan is approved."""
        self.ensure_one()
        return self.state in ("draft", "comments", "submitted")

    @api.model
    def _of_priorities(self, decision, region, year):
        """Return the region's plan of the year for a decision; it is made if missing.

        :raise AccessError: the user keeps neither the plan nor the steering group
        :raise UserError: the decision is none of the region's steering group
        """
        draft = self.new({"region_id": region.id, "year": year})
        draft._check_decider()
        draft._check_decision(decision)
        found = self.search([("region_id", "=", region.id), ("year", "=", year)])
        return found or self.sudo().create(
            {"region_id": region.id, "year": year}
        ).with_env(self.env)

    def _set_priorities(self, decision, text=None):
        """Bind the priorities of the year to the decision that chose them.

        :param decision: of the region's steering group
        :param str text: HTML; empty keeps what is written, or takes the words of the
            decision
        :raise AccessError: the user keeps neither the plan nor the steering group
        :raise UserError: the plan is decided on already, or not open for other words
        """
        self.ensure_one()
        self._check_decider()
        self._check_decision(decision)
        self._lock()
        if not self._takes_priorities():
            raise UserError(
                self.env._(
                    "%(plan)s is “%(state)s”: its priorities have been decided on.",
                    plan=self.display_name,
                    state=self._state_label(),
                )
            )
        if is_html_empty(text):
            text = self.priorities
        if is_html_empty(text):
            text = decision._as_priorities()
        values = {"priorities_decision_id": decision.id}
        if text != self.priorities:
            self._check_open()
            values["priorities"] = text
        self.sudo()._guarded().write(values)
        self._log(
            "priorities", label=self.env._("Priorities decided"), reason=decision.name
        )

    def action_ask_priorities(self):
        """Open the choice of the decision that says what the year is about."""
        self.ensure_one()
        self._check_decider()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Priorities of %s", self.year),
            "res_model": "seutuyp.plan.priorities.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_plan_id": self.id},
        }


class SeutuypDecision(models.Model):
    _inherit = "seutuyp.decision"

    def _as_priorities(self):
        """Return the decision's words as HTML."""
        self.ensure_one()
        return plaintext2html("\n\n".join(filter(None, [self.name, self.note])))
