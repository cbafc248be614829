# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..tools import steps


class SeutuypProcess(models.Model):
    """How far the making of the description has come: steps 0 to 10 of chapter 5."""

    _inherit = "seutuyp.process"

    steps = fields.Json(compute="_compute_steps")

    @api.depends_context("lang")
    @api.depends("state", "phase_ids", "member_ids", "owner_id", "purpose", "inputs")
    def _compute_steps(self):
        labels = self._step_labels()
        for process in self:
            found = steps.progress(process._step_facts())
            process.steps = [
                {**step._asdict(), "label": labels[step.code]} for step in found
            ]

    def _step_facts(self):
        """Return the codes of the steps that have been done."""
        self.ensure_one()
        done = {
            "inputs": bool(self.inputs),
            "identify": bool(self.category),
            "choose": bool(self.purpose),
            "team": bool(self.owner_id and self.member_ids),
            "describe": bool(self.phase_ids and not self._problems()),
            "approve": bool(self.version),
            "deploy": self.state == "in_use",
            "improve": bool(self.improvement and self.next_review_date),
        }
        return {code for code, is_done in done.items() if is_done}

    @api.model
    def _step_labels(self):
        return {
            "inputs": self.env._("What strategies and customers ask"),
            "identify": self.env._("Critical processes identified"),
            "choose": self.env._("This one chosen"),
            "team": self.env._("Owner and development team named"),
            "meetings": self.env._("The team’s meetings planned"),
            "describe": self.env._("Described and drawn"),
            "examples": self.env._("Compared with examples"),
            "feedback": self.env._("Feedback asked from the network"),
            "approve": self.env._("Gone through and approved"),
            "deploy": self.env._("Taken into use and practised"),
            "improve": self.env._("Improvement secured"),
        }
