# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import InvitationCommon


class TextCommon(InvitationCommon):
    def _invitation(self, person=None):
        """Publish and return (mail, iCalendar event, iCalendar bytes) of a person."""
        mail = self._mail_to(self._publish(), person or self.chair)
        return mail, self._calendar(mail)[1], mail.attachment_ids.raw


@tagged("post_install", "-at_install")
class TestInvitationText(TextCommon):
    """What an invitation says, as desktop Outlook, Google and Apple read it."""

    def test_sender_is_the_organizer(self):
        """Exchange compares the two, and answers go to either: one address."""
        mail, event, _raw = self._invitation()
        address = self.queue._gateway_address()
        self.assertEqual(str(event["organizer"]), f"mailto:{address}")
        self.assertEqual(mail.email_from, f'"{self.coordinator.name}" <{address}>')

    def test_names_in_every_script(self):
        """Quotes, commas, umlauts and line breaks neither break nor bend a line."""
        self.chair.name = 'Äijälä-Öhman,\nÖyvind "Ölli" ' + "ä" * 80
        _mail, event, raw = self._invitation()
        self.assertEqual(
            event["attendee"].params["CN"],
            "Äijälä-Öhman, Öyvind 'Ölli' " + "ä" * 80,
        )
        self.assertNotIn(b"^", raw)
        lines = raw.split(b"\r\n")
        self.assertLessEqual(max(map(len, lines)), 75)
        self.assertNotIn(b"\n", raw.replace(b"\r\n", b""))
        for line in lines:
            line.decode()  # no letter is cut in two

    def test_stamp_is_that_of_the_message(self):
        self._publish()
        self.event.with_user(self.coordinator).location = "Room 2"
        line = self._queued().filtered(lambda line: line.partner_id == self.chair)
        event = self._calendar(self._mail_to(self._mail(), self.chair))[1]
        stamp = event["dtstamp"].dt.replace(tzinfo=None)
        self.assertEqual(stamp, line.create_date.replace(microsecond=0))

    def test_standing_guest_need_not_come(self):
        """Somebody invited beside the members is asked as such."""
        guest = self._create_person()
        self._create_member(self.steering, partner_id=guest.id, role="invited")
        self.assertIn(guest, self.event.partner_ids)
        _mail, event, _raw = self._invitation(guest)
        self.assertEqual(event["attendee"].params["ROLE"], "OPT-PARTICIPANT")
        _mail, event, _raw = self._invitation_again(self.chair)
        self.assertEqual(event["attendee"].params["ROLE"], "REQ-PARTICIPANT")

    def _invitation_again(self, person):
        self.event.with_user(self.coordinator).location = "Room 9"
        mail = self._mail_to(self._mail(), person)
        return mail, self._calendar(mail)[1], mail.attachment_ids.raw

    def test_generation_invites_standing_guests_too(self):
        guest = self._create_person()
        self._create_member(self.steering, partner_id=guest.id, role="invited")
        # a guest's own diary moves nothing
        self._create_event(guest, "2049-03-10 06:00:00", "2049-03-10 14:00:00")
        year = self._create_year(year=2049)
        year._generate()
        self.assertIn(guest, year.event_ids.partner_ids)
        self.assertFalse(year.note_ids)

    def test_answer_is_kept_in_an_update(self):
        """Who has said yes is not asked again for another room."""
        self._publish()
        self._attendee(self.chair)._answer("accepted")
        _mail, event, _raw = self._invitation_again(self.chair)
        self.assertEqual(event["attendee"].params["PARTSTAT"], "ACCEPTED")
        self.assertNotIn("RSVP", event["attendee"].params)

    def test_whole_days(self):
        """Dates without a time, the end being the day after (RFC 5545)."""
        self.event.sudo().write(
            {"allday": True, "start_date": "2050-03-09", "stop_date": "2050-03-10"}
        )
        mail, event, _raw = self._invitation()
        self.assertEqual(event["dtstart"].dt, date(2050, 3, 9))
        self.assertEqual(event["dtend"].dt, date(2050, 3, 11))
        self.assertIn("9.3.2050–", mail.subject)
        self.assertNotIn("11.00", mail.subject)

    def test_moving_a_whole_day_is_one_change(self):
        """Core writes the event once more from within."""
        self.event.sudo().write(
            {"allday": True, "start_date": "2050-03-09", "stop_date": "2050-03-09"}
        )
        self._publish()
        self.event.with_user(self.coordinator).write(
            {"start_date": "2050-03-16", "stop_date": "2050-03-16"}
        )
        self.assertEqual(self.event.ics_sequence, 1)
        self.assertEqual(len(self._queued()), len(self.event.partner_ids))

    def test_over_midnight(self):
        self.event.sudo().write(
            {"start": "2050-03-09 07:00:00", "stop": "2050-03-10 09:00:00"}
        )
        subject = self._invitation()[0].subject
        self.assertRegex(subject, r"9\.3\.2050, 9\.00–.*10\.3\.2050, 11\.00")

    def test_free_days(self):
        """A campaign that leaves people free does not make them busy."""
        self.event.sudo().show_as = "free"
        self.assertEqual(self._invitation()[1]["transp"], "TRANSPARENT")

    def test_what_is_over_is_told_to_nobody(self):
        """Minutes are tidied up after a meeting."""
        self._publish()
        event = self.event.sudo()
        event._untold().write(
            {"start": "2021-03-09 07:00:00", "stop": "2021-03-09 09:00:00"}
        )
        event.with_user(self.coordinator).write(
            {"name": "Held", "partner_ids": [Command.unlink(self.chair.id)]}
        )
        self.assertFalse(self._queued())
        self.assertEqual(event.ics_sequence, 0)


