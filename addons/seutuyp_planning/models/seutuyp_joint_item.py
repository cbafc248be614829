# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

LEVELS = [("region", "Region"), ("area", "Area"), ("ministry", "Ministry")]
# Between whom and about whom: fixed once the other side may have read it.
FIXED_FIELDS = frozenset({"kind", "from_level", "to_level", "region_id", "area_id"})
CONTENT_FIELDS = frozenset({"name", "description", "date_due"})


class SeutuypJointItem(models.Model):
    """A question or a promise between region, area and ministry.

    One side asks and waits, the other one answers or has promised. At which meetings
    an item comes up stands in ``seutuyp_joint_item_meeting.py``,
    how it moves in ``seutuyp_joint_item_moves.py``.
    """

    _name = "seutuyp.joint.item"
    _inherit = ["mail.thread", "seutuyp.workflow.mixin"]
    _description = "Question or promise"
    _order = "asked_on desc, id desc"

    _guarded_fields = frozenset(
        {
            "state",
            "asked_by_id",
            "asked_on",
            "answer",
            "answered_by_id",
            "answered_on",
            "reason",
        }
    )

    name = fields.Char(
        string="In one sentence",
        required=True,
        tracking=True,
        help="What is asked, or what was promised.",
    )
    description = fields.Text(string="More about it", tracking=True)
    kind = fields.Selection(
        [("question", "Question"), ("promise", "Promise")],
        required=True,
        default="question",
    )
    from_level = fields.Selection(LEVELS, string="Asked by", required=True, index=True)
    to_level = fields.Selection(LEVELS, string="Asked of", required=True, index=True)
    from_name = fields.Char(string="Who waits", compute="_compute_side_names")
    to_name = fields.Char(string="Who answers", compute="_compute_side_names")
    region_id = fields.Many2one(
        "seutuyp.region", index="btree_not_null", ondelete="restrict"
    )
    area_id = fields.Many2one(
        "seutuyp.area",
        compute="_compute_area_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    date_due = fields.Date(string="Due date", tracking=True)
    state = fields.Selection(
        [
            ("open", "Open"),
            ("answered", "Answered"),
            ("kept", "Kept"),
            ("broken", "Not kept"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="open",
        readonly=True,
        copy=False,
        index=True,
        tracking=True,
    )
    asked_by_id = fields.Many2one(
        "res.users",
        string="Written by",
        readonly=True,
        copy=False,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    asked_on = fields.Datetime(
        string="Written on",
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: fields.Datetime.now(),
    )
    answer = fields.Text(
        string="Answer or outcome", readonly=True, copy=False, tracking=True
    )
    answered_by_id = fields.Many2one(
        "res.users",
        string="Answered by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    answered_on = fields.Datetime(string="Answered on", readonly=True, copy=False)
    reason = fields.Text(
        string="Why it was withdrawn or opened again",
        readonly=True,
        copy=False,
        tracking=True,
    )
    asked_of_me = fields.Boolean(
        string="Asked of my side", compute="_compute_mine", search="_search_asked_of_me"
    )
    asked_by_me = fields.Boolean(
        string="Asked by my side", compute="_compute_mine", search="_search_asked_by_me"
    )
    may_edit = fields.Boolean(compute="_compute_may_edit")
    late = fields.Boolean(string="Past its due date", compute="_compute_late")

    _two_sides = models.Constraint(
        "CHECK(from_level <> to_level)",
        "A question or promise is between two levels. Choose another one for one side.",
    )
    _of_a_region = models.Constraint(
        "CHECK((region_id IS NOT NULL) = ('region' IN (from_level, to_level)))",
        "Choose the region if one of the sides is a region, and none if not.",
    )
    _day_of_a_promise = models.Constraint(
        "CHECK(kind = 'promise' OR date_due IS NULL)",
        "Only a promise has a due date. Take the date away.",
    )

    # ----------------------------------------------------------------- computes
    @api.depends("region_id.area_id")
    def _compute_area_id(self):
        for item in self:
            if item.region_id:
                item.area_id = item.region_id.area_id

    @api.depends("from_level", "to_level", "region_id.name", "area_id.name")
    @api.depends_context("lang")
    def _compute_side_names(self):
        for item in self:
            item.from_name = item._side_name(item.from_level)
            item.to_name = item._side_name(item.to_level)

    def _side_name(self, level):
        labels = dict(self._fields["from_level"]._description_selection(self.env))
        return self._place(level).name or labels.get(level, "")

    def _place(self, level):
        """Return the region or area that a side stands for, none for the ministry."""
        self.ensure_one()
        if level == "region":
            return self.region_id
        return self.area_id if level == "area" else self.env["seutuyp.area"]

    @api.depends("from_level", "to_level", "region_id", "area_id")
    @api.depends_context("uid")
    def _compute_mine(self):
        for item in self:
            item.asked_of_me = item._is_on_side(item.to_level)
            item.asked_by_me = item._is_on_side(item.from_level)

    @api.model
    def _search_asked_of_me(self, operator, value):
        return self._search_side("to_level", operator, value)

    @api.model
    def _search_asked_by_me(self, operator, value):
        return self._search_side("from_level", operator, value)

    @api.model
    def _search_side(self, field, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        domain = self._side_domain(field)
        wanted = (operator == "in") == (True in value)
        return domain if wanted else ~domain

    @api.depends("state", "from_level", "region_id", "area_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for item in self:
            item.may_edit = not item._origin or (
                item.state == "open" and item._has_role("asking")
            )

    @api.depends("state", "date_due")
    def _compute_late(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for item in self:
            item.late = bool(
                item.state == "open" and item.date_due and item.date_due < today
            )

    @api.constrains("region_id", "area_id", "from_level", "to_level")
    def _check_area(self):
        for item in self:
            if item.region_id and item.area_id != item.region_id.area_id:
                raise ValidationError(
                    self.env._(
                        "%(region)s does not belong to this area. Leave the area to "
                        "the region.",
                        region=item.region_id.name,
                    )
                )
            if not item.area_id and "area" in (item.from_level, item.to_level):
                raise ValidationError(
                    self.env._(
                        "Choose the area, or a region that belongs to an area today."
                    )
                )

    # ------------------------------------------------------------------- access
    def _is_on_side(self, level):
        """Return whether the current user acts for this side of the item."""
        self.ensure_one()
        if level == "ministry":
            return self.env.user.has_group("seutuyp_network.group_reviewer")
        return self.env.user in self.sudo()._place(level).editor_user_ids

    @api.model
    def _side_domain(self, field):
        """Return the domain of items with the current user on one side.

        :param str field: ``from_level`` or ``to_level``
        """
        uid = self.env.uid
        domain = Domain(field, "=", "region") & Domain(
            "region_id.editor_user_ids", "in", uid
        )
        domain |= Domain(field, "=", "area") & Domain(
            "area_id.editor_user_ids", "in", uid
        )
        if self.env.user.has_group("seutuyp_network.group_reviewer"):
            domain |= Domain(field, "=", "ministry")
        return domain

    @api.model_create_multi
    def create(self, vals_list):
        # it is read on the home screen; nobody is to be mailed about it
        quiet = self.with_context(mail_create_nosubscribe=True)
        return super(SeutuypJointItem, quiet).create(vals_list).with_env(self.env)

    def write(self, vals):
        if not self._guard_is_open():
            self._check_changeable(vals)
        return super().write(vals)

    def _check_changeable(self, names):
        """Refuse changes of what the other side relies on.

        :raise UserError: the item is closed, or would become another one
        """
        if FIXED_FIELDS & set(names):
            raise UserError(
                self.env._(
                    "Kind, sides and region stay as they were written. Withdraw this "
                    "one and write a new one."
                )
            )
        closed = self.filtered(lambda item: item.state != "open")
        if closed and CONTENT_FIELDS & set(names):
            raise UserError(
                self.env._(
                    "“%(item)s” is closed and stays as it is. Open it again first.",
                    item=closed[:1].name,
                )
            )
