# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

# Feedback shows on the home screen from the day it comes; this many rows at once.
SHOWN = 5


class SeutuypHome(models.AbstractModel):
    """Accessibility feedback waits for the administrator."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        return [*super()._kinds(), "accessibility"]

    @api.model
    def _waiting_followups(self):
        return super()._waiting_followups() + self._waiting_accessibility()

    @api.model
    def _waiting_accessibility(self):
        if not self.env.user.has_group("seutuyp_network.group_manager"):
            return []
        rows = self.env["seutuyp.accessibility.feedback"].search(
            [("state", "!=", "answered")], limit=SHOWN
        )
        return [
            self._item(
                "accessibility",
                self.env._("Answer the accessibility feedback."),
                row,
                self.env._("Read and answer"),
                due=row.deadline,
                detail=row.display_name,
            )
            for row in rows
        ]
