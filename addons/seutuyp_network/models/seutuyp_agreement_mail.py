# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypAgreement(models.Model):
    """One way to mail and to remind people about an agreement."""

    _inherit = "seutuyp.agreement"

    def _mail_person(
        self,
        template_xmlid,
        person,
        record=None,
        address=None,
        documents=None,
        **values,
    ):
        """Queue one mail in the receiver's language from the coordinator's name.

        :param str template_xmlid: a ``mail.template``
        :param person: receiver, ``res.partner``
        :param record: what the template is rendered on, the agreement by default
        :param str address: overrides the receiver's address
        :param documents: ``seutuyp.document`` records to attach
        """
        self.env["seutuyp.mailer"]._mail(
            template_xmlid,
            person,
            (record or self).sudo(),
            sender=self._coordinator_partners()[:1],
            address=address,
            lang=self.lang,
            documents=documents,
            **values,
        )

    def _seutuyp_backend_url(self):
        """Return the address of this agreement in the web client, for mails."""
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return f"{base}/odoo/agreements/{self.id}"

    def _tell_coordinators(self, template_xmlid, todo, **values):
        """Mail the coordinators and put the matter on their list.

        :param str template_xmlid: a ``mail.template`` on the agreement
        :param todo: see :meth:`_schedule_todo`
        :param values: context values for the template
        """
        agreement = self.sudo()
        for person in agreement._coordinator_partners().filtered("email"):
            agreement._mail_person(template_xmlid, person, **values)
        for user in agreement._coordinator_users():
            agreement._schedule_todo(user, todo)

    def _schedule_todo(self, user, todo, days=7):
        """Put a line on somebody's list, once, in his or her own language.

        :param user: ``res.users``
        :param todo: function of the agreement that returns what to do
        """
        self.ensure_one()
        agreement = self.sudo()
        text = todo(agreement.with_context(lang=user.lang))
        exists = agreement.activity_ids.filtered(
            lambda item: item.user_id == user and item.summary == text
        )
        if not exists:
            agreement.with_context(mail_activity_quick_update=True).activity_schedule(
                "mail.mail_activity_data_todo",
                fields.Date.add(
                    agreement.env["seutuyp.dated.mixin"]._today(), days=days
                ),
                summary=text,
                user_id=user.id,
            )


class SeutuypAgreementParty(models.Model):
    """Mail to one signatory."""

    _inherit = "seutuyp.agreement.party"

    def _mail(self, template_xmlid, to=None, address=None, documents=None, **values):
        """Mail one person, attached to no record and deleted after sending.

        A mail on the agreement could be read in its chatter while it is queued; this
        one carries a personal link.

        :param str template_xmlid: a ``mail.template`` on this model
        :param to: receiver (``res.partner``), the signatory by default
        :param str address: where to, when not the receiver's present address
        :param documents: ``seutuyp.document`` records to attach
        :param values: context values for the template
        """
        self.ensure_one()
        person = to or self.signatory_id
        self.agreement_id._mail_person(
            template_xmlid,
            person,
            record=self,
            address=address or self.signatory_email,
            documents=documents,
            **values,
        )
