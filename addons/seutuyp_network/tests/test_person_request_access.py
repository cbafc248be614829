# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .test_person_request import EMAIL, PersonRequestCase

ACTIONS = ("action_look_up", "action_export", "action_erase")
OTHERS = ("coordinator", "area_contact", "reviewer", "partner_user", "portal_user")


@tagged("post_install", "-at_install")
class TestPersonRequestAccess(HttpCase, PersonRequestCase):
    """Only the administrator asks, and sees only what the administrator asked."""

    def test_others_do_nothing(self):
        request = self._found()
        for role in OTHERS:
            user = getattr(self, role)
            with self.subTest(role=role):
                with self.assertRefused(AccessError):
                    self._request(user=user)
                for action in ACTIONS:
                    with self.assertRefused(AccessError):
                        getattr(request.with_user(user), action)()
                for model in ("privacy.log", "privacy.lookup.wizard"):
                    self.assertFalse(self.env[model].with_user(user).has_access("read"))

    def test_another_administrator_does_not_see_it(self):
        request = self._found()
        other = self._create_user("manager2", "group_manager")
        with self.assertRefused(AccessError):
            request.with_user(other).read(["name"])
        with self.assertRefused(AccessError):
            request.line_ids.with_user(other).read(["record_name"])

    def test_core_stays_the_system_administrators(self):
        """Core's lookup deletes any row: it is not opened to the master data's."""
        for model in ("privacy.lookup.wizard", "privacy.lookup.wizard.line"):
            self.assertFalse(
                self.env[model].with_user(self.manager).has_access("create")
            )
        log = self.env["privacy.log"].with_user(self.manager)
        self.assertTrue(log.has_access("read"))
        self.assertFalse(log.has_access("write") or log.has_access("unlink"))

    def test_core_finds_our_rows(self):
        token = (
            self.env["seutuyp.token"]
            .sudo()
            ._issue(self.region_a, "comment", self.person, EMAIL)[1]
        )
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": "Maija Meikäläinen", "email": EMAIL}
        )
        wizard.action_lookup()
        found = wizard.line_ids.filtered(lambda line: line.res_model == "seutuyp.token")
        self.assertEqual(found.mapped("res_id"), token.ids)

    def _call(self, method, *args):
        params = {
            "model": "seutuyp.person.request",
            "method": method,
            "args": list(args),
            "kwargs": {},
        }
        return self.url_open(
            f"/web/dataset/call_kw/seutuyp.person.request/{method}",
            data=json.dumps({"jsonrpc": "2.0", "params": params}),
            headers={"Content-Type": "application/json"},
        ).json()

    @mute_logger("odoo.http")
    def test_over_rpc(self):
        values = [{"name": "Maija Meikäläinen", "email": EMAIL}]
        for role in OTHERS:
            login = getattr(self, role).login
            self.authenticate(login, login)
            with self.subTest(role=role):
                answer = self._call("create", values)
                self.assertIn("AccessError", answer["error"]["data"]["name"])
        self.authenticate(self.manager.login, self.manager.login)
        (id_,) = self._call("create", values)["result"]
        self.assertNotIn("error", self._call("action_look_up", [id_]))
        self.assertIn("error", self._call("_found", [id_]))
        self.assertIn("error", self._call("action_erase", [id_]))
        self.assertTrue(self.person.active)
        url = self._call("action_export", [id_])["result"]["url"]
        self.assertTrue(self.url_open(url).content.startswith(b"PK"))
        self.authenticate(self.coordinator.login, self.coordinator.login)
        self.assertNotEqual(self.url_open(url).content[:2], b"PK")
