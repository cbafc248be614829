# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from odoo.addons.seutuyp_network.models.seutuyp_guard_mixin import GUARD

ACTUAL_STATES = [
    ("not_begun", "Not begun"),
    ("under_way", "Under way"),
    ("done", "Done"),
]
# What whoever is responsible tells of an action while the plan is carried out.
ACTUAL_FIELDS = frozenset({"actual", "actual_state"})
# What core itself writes along with a task.
BY_CORE = frozenset(
    {
        "date_last_stage_update",
        "id",  # an import names the record
        "message_follower_ids",
        "sequence",
        "stage_id",
        "state",
    }
)
# Where somebody keeps the task on the own list; nobody else sees it.
PERSONAL = frozenset({"personal_stage_type_id", "personal_stage_type_ids"})
# Who is asked how it goes; the coordinator names others when people change.
PEOPLE_FIELDS = frozenset({"people_ids", "user_ids"})
# What a plan says of an action; it changes with the plan, whoever asks.
PLANNED = frozenset(
    {
        "action_end",
        "action_start",
        "active",
        "coordinating_partner_id",
        "goal_id",
        "is_dropped",
        "metric",
        "name",
        "parent_id",
        "project_id",
        "responsible_partner_ids",
    }
)


class ProjectTask(models.Model):
    """An action of the plan is an ordinary task with a goal."""

    _name = "project.task"
    _inherit = ["project.task", "seutuyp.guard.mixin"]

    _guarded_fields = frozenset(
        {
            "actual_updated_by_id",
            "actual_updated_on",
            "asked_on",
            "carried_from_id",
            "is_dropped",
            "plan_decision_id",
        }
    )

    goal_id = fields.Many2one(
        "seutuyp.plan.goal", index="btree_not_null", ondelete="restrict", copy=False
    )
    plan_id = fields.Many2one(
        related="goal_id.plan_id", store=True, index="btree_not_null", string="Plan"
    )
    plan_section = fields.Selection(related="goal_id.section", string="Section")
    responsible_partner_ids = fields.Many2many(
        "res.partner",
        "seutuyp_task_responsible_rel",
        "task_id",
        "partner_id",
        string="Responsible organisations",
        domain=[("is_company", "=", True)],
    )
    coordinating_partner_id = fields.Many2one(
        "res.partner",
        string="Coordinated by",
        index="btree_not_null",
        domain="[('id', 'in', responsible_partner_ids)]",
    )
    metric = fields.Char()
    action_start = fields.Date(string="From")
    action_end = fields.Date(string="Ends on")
    actual = fields.Text(copy=False)
    actual_state = fields.Selection(
        ACTUAL_STATES, string="How far", default="not_begun", copy=False
    )
    actual_updated_on = fields.Datetime(string="Told on", copy=False, readonly=True)
    actual_updated_by_id = fields.Many2one(
        "res.partner", string="Told by", copy=False, readonly=True
    )
    checkpoint_ids = fields.One2many("seutuyp.plan.checkpoint", "task_id")
    resource_ids = fields.One2many("seutuyp.plan.resource", "task_id")
    is_dropped = fields.Boolean(string="Dropped", copy=False, readonly=True)
    carried_from_id = fields.Many2one(
        "project.task", string="Carried over from", copy=False, readonly=True
    )
    plan_decision_id = fields.Many2one(
        "seutuyp.decision",
        string="Decided by",
        copy=False,
        readonly=True,
        ondelete="restrict",
        help="The decision that added this action to an approved plan, or dropped it.",
    )
    next_checkpoint = fields.Date(
        compute="_compute_following", string="Next checkpoint"
    )
    is_action_late = fields.Boolean(
        string="Late", compute="_compute_following", search="_search_is_action_late"
    )
    is_action_silent = fields.Boolean(
        string="Silent",
        compute="_compute_following",
        search="_search_is_action_silent",
        help="A checkpoint has passed and nothing has been told of it.",
    )

    _carried_once = models.UniqueIndex(
        "(goal_id, carried_from_id) WHERE carried_from_id IS NOT NULL",
        "This action has been carried over already.",
    )

    @api.depends(
        "plan_id.state",
        "action_end",
        "actual_state",
        "is_dropped",
        "checkpoint_ids.date",
        "checkpoint_ids.told_on",
    )
    def _compute_following(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for task in self:
            waiting = (
                task.sudo().plan_id.state == "approved"
                and not task.is_dropped
                and task.actual_state != "done"
            )
            days = task.checkpoint_ids.mapped("date")
            told = [row.told_on for row in task.checkpoint_ids if row.date <= today]
            task.next_checkpoint = min(
                (day for day in days if day > today), default=False
            )
            task.is_action_late = bool(
                waiting and task.action_end and task.action_end < today
            )
            task.is_action_silent = bool(waiting and not all(told))

    @api.model
    def _carried_out(self):
        """Return the domain of unfinished actions of approved plans.

        Only they are late or silent: a draft promises nothing yet, and of a closed plan
        nobody tells any more.
        """
        return (
            Domain("plan_id.state", "=", "approved")
            & Domain("is_dropped", "=", False)
            & Domain("actual_state", "!=", "done")
        )

    @api.model
    def _search_is_action_late(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        today = self.env["seutuyp.dated.mixin"]._today()
        late = self._carried_out() & Domain("action_end", "<", today)
        return late if (operator == "in") == (True in value) else ~late

    @api.model
    def _search_is_action_silent(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        today = self.env["seutuyp.dated.mixin"]._today()
        passed = [("date", "<=", today), ("told_on", "=", False)]
        silent = self._carried_out() & Domain("checkpoint_ids", "any", passed)
        return silent if (operator == "in") == (True in value) else ~silent

    @api.constrains("coordinating_partner_id", "responsible_partner_ids")
    def _check_coordinating(self):
        for task in self:
            coordinating = task.coordinating_partner_id
            if coordinating and coordinating not in task.responsible_partner_ids:
                raise ValidationError(
                    self.env._(
                        "“%(action)s” is coordinated by %(partner)s, which is not "
                        "among the responsible organisations. Add it, or choose "
                        "another.",
                        action=task.name,
                        partner=coordinating.name,
                    )
                )

    @api.constrains("action_start", "action_end", "goal_id")
    def _check_schedule(self):
        for task in self.filtered("goal_id"):
            start, end = task.action_start, task.action_end
            if start and end and end < start:
                raise ValidationError(
                    self.env._("“%(action)s” ends before it begins.", action=task.name)
                )
            year = task.sudo().plan_id.year
            if any(day and day.year != year for day in (start, end)):
                raise ValidationError(
                    self.env._(
                        "“%(action)s” is planned outside the plan's year %(year)s. "
                        "Choose days of that year; what goes on longer is carried "
                        "over.",
                        action=task.name,
                        year=year,
                    )
                )

    def _actions(self):
        """Return those that are a plan's; who writes the others may not read which."""
        return self.sudo().filtered("plan_id").with_env(self.env)

    def _plans(self):
        return self.sudo().plan_id.with_env(self.env)

    def _live(self):
        """Return the actions that have not been dropped."""
        live = self.filtered(lambda task: not task.is_dropped)
        # A selection forgets with whom its records are read at once; say it again.
        return live.with_prefetch(self._prefetch_ids)

    # --------------------------------------------------------------------- access
    def _is_own_action(self):
        """Return whether the user works for a responsible organisation, or is named."""
        self.ensure_one()
        user, task = self.env.user, self.sudo()
        if user in task.user_ids or user.partner_id in task.people_ids:
            return True
        return user.partner_id.commercial_partner_id in task.responsible_partner_ids

    def _check_action_write(self, names):
        """Refuse changes of an action that are not the user's to make.

        :param names: fields about to be written
        :raise AccessError: the user is neither coordinator nor responsible
        :raise UserError: the plan is not in a state for it
        """
        plans = self.env["seutuyp.plan"]
        for task in self._actions():
            mine = names <= PERSONAL and self.env.user in task.sudo().user_ids
            told = names - BY_CORE <= ACTUAL_FIELDS and task._may_tell()
            named = names - BY_CORE <= PEOPLE_FIELDS and task._may_name()
            if told:
                task._check_may_tell()
            elif named:
                task.plan_id._check_not_closed()
            elif not mine:
                plans |= task.plan_id
        plans._check_content_change()

    def _may_tell(self):
        return self._is_own_action() or self.plan_id._has_role("editor")

    def _may_name(self):
        """Return whether the user says who is asked; a plan under decision rests."""
        plan = self.plan_id
        return plan.state != "submitted" and plan._has_role("editor")

    @api.model_create_multi
    def create(self, vals_list):
        goals = self.env["seutuyp.plan.goal"]
        for vals in vals_list:
            goal = goals.browse(vals.get("goal_id") or [])
            if goal:
                vals.setdefault("project_id", goal.sudo().plan_id.project_id.id)
                vals.setdefault("user_ids", [])
        tasks = super().create(vals_list)
        tasks._plans()._check_content_change()
        return tasks

    def write(self, vals):
        names = set(vals)
        if not self.env.su:
            self._check_action_write(names)
        elif names & PLANNED and not self._guard_is_open():
            self._plans()._check_open()
        result = super().write(vals)
        if "goal_id" in names and not self._guard_is_open():
            self._plans()._check_content_change()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_planned(self):
        self._plans()._check_content_change()

    def _carry_to(self, goals):
        """Copy these unfinished actions into next year's plan.

        :param dict goals: this year's goal → next year's
        """
        tasks = (
            self.env["project.task"]
            .sudo()
            .with_context(
                tracking_disable=True,
                mail_create_nolog=True,
                mail_create_nosubscribe=True,
                seutuyp_unfollowed=GUARD,
            )
        )
        return tasks._create_guarded(
            [task._prepare_carried(goals[task.goal_id]) for task in self]
        )

    def _prepare_carried(self, goal):
        self.ensure_one()
        return {
            "name": self.name,
            "goal_id": goal.id,
            "carried_from_id": self.id,
            "metric": self.metric,
            "responsible_partner_ids": [
                fields.Command.set(self.responsible_partner_ids.ids)
            ],
            "coordinating_partner_id": self.coordinating_partner_id.id,
            # an empty command would be an assignment to core, with a date
            "user_ids": [fields.Command.link(user.id) for user in self.user_ids],
            "people_ids": [fields.Command.set(self.people_ids.ids)],
            "description": self.description,
        }
