# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import _lt, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command

from .seutuyp_handover_line import KINDS
from .seutuyp_workflow_mixin import Transition

# What was confirmed: open while the handover is planned, closed afterwards.
CONFIRMED_FIELDS = frozenset(
    {
        "kind",
        "region_id",
        "area_id",
        "group_id",
        "person_from_id",
        "person_to_id",
        "date_last",
        "date_first",
    }
)


class SeutuypHandover(models.Model):
    """A coordinator, area contact or chair hands over; the change comes by itself.

    Who holds the duty prepares; a coordinator or area contact is named by the
    administrator's confirmation, a chair by that of the group's coordinator.
    How the change takes effect stands in ``seutuyp_handover_effect.py``.
    """

    _name = "seutuyp.handover"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "seutuyp.workflow.mixin",
        "seutuyp.person.mail.mixin",
    ]
    _description = "Handover"
    _order = "date_last desc, id desc"

    _guarded_fields = frozenset(
        {"state", "left_on", "started_on", "region_ids", "origin_region_ids"}
    )
    _transitions = {
        "start": Transition(
            _lt("Confirmed"), "state", "under_way", ("planned",), "confirm"
        ),
        "cancel": Transition(
            _lt("Cancelled"),
            "state",
            "cancelled",
            ("planned", "under_way"),
            "confirm_or_own",
        ),
        "finish": Transition(_lt("Taken effect"), "state", "done", ("under_way",)),
    }

    name = fields.Char(compute="_compute_name")
    kind = fields.Selection(KINDS, string="Role", required=True, default="coordinator")
    region_id = fields.Many2one("seutuyp.region", index="btree_not_null")
    area_id = fields.Many2one("seutuyp.area", index="btree_not_null")
    group_id = fields.Many2one("seutuyp.group", index="btree_not_null")
    region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_handover_region_rel",
        "handover_id",
        "region_id",
        string="Regions",
        compute="_compute_region_ids",
        store=True,
        compute_sudo=True,
    )
    origin_region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_handover_origin_rel",
        "handover_id",
        "region_id",
        string="Regions before the merger",
        readonly=True,
        copy=False,
    )
    person_from_id = fields.Many2one(
        "res.partner",
        string="Who leaves",
        compute="_compute_person_from_id",
        store=True,
        readonly=False,
        ondelete="restrict",
        domain=[("is_company", "=", False)],
        help="Empty when the duty is vacant today.",
    )
    person_to_id = fields.Many2one(
        "res.partner",
        string="Who begins",
        ondelete="restrict",
        domain=[("is_company", "=", False)],
        tracking=True,
        help="Empty while nobody is known: the duty is then vacant.",
    )
    date_last = fields.Date(string="Last day", required=True, tracking=True)
    date_first = fields.Date(
        string="First day",
        compute="_compute_date_first",
        store=True,
        readonly=False,
        tracking=True,
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("under_way", "Under way"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
        ],
        default="planned",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    left_on = fields.Date(readonly=True, copy=False)
    started_on = fields.Date(readonly=True, copy=False)
    note = fields.Text()
    line_ids = fields.One2many("seutuyp.handover.line", "handover_id", "Checklist")
    open_count = fields.Integer(string="Open", compute="_compute_open_count")
    next_step = fields.Char(string="Next", compute="_compute_next_step")

    _one_region = models.UniqueIndex(
        "(region_id) WHERE kind = 'coordinator' AND state IN ('planned', 'under_way')",
        "A handover of this region is open already. Open that one.",
    )
    _one_area = models.UniqueIndex(
        "(area_id) WHERE kind = 'area' AND state IN ('planned', 'under_way')",
        "A handover of this area is open already. Open that one.",
    )
    _one_group = models.UniqueIndex(
        "(group_id) WHERE kind = 'chair' AND state IN ('planned', 'under_way')",
        "A handover of this group is open already. Open that one.",
    )

    # ------------------------------------------------------------------- computes
    def _place(self):
        """Return the region, area or group whose duty is handed over."""
        self.ensure_one()
        field = {"coordinator": "region_id", "area": "area_id", "chair": "group_id"}
        return self[field[self.kind]]

    def _holder(self):
        """Return who holds the duty now."""
        self.ensure_one()
        field = {
            "coordinator": "coordinator_id",
            "area": "contact_id",
            "chair": "chair_id",
        }
        return self._place().sudo()[field[self.kind]]

    @api.depends("kind", "region_id", "area_id", "group_id")
    @api.depends_context("lang")
    def _compute_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for handover in self:
            place = (handover.kind and handover._place().sudo().name) or ""
            handover.name = f"{place}: {labels.get(handover.kind, '')}"

    @api.depends(
        "kind",
        "region_id",
        "area_id",
        "group_id",
        "group_id.region_ids",
        "area_id.region_ids",
        "group_id.area_id.region_ids",
        "origin_region_ids",
    )
    def _compute_region_ids(self):
        for handover in self:
            origin = handover.origin_region_ids
            if handover.kind == "coordinator":
                handover.region_ids = handover.region_id | origin
            elif handover.kind == "area":
                handover.region_ids = handover.area_id.region_ids | origin
            else:
                group = handover.group_id
                regions = group.region_ids | group.area_id.region_ids
                handover.region_ids = regions | origin

    @api.depends("kind", "region_id", "area_id", "group_id")
    def _compute_person_from_id(self):
        for handover in self.filtered(lambda item: item.state == "planned"):
            handover.person_from_id = handover._holder()

    @api.depends("date_last")
    def _compute_date_first(self):
        for handover in self.filtered(lambda item: item.state == "planned"):
            handover.date_first = handover.date_last and (
                handover.date_last + timedelta(days=1)
            )

    @api.depends("line_ids.done")
    def _compute_open_count(self):
        for handover in self:
            lines = handover.line_ids
            handover.open_count = len(lines) - len(lines.filtered("done"))

    @api.depends("state", "date_last", "date_first", "person_to_id", "left_on")
    @api.depends_context("lang", "uid")
    def _compute_next_step(self):
        day = self.env["seutuyp.region"]._day
        for handover in self:
            values = {
                "leaver": handover.person_from_id.name or "–",
                "successor": handover.person_to_id.name or "–",
                "last": day(handover.date_last),
                "first": day(handover.date_first),
            }
            handover.next_step = handover._next_step_text(values)

    def _next_step_text(self, values):
        if self.state == "planned":
            if self.kind == "chair":
                return self.env._("Next: the group's coordinator confirms the change.")
            return self.env._("Next: an administrator confirms the change.")
        if self.state == "under_way" and not self.person_to_id:
            return self.env._(
                "%(leaver)s leaves after %(last)s. Nobody has been named to follow.",
                **values,
            )
        if self.state == "under_way":
            return self.env._(
                "Changes by itself: %(leaver)s until %(last)s, %(successor)s from "
                "%(first)s.",
                **values,
            )
        if self.state == "done":
            return self.env._("The change has taken effect.")
        return self.env._("Cancelled: nothing changes.")

    # --------------------------------------------------------------------- checks
    @api.constrains("kind", "region_id", "area_id", "group_id")
    def _check_place(self):
        for handover in self:
            others = (handover.region_id, handover.area_id, handover.group_id)
            if not handover._place() or sum(map(bool, others)) != 1:
                raise ValidationError(
                    self.env._(
                        "Choose the region, the area or the group that the role "
                        "belongs to, and nothing else."
                    )
                )

    @api.constrains("date_last", "date_first", "person_from_id", "person_to_id")
    def _check_dates(self):
        for handover in self:
            if handover.person_to_id and not handover.date_first:
                raise ValidationError(
                    self.env._("Give the first day of the one who begins.")
                )
            if handover.date_first and handover.date_first <= handover.date_last:
                raise ValidationError(
                    self.env._(
                        "The first day is the day after the last day, or later. "
                        "Before it the two can prepare together with this checklist."
                    )
                )
            if handover.person_to_id and handover.person_to_id in (
                handover.person_from_id
            ):
                raise ValidationError(
                    self.env._("Choose somebody else than the one who leaves.")
                )
            if (handover.person_from_id | handover.person_to_id).filtered("is_company"):
                raise ValidationError(self.env._("Choose people, not organisations."))

    def _check_holder(self):
        for handover in self:
            if handover.person_from_id != handover._holder():
                raise ValidationError(
                    self.env._(
                        "%(person)s does not hold this role today. Choose the one who "
                        "does, or leave the field empty if nobody does.",
                        person=handover.person_from_id.name or "–",
                    )
                )

    # ----------------------------------------------------------------------- CRUD
    @api.model_create_multi
    def create(self, vals_list):
        handovers = super().create(vals_list)
        handovers._check_holder()
        for handover in handovers:
            if not handover.line_ids:
                handover._take_template()
            handover._tell_confirmers()
        return handovers

    def write(self, vals):
        frozen = CONFIRMED_FIELDS & set(vals)
        if frozen and not self._guard_is_open():
            self._lock()
            if self.filtered(lambda item: item.state != "planned"):
                raise UserError(
                    self.env._(
                        "What has been confirmed is not changed. Cancel this handover "
                        "and prepare a new one."
                    )
                )
        result = super().write(vals)
        if frozen and not self.env.su:
            self.check_access("write")  # it may have moved to another region
        if frozen - {"person_to_id", "date_last", "date_first"} and not (
            self._guard_is_open()
        ):
            self._check_holder()
        return result

    def _take_template(self):
        templates = self.env["seutuyp.handover.template.line"].search(
            [("kind", "=", self.kind)]
        )
        self.line_ids = [
            Command.create({"name": line.name, "sequence": line.sequence})
            for line in templates
        ]

    # ----------------------------------------------------------------------- roles
    def _has_role(self, role):
        """``confirm``: names people; ``confirm_or_own``: also cancels a plan."""
        self.ensure_one()
        user = self.env.user
        if user.has_group("seutuyp_network.group_manager"):
            return True
        if self.kind == "chair" and user in self.sudo().region_ids.editor_user_ids:
            return True
        own = role == "confirm_or_own" and self.state == "planned"
        return own and self._is_preparer(user)

    def _is_preparer(self, user):
        handover = self.sudo()
        area = handover.area_id | handover.group_id.area_id
        return user in (
            area.editor_user_ids
            | handover.region_id.editor_user_ids
            | handover.group_id.region_ids.editor_user_ids
        )

    @api.model
    def _role_label(self, role):
        if role in ("confirm", "confirm_or_own"):
            return self.env._(
                "an administrator; for a chair the coordinator of the group's region"
            )
        return super()._role_label(role)

    def _confirmers(self):
        if self.kind == "chair" and self.sudo().region_ids.editor_user_ids:
            return self.sudo().region_ids.editor_user_ids
        managers = self.env.ref("seutuyp_network.group_manager").sudo()
        return managers.all_user_ids.filtered(
            lambda user: user.active and user.id != 1  # not the program itself
        )

    def _tell_confirmers(self):
        for user in self._confirmers() - self.env.user:
            handover = self.sudo().with_context(lang=user.lang)
            handover.with_context(mail_activity_quick_update=True).activity_schedule(
                "mail.mail_activity_data_todo",
                summary=handover.env._(
                    "Confirm the handover: %(name)s", name=handover.name
                ),
                user_id=user.id,
            )

    # --------------------------------------------------------------------- actions
    def action_start(self):
        """Confirm the change. Role: administrator; for a chair the coordinator."""
        self._check_holder()
        self._transition("start")
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        self._tell_both("seutuyp_network.mail_template_handover")
        self.sudo()._apply(self.env["seutuyp.dated.mixin"]._today())
        return True

    def _tell_both(self, template_xmlid):
        """Mail the one who leaves and the one who begins, each in his language."""
        for handover in self:
            for person in handover.person_from_id | handover.person_to_id:
                handover._mail_to(template_xmlid, person)

    def _checklist_url(self):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return f"{base}/odoo/handovers/{self.id}"

    def action_cancel(self):
        """Call it off, as long as nothing has changed hands."""
        for handover in self:
            if handover.left_on:
                raise UserError(
                    self.env._(
                        "The one who leaves has already left. Prepare a new handover "
                        "for the one who begins."
                    )
                )
        confirmed = self.filtered(lambda item: item.state == "under_way")
        self._transition("cancel")
        confirmed._tell_both("seutuyp_network.mail_template_handover_cancelled")
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        return True
