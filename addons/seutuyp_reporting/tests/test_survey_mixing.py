# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time
from itertools import product

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from ..tools import mixing
from .common_survey import SurveyCommon

ROLES = (
    "manager",
    "reviewer",
    "area_contact",
    "coordinator",
    "partner_user",
    "coordinator_b",
    "outsider",
)


@tagged("post_install", "-at_install")
class TestSurveyMixing(SurveyCommon):
    """Nothing that is kept tells who answered first, and so whose an answer is."""

    def _choices(self, *places):
        """Let chance choose these places, one an answer."""
        left = list(places)
        self.patch(mixing, "place", lambda count: min(left.pop(0), count - 1))

    def _said(self, survey):
        """Return what each answer says, in the order of their rows."""
        answers = survey.survey_id.user_input_ids.sorted("id")
        return [
            (
                answer.seutuyp_segment_id.name,
                *answer.user_input_line_ids.sorted("id").mapped("value_scale"),
                "".join(
                    line.value_text_box or "" for line in answer.user_input_line_ids
                ),
            )
            for answer in answers
        ]

    def test_every_order_is_there_once(self):
        """With each choice of chance another order of the rows, all six of them."""
        orders = set()
        for places in product(range(1), range(2), range(3)):
            self._choices(*places)
            survey = self._open_survey()
            self._grade(survey, 1, 2, 3)
            orders.add(tuple(row[1] for row in self._said(survey)))
        self.assertEqual(len(orders), 6)

    def test_an_answer_stays_whole(self):
        """Grades, words and segment of one person move together."""
        self._choices(0, 0, 1, 0)
        survey = self._open_survey(by_segment=True)
        self._grade(survey, 1, 2)
        self._grade(survey, 3, segment=self.segment)
        first = survey._questions()[:1]
        survey._receive({first.id: "5"})
        scales = survey._questions().filtered(lambda row: row.question_type == "scale")
        whole = {
            (grade, *[grade] * (len(scales) - 1), f"Word {grade}"): segment
            for grade, segment in ((1, False), (2, False), (3, self.segment.name))
        }
        found = {
            tuple(value for value in row[1:] if value != 0): row[0]
            for row in self._said(survey)
        }
        self.assertEqual(found.pop((5, "")), False)
        self.assertEqual(found, whole)
        # the newest stands in the first row, with the lowest numbers of lines
        self.assertEqual(self._said(survey)[0][1], 5)

    def test_chance_is_asked(self):
        places = set()
        for _turn in range(60):
            places.add(mixing.place(3))
        self.assertEqual(places, {0, 1, 2})

    def test_no_moment_is_kept(self):
        """Answers and the round itself bear the day of opening, without an hour."""
        survey = self._open_survey()
        self._grade(survey, 4, 5)
        self.env.invalidate_all()
        day = datetime.combine(survey.opened_on, time())
        answers = survey.survey_id.user_input_ids
        for rows in (answers, answers.user_input_line_ids):
            for name in ("create_date", "write_date"):
                self.assertEqual(set(rows.mapped(name)), {day})
        self.assertFalse(any(answers.mapped("start_datetime")))
        self.assertFalse(any(answers.mapped("end_datetime")))
        self.assertEqual(survey.write_date, day)

    def test_single_answers_are_nobodys(self):
        """Not by reading, nor by searching, sorting or grouping, whatever the role."""
        survey = self._open_survey()
        self._grade(survey, 4, 5, 3)
        answers = survey.survey_id.user_input_ids
        for role in ROLES:
            user = getattr(self, role)
            for rows in (answers, answers.user_input_line_ids):
                own = rows.with_user(user)
                with self.subTest(role=role, model=rows._name):
                    self.assertFalse(own.has_access("read"))
                    try:
                        found = own.search([("id", "in", rows.ids)], order="id")
                    except AccessError:
                        continue
                    self.assertFalse(found)
            with self.assertRaises(AccessError):
                self.env["seutuyp.survey.invitee"].with_user(user).search([])

    # ------------------------------------------------------------ daily feedback
    def _feedback(self, link, *grades):
        for grade in grades:
            link.sudo()._take_feedback(grade, None, f"Word {grade}")

    def test_feedback_changes_places(self):
        orders = set()
        for places in product(range(1), range(2), range(3)):
            link = self._create_link()
            self._choices(*places)
            self._feedback(link, 1, 2, 3)
            rows = link.feedback_ids.sorted("id")
            for row in rows:
                self.assertEqual(row.word, f"Word {row.grade}")
            orders.add(tuple(rows.mapped("grade")))
        self.assertEqual(len(orders), 6)

    def test_feedback_stays_in_its_month(self):
        link = self._create_link()
        with freeze_time("2026-03-30"):
            self._feedback(link, 1, 1)
        with freeze_time("2026-04-01"):
            self._feedback(link, 4, 4)
        months = {(row.month.month, row.grade) for row in link.feedback_ids}
        self.assertEqual(months, {(3, 1), (4, 4)})

    def test_feedback_tells_no_moment(self):
        link = self._create_link()
        self._feedback(link, 4)
        self.env.invalidate_all()
        self.assertEqual(link.write_date.time(), time())
        for role in ROLES:
            own = link.with_user(getattr(self, role))
            with self.subTest(role=role), self.assertRaises(AccessError):
                own.read(["today_count"])
