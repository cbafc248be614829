# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class SeutuypAgreementParty(models.Model):
    """How a party signs: only here is anything signed, and only here made void."""

    _inherit = "seutuyp.agreement.party"

    # ------------------------------------------------------------------ signing
    def _sign(self, name, capacity, method, image=None, evidence=None):
        """Sign for this party; the only way to the state ``signed``.

        The caller has checked that the person may sign (personal link or login).

        :param str name: the name as the signatory wrote it
        :param str capacity: by what right he or she signs
        :param str method: ``typed``, ``drawn`` or ``uploaded``
        :param image: base64 picture, needed unless typed
        :param dict evidence: ip_address, user_agent, lang, content_hash (the text
            that the page showed), user_id
        :return: the ``seutuyp.signature``; the one that exists already when the
            party has signed this text before (a second click)
        :raise UserError: bad input, or the agreement no longer collects this text
        """
        self.ensure_one()
        party = self.sudo()
        party._lock_agreement()
        evidence = evidence or {}
        shown = evidence.get("content_hash")
        if party.state == "signed" and party.signed_hash == shown:
            return party.signature_id
        party._check_can_sign(shown)
        vals = party._prepare_signature_vals(name, capacity, method, image, evidence)
        signature = self.env["seutuyp.signature"].sudo()._create_guarded(vals)
        party._guarded().write(
            {
                "state": "signed",
                "signed_on": signature.signed_on,
                "signed_hash": signature.content_hash,
                "signature_id": signature.id,
                "date_joined": party.date_joined
                or self.env["seutuyp.dated.mixin"]._today(),
            }
        )
        self.env["seutuyp.token"]._revoke(party, "sign")
        party.agreement_id._log(
            "sign",
            self.env._("%(party)s signed", party=party.partner_id.display_name),
            partner=party.signatory_id,
        )
        party.agreement_id._complete_if_all_signed()
        party.agreement_id._trigger_document_cron()
        return signature

    def _signature_links(self):
        return {
            "agreement_id": self.agreement_id.id,
            "party_id": self.id,
            "content_hash": self.agreement_id.content_hash,
        }

    def _lock_agreement(self):
        """Let the parties of one agreement act one after the other."""
        self.agreement_id._lock()

    def _check_can_sign(self, shown_hash):
        agreement = self.agreement_id
        if agreement.signing_state != "collecting" or self.state not in ("pending",):
            raise UserError(
                self.env._(
                    "This agreement is not waiting for your signature now. The "
                    "coordinator "
                    "may have taken it back for changes; you will get a new link then."
                )
            )
        if not shown_hash or shown_hash != agreement.content_hash:
            raise UserError(
                self.env._(
                    "The text has changed since you opened the page. Read it "
                    "again before "
                    "you sign."
                )
            )

    # ------------------------------------------------------------------- voiding
    def _void_signatures_for_other_text(self, content_hash):
        """Ask again those who signed another text than ``content_hash``."""
        stale = self.filtered(
            lambda party: party.state == "signed" and party.signed_hash != content_hash
        )
        for party in stale:
            party.signature_id._guarded().write(
                {
                    "voided_on": fields.Datetime.now(),
                    "void_reason": self.env._("The text changed after it was signed."),
                }
            )
            party.signature_id.flush_recordset()  # the unique index sees it now
            party._guarded().write(
                {
                    "state": "pending",
                    "signed_on": False,
                    "signed_hash": False,
                    "signature_id": False,
                }
            )
            party.agreement_id._log(
                "void_signature",
                self.env._(
                    "The signature of %(party)s is void: the text has changed",
                    party=party.partner_id.display_name,
                ),
            )
