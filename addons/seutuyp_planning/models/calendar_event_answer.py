# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CalendarEvent(models.Model):
    """Answering one's own invitation in the web client."""

    _inherit = "calendar.event"

    may_answer = fields.Boolean(compute="_compute_may_answer")
    my_deputy_id = fields.Many2one(
        related="current_attendee.deputy_id",
        string="Comes in your place",
        readonly=True,
    )
    my_person_id = fields.Many2one(
        related="current_attendee.stands_in_for_id",
        string="You come in place of",
        readonly=True,
    )

    @api.depends("meeting_state", "stop", "partner_ids")
    @api.depends_context("uid")
    def _compute_may_answer(self):
        now = fields.Datetime.now()
        for event in self:
            event.may_answer = bool(
                event.meeting_state == "invited"
                and event.stop > now
                and event.current_attendee
            )

    def action_come(self):
        """Answer that one comes."""
        return self._own_attendee().do_accept()

    def action_perhaps(self):
        """Answer that one comes perhaps."""
        return self._own_attendee().do_tentative()

    def action_decline(self):
        """Answer that one cannot come; where there are deputies, choose one."""
        attendee = self._own_attendee()
        if attendee.possible_deputy_ids and not attendee.stands_in_for_id:
            return attendee.action_name_deputy()
        return attendee.do_decline()

    def _own_attendee(self):
        self.ensure_one()
        attendee = self.current_attendee
        if not attendee:
            raise UserError(self.env._("You are not invited to this meeting."))
        return attendee
