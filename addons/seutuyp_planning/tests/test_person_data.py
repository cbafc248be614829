# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.seutuyp_network.tests.common_person_request import PersonRequests

from .common import InvitationCommon


@tagged("post_install", "-at_install")
class TestPersonData(PersonRequests, InvitationCommon):
    """What meetings and surveys keep of a person is found and erased on request."""

    who = ("Leaver", "leaver@example.fi")

    def setUp(self):
        super().setUp()
        self.leaver = self._create_person(name="Leaver", email="leaver@example.fi")
        now = fields.Datetime.now()
        self.meeting = self.env["calendar.event"].create(
            {
                "name": "Working group",
                "start": now - timedelta(days=20),
                "stop": now - timedelta(days=20) + timedelta(hours=1),
                "partner_ids": [fields.Command.set(self.leaver.ids)],
            }
        )
        self.attendee = self.meeting.attendee_ids
        self.attendee.comment = "I am ill"

    def _kinds(self, request):
        return {line.res_model: line.kind for line in request.line_ids}

    def test_attendance_stays_without_name_and_words(self):
        request = self._found()
        kinds = self._kinds(request)
        self.assertEqual(kinds["calendar.attendee"], "erase")
        self.assertEqual(kinds["calendar.event"], "keep")
        self._erase(request)
        self.assertTrue(self.attendee.exists())
        self.assertFalse(self.attendee.comment)
        self.assertNotIn("Leaver", self.attendee.common_name or "")

    def test_what_core_writes_of_those_invited_goes(self):
        """Its description of a meeting gives name, address and phone."""
        told = ("Lea Lähtijä", "lea@example.fi", "+358 40 7654321")
        person = self._create_person(name=told[0], email=told[1], phone=told[2])
        self.env["calendar.event"].create(
            {
                "name": "Later",
                "start": "2050-01-10 10:00",
                "stop": "2050-01-10 11:00",
                "partner_ids": [fields.Command.set(person.ids)],
            }
        )
        self.assertIn("calendar_event.description", self._places(*told))
        self._erase(self._found(*told[:2]))
        places = self._places(*told, "7654321")
        self.assertEqual(places - {"bus_bus.message"}, set())

    def test_meetings_of_one_name_are_told_apart(self):
        names = self._found().line_ids.filtered(
            lambda line: line.res_model.startswith("calendar.")
        )
        self.assertEqual(len(names), 2)
        for line in names:
            self.assertRegex(line.record_name, r"^Working group, .*\d")

    def test_answers_by_mail_go(self):
        replies = self.env["seutuyp.calendar.reply"]
        reply = replies._create_guarded(
            {"sender": "leaver@example.fi", "result": "unknown"}
        )
        other = replies._create_guarded(
            {"sender": "xleaver@example.fi", "result": "unknown"}
        )
        self._erase(self._found())
        self.assertFalse(reply.exists())
        self.assertTrue(other.exists())

    def test_answers_to_surveys_go_with_their_lines(self):
        survey = self.env["survey.survey"].create({"title": "Cooperation"})
        question = self.env["survey.question"].create(
            {"survey_id": survey.id, "title": "How?", "question_type": "text_box"}
        )
        answers = [
            survey._create_answer(partner=partner)
            for partner in (self.leaver, self.manager.partner_id)
        ]
        for answer in answers:
            answer._save_lines(question, "Well")
        request = self._found()
        kinds = self._kinds(request)
        self.assertEqual(kinds["survey.user_input"], "delete")
        self.assertEqual(kinds["survey.user_input.line"], "follow")
        lines = request.line_ids.filtered(
            lambda line: line.res_model == "survey.user_input.line"
        )
        self.assertEqual(lines.mapped("res_id"), answers[0].user_input_line_ids.ids)
        self._erase(request)
        self.assertFalse(answers[0].exists())
        self.assertTrue(answers[1].exists())

    def test_invitations_go_but_not_those_of_whom_one_stood_in_for(self):
        queue = self.env["seutuyp.invitation"]
        mailed = {
            "uid": "a@seutuyp",
            "method": "REQUEST",
            "sequence": 0,
            "state": "mailed",
        }
        mine, other = queue._create_guarded(
            [
                {
                    **mailed,
                    "partner_id": self.leaver.id,
                    "address": "old@example.fi",  # where it was mailed at the time
                },
                {
                    **mailed,
                    "partner_id": self.chair.id,
                    "instead_of_id": self.leaver.id,
                },
            ]
        )
        request = self._found()
        lines = self._lines(request, "seutuyp.invitation")
        self.assertEqual(
            dict(zip(lines.mapped("res_id"), lines.mapped("kind"), strict=True)),
            {mine.id: "delete", other.id: "follow"},
        )
        self._erase(request)
        self.assertEqual((mine | other).exists(), other)
