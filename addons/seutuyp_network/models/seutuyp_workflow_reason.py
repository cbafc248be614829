# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class SeutuypWorkflowMixin(models.AbstractModel):
    """Buttons that need a reason ask for it in a dialog of their own."""

    _inherit = "seutuyp.workflow.mixin"

    def _reasoned_actions(self):
        """Return the moves whose reason is asked for in a dialog.

        Only these methods can be reached through the dialog, whatever is sent to it.

        :return: dict of method name → (title of the dialog, what happens then)
        """
        return {}

    def action_ask_reason(self):
        """Open the dialog that asks why, for the move named in the context.

        :return: action of the dialog, which calls the move with the reason
        :raise UserError: the move takes no reason
        """
        self.ensure_one()
        self.check_access("read")
        method = self.env.context.get("seutuyp_method")
        known = self._reasoned_actions()
        if method not in known:
            raise UserError(self.env._("This button is out of date. Reload the page."))
        return {
            "type": "ir.actions.act_window",
            "name": known[method][0],
            "res_model": "seutuyp.reason.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_res_model": self._name,
                "default_res_id": self.id,
                "default_method": method,
            },
        }

    def _suggested_reason(self, method):
        """Return the text with which the dialog begins."""
        return False


class SeutuypAgreement(models.Model):
    _inherit = "seutuyp.agreement"

    show_reopen = fields.Boolean(compute="_compute_show_reopen")

    def _compute_show_reopen(self):
        for agreement in self:
            agreement.show_reopen = (
                agreement.content_locked
                and agreement.review_state != "submitted"
                and agreement._can("reopen")
                and "active" not in agreement.sudo().licence_ids.mapped("state")
            )

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_withdraw": (
                self.env._("Withdraw the sending"),
                self.env._(
                    "The personal links stop working and the text opens for changes. "
                    "Signatures given so far stay valid only if the text stays the "
                    "same. "
                    "The reason is kept in the log."
                ),
            ),
            "action_reopen": (
                self.env._("Open the text for changes"),
                self.env._(
                    "Signatures and the approval stay if the text comes back the "
                    "same. If "
                    "you change it, they become void and are asked for again."
                ),
            ),
            "action_recall": (
                self.env._("Take the submission back"),
                self.env._(
                    "The ministry stops handling the agreement. You can submit it "
                    "again "
                    "later; this review round is kept."
                ),
            ),
            "action_undo_paper": (
                self.env._("Undo the recording from paper"),
                self.env._(
                    "The licence is revoked, the signatures and the decision become "
                    "void "
                    "and the agreement goes back to drafting. Everything stays in the "
                    "log."
                ),
            ),
        }


class SeutuypReviewRound(models.Model):
    _inherit = "seutuyp.review.round"

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_approve": (
                self.env._("Approve the agreement"),
                self.env._(
                    "The region's coordinator is told at once, with this reason."
                ),
            ),
            "action_return": (
                self.env._("Return for clarification"),
                self.env._(
                    "The text opens for the coordinator, who is told at once. Write "
                    "what "
                    "must be clarified, criterion by criterion."
                ),
            ),
            "action_reject": (
                self.env._("Reject the agreement"),
                self.env._(
                    "The region's coordinator is told at once, with this reason."
                ),
            ),
        }

    def _suggested_reason(self, method):
        if not self.env.user.has_group("seutuyp_network.group_reviewer"):
            return super()._suggested_reason(method)
        if method == "action_return":
            return self.prepared_reason or self._notes_as_reason(("not_met", "clarify"))
        if method == "action_reject":
            return self.prepared_reason or self._notes_as_reason(("not_met",))
        return self.prepared_reason or self._approval_reason()

    def _notes_as_reason(self, verdicts):
        """Return the reviewer's notes on these verdicts, one line a criterion."""
        lines = self.assessment_ids.filtered(
            lambda item: item.verdict in verdicts and item.verdict_note
        )
        return "\n".join(
            f"{item.code}. {item.criterion_id.name}: {item.verdict_note}"
            for item in lines
        )


class SeutuypLicence(models.Model):
    _inherit = "seutuyp.licence"

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_suspend": (
                self.env._("Suspend the licence"),
                self.env._(
                    "The public page shows at once that the licence is suspended. The "
                    "reason stays inside the network. Hear the region first."
                ),
            ),
            "action_restore": (
                self.env._("Restore the licence"),
                self.env._(
                    "The public page shows at once that the licence is active again."
                ),
            ),
            "action_revoke": (
                self.env._("Revoke the licence"),
                self.env._(
                    "The region loses the right to use the brand. A revoked licence "
                    "cannot "
                    "be restored; a new one needs a new decision. Hear the region "
                    "first."
                ),
            ),
        }
