# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

# What a matter does with the region's action plan (domain chapter 4.3).
PURPOSES = [
    ("priorities", "Decides the priorities of next year"),
    ("approval", "Approves the action plan"),
    ("followup", "Follows the action plan up"),
]


class SeutuypMeetingTheme(models.Model):
    """What a meeting is about, such as priorities of next year or follow-up."""

    _name = "seutuyp.meeting.theme"
    _description = "Meeting theme"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    item_ids = fields.One2many(
        "seutuyp.meeting.theme.item",
        "theme_id",
        string="Agenda",
        copy=True,
        help="What stands on the agenda of every meeting with this theme.",
    )


class SeutuypMeetingThemeItem(models.Model):
    """One item of the agenda that a theme brings along."""

    _name = "seutuyp.meeting.theme.item"
    _description = "Agenda item of a theme"
    _order = "theme_id, sequence, id"

    theme_id = fields.Many2one(
        "seutuyp.meeting.theme", required=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    duration = fields.Integer(
        string="Length (min)", help="How long it is planned to take."
    )
    purpose = fields.Selection(
        PURPOSES,
        string="For the action plan",
        help="In a meeting of a steering group the plan then comes onto the agenda as "
        "a paper by itself.",
    )
