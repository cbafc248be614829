# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, models

from ..tools.figure import Figure, said, share, weighted_mean

APPROVED = ("approved", "closed")
# How far a goal counts; as with actions, what is half done counts half.
REACHED = {"yes": 1.0, "partly": 0.5, "no": 0.0}


class SeutuypIndicator(models.Model):
    """Cooperation indicators A and B (§4.4): plans, meetings, self-evaluation."""

    _inherit = "seutuyp.indicator"

    # ------------------------------------------------------------------------ plans
    @api.model
    def _plans_of(self, regions, year, states=APPROVED):
        return self.env["seutuyp.plan"].search_fetch(
            [
                ("region_id", "in", regions.ids),
                ("year", "=", year),
                ("state", "in", states),
            ],
            ["region_id", "realisation", "action_count", "approved_on"],
        )

    @api.model
    def _compute_plan_ready(self, regions, date_from, date_to):
        """Return 1 where the plan was approved before its year began, else 0.

        The annual calendar puts the approval in December (§4.3). Nothing is told of
        regions that had neither a plan nor an agreement here by then.
        """
        in_time = {
            plan.region_id.id
            for plan in self._plans_of(regions, date_to.year)
            if plan.approved_on and plan.approved_on < date_from
        }
        known = self._regions_using(regions, date_to)
        return {id_: float(id_ in in_time) for id_ in known | in_time}

    @api.model
    def _regions_using(self, regions, day):
        """Return the ids of regions with a plan or an entered agreement by a day."""
        planned = self.env["seutuyp.plan"]._read_group(
            [("region_id", "in", regions.ids), ("year", "<=", day.year)],
            ["region_id"],
        )
        agreements = (
            self.env["seutuyp.agreement"]
            .with_context(active_test=False)
            .search_fetch(
                [
                    ("region_ids", "in", regions.ids),
                    ("date_start", "<=", day),
                    ("create_date", "<", day + timedelta(days=1)),
                ],
                ["region_ids"],
            )
        )
        bound = agreements.region_ids & regions
        return {region.id for (region,) in planned} | set(bound.ids)

    @api.model
    def _compute_goals_reached(self, regions, date_from, date_to):
        """Return per cent of the goals judged; what was partly reached counts half."""
        plans = self._plans_of(regions, date_to.year)
        rows = self.env["seutuyp.plan.goal"]._read_group(
            [("plan_id", "in", plans.ids)], ["plan_id", "reached"], ["__count"]
        )
        found = {}
        for plan, reached, count in rows:
            judged = found.setdefault(plan.region_id.id, [0.0, 0, 0])
            judged[2] += count
            if reached:
                judged[0] += REACHED[reached] * count
                judged[1] += count
        return {
            id_: Figure(
                share(points, judged),
                coverage=[said("goals", judged=judged, all=count)],
            )
            for id_, (points, judged, count) in found.items()
            if judged
        }

    @api.model
    def _compute_actions_done(self, regions, date_from, date_to):
        """Return the realisation of approved plans, 0 to 100."""
        return {
            plan.region_id.id: Figure(
                plan.realisation,
                coverage=[said("actions", count=plan.action_count)],
            )
            for plan in self._plans_of(regions, date_to.year)
            if plan.action_count
        }

    # --------------------------------------------------------------------- meetings
    @api.model
    def _activity_of(self, regions, year, kinds):
        """Return {region id: meeting activity of its groups of these kinds, summed}."""
        groups = (
            self.env["seutuyp.group"]
            .with_context(active_test=False)
            .search_fetch(
                [("region_ids", "in", regions.ids), ("kind", "in", kinds)],
                ["region_ids"],
            )
        )
        activity = groups._meeting_activity(year)
        found = {}
        for group in groups.filtered(lambda group: group.id in activity):
            for region in group.region_ids:
                line = found.setdefault(region.id, {})
                for name, count in activity[group.id].items():
                    line[name] = line.get(name, 0) + count
        return found

    @api.model
    def _meetings_held(self, regions, year, kind):
        return {
            id_: Figure(
                line["held"],
                coverage=[said("meetings", held=line["held"], planned=line["planned"])],
            )
            for id_, line in self._activity_of(regions, year, [kind]).items()
        }

    @api.model
    def _compute_steering_meetings(self, regions, date_from, date_to):
        """Return the number of steering groups' meetings held."""
        return self._meetings_held(regions, date_to.year, "steering")

    @api.model
    def _compute_working_meetings(self, regions, date_from, date_to):
        """Return the number of working groups' meetings held."""
        return self._meetings_held(regions, date_to.year, "working")

    @api.model
    def _compute_attendance(self, regions, date_from, date_to):
        """Return per cent of those expected who were present, both kinds of groups."""
        kinds = ["steering", "working"]
        return {
            id_: share(line["present"], line["invited"])
            for id_, line in self._activity_of(regions, date_to.year, kinds).items()
            if line["held"]
        }

    # --------------------------------------------------------------- self-evaluation
    @api.model
    def _compute_evaluation_mean(self, regions, date_from, date_to):
        """Return the mean of the items told of closed self-evaluations, 1 to 7."""
        rows = self.env["seutuyp.evaluation.item"]._read_group(
            [
                ("evaluation_id.group_id.region_ids", "in", regions.ids),
                ("evaluation_id.year", "=", date_to.year),
                ("evaluation_id.state", "=", "closed"),
                ("kind", "=", "scale"),
                ("is_told", "=", True),
            ],
            ["evaluation_id"],
            ["mean:avg"],
        )
        found = {}
        for evaluation, mean in rows:
            for region in evaluation.group_id.region_ids:
                found.setdefault(region.id, []).append((evaluation, mean))
        return {
            id_: Figure(
                weighted_mean([(mean, row.answer_count) for row, mean in pairs]),
                coverage=[
                    said(
                        "evaluation",
                        answered=sum(row.answer_count for row, _mean in pairs),
                        asked=sum(row.invited_count for row, _mean in pairs),
                    )
                ],
            )
            for id_, pairs in found.items()
        }
