# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import SUPERUSER_ID, models
from odoo.tools import formataddr


class SeutuypPersonMailMixin(models.AbstractModel):
    """Mail to one person about a record, in that person's language."""

    _name = "seutuyp.person.mail.mixin"
    _description = "Mail to one person"

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
        lang = person.lang or self.env.user.lang
        system = (
            self.env.company.sudo().email
            or self.env.ref("base.partner_root").sudo().email
        )
        template = self.env.ref(template_xmlid).sudo()
        template.with_user(SUPERUSER_ID).with_context(
            lang=lang,
            template_preview_lang=lang,
            seutuyp_person=person,
            seutuyp_sender=self.env.user.partner_id.sudo(),
            **values,
        ).send_mail(
            self.id,
            email_values={
                "model": False,
                "res_id": False,
                "author_id": self.env.ref("base.partner_root").id,
                "email_from": formataddr(("Seutuyp", system or "")),
                "email_to": formataddr((person.name or "", person.email_normalized)),
                "recipient_ids": [],
                "auto_delete": True,
                "is_notification": False,
            },
        )
