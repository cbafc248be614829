# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import AnswerCommon


@tagged("post_install", "-at_install")
class TestLink(AnswerCommon, HttpCase):
    """Answering from the mail: opening changes nothing, the button does."""

    def setUp(self):
        super().setUp()
        mail = self._mail_to(self.mails, self.chair)
        self.link = re.search(r"/seutuyp/meeting/\d+\?token=[\w-]+", mail.body_html)[0]
        self.path = self.link.split("?")[0]
        self.token = self.link.split("token=")[1]

    def _post(self, token=None, **data):
        page = self.url_open(self.link)
        csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)[1]
        return self.url_open(
            self.path,
            data={"csrf_token": csrf, "token": token or self.token, **data},
        )

    def test_opening_answers_nothing(self):
        response = self.url_open(self.link)
        self.assertEqual(response.status_code, 200)
        self.assertIn("no-store", response.headers["Cache-Control"])
        self.assertRegex(response.text, r"9\.3\.2050, 9\.00–11\.00")
        self.assertEqual(self.attendee.state, "needsAction")

    def test_accept_with_a_word(self):
        response = self._post(answer="accepted", comment="By train")
        self.assertEqual(response.status_code, 200)
        self.attendee.invalidate_recordset()
        self.assertEqual(self.attendee.state, "accepted")
        self.assertEqual(self.attendee.comment, "By train")

    def test_change_of_mind(self):
        self._post(answer="accepted")
        self._post(answer="declined")
        self.attendee.invalidate_recordset()
        self.assertEqual(self.attendee.state, "declined")

    @mute_logger("odoo.http")
    def test_no_wrong_and_foreign_token(self):
        other = self.event.partner_ids - self.chair
        foreign = re.search(
            r"token=([\w-]+)", self._mail_to(self.mails, other[:1]).body_html
        )[1]
        for path, status in (
            (self.path, 404),
            (f"{self.path}?token=wrong", 404),
            (f"/seutuyp/meeting/999999999?token={self.token}", 404),
            (f"{self.path}?token={foreign}", 200),  # another person's own page
        ):
            with self.subTest(path=path):
                self.assertEqual(self.url_open(path).status_code, status)
        self._post(token=foreign, answer="accepted")
        self.attendee.invalidate_recordset()
        self.assertEqual(self.attendee.state, "needsAction")

    def test_expired_and_revoked_token(self):
        tokens = self.env["seutuyp.token"].sudo()
        token = tokens.search(
            [("purpose", "=", "attend"), ("partner_id", "=", self.chair.id)]
        )
        token._guarded().expires_on = "2020-01-01"
        self.env.flush_all()
        self.assertEqual(self.url_open(self.link).status_code, 410)
        token._guarded().write({"expires_on": "2051-01-01", "revoked_on": "2020-01-01"})
        self.env.flush_all()
        self.assertEqual(self.url_open(self.link).status_code, 410)

    def test_cancelled_meeting(self):
        self.event.with_user(self.coordinator).action_cancel_meeting()
        self.env.flush_all()
        response = self.url_open(self.link)
        self.assertIn("cancelled", response.text)
        self.assertNotIn('name="answer"', response.text)

    def test_naming_a_deputy(self):
        """The page offers the group's deputies, the personal one chosen already."""
        personal, other = (self._create_person() for _number in range(2))
        seat = self.steering.member_ids._with_role("chair")
        for deputy, kw in ((other, {}), (personal, {"deputy_for_id": seat.id})):
            self._create_member(
                self.steering, partner_id=deputy.id, role="deputy", **kw
            )
        self.env.flush_all()
        text = self.url_open(self.link).text
        self.assertRegex(text, rf'<option[^>]*value="{personal.id}"[^>]*selected')
        self._post(answer="declined", deputy=other.id)
        self.attendee.invalidate_recordset()
        self.assertEqual(self.attendee.deputy_id, other)
        text = self.url_open(self.link).text
        self.assertRegex(text, rf'<option[^>]*value="{other.id}"[^>]*selected')
        self.assertIn(other.name, re.search(r"In your place comes.*", text)[0])
        self._post(answer="declined", deputy="")
        self.attendee.invalidate_recordset()
        self.assertFalse(self.attendee.deputy_id)

    def test_naming_somebody_else(self):
        """Only those whom the page offers are taken, whatever is posted."""
        stranger = self._create_person()
        for value in (stranger.id, "x", f"{stranger.id}'--"):
            self._post(answer="declined", deputy=value)
        self.attendee.invalidate_recordset()
        self.assertFalse(self.attendee.deputy_id)
        self.assertNotIn(stranger, self.event.partner_ids)

    def test_deputy_named_by_the_keeper_stays(self):
        """Answering again does not call off whom the keeper has named."""
        substitute = self._create_person()
        self.attendee.with_user(self.coordinator).deputy_id = substitute
        self.env.flush_all()
        self._post(answer="declined", deputy=substitute.id)
        self.attendee.invalidate_recordset()
        self.assertEqual(self.attendee.deputy_id, substitute)

    def test_page_of_a_deputy(self):
        """It says in whose place, and offers no further deputy."""
        deputy = self._create_person()
        self._create_member(self.steering, partner_id=deputy.id, role="deputy")
        self.attendee._answer("declined", deputy=deputy)
        mail = self._mail()
        link = re.search(r"/seutuyp/meeting/\d+\?token=[\w-]+", mail.body_html)[0]
        self.env.flush_all()
        text = self.url_open(link).text
        self.assertRegex(text, rf"You come in place of\s*{self.chair.name}")
        self.assertNotIn("<select", text)

    def test_name_in_the_readers_language(self):
        self.theme.with_context(lang="sv_SE").name = "Uppföljning"
        self.env.flush_all()
        text = self.url_open(f"/sv{self.link}").text
        self.assertIn("Uppföljning", text)

    def test_taken_off(self):
        self.event.sudo().partner_ids -= self.chair
        self.env.flush_all()
        self.assertEqual(self.url_open(self.link).status_code, 410)


@tagged("post_install", "-at_install")
class TestAnswerInClient(AnswerCommon):
    """Answering one's own invitation needs no right to change the meeting."""

    def test_member_of_staff(self):
        person = self.partner_user.partner_id
        self._create_member(self.steering, partner_id=person.id)
        own = self.event.attendee_ids.filtered(lambda item: item.partner_id == person)
        own.with_user(self.partner_user).do_accept()
        self.assertEqual(own.state, "accepted")
