# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time
from typing import NamedTuple

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import anonymity

TEMPLATE = "seutuyp_planning.survey_evaluation"
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
}


class Door(NamedTuple):
    """Who stands at the questions. The records are superuser records.

    ``problem``: None, ``answered``, ``closed``, ``wrong``, ``expired`` or ``revoked``.
    """

    evaluation: models.BaseModel
    person: models.BaseModel
    answer: models.BaseModel
    problem: str | None


class SeutuypEvaluation(models.Model):
    """How answers come in without anybody knowing whose they are.

    When a round opens, one empty answer for each person is made, in shuffled order and
    with all its lines, so that neither numbers nor order follow who answers when. The
    key of an answer follows from its personal link, which is kept nowhere; so a person
    finds the own answer again, and nobody else does. After every step all answers of
    the round are made alike in what could tell them apart (:meth:`_level`).
    """

    _inherit = "seutuyp.evaluation"

    def _people_to_ask(self, day):
        """Return members and deputies in office who can be reached by mail."""
        self.ensure_one()
        seats = self.sudo().group_id.member_ids._on(day)
        seats = seats._full() | seats._with_role("deputy")
        return seats.partner_id.filtered("email_normalized")

    def _make_survey(self):
        self.ensure_one()
        template = self.env.ref(TEMPLATE).sudo().with_context(**QUIET)
        return template._seutuyp_copy("seutuyp_evaluation", f", {self.group_id.name}")

    def _make_items(self):
        questions = self.survey_id.question_ids.sorted("sequence")
        self.env["seutuyp.evaluation.item"]._create_guarded(
            [
                {
                    "evaluation_id": self.id,
                    "question_id": question.id,
                    "code": number,
                    "kind": "scale" if question.question_type == "scale" else "open",
                }
                for number, question in enumerate(questions, start=1)
            ]
        )

    # -------------------------------------------------------------------- answers
    def _make_answers(self, secrets):
        """Make an empty answer for each personal link, in an order that tells nothing.

        :param secrets: the texts of the links
        """
        self.ensure_one()
        questions = self.survey_id.question_ids
        answers = self.env["survey.user_input"].sudo().with_context(**QUIET)
        answers = answers.create(
            [
                {
                    "survey_id": self.survey_id.id,
                    "access_token": anonymity.answer_token(secret),
                }
                for secret in anonymity.shuffled(secrets)
            ]
        )
        self.env["survey.user_input.line"].sudo().create(
            [
                {
                    "user_input_id": answer.id,
                    "question_id": question.id,
                    "skipped": True,
                }
                for answer in answers
                for question in questions
            ]
        )
        self._level()

    def _level(self):
        """Make all answers of the round alike but for what they say.

        All rows are written in one go: who looks into the database itself finds the
        same moment, the same user and the same transaction on each of them.
        """
        self.ensure_one()
        answers = self.env["survey.user_input"].sudo()
        lines = self.env["survey.user_input.line"].sudo()
        self.env.flush_all()
        moment = datetime.combine(self.opened_on, time())
        survey = self.sudo().survey_id.id
        self.env.cr.execute(
            SQL(
                """UPDATE survey_user_input
                      SET create_uid = 1, write_uid = 1, create_date = %(moment)s,
                          write_date = %(moment)s, start_datetime = NULL,
                          end_datetime = NULL, deadline = NULL, lang_id = NULL,
                          partner_id = NULL, email = NULL, nickname = NULL,
                          invite_token = NULL, test_entry = FALSE,
                          survey_first_submitted = FALSE,
                          last_displayed_page_id = CASE WHEN state = 'in_progress'
                              THEN last_displayed_page_id END
                    WHERE survey_id = %(survey)s""",
                moment=moment,
                survey=survey,
            )
        )
        self.env.cr.execute(
            SQL(
                """UPDATE survey_user_input_line
                      SET create_uid = 1, write_uid = 1, create_date = %(moment)s,
                          write_date = %(moment)s
                    WHERE survey_id = %(survey)s""",
                moment=moment,
                survey=survey,
            )
        )
        answers.invalidate_model()
        lines.invalidate_model()

    @api.model
    def _door(self, secret):
        """Return whether a personal link opens the questions, and which answer.

        :param str secret: the text of the link, not to be trusted
        :return: :class:`Door`; changes nothing
        """
        evaluation, token, problem = self.env["seutuyp.token"]._find_by_text(
            self._name, "evaluate", secret
        )
        evaluation = evaluation.sudo()
        person = token.partner_id
        answer = self.env["survey.user_input"].sudo()
        if problem == "wrong":
            return Door(evaluation, person, answer, problem)
        today = self.env["seutuyp.dated.mixin"]._today()
        if evaluation.state != "open" or evaluation.deadline < today:
            return Door(evaluation, person, answer, "closed")
        asked = self.env["seutuyp.evaluation.invitee"].sudo()
        asked = asked.search(
            [("evaluation_id", "=", evaluation.id), ("partner_id", "=", person.id)]
        )
        if not problem:
            answer = answer.search(
                [
                    ("survey_id", "=", evaluation.survey_id.id),
                    ("access_token", "=", anonymity.answer_token(secret)),
                ]
            )
            problem = None if answer and asked else "revoked"
        if asked.has_answered:
            problem = "answered"
        return Door(evaluation, person, answer, problem)

    def _let_in(self, answer):
        """Begin or go on with an answer; nothing counts before it is sent."""
        self._lock()
        if answer.state == "new":
            answer.state = "in_progress"
        self._level()

    def _sent(self, answer, person):
        """Note that a page has come in, and with the last one that the person is done.

        :param answer: the person's own; nothing that is kept connects the two
        """
        self.ensure_one()
        if answer.state == "done":
            self.env.cr.execute(
                SQL(
                    """UPDATE seutuyp_evaluation_invitee
                          SET has_answered = COALESCE(has_answered, FALSE)
                              OR partner_id = %s
                        WHERE evaluation_id = %s""",
                    person.id,
                    self.id,
                )
            )
            self.env["seutuyp.evaluation.invitee"].invalidate_model()
            # in SQL, since the ORM would note when
            self.env.cr.execute(
                SQL(
                    """UPDATE seutuyp_evaluation SET answer_count = (
                           SELECT COUNT(*) FROM seutuyp_evaluation_invitee
                            WHERE evaluation_id = %(id)s AND has_answered
                       ) WHERE id = %(id)s""",
                    id=self.id,
                )
            )
            self.invalidate_recordset(["answer_count"])
        self._level()

    def _receive(self, answers):
        """Take whole answers at once, each of somebody who has not answered yet.

        For rounds that were not answered on the pages: demo data and tests.

        :param answers: list of {number of the item: number or text}
        """
        self.ensure_one()
        asked = self.env["seutuyp.evaluation.invitee"].sudo()
        questions = {item.code: item.question_id for item in self.sudo().item_ids}
        for values in answers:
            self._lock()
            person = asked.search(
                [("evaluation_id", "=", self.id), ("has_answered", "=", False)], limit=1
            ).partner_id
            empty = self.sudo().survey_id.user_input_ids.filtered(
                lambda item: item.state == "new"
            )[:1]
            for code, value in values.items():
                empty._save_lines(questions[code], str(value))
            empty._mark_done()
            self._sent(empty, person)

    # -------------------------------------------------------------------- results
    def _tell(self):
        """Keep of the answers what may be told; see ``tools/anonymity.py``."""
        self.ensure_one()
        before = self._last_told()
        numbers, texts = self._sent_answers()
        written = []
        for item in self.item_ids:
            question = item.question_id.id
            if item.kind == "open":
                told = anonymity.words(texts.get(question, []))
                written += [{"item_id": item.id, "text": text} for text in told]
                item._guarded().is_told = bool(told)
                continue
            item._guarded().write(
                self._told_values(numbers.get(question, []), before.get(item.code))
            )
        self.env["seutuyp.evaluation.text"]._create_guarded(written)

    @api.model
    def _told_values(self, values, before):
        told = anonymity.summary(values)
        if not told:
            return {"is_told": False}
        changed = anonymity.change(told.mean, before)
        return {
            "is_told": True,
            "answer_count": told.count,
            "mean": told.mean,
            "spread": told.spread,
            "has_change": changed is not None,
            "change": changed or 0,
            "is_weak": anonymity.is_weak(told.mean, changed),
        }

    def _last_told(self):
        """Return {number of an item: its mean in the last round where it was told}."""
        items = self.env["seutuyp.evaluation.item"].search(
            [
                ("evaluation_id.group_id", "=", self.group_id.id),
                ("evaluation_id.state", "=", "closed"),
                ("evaluation_id.year", "<", self.year),
                ("kind", "=", "scale"),
                ("is_told", "=", True),
            ]
        )
        ordered = items.sorted(lambda item: item.evaluation_id.year)
        return {item.code: item.mean for item in ordered}

    def _sent_answers(self):
        """Return ({question id: numbers}, {question id: texts}) of what was sent."""
        lines = self.env["survey.user_input.line"].search(
            [
                ("survey_id", "=", self.survey_id.id),
                ("user_input_id.state", "=", "done"),
                ("skipped", "=", False),
            ]
        )
        numbers, texts = {}, {}
        for line in lines:
            if line.answer_type == "scale":
                numbers.setdefault(line.question_id.id, []).append(line.value_scale)
            else:
                texts.setdefault(line.question_id.id, []).append(line.value_text_box)
        return numbers, texts

    def _forget(self):
        """Destroy the single answers and who was asked, for good."""
        for evaluation in self.sudo():
            evaluation.survey_id.user_input_ids.unlink()
            self.env["seutuyp.evaluation.invitee"].sudo().search(
                [("evaluation_id", "=", evaluation.id)]
            ).unlink()
            evaluation.survey_id.active = False


class SeutuypToken(models.Model):
    _inherit = "seutuyp.token"

    purpose = fields.Selection(
        selection_add=[("evaluate", "Evaluate the group's work")],
        ondelete={"evaluate": "cascade"},
    )
