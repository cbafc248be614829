# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.tools import SQL

KINDS = [
    ("steering", "Steering group"),
    ("working", "Working group"),
    ("process", "Process team"),
    ("area", "Area group"),
    ("national", "National group"),
]
REGIONAL_KINDS = ("steering", "working", "process")
STEERING_MAX = 10


class SeutuypGroup(models.Model):
    """A group of people that meets: steering, working, process, area or national."""

    _name = "seutuyp.group"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _description = "Group"
    _order = "name, id"

    name = fields.Char(required=True, tracking=True)
    active = fields.Boolean(default=True, tracking=True)
    kind = fields.Selection(KINDS, required=True, default="steering", tracking=True)
    region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_group_region_rel",
        "group_id",
        "region_id",
        string="Regions",
        help="One group may serve several regions.",
    )
    area_id = fields.Many2one("seutuyp.area", index="btree_not_null")
    purpose = fields.Text()
    member_ids = fields.One2many("seutuyp.group.member", "group_id", string="Members")
    member_count = fields.Integer(
        string="Members today", compute="_compute_people", compute_sudo=True
    )
    full_member_count = fields.Integer(
        string="Full members today", compute="_compute_people", compute_sudo=True
    )
    chair_id = fields.Many2one(
        "res.partner", compute="_compute_people", compute_sudo=True
    )
    secretary_id = fields.Many2one(
        "res.partner", compute="_compute_people", compute_sudo=True
    )
    rule_ok = fields.Boolean(
        string="Rule met", compute="_compute_rule", compute_sudo=True
    )
    rule_message = fields.Text(
        string="What the rule asks", compute="_compute_rule", compute_sudo=True
    )

    @api.depends(
        "member_ids.partner_id",
        "member_ids.role",
        "member_ids.date_from",
        "member_ids.date_to",
    )
    def _compute_people(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for group in self:
            members = group.member_ids._on(today)
            group.member_count = len(members.partner_id)
            group.full_member_count = len(members._full().partner_id)
            group.chair_id = members._with_role("chair").partner_id[:1]
            group.secretary_id = members._with_role("secretary").partner_id[:1]

    @api.depends(
        "kind",
        "member_ids.partner_id.is_entrepreneur",
        "member_ids.role",
        "member_ids.date_from",
        "member_ids.date_to",
        "region_ids.coordinator_id",
        "region_ids.substitute_id",
    )
    @api.depends_context("lang")
    def _compute_rule(self):
        for group in self:
            missing = group._rule_missing()
            group.rule_ok = not missing
            group.rule_message = "\n".join(missing) or group._rule_summary()

    def _rule_missing(self):
        """Return what the steering-group rule still asks of this group, in words.

        At most ten full members, a chair with an entrepreneur's background and the
        coordinator as secretary (domain: criterion 4 and the coordinator's duties).
        """
        self.ensure_one()
        if self.kind != "steering":
            return []
        missing = []
        if self.full_member_count > STEERING_MAX:
            missing.append(
                self.env._(
                    "There are %(count)s full members; at most %(max)s fit.",
                    count=self.full_member_count,
                    max=STEERING_MAX,
                )
            )
        if not self.chair_id:
            missing.append(self.env._("There is no chair. Give one member that role."))
        elif not self.chair_id.is_entrepreneur:
            missing.append(
                self.env._(
                    "%(chair)s, the chair, is not marked as having an entrepreneur's "
                    "background.",
                    chair=self.chair_id.name,
                )
            )
        return missing + self._rule_missing_secretary()

    def _rule_missing_secretary(self):
        coordinators = self.region_ids.coordinator_id | self.region_ids.substitute_id
        if not self.region_ids.coordinator_id:
            return [self.env._("The region has no coordinator to act as secretary.")]
        if not self.secretary_id:
            return [self.env._("There is no secretary. The coordinator is to be one.")]
        # An unsaved form holds the same people under new ids.
        if not self.secretary_id._origin & coordinators._origin:
            return [
                self.env._(
                    "%(secretary)s is the secretary, but the coordinator should be.",
                    secretary=self.secretary_id.name,
                )
            ]
        return []

    def _rule_summary(self):
        self.ensure_one()
        if self.kind != "steering":
            return self.env._("This kind of group has no rule on its members.")
        return self.env._(
            "%(count)s of at most %(max)s full members, chair %(chair)s with an "
            "entrepreneur's background, secretary %(secretary)s.",
            count=self.full_member_count,
            max=STEERING_MAX,
            chair=self.chair_id.name,
            secretary=self.secretary_id.name,
        )

    @api.constrains("kind", "region_ids", "area_id")
    def _check_scope(self):
        for group in self:
            if group.kind in REGIONAL_KINDS and not group.region_ids:
                raise ValidationError(
                    self.env._(
                        "%(group)s serves no region. Choose at least one region.",
                        group=group.name,
                    )
                )
            if group.kind == "area" and not group.area_id:
                raise ValidationError(
                    self.env._(
                        "%(group)s is an area group. Choose its area.",
                        group=group.name,
                    )
                )
            if group.kind not in REGIONAL_KINDS and group.region_ids:
                raise ValidationError(
                    self.env._(
                        "%(group)s is no regional group. Leave its regions empty.",
                        group=group.name,
                    )
                )
            if group.kind != "area" and group.area_id:
                raise ValidationError(
                    self.env._(
                        "%(group)s is no area group. Leave its area empty.",
                        group=group.name,
                    )
                )

    @api.constrains("kind")
    def _check_full_members(self):
        """Refuse the eleventh full member of a steering group, on whatever day.

        :raise ValidationError: naming the group and the day
        """
        for group in self.filtered(lambda group: group.kind == "steering"):
            full = group.member_ids._full()
            starts = {member.date_from for member in full}
            for start in starts:
                if len(full._around(start).partner_id) > STEERING_MAX:
                    raise ValidationError(
                        self.env._(
                            "%(group)s already has %(max)s full members, which is the "
                            "most a steering group may have. End someone's membership "
                            "first, or choose the role invited or deputy.",
                            group=group.name,
                            max=STEERING_MAX,
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        groups = super().create(vals_list)
        for group in groups:
            group._check_own_regions(group.region_ids)
            group._check_own_kind()
        return groups

    def write(self, vals):
        before = {group: group.region_ids for group in self}
        result = super().write(vals)
        for group, regions in before.items():
            if "region_ids" in vals:
                group._check_own_regions(
                    (regions - group.region_ids) | (group.region_ids - regions)
                )
            if {"kind", "area_id"} & set(vals):
                group._check_own_kind()
        return result

    def _has_wide_rights(self):
        return self.env.su or self.env.user.has_group("seutuyp_network.group_manager")

    def _check_own_regions(self, regions):
        """Let a coordinator add or remove only regions that he edits himself."""
        foreign = regions.sudo().filtered(
            lambda region: self.env.user not in region.editor_user_ids
        )
        if foreign and not self._has_wide_rights():
            raise AccessError(
                self.env._(
                    "You are not the coordinator of %(regions)s. Ask that region's "
                    "coordinator, or an administrator, to join the group.",
                    regions=", ".join(foreign.mapped("name")),
                )
            )

    def _check_own_kind(self):
        """Leave area groups to the area contact and national ones to the manager."""
        if self.kind in REGIONAL_KINDS or self._has_wide_rights():
            return
        if self.kind == "area" and self.env.user in self.sudo().area_id.editor_user_ids:
            return
        raise AccessError(
            self.env._(
                "An area group is kept by the area contact, a national group by an "
                "administrator. Ask them to set it up."
            )
        )

    def _serialise_members(self):
        """Make two simultaneous additions of members meet on the group's row.

        Each would count ten by itself. The second update fails to serialise and is
        tried again by the server, and then sees the first.
        """
        if self.ids:
            self.env.cr.execute(
                SQL(
                    "UPDATE seutuyp_group SET write_date = write_date WHERE id IN %s",
                    tuple(self.ids),
                )
            )
