# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from ..hooks import LOGGED, uninstall_hook
from .common import MeetingCommon


@tagged("post_install", "-at_install")
class TestUninstall(MeetingCommon):
    def test_no_log_and_no_link_stays(self):
        """What is removed leaves neither log lines nor personal links behind."""
        self._decide().action_reopen()
        self._hold().action_send_minutes()
        for model in ("seutuyp.workflow.log", "seutuyp.token"):
            ours = [("res_model", "in", LOGGED)]
            self.assertTrue(self.env[model].search(ours))
            uninstall_hook(self.env)
            self.assertFalse(self.env[model].search(ours))
            self._hold_again()

    def _hold_again(self):
        """Make log lines and links anew for the next look."""
        event = self.past.with_user(self.coordinator)
        event.action_open_minutes()
        event.action_send_minutes()
