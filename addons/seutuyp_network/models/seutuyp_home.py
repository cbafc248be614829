# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError

# Readers see a card for this many of their regions; the table below has them all.
CARDS_MAX = 4


class SeutuypHome(models.AbstractModel):
    """The home screen: what waits for me, my region, all regions by area.

    What waits is gathered in ``seutuyp_home_waiting.py`` and, by role, beside it.
    """

    _name = "seutuyp.home"
    _description = "Home screen"

    @api.model
    @api.readonly
    def get_home(self):
        """Return what the home screen shows the current user.

        :return: a dict with ``name``; ``roles``; ``waiting`` (what the user is to do,
            the first thing first) and ``following`` (what others are to do), each a
            list of dict(kind, text, detail, due, late, action, action_label);
            ``my_regions`` and ``areas`` with their duties (see
            ``seutuyp.region._duties``); ``columns``, the duties of the table
        :raise AccessError: the user does not belong to the network's staff
        """
        if not self.env.user.has_group("seutuyp_network.group_user"):
            raise AccessError(
                self.env._(
                    "The home screen is for staff of the network. Ask an administrator "
                    "for access, or open “My agreements” on the portal."
                )
            )
        regions = self.env["seutuyp.region"].search([("successor_id", "=", False)])
        roles = regions._viewer_roles()
        duties = regions._duties(roles)
        waiting, following = self._waiting()
        return {
            "name": self.env.user.name,
            "roles": self._role_names(roles),
            "waiting": waiting,
            "following": following,
            "my_regions": self._region_cards(regions, roles, duties),
            "columns": self._duty_columns(duties),
            "areas": self._area_rows(regions, roles, duties),
        }

    @api.model
    def _role_names(self, roles):
        """Return what the user is in the network: by region first, then by group."""
        user = self.env.user
        found = set(roles.values())
        names = []
        if "editor" in found:
            names.append("coordinator")
        if "area" in found:
            names.append("area")
        if user.has_group("seutuyp_network.group_reviewer"):
            names.append("reviewer")
        if user.has_group("seutuyp_network.group_manager"):
            names.append("manager")
        return names or ["user"]

    @api.model
    def _region_cards(self, regions, roles, duties):
        own = regions.filtered(lambda region: roles.get(region.id) == "editor")
        wide = {"area", "reviewer"} & set(roles.values())
        if not own and not wide and not regions._reads_nation():
            own = regions.filtered(lambda region: region.id in roles)[:CARDS_MAX]
        return [
            {
                **self._region_line(region, duties),
                "area": region.area_id.name or "",
                "role": roles[region.id],
            }
            for region in own
        ]

    @api.model
    def _region_line(self, region, duties):
        return {
            "id": region.id,
            "name": region.name,
            "coordinator": region.coordinator_id.name or "",
            "duties": duties[region.id],
        }

    @api.model
    def _duty_columns(self, duties):
        """Return the duties that some region shows, in their order."""
        fullest = max(duties.values(), key=len, default=[])
        return [{"code": duty["code"], "label": duty["label"]} for duty in fullest]

    @api.model
    def _area_rows(self, regions, roles, duties):
        """Return areas with their regions; the user's own first, then by name."""
        rows = []
        for area, members in regions.grouped("area_id").items():
            mine = any(
                roles.get(region.id) in ("editor", "area", "reader")
                for region in members
            )
            rows.append(
                {
                    "id": area.id or 0,
                    "name": area.name or self.env._("Without an area"),
                    "contact": area.contact_id.name or "",
                    "mine": mine and not regions._reads_nation(),
                    "regions": [
                        self._region_line(region, duties) for region in members
                    ],
                }
            )
        return sorted(
            rows, key=lambda row: (not row["mine"], not row["id"], row["name"])
        )
