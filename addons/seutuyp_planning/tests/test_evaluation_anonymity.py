# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.seutuyp_network.tests.counting import queries

from .common_evaluation import SCALES, EvaluationCommon


class DoorCase(EvaluationCommon, HttpCase):
    """An open round, and the chair's and the secretary's links."""

    def setUp(self):
        super().setUp()
        self.evaluation, mails = self._open_round()
        self.survey = self.evaluation.survey_id
        secrets = self._secrets(mails)
        self.secret = secrets[self.chair.email]
        self.other = secrets[self.secretary.email]
        self.path = f"/seutuyp/evaluate/{self.secret}"
        self.env.flush_all()

    def _answer(self, secret=None):
        answer = self.evaluation._door(secret or self.secret).answer
        answer.invalidate_recordset()
        return answer

    def _enter(self, path=None):
        """Press the button of the page; return the address of the questions."""
        path = path or self.path
        data = {"csrf_token": self._csrf(path)}
        response = self.url_open(path, data=data, allow_redirects=False)
        self.assertEqual(response.status_code, 303)
        return response.headers["Location"]

    def _csrf(self, path):
        text = self.url_open(path).text
        return text.split('name="csrf_token" value="')[1].split('"')[0]

    def _submit(self, address, page, values):
        """Send one page of questions as core's page does."""
        tokens = "/".join(address.split("?")[0].split("/")[-2:])
        params = {"page_id": page.id, **values}
        response = self.url_open(
            f"/survey/submit/{tokens}",
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        )
        return response.json()

    def _pages(self):
        return self.survey.page_ids.sorted("sequence")

    def _send_all(self, address, number=5):
        for page in self._pages():
            values = {
                str(question.id): str(number)
                if question.question_type == "scale"
                else "In words"
                for question in page.question_ids
            }
            result = self._submit(address, page, values)
        return result


