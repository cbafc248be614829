# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

from ..tools import collecting

_lt = LazyTranslate(__name__)
DAYS_TO_ANSWER = timedelta(days=28)
# A round asks figures of its own level and of those below.
LEVELS = ("region", "area", "nation")


class SeutuypCollection(models.Model):
    """A round: figures of one year are asked of whoever collects them (§4.4).

    A region's round is its coordinator's, an area's the area contact's, the nation's
    the ministry's. Whom it asks what stands in ``seutuyp_collection_asking.py``.
    """

    _name = "seutuyp.collection"
    _inherit = ["seutuyp.kept.mixin"]
    _description = "Collection round"
    _order = "year desc, deadline desc, id desc"

    _guarded_fields = frozenset({"state", "opened_on"})
    _transitions = {
        "open": Transition(_lt("Sent"), "state", "open", ("draft",), "keeper"),
        "close": Transition(_lt("Closed"), "state", "closed", ("open",), "keeper"),
        "reopen": Transition(_lt("Reopened"), "state", "open", ("closed",), "keeper"),
    }
    # What is asked, of whom and of which days stays as it was sent.
    _asked_fields = frozenset(
        {"level", "area_id", "region_ids", "indicator_ids", "year", "part"}
    )

    name = fields.Char(
        compute="_compute_name",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        help="Stands in the mails and as the source of the figures.",
    )
    level = fields.Selection(
        [("region", "Region"), ("area", "Area"), ("nation", "Nation")],
        required=True,
        default=lambda self: self._default_level(),
        help="A region's round is kept by its coordinator, an area's by the area "
        "contact, the nation's by the ministry.",
    )
    area_id = fields.Many2one("seutuyp.area", index="btree_not_null")
    region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_collection_region_rel",
        "collection_id",
        "region_id",
        string="Regions",
        default=lambda self: self._default_region_ids(),
        domain=[("successor_id", "=", False)],
    )
    indicator_ids = fields.Many2many(
        "seutuyp.indicator",
        "seutuyp_collection_indicator_rel",
        "collection_id",
        "indicator_id",
        string="Indicators",
        domain="[('automatic', '=', False), ('level', 'in', ['region'] if level == "
        "'region' else ['region', 'area'] if level == 'area' else ['region', 'area', "
        "'nation'])]",
        help="Of each region those that it follows; of the collector it has named. "
        "Those of areas and of the nation in rounds of the area or the nation.",
    )
    year = fields.Integer(
        required=True,
        default=lambda self: self._today().year - 1,
        aggregator=False,
        help="The year that the figures are of.",
    )
    part = fields.Selection(
        [
            ("year", "Whole year"),
            ("h1", "January–June"),
            ("h2", "July–December"),
            ("q1", "January–March"),
            ("q2", "April–June"),
            ("q3", "July–September"),
            ("q4", "October–December"),
        ],
        string="Period",
        required=True,
        default="year",
    )
    date_from = fields.Date(compute="_compute_dates", store=True, precompute=True)
    date_to = fields.Date(compute="_compute_dates", store=True, precompute=True)
    deadline = fields.Date(
        required=True,
        default=lambda self: self._today() + DAYS_TO_ANSWER,
        help="The last day to answer. A reminder goes out a week before and the day "
        "after; then the coordinator and the area contact are told.",
    )
    note = fields.Text(
        string="Message",
        help="Stands in the mail and on top of the form, in a few sentences.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("open", "Open"), ("closed", "Closed")],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        index=True,
    )
    opened_on = fields.Date(string="Sent on", readonly=True, copy=False)
    sheet_ids = fields.One2many(
        "seutuyp.collection.sheet", "collection_id", string="Collectors"
    )
    may_edit = fields.Boolean(compute="_compute_may_edit")

    _year_sane = models.Constraint(
        "CHECK(year BETWEEN 2000 AND 2100)", "Write the year with four digits."
    )

    # ------------------------------------------------------------------- defaults
    @api.model
    def _today(self):
        return self.env["seutuyp.dated.mixin"]._today()

    @api.model
    def _default_level(self):
        user = self.env.user
        if self._own_regions():
            return "region"
        return "nation" if user.has_group("seutuyp_network.group_reviewer") else "area"

    @api.model
    def _own_regions(self):
        return self.env["seutuyp.region"].search(
            [("editor_user_ids", "in", self.env.uid)]
        )

    @api.model
    def _default_region_ids(self):
        """Return the one region that the user keeps, if it is one."""
        own = self._own_regions()
        return own if len(own) == 1 else own.browse()

    @api.depends("year", "part")
    def _compute_name(self):
        labels = dict(self._fields["part"]._description_selection(self.env))
        for collection in self:
            if collection.part in (False, "year"):
                name = self.env._("Collection %(year)s", year=collection.year or "")
            else:
                name = self.env._(
                    "Collection %(year)s, %(period)s",
                    year=collection.year or "",
                    period=labels[collection.part],
                )
            collection.name = name

    @api.depends("year", "part")
    def _compute_dates(self):
        for collection in self:
            year = min(max(collection.year or 0, 2000), 2100)
            collection.date_from, collection.date_to = collecting.span(
                year, collection.part or "year"
            )

    @api.onchange("level", "area_id")
    def _onchange_level(self):
        """Offer the regions of the level that has been chosen."""
        regions = self.env["seutuyp.region"]
        if self.level == "area":
            areas = self.env["seutuyp.area"]
            self.area_id = self.area_id or areas.search(
                [("editor_user_ids", "in", self.env.uid)], limit=1
            )
            self.region_ids = self.area_id.region_ids
        else:
            self.area_id = False
        if self.level == "nation":
            self.region_ids = regions.search([("successor_id", "=", False)])

    # --------------------------------------------------------------------- checks
    @api.constrains("level", "area_id", "region_ids")
    def _check_level(self):
        for collection in self:
            regions = collection.region_ids
            if (collection.level == "area") != bool(collection.area_id):
                raise ValidationError(
                    self.env._("Choose the area of an area's round, and of no other.")
                )
            if collection.level == "area" and regions.area_id - collection.area_id:
                raise ValidationError(
                    self.env._(
                        "A round of %(area)s asks its own regions only.",
                        area=collection.area_id.name,
                    )
                )

    @api.constrains("indicator_ids", "level")
    def _check_indicators(self):
        for collection in self:
            asked = LEVELS[: LEVELS.index(collection.level) + 1]
            wrong = collection.indicator_ids.filtered(
                lambda item, asked=asked: item.automatic or item.level not in asked
            )
            if wrong:
                raise ValidationError(
                    self.env._(
                        "Nobody is asked for %(indicators)s: the system works it out, "
                        "or it is told of more than this round is about. Leave it out.",
                        indicators=", ".join(wrong.mapped("name")),
                    )
                )

    # --------------------------------------------------------------------- access
    @api.depends("level", "area_id", "region_ids", "state")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for collection in self:
            new = not collection._origin
            collection.may_edit = new or collection._has_role("keeper")

    def _is_kept_by(self, user):
        if self.level == "nation":
            return user.has_group("seutuyp_network.group_reviewer")
        if self.level == "area":
            return user in self.area_id.editor_user_ids
        regions = self.region_ids
        return bool(regions) and all(
            user in region.editor_user_ids for region in regions
        )

    @api.model
    def _role_label(self, role):
        if role == "keeper":
            return self.env._("whoever keeps this round")
        return super()._role_label(role)

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "A region's round is kept by its coordinator, an area's by the area "
                "contact, the nation's by the ministry. Choose regions of your own."
            )
        )

    def write(self, vals):
        if self._asked_fields & set(vals) and not self._guard_is_open():
            self._check_not_sent()
        result = super().write(vals)
        if {"level", "area_id", "region_ids"} & set(vals) and not self.env.su:
            self.check_access("write")  # of whom it asks now, as well
        if "deadline" in vals:
            self.sudo().sheet_ids._forget_reminders()
        return result

    def _check_not_sent(self):
        for collection in self:
            if collection.state != "draft":
                raise UserError(
                    self.env._(
                        "%(round)s has been sent, so what it asks stays as it is. "
                        "Begin another round for the rest.",
                        round=collection.name,
                    )
                )

    # -------------------------------------------------------------------- buttons
    def action_close(self):
        """End the round: no more answers are taken in. Role: whoever keeps it."""
        self._transition("close")
        return True

    def action_reopen(self):
        """Take answers in again, until a new deadline. Role: whoever keeps it.

        :raise UserError: the deadline is over; a new one is to be set first
        """
        for collection in self:
            if collection.deadline < self._today():
                raise UserError(
                    self.env._(
                        "Set a new deadline first: the old one, %(day)s, is over.",
                        day=self.env["seutuyp.region"]._day(collection.deadline),
                    )
                )
        self._transition("reopen")
        return True
