# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class CalendarEvent(models.Model):
    """Whom a meeting's invitation has not reached, and once more."""

    _inherit = "calendar.event"

    undelivered_ids = fields.Many2many(
        "res.partner",
        string="Not delivered to",
        compute="_compute_undelivered_ids",
        compute_sudo=True,
        help="The mail server refused the invitation, or it came back.",
    )

    @api.depends("partner_ids.email", "invitation_ids.state")
    def _compute_undelivered_ids(self):
        latest = self.env["seutuyp.invitation"]._latest(self)
        for event in self:
            event.undelivered_ids = event.partner_ids.filtered(
                lambda person, uid=event.ics_uid: (
                    (line := latest.get((uid, person.id))) and line.state == "failed"
                )
            )

    def action_mail_again(self):
        """Mail once more what was not delivered, to the addresses of today.

        :raise AccessError: the user does not keep the meeting
        """
        self._check_seutuyp_editor()
        lines = self.env["seutuyp.invitation"].sudo()
        failed = lines.search(
            [("uid", "in", self.mapped("ics_uid")), ("state", "=", "failed")]
        )
        failed._mail_again()
        lines._start_job()
        return True
