# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypCalendarFeedLink(models.TransientModel):
    """The address, shown once."""

    _name = "seutuyp.calendar.feed.link"
    _description = "Address of a calendar feed"

    url = fields.Char(string="Address", readonly=True)
