# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import formatLang

from ..tools import sparkline


class SeutuypProcessMetric(models.Model):
    """By what the process is judged: part of its description, unlike its readings."""

    _name = "seutuyp.process.metric"
    _inherit = ["seutuyp.process.part.mixin"]
    _description = "Metric of a process"
    _order = "process_id, sequence, id"

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Metric", required=True)
    kind = fields.Selection(
        [("number", "Number"), ("percent", "Per cent"), ("mean", "Mean on a scale")],
        required=True,
        default="number",
    )
    scale = fields.Integer(
        string="Scale from 1 to", default=4, help="The best value of the scale."
    )
    target = fields.Float(required=True, aggregator=False)
    direction = fields.Selection(
        [
            ("up", "At least the target"),
            ("down", "At most the target"),
            ("keep", "Near the target"),
        ],
        required=True,
        default="up",
    )
    period = fields.Selection(
        [
            ("month", "Monthly"),
            ("quarter", "Quarterly"),
            ("half", "Twice a year"),
            ("year", "Yearly"),
        ],
        required=True,
        default="year",
        help="How often a reading is taken.",
    )
    source = fields.Char(help="Where the figures come from.")
    body_ids = fields.Many2many(
        "seutuyp.group",
        "seutuyp_process_metric_body_rel",
        "metric_id",
        "group_id",
        string="Handled by",
        copy=False,
        help="The groups that get the metric on their agendas.",
    )
    per_organisation = fields.Boolean(
        string="For each organisation",
        help="Each organisation tells its own figure; otherwise one tells the whole.",
    )
    collector_id = fields.Many2one(
        "res.partner",
        string="Collected by",
        domain=[("is_company", "=", False)],
        ondelete="restrict",
        copy=False,
        help="Empty: the owner of the process.",
    )
    reading_ids = fields.One2many("seutuyp.process.reading", "metric_id")
    last_value = fields.Float(compute="_compute_last", aggregator=False)
    last_date = fields.Date(string="Last reading", compute="_compute_last")
    target_state = fields.Selection(
        [("on", "✓ On target"), ("off", "✗ Off target"), ("none", "– No reading")],
        compute="_compute_last",
        string="How it stands",
    )
    is_due = fields.Boolean(string="Reading due", compute="_compute_last")
    chart_text = fields.Text(string="Readings in words", compute="_compute_chart")
    chart_svg = fields.Text(string="Chart", compute="_compute_chart")

    _scale_positive = models.Constraint(
        "CHECK(scale > 1)", "A scale goes from 1 to something more."
    )

    @api.model
    def _free_fields(self):
        return frozenset({"collector_id", "reading_ids", "sequence"})

    def _indicator_values(self):
        """Return the readings as (day, organisation, value), for indicators to draw on.

        The oldest first. Addons to the right link a metric to an indicator of theirs
        and read it here.

        :rtype: list of tuple
        """
        self.ensure_one()
        rows = self.reading_ids.sorted(lambda row: (row.date, row.id))
        return [(row.date, row.partner_id, row.value) for row in rows]

    def _latest(self):
        """Return the last reading; for each organisation, the last one of each."""
        self.ensure_one()
        rows = self.reading_ids.sorted(lambda row: (row.date, row.id), reverse=True)
        if not self.per_organisation:
            return rows[:1]
        latest = rows.grouped("partner_id").values()
        return self.env["seutuyp.process.reading"].union(*(own[:1] for own in latest))

    @api.depends(
        "reading_ids.value", "reading_ids.date", "target", "direction", "period"
    )
    def _compute_last(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for metric in self:
            latest = metric._latest()
            metric.last_value = sum(latest.mapped("value")) / max(len(latest), 1)
            metric.last_date = min(latest.mapped("date"), default=False)
            reached = all(latest.mapped("on_target"))
            metric.target_state = ("on" if reached else "off") if latest else "none"
            metric.is_due = sparkline.is_due(metric.last_date, today, metric.period)

    def _figure(self, value):
        """Return a value as people of the user's language write it."""
        self.ensure_one()
        digits = 0 if value == int(value) else 1
        return formatLang(self.env, value, digits=digits)

    @api.depends("reading_ids.value", "reading_ids.date", "target", "direction")
    @api.depends_context("lang")
    def _compute_chart(self):
        for metric in self:
            rows = metric.reading_ids.sorted(lambda row: (row.date, row.id))
            metric.chart_text = metric._chart_words(rows)
            metric.chart_svg = sparkline.draw(
                rows.mapped("value"), metric.target, metric.chart_text
            )

    @api.model
    def _target_words(self, row):
        """Return the target of a metric that a snapshot holds, as people write it.

        :param dict row: see :meth:`_snapshot`; older snapshots may lack parts
        """
        value = row.get("target") or 0
        text = formatLang(self.env, value, digits=0 if value == int(value) else 1)
        if row.get("kind") == "percent":
            text = f"{text} %"
        elif row.get("scale"):
            text = self.env._(
                "%(value)s on a scale from 1 to %(most)s",
                value=text,
                most=row["scale"],
            )
        if row.get("direction") == "down":
            return self.env._("at most %s", text)
        if row.get("direction") == "keep":
            return self.env._("near %s", text)
        return self.env._("at least %s", text)

    def _chart_words(self, rows):
        if not rows:
            return self.env._(
                "No readings yet (target %(target)s)", target=self._figure(self.target)
            )
        return self.env._(
            "%(reached)s of %(count)s on target, last %(last)s (target %(target)s)",
            reached=len(rows.filtered("on_target")),
            count=len(rows),
            last=self._figure(rows[-1:].value),
            target=self._figure(self.target),
        )

    def _who_collects(self):
        self.ensure_one()
        return self.collector_id or self.process_id.owner_id

    def action_new_reading(self):
        """Open an empty reading of this metric."""
        self.ensure_one()
        mine = self.env.user.partner_id.commercial_partner_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Tell a reading"),
            "res_model": "seutuyp.process.reading",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_metric_id": self.id,
                "default_partner_id": self.per_organisation and mine.id,
            },
        }

    def _snapshot(self):
        """Return the metric as an approved version keeps it."""
        self.ensure_one()
        selections = ("kind", "direction", "period")
        return {
            "id": self.id,
            "name": self.name,
            "target": self.target,
            "scale": self.scale if self.kind == "mean" else 0,
            "source": self.source or "",
            "bodies": self.body_ids.mapped("name"),
            "per_organisation": self.per_organisation,
            **{name: self[name] for name in selections},
        }


class SeutuypProcess(models.Model):
    _inherit = "seutuyp.process"

    metric_ids = fields.One2many("seutuyp.process.metric", "process_id", copy=True)

    def _snapshot_parts(self):
        return {
            **super()._snapshot_parts(),
            "metrics": [metric._snapshot() for metric in self.metric_ids],
        }
