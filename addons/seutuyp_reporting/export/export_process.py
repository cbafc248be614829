# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ExportProcess(models.AbstractModel):
    """Processes and how their descriptions stand."""

    _name = "seutuyp.export.process"
    _inherit = ["seutuyp.export.table"]
    _description = "Processes in Excel"
    _table_model = "seutuyp.process"
    _table_order = "region_id, category, sequence, id"

    @api.model
    def _title(self):
        return self.env._("Processes")

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("region_id"),
            column("name", self.env._("Process"), width=40),
            column("category", width=16),
            column("is_key"),
            column("describes", width=14),
            column("state", width=16),
            column("version", meaning=self.env._("Of the approved description.")),
            column("approving_body", width=30),
            column("owner_partner_id", width=30),
            column("owner_id"),
            column("segment_ids"),
            column(
                "next_review_date",
                meaning=self.env._("When the owner goes through it next."),
            ),
            column("purpose", width=60),
            column("improvement", width=60),
        ]
