# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SeutuypProcessLane(models.Model):
    """A row of the chart: an organisation or a position, never a person."""

    _name = "seutuyp.process.lane"
    _inherit = ["seutuyp.process.removable.mixin"]
    _description = "Lane of a process"
    _order = "process_id, is_customer desc, sequence, id"

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    is_customer = fields.Boolean(
        string="Customer", help="The customer's lane is always on top."
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        domain=[("is_company", "=", True)],
        ondelete="restrict",
    )
    title = fields.Char(
        string="Or a position", help="For example: business adviser. Never a name."
    )

    _one_customer = models.UniqueIndex(
        "(process_id) WHERE is_customer AND active",
        "The process has its customer lane already. One is enough: the customer.",
    )

    @api.depends("partner_id.name", "title", "is_customer")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for lane in self:
            lane.display_name = (
                lane.title
                or lane.partner_id.name
                or (self.env._("Customer") if lane.is_customer else "?")
            )

    @api.constrains("partner_id", "title", "is_customer")
    def _check_named(self):
        for lane in self:
            if not (lane.partner_id or (lane.title or "").strip() or lane.is_customer):
                raise ValidationError(
                    self.env._("Name the lane: choose an organisation or a position.")
                )
            if lane.partner_id and not lane.partner_id.is_company:
                raise ValidationError(lane._person_message(lane.partner_id.name))

    @api.constrains("title")
    def _check_no_person(self):
        """A lane outlives people: it bears an organisation or a position (5.2)."""
        titles = {(lane.title or "").strip().lower() for lane in self} - {""}
        if not titles:
            return
        people = (
            self.env["res.partner"]
            .sudo()
            .search(
                [
                    ("is_company", "=", False),
                    ("name", "in", [lane.title.strip() for lane in self if lane.title]),
                ]
            )
        )
        for person in people:
            raise ValidationError(self[:1]._person_message(person.name))

    def _person_message(self, name):
        return self.env._(
            "“%(name)s” is a person. A lane bears the name of an organisation or a "
            "position, so that it stays true when people change.",
            name=name,
        )
