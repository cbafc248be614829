# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re
from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged

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
class TestSurveyRound(SurveyCommon):
    """What is told of a survey, and what becomes of it."""

    def test_customer_survey_becomes_measurements(self):
        survey = self._open_survey(by_segment=True)
        self._grade(survey, 5, 4, 3, segment=self.segment)
        self._grade(survey, 2, 2, 2)
        survey.action_close()
        self.assertEqual(
            self._measured("indicator_customer_survey"),
            {
                self.env["seutuyp.segment"]: (3.0, "Answers: 6"),
                self.segment: (4.0, "Answers: 3"),
            },
        )
        questions = survey.result_ids.filtered("question_id")
        self.assertEqual(set(questions.mapped("is_told")), {True})
        self.assertEqual(len(questions.text_ids), 6)
        self.assertFalse(survey.survey_id.user_input_ids, "single answers are gone")

    def test_a_survey_opens_whatever_codes_earlier_ones_had(self):
        """Core may give out the joining code of an archived survey once more."""
        with patch("odoo.addons.survey.models.survey_survey.random") as random:
            random.randint.return_value = 1234
            self._open_survey().action_close()
            self.assertTrue(self._open_survey().survey_id)

    def test_fewer_than_three_tell_nothing(self):
        survey = self._open_survey()
        self._grade(survey, 5, 1)
        survey.action_close()
        self.assertFalse(self._measured("indicator_customer_survey"))
        self.assertFalse(any(survey.result_ids.mapped("is_told")))
        self.assertFalse(any(survey.result_ids.mapped("mean")))
        self.assertFalse(survey.result_ids.text_ids)
        self.assertFalse(survey.survey_id.user_input_ids)
        self.assertIn("nothing is told", survey.next_step)

    def test_a_small_segment_is_hidden_and_not_to_be_subtracted(self):
        survey = self._open_survey(by_segment=True)
        self._grade(survey, 5, 5, 5, segment=self.segment)
        self._grade(survey, 1, 1)
        survey.action_close()
        self.assertEqual(
            list(self._measured("indicator_customer_survey")),
            [self.env["seutuyp.segment"]],
        )

    def test_a_second_survey_of_the_year_corrects_the_value(self):
        for grades in ((5, 5, 5), (2, 2, 2)):
            survey = self._open_survey()
            self._grade(survey, *grades)
            survey.action_close()
        measured = self._measured("indicator_customer_survey")
        self.assertEqual([value for value, _words in measured.values()], [2.0])
        with self.assertRefused(UserError, "state"):
            survey.action_close()

    def test_measuring_twice_changes_nothing(self):
        survey = self._open_survey()
        survey._measure({None: (3, 4.0)})
        survey._measure({None: (3, 4.0)})
        row = self.env["seutuyp.measurement"].search([("source", "=", survey.name)])
        self.assertEqual(len(row), 1)
        self.assertFalse(row.correction_ids)

    def test_opened_it_stays_as_it_was_asked(self):
        survey = self._open_survey().with_user(self.coordinator)
        with self.assertRefused(UserError, "stays as it is"):
            survey.year = 2025
        with self.assertRefused(AccessError):
            survey.answer_count = 100
        with self.assertRefused(UserError):
            survey.unlink()

    def test_the_night_closes_and_reminds_once(self):
        self.region_a.substitute_id = self._create_person()
        survey = self._open_survey(kind="network")
        mails = self.env["mail.mail"].sudo()
        before = mails.search([])
        for days, added in ((-7, 0), (-4, 3), (-3, 0)):
            with freeze_time(survey.deadline + timedelta(days=days)):
                survey._cron_follow()
            new, before = mails.search([]) - before, mails.search([])
            self.assertEqual(bool(new), bool(added))
        with freeze_time(survey.deadline + timedelta(days=1)):
            survey._cron_follow()
        self.assertEqual(survey.state, "closed")

    def test_who_may_do_what(self):
        """Role by operation by level; the area's and nation's own keepers."""
        inner = {"manager", "coordinator", "partner_user"}
        table = (
            ({"level": "region"}, inner, {"manager", "coordinator"}),
            (
                {"level": "area", "region_id": False, "area_id": self.area_a.id},
                inner | {"area_contact"},
                {"manager", "area_contact"},
            ),
            (
                {"level": "nation", "region_id": False},
                {"manager", "reviewer"},
                {"manager", "reviewer"},
            ),
        )
        for values, read, write in table:
            survey = self._create_survey(user=self.manager, **values)
            survey.action_open()
            self._grade(survey.sudo(), 3, 4, 5)
            survey.action_close()
            result = survey.sudo().result_ids
            for record in (survey, result[:1], result.text_ids[:1]):
                with self.subTest(level=values["level"], model=record._name):
                    self.assertEqual(self._may(record, "read"), read)
            for operation in ("write", "unlink"):
                self.assertEqual(self._may(survey, operation), write)
                self.assertFalse(self._may(result, operation))

    def _may(self, records, operation):
        self.env.flush_all()
        self.env.invalidate_all()
        return {
            role
            for role in ROLES
            if records.with_user(getattr(self, role)).has_access(operation)
        }

    def test_beginning_elsewhere(self):
        for role in ROLES:
            with self.subTest(role=role):
                user = getattr(self, role)
                if role in ("manager", "coordinator"):
                    self.assertTrue(self._create_survey(user=user, level="region"))
                    continue
                with self.assertRefused(AccessError), self.cr.savepoint():
                    self._create_survey(user=user, level="region")

    def test_who_is_logged_in_leaves_no_trace(self):
        survey, link = self._open_survey(), self._create_link().sudo()
        self._grade(survey.with_user(self.partner_user).sudo(), 4)
        link.with_user(self.partner_user).sudo()._take_feedback(4)
        self.env.flush_all()
        self.env.invalidate_all()
        answer = survey.survey_id.user_input_ids
        users = survey.write_uid | link.write_uid
        for records in (answer, answer.user_input_line_ids):
            users |= records.create_uid | records.write_uid
        self.assertNotIn(self.partner_user, users)

    def test_customers_do_not_read_of_a_copy(self):
        self.coordinator.lang = "fi_FI"
        template = self.env.ref("seutuyp_reporting.survey_customer")
        copied = self._open_survey(
            self.coordinator.with_context(lang="fi_FI")
        ).survey_id
        for lang in ("en_US", "fi_FI", "sv_SE"):
            titles = [row.with_context(lang=lang).title for row in (copied, template)]
            self.assertEqual(*titles)

    def test_sheet(self):
        survey = self._open_survey()
        report = "seutuyp_reporting.report_survey_round"
        html = self.env["ir.actions.report"]._render_qweb_html(report, survey.ids)[0]
        self.assertIn(survey.url, html.decode())
        self.assertIn("Region A", html.decode())

    def test_core_hides_the_answers(self):
        """Not even who manages surveys in Odoo reads single answers."""
        survey = self._open_survey()
        self._grade(survey, 4)
        self.outsider.group_ids += self.env.ref("survey.group_survey_manager")
        answer = survey.survey_id.user_input_ids
        self.assertTrue(answer)
        for record in (answer, answer.user_input_line_ids, survey.survey_id):
            self.assertFalse(record.with_user(self.outsider).has_access("read"))


