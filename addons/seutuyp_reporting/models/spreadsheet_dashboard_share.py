# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import ValidationError


class SpreadsheetDashboardShare(models.Model):
    """Core lets anybody put a copy of a dashboard behind a public link without an end.

    Of ours that would hand out a region's raw values past every rule.
    """

    _inherit = "spreadsheet.dashboard.share"

    @api.constrains("dashboard_id")
    def _check_not_ours(self):
        ours = self.env.ref("seutuyp_reporting.dashboard_group")
        for share in self:
            if share.sudo().dashboard_id.dashboard_group_id == ours:
                raise ValidationError(
                    self.env._(
                        "This dashboard shows what only its readers may see, so it is "
                        "not shared by a link. Print the overview of the region or "
                        "the area instead, and send that."
                    )
                )
