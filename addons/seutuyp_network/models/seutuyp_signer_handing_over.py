# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..tools.signature_image import BadSignature, clean_text
from .seutuyp_signer_mixin import input_error


class SeutuypSignerMixin(models.AbstractModel):
    """Somebody else signs: handed over by the signatory, or named by the coordinator.

    The old link becomes void, the old address is told, and who, when and why stand in
    the log. Models add ``_lock_agreement``, ``_check_waits``, ``_send_links`` and
    ``_mail``.
    """

    _inherit = "seutuyp.signer.mixin"

    # the purpose of the personal link, the mail that brings a new one, and the mail
    # to the address whose link is void
    _link_purpose = None
    _link_template = None
    _changed_template = None

    def _signed_record(self):
        """Return the record whose log keeps what happens to the signatures."""
        raise NotImplementedError

    def _delegate(self, name, email, reason):
        """Hand the signing over to another person of the same organisation.

        :param str name: the new signatory
        :param str email: his or her address; the link goes there
        :param str reason: why, kept as evidence
        :raise UserError: something is missing, or nothing waits to be signed
        """
        self.ensure_one()
        signer = self.sudo()
        signer._lock_agreement()
        signer._check_waits()
        clean_name, address, reason = signer._checked_delegate(name, email, reason)
        people = self.env["res.partner"].sudo()
        person = people.search(
            [
                ("parent_id", "=", signer.partner_id.id),
                ("email_normalized", "=", address),
            ],
            limit=1,
        ) or people.create(
            {
                "name": clean_name,
                "email": address,
                "parent_id": signer.partner_id.id,
                "lang": signer.signatory_id.lang,
            }
        )
        signer._change_signatory(person, reason, by=signer.signatory_id)

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
        self.agreement_id._check_coordinates("withdraw")
        if not self._waits_for_signature():
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
        self._check_waits()
        old, old_address = self.signatory_id, self.signatory_email
        self.env["seutuyp.token"]._revoke(self, self._link_purpose)
        self._guarded().write(
            {
                "signatory_id": person.id,
                "signatory_email": False,
                "link_sent_on": False,
                "reminded_on": False,
            }
        )
        self._signed_record()._log(
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
                self._changed_template,
                to=old,
                address=old_address,
                seutuyp_reason=reason,
            )
        self._send_links(self._link_template)

    def action_open_signatory(self):
        """Open the form that names another signatory. Role: coordinator."""
        self.ensure_one()
        link = self.env["seutuyp.signatory.wizard"]._field_of(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "Change the signatory of %(party)s", party=self.partner_id.display_name
            ),
            "res_model": "seutuyp.signatory.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {f"default_{link}": self.id},
        }
