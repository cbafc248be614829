# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError


class SeutuypPlanAccessMixin(models.AbstractModel):
    """What belongs to a plan: read by the region's readers, written by its coordinator.

    The record rules say who reads; who writes is asked of the plan.
    """

    _name = "seutuyp.plan.access.mixin"
    _inherit = ["seutuyp.judged.mixin"]
    _description = "Access to a plan"

    def _may_change(self, operation):
        self.ensure_one()
        plan = self if self._name == "seutuyp.plan" else self.plan_id
        return plan._has_role("editor")

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "A plan is written by the region's coordinator. Comment on it, or ask "
                "the coordinator to change it."
            )
        )