@tagged("post_install", "-at_install")
class TestSurveyPage(SurveyCommon, HttpCase):
    """The pages where people answer, without a login."""

    def _answer(self, survey, grade=4):
        question = survey._questions()[0]
        return {f"q{question.id}": str(grade)}

    def test_customers(self):
        survey = self._open_survey(by_segment=True)
        path = f"/seutuyp/survey/{survey.code}"
        form = self._form_of(path)
        self.assertEqual(survey.answer_count, 0, "opening changes nothing")
        page = self._post(path, form)
        self.assertEqual(page.status_code, 422)
        page = self._post(path, form, **self._answer(survey, 9))
        self.assertEqual(page.status_code, 422, "outside the scale")
        for _twice in range(2):
            page = self._post(
                path, form, segment=str(self.segment.id), **self._answer(survey)
            )
            self.assertIn("Thank you", page.text)
            self.assertEqual(survey.answer_count, 1)
        answer = survey.survey_id.user_input_ids
        self.assertEqual(answer.seutuyp_segment_id, self.segment)
        self.assertFalse(answer.partner_id or answer.email or answer.nickname)
        self.assertEqual(answer.create_uid, self.env.ref("base.user_root"))
        self.assertEqual(answer.create_date.hour, 0)
        page = self.url_open(path, data=self._answer(survey))
        self.assertEqual(page.status_code, 400, "without the form's own mark")
        survey.action_close()
        self.env.flush_all()
        self.assertEqual(self.url_open(path).status_code, 410)

    def test_personal_links(self):
        mails = self.env["mail.mail"].sudo()
        before = mails.search([])
        self._create_person()
        self.region_a.substitute_id = self._create_person()
        survey = self._open_survey(kind="network")
        new = mails.search([]) - before
        self.assertEqual(len(new), survey.asked_count)
        found = re.search(r"/seutuyp/survey/([\w-]+)", new[0].body_html)
        path = f"/seutuyp/survey/{found[1]}"
        page = self._post(path, **self._answer(survey))
        self.assertIn("Thank you", page.text)
        self.assertEqual(survey.answer_count, 1)
        page = self.url_open(path)
        self.assertIn("You have answered", page.text)
        self.assertEqual(self.url_open(f"{path}x").status_code, 404)
        self.assertEqual(self.url_open("/seutuyp/survey/").status_code, 404)

    def test_core_doors_are_shut(self):
        survey = self._open_survey()
        self.env.flush_all()
        page = self.url_open(f"/survey/start/{survey.survey_id.access_token}")
        self.assertNotIn("q_", page.text.split("<form")[-1][:200])
        self.env.invalidate_all()
        self.assertFalse(survey.survey_id.user_input_ids)
