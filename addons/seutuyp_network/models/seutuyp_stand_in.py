# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import _lt, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command

from .seutuyp_workflow_mixin import Transition

KINDS = [
    ("coordinator", "Regional coordinator"),
    ("area", "Area contact"),
]
LONGEST = relativedelta(years=1)


class SeutuypStandIn(models.Model):
    """Somebody does a coordinator's or area contact's work for a while.

    From the first day to the last the stand-in has the rights of the one whose work it
    is; the nightly job begins and ends it. A chair has the vice chair, whose seat has
    days of its own.
    """

    _name = "seutuyp.stand.in"
    _inherit = ["seutuyp.workflow.mixin", "seutuyp.person.mail.mixin"]
    _description = "Stand-in"
    _order = "date_from desc, id desc"

    _guarded_fields = frozenset({"state", "menu_given", "region_ids"})
    _transitions = {
        "begin": Transition(_lt("Begun"), "state", "running", ("planned",)),
        "finish": Transition(_lt("Ended"), "state", "ended", ("planned", "running")),
        "stop": Transition(
            _lt("Ended early"), "state", "ended", ("running",), "holder"
        ),
        "cancel": Transition(
            _lt("Cancelled"), "state", "cancelled", ("planned",), "holder"
        ),
    }

    name = fields.Char(compute="_compute_name")
    kind = fields.Selection(KINDS, string="Role", required=True, default="coordinator")
    region_id = fields.Many2one("seutuyp.region", index="btree_not_null")
    area_id = fields.Many2one("seutuyp.area", index="btree_not_null")
    region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_stand_in_region_rel",
        "stand_in_id",
        "region_id",
        string="Regions",
        compute="_compute_region_ids",
        store=True,
        compute_sudo=True,
    )
    person_id = fields.Many2one(
        "res.partner",
        string="Who stands in",
        required=True,
        ondelete="restrict",
        domain=[("is_company", "=", False)],
        help="Somebody with an account of this system.",
    )
    date_from = fields.Date(
        string="First day",
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today(),
    )
    date_to = fields.Date(string="Last day", required=True)
    note = fields.Char(string="Why", help="For example: summer holiday.")
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("running", "Running"),
            ("ended", "Ended"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        readonly=True,
        default="planned",
        copy=False,
        index=True,
    )
    menu_given = fields.Boolean(readonly=True, copy=False)

    _days_check = models.Constraint(
        "CHECK (date_to >= date_from)", "The last day cannot be before the first."
    )
    _one_person = models.UniqueIndex(
        "(person_id, COALESCE(region_id, 0), COALESCE(area_id, 0)) "
        "WHERE state IN ('planned', 'running')",
        "This person stands in there already. End that first.",
    )

    # ------------------------------------------------------------------- computes
    def _place(self):
        """Return the region or area whose work it is."""
        self.ensure_one()
        return self.area_id if self.kind == "area" else self.region_id

    def _kind_label(self):
        return dict(self._fields["kind"]._description_selection(self.env))[self.kind]

    @api.depends("kind", "region_id", "area_id", "person_id")
    @api.depends_context("lang")
    def _compute_name(self):
        for item in self:
            item.name = bool(item.person_id) and self.env._(
                "%(person)s stands in: %(place)s",
                person=item.person_id.name,
                place=item._place().sudo().name or "",
            )

    @api.depends("kind", "region_id", "area_id.region_ids")
    def _compute_region_ids(self):
        for item in self:
            item.region_ids = (
                item.area_id.region_ids if item.kind == "area" else item.region_id
            )

    # --------------------------------------------------------------------- checks
    @api.constrains("kind", "region_id", "area_id")
    def _check_place(self):
        for item in self:
            if not item._place() or (item.region_id and item.area_id):
                raise ValidationError(
                    self.env._(
                        "Choose the region or the area that the role belongs to, and "
                        "nothing else."
                    )
                )

    @api.constrains("date_from", "date_to")
    def _check_days(self):
        for item in self:
            if item.date_to > item.date_from + LONGEST:
                raise ValidationError(
                    self.env._(
                        "Somebody stands in for a year at most. For longer, prepare a "
                        "handover."
                    )
                )

    @api.constrains("person_id", "region_id", "area_id")
    def _check_person(self):
        users = self.env["seutuyp.region"]._internal_users
        for item in self.sudo():
            if item.person_id in item._holders():
                raise ValidationError(
                    self.env._(
                        "%(person)s has this work anyway. Choose somebody else.",
                        person=item.person_id.name,
                    )
                )
            if not users(item.person_id):
                raise ValidationError(
                    self.env._(
                        "%(person)s has no account of this system. Ask an "
                        "administrator for one first.",
                        person=item.person_id.name,
                    )
                )

    # ---------------------------------------------------------------------- roles
    def _holders(self):
        """Return whose work it is: only they name somebody, a stand-in does not."""
        place = self._place().sudo()
        if self.kind == "area":
            return place.contact_id | place.deputy_id
        return place.coordinator_id | place.substitute_id

    def _has_role(self, role):
        self.ensure_one()
        user = self.env.user
        return role == "holder" and (
            user.has_group("seutuyp_network.group_manager")
            or user in self._holders().user_ids
        )

    @api.model
    def _role_label(self, role):
        if role == "holder":
            return self.env._("the one whose work it is, or an administrator")
        return super()._role_label(role)

    def _check_may_name(self):
        for item in self:
            if not self.env.su and not item._has_role("holder"):
                raise AccessError(
                    self.env._(
                        "Only the one whose work it is, or an administrator, names "
                        "who stands in at %(place)s.",
                        place=item._place().sudo().name or "–",
                    )
                )

    # ----------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        items._check_may_name()
        today = self.env["seutuyp.dated.mixin"]._today()
        for item in items:
            if item.date_to < today:
                raise UserError(
                    self.env._("The last day has passed. Give a later one.")
                )
            item._log("name", self.env._("Named"))
            item._mail_to("seutuyp_network.mail_template_stand_in", item.person_id)
        items._turn(today)
        return items

    def write(self, vals):
        if not self._guard_is_open():
            self._lock()
            changed = set(vals) - {"note"}
            if changed and self.filtered(lambda item: item.state != "planned"):
                raise UserError(
                    self.env._(
                        "It has begun or ended already. End it and name somebody anew."
                    )
                )
        result = super().write(vals)
        if not self._guard_is_open():
            self._check_may_name()
            self._turn(self.env["seutuyp.dated.mixin"]._today())
        return result

    # --------------------------------------------------------------------- actions
    def action_stop(self):
        """End it before its last day. Role: the one whose work it is."""
        self._transition("stop")
        self._after_end()
        return True

    def action_cancel(self):
        """Call it off before it begins. Role: the one whose work it is."""
        self._transition("cancel")
        return True

    # ------------------------------------------------------------------------ cron
    @api.model
    def _cron_turn(self):
        """Begin and end what is due; late or twice changes nothing more."""
        today = self.env["seutuyp.dated.mixin"]._today()
        due = self.search(
            [
                "|",
                "&",
                ("state", "=", "planned"),
                ("date_from", "<=", today),
                "&",
                ("state", "=", "running"),
                ("date_to", "<", today),
            ]
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(due))
        for item in due:
            item._turn(today)
            if not cron._commit_progress(1):
                return

    def _turn(self, today):
        """Begin or end as the dates say on ``today``."""
        for item in self:
            if item.state in ("planned", "running") and item.date_to < today:
                item._transition("finish")
                item._after_end()
            elif item.state == "planned" and item.date_from <= today:
                item._transition("begin")
                item._open_menus()

    def _menu_group(self):
        xmlid = "group_area" if self.kind == "area" else "group_coordinator"
        return self.env.ref(f"seutuyp_network.{xmlid}").sudo()

    def _open_menus(self):
        """Give the account the menus of the role; the records decide the rest."""
        group = self._menu_group()
        users = self.env["seutuyp.region"]._internal_users(self.sudo().person_id)
        for user in users.filtered(lambda item: group not in item.all_group_ids):
            user.write({"group_ids": [Command.link(group.id)]})
            self.sudo()._guarded().menu_given = True

    def _after_end(self):
        """Take the menus back that were given, unless they are needed elsewhere."""
        for item in self.sudo().filtered("menu_given"):
            others = self.sudo().search_count(
                [
                    ("person_id", "=", item.person_id.id),
                    ("kind", "=", item.kind),
                    ("state", "=", "running"),
                ],
                limit=1,
            )
            if others or item._has_own_duty():
                continue
            users = item.person_id.user_ids
            users.write({"group_ids": [Command.unlink(item._menu_group().id)]})

    def _has_own_duty(self):
        person = self.person_id.id
        names = (
            ("seutuyp.area", "contact_id", "deputy_id")
            if self.kind == "area"
            else ("seutuyp.region", "coordinator_id", "substitute_id")
        )
        model, holder, second = names
        return bool(
            self.env[model]
            .sudo()
            .search_count(["|", (holder, "=", person), (second, "=", person)], limit=1)
        )


