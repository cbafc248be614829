# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError


class SeutuypDecision(models.Model):
    """What a plan rests on stays where and as it was decided."""

    _inherit = "seutuyp.decision"

    def write(self, vals):
        if {"event_id", "name"} & set(vals):
            self._check_no_plan_rests()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_plan_rests(self):
        self._check_no_plan_rests()

    def _check_no_plan_rests(self):
        """Refuse to change what a version of a plan names as its ground.

        :raise UserError: naming the plan
        """
        versions = self.env["seutuyp.plan.version"].sudo()
        version = versions.search([("decision_id", "in", self.ids)], limit=1)
        if version:
            raise UserError(
                self.env._(
                    "“%(decision)s” is the ground of %(plan)s, so it stays as it was "
                    "written. Write another decision that changes it.",
                    decision=version.decision_id.name,
                    plan=version.plan_id.display_name,
                )
            )
