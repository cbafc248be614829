# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common_system import HOUR, SystemCommon


@tagged("post_install", "-at_install")
class TestSystemPage(SystemCommon):
    """Who sees the page, and what its buttons do."""

    def _open(self, user):
        checks = self.env["seutuyp.system.check"].with_user(user)
        action = checks.action_check()
        return checks.search(action["domain"])

    def test_administrators_only(self):
        for user in (self.manager, self.system_user):
            self.assertEqual(len(self._open(user)), 10, user.name)
        for user in (
            self.coordinator,
            self.reviewer,
            self.area_contact,
            self.partner_user,
            self.portal_user,
        ):
            checks = self.env["seutuyp.system.check"].with_user(user)
            with self.assertRaises(AccessError):
                checks.action_check()
            for button in ("action_open", "action_repair"):
                line = self._open(self.manager)[0].with_user(user)
                with self.assertRaises(AccessError):
                    getattr(line, button)()
            with self.assertRaises(AccessError):
                checks.search([])

    def test_lines_cannot_be_written(self):
        line = self._open(self.manager)[0]
        with self.assertRaises(AccessError):
            line.light = "green"
        with self.assertRaises(AccessError):
            line.create({"code": "mails", "repair": "mail"})

    def test_the_urgent_stands_first(self):
        self._set_backup(51 * HOUR)
        lines = self._open(self.manager)
        self.assertEqual(lines[0].code, "backup")
        self.assertEqual(lines[-1].code, "replica")

    def test_settings_open_for_their_keepers(self):
        self._create_mail(state="exception", failure_type="mail_smtp")
        line = self._open(self.manager).filtered(lambda item: item.code == "mails")
        self.assertFalse(line.can_open)
        with self.assertRaises(AccessError):
            line.action_open()
        line = self._open(self.system_user).filtered(lambda item: item.code == "mails")
        action = line.action_open()
        self.assertEqual(action["res_model"], "mail.mail")
        self.assertTrue(line.env["mail.mail"].search(action["domain"]))
        for line in self._open(self.system_user).filtered("can_open"):
            self.assertTrue(line.action_open()["res_model"])

    def test_failed_mails_are_sent_again(self):
        recent = self._create_mail(state="exception", failure_type="mail_smtp")
        old = self._create_mail(timedelta(days=8), state="exception")
        line = self._open(self.manager).filtered(lambda item: item.code == "mails")
        self.assertEqual(line.repair, "mail")
        answer = line.action_repair()
        self.assertIn("1", answer["params"]["message"])
        self.assertEqual((recent.state, old.state), ("outgoing", "exception"))

    def test_overdue_jobs_are_run(self):
        self.job.nextcall = fields.Datetime.now() - 4 * HOUR
        line = self._open(self.manager).filtered(lambda item: item.code == "jobs")
        line.action_repair()
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", self.job.id)])
        self.assertTrue(triggers)

    def test_home_tells_administrators_what_is_red(self):
        self._create_mail(state="exception", failure_type="mail_smtp")
        for user, told in ((self.manager, True), (self.coordinator, False)):
            waiting = self.env["seutuyp.home"].with_user(user).get_home()["waiting"]
            kinds = [item["kind"] for item in waiting]
            self.assertEqual("system" in kinds, told, user.name)
        self.env["mail.mail"].search([]).unlink()
        waiting = self.env["seutuyp.home"].with_user(self.manager).get_home()["waiting"]
        self.assertNotIn("system", [item["kind"] for item in waiting])
