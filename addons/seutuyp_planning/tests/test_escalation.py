# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestEscalation(PlanCommon):
    """First whoever is responsible, then the coordinator, then the area contact."""

    def setUp(self):
        super().setUp()
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self.action.people_ids = self.member

    def _remind(self, day):
        with freeze_time(day):
            self.env.invalidate_all()
            _result, mails = self._new_mails(
                self.env["seutuyp.plan.checkpoint"]._cron_remind
            )
        return mails

    def _receivers(self, mails):
        return sorted(mails.mapped(lambda mail: mail.email_to.split("<")[1][:-1]))

    def test_each_step_once(self):
        self._approve()
        self.assertFalse(self._remind("2050-02-21"))
        mails = self._remind("2050-02-22")
        self.assertEqual(self._receivers(mails), [self.member.email])
        self.assertIn("/seutuyp/update/", mails.body_html)
        self.assertFalse(self._remind("2050-02-22"))
        self.assertFalse(self._remind("2050-03-08"))
        mails = self._remind("2050-03-09")
        self.assertEqual(self._receivers(mails), [self.coordinator.email])
        self.assertIn("Interview companies", mails.body_html)
        self.assertIn("Region A", mails.body_html)
        self.assertFalse(self._remind("2050-03-22"))
        mails = self._remind("2050-03-23")
        self.assertEqual(self._receivers(mails), [self.area_contact.email])
        self.assertIn("Region A", mails.body_html)
        self.assertFalse(self._remind("2050-03-23"))
        self.assertFalse(self._remind("2050-12-01"))
        self.assertEqual(str(self.action.area_told_on), "2050-03-23")
        self.assertTrue(self.action.with_user(self.coordinator).area_told_on)

    def test_stops_when_told(self):
        """News on the reminder counts, though the checkpoint is still to come."""
        self._approve()
        self._remind("2050-02-22")
        with freeze_time("2050-02-23"):
            self.action.with_user(self.partner_user).action_tell("not_begun")
        for day in ("2050-03-09", "2050-03-23"):
            self.assertFalse(self._remind(day))

    def test_taking_back_makes_silent_again(self):
        self._approve()
        with freeze_time("2050-03-02"):
            self.action.with_user(self.partner_user).action_tell("under_way")
            self.action.with_user(self.partner_user)._last_telling().action_take_back()
        self.assertTrue(self._remind("2050-03-09"))

    def test_told_before_the_reminder(self):
        self._approve()
        with freeze_time("2050-02-22"):
            self.action.with_user(self.partner_user).action_tell("under_way")
        self.assertFalse(self._remind("2050-02-23"))

    def test_stops_when_done_dropped_or_closed(self):
        self._approve()
        self._remind("2050-03-09")
        savepoint = self.cr.savepoint()
        plan = self.plan.with_user(self.coordinator)
        plan._change(self._decide(name="Dropped"), drop=self.action)
        self.assertFalse(self._remind("2050-03-23"))
        savepoint.rollback()
        self.env.invalidate_all()
        self.goal.with_user(self.coordinator).reached = "no"
        plan.action_close()
        self.assertFalse(self._remind("2050-03-23"))

    def test_nobody_is_reminded_of_a_draft(self):
        self.assertFalse(self._remind("2050-02-23"))

    def test_asking_again_holds_the_area_contact_back(self):
        self._approve()
        self._remind("2050-03-09")
        asking = self.action.with_user(self.coordinator)
        with freeze_time("2050-03-20"):
            self.env.invalidate_all()
            self.assertTrue(asking.may_ask)
            self.assertFalse(self.action.with_user(self.partner_user).may_ask)
            with self.assertRefused(AccessError):
                self.action.with_user(self.partner_user).action_ask()
            _result, mails = self._new_mails(asking.action_ask)
            self.assertEqual(self._receivers(mails), [self.member.email])
            with self.assertRefused(UserError, "asked of today"):
                asking.action_ask()
        self.assertFalse(self._remind("2050-03-23"))
        self.assertTrue(self._remind("2050-04-03"))

    def test_one_mail_for_several_actions_and_regions(self):
        self.other.checkpoint_ids = [Command.create({"date": "2050-03-02"})]
        self.other.people_ids = self.member
        self._approve()
        mails = self._remind("2050-02-23")
        self.assertEqual(len(mails), 1)
        self.assertEqual(mails.body_html.count("/seutuyp/update/"), 2)
        self.assertEqual(len(self._remind("2050-03-10")), 1)
        self.assertEqual(len(self._remind("2050-03-24")), 1)

    def test_each_hears_of_the_own_actions_only(self):
        self.other.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self.other.people_ids = self._create_person()
        self._approve()
        mails = self._remind("2050-02-23")
        self.assertEqual(len(mails), 2)
        for mail in mails:
            mine = "Interview" if self.member.email in mail.email_to else "Train"
            self.assertEqual(mail.body_html.count("/seutuyp/update/"), 1)
            self.assertIn(mine, mail.body_html)

    def test_nothing_twice_in_one_run(self):
        """Who coordinates and is responsible hears of one action once a day."""
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-14"})]
        self.action.people_ids = self.coordinator.partner_id
        self._approve()
        mails = self._remind("2050-03-09")
        self.assertEqual(mails.subject, "Actions without news")

    def test_end_day_stands_for_a_checkpoint(self):
        self.action.checkpoint_ids.unlink()
        self.action.action_end = "2050-06-30"
        self._approve()
        self.assertFalse(self._remind("2050-06-22"))
        mails = self._remind("2050-06-23")
        self.assertEqual(self._receivers(mails), [self.member.email])
        self.assertEqual(str(self.action.checkpoint_ids.date), "2050-06-30")
        self.assertTrue(self.action.checkpoint_ids.is_end)
        self.assertFalse(self._remind("2050-06-23"))
        self.assertTrue(self._remind("2050-07-08"))

    def test_deputy_when_the_contact_has_no_address(self):
        deputy = self._create_person()
        self.area_a.sudo().write(
            {"contact_id": self._create_person(email=False).id, "deputy_id": deputy.id}
        )
        self._approve()
        self._remind("2050-03-09")
        mails = self._remind("2050-03-23")
        self.assertEqual(self._receivers(mails), [deputy.email])

    def test_steps_are_not_written_by_hand(self):
        """Nobody stops the escalation by writing that it has happened."""
        row = self.action.checkpoint_ids
        for name in ("reminded_on", "escalated_on", "area_told_on"):
            for user in (self.partner_user, self.coordinator, self.manager):
                with self.assertRefused(AccessError):
                    row.with_user(user).write({name: "2050-03-01"})
        with self.assertRefused(AccessError), self.cr.savepoint():
            row.with_user(self.coordinator).create(
                {
                    "task_id": self.action.id,
                    "date": "2050-04-01",
                    "escalated_on": "2050-01-01",
                }
            )