@tagged("post_install", "-at_install")
class TestInvitationLanguage(TextCommon):
    """Everybody reads in the own language, as far as the program knows the words."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theme.with_context(lang="fi_FI").name = "Seuranta"
        cls.theme.with_context(lang="sv_SE").name = "Uppföljning"

    def test_planned_name(self):
        self.chair.lang = "sv_SE"
        mail, event, _raw = self._invitation()
        self.assertEqual(event["summary"], "Steering A: Uppföljning")
        self.assertEqual(event["summary"].params["LANGUAGE"], "sv")
        self.assertIn("Uppföljning", mail.subject)
        self.assertIn("Uppföljning", mail.body_html)

    def test_name_that_somebody_wrote(self):
        """Stands in every language as it is."""
        self.chair.lang = "sv_SE"
        self.event.with_user(self.coordinator).name = "Kesäkokous"
        self.assertEqual(self._invitation()[1]["summary"], "Kesäkokous")

    def test_cancellation_of_a_deleted_meeting(self):
        self.chair.lang = "sv_SE"
        self._publish()
        self.event.with_user(self.coordinator).unlink()
        mail = self._mail_to(self._mail(), self.chair)
        self.assertIn("Steering A: Uppföljning", mail.subject)

    def test_taken_off_is_not_cancelled(self):
        """Whoever is taken off reads that the meeting goes on."""
        self._publish()
        self.event.with_user(self.coordinator).partner_ids -= self.chair
        mail = self._mail()
        self.assertIn("You need not come", mail.subject)
        self.assertIn("held without you", mail.body_html)


@tagged("post_install", "-at_install")
class TestVideo(TextCommon):
    """A video link stands in every invitation, whatever happens to it."""

    def test_where_there_is_no_room(self):
        """Programs look for the way to join where the place stands."""
        event = self._invitation()[1]
        self.assertEqual(event["location"], "https://video.example.org/steering")

    def test_own_room_by_the_public_address(self):
        """Core would take an address that it overwrites by itself."""
        self.env["ir.config_parameter"].set_param("web.base.url", "http://inside")
        self.steering.video_url = False
        self._publish()
        for _turn in range(2):
            self.assertRegex(
                self.event.videocall_location,
                r"^https://seutu\.example\.org/calendar/join_videocall/\w{32}$",
            )
            self.event._set_discuss_videocall_location()

    def test_emptied_link_is_replaced(self):
        self._publish()
        self.event.with_user(self.coordinator).videocall_location = False
        self.assertEqual(
            self.event.videocall_location, "https://video.example.org/steering"
        )
        self.assertFalse(self._queued())

    def test_changed_link_is_told(self):
        self._publish()
        self.event.with_user(
            self.coordinator
        ).videocall_location = "https://other.example.org/1"
        event = self._calendar(self._mail_to(self._mail(), self.chair))[1]
        self.assertIn("https://other.example.org/1", event["description"])

    def test_group_moves_to_another_room(self):
        """Its meetings to come follow, except those with a link of their own."""
        self._publish()
        own = self._create_year(year=2049)
        own._generate()
        own.event_ids.videocall_location = "https://own.example.org/1"
        self.steering.video_url = "https://video.example.org/new"
        self.assertEqual(self.event.videocall_location, "https://video.example.org/new")
        self.assertEqual(own.event_ids.videocall_location, "https://own.example.org/1")
        event = self._calendar(self._mail_to(self._mail(), self.chair))[1]
        self.assertIn("https://video.example.org/new", event["description"])

    def test_no_address_at_all(self):
        """Told before anybody is invited without a link."""
        for name in ("seutuyp_network.public_url", "web.base.url"):
            self.env["ir.config_parameter"].set_param(name, "")
        self.steering.video_url = False
        with self.assertRefused(UserError, "No|no video link"):
            self.year.with_user(self.coordinator).action_publish()
        self.assertEqual(self.event.meeting_state, "planned")

    def test_copy_has_a_room_of_its_own(self):
        self.steering.video_url = False
        self._publish()
        copied = self.event.with_user(self.coordinator).copy()
        self.assertNotEqual(copied.videocall_location, self.event.videocall_location)
        self.assertFalse(copied.ics_uid)
        copied.action_invite()
        self.assertRegex(copied.videocall_location, "join_videocall")
        self.assertNotEqual(copied.ics_uid, self.event.ics_uid)


@tagged("post_install", "-at_install")
class TestKeeper(TextCommon):
    """In whose name people are invited."""

    def test_coordinator_who_has_left(self):
        """Later mails come from, and are answered to, the new one."""
        self.assertEqual(self.event.user_id, self.coordinator)
        self._publish()
        new = self._create_user("newcomer", "group_coordinator")
        self.region_a.coordinator_id = new.partner_id
        self.event.sudo().location = "Room 2"
        mail = self._mail_to(self._mail(), self.chair)
        self.assertIn(new.name, mail.email_from)
        self.assertIn(new.email, mail.reply_to)

    def test_who_made_it_while_it_is_kept(self):
        self.event.user_id = self.area_contact
        mail = self._invitation()[0]
        self.assertIn(self.area_contact.name, mail.email_from)

    def test_stranger_as_organizer(self):
        self.event.user_id = self.outsider
        mail = self._invitation()[0]
        self.assertIn(self.coordinator.name, mail.email_from)
