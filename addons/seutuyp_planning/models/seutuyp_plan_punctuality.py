# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import punctuality


class SeutuypPlanCheckpoint(models.Model):
    """Whether news of each checkpoint came on time; the rule is in
    ``tools/punctuality.py``."""

    _inherit = "seutuyp.plan.checkpoint"

    region_id = fields.Many2one(related="plan_id.region_id", store=True, index=True)
    area_id = fields.Many2one(related="region_id.area_id", store=True)
    year = fields.Integer(related="plan_id.year", store=True, aggregator=False)
    coordinating_partner_id = fields.Many2one(
        related="task_id.coordinating_partner_id", store=True
    )
    responsible_partner_ids = fields.Many2many(
        related="task_id.responsible_partner_ids"
    )
    told_on = fields.Date(
        compute="_compute_outcome",
        store=True,
        string="First news on",
        help="The first day, from the reminder on, on which something was told.",
    )
    outcome = fields.Selection(
        [("met", "On time"), ("missed", "Not on time")],
        compute="_compute_outcome",
        store=True,
        help="Empty when it does not count: before the approval, or dropped.",
    )
    met_percent = fields.Float(
        string="On time (%)",
        compute="_compute_outcome",
        store=True,
        aggregator="avg",
        help="100 when news came on time, 0 when not; the mean is the rate.",
    )

    @api.depends(
        "date",
        "task_id.is_dropped",
        "task_id.update_ids.told_on",
        "task_id.update_ids.takes_back_id",
        "plan_id.approval_event_id.start",
    )
    def _compute_outcome(self):
        for row in self:
            told = [
                (item._day(), item.state_after)
                for item in row.task_id._tellings().sorted("told_on")
            ]
            met = row.date and punctuality.met(row.date, told)
            row.told_on = row.date and punctuality.first_told(row.date, told)
            row.outcome = row._counts() and ("met" if met else "missed")
            row.met_percent = 100 if met else 0

    def _counts(self):
        """Return whether the plan was approved by then and the action is kept."""
        self.ensure_one()
        approval = self.plan_id.sudo().approval_event_id
        approved = approval and self.env["seutuyp.home"]._local_date(approval.start)
        return bool(
            approved
            and self.date
            and self.date >= approved
            and not self.task_id.is_dropped
        )

    @api.model
    def _counted(self):
        """Return the domain of checkpoints whose time has run out."""
        last = punctuality.last_counted(self.env["seutuyp.dated.mixin"]._today())
        return Domain("outcome", "!=", False) & Domain("date", "<=", last)

    @api.model
    def _rates(self, groupby, domain):
        """Return {group: (met, counted)} of many plans, organisations… at one query.

        :param str groupby: ``plan_id``, ``responsible_partner_ids``, ``region_id``,
            ``area_id`` or ``year``
        :param domain: which checkpoints, before those that do not count are left out
        """
        rows = self._read_group(
            self._counted() & Domain(domain), [groupby, "outcome"], ["__count"]
        )
        found = {}
        for group, outcome, count in rows:
            met, counted = found.get(group, (0, 0))
            found[group] = (met + (outcome == "met") * count, counted + count)
        return found


class SeutuypPlan(models.Model):
    _inherit = "seutuyp.plan"

    on_time_percent = fields.Float(
        string="Updated on time (%)",
        compute="_compute_on_time",
        help="The share of checkpoints of which something was told between the "
        "reminder and a week after the checkpoint.",
    )
    on_time_text = fields.Char(string="Updated on time", compute="_compute_on_time")

    @api.depends("action_ids.checkpoint_ids.outcome", "action_ids.checkpoint_ids.date")
    @api.depends_context("lang")
    def _compute_on_time(self):
        rates = (
            self.env["seutuyp.plan.checkpoint"]
            .sudo()
            ._rates("plan_id", [("plan_id", "in", self.ids)])
        )
        rates = {plan.id: rate for plan, rate in rates.items()}
        for plan in self:
            met, counted = rates.get(plan._origin.id, (0, 0))
            plan.on_time_percent = punctuality.percent(met, counted) or 0
            plan.on_time_text = bool(counted) and self.env._(
                "%(met)s of %(counted)s checkpoints", met=met, counted=counted
            )
