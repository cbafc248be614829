# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypRegionKeptMixin(models.AbstractModel):
    """What the coordinator of its region changes, and administrators everywhere."""

    _name = "seutuyp.region.kept.mixin"
    _inherit = ["seutuyp.judged.mixin"]
    _description = "Kept by the region's coordinator"

    def _may_change(self, operation):
        self.ensure_one()
        user = self.env.user
        if user.has_group("seutuyp_network.group_manager"):
            return True
        return user in self.sudo().region_id.editor_user_ids

    @api.model
    def _may_begin(self):
        return bool(self.env["seutuyp.region"]._user_edits())
