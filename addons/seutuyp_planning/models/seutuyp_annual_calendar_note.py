# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import format_date

from ..tools import rhythm


class SeutuypAnnualCalendarNote(models.Model):
    """What generating a year had to move, what found no place, what was deleted."""

    _name = "seutuyp.annual.calendar.note"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Moved while planning the year"
    _order = "wanted, id"
    _guard_all = True

    calendar_id = fields.Many2one(
        "seutuyp.annual.calendar", required=True, ondelete="cascade", index=True
    )
    event_id = fields.Many2one("calendar.event", ondelete="cascade", index=True)
    event_start = fields.Datetime(related="event_id.start")
    line_id = fields.Many2one("seutuyp.calendar.template.line", ondelete="set null")
    group_id = fields.Many2one("seutuyp.group", ondelete="cascade")
    kind = fields.Selection(
        [("moved", "Moved"), ("unplaced", "Not placed"), ("deleted", "Deleted")],
        required=True,
    )
    wanted = fields.Date(required=True, help="The day that the template gives.")
    obstacle = fields.Selection(
        [("holiday", "Holiday"), ("july", "July"), ("weekend", "Weekend")]
    )
    person_ids = fields.Many2many("res.partner", string="Taken at that time")
    meeting_name = fields.Char(compute="_compute_meeting_name", string="Meeting")
    reason = fields.Char(compute="_compute_reason", string="Why")

    @api.depends("event_id.name", "group_id.name", "line_id")
    @api.depends_context("lang")
    def _compute_meeting_name(self):
        """Call a placed meeting by its name, another one by its group and rule."""
        for note in self:
            rule = note.line_id.display_name or ""
            group = note.group_id.name
            unplaced = f"{group}: {note.line_id.theme_id.name}" if group else rule
            note.meeting_name = note.event_id.name or unplaced

    @api.depends("kind", "wanted", "obstacle", "person_ids.name")
    @api.depends_context("lang")
    def _compute_reason(self):
        for note in self:
            note.reason = " ".join(note._reasons())

    def _reasons(self):
        """Return why, in sentences. Nobody's other meeting is named."""
        self.ensure_one()
        if self.kind == "deleted":
            return [
                self.env._(
                    "Deleted by hand, so it is not planned again. If it is needed "
                    "after all, add the meeting yourself."
                )
            ]
        day = format_date(self.env, self.wanted, date_format="d.M.y")
        found = []
        if self.obstacle == "holiday":
            name = rhythm.holiday(self.wanted, self.env.lang or "en")
            found.append(self.env._("%(day)s is %(holiday)s.", day=day, holiday=name))
        elif self.obstacle == "july":
            found.append(self.env._("No meetings are held in July."))
        elif self.obstacle:
            found.append(self.env._("%(day)s is at a weekend.", day=day))
        if self.person_ids:
            names = ", ".join(self.person_ids.mapped("name"))
            found.append(self.env._("Taken at that time: %(people)s.", people=names))
        if self.kind == "unplaced":
            found.append(
                self.env._("No common time was free near it. Choose a time yourself.")
            )
        return found
