# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import formataddr


def _mailbox(name, address):
    """Return an address with its name in one line, whatever the name holds."""
    return formataddr((" ".join((name or "").split()), address or ""))


class SeutuypMailer(models.AbstractModel):
    """One way to mail a person, for all that carries a personal link."""

    _name = "seutuyp.mailer"
    _description = "Mail to one person"

    @api.model
    def _mail(
        self,
        template_xmlid,
        person,
        record,
        *,
        sender=None,
        address=None,
        lang=None,
        sent_from=None,
        reply_to=None,
        documents=None,
        files=(),
        **values,
    ):
        """Queue one mail in the receiver's language, attached to no record.

        A mail on a record could be read in its chatter while it is queued; this one
        may carry a personal link. It is deleted after sending.

        :param str template_xmlid: a ``mail.template``
        :param person: receiver, ``res.partner``
        :param record: what the template is rendered on
        :param sender: person whose name stands as sender and who gets the replies
        :param str address: overrides the receiver's address
        :param str lang: for a receiver without a language of his own
        :param str sent_from: address of ours that stands as sender; the company's if
            empty
        :param str reply_to: where answers go; to the sender if empty
        :param documents: ``seutuyp.document`` records to attach
        :param files: further (name, bytes, mimetype) to attach
        :param values: context values for the template
        :return: the ``mail.mail``
        """
        sender = sender or self.env["res.partner"]
        template = self.env.ref(template_xmlid).sudo()
        author = self.env.ref("base.partner_root").sudo()
        system = sent_from or self.env.company.sudo().email or author.email
        attachments = [
            fields.Command.create(
                {
                    "name": doc.filename,
                    "datas": doc.with_context(bin_size=False).file,
                    "res_model": "mail.message",  # deleted together with the mail
                    "res_id": 0,
                }
            )
            for doc in documents or []
        ] + [
            fields.Command.create(
                {
                    "name": name,
                    "raw": data,
                    "mimetype": mimetype,
                    "res_model": "mail.message",
                    "res_id": 0,
                }
            )
            for name, data, mimetype in files
        ]
        lang = person.lang or lang
        # As superuser: whoever creates a message may read it, and with it the link. The
        # language is fixed, or core takes that of the record's organisation.
        mail_id = (
            template.with_user(SUPERUSER_ID)
            .with_context(
                lang=lang,
                template_preview_lang=lang,
                seutuyp_person=person,
                seutuyp_coordinator=sender,
                **values,
            )
            .send_mail(
                record.id,
                email_values={
                    "model": False,
                    "res_id": False,
                    "author_id": author.id,
                    "email_from": _mailbox(sender.name or "Seutuyp", system),
                    "reply_to": reply_to
                    or (
                        sender.email and _mailbox(sender.name, sender.email_normalized)
                    ),
                    "email_to": _mailbox(person.name, address or person.email),
                    "recipient_ids": [],
                    "attachment_ids": attachments,
                    "auto_delete": True,
                    "is_notification": False,
                },
            )
        )
        return self.env["mail.mail"].sudo().browse(mail_id)
