# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from typing import NamedTuple
from uuid import uuid4

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import invitation as icalendar
from .seutuyp_annual_calendar_generation import QUIET

# What the invited are told of when it changes; a change of time asks them anew.
TIMES = ("start", "stop", "allday")
TOLD = ("name", "location", "videocall_location", "description", *TIMES)
# Only this object silences a change: nothing that arrives over RPC is identical to it.
UNTOLD = object()


class Before(NamedTuple):
    """A meeting before a change."""

    told: dict
    people: models.BaseModel
    active: bool


class Change(NamedTuple):
    """What a change means to people: it moves, who is called off, who is told."""

    moved: bool
    left: models.BaseModel
    told: models.BaseModel


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
    ics_time_sequence = fields.Integer(
        string="Number of the time",
        copy=False,
        readonly=True,
        aggregator=False,
        help="An answer to an earlier number was given to another time.",
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
    def _untold(self):
        """Return the same meetings, with changes that nobody is told of."""
        return self.with_context(seutuyp_untold=UNTOLD)

    def _invite(self):
        """Give the meetings their identity and queue the invitations."""
        fresh = self.filtered(
            lambda event: event.meeting_state in ("planned", "cancelled")
        )
        fresh._set_video_links()
        for event in fresh:
            again = bool(event.ics_uid)
            sequence = event.ics_sequence + again
            event.sudo()._guarded()._untold().write(
                {
                    "ics_uid": event.ics_uid or event._new_uid(),
                    "ics_sequence": sequence,
                    "ics_time_sequence": sequence,
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
        open_ones.sudo()._guarded()._untold().write(
            {"meeting_state": "cancelled", "cancel_reason": reason}
        )
        told._tell_cancelled()

    @api.model
    def _new_uid(self):
        domain = self.env.company.sudo().alias_domain_id.name or "seutuyp.example.org"
        return f"{uuid4()}@{domain}"

    def _write_quietly(self, vals):
        """Write as the program itself; core's own mails stay away."""
        return self.sudo().with_context(**QUIET).write(vals)

    # ------------------------------------------------------------------- changes
    def write(self, vals):
        if self.env.context.get("seutuyp_untold") is UNTOLD:
            return super().write(vals)
        before = {
            event: event._before() for event in self if event.meeting_state == "invited"
        }
        # Core writes once more to the same event from within; that is one change.
        result = super(CalendarEvent, self._untold()).write(vals)
        if before:
            self.browse([event.id for event in before])._tell_changes(before)
        return result

    def _before(self):
        self.ensure_one()
        return Before(
            {name: self[name] or False for name in TOLD}, self._everybody(), self.active
        )

    def _everybody(self):
        """Return all who are invited, also those who have been archived since."""
        return self.with_context(active_test=False).partner_ids.with_env(self.env)

    def _tell_changes(self, before):
        """Queue what follows from a change of meetings that were invited to.

        :param dict before: meeting → :class:`Before`, as it was
        """
        archived = self.filtered(
            lambda event: before[event].active and not event.active
        )
        if archived:
            archived._cancel_meeting()
        kept = self - archived
        kept._set_video_links()  # one may have been emptied
        found = {event: event._change(before[event]) for event in kept}
        changes = {event: change for event, change in found.items() if change}
        changed = kept.filtered(lambda event: event in changes)
        moved = changed.filtered(lambda event: changes[event].moved)
        (changed - moved)._raise_sequence()
        moved._raise_sequence(moved=True)
        moved._ask_anew()
        queue = self.env["seutuyp.invitation"]
        left = {event: change.left for event, change in changes.items()}
        queue._queue(changed, icalendar.CANCEL, left)
        told = {event: change.told for event, change in changes.items()}
        queue._queue(changed, icalendar.REQUEST, told)

    def _change(self, before):
        """Return what has changed for the invited, or None.

        :param Before before: as it was
        """
        self.ensure_one()
        now = self._before()
        left, joined = before.people - now.people, now.people - before.people
        changed = now.told != before.told
        is_over = max(before.told["stop"], self.stop) < fields.Datetime.now()
        if is_over or not (left or joined or changed):
            return None
        moved = any(now.told[name] != before.told[name] for name in TIMES)
        return Change(moved, left, now.people if changed else joined)

    def _ask_anew(self):
        """Forget the answers: they were given to another time."""
        self.sudo().attendee_ids.filtered(
            lambda attendee: attendee.partner_id != attendee.event_id.user_id.partner_id
        ).write({"state": "needsAction"})

    def _raise_sequence(self, moved=False):
        for sequence, events in self.grouped("ics_sequence").items():
            vals = {"ics_sequence": sequence + 1}
            if moved:
                vals["ics_time_sequence"] = sequence + 1
            events.sudo()._guarded()._untold().write(vals)

    def _tell_cancelled(self):
        self.env["seutuyp.invitation"]._queue(
            self.filtered(lambda event: event.stop > fields.Datetime.now()),
            icalendar.CANCEL,
        )

    def _invite_anew(self, person):
        """Invite somebody whose address has changed, at the new one."""
        self._raise_sequence()
        self.env["seutuyp.invitation"]._queue(
            self, icalendar.REQUEST, dict.fromkeys(self, person)
        )

    def unlink(self):
        told = self.filtered(lambda event: event.meeting_state == "invited")
        told._check_seutuyp_editor()
        told._raise_sequence()
        told._tell_cancelled()
        return super().unlink()
