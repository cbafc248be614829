# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError

# What says to which plan a part belongs.
PLACES = frozenset({"plan_id", "goal_id", "task_id"})


class SeutuypPlanPartMixin(models.AbstractModel):
    """What belongs to a plan, or to one of its actions: one lock for all of it.

    It is read with the plan and written while the plan is drafted; what follows how
    things go is written until the plan is closed.
    """

    _name = "seutuyp.plan.part.mixin"
    _inherit = ["seutuyp.plan.access.mixin", "seutuyp.guard.mixin"]
    _description = "Part of an action plan"

    @api.model
    def _follow_up_fields(self):
        """Return what is written while an approved plan is carried out."""
        return frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_plan_open()
        return parts

    def write(self, vals):
        self._check_same_plan(vals)
        if set(vals) - self._follow_up_fields():
            self._check_plan_open()
        else:
            self._check_follow_up()
        result = super().write(vals)
        if PLACES & set(vals):
            self._check_plan_open()
        return result

    def _check_same_plan(self, vals):
        if vals.get("plan_id") and self.plan_id.ids not in ([], [vals["plan_id"]]):
            raise UserError(
                self.env._(
                    "What stands in one plan cannot be moved into another. Write it "
                    "there, or carry it over."
                )
            )

    def _check_plan_open(self):
        self.plan_id._check_content_change()

    def _check_follow_up(self):
        if not self.env.su:
            self.check_access("write")
        self.plan_id._check_not_closed()
        self.plan_id._lock()  # whoever closes it meanwhile begins again

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        self._check_plan_open()
