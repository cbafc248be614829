# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CalendarAttendee(models.Model):
    """Answers to our invitations, and who may mail them."""

    _inherit = "calendar.attendee"

    def _notify_attendees(self, mail_template, notify_author=False, force_send=False):
        """Leave our meetings out: they have invitations of their own.

        Core mails as soon as a time changes; ours mail only what is published.
        """
        theirs = self.filtered(lambda attendee: not attendee.event_id.seutuyp_scope)
        return super(CalendarAttendee, theirs)._notify_attendees(
            mail_template, notify_author=notify_author, force_send=force_send
        )
