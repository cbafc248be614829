# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError

from ..tools import status_light
from .seutuyp_region_status import YEARS_AHEAD, YEARS_BACK
from .seutuyp_region_status_lights import DUTIES


class SeutuypRegionStatus(models.Model):
    """The nation as tiles: areas where the map has them, a tile a region."""

    _inherit = "seutuyp.region.status"

    @api.model
    @api.readonly
    def get_map(self, year=False):
        """Return what the map of regions shows.

        :param int year: from ten years back to the next; this year when left out or
            outside
        :return: a dict with ``year``, ``years``, ``this_year``, ``columns`` (duties:
            code, label) and ``areas``: id, name, place (row, column) and regions, each
            with id, name, silence (why, or False) and duties. Of a region whose inner
            work the user may not read only what everybody may know is told
        :raise AccessError: the user does not belong to the network's staff
        """
        if not self.env.user.has_group("seutuyp_network.group_user"):
            raise AccessError(self.env._("The map is for staff of the network."))
        this_year = self.env["seutuyp.dated.mixin"]._today().year
        years = range(this_year - YEARS_BACK, this_year + YEARS_AHEAD + 1)
        year = year if year in years else this_year
        regions = self.env["seutuyp.region"].search([("successor_id", "=", False)])
        rows = self.search([("year", "=", year)])
        said = regions._duties() if year == this_year else {}
        duties = self._outside(said)
        duties |= {row.region_id.id: own for row, own in rows._lights(said).items()}
        silent = {row.region_id.id: row.silence for row in rows}
        return {
            "year": year,
            "years": list(reversed(years)),
            "this_year": this_year,
            "columns": [
                {
                    "code": code,
                    "label": self._fields[code]._description_string(self.env),
                }
                for code in DUTIES
            ],
            "areas": self._map_areas(regions, duties, silent),
        }

    @api.model
    def _outside(self, said):
        """Return {region id: duties} that everybody may know, of what is said."""
        return {
            id_: [duty for duty in duties if duty["code"] in DUTIES]
            for id_, duties in said.items()
        }

    @api.model
    def _map_areas(self, regions, duties, silent):
        by_area = regions.grouped("area_id")
        places = status_light.places([area.code or "" for area in by_area])
        rows = [
            {
                "id": area.id or 0,
                "name": area.name or self.env._("Without an area"),
                "place": list(places[area.code or ""]),
                "regions": [
                    {
                        "id": region.id,
                        "name": region.name,
                        "silence": silent.get(region.id) or False,
                        "duties": duties.get(region.id, []),
                    }
                    for region in members
                ],
            }
            for area, members in by_area.items()
        ]
        return sorted(rows, key=lambda row: row["place"])
