# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import html2plaintext

from ..tools import invitation as icalendar
from .seutuyp_annual_calendar_generation import QUIET

# What the invited are told of when it changes.
TOLD = ("name", "start", "stop", "location", "videocall_location", "description")


class CalendarEvent(models.Model):
    """When the invited are mailed, and with what number (RFC 5546).

    A meeting is first invited to on publishing. From then on each change that matters
    raises its sequence once and queues an update; whoever is taken off, and everybody
    when it is cancelled, archived or deleted, gets a cancellation.
    """

    _inherit = "calendar.event"

    ics_uid = fields.Char(string="Identity in calendars", copy=False, readonly=True)
    ics_sequence = fields.Integer(
        string="Number of the invitation", copy=False, readonly=True, aggregator=False
    )
    cancel_reason = fields.Char(copy=False, readonly=True)
    invitation_ids = fields.One2many("seutuyp.invitation", "event_id")
    unreachable_ids = fields.Many2many(
        "res.partner",
        string="Without an address",
        compute="_compute_unreachable_ids",
        help="Invited, but without an e-mail address: tell them yourself.",
    )

    _ics_uid_uniq = models.UniqueIndex("(ics_uid) WHERE ics_uid IS NOT NULL")

    @api.depends("partner_ids.email", "seutuyp_scope")
    def _compute_unreachable_ids(self):
        for event in self:
            without = event.partner_ids.filtered(
                lambda person: not person.email_normalized
            )
            event.unreachable_ids = without if event.seutuyp_scope else False

    # -------------------------------------------------------------------- buttons
    def action_invite(self):
        """Invite to this meeting, or again to one that was cancelled.

        :raise UserError: it is past, or its year is not published
        """
        self._check_seutuyp_editor()
        for event in self:
            event._check_may_invite()
        self._invite()
        return True

    def action_find_time(self):
        """Open the common free times of those the meeting is for."""
        self.ensure_one()
        self._check_seutuyp_editor()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Find a time"),
            "res_model": "seutuyp.find.time.wizard",
            "res_id": self.env["seutuyp.find.time.wizard"]
            .create({"event_id": self.id})
            .id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_cancel_meeting(self, reason=None):
        """Cancel the meeting and tell everybody who was invited.

        :param str reason: goes out with the cancellation
        """
        self._check_seutuyp_editor()
        self._cancel_meeting(reason)
        return True

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_cancel_meeting": (
                self.env._("Cancel the meeting"),
                self.env._(
                    "Everybody who was invited is told by mail, with the reason. Their "
                    "calendars take the meeting away."
                ),
            ),
        }

    def _check_may_invite(self):
        self.ensure_one()
        if self.start < fields.Datetime.now():
            raise UserError(
                self.env._(
                    "%(meeting)s is past. Choose a time to come first.",
                    meeting=self.name,
                )
            )
        if self.annual_calendar_id.state == "draft":
            raise UserError(
                self.env._(
                    "The year is not published yet. Publish it: that invites to all of "
                    "its meetings."
                )
            )

    # --------------------------------------------------------------------- moves
    def _invite(self):
        """Give the meetings their identity and queue the invitations."""
        fresh = self.filtered(
            lambda event: event.meeting_state in ("planned", "cancelled")
        )
        fresh._set_video_links()
        for event in fresh:
            again = bool(event.ics_uid)
            event.sudo()._guarded().with_context(seutuyp_untold=True).write(
                {
                    "ics_uid": event.ics_uid or event._new_uid(),
                    "ics_sequence": event.ics_sequence + again,
                    "meeting_state": "invited",
                    "cancel_reason": False,
                }
            )
        self.env["seutuyp.invitation"]._queue(fresh, icalendar.REQUEST)
        return fresh

    def _cancel_meeting(self, reason=None):
        open_ones = self.filtered(
            lambda event: event.meeting_state in ("planned", "invited")
        )
        told = open_ones.filtered(lambda event: event.meeting_state == "invited")
        told._raise_sequence()
        open_ones.sudo()._guarded().with_context(seutuyp_untold=True).write(
            {"meeting_state": "cancelled", "cancel_reason": reason}
        )
        told._tell_cancelled()

    @api.model
    def _new_uid(self):
        domain = self.env.company.sudo().alias_domain_id.name or "seutuyp.example.org"
        return f"{uuid4()}@{domain}"

    def _set_video_links(self):
        """Put a video link into every meeting: distances are long."""
        for event in self.filtered(lambda event: not event.videocall_location):
            url = event.seutuyp_group_id.video_url
            if url:
                event._write_quietly({"videocall_location": url})
            else:
                event.sudo().with_context(
                    seutuyp_untold=True
                )._set_discuss_videocall_location()

    def _write_quietly(self, vals):
        """Write as the program itself; core's own mails stay away."""
        return self.sudo().with_context(**QUIET).write(vals)

    # ------------------------------------------------------------------- changes
    def write(self, vals):
        if self.env.context.get("seutuyp_untold"):
            return super().write(vals)
        invited = self.filtered(lambda event: event.meeting_state == "invited")
        before = {
            event: (event._told_values(), event.partner_ids, event.active)
            for event in invited
        }
        result = super().write(vals)
        for event, (values, people, active) in before.items():
            event._tell_changes(values, people, active)
        return result

    def _told_values(self):
        self.ensure_one()
        return [self[name] or False for name in TOLD]

    def _tell_changes(self, values, people, active):
        """Queue what follows from a change of a meeting that was invited to.

        :param list values: as they were, see ``TOLD``
        :param people: who was invited before
        :param bool active: whether it was active before
        """
        self.ensure_one()
        queue = self.env["seutuyp.invitation"]
        if active and not self.active:
            self._cancel_meeting()
            return
        left, joined = people - self.partner_ids, self.partner_ids - people
        changed = self._told_values() != values
        if not (left or joined or changed):
            return
        self._raise_sequence()
        if changed and [self.start, self.stop] != values[1:3]:
            self.sudo().attendee_ids.filtered(
                lambda attendee: attendee.partner_id != self.user_id.partner_id
            ).write({"state": "needsAction"})
        if left:
            queue._queue(self, icalendar.CANCEL, left)
        queue._queue(self, icalendar.REQUEST, self.partner_ids if changed else joined)

    def _raise_sequence(self):
        for event in self:
            event.sudo()._guarded().with_context(seutuyp_untold=True).write(
                {"ics_sequence": event.ics_sequence + 1}
            )

    def _tell_cancelled(self):
        self.env["seutuyp.invitation"]._queue(
            self.filtered(lambda event: event.stop > fields.Datetime.now()),
            icalendar.CANCEL,
        )

    def unlink(self):
        told = self.filtered(lambda event: event.meeting_state == "invited")
        told._check_seutuyp_editor()
        told._raise_sequence()
        told._tell_cancelled()
        return super().unlink()

    # -------------------------------------------------------------------- content
    def _organizer(self):
        """Return the person in whose name the meeting is called."""
        self.ensure_one()
        event = self.sudo()
        return (
            event.user_id.partner_id
            or event.seutuyp_region_ids[:1].coordinator_id
            or event.seutuyp_area_id.contact_id
        )

    def _prepare_invitation(self):
        """Return what an invitation says, as it is kept until it is mailed."""
        self.ensure_one()
        organizer = self._organizer()
        return {
            "name": self.name,
            "start": fields.Datetime.to_string(self.start),
            "stop": fields.Datetime.to_string(self.stop),
            "location": self.location or "",
            "video": self.videocall_location or "",
            "description": html2plaintext(self.description or "").strip(),
            "organizer_id": organizer.id,
            "reason": self.cancel_reason or "",
        }
