# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.seutuyp_network.models.seutuyp_retention import Rule


class SeutuypRetention(models.AbstractModel):
    """What descriptions of processes keep."""

    _inherit = "seutuyp.retention"

    @api.model
    def _rules(self):
        return [
            *super()._rules(),
            Rule(
                self.env._("Approved versions of processes, with who approved them"),
                "seutuyp.process.version",
                Domain.FALSE,
                self.env._("As the archive law says"),
                cron="",
                activity="seutuyp_process.processing_activity_processes",
            ),
        ]
