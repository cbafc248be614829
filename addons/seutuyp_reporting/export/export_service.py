# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ExportService(models.AbstractModel):
    """The service matrix: who offers what, one row an offer."""

    _name = "seutuyp.export.service"
    _inherit = ["seutuyp.export.table"]
    _description = "Service matrix in Excel"
    _table_model = "seutuyp.service.offer"
    _table_order = "region_id, service_sequence, service_id, partner_id, id"
    _table_domain = (("active", "=", True),)

    @api.model
    def _title(self):
        return self.env._("Service matrix")

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("region_id"),
            column("category_id"),
            column("service_id", width=44),
            column("partner_id", width=36),
            column("is_lead"),
            column("segment_ids", width=40),
            column("responsible_id"),
            column("url"),
            column("note", width=40),
            column(
                "confirmed_on",
                meaning=self.env._(
                    "When the organisation last said that it still holds."
                ),
            ),
        ]
