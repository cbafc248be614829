# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
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


@tagged("post_install", "-at_install")
class TestReferralPartners(ChangeCommon, ReferralCommon):
    """Organisations merge or end: a customer is never left with nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.successor = cls._create_organisation(name="Successor")
        cls.successor_user = cls._staff_of(cls.successor, "successor")
        cls._join(
            cls.organisation_a | cls.receiver | cls.third | cls.successor, cls.region_a
        )

    def _merge(self, sources, target, **kw):
        return self._do(
            kind="merge",
            res_model="res.partner",
            source_partner_ids=[Command.set(sources.ids)],
            target_partner_id=target.id,
            **kw,
        )

    def _sides(self, referral=None):
        self.env.invalidate_all()
        row = (referral or self.referral).sudo()
        return row.from_partner_id, row.to_partner_id, row.state

    def _words(self, user):
        self.env.invalidate_all()
        return self.referral.with_user(user).next_step

    def test_the_receiver_merges_into_another(self):
        closed = self._send()
        closed.with_user(self.receiver_user).action_close(self.outcome.id)
        change = self._merge(self.receiver, self.successor)
        self.assertIn("Open referrals: 1, moves", change.summary)
        self.assertEqual(self._sides(), (self.organisation_a, self.successor, "sent"))
        self.assertEqual(closed.sudo().to_partner_id, self.receiver)
        # who was the receiver's works in the successor now, and so do its people
        for user in (self.receiver_user, self.successor_user):
            referral = self.referral.with_user(user)
            self.assertEqual(referral.read_customer()["name"], "Matti Asiakas")
        self.referral.with_user(self.successor_user).action_accept()

    def test_the_sender_merges_into_another(self):
        self._merge(self.organisation_a, self.successor)
        self.assertEqual(self._sides(), (self.successor, self.receiver, "sent"))
        self.referral.with_user(self.partner_user).action_take_back()

    def test_both_merge_into_another(self):
        """A customer sent to what has become one's own house comes back."""
        self.referral.with_user(self.receiver_user).action_accept()
        mails = self._mails(
            self._merge, self.organisation_a | self.receiver, self.successor
        )
        self.assertEqual(self._sides(), (self.successor, self.receiver, "declined"))
        self.assertIn("have become one", self._words(self.successor_user))
        self.assertTrue(mails)
        referral = self.referral.with_user(self.successor_user)
        self.assertEqual(referral.read_customer()["name"], "Matti Asiakas")

    def test_the_receiver_merges_into_the_sender(self):
        self._merge(self.receiver, self.organisation_a)
        self.assertEqual(
            self._sides(), (self.organisation_a, self.receiver, "declined")
        )
        self.assertIn("Help the customer yourselves", self._words(self.partner_user))

    def test_the_sender_merges_into_the_receiver(self):
        self._merge(self.organisation_a, self.receiver)
        self.assertEqual(self._sides(), (self.organisation_a, self.receiver, "sent"))
        self.referral.with_user(self.receiver_user).action_accept()

    def test_contacts_needs_and_receptions_go_on(self):
        contact = self._meet(needs=[{"partner_id": self.receiver.id}])
        receptions = self.env["seutuyp.referral.reception"]
        for partner in (self.receiver, self.successor):
            receptions |= receptions.create(
                {"region_id": self.region_a.id, "partner_id": partner.id}
            )
        self._merge(self.organisation_a | self.receiver, self.successor)
        self.env.invalidate_all()
        self.assertEqual(contact.sudo().partner_id, self.successor)
        self.assertEqual(contact.sudo().need_ids.partner_id, self.successor)
        self.assertEqual(contact.sudo().need_ids.from_partner_id, self.successor)
        self.assertEqual(receptions.exists().partner_id, self.successor)

    def test_a_receiver_that_ends_without_a_successor(self):
        accepted = self._send()
        accepted.with_user(self.receiver_user).action_accept()
        third = self._send(to_partner_id=self.third.id)
        self.receiver_user.active = False
        self.receiver_user.partner_id.active = False
        mails = self._mails(self.receiver.write, {"active": False})
        for referral in (self.referral, accepted):
            self.assertEqual(
                self._sides(referral), (self.organisation_a, self.receiver, "declined")
            )
        self.assertEqual(self._sides(third)[2], "sent")
        self.assertIn("Receiver has ended", self._words(self.partner_user))
        self.assertEqual(len(mails), 2)
        self.assertIn("has come back to you", mails[0].body_html)
        self.assertNotIn("Matti", mails[0].body_html)
        log = self.env["seutuyp.workflow.log"].search(
            [
                ("res_model", "=", "seutuyp.referral"),
                ("res_id", "=", self.referral.id),
            ],
            limit=1,
            order="id desc",
        )
        self.assertEqual(log.transition, "come_back")

    def test_a_sender_that_ends_leaves_the_customer_with_the_receiver(self):
        self.organisation_a.active = False
        self.assertEqual(self._sides()[2], "sent")
        self.referral.with_user(self.receiver_user).action_accept()

    def test_a_declined_one_reads_as_before(self):
        self.referral.with_user(self.receiver_user).action_decline("Too many")
        self.assertIn("Read the reason", self._words(self.partner_user))

    # --------------------------------------------------------------- double entries
    def test_a_double_entry_keeps_every_referral(self):
        tallies = self.env["seutuyp.referral.tally"]
        for partner in (self.receiver, self.successor):
            tallies |= tallies.create(
                {
                    "region_id": self.region_a.id,
                    "from_partner_id": self.organisation_a.id,
                    "to_partner_id": partner.id,
                    "month": "2026-03-01",
                    "count": 4,
                }
            )
            self.env["seutuyp.referral.reception"].create(
                {"region_id": self.region_a.id, "partner_id": partner.id}
            )
        self._merge(self.receiver, self.successor, duplicate=True)
        self.assertEqual(self._sides()[1], self.successor)
        left = tallies.exists()
        self.assertEqual((len(left), left.to_partner_id), (1, self.successor))
        self.assertEqual(left.count, 8)

    def test_who_sent_each_other_customers_are_two(self):
        with self.assertRefused(UserError, "Merge them as organisations"):
            self._merge(self.receiver, self.organisation_a, duplicate=True)
        self.assertTrue(self.referral.exists())
