# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import InvitationCommon


@tagged("post_install", "-at_install")
class TestPublish(InvitationCommon):
    """Publishing shows whom it mails, then invites."""

    def test_preview_names_receivers_and_languages(self):
        self.chair.lang = "sv_SE"
        mute = self._create_person(email=False)
        self._create_member(self.steering, partner_id=mute.id)
        action = self.year.with_user(self.coordinator).action_preview_publish()
        wizard = (
            self.env["seutuyp.publish.wizard"]
            .with_user(self.coordinator)
            .with_context(**action["context"])
            .create({})
        )
        languages = {line.partner_id: line.language for line in wizard.line_ids}
        self.assertIn("Svenska", languages[self.chair])
        self.assertFalse(languages[mute])
        self.assertEqual(wizard.mail_count, len(self.event.partner_ids) - 1)
        self.assertEqual(self.event.meeting_state, "planned")
        wizard.action_confirm()
        self.assertEqual(self.event.meeting_state, "invited")
        self.assertEqual(self.year.state, "published")

    def test_preview_leaves_deputies_out(self):
        deputy = self._create_person()
        self._create_member(self.steering, partner_id=deputy.id, role="deputy")
        wizard = self.env["seutuyp.publish.wizard"].create(
            {"calendar_id": self.year.id}
        )
        self.assertNotIn(deputy, wizard.line_ids.partner_id)

    def test_closed_year(self):
        self._publish()
        self.year.with_user(self.coordinator).action_close()
        for method in ("action_publish", "action_preview_publish"):
            with self.assertRefused(UserError, "not possible now"):
                getattr(self.year.with_user(self.coordinator), method)()

    def test_nothing_to_invite_to(self):
        """The preview says so, and publishing all the same mails nobody."""
        empty = self._create_year(year=2048)
        wizard = self.env["seutuyp.publish.wizard"].create({"calendar_id": empty.id})
        self.assertFalse(wizard.event_count or wizard.mail_count or wizard.line_ids)
        wizard.with_user(self.coordinator).action_confirm()
        self.assertEqual(empty.state, "published")
        self.assertFalse(self._mail())

    def test_buttons_of_a_meeting(self):
        """Inviting, finding a time and cancelling stand on the meeting's form."""
        view = self.env.ref("seutuyp_planning.calendar_event_view_form_meeting")
        arch = self.event.with_user(self.coordinator).get_view(view.id, "form")["arch"]
        for name in (
            "action_invite",
            "action_find_time",
            "action_cancel_meeting",
            "action_come",
            "action_perhaps",
            "action_decline",
            "action_name_deputy",
            "action_mail_again",
        ):
            self.assertIn(f'name="{name}"', arch)

    def test_one_mail_a_person(self):
        mails = self._publish()
        self.assertEqual(len(mails), len(self.event.partner_ids))
        self.assertFalse(self._mail())

    def test_member_without_address(self):
        """Nothing is sent to nowhere, and the meeting names the person."""
        mute = self._create_person(email=False)
        self._create_member(self.steering, partner_id=mute.id)
        mails = self._publish()
        self.assertEqual(len(mails), len(self.event.partner_ids) - 1)
        self.assertEqual(self.event.unreachable_ids, mute)

    def test_published_twice(self):
        """The second press adds what came since and repeats nothing."""
        self._publish()
        self.assertFalse(self._publish())
        self.template.line_ids.month_ids = self._month(3, 5)
        self.year._generate()
        mails = self._publish()
        self.assertEqual(len(mails), len(self.steering.member_ids))

    def test_past_meetings_are_not_mailed(self):
        year = self._create_year(year=2021)
        year._generate()
        year.with_user(self.coordinator).action_publish()
        self.assertEqual(year.event_ids.meeting_state, "planned")

    def test_strangers_do_not_publish(self):
        for user in (self.coordinator_b, self.partner_user, self.reviewer):
            with self.assertRefused(AccessError):
                self.year.with_user(user).action_publish()

    def test_half_way(self):
        """What was mailed before a crash is not mailed again, the rest is."""
        self.year.with_user(self.coordinator).action_publish()
        queued = self._queued()
        queued[:1]._mail()
        mails = self._mail()
        self.assertEqual(len(mails), len(queued) - 1)
        self.assertNotIn(queued[:1].partner_id.email, "".join(mails.mapped("email_to")))

    def test_job(self):
        self.year.with_user(self.coordinator).action_publish()
        job = self.env.ref("seutuyp_planning.ir_cron_invitations")
        with self.enter_registry_test_mode():
            job.method_direct_trigger()
        self.assertFalse(self._queued())
