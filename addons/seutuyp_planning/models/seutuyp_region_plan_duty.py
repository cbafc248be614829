# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Domain

from ..tools import plan_light, punctuality


class SeutuypRegion(models.Model):
    """How the duties to have a plan and to tell how it goes stand.

    The rules are in ``tools/plan_light.py``.
    """

    _inherit = "seutuyp.region"

    def _duties_for(self, look):
        """Put the plan and its actuals last, where the inner work may be read."""
        found = super()._duties_for(look)
        today, roles = look.today, look.roles
        inner = self.browse([id_ for id_ in self.ids if id_ in roles])
        plans = inner._plans_around(today.year)
        facts = inner._actuals_facts(today)
        for region in inner:
            own = plans.get(region.id, {})
            found[region.id] += [
                region._duty_plan(own, today, roles[region.id]),
                region._duty_actuals(own.get(today.year), facts[region.id], look),
            ]
        return found

    def _plans_around(self, year):
        """Return {region id: {year: plan}} of last, this and next year."""
        plans = self.env["seutuyp.plan"].search(
            [
                ("region_id", "in", self.ids),
                ("year", ">=", year - 1),
                ("year", "<=", year + 1),
            ]
        )
        found = {}
        for plan in plans:
            found.setdefault(plan.region_id.id, {})[plan.year] = plan
        return found

    # ----------------------------------------------------------------------- plan
    def _duty_plan(self, plans, today, role):
        states = {year: plan.state for year, plan in plans.items()}
        finding = plan_light.plan(states, today, started=bool(self.coordinator_id))
        if self.successor_id:
            finding = plan_light.Finding(plan_light.GREY, "merged")
        action, label = self._plan_step(finding, plans, role)
        return {
            "code": "plan",
            "label": self.env._("Action plan"),
            "light": finding.light,
            "reason": self._plan_reason(finding),
            "action": action,
            "action_label": label,
        }

    def _plan_reason(self, finding):
        values = {"year": finding.year, "region": self.successor_id.name or ""}
        sentences = {
            "merged": lambda: self.env._("Merged into %(region)s.", **values),
            "not_started": lambda: self.env._(
                "Nothing yet: the region has no coordinator."
            ),
            "missing": lambda: self.env._("No plan for %(year)s yet.", **values),
            "draft": lambda: self.env._(
                "The plan for %(year)s is being drafted.", **values
            ),
            "comments": lambda: self.env._(
                "The plan for %(year)s is out for comments.", **values
            ),
            "submitted": lambda: self.env._(
                "The plan for %(year)s waits for the steering group’s decision.",
                **values,
            ),
            "approved": lambda: self.env._(
                "The plan for %(year)s is approved.", **values
            ),
            "unclosed": lambda: self.env._(
                "The plan for %(year)s has not been closed yet.", **values
            ),
        }
        return sentences[finding.code]()

    def _plan_step(self, finding, plans, role):
        """Return (action, label): what whoever looks can do about it."""
        plan = plans.get(finding.year)
        if plan:
            labels = {
                "unclosed": self.env._("Close the plan"),
                "submitted": self.env._("Record the decision"),
                "draft": self.env._("Go on drafting"),
            }
            label = role == "editor" and labels.get(finding.code)
            return self._open_form(plan), label or self.env._("Open the plan")
        if role == "editor" and finding.code == "missing":
            return self._begin_plan_action(finding.year), self.env._("Begin the plan")
        return False, ""

    def _begin_plan_action(self, year):
        """Return the window in which a plan is begun."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Begin the plan for %(year)s", year=year),
            "res_model": "seutuyp.plan.begin.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_region_id": self.id, "default_year": year},
        }

    # -------------------------------------------------------------------- actuals
    def _actuals_facts(self, today):
        """Return {region id: facts} for ``tools/plan_light.py``; three queries.

        As superuser, but of readable regions only and no more than numbers.
        """
        checkpoints = self.env["seutuyp.plan.checkpoint"].sudo()
        here = Domain("region_id", "in", self.ids) & Domain("year", "=", today.year)
        last = punctuality.last_counted(today)
        rates = checkpoints._rates("region_id", here)
        silent = dict(checkpoints._silent_tasks("region_id", here, today))
        overdue = dict(checkpoints._silent_tasks("region_id", here, last))
        late = dict(
            self.env["project.task"]
            .sudo()
            ._read_group(
                [
                    ("plan_id.region_id", "in", self.ids),
                    ("plan_id.year", "=", today.year),
                    ("is_action_late", "=", True),
                ],
                ["plan_id"],
                ["__count"],
            )
        )
        late = {plan.region_id.id: count for plan, count in late.items()}
        silent, overdue, rates = (
            {region.id: value for region, value in found.items()}
            for found in (silent, overdue, rates)
        )
        return {
            id_: plan_light.Actuals(
                overdue=overdue.get(id_, 0),
                silent=silent.get(id_, 0),
                late=late.get(id_, 0),
                rate=punctuality.percent(*rates.get(id_, (0, 0))),
            )
            for id_ in self.ids
        }

    def _duty_actuals(self, plan, facts, look):
        carried_out = bool(plan) and plan.state in plan_light.APPROVED
        finding = plan_light.actuals(facts, carried_out=carried_out)
        if self.successor_id:
            finding = plan_light.Finding(plan_light.GREY, "merged")
        return {
            "code": "actuals",
            "label": self.env._("Actuals"),
            "light": finding.light,
            "reason": self._actuals_reason(finding.code, facts),
            "action": carried_out and plan._actions_window(look.window),
            "action_label": self.env._("Open the actions") if carried_out else "",
        }

    def _actuals_reason(self, code, facts):
        rate = facts.rate is not None and self.env._(
            "%(rate)s %% of actions updated on time.", rate=round(facts.rate)
        )
        sentences = {
            "merged": lambda: self.env._(
                "Merged into %(region)s.", region=self.successor_id.name
            ),
            "no_plan": lambda: self.env._("Told once this year’s plan is approved."),
            "overdue": lambda: self.env._(
                "Silent for over a week after a checkpoint: %(count)s.",
                count=facts.overdue,
            ),
            "silent": lambda: self.env._(
                "Actions that wait for news: %(count)s.", count=facts.silent
            ),
            "late": lambda: self.env._(
                "Actions that should be done by now: %(count)s.", count=facts.late
            ),
            "calm": lambda: self.env._("No checkpoint has passed yet."),
        }
        sentence = sentences[code]() if code in sentences else ""
        return "\n".join(part for part in (sentence, rate) if part)
