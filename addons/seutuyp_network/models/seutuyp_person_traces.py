# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, email_normalize

from ..tools.person_traces import Traces


class SeutuypPersonData(models.AbstractModel):
    """Where core's mail and chatter repeat who somebody was.

    What is kept by law or by agreement is not touched: texts of agreements and what
    was signed, minutes and decisions with their grounds, approved versions, the log.
    """

    _inherit = "seutuyp.person.data"

    @api.model
    def _traces(self):
        """Return {model: fields} of texts that may repeat who somebody is."""
        return {
            "mail.message": (
                *("email_from", "reply_to", "incoming_email_to", "incoming_email_cc"),
                *("outgoing_email_to", "subject", "body"),
            ),
            "mail.mail": (
                *("email_to", "email_cc", "headers", "body_html", "failure_reason"),
            ),
            "mail.notification": ("mail_email_address", "failure_reason"),
            "mail.tracking.value": (
                *("old_value_char", "new_value_char"),
                *("old_value_text", "new_value_text"),
            ),
            "mail.activity": ("res_name", "summary", "note", "feedback"),
            "discuss.channel": ("name", "description"),
            "discuss.channel.member": ("custom_channel_name",),
        }

    @api.model
    def _erase_traces(self, address, person=None, instead=""):
        """Take a person out of mail and chatter.

        A name that somebody else bears too stays in texts: nobody can tell whose it is.

        :param str address: normalised, or ""
        :param person: the contact, which still has its name; None without one
        :param str instead: what the contact will be called
        """
        data = self.sudo().with_context(active_test=False)
        person = data.env["res.partner"].browse(person.ids if person else [])
        name = (person.name or "").strip()
        namesakes = [("name", "=ilike", name), ("id", "!=", person.id)]
        if name and person.search_count(namesakes, limit=1):
            name = ""
        data._erase_mails_to(address, person)
        data._erase_tracked(person, instead)
        traces = Traces(name, address, (person.phone or "").strip(), instead)
        for model, names in self._traces().items():
            data._erase_texts(data.env[model], names, traces)

    @api.model
    def _erase_mails_to(self, address, person):
        """Delete mails that wait for this person only, or could not be sent."""
        domain = Domain("recipient_ids", "in", person.ids)
        if address:
            domain |= Domain("email_to", "ilike", address)
        mails = self.env["mail.mail"].search(domain)
        mails.filtered(
            lambda mail: (
                mail.recipient_ids <= person
                and (not mail.email_to or email_normalize(mail.email_to) == address)
            )
        ).unlink()

    @api.model
    def _erase_tracked(self, person, instead):
        """Rename the person where a tracked field pointed at the contact or user."""
        own = {"res.partner": person, "res.users": person.user_ids}
        for model, records in own.items():
            for side in ("old", "new"):
                self.env["mail.tracking.value"].search(
                    [
                        ("field_id.relation", "=", model),
                        (f"{side}_value_integer", "in", records.ids),
                    ]
                ).write({f"{side}_value_char": instead})

    @api.model
    def _erase_texts(self, model, names, traces):
        """Write texts anew that name the person.

        :param model: a model of :meth:`_traces`
        :param tuple names: of its fields
        """
        records = model.search(
            Domain.OR(
                Domain(name, "ilike", spelling)
                for name in names
                for spelling in traces.spellings
            )
        )
        for record in records:
            texts = {name: record[name] or "" for name in names}
            changed = {
                name: erased
                for name, text in texts.items()
                if (erased := traces.out_of(text)) != text
            }
            if changed:
                self._put_right(record, changed)

    @api.model
    def _put_right(self, record, texts):
        """Change texts and nothing else: nobody is told, and no rule is asked."""
        values = SQL(", ").join(
            SQL("%s = %s", SQL.identifier(name), text or None)
            for name, text in texts.items()
        )
        table = SQL.identifier(record._table)
        self.env.cr.execute(
            SQL("UPDATE %s SET %s WHERE id = %s", table, values, record.id)
        )
        record.invalidate_recordset(list(texts))
