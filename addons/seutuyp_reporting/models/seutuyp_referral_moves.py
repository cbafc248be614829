# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

from .seutuyp_referral import OPEN

_lt = LazyTranslate(__name__)


class SeutuypReferral(models.Model):
    """How a referral goes on: answered by the receiver, closed by either side."""

    _inherit = "seutuyp.referral"

    _transitions = {
        "accept": Transition(
            _lt("Accepted"), "state", "accepted", ("sent",), "receiver"
        ),
        "decline": Transition(
            _lt("Declined"), "state", "declined", OPEN, "receiver", reason=True
        ),
        "come_back": Transition(
            _lt("Came back to the sender"), "state", "declined", OPEN
        ),
        "close": Transition(_lt("Closed"), "state", "done", OPEN, "either"),
        "reopen": Transition(
            _lt("Opened again"), "state", "accepted", ("declined", "done"), "receiver"
        ),
        # The sender undoes its own closing, and nothing of the receiver's.
        "reopen_answered": Transition(
            _lt("Opened again"), "state", "accepted", ("done",), "sender"
        ),
        "reopen_waiting": Transition(
            _lt("Opened again"), "state", "sent", ("done",), "sender"
        ),
        "take_back": Transition(_lt("Taken back"), "state", "done", OPEN, "sender"),
        "withdraw": Transition(
            _lt("Consent withdrawn"), "state", "done", OPEN, "either"
        ),
    }

    def _can(self, name):
        if name.startswith("reopen") and self.sudo().erased_on:
            return False
        if name.startswith("reopen_") and name != self._own_reopening():
            return False
        return super()._can(name)

    def _own_reopening(self):
        """Return the move by which the sender undoes its own closing, or False."""
        row = self.sudo()
        if row.closed_by_id.commercial_partner_id != row.from_partner_id:
            return False
        return "reopen_answered" if row.answered_on else "reopen_waiting"

    def _transition(self, name, reason=None, values=None, partner=None):
        result = super()._transition(name, reason, values, partner)
        self._tell(name)
        return result

    def _log(self, name, label, reason=None, **kw):
        # A reason may speak of the customer; it stands on the row and is erased there.
        return super()._log(name, label, reason=None, **kw)

    @api.model
    def _stamp(self, what):
        return {
            f"{what}_on": self.env["seutuyp.dated.mixin"]._today(),
            f"{what}_by_id": self.env.user.partner_id.id,
        }

    # -------------------------------------------------------------------- receiver
    def action_accept(self):
        """Take the customer. Role: staff of the receiving organisation."""
        self._transition("accept", values=self._stamp("answered"))
        return True

    def action_decline(self, reason=None):
        """Decline the customer, with a reason; the sender is told.

        Role: staff of the receiving organisation, who then no longer see the customer.

        :param str reason: without naming the customer
        :raise UserError: the reason is missing
        """
        values = {**self._stamp("answered"), "decline_reason": (reason or "").strip()}
        self._transition("decline", reason, values=values)
        return True

    def action_reopen(self):
        """Undo closing or declining. Role: staff of the receiving organisation.

        The sending one undoes its own closing, and the referral stands as before.

        :raise UserError: the customer's data have been erased
        """
        for referral in self:
            referral.check_access("read")
            if referral.sudo().erased_on:
                raise UserError(
                    self.env._(
                        "The customer's data have been erased. Ask the customer's "
                        "consent and send a new referral."
                    )
                )
        opened = dict.fromkeys(
            ("outcome_id", "decline_reason", "closed_on", "closed_by_id"), False
        )
        for referral in self:
            own = referral._own_reopening()
            if own and referral._can(own):
                referral._transition(own, values=opened)
            else:
                answered = self._stamp("answered")
                referral._transition("reopen", values={**answered, **opened})
        return True

    def _come_back(self):
        """Give customers back to their senders: the receiver is no more.

        Nobody has answered, which tells it from declining. The sender is told.
        """
        values = {**self._stamp("answered"), "answered_by_id": False}
        self.sudo()._transition("come_back", values=values)

    # ------------------------------------------------------------------ both sides
    def action_close(self, outcome_id):
        """Close the referral with what came of it. Role: staff of either side.

        :param int outcome_id: a ``seutuyp.referral.outcome`` that people may choose
        :raise UserError: no such outcome
        """
        outcome = self.env["seutuyp.referral.outcome"].browse(outcome_id).exists()
        if not outcome or outcome.is_system or not outcome.active:
            raise UserError(self.env._("Choose what came of the referral."))
        self._close("close", outcome)
        return True

    def action_take_back(self):
        """Take a mistaken referral back: it no longer counts, the data are erased.

        Role: staff of the sending organisation.
        """
        self._close("take_back", self._outcome("taken_back"))
        self._erase()
        return True

    def action_withdraw(self):
        """Record that the customer has withdrawn the consent; erase the data at once.

        Role: staff of either side. The referral stays in the counts.

        :raise UserError: the data have been erased already
        """
        for referral in self:
            referral._check_withdraw()
        running = self.filtered(lambda row: row.state in OPEN)
        running._close("withdraw", self._outcome("withdrawn"))
        ended = self - running
        ended._lock()
        ended._log("withdraw", label=str(self._transitions["withdraw"].label))
        today = self.env["seutuyp.dated.mixin"]._today()
        self.sudo()._guarded().write({"withdrawn_on": today})
        self._erase()
        ended._tell("withdraw")
        return True

    def _check_withdraw(self):
        self.check_access("read")
        if not self._has_role("either"):
            raise self._not_yours()
        if self.sudo().erased_on:
            raise UserError(self.env._("The customer's data have been erased already."))

    def _close(self, move, outcome):
        if not self:
            return
        values = {**self._stamp("closed"), "outcome_id": outcome.id}
        self._transition(move, values=values)

    @api.model
    def _outcome(self, code):
        # looked up by code: an administrator may have made the list anew
        return self.env["seutuyp.referral.outcome"].sudo()._system(code)

    # -------------------------------------------------------------------- dialogs
    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_decline": (
                self.env._("Decline the customer"),
                self.env._(
                    "The sending organisation is told and reads your reason. Do not "
                    "name the customer."
                ),
            ),
        }
