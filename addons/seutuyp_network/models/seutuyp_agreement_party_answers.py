# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..tools.signature_image import BadSignature, clean_text
from .seutuyp_signer_mixin import input_error


class SeutuypAgreementParty(models.Model):
    """What a party may answer instead: decline, or name another signatory."""

    _inherit = "seutuyp.agreement.party"

    # ---------------------------------------------------------------- declining
    def _decline(self, reason):
        """Decline to sign: the collecting ends, the coordinator is told why.

        :param str reason: needed; shown to the coordinator
        :raise UserError: no reason, or nothing to decline
        """
        self.ensure_one()
        party = self.sudo()
        party._lock_agreement()
        if party.state == "declined":
            return
        if party.agreement_id.signing_state != "collecting" or party.state != "pending":
            raise UserError(
                self.env._("This agreement is not waiting for your signature now.")
            )
        reason = party._checked_reason(reason)
        party._guarded().write({"state": "declined", "decline_reason": reason})
        agreement = party.agreement_id
        agreement._transition("decline", reason, partner=party.signatory_id)
        agreement._stop_collecting()
        agreement._tell_coordinators(
            "seutuyp_network.mail_template_declined",
            lambda item: item.env._(
                "%(party)s declined to sign: settle the matter and send again",
                party=party.partner_id.display_name,
            ),
            seutuyp_party=party,
            seutuyp_reason=reason,
        )

    # --------------------------------------------------------------- delegating
    def _delegate(self, name, email, reason):
        """Hand the signing over to another person of the same organisation.

        :param str name: the new signatory
        :param str email: his or her address; the link goes there
        :param str reason: why, kept as evidence
        :raise UserError: something is missing, or the party has signed already
        """
        self.ensure_one()
        party = self.sudo()
        party._lock_agreement()
        if party.agreement_id.signing_state != "collecting" or party.state != "pending":
            raise UserError(
                self.env._("This agreement is not waiting for your signature now.")
            )
        clean_name, address, reason = party._checked_delegate(name, email, reason)
        person = self.env["res.partner"].sudo().search(
            [
                ("parent_id", "=", party.partner_id.id),
                ("email_normalized", "=", address),
            ],
            limit=1,
        ) or self.env["res.partner"].sudo().create(
            {
                "name": clean_name,
                "email": address,
                "parent_id": party.partner_id.id,
                "lang": party.signatory_id.lang,
            }
        )
        party._change_signatory(person, reason, by=party.signatory_id)

    def _checked_delegate(self, name, email, reason):
        problems = {}
        try:
            name = clean_text(name)
        except BadSignature as error:
            problems["name"] = self._name_message(error.code)
        address = email_normalize(email or "")
        if not address:
            problems["email"] = self.env._(
                "Give the e-mail address of the person who signs."
            )
        elif address == self.signatory_email:
            problems["email"] = self.env._(
                "The link was sent to this address already. Give that of the "
                "other person."
            )
        try:
            reason = self._checked_reason(reason)
        except UserError as error:
            problems.update(error.problems)
        if problems:
            raise input_error(problems)
        return name, address, reason

    def action_change_signatory(self, partner_id, reason):
        """Name another signatory while signatures are collected.

        Role: coordinator of the region. The old link becomes void, the old address is
        told, and the change is part of the evidence.

        :param int partner_id: id of the new signatory (``res.partner``)
        :param str reason: why
        :return: True
        """
        self.ensure_one()
        agreement = self.agreement_id
        agreement.check_access("read")
        if not agreement._has_role("coordinator"):
            agreement._check_transition("withdraw")
        if agreement.signing_state != "collecting" or self.state != "pending":
            raise UserError(
                self.env._(
                    "The signatory can be changed this way only before he has signed."
                )
            )
        reason = self._checked_reason(reason)
        person = self.env["res.partner"].browse(partner_id).exists()
        person.check_access("read")
        self.sudo()._change_signatory(person, reason)
        return True

    def _change_signatory(self, person, reason, by=None):
        problem = False
        if not person or person.is_company:
            problem = self.env._("The signatory is a person, not an organisation.")
        elif person.parent_id and person.parent_id != self.partner_id:
            problem = self.env._(
                "%(person)s does not work for %(party)s.",
                person=person.name,
                party=self.partner_id.display_name,
            )
        elif not email_normalize(person.email or ""):
            problem = self.env._(
                "%(person)s has no working e-mail address.", person=person.display_name
            )
        if problem:
            raise UserError(problem)
        self._lock_agreement()
        old, old_address = self.signatory_id, self.signatory_email
        self.env["seutuyp.token"]._revoke(self, "sign")
        self._guarded().write({"signatory_id": person.id})
        self.agreement_id._log(
            "change_signatory",
            self.env._(
                "Signatory of %(party)s: %(old)s <%(old_address)s> → %(new)s "
                "<%(address)s>",
                party=self.partner_id.display_name,
                old=old.name,
                old_address=old_address or "",
                new=person.name,
                address=person.email,
            ),
            reason=reason,
            partner=by,
        )
        if old_address:
            self._mail(
                "seutuyp_network.mail_template_signatory_changed",
                to=old,
                address=old_address,
                seutuyp_reason=reason,
            )
        self._send_links("seutuyp_network.mail_template_sign")
