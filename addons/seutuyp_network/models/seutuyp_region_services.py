# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypRegion(models.Model):
    """A region's services: who offers what, and where there are gaps or overlaps."""

    _inherit = "seutuyp.region"

    offer_ids = fields.One2many(
        "seutuyp.service.offer", "region_id", string="Services offered"
    )
    gap_count = fields.Integer(string="Gaps", compute="_compute_coverage")
    overlap_count = fields.Integer(string="Overlaps", compute="_compute_coverage")

    @api.depends(
        "offer_ids.active",
        "offer_ids.is_lead",
        "offer_ids.segment_ids",
        "offer_ids.service_id",
    )
    def _compute_coverage(self):
        counts = self.env["seutuyp.service.coverage"]._counts(self._origin)
        for region in self:
            region.gap_count, region.overlap_count = counts.get(
                region._origin.id, (0, 0)
            )

    def _may_offer(self, partner):
        """Return whether the user may keep ``partner``'s offers in this region."""
        self.ensure_one()
        if self._user_manages():
            return True
        region = self.sudo()
        if self.env.user in region.editor_user_ids:
            return True
        own = self.env.user.partner_id.sudo().commercial_partner_id
        return own == partner and partner in region._organisations()

    def action_view_offers(self):
        """Open the services offered in this region."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Services in %(region)s", region=self.name),
            "res_model": "seutuyp.service.offer",
            "views": [(False, "list"), (False, "form")],
            "domain": [("region_id", "=", self.id)],
            "context": {"default_region_id": self.id},
        }
