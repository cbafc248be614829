# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ExportReferralTotal(models.AbstractModel):
    """The referrals of each year as far as they are told outside the region."""

    _name = "seutuyp.export.referral.total"
    _inherit = ["seutuyp.export.table"]
    _description = "Numbers of referrals in Excel"
    _table_model = "seutuyp.referral.total"
    _table_order = "divided_by, year desc, area_id, region_id, count desc, id"
    _area_path = "area_id"

    @api.model
    def _title(self):
        return self.env._("Numbers of referrals")

    @api.model
    def _note(self):
        return self.env._(
            "Each referral stands here three times: by outcome, by segment and by "
            "service. Filter one of them before you add up. Numbers under three are "
            "not told outside their region; they stand together."
        )

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("divided_by", width=14),
            column("year", kind="year"),
            column("area_id"),
            column("region_id"),
            column("outcome_id"),
            column("segment_id"),
            column("service_id", width=44),
            column("is_rest"),
            column("count"),
        ]
