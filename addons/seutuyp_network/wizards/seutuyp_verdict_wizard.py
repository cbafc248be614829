# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..models.seutuyp_agreement_assessment import VERDICTS


class SeutuypVerdictWizard(models.TransientModel):
    """A verdict in words: condition and its date, or what is missing."""

    _name = "seutuyp.verdict.wizard"
    _description = "Give a verdict"

    assessment_id = fields.Many2one(
        "seutuyp.agreement.assessment", required=True, readonly=True, ondelete="cascade"
    )
    criterion_id = fields.Many2one(related="assessment_id.criterion_id")
    rule = fields.Text(related="assessment_id.rule")
    computed = fields.Selection(related="assessment_id.computed")
    evidence = fields.Text(related="assessment_id.evidence")
    verdict = fields.Selection(VERDICTS, required=True, default="met")
    note = fields.Text()
    condition = fields.Text()
    condition_date = fields.Date(string="Condition by")
    has_next = fields.Boolean(compute="_compute_has_next")

    @api.depends("assessment_id")
    def _compute_has_next(self):
        for wizard in self:
            wizard.has_next = bool(wizard._next())

    def _next(self):
        """Return the round's next criterion without a verdict."""
        lines = self.assessment_id.round_id.assessment_ids.filtered(
            lambda item: not item.verdict and item != self.assessment_id
        )
        order = self.assessment_id.criterion_sequence
        return lines.sorted(
            lambda item: (item.criterion_sequence < order, item.criterion_sequence)
        )[:1]

    def action_save(self):
        """Give the verdict; see ``action_verdict`` of the assessment."""
        self.ensure_one()
        self.assessment_id.action_verdict(
            self.verdict,
            note=self.note,
            condition=self.condition,
            condition_date=self.condition_date,
        )
        return {"type": "ir.actions.act_window_close"}

    def action_save_next(self):
        """Give the verdict and go on to the next criterion without one."""
        self.ensure_one()
        following = self._next()
        result = self.action_save()
        return following.action_open_verdict() if following else result
