# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date
from itertools import pairwise

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SeutuypRegionArea(models.Model):
    """To which area a region belonged, and when."""

    _name = "seutuyp.region.area"
    _inherit = ["seutuyp.dated.mixin"]
    _description = "Region's area over time"
    _order = "region_id, date_from desc, id"

    region_id = fields.Many2one(
        "seutuyp.region", required=True, index=True, ondelete="cascade"
    )
    area_id = fields.Many2one(
        "seutuyp.area", required=True, index=True, ondelete="restrict"
    )

    @api.depends("region_id", "area_id")
    def _compute_display_name(self):
        for line in self:
            line.display_name = self.env._(
                "%(region)s in %(area)s",
                region=line.region_id.name or "",
                area=line.area_id.name or "",
            )

    @api.constrains("region_id", "date_from", "date_to")
    def _check_overlap(self):
        for region in self.region_id:
            lines = region.area_history_ids.sorted(
                lambda line: line.date_from or date.min
            )
            for line, following in pairwise(lines):
                if line._overlaps(following):
                    raise ValidationError(
                        self.env._(
                            "%(region)s would belong to two areas at once, %(first)s "
                            "and %(second)s. End one before the other begins.",
                            region=region.name,
                            first=line.area_id.name,
                            second=following.area_id.name,
                        )
                    )
