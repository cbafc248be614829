# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, freeze_time, tagged

from ..controllers import survey_once
from ..models import seutuyp_customer_feedback_taking
from .common_survey import SurveyCommon

INDICATOR = "indicator_customer_feedback"


@tagged("post_install", "-at_install")
class TestCustomerFeedback(SurveyCommon):
    """Feedback links, who keeps them, and what becomes of the answers."""

    def _give(self, link, *grades, segment=None):
        for grade in grades:
            link.sudo()._take_feedback(grade, segment, "")

    def _work_out(self):
        indicator = self.env.ref(f"seutuyp_reporting.{INDICATOR}")
        return self.env["seutuyp.measurement"]._work_out(indicator)

    def test_a_month_becomes_a_measurement_once(self):
        link = self._create_link()
        self._give(link, 4, 2, 3)
        self.assertTrue(self._work_out())
        whole = self.env["seutuyp.segment"]
        self.assertEqual(self._measured(INDICATOR), {whole: (3.0, "Answers: 3")})
        self.assertFalse(self._work_out(), "run twice")
        self._give(link, 4, 4, 4, segment=self.segment)
        self._work_out()
        self.assertEqual(
            self._measured(INDICATOR),
            {whole: (3.5, "Answers: 6"), self.segment: (4.0, "Answers: 3")},
        )

    def test_fewer_than_three_tell_nothing(self):
        link = self._create_link()
        self._give(link, 4, 1)
        self._work_out()
        self.assertFalse(self._measured(INDICATOR))
        self.assertEqual(link.told_count, "Too few to tell")
        self._give(link, 4)
        self.env.invalidate_all()
        self.assertEqual(link.told_count, "3")

    def test_what_is_kept(self):
        """No moment, no address, no person: the month, the grade and the words."""
        fields = set(self.env["seutuyp.customer.feedback"]._fields)
        stored = {
            name
            for name in fields
            if self.env["seutuyp.customer.feedback"]._fields[name].store
        }
        self.assertEqual(
            stored - {"id"},
            {
                "link_id",
                "region_id",
                "partner_id",
                "month",
                "grade",
                "segment_id",
                "word",
            },
        )

    def test_a_day_has_an_end(self):
        link = self._create_link().sudo()
        most = seutuyp_customer_feedback_taking.MOST_A_DAY
        today = self.env["seutuyp.dated.mixin"]._today()
        link._guarded().write({"today": today, "today_count": most})
        self.assertFalse(link._take_feedback(4))
        self.assertFalse(link.feedback_ids)

    def test_organisations_of_the_region_only(self):
        with self.assertRefused(ValidationError, "does not belong"):
            self._create_link(partner_id=self.organisation_b.id)

    def test_code_and_state_are_nobodys_to_write(self):
        link = self._create_link()
        self.assertGreater(len(link.code), 10)
        for values in ({"code": "easy"}, {"state": "revoked"}, {"today_count": 0}):
            with self.assertRefused(AccessError):
                link.write(values)
        with self.assertRefused(AccessError):
            self._create_link(code="easy")
        with self.assertRefused(UserError, "reason"):
            link.action_revoke()
        link.action_revoke("The desk has moved")
        self.assertEqual(link.state, "revoked")

    def test_a_link_ended_by_mistake_works_again(self):
        link = self._create_link()
        code = link.code
        link.action_revoke("By mistake")
        with self.assertRaises(AccessError):
            link.with_user(self.outsider).action_restore()
        link.with_user(self.coordinator).action_restore()
        self.assertEqual((link.state, link.code), ("live", code))
        with self.assertRefused(UserError, "not possible now"):
            link.action_restore()

    def test_who_may_do_what(self):
        link = self._create_link()
        self._give(link, 4)
        read = {"manager", "coordinator", "partner_user"}
        for role in (
            "manager",
            "reviewer",
            "area_contact",
            "coordinator",
            "partner_user",
            "coordinator_b",
            "outsider",
        ):
            user = getattr(self, role)
            self.env.flush_all()
            self.env.invalidate_all()
            with self.subTest(role=role):
                own, row = (
                    link.with_user(user),
                    link.sudo().feedback_ids.with_user(user),
                )
                for operation in ("read", "write", "unlink"):
                    self.assertEqual(own.has_access(operation), role in read)
                self.assertEqual(row.has_access("read"), role in read)
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(row.has_access(operation))
                if role in read:
                    self.assertTrue(self._create_link(user=user))
                    continue
                with self.assertRefused(AccessError), self.cr.savepoint():
                    self._create_link(user=user)

    def test_sheet(self):
        link = self._create_link()
        report = "seutuyp_reporting.report_customer_feedback"
        html = self.env["ir.actions.report"]._render_qweb_html(report, link.ids)[0]
        self.assertIn(link.url, html.decode())
        self.assertIn("data:image/svg+xml", html.decode())


@tagged("post_install", "-at_install")
class TestCustomerFeedbackPage(SurveyCommon, HttpCase):
    """The page behind the QR code."""

    def setUp(self):
        super().setUp()
        self.link = self._create_link().sudo()
        self.path = f"/seutuyp/feedback/{self.link.code}"

    def test_answering(self):
        form = self._form_of(self.path)
        self.assertFalse(self.link.feedback_ids, "opening changes nothing")
        for _twice in range(2):
            page = self._post(
                self.path,
                form,
                grade="4",
                segment=str(self.segment.id),
                word="Quick\nhelp " + "x" * 500,
            )
            self.assertIn("Thank you", page.text)
        row = self.link.feedback_ids
        self.assertEqual(len(row), 1)
        self.assertEqual((row.grade, row.segment_id), (4, self.segment))
        self.assertEqual(row.month.day, 1)
        self.assertEqual(len(row.word), 300)
        self._post(self.path, grade="1")
        self.assertEqual(len(self.link.feedback_ids), 2, "the next customer")

    def test_bad_input(self):
        for grade in ("", "0", "5", "4; drop", "４"):
            page = self._post(self.path, grade=grade)
            self.assertEqual(page.status_code, 422)
            self.assertIn("Choose one answer", page.text)
        self._post(self.path, grade="3", segment="999999999999", word="a\0b")
        self.assertEqual(self.link.feedback_ids.word, "a b")
        self.assertFalse(self.link.feedback_ids.segment_id)
        page = self.url_open(self.path, data={"grade": "4"})
        self.assertEqual(page.status_code, 400, "without the form's own mark")

    def test_codes_that_do_not_open(self):
        for path in (
            "/seutuyp/feedback/",
            "/seutuyp/feedback/x",
            f"{self.path}x",
            f"/seutuyp/feedback/{'a' * 5000}",
        ):
            self.assertEqual(self.url_open(path).status_code, 404, path[:40])
        form = self._form_of(self.path)
        self.link.action_revoke("Moved")
        for page in (self.url_open(self.path), self._post(self.path, form, grade="4")):
            self.assertEqual(page.status_code, 410)
            self.assertIn("has ended", page.text)
        self.assertFalse(self.link.feedback_ids)

    def test_expired(self):
        self.link.expires_on = "2026-01-01"
        self.env.flush_all()
        with freeze_time("2026-01-02"):
            self.assertEqual(self.url_open(self.path).status_code, 410)

    def test_a_browser_has_its_day(self):
        self.patch(survey_once, "MOST_A_DAY", 1)
        self._post(self.path, grade="4")
        page = self._post(self.path, grade="4")
        self.assertEqual(page.status_code, 429)
        self.assertEqual(len(self.link.feedback_ids), 1)
