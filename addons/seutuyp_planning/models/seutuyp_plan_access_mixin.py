# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError


class SeutuypPlanAccessMixin(models.AbstractModel):
    """What belongs to a plan: read by the region's readers, written by its coordinator.

    The record rules say who reads; who writes is asked of the plan.
    """

    _name = "seutuyp.plan.access.mixin"
    _description = "Access to a plan"

    def _may_write_part(self, operation):
        """Return whether the user may ``write``, ``create`` or ``unlink`` this one."""
        self.ensure_one()
        plan = self if self._name == "seutuyp.plan" else self.plan_id
        return plan._has_role("editor")

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if operation == "read" or self.env.su or not self.ids:
            return result
        forbidden, error = result or (self.browse(), self._not_editor_error)
        foreign = (self - forbidden).filtered(
            lambda record: not record._may_write_part(operation)
        )
        forbidden |= foreign
        return (forbidden, error) if forbidden else None

    @api.model
    def _not_editor_error(self):
        return AccessError(
            self.env._(
                "A plan is written by the region's coordinator. Comment on it, or ask "
                "the coordinator to change it."
            )
        )
