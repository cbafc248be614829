# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain

from ..tools.workbook_charts import Chart

LAST_YEARS = 10
# Of others it makes no sense to say how far they are.
CARRIED_OUT = Domain("state", "in", ("approved", "closed"))


class ExportPlan(models.AbstractModel):
    """Plans of each year and how far they have been carried out."""

    _name = "seutuyp.export.plan"
    _inherit = ["seutuyp.export.table"]
    _description = "Plans in Excel"
    _table_model = "seutuyp.plan"
    _table_order = "year desc, region_id, id"

    @api.model
    def _title(self):
        return self.env._("Plans")

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("region_id"),
            column("year", kind="year"),
            column("state", width=18),
            column("approved_on", meaning=self.env._("The day of the decision.")),
            column("action_count", meaning=self.env._("Without dropped ones.")),
            column("realisation", kind="percent"),
            column("mission", width=50),
            column("priorities", width=60),
        ]

    @api.model
    def _charts(self, places):
        """Return the realisation of each year, and of each region in the last one."""
        model = self.env[self._table_model]
        domain = self._domain(places) & CARRIED_OUT
        mean = ["realisation:avg"]
        years = model._read_group(domain, ["year"], mean, order="year")
        if not years:
            return []
        head = [self.env._("Done, %")]
        rows = [(str(year), [round(done)]) for year, done in years[-LAST_YEARS:]]
        title = self.env._("Plans carried out, mean by year")
        charts = [Chart(title, self.env._("Year"), head, rows)]
        latest = years[-1][0]
        regions = model._read_group(
            domain & Domain("year", "=", latest), ["region_id"], mean
        )
        if len(regions) > 1:
            rows = [(region.name, [round(done)]) for region, done in regions]
            title = self.env._("Plans carried out in %(year)s", year=latest)
            charts.append(Chart(title, self.env._("Region"), head, rows, kind="bar"))
        return charts


class ExportAction(models.AbstractModel):
    """Goals and actions of the plans, with what has come of them."""

    _name = "seutuyp.export.action"
    _inherit = ["seutuyp.export.table"]
    _description = "Actions in Excel"
    _table_model = "project.task"
    _table_order = "plan_id, goal_id, sequence, id"
    _table_domain = (("plan_id", "!=", False),)
    _region_path = "plan_id.region_id"

    @api.model
    def _title(self):
        return self.env._("Actions")

    @api.model
    def _note(self):
        return self.env._("One row an action, with its goal and with what was done.")

    @api.model
    def _export_columns(self):
        column = self._column
        return [
            column("plan_id.region_id"),
            column("plan_id.year", kind="year"),
            column("goal_id.section", self.env._("Section"), width=18),
            column("goal_id.segment_id"),
            column("goal_id.name", self.env._("Goal"), width=40),
            column("goal_id.reached", width=16),
            column("name", self.env._("Action"), width=44),
            column("coordinating_partner_id", width=30),
            column("responsible_partner_ids", width=40),
            column("metric", meaning=self.env._("How one sees that it is done.")),
            column("action_start"),
            column("action_end"),
            column("actual_state", width=16),
            column(
                "actual", meaning=self.env._("What has been done, in words."), width=44
            ),
            column("actual_updated_on", meaning=self.env._("Finnish time.")),
            column(
                "is_dropped",
                meaning=self.env._("Left out by a decision during the year."),
            ),
        ]
