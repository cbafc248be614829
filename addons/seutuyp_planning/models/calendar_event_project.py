# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CalendarEvent(models.Model):
    """The project that carries what a meeting leaves to do."""

    _inherit = "calendar.event"

    def _meeting_project(self):
        """Return the project that carries the tasks of this meeting's group."""
        event = self.sudo()
        group, calendar = event.seutuyp_group_id, event.annual_calendar_id
        keeper = event._organizer()
        words = event.with_context(lang=keeper.lang)
        owner = group.name or calendar.with_context(lang=keeper.lang)._owner_name()
        return self.env["project.project"]._seutuyp_project(
            event.seutuyp_scope,
            words.env._("Agreed in meetings: %(owner)s", owner=owner),
            group=group,
            area=event.seutuyp_area_id,
            regions=event.seutuyp_region_ids if not group else None,
        )
