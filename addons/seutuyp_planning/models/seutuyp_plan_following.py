# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools import realisation


class SeutuypPlan(models.Model):
    """How far the plan has come; the rule is in ``tools/realisation.py``."""

    _inherit = "seutuyp.plan"

    realisation = fields.Float(
        compute="_compute_realisation",
        store=True,
        aggregator="avg",
        help="0 to 100: the mean of the plan's actions.",
    )
    action_count = fields.Integer(compute="_compute_realisation", store=True)
    late_count = fields.Integer(string="Late actions", compute="_compute_late_count")
    silent_count = fields.Integer(
        string="Silent actions", compute="_compute_late_count"
    )
    realisation_parts = fields.Json(compute="_compute_realisation_parts")
    realisation_table = fields.Html(
        string="Realisation in parts",
        compute="_compute_realisation_table",
        sanitize=False,
    )

    @api.depends(
        "action_ids.actual_state", "action_ids.is_dropped", "action_ids.active"
    )
    def _compute_realisation(self):
        states = self._action_states()
        for plan in self:
            own = states.get(plan._origin.id, [])
            plan.realisation = realisation.percent(own) or 0.0
            plan.action_count = len(own)

    def _action_states(self):
        """Return {plan id: states of its live actions} with one query for all plans."""
        rows = (
            self.env["project.task"]
            .sudo()
            ._read_group(
                [("plan_id", "in", self.ids), ("is_dropped", "=", False)],
                ["plan_id", "actual_state"],
                ["__count"],
            )
        )
        states = {}
        for plan, state, count in rows:
            states.setdefault(plan.id, []).extend([state or "not_begun"] * count)
        return states

    @api.depends("state", "action_ids.is_action_late", "action_ids.is_action_silent")
    def _compute_late_count(self):
        carried_out = self.filtered(lambda plan: plan.state == "approved")
        late = carried_out._late_by_plan()
        silent = carried_out._silent_by_plan()
        for plan in self:
            plan.late_count = late.get(plan._origin.id, 0)
            plan.silent_count = silent.get(plan._origin.id, 0)

    def _late_by_plan(self):
        """Return {plan id: number of late actions}, with one query for all plans."""
        domain = [("plan_id", "in", self.ids), ("is_action_late", "=", True)]
        tasks = self.env["project.task"].sudo()
        rows = tasks._read_group(domain, ["plan_id"], ["__count"]) if self else ()
        return {plan.id: count for plan, count in rows}

    def _silent_by_plan(self):
        """Return {plan id: number of silent actions}, with one query for all plans."""
        rows = ()
        if self:
            today = self.env["seutuyp.dated.mixin"]._today()
            checkpoints = self.env["seutuyp.plan.checkpoint"].sudo()
            rows = checkpoints._silent_tasks(
                "plan_id", Domain("plan_id", "in", self.ids), today
            )
        return {plan.id: count for plan, count in rows}

    @api.depends("action_ids.actual_state", "action_ids.is_dropped")
    @api.depends_context("lang")
    def _compute_realisation_parts(self):
        """Put the realisation per section, segment and organisation into words."""
        for plan in self:
            # of all actions, as the whole is: whoever reads the plan sees the same
            plan.realisation_parts = plan.sudo()._realisation_parts()

    @api.depends("realisation_parts")
    @api.depends_context("lang")
    def _compute_realisation_table(self):
        """Draw the table that is printed with the plan."""
        share = self.env["report.seutuyp_planning.report_basic_page"]._share
        for plan in self:
            plan.realisation_table = self.env["ir.qweb"]._render(
                "seutuyp_planning.realisation_table",
                {
                    "plan": plan,
                    "parts": plan._realisation_rows(plan.realisation_parts or []),
                    "share": share,
                },
            )

    def _realisation_parts(self):
        self.ensure_one()
        live = self.action_ids._live()
        found = realisation.by_key(
            realisation.Action(
                action.actual_state or "not_begun",
                (
                    ("section", action.goal_id.section),
                    *(
                        [("segment", action.goal_id.segment_id.id)]
                        if action.goal_id.segment_id
                        else []
                    ),
                    *(("partner", item.id) for item in action.responsible_partner_ids),
                ),
            )
            for action in live
        )
        labels = self._part_labels(live)
        return [
            {"kind": kind, "label": labels[kind, key], "percent": round(value, 1)}
            for (kind, key), value in found.items()
        ]

    def _part_labels(self, actions):
        goals = self.env["seutuyp.plan.goal"]
        sections = dict(goals._fields["section"]._description_selection(self.env))
        return {
            **{("section", code): label for code, label in sections.items()},
            **{("segment", item.id): item.name for item in actions.goal_id.segment_id},
            **{
                ("partner", item.id): item.name
                for item in actions.responsible_partner_ids
            },
        }


