# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import HttpCase

PASSWORD = "a-long-password-for-tests"
OPERATIONS = ("read", "write", "create", "unlink")


class RpcCase(HttpCase):
    """Asks the server as a script would, with the rights of whoever logged in."""

    def _log_in(self, user):
        user.password = PASSWORD
        self.env.flush_all()
        self.authenticate(user.login, PASSWORD)

    def _call(self, model, method, *args, **kwargs):
        """Return the answer: a dict with ``result`` or ``error``."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            json={"jsonrpc": "2.0", "params": params},
        )
        return response.json()

    def _result(self, *args, **kwargs):
        answer = self._call(*args, **kwargs)
        self.assertIn("result", answer, answer.get("error"))
        return answer["result"]

    def assertSameOverRpc(self, roles, cases):
        """Check that scripts are refused what the tables of access refuse a role.

        What a role may change is left alone, for the records serve the next one.

        :param roles: names of users
        :param cases: list of (record, values of a new one)
        """
        for role in roles:
            user = getattr(self, role)
            self._log_in(user)
            for record, vals in cases:
                self.env.invalidate_all()
                own = record.with_user(user)
                may = {name: own.has_access(name) for name in OPERATIONS}
                with self.subTest(role=role, model=record._name):
                    self._try_over_rpc(record, vals, may)

    def _try_over_rpc(self, record, vals, may):
        model, ids = record._name, record.ids
        read = self._call(model, "read", ids, ["display_name"])
        self.assertEqual("result" in read, may["read"], read)
        found = self._call(model, "search", [("id", "in", ids)]).get("result")
        self.assertEqual(sorted(found or []), sorted(ids if may["read"] else []))
        for method, args in (
            ("write", [ids, {}]),
            ("create", [vals]),
            ("unlink", [ids]),
        ):
            # everybody opens windows, and reads nobody else's
            if not may[method] and not (record._transient and method == "create"):
                self.assertTrue(self._refused(model, method, *args), method)

    def _refused(self, *args, **kwargs):
        """Return whether the call was refused for want of a right."""
        error = self._call(*args, **kwargs).get("error", {})
        return error.get("data", {}).get("name") == "odoo.exceptions.AccessError"
