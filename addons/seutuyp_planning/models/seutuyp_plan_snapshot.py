# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypPlan(models.Model):
    """A version stays readable when those whom it names are gone."""

    _inherit = "seutuyp.plan"

    def _snapshot(self):
        """Keep the names beside the ids."""
        actions = self.action_ids.sorted("id")
        # One query each for all the actions, before they are read one by one.
        rows = actions.resource_ids | self.env["seutuyp.plan.resource"]
        actions.checkpoint_ids.mapped("date")
        partners = (
            actions.responsible_partner_ids
            | actions.coordinating_partner_id
            | rows.partner_id
            | self.budget_line_ids.partner_id
        )
        return {
            **super()._snapshot(),
            "partners": self._names(partners),
            "segments": self._names(self.goal_ids.segment_id),
        }

    @api.model
    def _names(self, records):
        """Return {id as text: name}, as JSON keeps it."""
        return {str(record.id): record.name for record in records.sudo()}


class ProjectTask(models.Model):
    _inherit = "project.task"

    def _snapshot(self):
        return {
            **super()._snapshot(),
            "coordinating": self.coordinating_partner_id.id,
            "checkpoints": [str(day) for day in self.checkpoint_ids.mapped("date")],
            "resources": [
                {
                    "partner": row.partner_id.id,
                    "days": row.days,
                    "euros": row.euros,
                }
                for row in self.resource_ids
            ],
        }
