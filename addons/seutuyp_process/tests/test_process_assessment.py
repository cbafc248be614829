# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .common_review import ReviewCommon

SCORES = {
    "score_fit": "4",
    "score_known": "2",
    "score_followed": "3",
    "score_customer": "3",
}


@tagged("post_install", "-at_install")
class TestProcessAssessment(HttpCase, ReviewCommon):
    """The organisations that take part are asked, by a link and in the client."""

    def _asked(self):
        """Return (review, mails of asking)."""
        mails = self.env["mail.mail"].sudo()
        before = mails.search([])
        review = self._review()
        review.action_ask()
        return review, mails.search([]) - before

    def _row(self, review, organisation):
        return review.assessment_ids.filtered(
            lambda row: row.partner_id == organisation
        )

    def _path(self, mail):
        return re.search(r"example\.org(/[^\"]*seutuyp/assess/[^\"]+)", mail.body_html)[
            1
        ]

    def test_each_organisation_is_asked_once(self):
        review, mails = self._asked()
        self.assertEqual(
            review.assessment_ids.partner_id, self.organisation_a | self.organisation_b
        )
        self.assertEqual(self._receivers(mails), ["b@example.com"])
        review.action_ask()
        self.assertEqual(len(review.assessment_ids), 2)

    def test_opening_tells_nothing_and_posting_answers(self):
        review, mails = self._asked()
        row = self._row(review, self.organisation_b)
        path = self._path(mails)
        page = self.url_open(path)
        self.assertEqual(page.status_code, 200)
        self.assertFalse(row.answered_on)
        form = {"csrf_token": re.search(r'csrf_token" value="([^"]+)', page.text)[1]}
        self.assertEqual(self.url_open(path, data=form).status_code, 422)
        self.assertFalse(row.answered_on)
        done = self.url_open(path, data={**form, **SCORES, "words": "Good"})
        self.assertIn("Your answer is kept", done.text)
        self.assertEqual((row.mean, row.words), (3, "Good"))
        self.assertEqual(row.answered_by_id, self.organisation_b)
        self.assertEqual((review.answered_count, review.asked_count), (1, 2))
        review.write({"outcome": "keep", "note": "Well"})
        review.action_finish()
        late = self.url_open(path, data={**form, **SCORES, "score_fit": "1"})
        self.assertIn("is finished", late.text)
        self.assertEqual(row.score_fit, "4")

    def test_wrong_link(self):
        self.assertEqual(self.url_open("/seutuyp/assess/nothing").status_code, 404)

    def test_own_organisation_answers_in_the_client(self):
        review, _mails = self._asked()
        row = self._row(review, self.organisation_a)
        row.with_user(self.partner_user).write(SCORES)
        self.assertEqual(row.answered_by_id, self.owner)
        for user in (self.coordinator, self.coordinator_b, self.manager):
            with self.assertRaises(AccessError), self.cr.savepoint():
                row.with_user(user).write({"score_fit": "1"})
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.with_user(
                self.partner_user
            ).answered_by_id = self.coordinator.partner_id
        review.write({"outcome": "keep", "note": "Well"})
        review.action_finish()
        with self.assertRefused(UserError, "is finished"):
            row.with_user(self.partner_user).write({"score_fit": "1"})

    def test_reminded_once(self):
        review, _mails = self._asked()
        review.assessment_ids.sudo()._guarded().asked_on = "2050-01-10"
        self.assertFalse(self._cron("2050-01-16"))
        mails = self._cron("2050-01-17")
        self.assertEqual(self._receivers(mails), ["b@example.com"])
        self.assertFalse(self._cron("2050-01-18"))

    def test_mail_and_page_speak_the_language_of_the_person(self):
        self.organisation_b.lang = "sv_SE"
        _review, mails = self._asked()
        self.assertIn("/sv/seutuyp/assess/", mails.body_html)
