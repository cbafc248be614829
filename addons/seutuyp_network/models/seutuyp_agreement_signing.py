# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty


class SeutuypAgreement(models.Model):
    """Sending for signature, collecting, and what ends it."""

    _inherit = "seutuyp.agreement"

    signature_ids = fields.One2many(
        "seutuyp.signature",
        "agreement_id",
        readonly=True,
        domain=[("amendment_id", "=", False)],
    )
    document_ids = fields.One2many("seutuyp.document", "agreement_id", readonly=True)

    # ---------------------------------------------------------------- readiness
    def _completeness_problems(self):
        """Return sentences on what the text still lacks before it can be frozen."""
        self.ensure_one()
        problems = []
        if len(self._content_parties()) < 2:
            problems.append(self.env._("An agreement needs at least two parties."))
        if not self.section_ids:
            problems.append(self.env._("The agreement has no text. Take the template."))
        problems += [
            self.env._(
                "The section “%(section)s” is empty.", section=section.display_name
            )
            for section in self.section_ids
            if is_html_empty(section.body)
        ]
        if not self.coordinating_partner_id:
            problems.append(self.env._("The coordinating organisation is missing."))
        if not self.date_start:
            problems.append(
                self.env._(
                    "The day on which the agreement comes into force is missing."
                )
            )
        if self.open_comment_count:
            problems.append(
                self.env._(
                    "%(count)s comments are still open. Answer and resolve them first.",
                    count=self.open_comment_count,
                )
            )
        problems += self.cost_line_ids._percentage_problems(self.cost_line_ids)
        return problems

    def _raise_problems(self, heading, problems):
        if problems:
            raise UserError("\n".join([heading, *(f"• {line}" for line in problems)]))

    # ------------------------------------------------------------------ buttons
    def action_send(self):
        """Freeze the text and mail every party its personal link.

        Role: coordinator of the region.

        :return: True
        :raise UserError: lists everything that is missing
        """
        for agreement in self:
            agreement._check_transition("send")
            parties = agreement._content_parties()
            agreement._raise_problems(
                self.env._("Before the agreement can be sent for signature:"),
                agreement._completeness_problems() + parties._sending_problems(),
            )
            agreement._send()
        return True

    def _send(self):
        self.ensure_one()
        self._lock()
        self._done_coordinator_todos()  # before freezing, which may give a new one
        self._freeze()
        self._transition("send")
        parties = self.sudo()._content_parties()
        declined = parties.filtered(lambda party: party.state == "declined")
        declined._guarded().write({"state": "pending", "decline_reason": False})
        self._revoke_links("comment")
        pending = parties.filtered(lambda party: party.state == "pending")
        pending._send_links("seutuyp_network.mail_template_sign")
        self._complete_if_all_signed()

    def action_withdraw(self, reason=None):
        """Take the sending back; links stop working, the text opens again.

        Role: coordinator of the region.

        :param str reason: told to the parties
        :return: True
        """
        for agreement in self:
            agreement._transition("withdraw", reason)
            agreement._stop_collecting()
            agreement._tell_parties_stopped(reason)
        return True

    def action_reopen(self, reason=None):
        """Open a frozen text for changes.

        Signatures and the approval stay as long as the text comes back the same.
        Role: coordinator of the region, while no licence is active.

        :param str reason: told to the parties
        :return: True
        :raise UserError: the ministry has the text, or a licence rests on it
        """
        for agreement in self:
            agreement._check_transition("reopen", reason)
            problem = agreement._reopen_problem()
            if problem:
                raise UserError(problem)
            was_asked = agreement.signing_state != "draft"
            agreement._transition("reopen", reason)
            agreement._stop_collecting()
            if was_asked:
                agreement._tell_parties_stopped(reason)
        return True

    def _reopen_problem(self):
        """Return why the text cannot be opened for changes now, or None."""
        if not self.content_locked:
            return self.env._("The text is open already.")
        if self.review_state == "submitted":
            return self.env._(
                "The ministry is reviewing this text. Take the submission back first."
            )
        if self.sudo().licence_ids.filtered(
            lambda item: item.state in ("active", "suspended")
        ):
            return self.env._(
                "The region's licence rests on this text. Make a new version of the "
                "agreement instead."
            )
        return None

    def _can(self, name):
        allowed = super()._can(name)
        if allowed and name == "reopen":
            return not self._reopen_problem()
        return allowed

    def _stop_collecting(self):
        """Void open links; unlock unless the ministry still holds the text."""
        self._revoke_links("sign")
        if self.review_state not in ("submitted",):
            self._unlock()

    def _tell_parties_stopped(self, reason):
        """Mail everyone who was asked to sign that the text has been taken back.

        :param str reason: why, as the coordinator wrote it
        """
        asked = self.sudo()._content_parties().filtered("signatory_email")
        for party in asked:
            party._mail(
                "seutuyp_network.mail_template_withdrawn", seutuyp_reason=reason
            )

    def action_request_comments(self):
        """Mail every party a link under which it can comment section by section.

        Role: coordinator of the region, while the text is open.

        :return: True
        """
        for agreement in self:
            if not agreement._has_role("coordinator"):
                agreement._check_transition("send")
            agreement._raise_if_locked()
            parties = agreement._content_parties()
            agreement._raise_problems(
                self.env._("Before the parties can be asked for comments:"),
                parties._sending_problems(),
            )
            for party in parties.sudo():
                party._mail_link(
                    "comment",
                    "seutuyp_network.mail_template_comment",
                    party.signatory_id.email,
                )
            agreement._log("request_comments", self.env._("Parties asked for comments"))
        return True

    def action_remind(self):
        """Mail a fresh link to everyone who has not signed. Role: coordinator."""
        for agreement in self:
            if not agreement._has_role("coordinator"):
                agreement._check_transition("withdraw")
            if agreement.signing_state != "collecting":
                raise UserError(self.env._("No signatures are being collected now."))
            agreement.sudo()._pending_parties()._remind()
        return True

    def _pending_parties(self):
        return self.party_ids.filtered(lambda party: party.state == "pending")

    def _revoke_links(self, purpose):
        self.env["seutuyp.token"]._revoke(self.sudo().party_ids, purpose)

    # --------------------------------------------------------------- completion
    def _complete_if_all_signed(self):
        """Close the collecting when every party has signed exactly this text."""
        self.ensure_one()
        agreement = self.sudo()
        parties = agreement._content_parties()
        if agreement.signing_state != "collecting" or not parties:
            return
        if all(
            party.state == "signed" and party.signed_hash == agreement.content_hash
            for party in parties
        ):
            self._transition("complete")
            for user in agreement._coordinator_users():
                agreement._schedule_todo(user, lambda item: item._completed_todo())
            agreement._trigger_document_cron()
            self._grant_licence_if_due()

    def _completed_todo(self):
        if self.review_state in ("not_submitted", "clarification"):
            return self.env._(
                "All parties have signed. Submit the agreement for review."
            )
        return self.env._("All parties have signed.")