@tagged("post_install", "-at_install")
class TestAnswering(DoorCase):
    """From the mail to the answer, as members meet it."""

    def test_opening_the_page_changes_nothing(self):
        before = self._answer().read()
        page = self.url_open(self.path)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Nobody learns who said what", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(self._answer().read(), before)
        self.assertNotIn("seutuyp_evaluation", self.opener.cookies)

    def test_answering_once(self):
        address = self._enter()
        self.assertIn("stand behind", self.url_open(address).text)
        result = self._send_all(address)
        self.assertNotIn("error", json.dumps(result))
        self.evaluation.invalidate_recordset()
        self.assertEqual(self.evaluation.answer_count, 1)
        self.assertIn("You have answered", self.url_open(self.path).text)
        self.assertNotIn("<form", self.url_open(self.path).text)
        for page in self._pages():
            again = self._submit(address, page, {})
            self.assertIn("unauthorized", json.dumps(again))
        self.evaluation.invalidate_recordset()
        self.assertEqual(self.evaluation.answer_count, 1)
        text = self.url_open(address).text
        self.assertIn("without your name", text)
        self.assertNotIn("/survey/retry", text)
        self.assertNotIn("In words", text)
        self.assertNotIn("/survey/print", text)

    def test_interrupted_and_back(self):
        """What was sent on a page is still there; nothing counts before the end."""
        address = self._enter()
        first = self._pages()[0]
        question = first.question_ids[0]
        self._submit(address, first, {str(question.id): "6"})
        self.assertEqual(self.evaluation.answer_count, 0)
        self.opener.cookies.clear()
        self.assertNotIn("stand behind", self.url_open(address).text)
        self.assertIn("Go on answering", self.url_open(self.path).text)
        self.assertEqual(self._enter(), address)
        line = self._answer().user_input_line_ids.filtered(
            lambda one: one.question_id == question
        )
        self.assertEqual(line.value_scale, 6)
        self.evaluation._close()
        self.assertFalse(self._item(self.evaluation, 1).is_told)

    def test_numbers_outside_the_scale(self):
        address = self._enter()
        first = self._pages()[0]
        question = first.question_ids[0]
        for value in ("0", "8", "-1", "x", "5.5", ["5", "6"], {"a": 1}):
            with self.subTest(value=value):
                result = self._submit(address, first, {str(question.id): value})
                self.assertIn("validation", json.dumps(result))
        page = self._pages()[1]
        words = page.question_ids.filtered(lambda one: one.question_type == "text_box")
        result = self._submit(address, page, {str(words.id): "x" * 4001})
        self.assertIn("at most 4000", json.dumps(result))

    def test_wrong_expired_foreign_and_closed(self):
        for path in ("/seutuyp/evaluate/x", f"{self.path}x"):
            self.assertEqual(self.url_open(path).status_code, 404)
        foreign, _token = self.env["seutuyp.token"]._issue(
            self.evaluation, "decision", self.chair, self.chair.email
        )
        self.env.flush_all()
        path = f"/seutuyp/evaluate/{foreign}"
        self.assertEqual(self.url_open(path).status_code, 404)
        tokens = self.env["seutuyp.token"].sudo()
        token = tokens.search(
            [("purpose", "=", "evaluate"), ("partner_id", "=", self.chair.id)]
        )
        token._guarded().expires_on = "2020-01-01"
        self.env.flush_all()
        self.assertEqual(self.url_open(self.path).status_code, 410)
        self.evaluation._close()
        self.env.flush_all()
        self.assertIn("has closed", self.url_open(self.path).text)

    def test_link_of_somebody_else(self):
        """One's own link opens one's own answer only."""
        mine = self._enter()
        theirs = self._answer(self.other).access_token
        address = f"/survey/{self.survey.access_token}/{theirs}"
        self.assertNotIn("stand behind", self.url_open(address).text)
        result = self._submit(address, self._pages()[0], {})
        self.assertIn("unauthorized", json.dumps(result))
        self.assertIn("stand behind", self.url_open(mine).text)

    def test_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("fi_FI")
        question = self.survey.question_ids[0]
        question.with_context(lang="fi_FI").title = "Miten lujasti jäsenet"
        self.env.flush_all()
        address = self._enter(f"/fi{self.path}")
        self.assertIn("/fi/", address)
        self.assertIn("Miten lujasti", self.url_open(address).text)

    def test_seat_ended_meanwhile(self):
        """Who was asked may answer: the round is about the time before."""
        seat = self.steering.member_ids._with_role("chair")
        seat.date_to = "2020-01-01"
        self.env.flush_all()
        self.assertIn("Begin answering", self.url_open(self.path).text)


