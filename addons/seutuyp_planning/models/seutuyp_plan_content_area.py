# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SeutuypPlanContentArea(models.Model):
    """A content area of the plan matrix, under a heading or alone (annex A3)."""

    _name = "seutuyp.plan.content.area"
    _description = "Content area of the plan matrix"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    question = fields.Text(
        translate=True, help="What the region answers when it fills in this area."
    )
    parent_id = fields.Many2one(
        "seutuyp.plan.content.area",
        string="Heading",
        index=True,
        ondelete="restrict",
        domain=[("parent_id", "=", False)],
        help="Empty: a heading, or an area that stands alone.",
    )
    child_ids = fields.One2many(
        "seutuyp.plan.content.area", "parent_id", string="Areas under it"
    )

    @api.constrains("parent_id")
    def _check_two_levels(self):
        for area in self:
            parent = area.parent_id
            if parent and (parent == area or parent.parent_id or area.child_ids):
                raise ValidationError(
                    self.env._(
                        "“%(area)s”: an area stands under a heading, and a heading "
                        "under nothing.",
                        area=area.name,
                    )
                )

    @api.model
    def _to_fill(self):
        """Return the areas that a new matrix has: all but headings."""
        return self.search([("child_ids", "=", False)])
