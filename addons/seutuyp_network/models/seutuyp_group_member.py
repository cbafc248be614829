# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

ROLES = [
    ("chair", "Chair"),
    ("vice_chair", "Vice chair"),
    ("secretary", "Secretary"),
    ("member", "Member"),
    ("deputy", "Deputy"),
    ("invited", "Invited"),
]
# The group picks the coordinator, its secretary, from among itself, and the rule
# speaks of ten people: the secretary is one of them. Deputies stand in for others.
FULL_ROLES = ("chair", "vice_chair", "secretary", "member")


class SeutuypGroupMember(models.Model):
    """Someone's seat in a group, with role and dates."""

    _name = "seutuyp.group.member"
    _inherit = ["seutuyp.dated.mixin"]
    _description = "Group member"
    _order = "group_id, sequence, id"
    _rec_name = "partner_id"

    group_id = fields.Many2one(
        "seutuyp.group", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    partner_id = fields.Many2one(
        "res.partner",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("is_company", "=", False)],
    )
    organisation_id = fields.Many2one(
        "res.partner",
        compute="_compute_organisation_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        domain=[("is_company", "=", True)],
        help="The organisation the person speaks for in this group.",
    )
    role = fields.Selection(
        ROLES,
        required=True,
        default="member",
        help="Invited people and deputies are not among the ten of a steering group.",
    )
    date_from = fields.Date(default=lambda self: self._today())
    deputy_for_id = fields.Many2one(
        "seutuyp.group.member",
        string="Deputy for",
        index="btree_not_null",
        ondelete="set null",
        domain="[('group_id', '=', group_id), ('id', '!=', id)]",
    )
    is_entrepreneur = fields.Boolean(
        related="partner_id.is_entrepreneur", string="Entrepreneur's background"
    )

    @api.depends("partner_id")
    def _compute_organisation_id(self):
        for member in self:
            company = member.partner_id.commercial_partner_id
            member.organisation_id = company if company.is_company else False

    @api.constrains("group_id", "role", "partner_id", "date_from", "date_to")
    def _check_seats(self):
        groups = self.group_id
        groups._serialise_members()
        groups._check_full_members()

    @api.constrains("group_id", "partner_id", "role", "date_from", "date_to")
    def _check_one_seat(self):
        for member in self:
            twins = member.group_id.member_ids.filtered(
                lambda other, member=member: (
                    other != member
                    and other.partner_id == member.partner_id
                    and other.role == member.role
                    and other._overlaps(member)
                )
            )
            if twins:
                raise ValidationError(
                    self.env._(
                        "%(person)s already has this role in %(group)s at that time. "
                        "Change the dates of one of the two.",
                        person=member.partner_id.name,
                        group=member.group_id.name,
                    )
                )

    @api.constrains("group_id", "role", "date_from", "date_to")
    def _check_one_chair(self):
        for member in self.filtered(lambda member: member.role == "chair"):
            others = member.group_id.member_ids._with_role("chair") - member
            if any(other._overlaps(member) for other in others):
                raise ValidationError(
                    self.env._(
                        "%(group)s already has a chair at that time. End the earlier "
                        "chair's term first.",
                        group=member.group_id.name,
                    )
                )

    @api.constrains("deputy_for_id", "group_id", "role")
    def _check_deputy(self):
        for member in self.filtered("deputy_for_id"):
            if member.role != "deputy":
                raise ValidationError(
                    self.env._(
                        "%(person)s stands in for someone, so the role must be deputy.",
                        person=member.partner_id.name,
                    )
                )
            if (
                member.deputy_for_id == member
                or member.deputy_for_id.group_id != member.group_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(person)s can stand in only for another member of the same "
                        "group.",
                        person=member.partner_id.name,
                    )
                )

    @api.constrains("partner_id")
    def _check_person(self):
        for member in self:
            if member.partner_id.is_company:
                raise ValidationError(
                    self.env._(
                        "%(name)s is an organisation. Choose the person who represents "
                        "it.",
                        name=member.partner_id.name,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if "group_id" in vals:
            # Record rules looked at the group it came from; look at the new one too.
            self.check_access("write")
        return result

    def _full(self):
        """Return the full members, those counted in the ten of a steering group."""
        return self.filtered(lambda member: member.role in FULL_ROLES)

    def _with_role(self, role):
        return self.filtered(lambda member: member.role == role)

    def _around(self, start):
        """Return the members that hold on ``start``, or since always if it is empty."""
        if start:
            return self._on(start)
        return self.filtered(lambda member: not member.date_from)
