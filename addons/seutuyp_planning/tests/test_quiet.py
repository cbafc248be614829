# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import tagged

from .common import PlanningCommon


@tagged("post_install", "-at_install")
class TestQuiet(PlanningCommon):
    """Nobody is mailed before the year is published, whatever is done to it."""

    def _mails(self):
        return self.env["mail.mail"].sudo().search_count([])

    def test_nothing_is_mailed(self):
        before = self._mails()
        year = self._create_year().with_user(self.coordinator)
        plain = year.with_context(tracking_disable=False)
        plain.action_generate()
        event = plain.event_ids
        event.write({"start": "2027-03-12 08:00", "stop": "2027-03-12 10:00"})
        guest = self._create_person()
        event.write({"partner_ids": [Command.link(guest.id)]})
        event.create(
            {
                "name": "By hand",
                "start": "2027-05-05 08:00",
                "stop": "2027-05-05 09:00",
                "seutuyp_group_id": self.steering.id,
                "partner_ids": [Command.link(guest.id)],
            }
        )
        event.unlink()
        self.env.flush_all()
        self.assertEqual(self._mails(), before)

    def test_core_mails_its_own(self):
        """An event of another kind is mailed as core does it."""
        before = self._mails()
        self.env["calendar.event"].with_user(self.outsider).create(
            {
                "name": "Lunch",
                "start": "2099-05-05 08:00",
                "stop": "2099-05-05 09:00",
                "partner_ids": [Command.link(self._create_person().id)],
            }
        )
        self.assertGreater(self._mails(), before)
