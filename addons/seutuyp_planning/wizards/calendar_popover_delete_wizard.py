# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class CalendarPopoverDeleteWizard(models.TransientModel):
    """Deleting a meeting of ours cancels it; core's mail would say it once more."""

    _inherit = "calendar.popover.delete.wizard"

    def action_send_mail_and_delete(self):
        if self.calendar_event_id.seutuyp_scope:
            return self.action_delete()
        return super().action_send_mail_and_delete()
