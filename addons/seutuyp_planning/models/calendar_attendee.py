# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

# What says who is invited and what he or she answered. Core lets every employee who
# may read a meeting change it.
ANSWER_FIELDS = frozenset(
    {
        "access_token",
        "answered_on",
        "availability",
        "comment",
        "common_name",
        "event_id",
        "partner_id",
        "state",
    }
)


class CalendarAttendee(models.Model):
    """Answers to our invitations, and who may give them."""

    _inherit = "calendar.attendee"

    # Planning a year gives the names along with the people: written once, not twice.
    common_name = fields.Char(readonly=False)
    comment = fields.Char(help="What the invited wrote with the answer.")
    answered_on = fields.Datetime(readonly=True)
    invitation_state = fields.Selection(
        [
            ("queued", "On its way"),
            ("mailed", "Mailed"),
            ("failed", "Not delivered"),
            ("unreachable", "No address"),
        ],
        string="Invitation",
        compute="_compute_invitation_state",
        compute_sudo=True,
    )

    @api.depends("event_id.ics_uid", "partner_id.email_normalized")
    def _compute_invitation_state(self):
        latest = self.env["seutuyp.invitation"]._latest(self.event_id)
        for attendee in self:
            event, person = attendee.event_id, attendee.partner_id
            line = latest.get((event.ics_uid, person.id))
            if event.ics_uid and not person.email_normalized:
                attendee.invitation_state = "unreachable"
            else:
                attendee.invitation_state = line.state if line else False

    # --------------------------------------------------------------------- access
    @api.model_create_multi
    def create(self, vals_list):
        attendees = super().create(vals_list)
        attendees._check_keeper()
        return attendees

    def write(self, vals):
        touched = ANSWER_FIELDS.intersection(vals)
        if touched:
            self._check_keeper()
        result = super().write(vals)
        if "event_id" in vals:
            self._check_keeper()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_keeper(self):
        self._check_keeper()

    def _check_keeper(self):
        """Refuse changes by somebody who does not keep the meeting.

        :raise AccessError: it is not the user's to change
        """
        if not self.env.su:
            self.event_id._check_seutuyp_editor()

    def _check_may_answer(self):
        """Refuse an answer for somebody else, except by whoever keeps the meeting.

        Superuser rights do not count: core's links, which act when a mail scanner opens
        them, come with those.

        :raise AccessError: the invitation is somebody else's
        """
        user = self.env.user
        for attendee in self.sudo():
            event = attendee.event_id.with_user(user).sudo(False)
            if attendee.partner_id != user.partner_id and not (
                event._is_seutuyp_editor()
            ):
                raise AccessError(
                    self.env._(
                        "This invitation is somebody else's. Answer your own, or ask "
                        "whoever keeps the meeting."
                    )
                )

    # -------------------------------------------------------------------- answers
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

    def _answer(self, state, comment=None, deputy=None):
        """Note an answer, whichever way it came.

        :param str state: ``accepted``, ``declined`` or ``tentative``
        :param str comment: what the person wrote
        :param deputy: who comes instead; empty for nobody, None if nothing was said
        :raise UserError: the meeting is cancelled or past
        """
        for attendee in self.sudo():
            event = attendee.event_id
            if event.meeting_state == "cancelled" or event.stop < fields.Datetime.now():
                raise UserError(
                    self.env._("The meeting is cancelled or past: no answer is needed.")
                )
            former = attendee.state
            attendee.write(
                {
                    "state": state,
                    "comment": (comment or "").strip()[:500] or False,
                    "answered_on": fields.Datetime.now(),
                }
            )
            attendee._settle_deputy(former, deputy)

    def do_accept(self):
        return super(CalendarAttendee, self._answer_ours("accepted")).do_accept()

    def do_decline(self):
        return super(CalendarAttendee, self._answer_ours("declined")).do_decline()

    def do_tentative(self):
        return super(CalendarAttendee, self._answer_ours("tentative")).do_tentative()

    def _answer_ours(self, state):
        """Answer to our meetings and return the others, which core looks after.

        People answer their own invitation to a meeting they may not write; whoever
        keeps the meeting notes what was told by telephone.
        """
        ours = self.filtered(lambda item: item.sudo().event_id.seutuyp_scope)
        ours._check_may_answer()
        ours._answer(state)
        return self - ours
