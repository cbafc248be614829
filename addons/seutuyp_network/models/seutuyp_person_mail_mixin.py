# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypPersonMailMixin(models.AbstractModel):
    """Mail to one person about a record, in that person's language."""

    _name = "seutuyp.person.mail.mixin"
    _description = "Mail to one person about a record"

    def _mail_to(self, template_xmlid, person, **values):
        """Queue one mail, attached to no record and deleted after sending.

        Nothing is sent to somebody without an address.

        :param str template_xmlid: a ``mail.template`` on this model
        :param person: receiver, ``res.partner``
        :param values: further context values for the template
        """
        self.ensure_one()
        person = person.sudo()
        if not person.email_normalized:
            return
        me = self.env.user.partner_id.sudo()
        self.env["seutuyp.mailer"]._mail(
            template_xmlid,
            person,
            self.sudo(),
            sender=me,
            address=person.email_normalized,
            lang=self.env.user.lang,
            seutuyp_sender=me,
            **values,
        )