class SeutuypPlanVersion(models.Model):
    """What was approved, kept as it was, with the decision that approved it."""

    _name = "seutuyp.plan.version"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Version of a plan"
    _order = "plan_id, number desc"
    _guard_all = True

    plan_id = fields.Many2one(
        "seutuyp.plan", required=True, index=True, ondelete="cascade"
    )
    number = fields.Integer(required=True, aggregator=False)
    decision_id = fields.Many2one("seutuyp.decision", ondelete="restrict")
    kept_on = fields.Datetime(default=fields.Datetime.now, required=True)
    snapshot = fields.Json(required=True)

    _number_uniq = models.UniqueIndex(
        "(plan_id, number)", "This version is kept already. Reload the page."
    )

    @api.depends("plan_id.display_name", "number")
    def _compute_display_name(self):
        for version in self:
            version.display_name = f"{version.plan_id.display_name} – {version.number}"


class SeutuypPlanKeeping(models.Model):
    """Keeping versions, and changing an approved plan by a decision."""

    _inherit = "seutuyp.plan"

    version_ids = fields.One2many("seutuyp.plan.version", "plan_id")

    def _keep_version(self, decision):
        """Keep today's content as the next version."""
        self.ensure_one()
        self.env["seutuyp.plan.version"].sudo()._create_guarded(
            {
                "plan_id": self.id,
                "number": max(self.version_ids.mapped("number"), default=0) + 1,
                "decision_id": decision.id,
                "snapshot": self._snapshot(),
            }
        )
        self.invalidate_recordset(["version_ids"])

    def _snapshot(self):
        """Return goals and actions as plain values, by id."""
        self.ensure_one()
        actions = self.action_ids._live().sorted("id").grouped("goal_id")
        return {
            "goals": [
                {
                    "id": goal.id,
                    "section": goal.section,
                    "segment": goal.segment_id.id,
                    "name": goal.name,
                    "metric": goal.metric or "",
                    "target": goal.target or "",
                    "actions": [action._snapshot() for action in actions.get(goal, ())],
                }
                for goal in self.goal_ids
            ],
            "budget": [
                {"partner": line.partner_id.id, "planned": line.planned}
                for line in self.budget_line_ids
            ],
        }

    def _change(self, decision, add=None, drop=None):
        """Add or drop an action of an approved plan by a decision, in one step.

        :param decision: of the region's steering group
        :param dict add: values of the new action, ``goal_id`` among them
        :param drop: the action to drop
        :raise UserError: the plan is not approved, or the decision not the group's
        """
        self.ensure_one()
        self._lock()
        self._check_editor()
        self._check_decision(decision)
        if self.state != "approved":
            raise UserError(
                self.env._(
                    "Only an approved plan is changed by a decision. This one is “%s”.",
                    self._state_label(),
                )
            )
        task = self._add(decision, add) if add else self._drop(decision, drop)
        self._keep_version(decision)
        self._log(
            "change",
            label=self.env._("Added by a decision: %s", task.name)
            if add
            else self.env._("Dropped by a decision: %s", task.name),
            reason=decision.name,
        )
        return task

    def _check_complete(self, task):
        """Refuse an action that nobody is responsible for, or that has no metric.

        :raise UserError: naming everything that is missing
        """
        problems = self._problems_of_actions(task)
        if problems:
            raise UserError("\n".join(problems))

    def _add(self, decision, vals):
        if vals.get("goal_id") not in self.goal_ids.ids:
            raise UserError(self.env._("Choose a goal of this plan."))
        tasks = self.env["project.task"].sudo()
        task = tasks._create_guarded({**vals, "plan_decision_id": decision.id})
        self._check_complete(task)
        return task

    def _drop(self, decision, task):
        task.ensure_one()
        if task not in self.action_ids._live():
            raise UserError(
                self.env._("Choose an action of this plan that is not dropped yet.")
            )
        vals = {"is_dropped": True, "plan_decision_id": decision.id}
        task.sudo()._guarded().write(vals)
        return task


class ProjectTask(models.Model):
    _inherit = "project.task"

    def _snapshot(self):
        """Return what a version keeps of an action."""
        self.ensure_one()
        return {
            "id": self.id,
            "name": self.name,
            "metric": self.metric or "",
            "responsible": self.responsible_partner_ids.ids,
            "from": str(self.action_start or ""),
            "until": str(self.action_end or ""),
        }
