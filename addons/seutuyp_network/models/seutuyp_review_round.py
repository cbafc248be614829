# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

DECISIONS = [
    ("approved", "Approved"),
    ("clarification", "Returned for clarification"),
    ("rejected", "Rejected"),
    ("recalled", "Taken back by the region"),
]


class SeutuypReviewRound(models.Model):
    """One submission of an agreement and what became of it. Every round is kept."""

    _name = "seutuyp.review.round"
    _inherit = ["seutuyp.workflow.mixin"]
    _description = "Review round"
    _order = "agreement_id, number desc"

    _guarded_fields = frozenset(
        {
            "agreement_id",
            "number",
            "submitted_by_id",
            "submitted_on",
            "content_id",
            "content_hash",
            "assessment_ids",
            "statement",
            "statement_by_id",
            "statement_on",
            "decision",
            "reason",
            "decided_by_id",
            "decided_on",
            "meeting_id",
            "voided_on",
            "answer",
        }
    )

    agreement_id = fields.Many2one(
        "seutuyp.agreement",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    region_ids = fields.Many2many(related="agreement_id.region_ids")
    number = fields.Integer(required=True, readonly=True)
    submitted_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    submitted_on = fields.Datetime(readonly=True)
    answer = fields.Text(
        readonly=True,
        string="Covering note",
        help="The coordinator's word with the submission: what was clarified and how.",
    )
    content_id = fields.Many2one("seutuyp.agreement.content", readonly=True)
    content_hash = fields.Char(string="Content SHA-256", readonly=True)
    assessment_ids = fields.One2many(
        "seutuyp.agreement.assessment", "round_id", readonly=True
    )
    statement = fields.Text(string="Statement of the area contact", readonly=True)
    statement_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    statement_on = fields.Datetime(readonly=True)
    presenter_id = fields.Many2one(
        "res.users", help="Who takes the agreement to the deciding body."
    )
    body_id = fields.Many2one("seutuyp.deciding.body", string="Deciding body")
    meeting_id = fields.Many2one(
        "seutuyp.review.meeting", string="Review meeting", readonly=True, index=True
    )
    prepared_reason = fields.Text(
        string="Reason",
        groups="seutuyp_network.group_reviewer",
        help="Goes to the region with the decision. Only reviewers see it before.",
    )
    decision = fields.Selection(DECISIONS, readonly=True, copy=False, index=True)
    reason = fields.Text(string="Reason of the decision", readonly=True, copy=False)
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )
    decided_on = fields.Datetime(readonly=True, copy=False)
    voided_on = fields.Datetime(
        string="Void since",
        readonly=True,
        help="The text has changed since the approval.",
    )
    verdict_summary = fields.Char(compute="_compute_verdict_summary")
    can_decide = fields.Boolean(compute="_compute_can_decide")
    can_state = fields.Boolean(compute="_compute_can_state")

    _number_uniq = models.Constraint(
        "UNIQUE (agreement_id, number)", "The review round exists already."
    )
    _one_open = models.UniqueIndex(
        "(agreement_id) WHERE decision IS NULL",
        "The agreement already has an open round.",
    )

    def write(self, vals):
        # What was prepared belongs to the decision once it is made.
        if not self._guard_is_open():
            decided = self.sudo().filtered("decision")[:1]
            if decided:
                raise UserError(decided.with_env(self.env)._decided_message())
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        if not self._guard_is_open():
            raise UserError(self.env._("Every review round is kept as evidence."))

    @api.depends("agreement_id", "number")
    def _compute_display_name(self):
        for item in self:
            item.display_name = self.env._(
                "%(agreement)s, round %(number)s",
                agreement=item.agreement_id.display_name,
                number=item.number,
            )

    @api.depends("assessment_ids.verdict")
    def _compute_verdict_summary(self):
        labels = dict(
            self.env["seutuyp.agreement.assessment"]
            ._fields["verdict"]
            ._description_selection(self.env)
        )
        for item in self:
            counts = {}
            for line in item.assessment_ids:
                counts[line.verdict] = counts.get(line.verdict, 0) + 1
            parts = [
                f"{label}: {counts[key]}"
                for key, label in labels.items()
                if counts.get(key)
            ]
            if counts.get(False):
                parts.append(self.env._("no verdict: %(count)s", count=counts[False]))
            item.verdict_summary = ", ".join(parts)

    @api.depends_context("uid")
    @api.depends("decision")
    def _compute_can_decide(self):
        reviewer = self.env.user.has_group("seutuyp_network.group_reviewer")
        for item in self:
            item.can_decide = reviewer and not item.decision

    @api.depends_context("uid")
    @api.depends("decision")
    def _compute_can_state(self):
        for item in self:
            item.can_state = not item.decision and item.agreement_id._has_role("area")

    # ----------------------------------------------------------------- statement
    def action_state(self, statement):
        """Give the area contact's statement on the agreement.

        Role: area contact of one of the regions, until the decision.

        :param str statement: plain text
        :return: True
        """
        self.ensure_one()
        self.check_access("read")
        agreement = self.agreement_id
        if not agreement._has_role("area"):
            raise AccessError(
                self.env._("The statement is given by the area contact of the region.")
            )
        if self.decision:
            raise UserError(self.env._("The round has been decided already."))
        if not (statement or "").strip():
            raise UserError(self.env._("Write the statement first."))
        self._lock()
        self.sudo()._guarded().write(
            {
                "statement": statement.strip(),
                "statement_by_id": self.env.uid,
                "statement_on": fields.Datetime.now(),
            }
        )
        agreement._log("statement", self.env._("The area contact gave a statement"))
        own = agreement.with_context(lang=self.env.user.lang)
        agreement._done_todo(self.env.user, own._statement_todo())
        return True

    # ----------------------------------------------------------------- decisions
    def action_approve(self, reason=None):
        """Approve the agreement. Role: reviewer.

        :param str reason: what the region reads; the prepared reason by default
        :return: True
        :raise UserError: a verdict is missing or not favourable
        """
        for item in self:
            item._decide(
                "approve",
                reason or item.sudo().prepared_reason or item._approval_reason(),
            )
        return True

    def action_return(self, reason=None):
        """Return the agreement for clarification. Role: reviewer.

        :param str reason: what must be clarified; the prepared reason by default
        :return: True
        """
        for item in self:
            item._decide("return", reason or item.sudo().prepared_reason)
        return True

    def action_reject(self, reason=None):
        """Reject the agreement. Role: reviewer.

        :param str reason: why; the prepared reason by default
        :return: True
        """
        for item in self:
            item._decide("reject", reason or item.sudo().prepared_reason)
        return True

    def _approval_reason(self):
        conditions = self.assessment_ids.filtered(
            lambda line: line.verdict == "conditional"
        )
        if conditions:
            return self.env._(
                "The criteria are met, %(count)s with a condition.",
                count=len(conditions),
            )
        return self.env._("All criteria are met.")

    def _decide(self, transition, reason):
        self.ensure_one()
        self.check_access("read")
        self._lock()
        if self.decision and self.agreement_id._has_role("reviewer"):
            raise UserError(self._decided_message())
        self.agreement_id._check_transition(transition, reason)
        if transition == "approve":
            self._check_approvable()
        self.agreement_id._decide_round(self.sudo(), transition, reason.strip())

    def _decided_message(self):
        """Tell a reviewer who comes second who has decided, and what."""
        labels = dict(self._fields["decision"]._description_selection(self.env))
        return self.env._(
            "%(agreement)s was decided on %(day)s by %(who)s: %(decision)s.",
            agreement=self.agreement_id.display_name,
            day=self.env["seutuyp.agreement.party"]._day(self.decided_on),
            who=self.decided_by_id.sudo().name,
            decision=labels[self.decision],
        )

    def _check_approvable(self):
        missing = self.assessment_ids.filtered(lambda line: not line.verdict)
        if missing:
            raise UserError(
                self.env._(
                    "Give a verdict on every criterion before approving. Missing: "
                    "%(codes)s.",
                    codes=", ".join(missing.mapped("code")),
                )
            )
        against = self.assessment_ids.filtered(
            lambda line: line.verdict not in ("met", "conditional")
        )
        if against:
            raise UserError(
                self.env._(
                    "All criteria must hold. Criteria %(codes)s are not met: "
                    "return the "
                    "agreement or reject it.",
                    codes=", ".join(against.mapped("code")),
                )
            )

    def action_open_agreement(self):
        """Open the agreement of this round."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "seutuyp.agreement",
            "res_id": self.agreement_id.id,
            "view_mode": "form",
        }
