# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.fields import Command


class SeutuypGroup(models.Model):
    """A group's meetings, and whom they are for."""

    _inherit = "seutuyp.group"

    event_ids = fields.One2many("calendar.event", "seutuyp_group_id", string="Meetings")
    video_url = fields.Char(
        string="Video link",
        help="The group's standing video room. Empty: each meeting gets its own.",
    )

    def _people_on(self, day):
        """Return whom a meeting on ``day`` is for: members and deputies."""
        self.ensure_one()
        seats = self.member_ids._on(day)
        return seats.filtered(lambda seat: seat.role != "invited").partner_id

    def _refresh_meetings(self, people):
        """Let ``people`` join or leave the meetings to come, by their seats' dates.

        Others who were invited to a single meeting stay as they are.

        :param people: those whose seats have changed
        """
        events = (
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
        for event in events:
            wanted = event.seutuyp_group_id.sudo()._people_on(event.start.date())
            joining = (people & wanted) - event.partner_ids
            leaving = (people - wanted) & event.partner_ids
            if joining or leaving:
                event._write_quietly(
                    {
                        "partner_ids": [Command.link(id_) for id_ in joining.ids]
                        + [Command.unlink(id_) for id_ in leaving.ids]
                    }
                )
