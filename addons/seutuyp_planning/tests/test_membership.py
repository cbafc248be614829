# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from .common import InvitationCommon


@tagged("post_install", "-at_install")
class TestMembership(InvitationCommon):
    """Meetings follow the group's members."""

    def setUp(self):
        super().setUp()
        self._publish()

    def test_new_member_is_invited(self):
        """Only the new one is mailed."""
        person = self._create_person()
        self._create_member(self.steering, partner_id=person.id)
        self.assertIn(person, self.event.partner_ids)
        mails = self._mail()
        self.assertEqual(len(mails), 1)
        self.assertIn(person.email, mails.email_to)

    def test_member_who_leaves(self):
        member = self.steering.member_ids.filtered(
            lambda seat: seat.partner_id == self.chair
        )
        member.date_to = "2050-01-31"
        self.assertNotIn(self.chair, self.event.partner_ids)
        mails = self._mail()
        self.assertEqual(len(mails), 1)
        self.assertEqual(self._calendar(mails)[0]["method"], "CANCEL")

    def test_end_after_the_meeting_changes_nothing(self):
        member = self.steering.member_ids.filtered(
            lambda seat: seat.partner_id == self.chair
        )
        member.date_to = "2050-12-31"
        self.assertIn(self.chair, self.event.partner_ids)
        self.assertFalse(self._queued())

    def test_deleted_seat(self):
        self.steering.member_ids.filtered(
            lambda seat: seat.partner_id == self.chair
        ).unlink()
        self.assertNotIn(self.chair, self.event.partner_ids)

    def test_standing_guest(self):
        """Joins and leaves with the seat, like the members."""
        guest = self._create_person()
        seat = self._create_member(self.steering, partner_id=guest.id, role="invited")
        self.assertIn(guest, self.event.partner_ids)
        seat.date_to = "2050-01-31"
        self.assertNotIn(guest, self.event.partner_ids)

    def test_follower_who_lost_the_region(self):
        """Hears nothing more of what is written about its meetings."""
        followers = (self.outsider | self.partner_user).partner_id
        self.event.message_subscribe(followers.ids)
        self.year.message_subscribe(followers.ids)
        self.region_a._unsubscribe_lost_readers()
        for record in (self.event, self.year):
            self.assertIn(self.partner_user.partner_id, record.message_partner_ids)
            self.assertNotIn(self.outsider.partner_id, record.message_partner_ids)

    def test_guest_stays(self):
        guest = self._create_person()
        self.event.with_user(self.coordinator).partner_ids += guest
        self._create_member(self.steering)
        self.assertIn(guest, self.event.partner_ids)

    def test_nobody_is_mailed_of_a_draft(self):
        draft = self._create_year(year=2049)
        draft._generate()
        self._mail()
        person = self._create_person()
        self._create_member(self.steering, partner_id=person.id)
        self.assertIn(person, draft.event_ids.partner_ids)
        mails = self._mail()
        self.assertEqual(len(mails), 1)  # of the published year alone
