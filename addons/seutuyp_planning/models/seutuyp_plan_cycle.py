# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import formatLang

from ..tools import rhythm


class SeutuypPlan(models.Model):
    """The cycle: drafted, commented, submitted, approved, followed, closed."""

    _inherit = "seutuyp.plan"

    def action_open_comments(self):
        """Let the readers of the region comment on the goals."""
        self._transition("comment")
        return True

    def action_end_comments(self):
        """End the comments; the plan goes on being drafted."""
        self._transition("draft")
        return True

    def action_submit(self):
        """Submit the plan to the steering group.

        :raise UserError: naming everything that is missing
        """
        for plan in self:
            problems = plan._problems()
            if problems:
                raise UserError(
                    "\n".join([self.env._("Before the plan is submitted:"), *problems])
                )
        self._transition("submit")
        agendas = self.sudo().coming_event_ids.filtered("agenda_prepared")
        agendas._bring_plans()
        return True

    def action_return(self, reason=None, decision_id=None):
        """Return a submitted plan to drafting.

        :param str reason: what is to be changed
        :param int decision_id: the ``seutuyp.decision`` by which it is returned, if any
        :raise UserError: the decision is none of the region's steering group
        """
        if decision_id:
            decision = self.env["seutuyp.decision"].browse(decision_id).exists()
            for plan in self:
                plan._check_decision(decision)
        self._transition("return", reason=reason)
        return True

    def action_approve(self, decision_id=None):
        """Approve a submitted plan by a decision of the steering group.

        :param int decision_id: ``seutuyp.decision`` made at a meeting of a steering
            group of the region
        :raise UserError: no such decision is given
        """
        self.ensure_one()
        decision = self.env["seutuyp.decision"].browse(decision_id or []).exists()
        self._check_decision(decision)
        self._transition(
            "approve",
            values={
                "approval_decision_id": decision.id,
                # The meeting approved it, whenever that is written down here.
                "approved_on": rhythm.local(decision.sudo().event_id.start).date(),
            },
        )
        self._keep_version(decision)
        return True

    def _check_decision(self, decision):
        """Refuse what is no decision that this region's steering group has made.

        :raise UserError: another group's, a dropped one, or one of a meeting to come
        """
        self.ensure_one()
        decision = decision.sudo()
        group = decision.group_id
        if group.kind != "steering" or self.region_id not in group.region_ids:
            raise UserError(
                self.env._(
                    "Choose the decision of a meeting of the steering group of "
                    "%(region)s. Write it down in the meeting first.",
                    region=self.region_id.name,
                )
            )
        if decision.state == "dropped":
            raise UserError(
                self.env._(
                    "“%s” has been dropped, so nothing rests on it. Choose another "
                    "decision.",
                    decision.name,
                )
            )
        if decision.event_id.start > fields.Datetime.now():
            raise UserError(
                self.env._(
                    "“%s” belongs to a meeting that is still to come. Hold the meeting "
                    "first.",
                    decision.name,
                )
            )

    def action_close(self):
        """Close the year: every goal says whether it was reached.

        :raise UserError: naming the goals that do not
        """
        for plan in self:
            open_goals = plan.goal_ids.filtered(lambda goal: not goal.reached)
            if open_goals:
                raise UserError(
                    self.env._(
                        "Say of each goal whether it was reached, then close the plan. "
                        "Missing: %(goals)s.",
                        goals=", ".join(open_goals.mapped("name")),
                    )
                )
        self._transition("close")
        return True

    def action_reopen(self, reason=None):
        """Open a closed plan again, with a reason."""
        self._transition("reopen", reason=reason)
        return True

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_return": (
                self.env._("Return the plan"),
                self.env._(
                    "It goes back to drafting. The coordinator reads the reason."
                ),
            ),
            "action_reopen": (
                self.env._("Open the plan again"),
                self.env._("Actuals can be told again. The reason is kept in the log."),
            ),
        }

    # ------------------------------------------------------------------ what is missing
    def _problems(self):
        """Return what a plan still needs before it can be submitted, in sentences."""
        self.ensure_one()
        if not self.goal_ids:
            return [self.env._("Write at least one goal.")]
        return [
            *self._problems_of_goals(),
            *self._problems_of_actions(),
            *self._problems_of_budget(),
        ]

    def _problems_of_goals(self):
        return [
            self.env._(
                "“%(goal)s” has no action. Add one, or delete the goal.", goal=goal.name
            )
            for goal in self.goal_ids
            if not goal.action_ids._live()
        ]

    def _problems_of_actions(self, actions=None):
        problems = []
        for action in self.action_ids._live() if actions is None else actions:
            name = {"action": action.name}
            if not action.responsible_partner_ids:
                problems.append(
                    self.env._("“%(action)s” has nobody responsible.", **name)
                )
            elif not action.coordinating_partner_id:
                problems.append(
                    self.env._("“%(action)s”: choose who coordinates it.", **name)
                )
            if not action.metric:
                problems.append(
                    self.env._(
                        "“%(action)s” has no metric; “done / not done” will do.", **name
                    )
                )
        return problems

    def _problems_of_budget(self):
        """Compare what the actions cost each party with the budget."""
        wanted = {}
        for line in self.action_ids._live().resource_ids:
            wanted[line.partner_id] = wanted.get(line.partner_id, 0) + line.euros
        planned = {line.partner_id: line.planned for line in self.budget_line_ids}
        return [
            self.env._(
                "The budget does not add up: the actions cost %(party)s %(cost)s €, "
                "the budget has %(planned)s €.",
                party=partner.name,
                cost=formatLang(self.env, cost),
                planned=formatLang(self.env, planned.get(partner, 0)),
            )
            for partner, cost in wanted.items()
            if planned and abs(cost - planned.get(partner, 0)) >= 0.005
        ]

    # --------------------------------------------------------------------- carry over
    def action_carry_over(self):
        """Carry what is unfinished into next year's plan, which is made if missing.

        Pressed again, nothing comes twice.

        :return: action that opens next year's plan
        :raise UserError: next year's plan is no longer a draft
        """
        self.ensure_one()
        self._check_editor()
        if self.state not in ("approved", "closed"):
            raise UserError(
                self.env._("Only an approved or closed plan is carried into the next.")
            )
        self._lock()
        return self.env["seutuyp.region"]._open_form(self._carry_over())

    def _carry_over(self):
        self.ensure_one()
        plans = self.env["seutuyp.plan"]
        target = plans.search(
            [("region_id", "=", self.region_id.id), ("year", "=", self.year + 1)]
        ) or plans.create({"region_id": self.region_id.id, "year": self.year + 1})
        target._check_open()
        unfinished = self.action_ids._live().filtered(
            lambda action: action.actual_state != "done"
        )
        goals = {goal.carried_from_id: goal for goal in target.goal_ids}
        missing = unfinished.goal_id.filtered(lambda goal: goal not in goals)
        for goal in missing._carry_to(target):
            goals[goal.carried_from_id] = goal
        # an action that was archived there has been carried all the same
        there = target.with_context(active_test=False).action_ids.carried_from_id
        (unfinished - there)._carry_to(goals)
        return target

    # ---------------------------------------------------------------- opening windows
    def _decision_window(self, kind, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "seutuyp.plan.decision.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_plan_id": self.id, "default_kind": kind},
        }

    def action_ask_approval(self):
        """Open the choice of the decision that approves the plan."""
        self._check_transition("approve")
        return self._decision_window("approve", self.env._("Approve the plan"))

    def action_ask_change(self):
        """Open the choice of the decision that adds or drops an action."""
        self._check_editor()
        return self._decision_window("add", self.env._("Change by a decision"))

    def action_open_actions(self):
        """Open the plan's actions, by goal."""
        return self._actions_window(self.env["ir.actions.actions"]._for_xml_id)

    def _actions_window(self, window):
        """Return the plan's actions, by goal, as a window.

        :param window: function of an action's XML id that returns the action
        """
        self.ensure_one()
        return {
            **window("seutuyp_planning.project_task_action_plan"),
            "name": self.display_name,
            "domain": [("plan_id", "=", self.id)],
            "context": {"group_by": ["goal_id"], "seutuyp_plan_id": self.id},
        }
