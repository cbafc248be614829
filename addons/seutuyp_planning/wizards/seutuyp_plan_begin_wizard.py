# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain


class SeutuypPlanBeginWizard(models.TransientModel):
    """Begin a region's plan of a year, with what the year before leaves unfinished."""

    _name = "seutuyp.plan.begin.wizard"
    _description = "Begin a plan"

    region_id = fields.Many2one("seutuyp.region", required=True, ondelete="cascade")
    year = fields.Integer(required=True)
    former_id = fields.Many2one(
        "seutuyp.plan", string="Plan before", compute="_compute_former_id"
    )
    unfinished_count = fields.Integer(compute="_compute_former_id")
    carries_over = fields.Boolean(
        string="Carry over what is unfinished",
        compute="_compute_carries_over",
        store=True,
        readonly=False,
    )

    @api.depends("region_id", "year")
    def _compute_former_id(self):
        for wizard in self:
            former = self.env["seutuyp.plan"].search(
                [
                    ("region_id", "=", wizard.region_id.id),
                    ("year", "=", wizard.year - 1),
                    ("state", "in", ("approved", "closed")),
                ]
            )
            live = former.action_ids._live()
            wizard.former_id = former
            wizard.unfinished_count = len(
                live.filtered(lambda action: action.actual_state != "done")
            )

    @api.depends("unfinished_count")
    def _compute_carries_over(self):
        for wizard in self:
            wizard.carries_over = bool(wizard.unfinished_count)

    def action_begin(self):
        """Make the draft, or find it when somebody was quicker, and open it.

        :raise AccessError: the user does not coordinate the region
        """
        self.ensure_one()
        if self.carries_over and self.former_id:
            return self.former_id.action_carry_over()
        plans = self.env["seutuyp.plan"]
        own = Domain("region_id", "=", self.region_id.id)
        plan = plans.search(own & Domain("year", "=", self.year))
        plan = plan or plans.create({"region_id": self.region_id.id, "year": self.year})
        return self.env["seutuyp.region"]._open_form(plan)
