# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..tools import evaluation_light


class SeutuypRegion(models.Model):
    """How the duty to evaluate the steering group's work stands."""

    _inherit = "seutuyp.region"

    def _duties_for(self, look):
        """Put the self-evaluation last, where the inner work may be read."""
        found = super()._duties_for(look)
        rounds, groups = self._evaluations_of(look.today.year)
        for region in self:
            if region.id in look.roles:
                duty = region._duty_evaluation(
                    groups.get(region.id),
                    rounds.get(region.id),
                    look.today,
                    look.roles[region.id],
                )
                found[region.id].append(duty)
        return found

    def _evaluations_of(self, year):
        """Return ({region id: round of the year}, {region id: steering group}).

        One group may serve several regions.
        """
        groups = self.env["seutuyp.group"].search(
            [("kind", "=", "steering"), ("region_ids", "in", self.ids)], order="id"
        )
        evaluations = self.env["seutuyp.evaluation"].search(
            [
                ("group_id", "in", groups.ids),
                ("year", "=", year),
                ("state", "!=", "cancelled"),
            ]
        )
        of_group = {item.group_id: item for item in evaluations}
        rounds, first = {}, {}
        for group in groups:
            for region in group.region_ids:
                if group in of_group:
                    rounds.setdefault(region.id, of_group[group])
                first.setdefault(region.id, group)
        return rounds, first

    def _duty_evaluation(self, group, evaluation, today, role):
        finding = evaluation_light.evaluation(
            evaluation.state if evaluation else None,
            today,
            started=bool(self.coordinator_id and group),
        )
        if self.successor_id:
            finding = evaluation_light.Finding(evaluation_light.GREY, "merged")
        action, label = self._evaluation_step(group, evaluation, finding.code, role)
        return {
            "code": "evaluation",
            "label": self.env._("Self-evaluation"),
            "light": finding.light,
            "reason": self._evaluation_reason(finding.code, evaluation, today.year),
            "action": action,
            "action_label": label,
        }

    def _evaluation_reason(self, code, evaluation, year):
        sentences = {
            "merged": lambda: self.env._(
                "Merged into %(region)s.", region=self.successor_id.name
            ),
            "not_started": lambda: self.env._(
                "Nothing yet: there is no coordinator or no steering group."
            ),
            "not_yet": lambda: self.env._(
                "The steering group evaluates its work in the autumn."
            ),
            "missing": lambda: self.env._(
                "The steering group has not evaluated its work in %(year)s.", year=year
            ),
            "planned": lambda: self.env._("Planned, but the group is not asked yet."),
            "open": lambda: self.env._(
                "%(answered)s of %(asked)s have answered; the last day is %(day)s.",
                answered=evaluation.answer_count,
                asked=evaluation.invited_count,
                day=self._day(evaluation.deadline),
            ),
            "closed": lambda: self.env._(
                "Evaluated on %(day)s.", day=self._day(evaluation.closed_on)
            ),
        }
        return sentences[code]()

    def _evaluation_step(self, group, evaluation, code, role):
        """Return (action, label): what whoever looks can do about it."""
        if evaluation and code != "merged":
            labels = {
                "planned": self.env._("Check and ask the group"),
                "open": self.env._("See how many have answered"),
                "closed": self.env._("See the results"),
            }
            return self._open_form(evaluation), labels[evaluation.state]
        if role != "editor" or code not in ("missing", "not_yet"):
            return False, ""
        return group._plan_evaluation(), self.env._("Plan the self-evaluation")


class SeutuypGroup(models.Model):
    _inherit = "seutuyp.group"

    def _plan_evaluation(self):
        """Return the action that begins this year's self-evaluation."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan the self-evaluation"),
            "res_model": "seutuyp.evaluation",
            "views": [(False, "form")],
            "context": {"default_group_id": self.id},
        }
