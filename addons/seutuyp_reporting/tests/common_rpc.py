# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import HttpCase

PASSWORD = "a-long-password-for-tests"


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

    def _refused(self, *args, **kwargs):
        """Return whether the call was refused for want of a right."""
        error = self._call(*args, **kwargs).get("error", {})
        return error.get("data", {}).get("name") == "odoo.exceptions.AccessError"
