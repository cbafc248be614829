# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Command

from ..tools import rhythm


class CalendarEvent(models.Model):
    """Deputies go with the person they stand in for (``calendar.attendee``)."""

    _inherit = "calendar.event"

    def write(self, vals):
        if "partner_ids" not in vals:
            return super().write(vals)
        before = {event: event._standing_in() for event in self if event.seutuyp_scope}
        result = super().write(vals)
        for event, pairs in before.items():
            event._part(pairs)
        return result

    def copy(self, default=None):
        """Invite to a copy those whom the meeting is for, and no deputies."""
        events = super().copy(default)
        for event, copied in zip(self, events, strict=True):
            deputies = event.sudo().attendee_ids.deputy_id
            if event.seutuyp_scope and deputies:
                copied._write_quietly(
                    {"partner_ids": [Command.unlink(id_) for id_ in deputies.ids]}
                )
        return events

    def _standing_in(self):
        """Return {person: deputy} of this meeting."""
        self.ensure_one()
        named = self.sudo().attendee_ids.filtered("deputy_id")
        return {attendee.partner_id: attendee.deputy_id for attendee in named}

    def _part(self, pairs):
        """Call off the deputies of those who left, forget the deputies who left.

        :param dict pairs: {person: deputy} before the change
        """
        self.ensure_one()
        event = self.sudo()
        people = event.partner_ids
        useless = self.env["res.partner"]
        for person, deputy in pairs.items():
            if person not in people:
                useless |= deputy & people
            elif deputy not in people:
                event._end_standing_in(deputy)
        if useless:
            event._write_quietly(
                {"partner_ids": [Command.unlink(id_) for id_ in useless.ids]}
            )

    def _end_standing_in(self, people):
        """Let ``people`` stand in for nobody any more; they stay or go as they are."""
        for attendee in self.sudo().attendee_ids:
            if attendee.deputy_id & people:
                attendee._put_deputy(people.browse())

    def _people_needed(self):
        """Return those whose time matters: members, not deputies and not guests."""
        self.ensure_one()
        event = self.sudo()
        needed = event.partner_ids - event.attendee_ids.deputy_id
        return needed - event._optional_people()

    def _optional_people(self):
        """Return the standing guests, who are welcome and not waited for."""
        self.ensure_one()
        group = self.sudo().seutuyp_group_id
        if not group or not self.start:
            return self.env["res.partner"]
        return group._guests_on(rhythm.local(self.start).date())
