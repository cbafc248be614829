# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError

SECTIONS = [
    ("process", "Service processes and skills"),
    ("communication", "Joint communication"),
    ("segment", "Joint actions by segment"),
]


class SeutuypPlanGoal(models.Model):
    """A goal of the plan; its actions are ordinary tasks."""

    _name = "seutuyp.plan.goal"
    _inherit = ["seutuyp.plan.part.mixin"]
    _description = "Goal of a plan"
    _order = "plan_id, section_order, segment_id, sequence, id"
    _guarded_fields = frozenset({"carried_from_id"})

    plan_id = fields.Many2one(
        "seutuyp.plan", required=True, index=True, ondelete="cascade"
    )
    region_id = fields.Many2one(related="plan_id.region_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    section = fields.Selection(SECTIONS, required=True, default="process")
    section_order = fields.Integer(
        compute="_compute_section_order", store=True, aggregator=False
    )
    segment_id = fields.Many2one("seutuyp.segment", domain=[("parent_id", "=", False)])
    name = fields.Char(string="Goal", required=True)
    metric = fields.Char()
    target = fields.Char()
    reached = fields.Selection(
        [("yes", "Reached"), ("partly", "Partly reached"), ("no", "Not reached")],
        copy=False,
    )
    reached_note = fields.Text(string="In words", copy=False)
    action_ids = fields.One2many("project.task", "goal_id", string="Actions")
    comment_ids = fields.One2many("seutuyp.plan.comment", "goal_id")
    carried_from_id = fields.Many2one(
        "seutuyp.plan.goal", copy=False, readonly=True, ondelete="set null"
    )

    _carried_once = models.UniqueIndex(
        "(plan_id, carried_from_id) WHERE carried_from_id IS NOT NULL",
        "This goal has been carried over already.",
    )

    @api.model
    def _follow_up_fields(self):
        return frozenset({"reached", "reached_note", "sequence"})

    @api.depends("section")
    def _compute_section_order(self):
        order = [code for code, _label in SECTIONS]
        for goal in self:
            goal.section_order = order.index(goal.section)

    @api.constrains("section", "segment_id")
    def _check_segment(self):
        for goal in self:
            if (goal.section == "segment") != bool(goal.segment_id):
                raise ValidationError(
                    self.env._(
                        "“%(goal)s”: a joint action for companies names its segment; "
                        "other goals name none.",
                        goal=goal.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_actions(self):
        self.action_ids.unlink()

    def _carry_to(self, plan):
        """Return copies of these goals in next year's plan, all made at once."""
        return self._create_guarded(
            [
                {**vals, "plan_id": plan.id, "carried_from_id": goal.id}
                for goal, vals in zip(self, self.copy_data(), strict=True)
            ]
        )


class SeutuypPlanComment(models.Model):
    """What somebody in the region thinks of a goal, and the answer."""

    _name = "seutuyp.plan.comment"
    _inherit = ["seutuyp.plan.access.mixin"]
    _description = "Comment on a goal"
    _order = "goal_id, id"

    goal_id = fields.Many2one(
        "seutuyp.plan.goal", required=True, index=True, ondelete="cascade"
    )
    plan_id = fields.Many2one(related="goal_id.plan_id", store=True, index=True)
    author_id = fields.Many2one(
        "res.partner",
        required=True,
        readonly=True,
        default=lambda self: self.env.user.partner_id,
    )
    text = fields.Text(required=True)
    answer = fields.Text()
    is_answered = fields.Boolean(compute="_compute_is_answered", store=True)

    @api.depends("answer")
    def _compute_is_answered(self):
        for comment in self:
            comment.is_answered = bool((comment.answer or "").strip())