@tagged("post_install", "-at_install")
class TestAnonymity(DoorCase):
    """Nothing that is kept, and no entrance of core's, tells whose an answer is."""

    def _officers(self):
        user = self._create_user("officer", "group_manager")
        user.group_ids = [
            Command.link(self.env.ref("survey.group_survey_manager").id),
            Command.link(self.env.ref("base.group_system").id),
        ]
        return user | self.manager | self.coordinator | self.reviewer

    def test_logged_in_leaves_no_trace(self):
        officer = self._officers()[0]
        self.authenticate(officer.login, officer.login)
        self._send_all(self._enter())
        self.env.cr.execute(
            "SELECT * FROM survey_user_input WHERE survey_id = %s", [self.survey.id]
        )
        rows = self.env.cr.dictfetchall()
        self.assertEqual(len(rows), len(self.people))
        own = {"id", "access_token", "state"}
        same = [{k: v for k, v in row.items() if k not in own} for row in rows]
        self.assertTrue(all(row == same[0] for row in same), same)
        self.assertEqual(
            {row["create_uid"] for row in rows} | {row["write_uid"] for row in rows},
            {1},
        )
        for name in ("partner_id", "email", "nickname", "lang_id", "start_datetime"):
            self.assertFalse(rows[0][name])
        lines = self.survey.user_input_ids.user_input_line_ids
        self.assertEqual(len(set(lines.mapped("write_date"))), 1)
        self.assertEqual(lines.write_uid.id, 1)
        self.assertFalse(self.survey.user_input_ids.message_ids)
        self.assertFalse(self.survey.user_input_ids.message_follower_ids)

    def test_database_orders_nothing_by_arrival(self):
        """The same transaction wrote every row, and no number is given on arrival."""
        before = self.survey.user_input_ids.ids
        lines = self.survey.user_input_ids.user_input_line_ids.ids
        self._send_all(self._enter())
        self.assertEqual(self.survey.user_input_ids.ids, before)
        after = self.survey.user_input_ids.user_input_line_ids.ids
        self.assertEqual(sorted(after), sorted(lines))
        for table, column, value in (
            ("survey_user_input", "survey_id", self.survey.id),
            ("survey_user_input_line", "survey_id", self.survey.id),
            ("seutuyp_evaluation_invitee", "evaluation_id", self.evaluation.id),
        ):
            self.env.cr.execute(
                f"SELECT COUNT(DISTINCT xmin::text) FROM {table} WHERE {column} = %s",
                [value],
            )
            self.assertEqual(self.env.cr.fetchone()[0], 1, table)
        self.env.cr.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = 'seutuyp_evaluation_invitee'"
        )
        columns = {row[0] for row in self.env.cr.fetchall()}
        self.assertEqual(columns, {"id", "evaluation_id", "partner_id", "has_answered"})

    def test_link_and_answer_are_not_connected(self):
        """No kept value of the link is found in the answers, or the other way."""
        tokens = self.env["seutuyp.token"].sudo()
        kept = set(
            tokens.search(
                [("purpose", "=", "evaluate"), ("res_id", "=", self.evaluation.id)]
            ).mapped("token_hash")
        )
        keys = set(self.survey.user_input_ids.mapped("access_token"))
        self.assertEqual(len(keys), len(self.people))
        self.assertFalse(keys & kept)
        self.assertNotIn(self.secret, kept | keys)

    def test_nobody_reads_cores_records(self):
        self.evaluation._receive([dict.fromkeys(SCALES, 5)])
        answers = self.survey.user_input_ids
        records = (
            self.survey,
            self.survey.question_ids,
            answers,
            answers.user_input_line_ids,
        )
        for user in self._officers():
            for record in records:
                for operation in ("read", "write", "unlink"):
                    with self.subTest(user=user.name, model=record._name):
                        theirs = record[:1].with_user(user)
                        self.assertFalse(theirs.has_access(operation))
            if user.has_group("survey.group_survey_manager"):
                found = self.env["survey.user_input.line"].with_user(user)
                domain = [("survey_id", "=", self.survey.id)]
                self.assertFalse(found.search(domain))
                self.assertFalse(found._read_group(domain, ["value_scale"]))
                with self.assertRefused(AccessError):
                    answers.with_user(user).export_data(["user_input_line_ids"])
                with self.assertRefused(AccessError), self.cr.savepoint():
                    self.env["survey.user_input"].with_user(user).create(
                        {"survey_id": self.survey.id}
                    )
                with self.assertRefused(AccessError):
                    self.survey.with_user(user).read(["title"])

    def test_who_has_answered_is_read_by_nobody(self):
        rows = self.env["seutuyp.evaluation.invitee"].search([])
        for user in self._officers():
            for operation in ("read", "write", "unlink"):
                self.assertFalse(rows.with_user(user).has_access(operation))

    def test_no_further_answers(self):
        survey = self.survey.sudo()
        for kw in ({}, {"partner": self.chair}, {"email": "x@example.com"}):
            with self.assertRefused(UserError, "own mail"):
                survey._create_answer(**kw)
        forged = self.env["survey.user_input"].create(
            {
                "survey_id": survey.id,
                "partner_id": self.chair.id,
                "email": self.chair.email,
                "nickname": "Chair",
            }
        )
        self.assertFalse(forged.partner_id or forged.email or forged.nickname)
        forged.write({"partner_id": self.chair.id, "deadline": "2050-01-01"})
        self.assertFalse(forged.partner_id or forged.deadline)

    def test_ordinary_surveys_work_as_before(self):
        plain = self.env["survey.survey"].create({"title": "Plain"})
        answer = plain._create_answer(partner=self.chair)
        self.assertEqual(answer.partner_id, self.chair)
        answer._mark_in_progress()
        self.assertTrue(answer.start_datetime)
        answer._mark_done()
        self.assertEqual(answer.state, "done")

    @mute_logger("odoo.http", "odoo.addons.base.models.ir_rule")
    def test_cores_doors_are_shut(self):
        """Over HTTP, for passers-by and for who manages surveys."""
        self._send_all(self._enter())
        key, answer = self.survey.access_token, self._answer()
        answer = self.survey.user_input_ids.filtered(lambda one: one.state == "done")
        done = answer.access_token
        count = len(self.survey.user_input_ids)
        paths = (
            f"/survey/start/{key}",
            f"/survey/start/{key}?answer_token={done}",
            f"/survey/{key}/{done}",
            f"/survey/print/{key}",
            f"/survey/print/{key}?answer_token={done}&review=True",
            f"/survey/retry/{key}/{done}",
            f"/survey/test/{key}",
            f"/survey/results/{self.survey.id}",
            f"/survey/results/{self.survey.id}?finished=true",
            f"/survey/session/manage/{key}",
            f"/survey/{self.survey.id}/certification_preview",
            f"/survey/{self.survey.id}/get_certification_preview",
            f"/survey/{self.survey.id}/get_certification",
        )
        officer = self._officers()[0]
        self.env.flush_all()
        for login in (None, officer.login):
            self.authenticate(login, login)
            self.opener.cookies.pop("seutuyp_evaluation", None)
            for path in paths:
                with self.subTest(login=login, path=path):
                    text = self.url_open(path).text
                    self.assertNotIn("In words", text)
                    self.assertNotIn("stand behind", text)
            for route in ("submit", "begin", "next_question"):
                response = self.url_open(
                    f"/survey/{route}/{key}/{done}",
                    data=json.dumps({"params": {"page_id": self._pages()[0].id}}),
                    headers={"Content-Type": "application/json"},
                )
                self.assertIn("error", response.text)
                self.assertNotIn("stand behind", response.text)
            for route in ("results", "leaderboard", "next_question"):
                response = self.url_open(
                    f"/survey/session/{route}/{key}",
                    data=json.dumps({"params": {}}),
                    headers={"Content-Type": "application/json"},
                )
                self.assertNotIn("In words", response.text)
        self.survey.invalidate_recordset()
        self.assertEqual(len(self.survey.user_input_ids), count)

    def test_written_answers_are_not_beside_numbers(self):
        """A text knows its item only; neither people nor the other items."""
        fields = set(self.env["seutuyp.evaluation.text"]._fields)
        self.assertEqual(fields - {"id", "display_name"}, {"item_id", "text"})


