# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import UserError, ValidationError


class CalendarEvent(models.Model):
    """Core's own ways of telling people of a meeting are closed for ours.

    Ours are told of by invitations alone, and of nothing before the year is published.
    """

    _inherit = "calendar.event"

    @api.constrains("recurrency", "annual_calendar_id", "seutuyp_group_id")
    def _check_not_repeated(self):
        """Refuse meetings that repeat: core deletes and makes them anew on a change."""
        for event in self:
            if event.seutuyp_scope and event.recurrency:
                raise ValidationError(
                    self.env._(
                        "A meeting of the network does not repeat. Let the template of "
                        "the year plan it several times, or copy it."
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """Leave addresses and telephone numbers out of the text that is mailed.

        Core adds those of the first person invited to the description.
        """
        owners = ("annual_calendar_id", "seutuyp_group_id")
        ours = any(self.env.context.get(f"default_{name}") for name in owners) or any(
            vals.get(name) for vals in vals_list for name in owners
        )
        model = self.with_context(skip_contact_description=True) if ours else self
        return super(CalendarEvent, model).create(vals_list)

    def action_open_composer(self):
        """Write to the invited; not before they are.

        :raise UserError: the meeting is planned only
        """
        if any(event.meeting_state == "planned" for event in self):
            raise UserError(
                self.env._(
                    "Nobody has been invited to this meeting yet, so nobody is written "
                    "to about it. Invite first."
                )
            )
        return super().action_open_composer()

    def action_unlink_event(self, attendee_id=None, recurrence=False):
        """Delete without core's question whom to mail: the cancellation goes out."""
        if not any(event.seutuyp_scope for event in self):
            return super().action_unlink_event(attendee_id, recurrence)
        self.unlink()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_join_meeting(self, partner_id):
        """Leave it to whoever keeps the meeting who is invited.

        :raise AccessError: the user does not keep it
        """
        self.with_user(self.env.user).sudo(False)._check_seutuyp_editor()
        return super().action_join_meeting(partner_id)
