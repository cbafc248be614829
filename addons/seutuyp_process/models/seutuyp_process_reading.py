# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ..tools import sparkline


class SeutuypProcessReading(models.Model):
    """How a metric stood: told by whoever collects it, or by an organisation itself."""

    _name = "seutuyp.process.reading"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.guard.mixin"]
    _description = "Reading of a metric"
    _order = "date desc, id desc"
    _rec_name = "metric_id"

    metric_id = fields.Many2one(
        "seutuyp.process.metric", required=True, index=True, ondelete="cascade"
    )
    process_id = fields.Many2one(related="metric_id.process_id", store=True, index=True)
    per_organisation = fields.Boolean(related="metric_id.per_organisation")
    target = fields.Float(related="metric_id.target")
    date = fields.Date(
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today(),
        help="The day, or the last day of the period, that the reading tells of.",
    )
    value = fields.Float(required=True, aggregator="avg")
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        domain=[("is_company", "=", True)],
        ondelete="restrict",
    )
    note = fields.Char()
    on_target = fields.Boolean(compute="_compute_on_target")
    target_state = fields.Selection(
        [("on", "✓ On target"), ("off", "✗ Off target")],
        string="How it stands",
        compute="_compute_on_target",
    )

    _once = models.UniqueIndex(
        "(metric_id, date, COALESCE(partner_id, 0))",
        "This day has its reading already. Correct that one.",
    )

    @api.depends("value", "metric_id.target", "metric_id.direction")
    def _compute_on_target(self):
        for row in self:
            metric = row.metric_id
            row.on_target = sparkline.on_target(
                row.value, metric.target, metric.direction
            )
            row.target_state = "on" if row.on_target else "off"

    @api.constrains("metric_id", "partner_id")
    def _check_organisation(self):
        for row in self:
            if row.metric_id.per_organisation != bool(row.partner_id):
                raise ValidationError(
                    self.env._("Choose the organisation whose figure this is.")
                    if not row.partner_id
                    else self.env._(
                        "“%(metric)s” is told of the whole: leave the organisation "
                        "empty.",
                        metric=row.metric_id.name,
                    )
                )

    @api.constrains("metric_id", "value")
    def _check_value(self):
        for row in self:
            metric = row.metric_id
            if metric.kind == "mean" and not 1 <= row.value <= metric.scale:
                raise ValidationError(
                    self.env._(
                        "“%(metric)s” is told on the scale from 1 to %(most)s.",
                        metric=metric.name,
                        most=metric.scale,
                    )
                )

    @api.constrains("date")
    def _check_date(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        if any(row.date > today for row in self):
            raise ValidationError(
                self.env._(
                    "A reading tells of what has been: choose a day until today."
                )
            )

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        self.ensure_one()
        metric, person = self.metric_id, self.env.user.partner_id
        if metric.process_id._has_role("editor") or person == metric.collector_id:
            return True
        own = person.commercial_partner_id
        return bool(
            own
            and own == self.partner_id
            and metric.per_organisation
            and own in metric.process_id._taking_part()
        )

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "Readings are told by whoever collects the metric, by the owner and "
                "the development team, and by each organisation of its own figure."
            )
        )

    def write(self, vals):
        result = super().write(vals)
        if {"metric_id", "partner_id"} & set(vals) and not self.env.su:
            self.check_access("write")  # of where it has come to, as well
        return result


class SeutuypProcess(models.Model):
    _inherit = "seutuyp.process"

    def _taking_part(self):
        """Return the organisations that take part: of lanes, duties and the team."""
        process = self.sudo()
        own = process.lane_ids.filtered(lambda lane: not lane.is_customer).partner_id
        duties = process.responsibility_ids.partner_id
        team = process.member_ids.filtered(lambda member: not member.is_customer)
        return (own | duties | team.organisation_id).with_env(self.env)
