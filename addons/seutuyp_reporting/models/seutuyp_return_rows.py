# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypReturnPartMixin(models.AbstractModel):
    """A row of a return: whose the return is, its rows are, until it is returned."""

    _name = "seutuyp.return.part.mixin"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.guard.mixin"]
    _description = "Row of a yearly return"

    def _may_change(self, operation):
        self.ensure_one()
        return self.return_id._may_change("write")

    @api.model
    def _may_not_change(self):
        return self.env["seutuyp.return"]._may_not_change()

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_open()
        return rows

    def write(self, vals):
        self._check_open()
        result = super().write(vals)
        if "return_id" in vals:
            self._check_open()
            self.check_access("write")
        return result

    def _check_open(self):
        if not self.env["seutuyp.return"]._guard_is_open():
            self.return_id._check_open()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_returned(self):
        self._check_open()


class SeutuypReturnAdvice(models.Model):
    """How often advice was given on one class of matters."""

    _name = "seutuyp.return.advice"
    _inherit = ["seutuyp.return.part.mixin"]
    _description = "Advice in a yearly return"
    _order = "return_id, class_id, id"
    _rec_name = "class_id"

    return_id = fields.Many2one(
        "seutuyp.return", required=True, index=True, ondelete="cascade"
    )
    region_id = fields.Many2one(related="return_id.region_id", store=True, index=True)
    partner_id = fields.Many2one(related="return_id.partner_id", store=True)
    year = fields.Integer(related="return_id.year", store=True, aggregator=False)
    class_id = fields.Many2one(
        "seutuyp.advice.class", string="About", required=True, ondelete="restrict"
    )
    count = fields.Integer(string="Times")

    _once = models.Constraint(
        "UNIQUE(return_id, class_id)", "This class is there already. Change that row."
    )
    _not_negative = models.Constraint("CHECK(count >= 0)", "Counts cannot be negative.")


class SeutuypReturnFeedback(models.Model):
    """The mean grade of one segment, against the target agreed."""

    _name = "seutuyp.return.feedback"
    _inherit = ["seutuyp.return.part.mixin"]
    _description = "Feedback in a yearly return"
    _order = "return_id, segment_id, id"
    _rec_name = "segment_id"

    return_id = fields.Many2one(
        "seutuyp.return", required=True, index=True, ondelete="cascade"
    )
    region_id = fields.Many2one(related="return_id.region_id", store=True, index=True)
    segment_id = fields.Many2one("seutuyp.segment", required=True, ondelete="restrict")
    mean = fields.Float(
        string="Mean grade", digits=(16, 2), aggregator="avg", help="From 1 to 5."
    )
    answers = fields.Integer(string="Number of answers")
    target = fields.Float(compute="_compute_target", digits=(16, 2), aggregator=False)
    has_target = fields.Boolean(compute="_compute_target")
    on_target = fields.Selection(
        [("on", "✓ On target"), ("off", "✗ Off target"), ("none", "–")],
        string="How it stands",
        compute="_compute_target",
    )

    _once = models.Constraint(
        "UNIQUE(return_id, segment_id)",
        "This segment is there already. Change that row.",
    )
    _sane = models.Constraint(
        "CHECK(answers >= 0 AND (mean = 0 OR mean BETWEEN 1 AND 5))",
        "Grades go from 1 to 5, and the number of answers from 0 on. Leave 0 where "
        "nobody has answered.",
    )

    @api.depends("segment_id", "mean", "return_id.region_id")
    def _compute_target(self):
        targets = self.return_id.region_id._feedback_targets()
        for row in self:
            target = targets.get((row.return_id.region_id.id, row.segment_id.id))
            row.has_target = target is not None
            row.target = target or 0.0
            reached = "on" if row.mean >= row.target else "off"
            row.on_target = reached if row.has_target and row.mean else "none"


class SeutuypRegion(models.Model):
    _inherit = "seutuyp.region"

    def _feedback_targets(self):
        """Return {(region id, segment id): target} agreed for feedback, in one search.

        :rtype: dict
        """
        rows = (
            self.env["seutuyp.indicator.target"]
            .sudo()
            .search(
                [
                    ("choice_id.region_id", "in", self.ids),
                    ("choice_id.active", "=", True),
                    ("choice_id.indicator_id.computation", "=", "return_feedback"),
                ]
            )
        )
        return {
            (row.choice_id.region_id.id, row.segment_id.id): row.target for row in rows
        }
