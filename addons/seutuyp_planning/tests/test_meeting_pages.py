# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .common import MeetingCommon


@tagged("post_install", "-at_install")
class TestMeetingPages(MeetingCommon, HttpCase):
    """Confirming minutes and reporting on decisions from the mail, without a login."""

    def _link(self, mails, person, path):
        mail = mails.filtered(lambda item: person.email in (item.email_to or ""))
        found = re.search(
            rf"https://seutu\.example\.org(/{path}/[^\"<]+)", mail.body_html
        )
        return found.group(1)

    def _minutes_link(self):
        event = self._hold()
        _result, mails = self._new_mails(event.action_send_minutes)
        return self._link(mails, self.chair, "seutuyp/minutes")

    def _token_form(self, link, **values):
        page = self.url_open(link).text
        csrf = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
        path, token = link.split("?token=")
        return self.url_open(path, data={"csrf_token": csrf, "token": token, **values})

    def test_confirm(self):
        link = self._minutes_link()
        page = self.url_open(link)
        self.assertIn("Kokous", page.text)
        self.assertFalse(self.past.chair_confirmed_on, "opening confirms nothing")
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(self._token_form(link, move="confirm").status_code, 200)
        self.past.invalidate_recordset()
        self.assertTrue(self.past.chair_confirmed_on)
        self.assertFalse(self.past.secretary_confirmed_on)
        log = self.past.log_ids.filtered(lambda line: line.transition == "confirm")
        self.assertEqual(log.partner_id, self.chair)

    def test_ask_for_a_change(self):
        link = self._minutes_link()
        self.assertEqual(self._token_form(link, move="change").status_code, 422)
        self._token_form(link, move="change", remark="The date is wrong")
        self.past.invalidate_recordset()
        self.assertIn("The date is wrong", self.past.minutes_remark)
        self.assertEqual(self.past.minutes_state, "sent")

    def test_wrong_links(self):
        link = self._minutes_link()
        path, token = link.split("?token=")
        other = path.replace(str(self.past.id), str(self.next.id))
        for address, status in (
            (path, 404),
            (f"{path}?token=x", 404),
            (f"{other}?token={token}", 404),
            ("/seutuyp/minutes/0?token=x", 404),
        ):
            with self.subTest(address=address):
                page = self.url_open(address)
                self.assertEqual(page.status_code, status)
                self.assertNotIn("Kokous", page.text)

    def test_link_dies_with_the_text(self):
        link = self._minutes_link()
        self.past.with_user(self.coordinator).minutes_fi = "<p>Toisin</p>"
        self.env.flush_all()
        self.assertEqual(self.url_open(link).status_code, 410)

    def test_expired(self):
        link = self._minutes_link()
        tokens = self.env["seutuyp.token"].search([("purpose", "=", "minutes")])
        tokens._guarded().write({"expires_on": "2020-01-01"})
        self.env.flush_all()
        self.assertEqual(self.url_open(link).status_code, 410)

    def _decision_link(self):
        decision = self._decide(
            responsible_ids=[Command.set(self.member.ids)], deadline="2020-04-01"
        )
        _result, mails = self._new_mails(self.env["seutuyp.decision"]._cron_remind)
        return decision, self._link(mails, self.member, "seutuyp/decision")

    def test_decision(self):
        decision, link = self._decision_link()
        self.assertIn("Buy a tent", self.url_open(link).text)
        self.assertEqual(decision.state, "open")
        page = self._token_form(link, outcome="Bought")
        self.assertIn("Carried out", page.text)
        decision.invalidate_recordset()
        self.assertEqual(decision.state, "done")
        self.assertEqual(decision.outcome, "Bought")
        self.assertEqual(decision.closed_by_id, self.member)
        self.assertTrue(decision.task_id.is_closed)

    def test_decision_of_somebody_else(self):
        decision, link = self._decision_link()
        decision.responsible_ids = self.chair
        self.env.flush_all()
        self.assertEqual(self.url_open(link).status_code, 410)
        other = self._decide(name="Another", deadline="2020-04-01")
        path, token = link.split("?token=")
        foreign = path.replace(str(decision.id), str(other.id))
        self.assertEqual(self.url_open(f"{foreign}?token={token}").status_code, 404)
