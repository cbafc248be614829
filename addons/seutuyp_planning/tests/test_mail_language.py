# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestMailLanguage(PlanCommon):
    """Whoever reads Swedish gets Swedish, whatever the one who acts reads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("sv_SE")
        data = cls.env["ir.model.data"].search(
            [("module", "=", "seutuyp_planning"), ("model", "=", "mail.template")]
        )
        cls.templates = {
            row.name.removeprefix("mail_template_"): cls.env[row.model].browse(
                row.res_id
            )
            for row in data
        }
        for name, template in cls.templates.items():
            template.with_context(lang="sv_SE").subject = f"På svenska: {name}"
        cls.steering.member_ids.partner_id.lang = "sv_SE"
        cls.coordinator.lang = "en_US"
        cls.member.lang = "sv_SE"

    def _subjects(self, function):
        """Return the subjects that the member got."""
        _result, mails = self._new_mails(function)
        mine = mails.filtered(lambda mail: self.member.email in (mail.email_to or ""))
        return set(mine.mapped("subject"))

    def _mail_invitations(self):
        queue = self.env["seutuyp.invitation"].search([("state", "=", "queued")])
        queue._mail()

    def test_every_template_is_known(self):
        tests = {name.removeprefix("test_mail_") for name in dir(self)}
        covered = {name for group in tests for name in group.split("__")}
        self.assertFalse(set(self.templates) - covered)

    def test_mail_request__cancel(self):
        self.next._invite()
        self.assertEqual(
            self._subjects(self._mail_invitations), {"På svenska: request"}
        )
        self.next.with_user(self.coordinator).action_cancel_meeting()
        self.assertEqual(self._subjects(self._mail_invitations), {"På svenska: cancel"})

    def test_mail_keeper(self):
        """Whoever keeps the meeting is told in the own language that a deputy fails."""
        self.coordinator.lang = "sv_SE"
        event = self.next.with_user(self.partner_user)
        _result, mails = self._new_mails(
            lambda: event._tell_keeper(lambda env: env._("Meeting"))
        )
        self.assertEqual(mails.mapped("subject"), ["På svenska: keeper"])

    def test_mail_project_interest(self):
        """The project's contact hears in the own language who would join."""
        project = self.env["seutuyp.development.project"].create(
            {
                "name": "Successors",
                "owner_id": self.organisation_b.id,
                "region_ids": [Command.set(self.region_a.ids)],
                "contact_id": self.member.id,
            }
        )
        interests = self.env["seutuyp.development.interest"]
        join = interests.with_user(self.partner_user).create
        self.assertEqual(
            self._subjects(lambda: join({"project_id": project.id})),
            {"På svenska: project_interest"},
        )

    def test_mail_agenda(self):
        self.next._invite()
        event = self.next.with_user(self.coordinator)
        event.action_prepare_agenda()
        self.assertEqual(
            self._subjects(event.action_send_agenda), {"På svenska: agenda"}
        )

    def test_mail_minutes(self):
        event = self._hold()
        self.assertEqual(
            self._subjects(event.action_send_minutes), {"På svenska: minutes"}
        )

    def test_mail_decisions(self):
        self._decide(
            responsible_ids=[Command.set(self.member.ids)], deadline="2049-12-01"
        )
        with freeze_time("2049-11-30"):
            remind = self.env["seutuyp.decision"]._cron_remind
            self.assertEqual(self._subjects(remind), {"På svenska: decisions"})

    def test_mail_actions__silent__silent_area(self):
        """The member tells of the action; here also coordinates and is area contact."""
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self.action.people_ids = self.member
        self._approve()
        self.region_a.sudo().coordinator_id = self.member
        self.area_a.contact_id = self.member
        remind = self.env["seutuyp.plan.checkpoint"]._cron_remind
        for day, name in (
            ("2050-02-25", "actions"),
            ("2050-03-10", "silent"),
            ("2050-03-24", "silent_area"),
        ):
            with freeze_time(day), self.subTest(day=day):
                self.assertEqual(self._subjects(remind), {f"På svenska: {name}"})

    def test_mail_evaluation__evaluation_again(self):
        """Everybody is asked in his or her own language, and so reminded."""
        self._create_member(self.steering, date_from="2019-01-01")
        self.steering.member_ids.partner_id.lang = "sv_SE"
        evaluation = (
            self.env["seutuyp.evaluation"]
            .with_user(self.coordinator)
            .create({"group_id": self.steering.id, "deadline": "2049-10-10"})
        )
        self.assertEqual(
            self._subjects(evaluation.action_open), {"På svenska: evaluation"}
        )
        with freeze_time("2049-10-08"):
            remind = self.env["seutuyp.evaluation"]._cron_follow
            self.assertEqual(self._subjects(remind), {"På svenska: evaluation_again"})
