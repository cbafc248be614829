# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SeutuypCommon

TEMPLATE = "seutuyp_network.mail_template_accessibility_answer"


@tagged("post_install", "-at_install")
class TestAccessibilityFeedback(SeutuypCommon):
    def setUp(self):
        super().setUp()
        self.rows = self.env["seutuyp.accessibility.feedback"]
        self.rows.search([])._guarded().unlink()
        public = self.env.ref("base.public_user")
        with freeze_time("2027-03-01 10:00"):
            self.rows.with_user(public).with_context(lang="sv_SE")._receive(
                "barrier", "Wheel", "It is silent", "reader@example.fi"
            )
        self.row = self.rows.search([]).with_user(self.manager)

    def _waiting(self, user):
        home = self.env["seutuyp.home"].with_user(user).get_home()
        return [item for item in home["waiting"] if item["kind"] == "accessibility"]

    @freeze_time("2027-03-02 10:00")
    def test_it_waits_for_the_administrator(self):
        (item,) = self._waiting(self.manager)
        self.assertEqual(item["due"], "2027-03-15")
        self.assertFalse(item["late"])
        self.assertFalse(self._waiting(self.coordinator))
        with freeze_time("2027-03-16 10:00"):
            self.assertTrue(self._waiting(self.manager)[0]["late"])

    def test_the_answer_goes_out_in_the_language_of_the_sender(self):
        self.row.action_take()
        self.assertEqual(self.row.state, "in_work")
        self.row.answer = "It speaks now"
        template = self.env.ref(TEMPLATE)
        template.with_context(lang="sv_SE").subject = "Svar"
        mails = self.env["mail.mail"].search([])
        self.row.action_answer()
        mail = self.env["mail.mail"].search([]) - mails
        self.assertEqual(mail.subject, "Svar")
        self.assertIn("reader@example.fi", mail.email_to)
        self.assertIn("It speaks now", mail.body_html)
        self.assertFalse(mail.model)
        self.assertEqual(self.row.state, "answered")
        self.assertEqual(self.row.answered_by_id, self.manager)
        self.assertFalse(self._waiting(self.manager))

    def test_without_an_answer_or_twice(self):
        with self.assertRefused(UserError, "Write the answer first"):
            self.row.action_answer()
        self.row.answer = "Yes"
        self.row.action_answer()
        with self.assertRefused(UserError, "not possible now"):
            self.row.action_answer()
        with self.assertRefused(UserError, "stays as it was"):
            self.row.answer = "No"

    def test_without_an_address_no_mail(self):
        self.row.sudo()._guarded().email = False
        self.row.answer = "Yes"
        mails = self.env["mail.mail"].search_count([])
        self.row.action_answer()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_only_the_administrator(self):
        for user in (self.coordinator, self.reviewer, self.partner_user):
            row = self.row.with_user(user)
            for call in (row.action_take, row.action_answer, lambda r=row: r.text):
                with self.subTest(user=user.name), self.assertRefused(AccessError):
                    call()
        with self.assertRefused(AccessError):
            self.row.text = "Changed"

    def test_it_is_erased_after_its_time(self):
        self.row.answer = "Yes"
        self.row.action_answer()
        with freeze_time("2028-03-01 10:00"), self.enter_registry_test_mode():
            self.rows._cron_erase()
            self.assertTrue(self.row.text)
        with freeze_time("2028-03-02 10:00"), self.enter_registry_test_mode():
            self.env.ref(
                "seutuyp_network.cron_accessibility_erase"
            ).method_direct_trigger()
        self.row.invalidate_recordset()
        for name in ("text", "page", "email", "answer"):
            self.assertFalse(self.row[name], name)
        self.assertEqual(self.row.erased_on, date(2028, 3, 2))
        self.assertEqual(self.row.topic, "barrier")

    def test_the_time_is_a_setting(self):
        self.env["ir.config_parameter"].set_param(
            "seutuyp_network.accessibility_months", "3"
        )
        self.assertEqual(self.rows._kept_until(date(2027, 3, 1)), date(2027, 6, 1))
        for wrong in ("", "x", "-1"):
            self.env["ir.config_parameter"].set_param(
                "seutuyp_network.accessibility_months", wrong
            )
            self.assertEqual(self.rows._kept_until(date(2027, 3, 1)), date(2028, 3, 1))
