# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CalendarEvent(models.Model):
    """A meeting is marked as held from its beginning on; attendance follows answers."""

    _inherit = "calendar.event"

    def action_hold(self):
        """Note that the meeting was held; answers become attendance where none is.

        :raise AccessError: the user does not keep the meeting
        :raise UserError: it has not begun, or is cancelled
        """
        for event in self:
            if event.start and event.start > fields.Datetime.now():
                raise UserError(
                    self.env._(
                        "%(meeting)s has not begun yet. It can be marked as held from "
                        "its beginning on.",
                        meeting=event.name,
                    )
                )
        self._quiet_transition("hold")
        for event in self.sudo().with_context(seutuyp_untold=True):
            # kept with the meeting: the group may choose others later
            event.write(
                {"chair_id": event._chair().id, "secretary_id": event._secretary().id}
            )
        self.sudo().attendee_ids._propose_presence()
        return True

    def action_unhold(self):
        """Take back that the meeting was held.

        :raise UserError: its minutes have been sent
        """
        for event in self:
            if event.minutes_state != "draft":
                raise UserError(
                    self.env._(
                        "The minutes of %(meeting)s have been sent. Open them for "
                        "changes first.",
                        meeting=event.name,
                    )
                )
        self._quiet_transition("unhold")
        never = self.filtered(lambda event: not event.ics_uid)
        never.sudo()._guarded().with_context(seutuyp_untold=True).write(
            {"meeting_state": "planned"}
        )
        return True

    def _quiet_transition(self, name, **kw):
        """Move without telling the invited: neither time nor place has changed."""
        return self.with_context(seutuyp_untold=True)._transition(name, **kw)

    def _check_decidable(self):
        for event in self:
            if event.seutuyp_public or not event.seutuyp_scope:
                raise UserError(
                    self.env._(
                        "“%(meeting)s” is open to all, or no meeting of the network: "
                        "decisions and minutes are kept in closed meetings only.",
                        meeting=event.name,
                    )
                )
            if event.meeting_state == "cancelled":
                raise UserError(
                    self.env._(
                        "%(meeting)s is cancelled: nothing was decided there.",
                        meeting=event.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        decided = self.sudo().filtered("decision_ids")
        if decided:
            raise UserError(
                self.env._(
                    "Decisions were made at %(meeting)s, so it is kept. Cancel it "
                    "instead, or delete the decisions first.",
                    meeting=decided[:1].name,
                )
            )
