# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..tools.figure import weighted_mean

THERE = ("present", "remote", "deputy")


class SeutuypOrganisationYear(models.Model):
    """The figures of the page, each as {region id: number}.

    They are read as superuser: an organisation may know its own figures also in a
    region it has left. Of others nothing is read. One query or two a figure, whatever
    the number of regions.
    """

    _inherit = "seutuyp.organisation.year"

    def _grouped(self, model, domain, path, aggregates):
        """Return [(region id, aggregates …)] as superuser, archived records among them.

        :param str path: the field that leads to the region or regions
        """
        rows = (
            self.env[model]
            .sudo()
            .with_context(active_test=False)
            ._read_group(domain, [path], aggregates)
        )
        return [(region.id, *values) for region, *values in rows if region]

    def _sums(self, *args):
        """Return {region id: the first aggregate}, where it is not nothing."""
        return {id_: value for id_, value, *_more in self._grouped(*args) if value}

    # ------------------------------------------------------------------ what it gave
    def _meetings(self):
        """Return {region id: [meetings its people attended, people there]}."""
        rows = (
            self.env["calendar.attendee"]
            .sudo()
            ._read_group(
                [
                    ("partner_id.commercial_partner_id", "=", self.partner_id.id),
                    ("presence", "in", THERE),
                    ("event_id.meeting_state", "=", "held"),
                    ("event_id.seutuyp_year", "=", self.year),
                ],
                ["event_id"],
                ["__count"],
            )
        )
        found = {}
        for event, people in rows:
            for region in event.seutuyp_region_ids:
                line = found.setdefault(region.id, [0, 0])
                line[0] += 1
                line[1] += people
        return found

    def _resources(self):
        """Return {region id: [days, euros] promised}, and the same of confirmed ones.

        Of plans that have been approved; an action that was dropped asks for nothing.
        """
        promised, confirmed = {}, {}
        rows = (
            self.env["seutuyp.plan.resource"]
            .sudo()
            ._read_group(
                [
                    ("partner_id", "=", self.partner_id.id),
                    ("plan_id.year", "=", self.year),
                    ("plan_id.state", "in", ("approved", "closed")),
                    ("task_id.is_dropped", "=", False),
                ],
                ["plan_id", "confirmed_on:year"],
                ["days:sum", "euros:sum"],
            )
        )
        for plan, year, days, euros in rows:
            for found in (promised, confirmed)[: 2 if year else 1]:
                line = found.setdefault(plan.region_id.id, [0.0, 0.0])
                line[0] += days
                line[1] += euros
        return promised, confirmed

    def _actions(self, domain=()):
        """Return {region id: actions the organisation is responsible for}."""
        rows = (
            self.env["project.task"]
            .sudo()
            ._read_group(
                [
                    ("responsible_partner_ids", "in", self.partner_id.ids),
                    ("plan_id.year", "=", self.year),
                    ("plan_id.state", "in", ("approved", "closed")),
                    ("is_dropped", "=", False),
                    *domain,
                ],
                ["plan_id"],
                ["__count"],
            )
        )
        return {plan.region_id.id: count for plan, count in rows}

    def _services(self):
        """Return {region id: services it offers today}; the matrix keeps no history."""
        return self._sums(
            "seutuyp.service.offer",
            [("partner_id", "=", self.partner_id.id), ("active", "=", True)],
            "region_id",
            ["__count"],
        )

    # ------------------------------------------------------------------- what it got
    def _returned(self):
        """Return the organisation's yearly returns."""
        return (
            self.env["seutuyp.return"]
            .sudo()
            .search(
                [
                    ("partner_id", "=", self.partner_id.id),
                    ("year", "=", self.year),
                    ("state", "=", "returned"),
                ]
            )
        )

    def _feedback(self, returned):
        """Return {region id: mean grade, weighted by answers}, and answers."""
        means, answers = {}, {}
        for row in returned:
            told = row.feedback_ids.filtered("mean")
            mean = weighted_mean([(line.mean, line.answers) for line in told])
            if mean:
                means[row.region_id.id] = mean
                answers[row.region_id.id] = sum(told.mapped("answers"))
        return means, answers

    def _referrals(self, side):
        """Return {region id: customers handed on}, recorded one by one.

        :param str side: ``from`` (sent by the organisation) or ``to`` (received)
        :return: empty where referrals are not recorded in the system
        """
        if "seutuyp.referral" not in self.env:
            return {}
        return self._sums(
            "seutuyp.referral",
            [
                (f"{side}_partner_id", "=", self.partner_id.id),
                ("sent_on", ">=", f"{self.year}-01-01"),
                ("sent_on", "<=", f"{self.year}-12-31"),
            ],
            "region_id",
            ["__count"],
        )
