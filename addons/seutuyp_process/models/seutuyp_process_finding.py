# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class SeutuypProcessFinding(models.Model):
    """What a review found; the body decides on it, and its decision makes the task."""

    _name = "seutuyp.process.finding"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.process.mark.mixin"]
    _description = "Finding of a review"
    _order = "review_id, sequence, id"

    review_id = fields.Many2one(
        "seutuyp.process.review", required=True, index=True, ondelete="cascade"
    )
    process_id = fields.Many2one(related="review_id.process_id", store=True, index=True)
    event_id = fields.Many2one(related="review_id.event_id")
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Finding", required=True)
    phase_id = fields.Many2one(
        "seutuyp.process.phase",
        domain="[('process_id', '=', process_id)]",
        ondelete="set null",
    )
    proposal = fields.Text(help="What should be done.")
    decision_id = fields.Many2one(
        "seutuyp.decision", ondelete="restrict", copy=False, index="btree_not_null"
    )
    decision_state = fields.Selection(
        related="decision_id.state", string="How the decision stands"
    )
    task_id = fields.Many2one(related="decision_id.task_id")

    @api.depends("decision_id.state", "decision_id.deadline")
    def _compute_mark(self):
        return super()._compute_mark()

    def _mark(self, today):
        return self.decision_id.is_late and "late"

    def _may_change(self, operation):
        self.ensure_one()
        return self.review_id._may_change("write")

    @api.model
    def _may_not_change(self):
        return self.env["seutuyp.process.review"]._may_not_change()

    @api.model_create_multi
    def create(self, vals_list):
        findings = super().create(vals_list)
        findings.review_id._check_open()
        return findings

    def write(self, vals):
        # a decision may be named later, when the body has met
        if set(vals) - {"decision_id"}:
            self.review_id._check_open()
        result = super().write(vals)
        if "review_id" in vals:
            self.review_id._check_open()
            self.check_access("write")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        self.review_id._check_open()

    def action_decide(self):
        """Write the finding down as a decision of the review's meeting.

        :raise AccessError: the user does not keep the meeting
        :raise UserError: the review has no meeting, or it is decided on already
        :return: action that opens the decision, to name who does it and by when
        """
        self.ensure_one()
        self.check_access("write")
        review = self.review_id
        review._lock()  # pressed twice, or by two, there is one decision
        if self.decision_id:
            raise UserError(self.env._("This finding has its decision already."))
        if not review.event_id:
            raise UserError(
                self.env._(
                    "Choose the meeting of the review first: a decision is a meeting's."
                )
            )
        self.decision_id = self.env["seutuyp.decision"].create(
            {
                "event_id": review.event_id.id,
                "agenda_item_id": review.sudo().agenda_item_ids[:1].id,
                "name": self.proposal or self.name,
                "note": self.name,
            }
        )
        return {
            **self.env["seutuyp.region"]._open_form(self.decision_id),
            "target": "new",
        }
