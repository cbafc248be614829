# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import InvitationCommon


class DeputyCommon(InvitationCommon):
    """The chair has a personal deputy; there is a deputy of nobody in particular."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.personal = cls._create_person(name="Personal Deputy")
        cls.common_deputy = cls._create_person(name="Common Deputy")
        chair_seat = cls.steering.member_ids._with_role("chair")
        cls.personal_seat = cls._create_member(
            cls.steering,
            partner_id=cls.personal.id,
            role="deputy",
            deputy_for_id=chair_seat.id,
        )
        cls._create_member(cls.steering, partner_id=cls.common_deputy.id, role="deputy")
        # The secretary, who keeps the meeting, has a seat as well.
        cls.attendee = cls._attendee(cls.chair)


@tagged("post_install", "-at_install")
class TestDeputy(DeputyCommon):
    """Whoever cannot come names who comes instead; both are told by mail."""

    def setUp(self):
        super().setUp()
        self._publish()

    def test_deputies_are_invited_when_they_stand_in_only(self):
        deputies = self.personal | self.common_deputy
        self.assertFalse(self.event.partner_ids & deputies)
        self.assertEqual(self.attendee.possible_deputy_ids, deputies)
        self.assertEqual(self.attendee._default_deputy(), self.personal)

    def test_generation_and_later_seats_leave_deputies_out(self):
        year = self._create_year(year=2049)
        year._generate()
        later = self._create_person()
        self._create_member(self.steering, partner_id=later.id, role="deputy")
        for event in year.event_ids | self.event:
            self.assertFalse(
                event.partner_ids & (self.personal | self.common_deputy | later)
            )

    def test_declining_calls_the_personal_deputy(self):
        """He or she is told in whose place, and calendars learn it too."""
        self.attendee._answer("declined")
        self.assertEqual(self.attendee.deputy_id, self.personal)
        self.assertEqual(self._attendee(self.personal).stands_in_for_id, self.chair)
        mails = self._mail()
        self.assertEqual(len(mails), 1)
        self.assertIn(f"in place of {self.chair.name}", mails.body_html)
        calendar, event = self._calendar(mails)
        self.assertEqual(calendar["method"], "REQUEST")
        self.assertEqual(event["attendee"].params["ROLE"], "REQ-PARTICIPANT")
        self.assertIn(f"In place of {self.chair.name}", event["description"])

    def test_declining_for_nobody(self):
        self.attendee._answer("declined", deputy=self.env["res.partner"])
        self.assertFalse(self.attendee.deputy_id)
        self.assertFalse(self._mail())

    def test_choosing_another_deputy(self):
        """The first is called off, the second invited."""
        self.attendee._answer("declined")
        self._mail()
        self.attendee._answer("declined", deputy=self.common_deputy)
        self.assertEqual(self.attendee.deputy_id, self.common_deputy)
        mails = self._mail()
        off = self._mail_to(mails, self.personal)
        self.assertEqual(self._calendar(off)[0]["method"], "CANCEL")
        self.assertIn(f"in place of {self.chair.name} after all", off.body_html)
        on = self._mail_to(mails, self.common_deputy)
        self.assertEqual(self._calendar(on)[0]["method"], "REQUEST")
        self.assertEqual(len(mails), 2)

    def test_coming_after_all(self):
        """The deputy is called off; the others hear nothing."""
        self.attendee._answer("declined")
        self._mail()
        self.attendee._answer("accepted")
        self.assertFalse(self.attendee.deputy_id)
        self.assertNotIn(self.personal, self.event.partner_ids)
        mails = self._mail()
        self.assertEqual(self._calendar(mails)[0]["method"], "CANCEL")
        self.assertIn(self.personal.email, mails.email_to)

    def test_coming_perhaps_keeps_the_deputy(self):
        self.attendee._answer("declined")
        self.attendee._answer("tentative")
        self.assertEqual(self.attendee.deputy_id, self.personal)

    def test_called_and_called_off_before_the_mail(self):
        self.attendee._answer("declined")
        self.attendee._answer("accepted")
        self.assertFalse(self._mail())

    def test_declining_twice_keeps_the_deputy(self):
        self.attendee._answer("declined", deputy=self.common_deputy)
        self._mail()
        self.attendee._answer("declined", "Still ill")
        self.assertEqual(self.attendee.deputy_id, self.common_deputy)
        self.assertFalse(self._mail())

    def test_one_deputy_for_one_person(self):
        """Who stands in for one is offered to nobody else."""
        other = self._create_member(self.steering).partner_id
        self.attendee._answer("declined", deputy=self.common_deputy)
        second = self._attendee(other)
        self.assertFalse(second.possible_deputy_ids)
        with self.assertRefused(UserError, "cannot come for two"):
            second._answer("declined", deputy=self.common_deputy)

    def test_personal_deputies_of_others_are_not_offered(self):
        """Unless they speak for the same organisation."""
        seat = self._create_member(
            self.steering, organisation_id=self.organisation_a.id
        )
        attendee = self._attendee(seat.partner_id)
        self.assertEqual(attendee.possible_deputy_ids, self.common_deputy)
        self.personal_seat.organisation_id = self.organisation_a
        attendee.invalidate_recordset()
        self.assertEqual(
            attendee.possible_deputy_ids, self.personal | self.common_deputy
        )

    def test_deputy_who_cannot_come_is_told_to_the_keeper(self):
        self.event.user_id = self.coordinator
        self.attendee._answer("declined")
        self._mail()
        told = self._told()
        deputy = self._attendee(self.personal)
        deputy._answer("declined")
        deputy._answer("declined")
        mail = told()
        self.assertEqual(len(mail), 1)
        self.assertIn(self.coordinator.email, mail.email_to)
        self.assertIn(self.personal.name, mail.body_html)
        self.assertIn(self.chair.name, mail.body_html)
        self.assertEqual(self.attendee.deputy_id, self.personal)

    def test_deputy_passes_it_on_to_nobody(self):
        self.attendee._answer("declined")
        deputy = self._attendee(self.personal)
        self.assertFalse(deputy.possible_deputy_ids)
        with self.assertRefused(UserError, "cannot pass it on"):
            deputy.write({"deputy_id": self.common_deputy.id})

    def test_who_leaves_takes_the_deputy_along(self):
        self.attendee._answer("declined")
        self._mail()
        self.steering.member_ids._with_role("chair").unlink()
        self.assertFalse(self.event.partner_ids & (self.chair | self.personal))
        methods = {
            mail.email_to: self._calendar(mail)[0]["method"] for mail in self._mail()
        }
        self.assertEqual(set(methods.values()), {"CANCEL"})
        self.assertEqual(len(methods), 2)

    def test_deputy_taken_off_by_the_keeper(self):
        self.attendee._answer("declined")
        self.event.with_user(self.coordinator).partner_ids -= self.personal
        self.assertFalse(self.attendee.deputy_id)

    def test_seat_of_the_deputy(self):
        """It may change while it lasts; when it ends, so does standing in."""
        self.attendee._answer("declined")
        self.personal_seat.date_to = "2050-12-31"
        self.assertIn(self.personal, self.event.partner_ids)
        self.personal_seat.date_to = "2050-01-31"
        self.assertNotIn(self.personal, self.event.partner_ids)
        self.assertFalse(self.attendee.deputy_id)

    def test_deputy_who_becomes_a_member(self):
        self.attendee._answer("declined")
        self.personal_seat.write({"deputy_for_id": False, "role": "member"})
        self.assertIn(self.personal, self.event.partner_ids)
        self.assertFalse(self.attendee.deputy_id)

    def test_guest_who_becomes_a_deputy_stays(self):
        guest = self._create_person()
        self.event.with_user(self.coordinator).partner_ids += guest
        self._create_member(self.steering, partner_id=guest.id, role="deputy")
        self.assertIn(guest, self.event.partner_ids)

    def test_cancelled_meeting_calls_the_deputy_off_too(self):
        self.attendee._answer("declined")
        self._mail()
        self.event.with_user(self.coordinator).action_cancel_meeting()
        mail = self._mail_to(self._mail(), self.personal)
        self.assertEqual(self._calendar(mail)[0]["method"], "CANCEL")

    def test_moved_meeting_tells_the_deputy_too(self):
        self.attendee._answer("declined")
        self._mail()
        self.event.with_user(self.coordinator).write(
            {
                "start": self.event.start + timedelta(days=1),
                "stop": self.event.stop + timedelta(days=1),
            }
        )
        self.assertTrue(self._mail_to(self._mail(), self.personal))
        self.assertEqual(self.attendee.deputy_id, self.personal)

    def test_copy_invites_no_deputies(self):
        self.attendee._answer("declined")
        copied = self.event.with_user(self.coordinator).copy()
        self.assertIn(self.chair, copied.partner_ids)
        self.assertNotIn(self.personal, copied.partner_ids)

    def test_finding_a_time_asks_for_members(self):
        """The absent member's time counts, the deputy's and standing guests' do not."""
        guest = self._create_person()
        self._create_member(self.steering, partner_id=guest.id, role="invited")
        self.attendee._answer("declined")
        needed = self.event._people_needed()
        self.assertEqual(needed, self.chair | self.coordinator.partner_id)


