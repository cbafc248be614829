# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

_lt = LazyTranslate(__name__)
# While a plan is in one of these, its goals and actions are written freely.
OPEN = ("draft", "comments")
# What an approved plan says of itself; goals and actions say it of themselves.
CONTENT = frozenset({"priorities", "mission", "region_id", "year", "currency_id"})


class SeutuypPlan(models.Model):
    """A region's action plan of one year (domain chapter 4.3)."""

    _name = "seutuyp.plan"
    _inherit = ["seutuyp.plan.access.mixin", "seutuyp.workflow.mixin", "mail.thread"]
    _description = "Action plan"
    _order = "year desc, region_id"

    _guarded_fields = frozenset(
        {
            "state",
            "approval_decision_id",
            "approved_on",
            "project_id",
            "version_ids",
            "realisation",
            "action_count",
        }
    )
    _transitions = {
        "comment": Transition(
            _lt("Opened for comments"), "state", "comments", ("draft",), "editor"
        ),
        "draft": Transition(
            _lt("Comments closed"), "state", "draft", ("comments",), "editor"
        ),
        "submit": Transition(_lt("Submitted"), "state", "submitted", OPEN, "editor"),
        "return": Transition(
            _lt("Returned"), "state", "draft", ("submitted",), "decider", reason=True
        ),
        "approve": Transition(
            _lt("Approved"), "state", "approved", ("submitted",), "decider"
        ),
        "close": Transition(_lt("Closed"), "state", "closed", ("approved",), "editor"),
        "reopen": Transition(
            _lt("Opened again"), "state", "approved", ("closed",), "editor", reason=True
        ),
    }

    region_id = fields.Many2one(
        "seutuyp.region", required=True, index=True, ondelete="restrict"
    )
    year = fields.Integer(
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today().year + 1,
        aggregator=False,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("comments", "Out for comments"),
            ("submitted", "Submitted"),
            ("approved", "Approved"),
            ("closed", "Closed"),
        ],
        required=True,
        default="draft",
        copy=False,
        readonly=True,
        index=True,
        tracking=True,
    )
    priorities = fields.Html(
        string="Priorities of the year",
        help="What the steering group has chosen; the working group drafts from it.",
    )
    mission = fields.Text(
        string="The region's own mission and vision",
        help="Beside the national one. May stay empty.",
    )
    project_id = fields.Many2one(
        "project.project",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    goal_ids = fields.One2many("seutuyp.plan.goal", "plan_id", string="Goals")
    action_ids = fields.One2many("project.task", "plan_id", string="Actions")
    budget_line_ids = fields.One2many("seutuyp.plan.budget.line", "plan_id")
    communication_ids = fields.One2many("seutuyp.plan.communication", "plan_id")
    currency_id = fields.Many2one(
        "res.currency",
        # asked once a plan, so without asking the database whether it is still there
        default=lambda self: self.env["ir.model.data"]._xmlid_to_res_id("base.EUR"),
        required=True,
    )
    approval_decision_id = fields.Many2one(
        "seutuyp.decision",
        string="Approved by",
        copy=False,
        readonly=True,
        ondelete="restrict",
        help="The steering group's decision.",
    )
    approval_event_id = fields.Many2one(
        related="approval_decision_id.event_id", string="Approved at"
    )
    approved_on = fields.Date(copy=False, readonly=True)
    may_edit = fields.Boolean(compute="_compute_may_edit")
    content_locked = fields.Boolean(compute="_compute_content_locked")

    _year_sane = models.Constraint(
        "CHECK(year BETWEEN 2000 AND 2100)", "Write the year with four digits."
    )
    _one_a_project = models.UniqueIndex(
        "(project_id) WHERE project_id IS NOT NULL",
        "This project carries another plan already.",
    )
    _region_year_uniq = models.UniqueIndex(
        "(region_id, year)",
        "The region already has a plan of this year. Open that one.",
    )

    @api.depends("region_id.name", "year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for plan in self:
            plan.display_name = self.env._(
                "Action plan %(region)s %(year)s",
                region=plan.region_id.name or "",
                year=plan.year or "",
            )

    @api.depends("region_id", "state")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for plan in self:
            plan.may_edit = plan.state in OPEN and plan._has_role("editor")

    @api.depends("state")
    def _compute_content_locked(self):
        for plan in self:
            plan.content_locked = plan.state not in OPEN

    # --------------------------------------------------------------------- access
    def _has_role(self, role):
        """Return whether the user is ``editor`` or ``decider`` of this plan.

        The coordinator and the substitute edit; whoever keeps the steering group's
        meetings records what it decided.
        """
        self.ensure_one()
        user, region = self.env.user, self.sudo().region_id
        if self.env.su or user.has_group("seutuyp_network.group_manager"):
            return True
        if user in region.editor_user_ids:
            return True
        if role == "decider":
            groups = region.group_ids.filtered(lambda group: group.kind == "steering")
            return user.partner_id in groups.chair_id | groups.secretary_id
        return False

    @api.model
    def _role_label(self, role):
        return {
            "editor": self.env._("the region's coordinator"),
            "decider": self.env._("the coordinator and the steering group's chair"),
        }.get(role) or super()._role_label(role)

    def _check_editor(self):
        for plan in self:
            if not plan._has_role("editor"):
                raise AccessError(
                    self.env._(
                        "%(plan)s is written by the region's coordinator. Comment on "
                        "it, or ask the coordinator to change it.",
                        plan=plan.display_name,
                    )
                )

    def _check_open(self):
        """Refuse changes of content outside drafting.

        :raise UserError: telling how an approved plan changes
        """
        for plan in self:
            if plan.content_locked and not self._guard_is_open():
                raise UserError(
                    self.env._(
                        "%(plan)s is “%(state)s”: its goals and actions change by a "
                        "decision of the steering group. Press “Change by a decision”, "
                        "or have it returned first.",
                        plan=plan.display_name,
                        state=plan._state_label(),
                    )
                )

    def _check_content_change(self):
        """Let goals and actions change now, and let nobody decide meanwhile.

        Whoever submits or approves at the same moment begins again and sees the change.

        :raise AccessError: the user does not write these plans
        :raise UserError: telling how an approved plan changes
        """
        if not self.env.su:
            self._check_editor()
        self._check_open()
        self._lock()

    def _check_not_closed(self):
        """Refuse to follow what is closed.

        :raise UserError: telling what to do
        """
        for plan in self:
            if plan.state == "closed" and not self._guard_is_open():
                raise UserError(
                    self.env._(
                        "%(plan)s is closed. Ask the coordinator to open it again.",
                        plan=plan.display_name,
                    )
                )

    def _state_label(self):
        self.ensure_one()
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    @api.model_create_multi
    def create(self, vals_list):
        plans = super().create(vals_list)
        if not self.env.su:
            plans._check_editor()
        plans._make_projects()
        return plans

    def write(self, vals):
        if not self._guard_is_open() and set(vals) - {"message_follower_ids"}:
            if not self.env.su:
                self._check_editor()
            self._check_same_region(vals)
            if CONTENT & set(vals):
                self._check_open()
        result = super().write(vals)
        if {"region_id", "year"} & set(vals):
            for plan in self.sudo():
                plan.project_id._guarded().write(plan._prepare_project())
        return result

    def _check_same_region(self, vals):
        if vals.get("region_id") and self.region_id.ids != [vals["region_id"]]:
            raise UserError(
                self.env._(
                    "A plan stays with its region. Make one for the other region."
                )
            )

    @api.constrains("year")
    def _check_dates(self):
        """What is planned already lies in the plan's year."""
        self.action_ids._check_schedule()
        self.action_ids.checkpoint_ids._check_year()

    def _make_projects(self):
        """Give each plan the project that carries its actions as tasks."""
        plans = self.sudo().filtered(lambda item: not item.project_id)
        projects = self.env["project.project"].sudo()
        made = projects._create_guarded(
            [
                {
                    **plan._prepare_project(),
                    "seutuyp_scope": "region",
                    "privacy_visibility": "followers",
                    "user_id": False,
                }
                for plan in plans
            ]
        )
        for plan, project in zip(plans, made, strict=True):
            plan._guarded().write({"project_id": project.id})

    def _prepare_project(self):
        self.ensure_one()
        lang = self.region_id.coordinator_id.lang
        return {
            "name": self.with_context(lang=lang).display_name,
            "seutuyp_region_ids": [fields.Command.set(self.region_id.ids)],
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for plan in self:
            if plan.state != "draft":
                raise UserError(
                    self.env._(
                        "%(plan)s has been out for comments or decided on, so it is "
                        "kept.",
                        plan=plan.display_name,
                    )
                )

    def unlink(self):
        self.check_access("unlink")
        projects = self.sudo().project_id
        self.sudo().goal_ids.unlink()
        result = super().unlink()
        projects.unlink()
        return result
