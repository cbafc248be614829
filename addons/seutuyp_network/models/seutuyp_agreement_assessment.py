# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

COMPUTED = [
    ("met", "Met"),
    ("not_met", "Not met"),
    ("manual", "For the reviewer to judge"),
]
VERDICTS = [
    ("met", "Met"),
    ("conditional", "Met with a condition"),
    ("not_met", "Not met"),
    ("clarify", "Clarification needed"),
]


class SeutuypAgreementAssessment(models.Model):
    """One criterion in one round: what the system finds, what the reviewer says."""

    _name = "seutuyp.agreement.assessment"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Assessment of a licence criterion"
    _order = "round_id desc, criterion_sequence, id"
    _rec_name = "criterion_id"
    _guard_all = True

    agreement_id = fields.Many2one(
        related="round_id.agreement_id", store=True, index=True, string="Agreement"
    )
    round_id = fields.Many2one(
        "seutuyp.review.round",
        required=True,
        ondelete="restrict",
        index=True,
        readonly=True,
    )
    criterion_id = fields.Many2one(
        "seutuyp.criterion", required=True, ondelete="restrict", readonly=True
    )
    criterion_sequence = fields.Integer(
        related="criterion_id.sequence", store=True, string="Order"
    )
    code = fields.Char(related="criterion_id.code")
    rule = fields.Text(related="criterion_id.rule")
    computed = fields.Selection(
        COMPUTED, compute="_compute_computed", string="The system finds"
    )
    evidence = fields.Text(compute="_compute_computed")
    frozen_computed = fields.Selection(COMPUTED, readonly=True)
    frozen_evidence = fields.Text(readonly=True)
    verdict = fields.Selection(VERDICTS, readonly=True, copy=False)
    condition = fields.Text(readonly=True, copy=False)
    condition_date = fields.Date(string="Condition by", readonly=True, copy=False)
    verdict_note = fields.Text(string="Note", readonly=True, copy=False)
    verdict_user_id = fields.Many2one(
        "res.users", string="Given by", readonly=True, ondelete="restrict"
    )
    verdict_date = fields.Datetime(string="Given on", readonly=True, copy=False)
    can_judge = fields.Boolean(compute="_compute_can_judge")

    _criterion_uniq = models.Constraint(
        "UNIQUE (round_id, criterion_id)", "A criterion is assessed once in a round."
    )

    @api.depends("frozen_computed", "round_id.decision")
    def _compute_computed(self):
        live = self.filtered(lambda item: not item.frozen_computed)
        results = {
            agreement: agreement._evaluate_criteria(live.criterion_id)
            for agreement in live.agreement_id
        }
        for item in self:
            if item.frozen_computed:
                item.computed, item.evidence = (
                    item.frozen_computed,
                    item.frozen_evidence,
                )
            elif item.agreement_id:
                item.computed, item.evidence = results[item.agreement_id][
                    item.criterion_id.id
                ]
            else:
                item.computed = item.evidence = False

    @api.depends_context("uid")
    @api.depends("round_id.decision")
    def _compute_can_judge(self):
        reviewer = self.env.user.has_group("seutuyp_network.group_reviewer")
        for item in self:
            item.can_judge = reviewer and not item.round_id.decision

    def _freeze(self):
        """Keep what the system found at the moment of the decision."""
        for item in self.sudo():
            item._guarded().write(
                {"frozen_computed": item.computed, "frozen_evidence": item.evidence}
            )

    # ------------------------------------------------------------------- buttons
    def action_verdict(self, verdict, note=None, condition=None, condition_date=None):
        """Give the verdict on these criteria. Role: reviewer.

        :param str verdict: ``met``, ``conditional``, ``not_met`` or ``clarify``
        :param str note: why; needed unless the criterion is simply met
        :param str condition: what must be done, for ``conditional``
        :param condition_date: by when, for ``conditional``
        :return: True
        :raise AccessError: the user is no reviewer
        :raise UserError: the round is decided, or something is missing
        """
        self.check_access("read")
        if not self.env.user.has_group("seutuyp_network.group_reviewer"):
            raise AccessError(
                self.env._("Verdicts are given by the ministry's reviewers.")
            )
        self._check_verdict(verdict, note, condition, condition_date)
        self.round_id._lock()
        if any(item.round_id.decision for item in self):
            raise UserError(
                self.env._(
                    "The round has been decided already; its verdicts are kept as "
                    "they are."
                )
            )
        self.sudo()._guarded().write(
            {
                "verdict": verdict,
                "verdict_note": (note or "").strip() or False,
                "condition": (condition or "").strip()
                if verdict == "conditional"
                else False,
                "condition_date": condition_date if verdict == "conditional" else False,
                "verdict_user_id": self.env.uid,
                "verdict_date": fields.Datetime.now(),
            }
        )
        return True

    def _check_verdict(self, verdict, note, condition, condition_date):
        if verdict not in dict(VERDICTS):
            raise UserError(self.env._("Choose one of the four verdicts."))
        if verdict == "conditional" and not (
            (condition or "").strip() and condition_date
        ):
            raise UserError(
                self.env._("Write the condition and the day by which it must be met.")
            )
        if verdict in ("not_met", "clarify") and not (note or "").strip():
            raise UserError(self.env._("Write in the note what is missing or unclear."))

    def action_met(self):
        """Verdict “met”. Role: reviewer."""
        self.action_verdict("met")
        return True

    def action_open_verdict(self):
        """Open the small form for a verdict that needs words."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "Verdict: %(criterion)s", criterion=self.criterion_id.name
            ),
            "res_model": "seutuyp.verdict.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_assessment_id": self.id,
                "default_verdict": self.env.context.get("seutuyp_verdict")
                or self.verdict
                or "met",
                "default_note": self.verdict_note,
                "default_condition": self.condition,
                "default_condition_date": self.condition_date,
            },
        }

    def action_open_evidence(self):
        """Open the records that the finding rests on."""
        self.ensure_one()
        return self.agreement_id._evidence_action(self.criterion_id.check)
