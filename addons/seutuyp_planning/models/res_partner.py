# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class ResPartner(models.Model):
    """Whoever gets another address gets the invitations there."""

    _inherit = "res.partner"

    def write(self, vals):
        if "email" not in vals:
            return super().write(vals)
        before = {person: person.email_normalized for person in self}
        result = super().write(vals)
        changed = self.filtered(
            lambda person: (
                person.email_normalized and person.email_normalized != before[person]
            )
        )
        changed._invite_anew()
        return result

    def _invite_anew(self):
        """Invite again, at the new address, to what is still to come.

        The former address is not told: it may well be another name of the same
        mailbox, and a cancellation would take the meeting out of it.
        """
        if not self:
            return
        events = (
            self.env["calendar.event"]
            .sudo()
            .search(
                [
                    ("meeting_state", "=", "invited"),
                    ("start", ">", fields.Datetime.now()),
                    ("partner_ids", "in", self.ids),
                ]
            )
        )
        for person in self:
            events.filtered(
                lambda event, person=person: person in event.partner_ids
            )._invite_anew(person)
