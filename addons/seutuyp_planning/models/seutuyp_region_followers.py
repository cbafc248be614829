# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypRegion(models.Model):
    """Whoever loses a region stops hearing of its meetings and years too."""

    _inherit = "seutuyp.region"

    def _records_followed(self):
        followed = ("message_follower_ids", "!=", False)
        events = self.env["calendar.event"].with_context(active_test=False)
        years = self.env["seutuyp.annual.calendar"]
        return [
            *super()._records_followed(),
            events.search([("seutuyp_region_ids", "in", self.ids), followed]),
            years.search([("region_id", "in", self.ids), followed]),
        ]
