# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

from .seutuyp_process import OPEN

_lt = LazyTranslate(__name__)


class SeutuypProcess(models.Model):
    """From a first description to use, to the next version, to its end."""

    _inherit = "seutuyp.process"

    _transitions = {
        "ask": Transition(
            _lt("Feedback asked"), "state", "feedback", ("draft",), "editor"
        ),
        "draft": Transition(
            _lt("Feedback ended"), "state", "draft", ("feedback",), "editor"
        ),
        "approve": Transition(_lt("Approved"), "state", "approved", OPEN, "decider"),
        "use": Transition(
            _lt("Taken into use"), "state", "in_use", ("approved",), "owner"
        ),
        "revise": Transition(
            _lt("Taken to be revised"),
            "state",
            "draft",
            ("approved", "in_use"),
            "owner",
            reason=True,
        ),
        "retire": Transition(
            _lt("Retired"), "state", "retired", ("approved",), "owner", reason=True
        ),
        # Only a review ends a process that is in use.
        "end": Transition(_lt("Retired by a review"), "state", "retired", ("in_use",)),
        "reopen": Transition(
            _lt("Opened again"), "state", "draft", ("retired",), "owner", reason=True
        ),
    }

    approval_decision_id = fields.Many2one(
        "seutuyp.decision",
        string="Approved by the decision",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )

    def action_ask_feedback(self):
        """Ask the wider network for feedback. Role: editor."""
        self._transition("ask")
        return True

    def action_end_feedback(self):
        """End the feedback round; describing goes on. Role: editor."""
        self._transition("draft")
        return True

    def action_approve(self, decision_id=None, note=None):
        """Approve the description by a decision of the approving body.

        Freezes it as the next version. Role: decider.

        :param int decision_id: ``seutuyp.decision`` of the body that the description
            names
        :param str note: what changed, for the version
        :raise UserError: something is missing, or the decision is another body's
        """
        self.ensure_one()
        self._lock()
        self._check_transition("approve")
        self._check_complete()
        decision = self.env["seutuyp.decision"].browse(decision_id or []).exists()
        self._check_decision(decision)
        self._transition(
            "approve",
            values={
                "approval_decision_id": decision.id,
                "version": self.version + 1,
            },
        )
        self._keep_version(decision, note)
        return True

    def _check_complete(self):
        problems = self._problems()
        if problems:
            raise UserError(
                "\n".join([self.env._("Before it can be approved:"), *problems])
            )

    def _check_decision(self, decision):
        """Refuse what is no decision of the body that the description names."""
        if not decision or decision.sudo().group_id != self.approving_body:
            raise UserError(
                self.env._(
                    "Choose a decision of %(body)s, which approves this process. Write "
                    "it down in the meeting first.",
                    body=self.approving_body.display_name,
                )
            )

    def action_take_into_use(self):
        """Take the approved version into use. Role: owner."""
        self._transition("use")
        return True

    def action_revise(self, reason=None):
        """Begin the next version; the approved one stays kept and readable.

        :param str reason: why it is revised
        """
        self._transition("revise", reason=reason)
        return True

    def action_retire(self, reason=None):
        """Put aside what was approved but never taken into use.

        :param str reason: why
        :raise UserError: it is in use; then a review ends it
        """
        for process in self:
            if process.state == "in_use":
                raise UserError(
                    self.env._(
                        "“%(process)s” is in use. It ends by a review: hold one with "
                        "the outcome “retire”, so that everyone who works by it knows.",
                        process=process.name,
                    )
                )
        self._transition("retire", reason=reason)
        return True

    def action_reopen(self, reason=None):
        """Describe a retired process anew."""
        self._transition("reopen", reason=reason)
        return True

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_revise": (
                self.env._("Revise the process"),
                self.env._("The version in use stays kept while the next is written."),
            ),
            "action_retire": (
                self.env._("Retire the process"),
                self.env._("It stays readable. The reason is kept in the log."),
            ),
            "action_reopen": (
                self.env._("Open the process again"),
                self.env._("It goes back to being described."),
            ),
        }
