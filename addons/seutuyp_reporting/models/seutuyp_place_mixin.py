# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models

REVIEWERS = "seutuyp_network.group_reviewer"


class SeutuypPlaceMixin(models.AbstractModel):
    """What is told of a region, of an area, or, without either, of the nation."""

    _name = "seutuyp.place.mixin"
    _description = "Region or area"

    # What tells a figure from all others, of those that inherit this.
    _place_fields = (
        *("indicator_id", "region_id", "area_id"),
        *("segment_id", "date_from", "date_to"),
    )

    region_id = fields.Many2one("seutuyp.region", index=True, ondelete="restrict")
    area_id = fields.Many2one(
        "seutuyp.area", index="btree_not_null", ondelete="restrict"
    )

    def _place(self, start=None, end=None):
        """Return what tells a figure from all others; of other days if given."""
        self.ensure_one()
        *ids, own_start, own_end = (self[name] for name in self._place_fields)
        return (*(row.id for row in ids), start or own_start, end or own_end)

    def _place_is_kept_by(self, user):
        """Return whether a user keeps the place of this one record.

        :rtype: bool
        """
        self.ensure_one()
        row = self.sudo()
        place = row.region_id or row.area_id
        return user in place.editor_user_ids if place else user.has_group(REVIEWERS)
