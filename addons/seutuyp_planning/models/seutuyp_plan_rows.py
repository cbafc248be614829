# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SeutuypPlanBudgetLine(models.Model):
    """What a party puts into the year, planned and spent."""

    _name = "seutuyp.plan.budget.line"
    _inherit = ["seutuyp.plan.part.mixin"]
    _description = "Budget of a plan"
    _order = "plan_id, id"

    plan_id = fields.Many2one(
        "seutuyp.plan", required=True, index=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="plan_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Party",
        required=True,
        ondelete="restrict",
        domain=[("is_company", "=", True)],
    )
    planned = fields.Monetary()
    actual = fields.Monetary(string="Spent")
    note = fields.Char()

    _one_a_party = models.UniqueIndex(
        "(plan_id, partner_id)", "This party has its line in the budget already."
    )
    _not_negative = models.Constraint(
        "CHECK(planned >= 0 AND actual >= 0)", "A budget has no negative sums."
    )

    @api.model
    def _follow_up_fields(self):
        return frozenset({"actual", "note"})


class SeutuypPlanCommunication(models.Model):
    """A row of joint communication: channel, target group, who, cost."""

    _name = "seutuyp.plan.communication"
    _inherit = ["seutuyp.plan.part.mixin"]
    _description = "Communication of a plan"
    _order = "plan_id, sequence, id"

    plan_id = fields.Many2one(
        "seutuyp.plan", required=True, index=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="plan_id.currency_id")
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Channel", required=True)
    audience = fields.Char(string="Target group")
    partner_id = fields.Many2one(
        "res.partner", string="Who", domain=[("is_company", "=", True)]
    )
    schedule = fields.Char(string="When")
    cost = fields.Monetary()
    actual = fields.Char(string="How it went")

    _not_negative = models.Constraint(
        "CHECK(cost >= 0)", "The cost of communication cannot be negative."
    )

    @api.model
    def _follow_up_fields(self):
        return frozenset({"actual", "sequence"})


class SeutuypPlanCheckpoint(models.Model):
    """A day on which an action is looked at."""

    _name = "seutuyp.plan.checkpoint"
    _inherit = ["seutuyp.plan.part.mixin"]
    _description = "Checkpoint of an action"
    _order = "date, id"
    _guarded_fields = frozenset({"reminded_on", "escalated_on"})

    task_id = fields.Many2one(
        "project.task", required=True, index=True, ondelete="cascade"
    )
    plan_id = fields.Many2one(related="task_id.plan_id", store=True, index=True)
    date = fields.Date(required=True)
    reminded_on = fields.Date(copy=False, readonly=True)
    escalated_on = fields.Date(copy=False, readonly=True)

    _once = models.UniqueIndex(
        "(task_id, date)", "This action has a checkpoint on that day already."
    )

    @api.constrains("date", "task_id")
    def _check_year(self):
        for checkpoint in self:
            year = checkpoint.plan_id.year
            if year and checkpoint.date.year != year:
                raise ValidationError(
                    self.env._(
                        "The checkpoint %(day)s is outside the plan's year %(year)s. "
                        "Choose a day of that year.",
                        day=checkpoint.date,
                        year=year,
                    )
                )


class SeutuypPlanResource(models.Model):
    """What an action asks of one organisation, which confirms it."""

    _name = "seutuyp.plan.resource"
    _inherit = ["seutuyp.plan.part.mixin"]
    _description = "Resources of an action"
    _order = "task_id, id"
    _guarded_fields = frozenset({"confirmed_on", "confirmed_by_id"})

    task_id = fields.Many2one(
        "project.task", required=True, index=True, ondelete="cascade"
    )
    plan_id = fields.Many2one(related="task_id.plan_id", store=True, index=True)
    currency_id = fields.Many2one(related="plan_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        ondelete="restrict",
        domain=[("is_company", "=", True)],
    )
    days = fields.Float(string="Working days")
    euros = fields.Monetary()
    actual_days = fields.Float(string="Days used", copy=False)
    actual_euros = fields.Monetary(string="Euros used", copy=False)
    confirmed_on = fields.Date(copy=False, readonly=True)
    confirmed_by_id = fields.Many2one("res.partner", copy=False, readonly=True)

    _one_an_organisation = models.UniqueIndex(
        "(task_id, partner_id)", "This organisation has its line already."
    )
    _not_negative = models.Constraint(
        "CHECK(days >= 0 AND euros >= 0 AND actual_days >= 0 AND actual_euros >= 0)",
        "Days and euros cannot be negative.",
    )

    @api.model
    def _follow_up_fields(self):
        return frozenset({"actual_days", "actual_euros"})

    def write(self, vals):
        """Confirmed is what was promised then; other days or euros are asked anew."""
        result = super().write(vals)
        if {"days", "euros", "partner_id", "task_id"} & set(vals):
            void = {"confirmed_on": False, "confirmed_by_id": False}
            self.filtered("confirmed_on").sudo()._guarded().write(void)
        return result
