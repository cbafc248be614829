# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

_lt = LazyTranslate(__name__)


class SeutuypProcessReview(models.Model):
    """The owner looks with the others whether the process still serves (chapter 5)."""

    _name = "seutuyp.process.review"
    _inherit = [
        "seutuyp.judged.mixin",
        "seutuyp.workflow.mixin",
        "seutuyp.chain.mixin",
        "seutuyp.process.mark.mixin",
    ]
    _description = "Review of a process"
    _order = "due_date desc, id desc"

    _guarded_fields = frozenset(
        {
            "state",
            "period_start",
            "closed_on",
            "owner_told_on",
            "coordinator_told_on",
            "area_told_on",
        }
    )
    _transitions = {
        "start": Transition(
            _lt("Review begun"), "state", "in_progress", ("due",), "reviewer"
        ),
        "finish": Transition(
            _lt("Review finished"), "state", "done", ("in_progress",), "reviewer"
        ),
    }

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    region_id = fields.Many2one(related="process_id.region_id", store=True, index=True)
    period_start = fields.Date(
        readonly=True,
        copy=False,
        help="First day of the period this review is of; empty for one of its own.",
    )
    due_date = fields.Date(
        string="Review by",
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today(),
    )
    reviewer_id = fields.Many2one(
        "res.partner",
        domain=[("is_company", "=", False)],
        compute="_compute_reviewer_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="restrict",
        help="Who leads the review: the owner, unless the lead rotates.",
    )
    event_id = fields.Many2one(
        "calendar.event",
        string="Meeting",
        index="btree_not_null",
        ondelete="set null",
        help="The approving body's meeting at which the process is reviewed.",
    )
    approving_body = fields.Many2one(related="process_id.approving_body")
    finding_ids = fields.One2many("seutuyp.process.finding", "review_id")
    assessment_ids = fields.One2many("seutuyp.process.assessment", "review_id")
    outcome = fields.Selection(
        [
            ("keep", "Keep as it is"),
            ("revise", "Revise: begin the next version"),
            ("retire", "Retire the process"),
        ],
        copy=False,
    )
    decision_id = fields.Many2one(
        "seutuyp.decision",
        string="Decision of the body",
        domain="[('group_id', '=', approving_body)]",
        ondelete="restrict",
        copy=False,
    )
    note = fields.Text(string="Owner's conclusion", copy=False)
    state = fields.Selection(
        [("due", "To be done"), ("in_progress", "Under way"), ("done", "Done")],
        required=True,
        readonly=True,
        default="due",
        copy=False,
        index=True,
    )
    closed_on = fields.Date(string="Finished on", readonly=True, copy=False)
    owner_told_on = fields.Date(readonly=True, copy=False)
    coordinator_told_on = fields.Date(readonly=True, copy=False)
    area_told_on = fields.Date(string="Area contact told on", readonly=True, copy=False)
    is_late = fields.Boolean(string="Late", compute="_compute_is_late")
    may_change = fields.Boolean(compute="_compute_may_change")

    # However often the job runs, and however many at once.
    _period_once = models.UniqueIndex(
        "(process_id, period_start) WHERE period_start IS NOT NULL",
        "This period has its review already. Reload the page.",
    )

    @api.depends("process_id")
    def _compute_reviewer_id(self):
        for review in self:
            review.reviewer_id = review.reviewer_id or review.process_id.owner_id

    @api.depends("process_id.name", "due_date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        day = self.env["seutuyp.report.mixin"]._day
        for review in self:
            review.display_name = self.env._(
                "Review %(day)s: %(process)s",
                day=(review.due_date and day(review.due_date)) or "",
                process=review.process_id.name or "",
            )

    @api.depends("due_date", "state")
    def _compute_is_late(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for review in self:
            late = review.due_date and review.due_date < today
            review.is_late = bool(late and review.state != "done")

    @api.depends("is_late")
    def _compute_mark(self):
        return super()._compute_mark()

    def _mark(self, today):
        return self.is_late and "late"

    @api.depends("state", "reviewer_id")
    @api.depends_context("uid")
    def _compute_may_change(self):
        for review in self:
            review.may_change = review.state != "done" and review._has_role("reviewer")

    # --------------------------------------------------------------------- access
    def _has_role(self, role):
        """Return whether the user leads the review: owner, coordinator, reviewer."""
        self.ensure_one()
        # a new one does not know its process yet
        if self.process_id and self.process_id._has_role("owner"):
            return True
        return bool(self._origin) and self.env.user.partner_id == self.reviewer_id

    @api.model
    def _role_label(self, role):
        if role == "reviewer":
            return self.env._("whoever leads the review, the owner and the coordinator")
        return super()._role_label(role)

    def _may_change(self, operation):
        self.ensure_one()
        if operation == "write":
            return self._has_role("reviewer")
        return self.process_id._has_role("owner")

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "A review is led by the owner of the process or whoever the owner has "
                "named for it. Tell them what you have noticed."
            )
        )

    @api.model_create_multi
    def create(self, vals_list):
        reviews = super().create(vals_list)
        for review in reviews:
            if not self.env.su and review.process_id.state not in (
                "approved",
                "in_use",
            ):
                raise UserError(
                    self.env._(
                        "“%(process)s” is still being described: it is reviewed when "
                        "it has been approved.",
                        process=review.process_id.name,
                    )
                )
        return reviews

    def write(self, vals):
        self._check_open()
        if not self._guard_is_open():
            self._check_moved(vals)
        return super().write(vals)

    def _check_open(self):
        """Refuse changes of what has been concluded.

        :raise UserError: the review is done
        """
        done = self.filtered(lambda review: review.state == "done")
        if done and not self._guard_is_open():
            raise UserError(
                self.env._(
                    "%(review)s is finished and kept as it was. Add a new review "
                    "instead.",
                    review=done[:1].display_name,
                )
            )

    def _check_moved(self, vals):
        if "process_id" in vals:
            raise UserError(self.env._("A review stays with its process."))
        if "due_date" in vals and any(self.mapped("period_start")):
            raise UserError(
                self.env._(
                    "The day follows the rhythm of the process and the body's meeting. "
                    "Change those, or add a review of its own."
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_scheduled(self):
        if any(review.period_start or review.state != "due" for review in self):
            raise UserError(
                self.env._(
                    "A review of the rhythm, or one that has begun, is kept. Finish it "
                    "with a note instead."
                )
            )

    # -------------------------------------------------------------------- buttons
    def action_start(self):
        """Begin the review. Role: whoever leads it.

        :raise AccessError, UserError: see the transition table
        """
        self._transition("start")
        return True

    def action_finish(self):
        """Conclude: keep, revise (the next version begins) or retire the process.

        Of two who finish it at once the second is told that it is done.

        :raise UserError: no outcome, or neither a decision nor a note
        """
        self.ensure_one()
        self._lock()
        self._check_transition("finish")
        self._check_conclusion()
        today = self.env["seutuyp.dated.mixin"]._today()
        self._transition("finish", reason=self.note, values={"closed_on": today})
        self._carry_out()
        process = self.process_id.sudo()
        process._plan_reviews()
        return True

    def _check_conclusion(self):
        if not self.outcome:
            raise UserError(
                self.env._("Choose the outcome first: keep, revise or retire.")
            )
        if self.decision_id and self.decision_id.sudo().group_id != self.approving_body:
            raise UserError(
                self.env._(
                    "Choose a decision of %(body)s, which approves this process.",
                    body=self.approving_body.display_name,
                )
            )
        if not self.decision_id and not (self.note or "").strip():
            raise UserError(
                self.env._(
                    "Name the decision of the body, or write the owner's conclusion: "
                    "the others need to know the grounds."
                )
            )

    def _carry_out(self):
        """Do to the process what the review concluded."""
        process = self.process_id.sudo()
        reason = (self.note or "").strip() or self.decision_id.sudo().name
        if self.outcome == "revise" and process.state in ("approved", "in_use"):
            process._transition("revise", reason=reason)
        if self.outcome == "retire":
            name = "end" if process.state == "in_use" else "retire"
            process._transition(name, reason=reason)
