# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

SCOPES = [("national", "Nation"), ("area", "Area"), ("region", "Region")]


class SeutuypCalendarTemplate(models.Model):
    """The rhythm of a year: which forum meets when, and about what.

    Shipped as data after the rhythms of the domain (chapter 4.2, table 2); a region
    or an area may keep one of its own.
    """

    _name = "seutuyp.calendar.template"
    _description = "Template of a year"
    _order = "scope, sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    scope = fields.Selection(SCOPES, required=True, default="region")
    region_id = fields.Many2one(
        "seutuyp.region",
        string="Own template of region",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: for all regions.",
    )
    area_id = fields.Many2one(
        "seutuyp.area",
        string="Own template of area",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: for all areas.",
    )
    note = fields.Text(translate=True, help="When to choose this template.")
    line_ids = fields.One2many(
        "seutuyp.calendar.template.line", "template_id", string="Meetings", copy=True
    )

    @api.constrains("scope", "region_id", "area_id")
    def _check_owner(self):
        for template in self:
            if (template.region_id and template.scope != "region") or (
                template.area_id and template.scope != "area"
            ):
                raise ValidationError(
                    self.env._(
                        "“%(template)s” belongs to a region or an area that its level "
                        "does not fit. Choose the same level as its owner.",
                        template=template.name,
                    )
                )

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        return [
            {
                **vals,
                **template._copy_owner(),
                "name": self.env._("%s (copy)", template.name),
            }
            for template, vals in zip(self, vals_list, strict=True)
        ]

    def _copy_owner(self):
        """Return whose a copy is: the own of whoever may not write shared ones."""
        self.ensure_one()
        user = self.env.user
        if (
            self.region_id
            or self.area_id
            or user.has_group("seutuyp_network.group_manager")
        ):
            return {}
        name = {"region": "region_id", "area": "area_id"}.get(self.scope)
        if not name:
            return {}
        own = self.env[self._fields[name].comodel_name].search(
            [("editor_user_ids", "in", user.id)], limit=1
        )
        return {name: own.id}

    def _for(self, scope, region=None, area=None):
        """Return which of these templates a new year of this scope starts with.

        :param str scope: ``region``, ``area`` or ``national``
        :param region: ``seutuyp.region`` whose own template comes first
        :param area: ``seutuyp.area`` whose own template comes first
        """
        templates = self.filtered(lambda item: item.scope == scope)
        own = templates.filtered(
            lambda item: (
                (region and item.region_id == region) or (area and item.area_id == area)
            )
        )
        common = templates.filtered(
            lambda item: not item.region_id and not item.area_id
        )
        return (own or common)[:1]
