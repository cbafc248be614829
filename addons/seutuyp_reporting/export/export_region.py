# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ExportRegion(models.AbstractModel):
    """Regions, with who coordinates them and how agreement and licence stand."""

    _name = "seutuyp.export.region"
    _inherit = ["seutuyp.export.table"]
    _description = "Regions in Excel"
    _table_model = "seutuyp.region"
    _table_order = "area_id, name, id"
    _table_domain = (("active", "=", True),)
    _region_path = "id"

    @api.model
    def _title(self):
        return self.env._("Regions")

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("name", self.env._("Region")),
            column("code", width=12),
            column("area_id"),
            column("coordinating_partner_id", width=34),
            column("coordinator_id"),
            column("substitute_id"),
            column(
                "partner_ids",
                meaning=self.env._("Organisations of the agreement in force."),
                width=60,
            ),
            column("licence_id.number", self.env._("Licence"), width=16),
            column("licence_id.state", self.env._("State of the licence"), width=16),
            column("licence_id.granted_on", self.env._("Licence granted on")),
            column("licence_id.date_end", self.env._("Licence ends on")),
            column("website"),
        ]
