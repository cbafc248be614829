# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models


class SeutuypGroup(models.Model):
    """A group's meetings."""

    _inherit = "seutuyp.group"

    event_ids = fields.One2many("calendar.event", "seutuyp_group_id", string="Meetings")
    video_url = fields.Char(
        string="Video link",
        help="The group's standing video room. Empty: each meeting gets its own.",
    )
