# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestRetention(SeutuypCommon):
    def setUp(self):
        super().setUp()
        self.retention = self.env["seutuyp.retention"]

    def _lines(self):
        action = self.retention.with_user(self.manager).action_open()
        lines = self.env["seutuyp.retention.line"].with_user(self.manager)
        return lines.search(action["domain"])

    def test_every_rule_can_be_shown(self):
        rules = self.retention._rules()
        lines = self._lines()
        self.assertEqual(lines.mapped("name"), [rule.name for rule in rules])
        for rule, line in zip(rules, lines, strict=True):
            with self.subTest(rule=rule.name):
                self.assertEqual(bool(line.next_run), bool(rule.cron))
                self.assertEqual(line.state, "runs" if rule.cron else "kept")

    def test_a_stopped_job_is_told(self):
        self.env.ref("seutuyp_network.cron_accessibility_erase").active = False
        self.assertIn("stopped", self._lines().mapped("state"))

    def test_only_the_administrator(self):
        for user in (self.coordinator, self.reviewer, self.partner_user):
            with self.subTest(user=user.name), self.assertRefused(AccessError):
                self.retention.with_user(user).action_open()

    def test_old_links_wait_and_go(self):
        tokens = self.env["seutuyp.token"].sudo()
        old = [("email", "=", "old@example.com")]
        tokens._issue(
            self.region_a,
            "comment",
            self.partner_user.partner_id,
            "old@example.com",
            expires_on="2026-01-01",
        )
        waiting = self._lines().filtered(lambda line: "links" in line.name)
        with freeze_time("2027-12-31"):
            tokens._gc_old()
            self.assertTrue(tokens.search(old))
        with freeze_time("2028-01-02"):
            later = self._lines().filtered(lambda line: "links" in line.name)
            self.assertGreater(later.waiting_count, waiting.waiting_count)
            tokens._gc_old()
            self.assertFalse(tokens.search(old))

    def test_settings_refuse_nonsense(self):
        settings = self.env["res.config.settings"]
        for months in (0, 121):
            with self.assertRefused(ValidationError, "1 to 120"):
                settings.create({"seutuyp_token_months": months})

    def test_the_setting_opens_for_whoever_may_change_it(self):
        lines = self._lines()
        mine = lines.filtered(lambda line: "links" in line.name)
        self.assertIn("months", mine.setting_name)
        self.assertFalse(any(lines.mapped("can_change")))
        with self.assertRefused(AccessError, "kept for"):
            mine.action_change()
        keeper = new_test_user(
            self.env,
            login="keeper",
            groups="base.group_system,seutuyp_network.group_manager",
        )
        action = self.retention.with_user(keeper).action_open()
        for line in (
            self.env[action["res_model"]].with_user(keeper).search(action["domain"])
        ):
            with self.subTest(rule=line.name):
                self.assertEqual(line.can_change, bool(line.setting))
                if line.setting:
                    opened = line.action_change()
                    self.assertEqual(opened["res_model"], "res.config.settings")
                else:
                    with self.assertRefused(UserError, "no setting"):
                        line.action_change()

    def test_every_setting_is_on_the_settings_screen(self):
        fields = self.env["res.config.settings"]._fields.values()
        known = {getattr(field, "config_parameter", None) for field in fields}
        for rule in self.retention._rules():
            if rule.setting:
                self.assertIn(rule.setting, known, rule.name)
