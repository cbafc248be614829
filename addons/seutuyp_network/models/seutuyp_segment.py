# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SeutuypSegment(models.Model):
    """A customer segment: who the service is for. Top segments have sub-segments."""

    _name = "seutuyp.segment"
    _description = "Customer segment"
    _order = "sequence, id"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, copy=False)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    parent_id = fields.Many2one(
        "seutuyp.segment", string="Part of", index=True, ondelete="restrict"
    )
    child_ids = fields.One2many("seutuyp.segment", "parent_id", string="Sub-segments")
    employee_min = fields.Integer(string="Employees from")
    employee_max = fields.Integer(
        string="Employees up to", help="0 means that there is no upper limit."
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.ref("base.EUR"),
    )
    turnover_max = fields.Monetary(string="Turnover up to")
    balance_max = fields.Monetary(string="Balance sheet up to")

    _code_uniq = models.Constraint(
        "UNIQUE(code)",
        "Another segment has this code. Give each segment a code of its own.",
    )
    _limits_positive = models.Constraint(
        "CHECK(employee_min >= 0 AND employee_max >= 0 "
        "AND COALESCE(turnover_max, 0) >= 0 AND COALESCE(balance_max, 0) >= 0)",
        "Limits of a segment cannot be negative. Leave them at 0 for no limit.",
    )

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._(
                    "A segment cannot be part of itself. Choose another one above it."
                )
            )

    @api.constrains("employee_min", "employee_max")
    def _check_employees(self):
        for segment in self:
            if segment.employee_max and segment.employee_max < segment.employee_min:
                raise ValidationError(
                    self.env._(
                        "%(segment)s: the largest number of employees is smaller than "
                        "the smallest.",
                        segment=segment.name,
                    )
                )
