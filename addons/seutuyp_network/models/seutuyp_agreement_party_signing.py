# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.signature_image import BadSignature, clean_image, clean_text

METHODS = ("typed", "drawn", "uploaded")


def input_error(problems):
    """Return a UserError that also tells which input each problem is about.

    :param dict problems: name of the input → sentence; a page shows each by its field
    """
    error = UserError("\n".join(problems.values()))
    error.problems = problems
    return error


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
                "date_joined": party.date_joined or fields.Date.context_today(party),
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

    def _prepare_signature_vals(self, name, capacity, method, image, evidence):
        if method not in METHODS:
            raise input_error(
                {"method": self.env._("Choose how you sign: type, draw or upload.")}
            )
        clean, problems = {}, {}
        for key, given, make_clean, message in (
            ("name", name, clean_text, self._name_message),
            ("capacity", capacity, clean_text, self._capacity_message),
            ("image", image, clean_image, self._image_message),
        ):
            if key == "image" and method == "typed":
                continue
            try:
                clean[key] = make_clean(given)
            except BadSignature as error:
                problems[key] = message(error.code)
        if problems:
            raise input_error(problems)
        picture = clean.get("image")
        return {
            "agreement_id": self.agreement_id.id,
            "party_id": self.id,
            "partner_id": self.signatory_id.id,
            "organisation_name": self.partner_id.name,
            "signer_name": clean["name"],
            "capacity": clean["capacity"],
            "method": method,
            "image": base64.b64encode(picture) if picture else False,
            "signed_on": fields.Datetime.now(),
            "content_hash": self.agreement_id.content_hash,
            "email": self.signatory_email,
            "ip_address": evidence.get("ip_address"),
            "user_agent": (evidence.get("user_agent") or "")[:500],
            "lang": evidence.get("lang") or self.env.lang,
            "user_id": evidence.get("user_id"),
        }

    def _name_message(self, code):
        return {
            "empty": self.env._("Write your name as you sign it."),
            "too_long": self.env._("The name is too long: at most 120 characters."),
            "markup": self.env._("Write the name with letters only, without < and >."),
        }[code]

    def _capacity_message(self, code):
        return {
            "empty": self.env._(
                "Say by what right you sign, for example “managing director” or "
                "“by proxy”."
            ),
            "too_long": self.env._("The capacity is too long: at most 120 characters."),
            "markup": self.env._(
                "Write the capacity with letters only, without < and >."
            ),
        }[code]

    def _image_message(self, code):
        return {
            "empty": self.env._(
                "The signature is empty. Draw it, upload a picture, or type it."
            ),
            "blank": self.env._(
                "The signature is empty. Draw it, upload a picture, or type it."
            ),
            "too_big": self.env._("The picture is too big: at most 2 MB."),
            "not_image": self.env._("The picture must be a PNG or JPEG file."),
        }[code]

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
