# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from .common import InvitationCommon


@tagged("post_install", "-at_install")
class TestSystemQueue(InvitationCommon):
    """What administrators see of the queue of invitations: how many, since when."""

    def test_invitations(self):
        system = self.env["seutuyp.system"]
        self.assertEqual(system._queues()["invitations"][1:], (0, None))
        self.year.with_user(self.coordinator).action_publish()
        queued = self.queue.search([("state", "=", "queued")])
        self.assertTrue(queued)
        queue = system._queues()["invitations"]
        self.assertEqual(queue.length, len(queued))
        self.assertEqual(queue.oldest, min(queued.mapped("create_date")))
        self._mail()
        self.assertEqual(system._queues()["invitations"].length, 0)
