# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypProcess(models.Model):
    """The process map: what a region does together, as its customer sees it."""

    _inherit = "seutuyp.process"

    @api.model
    @api.readonly
    def process_map(self, region_id=False):
        """Return the processes of a region by category, and the regions to choose from.

        :param int region_id: empty: the user's first region with processes
        :rtype: dict
        """
        regions = self._map_regions()
        region = regions.filtered(lambda item: item.id == region_id) or regions[:1]
        processes = self.search_fetch(
            [("region_id", "=", region.id), ("state", "!=", "retired")],
            ["name", "category", "is_key", "state", "version", "next_review_date"],
        )
        rows = {"core": [], "support": []}
        for process in processes:
            rows[process.category].append(process._map_row())
        labels = dict(self._fields["category"]._description_selection(self.env))
        return {
            "region": {"id": region.id, "name": region.name or ""},
            "regions": [{"id": item.id, "name": item.name} for item in regions],
            "may_add": bool(self.env.user in region.sudo().editor_user_ids),
            "groups": [
                {"code": code, "label": labels[code], "processes": found}
                for code, found in rows.items()
            ],
        }

    @api.model
    def _map_regions(self):
        """Return the user's own regions, then others; first those with processes."""
        region = self.env["seutuyp.region"]
        mine = region.search(
            [("user_ids", "in", self.env.uid), ("successor_id", "=", False)]
        )
        with_processes = self._read_group(
            [("state", "!=", "retired")], ["region_id"], order="region_id"
        )
        filled = region.union(*(found for (found,) in with_processes))
        return (mine & filled) | mine | filled

    def _map_row(self):
        self.ensure_one()
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "id": self.id,
            "name": self.name,
            "is_key": self.is_key,
            "state": self.state,
            "state_label": states[self.state],
            "owner": self.owner_partner_id.name or "",
            "next_review": self.env["seutuyp.report.mixin"]._day(self.next_review_date),
        }
