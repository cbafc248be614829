# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ExportGroupMember(models.AbstractModel):
    """Groups and their members, also former ones."""

    _name = "seutuyp.export.group.member"
    _inherit = ["seutuyp.export.table"]
    _description = "Groups in Excel"
    _table_model = "seutuyp.group.member"
    _table_order = "group_id, sequence, id"
    _region_path = "group_id.region_ids"
    _area_path = "group_id.area_id"

    @api.model
    def _title(self):
        return self.env._("Groups and members")

    @api.model
    def _note(self):
        return self.env._("One row a membership: a person, a group, and the days.")

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("group_id", width=36),
            column("group_id.kind", self.env._("Kind of group"), width=18),
            column("group_id.region_ids"),
            column("group_id.area_id", self.env._("Area of the group")),
            column("partner_id"),
            column("role", width=16),
            column("organisation_id", width=36),
            column("is_entrepreneur"),
            column("date_from", self.env._("Member from")),
            column("date_to", self.env._("Member until")),
        ]
