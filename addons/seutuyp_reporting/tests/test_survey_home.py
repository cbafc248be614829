# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo.tests import HttpCase, freeze_time, tagged

from .common_survey import SurveyCommon


@tagged("post_install", "-at_install")
class TestSurveyHome(SurveyCommon, HttpCase):
    """What surveys ask of whom, on the home screen and behind it."""

    def setUp(self):
        super().setUp()
        self.region_a.substitute_id = self._create_person()

    def _items(self, user, days=0):
        """Return {label: text} of what surveys ask of a user, some days from now."""
        self.env.flush_all()
        self.env.invalidate_all()
        today = self.env["seutuyp.dated.mixin"]._today()
        with freeze_time(today + timedelta(days=days)):
            home = self.env["seutuyp.home"].with_user(user).get_home()
        return {
            item["action_label"]: item
            for item in home["waiting"]
            if item["kind"] == "survey"
        }

    def test_who_keeps_it(self):
        survey = self._open_survey()
        self.assertFalse(self._items(self.coordinator))
        item = self._items(self.coordinator, 11)["Open the survey"]
        self.assertIn("Few have answered", item["text"])
        self.assertEqual(item["action"]["res_id"], survey.id)
        self._grade(survey, 3, 4, 5)
        self.assertFalse(self._items(self.coordinator, 11))
        item = self._items(self.coordinator, 17)["Open the survey"]
        self.assertIn("closes soon", item["text"])
        self.assertIn("Answers so far: 3", item["detail"])
        for user in (self.manager, self.partner_user, self.coordinator_b):
            self.assertFalse(self._items(user, 17))
        survey.action_close()
        self.assertFalse(self._items(self.coordinator, 17))

    def test_who_keeps_the_areas_and_the_nations(self):
        for keeper, values in (
            (self.area_contact, {"level": "area", "area_id": self.area_a.id}),
            (self.reviewer, {"level": "nation"}),
        ):
            survey = self._create_survey(user=keeper, region_id=False, **values)
            survey.action_open()
            for user in (self.area_contact, self.reviewer, self.coordinator):
                with self.subTest(level=values["level"], user=user.login):
                    found = self._items(user, 17)
                    self.assertEqual("Open the survey" in found, user == keeper)
            survey.action_close()

    def test_who_is_asked(self):
        survey = self._open_survey(kind="network")
        item = self._items(self.partner_user)["Answer the questions"]
        self.assertIn(survey.name, item["text"])
        self.assertFalse(self._items(self.outsider))
        self.authenticate(self.partner_user.login, self.partner_user.login)
        path = item["action"]["url"]
        form = self._form_of(path)
        self.assertEqual(survey.answer_count, 0, "opening changes nothing")
        question = survey._questions()[0]
        for text in ("Thank you", "You have answered"):
            page = self._post(path, form, **{f"q{question.id}": "4"})
            self.assertIn(text, page.text)
            self.assertEqual(survey.answer_count, 1)
        self.assertFalse(self._items(self.partner_user))
        answer = survey.survey_id.user_input_ids
        users = answer.create_uid | answer.write_uid | survey.write_uid
        users |= answer.user_input_line_ids.create_uid
        self.assertNotIn(self.partner_user, users)

    def test_who_is_not_asked(self):
        survey = self._open_survey(kind="network")
        path = f"/seutuyp/survey/mine/{survey.id}"
        page = self.url_open(path, allow_redirects=False)
        self.assertEqual(page.status_code, 303, "who has not logged in does so first")
        self.authenticate(self.outsider.login, self.outsider.login)
        for wrong in (path, f"{path}0", f"{path}{'9' * 30}"):
            self.assertEqual(self.url_open(wrong).status_code, 404)

    def test_a_question_answered_by_mail_is_not_asked_again(self):
        survey = self._open_survey(kind="network")
        question = survey._questions()[0]
        person = self.partner_user.partner_id
        self.assertTrue(survey._receive({question.id: "3"}, person=person))
        self.assertFalse(self._items(self.partner_user))
