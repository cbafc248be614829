# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import fields, models
from odoo.fields import Command

from ..tools import rhythm


class SeutuypGroup(models.Model):
    """A group's meetings, and whom they are for."""

    _inherit = "seutuyp.group"

    event_ids = fields.One2many("calendar.event", "seutuyp_group_id", string="Meetings")
    video_url = fields.Char(
        string="Video link",
        help="The group's standing video room. Empty: each meeting gets its own.",
    )

    def _people_on(self, day):
        """Return whom a meeting on ``day`` is for: the members.

        Deputies come when somebody names them (``calendar.attendee.deputy_id``).
        """
        self.ensure_one()
        return self.member_ids._on(day)._full().partner_id

    def _guests_on(self, day):
        """Return who is invited beside the members; whoever is both is a member."""
        self.ensure_one()
        guests = self.member_ids._with_role("invited")._on(day).partner_id
        return guests - self._people_on(day) if guests else guests

    def write(self, vals):
        rooms = {group: group.video_url for group in self}
        result = super().write(vals)
        if "video_url" in vals:
            for group, former in rooms.items():
                group._meetings_to_come()._follow_group_room(former)
        return result

    def _meetings_to_come(self):
        return (
            self.env["calendar.event"]
            .sudo()
            .search(
                [
                    ("seutuyp_group_id", "in", self.ids),
                    ("start", ">=", fields.Datetime.now()),
                    ("meeting_state", "in", ("planned", "invited")),
                ]
            )
        )

    def _refresh_meetings(self, people, had_seat):
        """Let ``people`` join or leave the meetings to come, by their seats' dates.

        Others who were invited to a single meeting stay as they are, and so do deputies
        who stand in for somebody there as long as they have a seat.

        :param people: those whose seats have changed
        :param had_seat: those of them whose seat brought them there until now
        """
        changes = defaultdict(list)
        for event in self._meetings_to_come():
            group = event.seutuyp_group_id.sudo()
            change = group._seat_changes(event, people, had_seat)
            if any(change):
                changes[change].append(event.id)
        for (joining, leaving), ids in changes.items():
            self.env["calendar.event"].browse(ids)._write_quietly(
                {
                    "partner_ids": [Command.link(id_) for id_ in joining]
                    + [Command.unlink(id_) for id_ in leaving]
                }
            )

    def _seat_changes(self, event, people, had_seat):
        """Return (ids of those who join a meeting, ids of those who leave it).

        :param people, had_seat: see :meth:`_refresh_meetings`
        """
        self.ensure_one()
        day = rhythm.local(event.start).date()
        seated = self.member_ids._on(day).partner_id
        wanted = self._people_on(day) | self._guests_on(day)
        standing_in = event.attendee_ids.deputy_id
        # Who has become a member comes in his or her own right.
        event._end_standing_in(people & wanted & standing_in)
        leaving = had_seat - wanted - (standing_in & seated)
        leaving |= (people & standing_in) - wanted - seated
        joining = (people & wanted) - event.partner_ids
        return joining._ids, (leaving & event.partner_ids)._ids
