# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SeutuypArea(models.Model):
    """An area of regions with its own contact person.

    Fifteen areas held until the end of 2025, ten from 2026. Areas are data: the next
    reform is entered, not programmed.
    """

    _name = "seutuyp.area"
    _inherit = ["seutuyp.dated.mixin", "mail.thread"]
    _description = "Area"
    _order = "date_from desc, name, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, copy=False, tracking=True)
    name = fields.Char(required=True, translate=True, tracking=True)
    active = fields.Boolean(default=True)
    date_from = fields.Date(tracking=True)
    date_to = fields.Date(tracking=True)
    contact_id = fields.Many2one(
        "res.partner",
        string="Area contact",
        domain=[("is_company", "=", False)],
        tracking=True,
        help="The person who links the ministry and the regions of this area. "
        "Their user account reads all regions of the area.",
    )
    region_ids = fields.One2many(
        "seutuyp.region",
        "area_id",
        string="Regions today",
        readonly=True,
    )
    membership_ids = fields.One2many(
        "seutuyp.region.area", "area_id", string="Regions over time"
    )
    region_count = fields.Integer(compute="_compute_region_count")
    successor_ids = fields.Many2many(
        "seutuyp.area",
        "seutuyp_area_successor_rel",
        "area_id",
        "successor_id",
        string="Succeeded by",
        help="Areas that took over regions of this area.",
    )
    predecessor_ids = fields.Many2many(
        "seutuyp.area",
        "seutuyp_area_successor_rel",
        "successor_id",
        "area_id",
        string="Preceded by",
        readonly=True,
    )

    _code_uniq = models.Constraint(
        "UNIQUE(code)", "Another area has this code. Give each area a code of its own."
    )

    @api.depends("region_ids")
    def _compute_region_count(self):
        counts = dict(
            self.env["seutuyp.region"]._read_group(
                [("area_id", "in", self.ids)], ["area_id"], ["__count"]
            )
        )
        for area in self:
            area.region_count = counts.get(area._origin, 0)

    @api.constrains("successor_ids", "date_to")
    def _check_successors(self):
        for area in self:
            if area in area.successor_ids:
                raise ValidationError(
                    self.env._("%(area)s cannot succeed itself.", area=area.name)
                )
