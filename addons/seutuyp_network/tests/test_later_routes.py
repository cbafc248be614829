# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import fields
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged

from .common_later import LaterCase


@tagged("post_install", "-at_install")
class TestLaterRoutes(HttpCase, LaterCase):
    """Comparison and notice on the portal: with no, wrong, expired, foreign links."""

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)
        self.party = self._party(self.org_b)
        action = self.agreement.with_user(self.coordinator).action_renew()
        self.renewal = self.env["seutuyp.agreement"].browse(action["res_id"]).sudo()
        self.renewal.date_start = "2027-05-01"
        self.renewal.section_ids[0].body = "<p>A quite new sentence</p>"
        self.renewal.with_user(self.coordinator).action_send()
        self.path = f"/my/agreements/{self.agreement.id}"
        self.token = self._link(self.party)

    def _link(self, party):
        person = party.signatory_id
        tokens = self.env["seutuyp.token"].sudo()
        return tokens._issue(party, "sign", person, person.email)[0]

    def _get(self, tail, **kw):
        params = {"party": self.party.id, "token": self.token, **kw}
        return self.url_open(self.path + tail, params=params)

    def _login(self, name, **kw):
        user = new_test_user(
            self.env, login=name, password=name, groups="base.group_portal"
        )
        user.partner_id.write(kw)
        self.env.flush_all()
        self.authenticate(name, name)
        return user

    def test_changes_by_link(self):
        answer = self._get("/changes")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("A quite new sentence", answer.text)
        self.assertIn("<ins>", answer.text)
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")

    def test_changes_with_other_links(self):
        other = self._party(self.org_c)
        newer = self.renewal.party_ids[0]
        for name, params in {
            "wrong": {"token": "x" * 43},
            "another party": {"party": other.id},
            "no party": {"party": "x"},
            "of the next version": {"party": newer.id, "token": self._link(newer)},
        }.items():
            answer = self._get("/changes", **params)
            with self.subTest(name=name):
                self.assertEqual(answer.status_code, 404)
                self.assertNotIn("A quite new sentence", answer.text)
        answer = self.url_open(self.path + "/changes", allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])
        found, _problem = (
            self.env["seutuyp.token"].sudo()._find(self.party, "sign", self.token)
        )
        found._guarded().expires_on = fields.Datetime.now() - timedelta(days=1)
        self.env.flush_all()
        answer = self._get("/changes")
        self.assertEqual(answer.status_code, 410)
        self.assertNotIn("A quite new sentence", answer.text)

    def test_changes_when_logged_in(self):
        self._login("colleague", parent_id=self.org_b.id)
        self.assertIn(
            "A quite new sentence", self.url_open(self.path + "/changes").text
        )
        self._login("stranger", parent_id=self.newcomer.id)
        answer = self.url_open(self.path + "/changes")
        self.assertEqual(answer.status_code, 404)
        self.assertNotIn("A quite new sentence", answer.text)

    def test_notice_is_the_signatorys(self):
        data = {"party": self.party.id, "reason": "We leave"}
        for name, employer in (("colleague", self.org_b), ("stranger", self.newcomer)):
            self._login(name, parent_id=employer.id)
            with self.subTest(who=name):
                answer = self.url_open(self.path + "/notice")
                self.assertEqual(answer.status_code, 404)
                data["csrf_token"] = Request.csrf_token(self)
                answer = self.url_open(self.path + "/notice", data=data)
                self.assertEqual(answer.status_code, 404)
        self.authenticate(None, None)
        data["csrf_token"] = Request.csrf_token(self)
        for extra in ({}, {"token": self.token}):
            answer = self.url_open(self.path + "/notice", data={**data, **extra})
            self.assertIn("/web/login", answer.url)
        self.env.invalidate_all()
        self.assertFalse(self.agreement.sudo().notice_ids)
