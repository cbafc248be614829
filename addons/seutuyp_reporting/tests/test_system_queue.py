# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import datetime, time, timedelta

from odoo.tests import tagged

from .common_collection import CollectionCommon
from .common_referral import ReferralCommon


@tagged("post_install", "-at_install")
class TestSystemErasing(ReferralCommon):
    """Customers' data that should be gone are seen by administrators, as a number."""

    def test_erasing(self):
        system = self.env["seutuyp.system"]
        today = self.env["seutuyp.dated.mixin"]._today()
        self.referral._guarded().erase_on = today
        self.assertEqual(system._queues()["erasing"][1:], (0, None))
        self.referral._guarded().erase_on = today - timedelta(days=3)
        queue = system._queues()["erasing"]
        self.assertEqual(queue.length, 1)
        night = datetime.combine(today - timedelta(days=1), time.min)
        self.assertEqual(queue.oldest, night)
        self._run("cron_referral_erase")
        self.assertEqual(system._queues()["erasing"].length, 0)


@tagged("post_install", "-at_install")
class TestSystemForms(CollectionCommon):
    """Forms that came back and wait to be saved."""

    def test_forms(self):
        system = self.env["seutuyp.system"]
        collection, _mails = self._open_round()
        self.assertEqual(system._queues()["forms"].length, 0)
        sheets = collection.sudo().sheet_ids
        sheets._guarded().write({"state": "received"})
        self.assertEqual(system._queues()["forms"].length, len(sheets))
        self.assertTrue(sheets)
