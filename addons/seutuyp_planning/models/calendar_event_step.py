# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CalendarEvent(models.Model):
    """What happens next with a meeting, and who does it, in a sentence."""

    _inherit = "calendar.event"

    meeting_step = fields.Char(string="What next", compute="_compute_meeting_step")

    @api.depends(
        "meeting_state",
        "minutes_state",
        "start",
        "agenda_prepared",
        "agenda_item_ids",
        "agenda_sent_on",
        "chair_confirmed_on",
        "secretary_confirmed_on",
    )
    @api.depends_context("lang", "uid")
    def _compute_meeting_step(self):
        for event in self:
            event.meeting_step = event.seutuyp_scope and event._step_sentence()

    def _step_sentence(self):
        self.ensure_one()
        if self.meeting_state == "cancelled" or not self.meeting_state:
            return False
        if self.meeting_state == "held":
            return self._step_after()
        if self.has_begun:
            return self.env._(
                "The meeting has begun. Note who is there and what is decided, then "
                "press “The meeting was held”."
            )
        return self._step_before()

    def _step_before(self):
        if self.meeting_state == "planned":
            return self.env._(
                "Planned, nobody has been mailed. The invitation goes out when the "
                "year is published, or from here once it is."
            )
        if self.agenda_sent_on or self.seutuyp_public:
            return False
        if not self.agenda_item_ids:
            return self.env._("Next: prepare the agenda.")
        return self.env._("Next: complete the agenda, then send it.")

    def _step_after(self):
        if self.seutuyp_public:
            return False
        if self.minutes_state == "confirmed":
            return self.env._("The minutes are confirmed.")
        if self.minutes_state == "sent":
            return self.env._(
                "The minutes wait for: %(people)s.",
                people=", ".join(self._waiting_officers().mapped("name")),
            )
        if not self.minutes:
            return self.env._("Next: write the minutes.")
        return self.env._("Next: send the minutes; chair and secretary confirm them.")
