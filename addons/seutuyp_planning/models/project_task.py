# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import AccessError

from odoo.addons.seutuyp_network.models.seutuyp_guard_mixin import GUARD

DONE = {"1_done": "done", "1_canceled": "dropped"}


class ProjectTask(models.Model):
    """A task that carries out a decision, or prepares a meeting."""

    _inherit = "project.task"

    decision_id = fields.Many2one(
        "seutuyp.decision", index="btree_not_null", ondelete="restrict", copy=False
    )
    preparation_event_id = fields.Many2one(
        "calendar.event",
        string="Prepares the meeting",
        index="btree_not_null",
        ondelete="cascade",
        copy=False,
    )
    seutuyp_scope = fields.Selection(related="project_id.seutuyp_scope", string="Level")

    _one_a_decision = models.UniqueIndex(
        "(decision_id) WHERE decision_id IS NOT NULL",
        "This decision has its task already.",
    )
    _one_a_preparation = models.UniqueIndex(
        "(preparation_event_id) WHERE preparation_event_id IS NOT NULL",
        "The preparation of this meeting has its task already.",
    )

    def write(self, vals):
        """Keep a decision in step with its task, in both directions."""
        result = super().write(vals)
        from_decision = self.env.context.get("seutuyp_from_decision") is GUARD
        if "state" in vals and not from_decision:
            for task in self.filtered("decision_id"):
                task._follow_decision()
        return result

    def _follow_decision(self):
        """Move the decision to where its task has been moved by a person.

        :raise AccessError: the decision is not the user's to close
        """
        self.ensure_one()
        decision = self.decision_id
        wanted = DONE.get(self.state, "open")
        if decision.state == wanted:
            return
        if wanted == "done" and decision.state == "open":
            decision.action_done()
        elif wanted == "open":
            decision.action_reopen()
        else:
            raise AccessError(
                self.env._(
                    "A decision is dropped with a reason. Open “%(decision)s” and "
                    "press “Drop”.",
                    decision=decision.name,
                )
            )
