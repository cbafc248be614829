# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.fields import Domain


class SeutuypAnnualCalendar(models.Model):
    """Publishing a year invites to all of its meetings still to come."""

    _inherit = "seutuyp.annual.calendar"

    to_invite_count = fields.Integer(
        string="Not yet invited to", compute="_compute_to_invite_count"
    )

    def _compute_to_invite_count(self):
        counts = dict(
            self.env["calendar.event"]._read_group(
                self._to_invite_domain(), ["annual_calendar_id"], ["__count"]
            )
        )
        for calendar in self:
            calendar.to_invite_count = counts.get(calendar._origin, 0)

    def _to_invite_domain(self):
        return (
            Domain("annual_calendar_id", "in", self.ids)
            & Domain("meeting_state", "=", "planned")
            & Domain("start", ">", fields.Datetime.now())
            & Domain("seutuyp_scope", "!=", False)
        )

    def _to_invite(self):
        """Return the meetings that publishing would invite to."""
        return self.env["calendar.event"].search(self._to_invite_domain())

    def action_publish(self):
        """Publish the year: invite to every planned meeting still to come.

        Pressed again later it invites to what has been added since. The mails go out
        one by one in the background.

        :raise AccessError: the user does not keep this year
        :raise UserError: the year is closed
        """
        self._transition("publish")
        self._to_invite()._invite()
        return True

    def action_preview_publish(self):
        """Show whom publishing would mail, and in which language, first."""
        self.ensure_one()
        self._check_transition("publish")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Publish the year"),
            "res_model": "seutuyp.publish.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_calendar_id": self.id},
        }
