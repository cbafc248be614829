# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..models.seutuyp_measurement_words import BESIDE


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
            *(self._beside(name) for name in BESIDE),
            column("sharing", width=22),
        ]

    @api.model
    def _beside(self, name):
        """Return a column in the reader's language, named as what it is of."""
        field = self.env[self._table_model]._fields[name]
        told = field._description_string(self.env), field._description_help(self.env)
        return self._column(BESIDE[name], *told, width=34)
