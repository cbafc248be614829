# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypExport(models.AbstractModel):
    _inherit = "seutuyp.export"

    @api.model
    def _tables(self):
        tables = super()._tables()
        if "seutuyp.referral.count" in self.env:
            tables += ["seutuyp.export.referral", "seutuyp.export.referral.total"]
        return tables


class ExportReferral(models.AbstractModel):
    """How many referrals went where, without customers.

    Who sent whom is the region's own: of areas and the nation there would be nothing.
    """

    _name = "seutuyp.export.referral"
    _inherit = ["seutuyp.export.table"]
    _description = "Referrals in Excel"
    _table_model = "seutuyp.referral.count"
    _table_order = "month desc, id"

    @api.model
    def _title(self):
        return self.env._("Referrals")

    @api.model
    def _is_of(self, places):
        return bool(places) and places._name == "seutuyp.region"

    @api.model
    def _note(self):
        return self.env._("Numbers by month, tally marks included; no customers.")

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("region_id"),
            column("month", meaning=self.env._("First day of the month.")),
            column("from_partner_id", width=34),
            column("to_partner_id", width=34),
            column("service_id", width=44),
            column("segment_id"),
            column("state", width=16),
            column("outcome_id"),
            column("count"),
        ]
