# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.seutuyp_network.models.seutuyp_system import Queue


class SeutuypSystem(models.AbstractModel):
    """Invitations that wait for their job."""

    _inherit = "seutuyp.system"

    @api.model
    def _queues(self):
        return {**super()._queues(), "invitations": self._invitation_queue()}

    @api.model
    def _invitation_queue(self):
        rows = self.env["seutuyp.invitation"].sudo()
        ((count, oldest),) = rows._read_group(
            [("state", "=", "queued")], [], ["__count", "create_date:min"]
        )
        label = self.env._("Invitations, updates and cancellations to mail")
        return Queue(label, count, oldest or None)
