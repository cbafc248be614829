# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

# Whom a side most often asks.
OTHER = {"region": "area", "area": "region", "ministry": "area"}


class SeutuypJointItem(models.Model):
    """A new item begins with the user's own side and offers what fits it."""

    _inherit = "seutuyp.joint.item"

    from_level = fields.Selection(default=lambda self: self._default_from_level())
    to_level = fields.Selection(
        default=lambda self: OTHER.get(self._default_from_level(), False)
    )
    region_id = fields.Many2one(default=lambda self: self._default_region_id())
    level_count = fields.Integer(
        string="Levels the user speaks for", compute="_compute_choices"
    )
    choice_region_ids = fields.Many2many(
        "seutuyp.region", string="Regions to choose from", compute="_compute_choices"
    )
    choice_area_ids = fields.Many2many(
        "seutuyp.area", string="Areas to choose from", compute="_compute_choices"
    )

    @api.model
    def _default_from_level(self):
        return next(iter(self._levels_of_user()), False)

    @api.model
    def _default_region_id(self):
        if self._default_from_level() != "region":
            return False
        own = self._regions_of("region")
        return own if len(own) == 1 else False

    @api.model
    def _levels_of_user(self):
        """Return for which levels the current user speaks; an administrator for all."""
        user = self.env.user
        if user.has_group("seutuyp_network.group_manager"):
            return ["ministry", "area", "region"]
        levels = []
        if user.has_group("seutuyp_network.group_reviewer"):
            levels.append("ministry")
        if self._areas_of("area"):
            levels.append("area")
        if self._regions_of("region"):
            levels.append("region")
        return levels

    @api.model
    def _regions_of(self, level):
        """Return the regions that the user may ask or speak for from this level."""
        domain = Domain("successor_id", "=", False)
        if not self.env.user.has_group("seutuyp_network.group_manager"):
            domain &= {
                "region": Domain("editor_user_ids", "in", self.env.uid),
                "area": Domain("area_id.editor_user_ids", "in", self.env.uid),
                "ministry": Domain.TRUE,
            }.get(level, Domain.FALSE)
        return self.env["seutuyp.region"].search(domain)

    @api.model
    def _areas_of(self, level):
        """Return the areas that the user may ask or speak for from this level."""
        domain = Domain("is_current", "=", True)
        if not self.env.user.has_group("seutuyp_network.group_manager"):
            domain &= {
                "area": Domain("editor_user_ids", "in", self.env.uid),
                "ministry": Domain.TRUE,
            }.get(level, Domain.FALSE)
        return self.env["seutuyp.area"].search(domain)

    @api.depends("from_level")
    @api.depends_context("uid")
    def _compute_choices(self):
        count = len(self._levels_of_user())
        for level, items in self.grouped("from_level").items():
            items.level_count = count
            items.choice_region_ids = self._regions_of(level)
            items.choice_area_ids = self._areas_of(level)

    @api.onchange("from_level", "to_level")
    def _onchange_sides(self):
        if self.from_level == self.to_level:
            self.to_level = OTHER.get(self.from_level)
        sides = {self.from_level, self.to_level}
        if "region" not in sides:
            self.region_id = False
        elif self.region_id not in self.choice_region_ids:
            self.region_id = self._only(self.choice_region_ids)
        if not self.region_id and self.area_id not in self.choice_area_ids:
            self.area_id = self._only(self.choice_area_ids)

    @api.model
    def _only(self, records):
        return records if len(records) == 1 else False

    @api.onchange("kind")
    def _onchange_kind(self):
        if self.kind == "question":
            self.date_due = False
