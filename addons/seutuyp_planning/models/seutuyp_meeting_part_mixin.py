# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError


class SeutuypMeetingPartMixin(models.AbstractModel):
    """What belongs to a meeting: read by its readers, changed by whoever keeps it.

    The record rules say who reads; who keeps a meeting is asked of the meeting.
    """

    _name = "seutuyp.meeting.part.mixin"
    _inherit = ["seutuyp.judged.mixin"]
    _description = "Part of a meeting"

    def _is_part_editor(self):
        """Return whether the user keeps the meeting, or the group, this belongs to."""
        self.ensure_one()
        if self.event_id:
            return self.event_id._is_seutuyp_editor()
        return self.group_id._is_meeting_keeper()

    def _may_change(self, operation):
        return self._is_part_editor()

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "Agenda, decisions and minutes are written by whoever keeps the "
                "meeting: the region's coordinator, the area contact, or the group's "
                "chair and secretary. Ask one of them."
            )
        )

    def write(self, vals):
        result = super().write(vals)
        if {"event_id", "group_id"} & set(vals) and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result

    def action_open_form(self):
        """Open the record's own form over the meeting."""
        self.ensure_one()
        return {
            **self.env["seutuyp.region"]._open_form(self),
            "target": "new",
        }
