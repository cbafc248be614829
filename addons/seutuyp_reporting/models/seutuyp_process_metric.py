# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from ..tools.figure import Figure, said


class SeutuypProcessMetric(models.Model):
    """A metric of a process may be followed as an indicator of its region."""

    _inherit = "seutuyp.process.metric"

    indicator_id = fields.Many2one(
        "seutuyp.indicator",
        string="Told as the indicator",
        domain="[('computation', '=', 'process_metric')]",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        help="Its readings make up the values of this indicator.",
    )

    @api.model
    def _free_fields(self):
        return super()._free_fields() | {"indicator_id"}


class SeutuypIndicator(models.Model):
    _inherit = "seutuyp.indicator"

    metric_ids = fields.One2many(
        "seutuyp.process.metric", "indicator_id", string="Metrics of processes"
    )

    def _compute_process_metric(self, regions, date_from, date_to):
        """Return what the readings of a period come to: counts add up, means do not."""
        metrics = self.metric_ids.filtered(
            lambda metric: metric.process_id.region_id in regions
        )
        found = {}
        for metric in metrics:
            found.setdefault(metric.process_id.region_id.id, []).extend(
                value
                for day, _organisation, value in metric._indicator_values()
                if date_from <= day <= date_to
            )
        adds_up = self.value_kind in ("number", "money")
        return {
            id_: Figure(
                sum(values) if adds_up else sum(values) / len(values),
                coverage=[said("readings", count=len(values))],
            )
            for id_, values in found.items()
            if values
        }
