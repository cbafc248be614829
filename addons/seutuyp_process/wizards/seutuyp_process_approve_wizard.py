# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools.misc import clean_context

from ..models.seutuyp_process import OPEN


class SeutuypProcessApproveWizard(models.TransientModel):
    """Bind the approval of a process to a decision of the body that it names."""

    _name = "seutuyp.process.approve.wizard"
    _description = "Approve a process"

    process_id = fields.Many2one("seutuyp.process", required=True, ondelete="cascade")
    decision_id = fields.Many2one(
        "seutuyp.decision",
        required=True,
        domain="[('id', 'in', possible_decision_ids)]",
        ondelete="cascade",
    )
    possible_decision_ids = fields.Many2many(
        "seutuyp.decision", compute="_compute_possible_decision_ids"
    )
    possible_process_ids = fields.Many2many(
        "seutuyp.process", compute="_compute_possible_process_ids"
    )
    from_decision = fields.Boolean(compute="_compute_from_decision")
    change_note = fields.Text(
        string="What changed", help="Kept with the version, for those who compare."
    )
    problems = fields.Text(compute="_compute_problems")

    @api.depends("process_id")
    def _compute_possible_decision_ids(self):
        for wizard in self:
            wizard.possible_decision_ids = self.env["seutuyp.decision"].search(
                [("group_id", "in", wizard.process_id.approving_body.ids)]
            )

    @api.depends("decision_id")
    def _compute_possible_process_ids(self):
        for wizard in self:
            wizard.possible_process_ids = wizard.decision_id._waiting_processes()

    @api.depends_context("seutuyp_in_meeting")
    def _compute_from_decision(self):
        self.from_decision = bool(self.env.context.get("seutuyp_in_meeting"))

    @api.depends("process_id")
    @api.depends_context("lang")
    def _compute_problems(self):
        for wizard in self:
            process = wizard.process_id._origin
            wizard.problems = process and "\n".join(process._problems())

    def action_confirm(self):
        """Approve the process by the decision chosen."""
        self.ensure_one()
        # The window's own defaults are not those of a version: keys are taken away.
        plain = clean_context(self.env.context)
        process = self.process_id.with_context(plain)  # pylint: disable=context-overridden
        process.action_approve(self.decision_id.id, self.change_note)
        return {"type": "ir.actions.act_window_close"}


class SeutuypProcess(models.Model):
    _inherit = "seutuyp.process"

    def action_open_approve(self):
        """Open the window that chooses the decision. Role: decider."""
        self.ensure_one()
        self._check_transition("approve")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Approve the process"),
            "res_model": "seutuyp.process.approve.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_process_id": self.id},
        }


class SeutuypDecision(models.Model):
    """What a decision does with a process, from within the meeting."""

    _inherit = "seutuyp.decision"

    offers_process = fields.Boolean(
        compute="_compute_offers_process",
        help="The group approves a process that waits, and the user may record it.",
    )

    @api.depends("group_id")
    @api.depends_context("uid")
    def _compute_offers_process(self):
        for decision in self:
            decision.offers_process = bool(decision._waiting_processes())

    def _waiting_processes(self):
        """Return the processes that the decision's group may approve by the user."""
        group = self.sudo().group_id
        if not group:
            return self.env["seutuyp.process"]
        found = self.env["seutuyp.process"].search(
            [("approving_body", "in", group.ids), ("state", "in", OPEN)]
        )
        return found.filtered(lambda process: process._can("approve"))

    def action_approve_process(self):
        """Open the window that approves a process by this decision."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Approve a process"),
            "res_model": "seutuyp.process.approve.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_decision_id": self.id,
                "default_process_id": self._waiting_processes()[:1].id,
                "seutuyp_in_meeting": True,
            },
        }