@tagged("post_install", "-at_install")
class TestAccessEvaluation(EvaluationCommon):
    """Who may do what with a told round, r w c d."""

    EXPECTED = {
        "manager": "r",
        "reviewer": "r",
        "area_contact": "r",
        "coordinator": "r",
        "partner_user": "r",
        "coordinator_b": "",
        "outsider": "",
        "portal_user": "",
    }
    KEEPERS = ("manager", "coordinator")

    def test_table(self):
        evaluation = self._told_round([4, 5, 6], ["One", "Two", "Three"])
        planned = self._plan_round(year=2040)
        for name, expected in self.EXPECTED.items():
            user = getattr(self, name)
            for record in (
                evaluation,
                evaluation.item_ids[:1],
                evaluation.item_ids.text_ids[:1],
                planned,
            ):
                theirs = record.with_user(user)
                keeps = record._name == "seutuyp.evaluation" and name in self.KEEPERS
                with self.subTest(user=name, model=record._name):
                    self.assertEqual(theirs.has_access("read"), bool(expected))
                    for operation in ("write", "unlink"):
                        self.assertEqual(theirs.has_access(operation), keeps)

    def test_members_without_an_employer_in_the_region_read(self):
        user = self._create_user("member", "group_user")
        self._create_member(self.steering, partner_id=user.partner_id.id)
        evaluation = self._told_round([4, 5, 6])
        self.assertTrue(evaluation.with_user(user).has_access("read"))
        self.assertTrue(evaluation.with_user(user).results)

    def test_queries_do_not_grow(self):
        """Home and lights cost the same for one region as for many."""
        regions = self.region_a | self.region_b

        def count(records):
            return queries(self.env, records._evaluations_of, 2049)

        manager = regions.with_user(self.manager)
        self.assertEqual(count(manager), count(manager[:1]))
