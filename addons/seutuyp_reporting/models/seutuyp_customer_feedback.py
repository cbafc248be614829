# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, fields, models

from ..tools.figure import Figure, said
from ..tools.threshold import shown_parts, shown_whole

WORD_MAX = 300


class SeutuypCustomerFeedback(models.Model):
    """What a customer answered: nothing tells who it was, nor on which day."""

    _name = "seutuyp.customer.feedback"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Customer feedback"
    _order = "month desc, id desc"
    _log_access = False
    _guard_all = True

    link_id = fields.Many2one(
        "seutuyp.customer.feedback.link",
        required=True,
        index=True,
        ondelete="cascade",
    )
    region_id = fields.Many2one(related="link_id.region_id", store=True, index=True)
    partner_id = fields.Many2one(
        related="link_id.partner_id", string="Organisation", store=True
    )
    month = fields.Date(
        string="First day of the month",
        required=True,
        index=True,
    )
    grade = fields.Integer(required=True, aggregator="avg", help="From 1 to 4.")
    segment_id = fields.Many2one("seutuyp.segment", ondelete="set null")
    word = fields.Char(
        string="In their words",
        size=WORD_MAX,
        help="Erased by night when it has been kept for as long as the settings say: "
        "24 months unless they say otherwise. The grade stays.",
    )

    period = fields.Char(string="Month", compute="_compute_period")

    _grade_on_scale = models.Constraint(
        "CHECK(grade BETWEEN 1 AND 4)", "Choose one of the four answers."
    )

    @api.depends("month")
    def _compute_period(self):
        for row in self:
            row.period = row.month and f"{row.month.month}/{row.month.year}"

    @api.depends("link_id", "grade")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.link_id.display_name}: {row.grade}"


class SeutuypIndicator(models.Model):
    """Every month's mean becomes a measurement by the nightly run."""

    _inherit = "seutuyp.indicator"

    computation = fields.Selection(
        selection_add=[("customer_feedback", "Daily customer feedback")]
    )

    @api.model
    def _compute_customer_feedback(self, regions, date_from, date_to):
        """Return the mean grade of a period, whole and per segment (§4.4, D).

        A mean of fewer than three answers is not told, nor one that subtracting the
        others from the whole would tell.
        """
        groups = self.env["seutuyp.customer.feedback"]._read_group(
            [
                ("region_id", "in", regions.ids),
                ("month", ">=", date_from),
                ("month", "<=", date_to),
            ],
            ["region_id", "segment_id"],
            ["__count", "grade:sum"],
        )
        found = defaultdict(dict)
        for region, segment, count, total in groups:
            found[region.id][segment.id or 0] = (count, total)
        return {id_: self._feedback_figures(parts) for id_, parts in found.items()}

    def _feedback_figures(self, parts):
        """Return what may be told of one region.

        :param dict parts: segment id or 0 → (number of answers, sum of grades)
        """
        counts = {segment: count for segment, (count, _total) in parts.items()}
        whole = shown_whole(counts)
        if whole is None:
            return []
        total = sum(total for _count, total in parts.values())
        told = shown_parts(counts) if self.by_segment else {}
        rows = [(0, whole, total / whole)] + [
            (segment, count, parts[segment][1] / count)
            for segment, count in told.items()
            if segment and count
        ]
        return [
            Figure(mean, segment, [said("answers", count=count)])
            for segment, count, mean in rows
        ]
