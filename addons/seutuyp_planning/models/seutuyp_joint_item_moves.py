# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

_lt = LazyTranslate(__name__)

# Moves that end an item with a text, and the kind of item that they end.
OUTCOMES = {"answer": "question", "keep": "promise", "break": "promise"}
OPEN = ("open",)
CLOSED = ("answered", "kept", "broken", "withdrawn")


class SeutuypJointItem(models.Model):
    """How a question is answered and a promise is kept."""

    _inherit = "seutuyp.joint.item"

    _transitions = {
        "answer": Transition(_lt("Answered"), "state", "answered", OPEN, "asked"),
        "keep": Transition(_lt("Kept"), "state", "kept", OPEN, "either"),
        "break": Transition(_lt("Not kept"), "state", "broken", OPEN, "either"),
        "withdraw": Transition(
            _lt("Withdrawn"), "state", "withdrawn", OPEN, "asking", reason=True
        ),
        "reopen": Transition(
            _lt("Opened again"), "state", "open", CLOSED, "asking", reason=True
        ),
    }

    def _has_role(self, role):
        """Return whether the user acts for the asking side, the asked one or either.

        A region is spoken for by its coordinator and substitute, an area by its
        contact, the ministry by its reviewers; an administrator acts for all.
        """
        self.ensure_one()
        if self.env.user.has_group("seutuyp_network.group_manager"):
            return True
        levels = {
            "asking": [self.from_level],
            "asked": [self.to_level],
            "either": [self.from_level, self.to_level],
        }
        return any(self._is_on_side(level) for level in levels.get(role, ()))

    @api.model
    def _role_label(self, role):
        return {
            "asking": self.env._("the side that asked"),
            "asked": self.env._("the side that was asked"),
            "either": self.env._("the two sides of the promise"),
        }.get(role) or super()._role_label(role)

    def _can(self, name):
        return super()._can(name) and OUTCOMES.get(name, self.kind) == self.kind

    def _check_transition(self, name, reason=None):
        result = super()._check_transition(name, reason)
        if any(OUTCOMES.get(name, item.kind) != item.kind for item in self):
            raise UserError(
                self.env._(
                    "A question is answered, a promise is kept or not kept. Reload "
                    "the page."
                )
            )
        if name in OUTCOMES and not (reason or "").strip():
            raise UserError(
                self.env._("Write the answer first: the other side waits for it.")
            )
        return result

    def _end(self, name, text):
        outcome = {
            "answer": (text or "").strip(),
            "answered_by_id": self.env.uid,
            "answered_on": fields.Datetime.now(),
            "reason": False,
        }
        self._transition(name, text, outcome)
        return True

    def action_answer(self, reason=None):
        """Answer a question. Role: the side that was asked.

        :param str reason: the answer, plain text
        :return: True
        :raise AccessError: the user does not act for the side that was asked
        :raise UserError: no text, already closed, or it is a promise
        """
        return self._end("answer", reason)

    def action_keep(self, reason=None):
        """Say that a promise is kept. Role: either side.

        :param str reason: what came of it, plain text
        :return: True
        :raise AccessError: the user acts for neither side
        :raise UserError: no text, already closed, or it is a question
        """
        return self._end("keep", reason)

    def action_break(self, reason=None):
        """Say that a promise is not kept. Role: either side.

        :param str reason: why not, plain text
        :return: True
        :raise AccessError, UserError: see :meth:`action_keep`
        """
        return self._end("break", reason)

    def action_withdraw(self, reason=None):
        """Take an open item back. Role: the side that asked.

        :param str reason: why it is no longer waited for
        :return: True
        :raise AccessError: the user does not act for the side that asked
        :raise UserError: no reason, or already closed
        """
        self._transition("withdraw", reason, {"reason": (reason or "").strip()})
        return True

    def action_reopen(self, reason=None):
        """Take a closed item up again; its answer stays readable. Role: who asked.

        :param str reason: what is still missing
        :return: True
        :raise AccessError: the user does not act for the side that asked
        :raise UserError: no reason, or still open
        """
        self._transition("reopen", reason, {"reason": (reason or "").strip()})
        return True

    # ------------------------------------------------------------------- dialog
    def _reasoned_actions(self):
        told = self.env._(
            "The other side reads it here. It no longer comes up at meetings."
        )
        return {
            **super()._reasoned_actions(),
            "action_answer": (self.env._("Answer the question"), told),
            "action_keep": (self.env._("The promise is kept"), told),
            "action_break": (self.env._("The promise is not kept"), told),
            "action_withdraw": (self.env._("Withdraw"), told),
            "action_reopen": (
                self.env._("Open again"),
                self.env._(
                    "It waits for the other side again and comes up at the next joint "
                    "meeting. The answer so far stays readable."
                ),
            ),
        }
