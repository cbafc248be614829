# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import AccessError, UserError


class SeutuypAskedMixin(models.AbstractModel):
    """A question put to organisations in rounds, answered from a mail or here.

    The model has ``region_id``, ``partner_id``, ``contact_id``, ``may_edit``,
    ``may_remind`` and a field for the round; one link opens all rows that one person
    is asked in one round.
    """

    _name = "seutuyp.asked.mixin"
    _description = "Question asked of organisations"

    _asked_round = None  # the field that tells the round
    _asked_purpose = None  # of the personal link, see seutuyp.token
    _asked_path = None  # of the page that the link opens

    def _who_answers(self):
        """Return the sentence for somebody who may not answer."""
        raise NotImplementedError()

    def _confirm(self, person):
        """Record the answer of ``person``."""
        raise NotImplementedError()

    def action_confirm(self):
        """Say that all is right. Role: the own organisation or the coordinator.

        :return: True
        :raise AccessError: the row is another organisation's in another region
        """
        self.check_access("read")
        if not all(row.may_edit for row in self):
            raise AccessError(self._who_answers())
        self.sudo()._confirm(self.env.user.partner_id)
        return True

    def _check_may_remind(self):
        for row in self:
            if not row.may_remind:
                raise UserError(
                    self.env._(
                        "%(name)s has answered, or you do not coordinate the region.",
                        name=row.display_name,
                    )
                )

    def _mail_contacts(self, template_xmlid):
        """Mail one link per contact and round; whoever has no address gets none."""
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        for rows in self.grouped(
            lambda row: (row.contact_id, row[self._asked_round])
        ).values():
            first = rows._of_same_contact()[:1]
            contact = first.contact_id
            if not contact.email:
                continue
            text, token = self.env["seutuyp.token"]._issue(
                first, self._asked_purpose, contact, contact.email_normalized
            )
            self.env["seutuyp.mailer"]._mail(
                template_xmlid,
                contact,
                first,
                sender=first.region_id.coordinator_id,
                seutuyp_link=f"{base}{self._asked_path}/{first.id}?token={text}",
                seutuyp_expires=token.expires_on,
            )

    def _of_same_contact(self):
        """Return all rows that one link opens: those asked of the same person."""
        first = self[:1]
        if not first.contact_id:
            return first
        return self.search(
            [
                ("contact_id", "=", first.contact_id.id),
                (self._asked_round, "=", first[self._asked_round]),
            ],
            order="id",
        )
