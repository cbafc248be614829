# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from urllib.parse import urlsplit
from uuid import uuid4

from odoo import models
from odoo.exceptions import UserError


class CalendarEvent(models.Model):
    """A video link stands in every invitation: distances are long.

    The group's standing room, or a room of the meeting's own.
    """

    _inherit = "calendar.event"

    def _set_video_links(self):
        """Give a video link to each meeting of the network that has none.

        :raise UserError: no link can be made, as the service has no address
        """
        for event in self.filtered(
            lambda event: event.seutuyp_scope and not event.videocall_location
        ):
            url = event.seutuyp_group_id.video_url or event._own_room()
            event.sudo()._untold().write({"videocall_location": url})

    def _own_room(self):
        """Return the link to a video room of this meeting alone."""
        self.ensure_one()
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        if not urlsplit(base).netloc:
            raise UserError(
                self.env._(
                    "There is no video link for %(meeting)s and none can be made: the "
                    "address of this service is not set. Write a video link into the "
                    "group or the meeting, or ask the administrator to set the "
                    "address.",
                    meeting=self.name,
                )
            )
        event = self.sudo()
        if not event.access_token:
            event._untold().write({"access_token": uuid4().hex})
        return f"{base}/{self.DISCUSS_ROUTE}/{event.access_token}"

    def _set_discuss_videocall_location(self):
        """Let our links begin with the public address; core takes its own."""
        if not self.seutuyp_scope or not self.id:
            return super()._set_discuss_videocall_location()
        self.videocall_location = self._own_room()
        return None

    def copy_data(self, default=None):
        """Give a copy a room of its own: the link opens the room of the first."""
        default = dict(default or {})
        vals_list = super().copy_data(default)
        for event, vals in zip(self, vals_list, strict=True):
            if event.seutuyp_scope and event.videocall_source == "discuss":
                vals.pop("videocall_location", None)
        return vals_list

    def _follow_group_room(self, former):
        """Put the group's new video link where its former one, or none, stood.

        :param str former: the group's link until now
        """
        for event in self:
            if event.videocall_location in (False, former) or (
                not former and event.videocall_source == "discuss"
            ):
                url = event.seutuyp_group_id.video_url
                if not url and event.meeting_state == "invited":
                    url = event._own_room()
                event._write_quietly({"videocall_location": url})