class SeutuypRegion(models.Model):
    """Whoever stands in for the coordinator edits while it runs."""

    _inherit = "seutuyp.region"

    stand_in_ids = fields.One2many(
        "seutuyp.stand.in",
        "region_id",
        string="Who stands in",
        readonly=True,
        domain=[("state", "=", "running")],
    )

    def _running_stand_ins(self):
        return self.stand_in_ids.filtered(lambda item: item.state == "running")

    @api.depends("stand_in_ids.state", "stand_in_ids.person_id.user_ids.active")
    def _compute_editor_user_ids(self):
        result = super()._compute_editor_user_ids()
        for region in self:
            region.editor_user_ids |= region._internal_users(
                region._running_stand_ins().person_id
            )
        return result

    @api.depends("stand_in_ids.state", "stand_in_ids.person_id.user_ids.active")
    def _compute_user_ids(self):
        return super()._compute_user_ids()

    def _reader_partners(self, date):
        return super()._reader_partners(date) | self._running_stand_ins().person_id


class SeutuypArea(models.Model):
    """Whoever stands in for the area contact counts like the contact."""

    _inherit = "seutuyp.area"

    stand_in_ids = fields.One2many(
        "seutuyp.stand.in",
        "area_id",
        string="Who stands in",
        readonly=True,
        domain=[("state", "=", "running")],
    )

    def _acting_partners(self):
        running = self.stand_in_ids.filtered(lambda item: item.state == "running")
        return super()._acting_partners() | running.person_id

    @api.depends("stand_in_ids.state", "stand_in_ids.person_id.user_ids.active")
    def _compute_editor_user_ids(self):
        return super()._compute_editor_user_ids()
