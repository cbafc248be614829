# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class SeutuypAgreement(models.Model):
    """The ministry's review: submission, statement, decision."""

    _inherit = "seutuyp.agreement"

    round_ids = fields.One2many("seutuyp.review.round", "agreement_id", readonly=True)
    round_id = fields.Many2one(
        "seutuyp.review.round", compute="_compute_round_id", string="Latest round"
    )
    assessment_ids = fields.One2many(
        "seutuyp.agreement.assessment",
        compute="_compute_round_id",
        string="Criteria",
        help="Of the latest round.",
    )
    review_meeting_id = fields.Many2one(
        "seutuyp.review.meeting", compute="_compute_round_id", string="Review meeting"
    )
    can_state = fields.Boolean(compute="_compute_can_state")

    @api.depends("round_ids.meeting_id", "round_ids.decision")
    def _compute_round_id(self):
        for agreement in self:
            last = agreement.round_ids.sorted("number")[-1:]
            agreement.round_id = last
            agreement.assessment_ids = last.assessment_ids
            agreement.review_meeting_id = last.meeting_id

    @api.depends_context("uid")
    @api.depends("round_ids.decision")
    def _compute_can_state(self):
        for agreement in self:
            agreement.can_state = agreement.round_id.can_state

    # ---------------------------------------------------------------- submission
    def action_submit(self, answer=None):
        """Submit the agreement for review: freezes the text and opens a round.

        Role: coordinator of the region; before or after signing.

        :param str answer: covering note, what was clarified since the last round
        :return: True
        :raise UserError: lists everything that is missing
        """
        for agreement in self:
            agreement._check_transition("submit")
            agreement._raise_problems(
                self.env._("Before the agreement can be submitted for review:"),
                agreement._completeness_problems() + agreement._submission_problems(),
            )
            agreement._submit(answer)
        return True

    def _submission_problems(self):
        kinds = set(self.annex_ids.mapped("kind"))
        problems = []
        if "plan" not in kinds:
            problems.append(
                self.env._("Annex the action plan: the ministry reads it too.")
            )
        if "matrix" not in kinds:
            problems.append(
                self.env._("Annex the service matrix: the ministry reads it too.")
            )
        without = self._content_parties().filtered(lambda party: not party.signatory_id)
        if without:
            problems.append(
                self.env._(
                    "No signatory is named for: %(parties)s.",
                    parties=", ".join(without.partner_id.mapped("display_name")),
                )
            )
        return problems

    def _submit(self, answer=None):
        self.ensure_one()
        self._lock()
        self._freeze()
        self._revoke_links("comment")
        review_round = (
            self.env["seutuyp.review.round"]
            .sudo()
            ._create_guarded(self._prepare_round_vals(answer))
        )
        criteria = self.env["seutuyp.criterion"].sudo()._all()
        self.env["seutuyp.agreement.assessment"].sudo()._create_guarded(
            [
                {"round_id": review_round.id, "criterion_id": criterion.id}
                for criterion in criteria
            ]
        )
        self._transition("submit", answer)
        self._done_coordinator_todos()
        self._ask_statement()
        return review_round

    def _prepare_round_vals(self, answer):
        rounds = self.sudo().round_ids
        previous = rounds.sorted("number")[-1:]
        return {
            "agreement_id": self.id,
            "number": max(rounds.mapped("number"), default=0) + 1,
            "submitted_by_id": self.env.uid,
            "submitted_on": fields.Datetime.now(),
            "answer": (answer or "").strip() or False,
            "content_id": self.sudo().content_id.id,
            "content_hash": self.content_hash,
            "presenter_id": previous.presenter_id.id,
            "body_id": previous.body_id.id,
        }

    def _statement_todo(self):
        return self.env._("Give your statement on %(name)s", name=self.name)

    def _ask_statement(self):
        for user in self._area_contact_users():
            # found by these words afterwards
            self._schedule_todo(user, lambda item: item._statement_todo())
            self._mail_person(
                "seutuyp_network.mail_template_statement", user.partner_id
            )

    def _done_todo(self, user, summary=None):
        """Tick off somebody's lines on this agreement."""
        todos = self.sudo().activity_ids.filtered(
            lambda item: (
                item.user_id == user and (not summary or item.summary == summary)
            )
        )
        todos.action_done()

    def _done_coordinator_todos(self):
        """Tick off what the coordinators had to do before sending or submitting."""
        for user in self._coordinator_users():
            self._done_todo(user)

    def action_recall(self, reason=None):
        """Take the submission back before it is decided. Role: coordinator.

        :param str reason: why
        :return: True
        """
        for agreement in self:
            agreement._check_transition("recall", reason)
            review_round = agreement._open_round()
            agreement._close_round(review_round, "recalled", reason)
            agreement._transition("recall", reason)
            agreement._unlock_after_review()
        return True

    def action_retry(self):
        """Take a rejected agreement up again. Role: coordinator."""
        for agreement in self:
            agreement._transition("retry")
            agreement._unlock_after_review()
        return True

    def _unlock_after_review(self):
        """Open the text, unless signatures are being collected for it."""
        if self.signing_state == "draft":
            self._unlock()

    # ------------------------------------------------------------------ decision
    def action_return(self, reason=None):
        """Return for clarification. Role: reviewer.

        :param str reason: what must be clarified
        :return: True
        """
        self._require_open_round().action_return(reason)
        return True

    def action_approve(self, reason=None):
        """Approve. Role: reviewer.

        :param str reason: what the region reads
        :return: True
        """
        self._require_open_round().action_approve(reason)
        return True

    def action_reject(self, reason=None):
        """Reject. Role: reviewer.

        :param str reason: why
        :return: True
        """
        self._require_open_round().action_reject(reason)
        return True

    def _open_round(self):
        return self.round_ids.filtered(lambda item: not item.decision)

    def _require_open_round(self):
        rounds = self.env["seutuyp.review.round"]
        for agreement in self:
            agreement.check_access("read")
            open_round = agreement._open_round()
            if (
                not open_round
                and agreement.round_id
                and agreement._has_role("reviewer")
            ):
                raise UserError(agreement.round_id._decided_message())
            if not open_round:
                raise UserError(
                    self.env._(
                        "%(name)s is not under review now.", name=agreement.display_name
                    )
                )
            rounds |= open_round
        return rounds

    def _decide_round(self, review_round, transition, reason):
        """Carry out a decision; the round has checked who may make it.

        :param review_round: the open round, sudo
        :param str transition: ``approve``, ``return`` or ``reject``
        :param str reason: what the region reads
        """
        self.ensure_one()
        self._lock()
        self._transition(transition, reason)
        decision = {
            "approve": "approved",
            "return": "clarification",
            "reject": "rejected",
        }
        self._close_round(review_round, decision[transition], reason)
        if transition == "return":
            self._open_text_for_clarification(reason)
        if transition == "approve" and self._grant_licence_if_due():
            return  # the mail about the licence says the same and more
        self._tell_coordinators(
            f"seutuyp_network.mail_template_{transition}",
            lambda item: item._decision_todo(transition),
            seutuyp_reason=reason,
        )

    def _decision_todo(self, transition):
        if transition == "return":
            return self.env._("Clarify the agreement and submit it again")
        if transition == "reject":
            return self.env._("The agreement was rejected: agree on what to do next")
        if self.signing_state != "complete":
            return self.env._("The agreement was approved: collect the signatures")
        return self.env._("The agreement was approved: tell the parties")

    def _close_round(self, review_round, decision, reason):
        review_round = review_round.sudo()
        meeting = review_round.meeting_id
        review_round.assessment_ids._freeze()
        review_round._guarded().write(
            {
                "decision": decision,
                "reason": reason,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
                "meeting_id": False if decision == "recalled" else meeting.id,
            }
        )
        if decision == "recalled" and meeting:
            meeting.agreement_ids -= self
        review_round.flush_recordset()  # the unique index on open rounds sees it now
        for user in self._area_contact_users():  # there is nothing to state on any more
            self._done_todo(user)

    def _open_text_for_clarification(self, reason):
        """A clarification opens the text; signatures fall only if it changes."""
        self._revoke_links("sign")
        self._transition("unlock", reason)
        self._unlock()

    def _void_review_for_other_text(self):
        """An approval given for another text than the present one is void."""
        rounds = self.sudo().round_ids.filtered(
            lambda item: (
                item.decision == "approved"
                and not item.voided_on
                and item.content_hash != self.content_hash
            )
        )
        if not rounds:
            return
        rounds._guarded().write({"voided_on": fields.Datetime.now()})
        if self.review_state == "approved":
            self._transition(
                "void_review", self.env._("The text has changed since the approval.")
            )
            self._tell_coordinators(
                "seutuyp_network.mail_template_approval_void",
                lambda item: item.env._(
                    "The text changed after approval: submit it for review again"
                ),
            )

    # ------------------------------------------------------------------ evidence
    def _evidence_action(self, check):
        """Return the action that shows what a finding rests on.

        :param str check: code of the criterion's check
        """
        self.ensure_one()
        region = self.region_ids[:1]
        if check == "steering_group":
            groups = self.region_ids.group_ids.filtered(lambda g: g.kind == "steering")
            return self._open_records(groups, self.env._("Steering group"))
        if check == "coordinator":
            return self._open_records(region, self.env._("Region"))
        return self._open_records(self, self.display_name)

    def _open_records(self, records, name):
        action = {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": records._name,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", records.ids)],
        }
        if len(records) == 1:
            action.update(res_id=records.id, views=[(False, "form")])
        return action
