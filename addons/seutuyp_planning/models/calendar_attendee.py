# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError


class CalendarAttendee(models.Model):
    """Answers to our invitations, and who may mail them."""

    _inherit = "calendar.attendee"

    # Planning a year gives the names along with the people: written once, not twice.
    common_name = fields.Char(readonly=False)
    comment = fields.Char(help="What the invited wrote with the answer.")
    answered_on = fields.Datetime(readonly=True)
    deputy_id = fields.Many2one("res.partner", help="Who comes in this person's place.")

    def _notify_attendees(self, mail_template, notify_author=False, force_send=False):
        """Leave our meetings out: they have invitations of their own.

        Core mails as soon as a time changes; ours mail only what is published.
        """
        if self.env.context.get("no_mail_to_attendees"):
            return False
        theirs = self.filtered(lambda attendee: not attendee.event_id.seutuyp_scope)
        return super(CalendarAttendee, theirs)._notify_attendees(
            mail_template, notify_author=notify_author, force_send=force_send
        )

    def _answer(self, state, comment=None):
        """Note an answer, whichever way it came.

        :param str state: ``accepted``, ``declined`` or ``tentative``
        :param str comment: what the person wrote
        :raise UserError: the meeting is cancelled or past
        """
        for attendee in self.sudo():
            event = attendee.event_id
            if event.meeting_state == "cancelled" or event.stop < fields.Datetime.now():
                raise UserError(
                    self.env._("The meeting is cancelled or past: no answer is needed.")
                )
            attendee.write(
                {
                    "state": state,
                    "comment": (comment or "").strip()[:500] or False,
                    "answered_on": fields.Datetime.now(),
                }
            )

    def do_accept(self):
        return self._do("accepted") or super().do_accept()

    def do_decline(self):
        return self._do("declined") or super().do_decline()

    def do_tentative(self):
        return self._do("tentative") or super().do_tentative()

    def _do(self, state):
        """Let people answer their own invitation to a meeting they may not write."""
        own = self.filtered(
            lambda item: (
                item.sudo().event_id.seutuyp_scope
                and item.sudo().partner_id == self.env.user.partner_id
            )
        )
        if not own or own != self:
            return False
        own._answer(state)
        return True
