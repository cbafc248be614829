# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common_system import SystemCommon

CHECK = "seutuyp.system.check"
# Who keeps the system, and everybody else.
KEEPERS = ("manager", "system_user")
OTHERS = ("coordinator", "reviewer", "area_contact", "partner_user", "portal_user")
# What a keeper of the system may press over RPC, and what nobody may.
OPEN = ((CHECK, "action_check", []), (CHECK, "search_read", [[]]))
CLOSED = (
    (CHECK, "create", [[{"code": "mails", "repair": "mail"}]]),
    (CHECK, "_prepare_checks", []),
    ("seutuyp.system", "_checks", []),
    ("seutuyp.system", "_metrics", []),
    ("seutuyp.system", "_metrics_registry", []),
    ("seutuyp.system", "_mail_numbers", []),
    ("seutuyp.system", "_readiness", []),
)


@tagged("post_install", "-at_install")
class TestSystemAccess(HttpCase, SystemCommon):
    """The state of the system over RPC: for its keepers, and read only."""

    def _log_in(self, role):
        login = getattr(self, role).login
        self.authenticate(login, login)

    def _call(self, model, method, args):
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        return self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            json={"jsonrpc": "2.0", "params": params},
        ).json()

    def _assert_refused(self, role, *call):
        with self.subTest(role=role, method=call[1]):
            answer = self._call(*call)
            self.assertIn("error", answer)
            self.assertIn("AccessError", answer["error"]["data"]["name"])

    @mute_logger("odoo.http")
    def test_every_role(self):
        for role in KEEPERS:
            self._log_in(role)
            for call in OPEN:
                with self.subTest(role=role, method=call[1]):
                    self.assertTrue(self._call(*call).get("result"))
        for role in OTHERS:
            self._log_in(role)
            for call in OPEN:
                self._assert_refused(role, *call)

    @mute_logger("odoo.http")
    def test_numbers_and_lines_are_nobodys(self):
        for role in KEEPERS + OTHERS:
            self._log_in(role)
            for call in CLOSED:
                self._assert_refused(role, *call)

    @mute_logger("odoo.http")
    def test_buttons_of_somebody_elses_page(self):
        self._log_in("manager")
        domain = self._call(CHECK, "action_check", [])["result"]["domain"]
        line_id = domain[0][2][0]
        for role in OTHERS:
            self._log_in(role)
            for button in ("action_open", "action_repair", "read"):
                self._assert_refused(role, CHECK, button, [[line_id]])
            self._assert_refused(role, CHECK, "write", [[line_id], {"repair": "mail"}])
