# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import joint


class CalendarEvent(models.Model):
    """What waits between the sides that a joint meeting brings together."""

    _inherit = "calendar.event"

    joint_item_ids = fields.Many2many(
        "seutuyp.joint.item",
        string="Questions and promises",
        compute="_compute_joint_item_ids",
        groups="seutuyp_network.group_user",
        help="Open ones between the sides that meet, written before the meeting.",
    )

    @api.depends(
        "seutuyp_forum",
        "seutuyp_scope",
        "seutuyp_region_ids",
        "seutuyp_area_id",
        "meeting_state",
        "start",
    )
    @api.depends_context("uid")
    def _compute_joint_item_ids(self):
        """Find the open items of all meetings with one search.

        As the user: all regions read an area's day, each its own questions only.
        """
        items = self.env["seutuyp.joint.item"]
        keys = {event: event._joint_keys() for event in self}
        found = items._open_by_key(set().union(*keys.values()))
        for event in self:
            own = items.union(*(found[key] for key in keys[event]))
            event.joint_item_ids = own.filtered(
                lambda item, event=event: item.asked_on < event.start
            ).sorted("asked_on")

    def _joint_keys(self):
        """Return the keys of the items that come up here, see ``tools/joint.py``."""
        self.ensure_one()
        if self.meeting_state == "cancelled":
            return set()
        return joint.keys_of_meeting(
            self.seutuyp_forum,
            self.seutuyp_scope,
            self.seutuyp_region_ids.ids,
            self.seutuyp_area_id.id,
        )

    @api.model
    def _next_joint(self, keys):
        """Return {key: the next meeting to come with this key that the user sees}.

        :param keys: set of keys, see ``tools/joint.py``
        """
        found = dict.fromkeys(keys)
        if not keys:
            return found
        ids = {forum: [id_ for kind, id_ in keys if kind == forum] for forum, _ in keys}
        domain = Domain("start", ">", fields.Datetime.now())
        domain &= Domain("meeting_state", "in", ("planned", "invited"))
        domain &= Domain.OR(
            [
                Domain("seutuyp_forum", "=", "talk")
                & Domain("seutuyp_region_ids", "in", ids.get("talk", [])),
                Domain("seutuyp_forum", "=", "area")
                & Domain("seutuyp_area_id", "in", ids.get("area", [])),
                Domain("seutuyp_forum", "=", "national")
                if joint.NATION in keys
                else Domain.FALSE,
            ]
        )
        for event in self.search(domain, order="start, id"):
            for key in event._joint_keys() & keys:
                found[key] = found[key] or event
        return found