@tagged("post_install", "-at_install")
class TestNamingDeputies(DeputyCommon):
    """Who may name whom."""

    def setUp(self):
        super().setUp()
        person = self.partner_user.partner_id
        self._create_member(self.steering, partner_id=person.id)
        self._publish()
        self.own = self._attendee(person)

    def _wizard(self, user, attendee, **vals):
        action = attendee.with_user(user).action_name_deputy()
        wizards = self.env[action["res_model"]].with_user(user)
        return wizards.with_context(**action["context"]).create(vals)

    def test_own_deputy_in_the_client(self):
        """A member of staff without rights on the meeting names a deputy."""
        self.assertTrue(self.own.with_user(self.partner_user).may_name_deputy)
        mine = self.event.with_user(self.partner_user)
        self.assertTrue(mine.may_answer)
        self.assertEqual(mine.action_decline()["res_model"], "seutuyp.deputy.wizard")
        self._wizard(
            self.partner_user, self.own, deputy_id=self.common_deputy.id, comment="Ill"
        ).action_confirm()
        self.assertEqual(self.own.deputy_id, self.common_deputy)
        self.assertEqual(self.own.state, "declined")
        self.assertEqual(self.own.comment, "Ill")
        self.assertEqual(mine.my_deputy_id, self.common_deputy)
        mine.action_come()
        self.assertFalse(self.own.deputy_id)

    def test_the_client_offers_the_personal_deputy(self):
        wizard = self._wizard(self.coordinator, self.attendee)
        self.assertEqual(wizard.deputy_id, self.personal)
        self.assertEqual(wizard.possible_ids, self.personal | self.common_deputy)

    def test_keeper_names_anybody(self):
        """Also one without a seat, for somebody who telephoned."""
        substitute = self._create_person()
        self._wizard(
            self.coordinator, self.attendee, deputy_id=substitute.id
        ).action_confirm()
        self.assertEqual(self.attendee.deputy_id, substitute)
        self.assertIn(substitute, self.event.partner_ids)

    def test_members_choose_among_deputies(self):
        stranger = self._create_person()
        with self.assertRefused(UserError, "not a deputy"):
            self._wizard(
                self.partner_user, self.own, deputy_id=stranger.id
            ).action_confirm()
        with self.assertRefused(UserError, "not a deputy"):
            self.own.with_user(self.partner_user).write({"deputy_id": stranger.id})

    def test_integrations_write_the_field(self):
        """What the field says is done: the deputy is invited."""
        own = self.own.with_user(self.partner_user)
        own.write({"deputy_id": self.common_deputy.id})
        self.assertEqual(self.own.state, "declined")
        self.assertIn(self.common_deputy, self.event.partner_ids)
        own.write({"deputy_id": False})
        self.assertNotIn(self.common_deputy, self.event.partner_ids)

    @mute_logger("odoo.sql_db")
    def test_strangers_name_nobody(self):
        for user in (self.partner_user, self.coordinator_b, self.reviewer):
            with self.subTest(user=user.login), self.assertRefused(AccessError):
                self.attendee.with_user(user).write({"deputy_id": self.personal.id})
            with self.subTest(user=user.login), self.assertRefused(AccessError):
                self.attendee.with_user(user).action_name_deputy()
        self.assertFalse(self.attendee.deputy_id)

    def test_not_oneself_and_no_organisation(self):
        for deputy in (self.chair, self.organisation_a):
            with self.assertRefused(UserError, "another person"):
                self.attendee.with_user(self.coordinator).deputy_id = deputy

    def test_not_for_what_is_over(self):
        self.event._guarded().meeting_state = "cancelled"
        with self.assertRefused(UserError, "cancelled or past"):
            self.attendee.with_user(self.coordinator).deputy_id = self.personal

    def test_deputy_of_a_guest(self):
        guest = self._create_person()
        self.event.with_user(self.coordinator).write(
            {"partner_ids": [Command.link(guest.id)]}
        )
        self._attendee(guest).with_user(self.coordinator).deputy_id = self.personal
        self.assertIn(self.personal, self.event.partner_ids)
