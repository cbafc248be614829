# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.seutuyp_network.tests.test_change import ChangeCommon

from .common_referral import ReferralCommon


@tagged("post_install", "-at_install")
class TestReferralChange(ChangeCommon, ReferralCommon):
    """Regions merge: what is open goes on, what is closed was counted there."""

    def test_regions_merge(self):
        closed = self._send()
        closed.with_user(self.receiver_user).action_close(self.outcome.id)
        contact = self._meet()
        receptions = self.env["seutuyp.referral.reception"]
        for region in (self.region_a, self.region_b):
            for partner in (self.receiver.id, False):
                receptions |= receptions.create(
                    {"region_id": region.id, "partner_id": partner}
                )
        self._merge_regions(self.region_a, self.region_b)
        self.assertEqual(self.referral.region_id, self.region_b)
        self.assertEqual(closed.region_id, self.region_a)
        self.assertEqual(contact.sudo().need_ids.region_id, self.region_b)
        left = receptions.exists()
        self.assertEqual(len(left), 3)
        own = left.filtered("partner_id")
        self.assertEqual((len(own), own.region_id), (1, self.region_b))

    def test_settings(self):
        settings = self.env["res.config.settings"]
        for months in (0, 121):
            with self.assertRaises(ValidationError):
                settings.create({"seutuyp_referral_months": months})
