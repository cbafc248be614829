# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Date
from odoo.tests import freeze_time, tagged

from .common import MeetingCommon


@tagged("post_install", "-at_install")
class TestDecision(MeetingCommon):
    """Decisions come back until they are done."""

    def _to_do(self, **kw):
        responsible = kw.pop("responsible", self.partner_user.partner_id)
        return self._decide(
            responsible_ids=[Command.set(responsible.ids)],
            **{"deadline": "2049-12-01", **kw},
        )

    def test_open_decisions_stand_on_the_next_agendas(self):
        decision = self._to_do()
        self.assertEqual(decision.next_event_id, self.next)
        self.assertEqual(self.next.open_decision_ids, decision)
        self.assertEqual(self.later.open_decision_ids, decision)
        self.assertFalse(self.past.open_decision_ids)
        decision.action_done("Bought")
        self.assertFalse(self.next.open_decision_ids)
        self.assertFalse(decision.next_event_id)

    def test_next_agenda_follows_a_cancelled_meeting(self):
        decision = self._to_do()
        self.next.with_user(self.coordinator).action_cancel_meeting()
        decision.invalidate_recordset(["next_event_id"])
        self.assertEqual(decision.next_event_id, self.later)

    def test_other_groups_do_not_see_it(self):
        self._to_do()
        other = self._create_meeting(
            "2050-04-01 07:00", "2050-04-01 08:00", seutuyp_group_id=self.steering_b.id
        )
        self.assertFalse(other.open_decision_ids)

    def test_nothing_to_do_is_done(self):
        decision = self._decide(name="The plan is approved")
        self.assertEqual(decision.state, "done")
        self.assertFalse(decision.task_ids)
        decision.responsible_ids = self.partner_user.partner_id
        self.assertEqual(decision.state, "open")

    def test_losing_its_people_does_not_close_it(self):
        decision = self._to_do()
        decision.with_user(self.coordinator).write(
            {"responsible_ids": [Command.clear()], "deadline": False}
        )
        self.assertEqual(decision.state, "open")

    def test_deadline_moved_after_the_minutes(self):
        """Confirmed minutes stay; that the work moved is logged."""
        decision = self._to_do()
        event = self._hold()
        event.action_send_minutes()
        event._confirm_minutes(self.chair, checked=True)
        event.action_confirm_minutes()
        self.assertEqual(self.past.minutes_state, "confirmed")
        decision.with_user(self.coordinator).deadline = "2049-12-30"
        self.assertEqual(self.past.minutes_state, "confirmed")
        self.assertIn("Changed after the minutes", decision.log_ids.mapped("label"))
        decision.with_user(self.coordinator).name = "Buy two tents"
        self.assertEqual(self.past.minutes_state, "draft")

    def test_task(self):
        """Somebody responsible and a deadline make a task on that person's list."""
        decision = self._to_do()
        task = decision.task_id
        self.assertEqual(task.user_ids, self.partner_user)
        self.assertEqual(task.date_deadline.date(), decision.deadline)
        self.assertEqual(task.project_id.seutuyp_group_id, self.steering)
        decision.with_user(self.coordinator).deadline = "2049-12-24"
        self.assertEqual(task.date_deadline.date(), Date.to_date("2049-12-24"))
        again = self._to_do(name="Another")
        self.assertEqual(again.task_id.project_id, task.project_id)
        self.assertFalse(self._decide(deadline="2049-12-24").task_id)

    def test_task_and_decision_keep_step(self):
        decision = self._to_do()
        decision.task_id.with_user(self.partner_user).sudo().write({"state": "1_done"})
        self.assertEqual(decision.state, "done")
        decision.with_user(self.coordinator).action_reopen()
        self.assertFalse(decision.task_id.is_closed)
        decision.with_user(self.coordinator).action_drop(reason="No money")
        self.assertEqual(decision.task_id.state, "1_canceled")
        self.assertEqual(decision.outcome, "No money")

    def test_responsible_closes(self):
        decision = self._to_do().with_user(self.partner_user)
        decision.action_done("Bought a green one")
        self.assertEqual(decision.state, "done")
        self.assertEqual(decision.outcome, "Bought a green one")
        self.assertEqual(decision.closed_by_id, self.partner_user.partner_id)
        decision.action_reopen()
        self.assertEqual(decision.state, "open")

    def test_others_do_not(self):
        decision = self._to_do(responsible=self.member)
        with self.assertRefused(AccessError, "not yours"):
            decision.with_user(self.partner_user).action_done()
        with self.assertRefused(AccessError):
            decision.with_user(self.partner_user).name = "Something else"
        with self.assertRefused(AccessError):
            self.env["seutuyp.decision"].with_user(self.partner_user).create(
                {"event_id": self.past.id, "name": "Mine"}
            )

    def test_drop_needs_a_reason(self):
        decision = self._to_do().with_user(self.coordinator)
        with self.assertRefused(UserError, "reason"):
            decision.action_drop()
        action = decision.with_context(seutuyp_method="action_drop").action_ask_reason()
        wizard = self.env[action["res_model"]].with_user(self.coordinator)
        wizard.with_context(**action["context"]).create(
            {"reason": "Too dear"}
        ).action_confirm()
        self.assertEqual(decision.state, "dropped")

    def test_state_is_not_written(self):
        decision = self._to_do()
        with self.assertRefused(AccessError):
            decision.with_user(self.coordinator).write({"state": "done"})
        with self.assertRefused(AccessError):
            decision.with_user(self.coordinator).with_context(
                default_state="done"
            ).copy({"state": "done"})

    def test_no_decisions_in_open_or_cancelled_meetings(self):
        self.next.write({"seutuyp_forum": "training", "seutuyp_public": True})
        with self.assertRefused(UserError, "open to all"):
            self._decide(self.next)
        self.later.with_user(self.coordinator).action_cancel_meeting()
        with self.assertRefused(UserError, "cancelled"):
            self._decide(self.later)

    def test_meeting_with_decisions_is_not_deleted(self):
        self._decide()
        with self.assertRefused(UserError, "Decisions were made"):
            self.past.with_user(self.coordinator).unlink()

    def test_reminders(self):
        """A week before, and a fortnight after; one mail a person."""
        self._to_do(responsible=self.partner_user.partner_id | self.member)
        self._to_do(name="Rent a hall")
        job = self.env.ref("seutuyp_planning.ir_cron_remind_decisions")

        def remind(day):
            with freeze_time(day), self.enter_registry_test_mode():
                _result, mails = self._new_mails(job.method_direct_trigger)
            return mails

        self.assertFalse(remind("2049-11-20"))
        mails = remind("2049-11-25")
        self.assertEqual(len(mails), 2)
        (mine,) = [mail for mail in mails if "partner_user" in mail.email_to]
        self.assertIn("Buy a tent", mine.body_html)
        self.assertIn("Rent a hall", mine.body_html)
        self.assertFalse(remind("2049-11-25"))
        self.assertFalse(remind("2049-12-02"))
        late = remind("2049-12-10")
        self.assertEqual(len(late), 2)
        self.assertIn("Late", late[0].body_html)

    def test_reminder_in_the_readers_language(self):
        self.partner_user.lang = "sv_SE"
        self._to_do()
        with freeze_time("2049-11-30"):
            _result, mails = self._new_mails(self.env["seutuyp.decision"]._cron_remind)
        self.assertNotIn("These decisions", mails.body_html)

    def test_somebody_responsible_from_elsewhere_reads_it(self):
        decision = self._to_do(responsible=self.outsider.partner_id)
        self.assertTrue(decision.with_user(self.outsider).has_access("read"))
        self.assertTrue(decision.task_id.with_user(self.outsider).has_access("read"))
        self.assertFalse(self.past.with_user(self.outsider).has_access("read"))

    def test_tasks_are_read_in_their_region_only(self):
        task = self._to_do(responsible=self.member).task_id
        for user in (self.coordinator, self.partner_user, self.area_contact):
            self.assertTrue(task.with_user(user).has_access("read"))
            self.assertTrue(task.project_id.with_user(user).has_access("read"))
        for user in (self.coordinator_b, self.outsider):
            self.assertFalse(task.with_user(user).has_access("read"))
            self.assertFalse(task.project_id.with_user(user).has_access("read"))
            self.assertFalse(
                self.env["project.task"].with_user(user).search([("id", "=", task.id)])
            )

    def test_core_project_users_see_no_foreign_region(self):
        """Not even those who manage every other project."""
        task = self._to_do(responsible=self.member).task_id
        self.outsider.group_ids = [
            Command.link(self.env.ref("project.group_project_manager").id)
        ]
        plain = self.env["project.project"].create({"name": "Plain"})
        other = self.env["project.task"].create(
            {"name": "Plain task", "project_id": plain.id}
        )
        self.assertTrue(other.with_user(self.outsider).has_access("write"))
        self.assertFalse(task.with_user(self.outsider).has_access("read"))
        self.assertFalse(task.project_id.with_user(self.outsider).has_access("read"))
        counted = self.env["project.task"].with_user(self.outsider)
        self.assertFalse(counted._read_group([("id", "=", task.id)], ["project_id"]))
