# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CalendarEvent(models.Model):
    """A meeting of the year that somebody deletes does not come back by itself."""

    _inherit = "calendar.event"

    def unlink(self):
        planned = self.sudo().filtered(
            lambda event: event.annual_calendar_id and event.seutuyp_line_id
        )
        vals_list = [event._prepare_deleted_note() for event in planned]
        result = super().unlink()
        self.env["seutuyp.annual.calendar.note"].sudo()._create_guarded(vals_list)
        return result

    def _prepare_deleted_note(self):
        self.ensure_one()
        calendar, line = self.annual_calendar_id, self.seutuyp_line_id
        return {
            "calendar_id": calendar.id,
            "line_id": line.id,
            "group_id": self.seutuyp_group_id.id,
            "kind": "deleted",
            "wanted": line._wanted_day(calendar.year, self.seutuyp_month),
        }
