# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ExportMeasurement(models.AbstractModel):
    """Values of indicators, each with where it comes from and what it covers."""

    _name = "seutuyp.export.measurement"
    _inherit = ["seutuyp.export.table"]
    _description = "Measurements in Excel"
    _table_model = "seutuyp.measurement"
    _table_order = "date_to desc, region_id, indicator_id, segment_id, id"
    _area_path = "area_id"

    @api.model
    def _title(self):
        return self.env._("Measurements")

    @api.model
    def _note(self):
        return self.env._(
            "Without a region and an area, the value is of the whole country."
        )

    @api.model
    def _export_columns(self):
        column = self._column
        source = self.env[self._table_model]._fields["source"]
        return [
            column("region_id"),
            column("area_id"),
            column("kind", width=18),
            column("indicator_id.topic_id"),
            column("indicator_id", width=44),
            column("segment_id", meaning=self.env._("Empty: all customers.")),
            column("partner_id", width=30),
            column("date_from", meaning=self.env._("First day of the period.")),
            column("date_to", meaning=self.env._("Last day of the period.")),
            column("value", meaning=self.env._("In the unit beside it.")),
            column("indicator_id.unit", width=14),
            column("state", width=14),
            column("source_text", source._description_string(self.env), width=34),
            column("coverage", width=34),
            column("note", width=40),
            column("sharing", width=22),
        ]
