# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from functools import reduce
from operator import and_

from odoo import api, fields, models

from .seutuyp_place_mixin import REVIEWERS


class SeutuypCollectionQuestion(models.Model):
    """A figure is asked of a region, of an area, or, without either, of the nation."""

    _inherit = "seutuyp.collection.question"

    place_name = fields.Char(string="Region or area", compute="_compute_place_name")

    _one_level = models.Constraint(
        "CHECK(region_id IS NULL OR area_id IS NULL)",
        "A figure is asked of a region or of an area, not of both.",
    )

    @api.depends("region_id.name", "area_id.name")
    @api.depends_context("lang")
    def _compute_place_name(self):
        for question in self:
            name = question.region_id.name or question.area_id.name
            question.place_name = name or self.env._("The whole country")


class SeutuypCollectionSheet(models.Model):
    """Which regions and areas a form is about, and who fills it in for them."""

    _inherit = "seutuyp.collection.sheet"

    area_ids = fields.Many2many(
        "seutuyp.area",
        "seutuyp_collection_sheet_area_rel",
        "sheet_id",
        "area_id",
        string="Areas",
        readonly=True,
    )
    of_nation = fields.Boolean(string="Of the whole country", readonly=True)
    places = fields.Char(string="Regions and areas", compute="_compute_places")

    @api.depends("region_ids.name", "area_ids.name", "of_nation")
    @api.depends_context("lang")
    def _compute_places(self):
        for sheet in self:
            sheet.places = ", ".join(sheet._place_names())

    def _place_names(self):
        """Return what the form is about, by name; as its collector reads it."""
        self.ensure_one()
        sheet = self.sudo()
        names = [*sheet.region_ids.mapped("name"), *sheet.area_ids.mapped("name")]
        return names + [self.env._("The whole country")] * sheet.of_nation

    @api.depends(
        "collector_id.user_ids.active",
        "collector_id.user_ids.share",
        "region_ids.editor_user_ids",
        "area_ids.editor_user_ids",
        "of_nation",
    )
    def _compute_filler_user_ids(self):
        for sheet in self:
            users = self.env["seutuyp.region"]._internal_users(sheet.collector_id)
            sheet.filler_user_ids = users | sheet._keepers_of_all()

    def _keepers_of_all(self):
        """Return who keeps every region and area of the form.

        The nation's figures are the ministry's, whose people no record names; see
        :meth:`_is_nations_alone`.
        """
        self.ensure_one()
        keepers = [place.editor_user_ids for place in self.region_ids]
        keepers += [place.editor_user_ids for place in self.area_ids]
        if self.of_nation or not keepers:
            return self.env["res.users"]
        return reduce(and_, keepers)

    def _is_nations_alone(self):
        self.ensure_one()
        return self.of_nation and not self.region_ids and not self.area_ids

    def _has_role(self, role):
        """Return whether the user keeps the round, or tells the figures of the form.

        ``filler`` tells all of them; ``confirmer`` those of some place at least.
        """
        self.ensure_one()
        user, sheet = self.env.user, self.sudo()
        if role == "keeper":
            return sheet.collection_id.with_env(self.env)._has_role(role)
        if self.env.su or user.has_group("seutuyp_network.group_manager"):
            return True
        if user in sheet.filler_user_ids:
            return True
        reviews = sheet.of_nation and user.has_group(REVIEWERS)
        if role == "confirmer":
            keepers = sheet.region_ids.editor_user_ids | sheet.area_ids.editor_user_ids
            return reviews or user in keepers
        return reviews and sheet._is_nations_alone()
