# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import MeetingCommon


@tagged("post_install", "-at_install")
class TestAgenda(MeetingCommon):
    """Agendas fill themselves from theme and backlog."""

    def _wait(self, name="Premises", **kw):
        vals = {"name": name, "group_id": self.steering.id, **kw}
        return self.env["seutuyp.agenda.item"].with_user(self.coordinator).create(vals)

    def _names(self, event):
        return event.agenda_item_ids.sorted("sequence").mapped("name")

    def test_from_theme_and_backlog(self):
        self._wait()
        self.assertEqual(self.next.backlog_count, 1)
        self.next.with_user(self.coordinator).action_prepare_agenda()
        self.assertEqual(
            self._names(self.next),
            ["Follow-up of the plan", "Premises", "Next meeting"],
        )
        self.assertEqual(self.later.backlog_count, 0)

    def test_prepared_again(self):
        """What people wrote stays, nothing comes twice, what is missing is added."""
        self.next.with_user(self.coordinator).action_prepare_agenda()
        first = self.next.agenda_item_ids[0]
        first.with_user(self.coordinator).name = "Follow-up in new words"
        self.theme.item_ids = [Command.create({"name": "Other matters"})]
        self.next.with_user(self.coordinator).action_prepare_agenda()
        self.assertEqual(len(self.next.agenda_item_ids), 3)
        self.assertEqual(first.name, "Follow-up in new words")

    def test_words_in_every_language(self):
        self.theme.item_ids[0].with_context(lang="fi_FI").name = "Seuranta"
        self.next.with_user(self.coordinator).action_prepare_agenda()
        item = self.next.agenda_item_ids[0]
        self.assertEqual(item.with_context(lang="fi_FI").name, "Seuranta")
        self.assertEqual(item.with_context(lang="en_US").name, "Follow-up of the plan")

    def test_cancelled_meeting_gives_its_matters_back(self):
        self._wait()
        self.next.with_user(self.coordinator).action_prepare_agenda()
        self.next.with_user(self.coordinator).action_cancel_meeting()
        self.assertFalse(self.next.agenda_item_ids)
        self.assertEqual(self.later.backlog_count, 1)
        self.later.with_user(self.coordinator).action_prepare_agenda()
        self.assertIn("Premises", self._names(self.later))

    def test_deleted_meeting_gives_its_matters_back(self):
        item = self._wait()
        self.next.with_user(self.coordinator).action_prepare_agenda()
        self.next.with_user(self.coordinator).unlink()
        self.assertTrue(item.exists())
        self.assertFalse(item.event_id)

    def test_postponed(self):
        item = self._wait()
        self.next.with_user(self.coordinator).action_prepare_agenda()
        item.with_user(self.coordinator).action_postpone()
        self.assertFalse(item.event_id)

    def test_matter_belongs_somewhere(self):
        with self.assertRefused(ValidationError, "Choose the meeting"):
            self.env["seutuyp.agenda.item"].create({"name": "Nowhere"})

    def test_cancelled_meeting_has_no_agenda(self):
        self.next.with_user(self.coordinator).action_cancel_meeting()
        with self.assertRefused(UserError, "closed"):
            self.next.with_user(self.coordinator).action_prepare_agenda()

    def test_chair_and_secretary_write(self):
        """Who chairs a group may prepare its meetings; its members read."""
        chair = self._create_user("chair", "group_user")
        seat = self.steering.member_ids.filtered(lambda item: item.role == "chair")
        seat.partner_id = chair.partner_id
        chair.partner_id.is_entrepreneur = True
        self.next.with_user(chair).action_prepare_agenda()
        item = self.next.agenda_item_ids[0]
        item.with_user(chair).note = "Bring the figures"
        with self.assertRefused(AccessError):
            item.with_user(self.partner_user).note = "Mine"

    def test_papers(self):
        item = self._wait()
        agreement = self._create_agreement()
        paper = self.env["seutuyp.agenda.document"].with_user(self.coordinator)
        record = paper.create(
            {"item_id": item.id, "resource": f"seutuyp.agreement,{agreement.id}"}
        )
        self.assertEqual(record.name, agreement.display_name)
        self.assertEqual(record.action_open()["res_id"], agreement.id)
        with self.assertRefused(ValidationError, "one of the three"):
            paper.create({"item_id": item.id, "name": "Nothing"})
        with self.assertRefused(ValidationError, "no web address"):
            paper.create({"item_id": item.id, "url": "javascript:alert(1)"})

    def test_paper_of_a_record_keeps_its_own_access(self):
        """An invited outsider reads that there is a paper, not the paper itself."""
        item = self._wait()
        item.event_id = self.next
        agreement = self._create_agreement()
        paper = self.env["seutuyp.agenda.document"].create(
            {"item_id": item.id, "resource": f"seutuyp.agreement,{agreement.id}"}
        )
        self.next.write({"partner_ids": [Command.link(self.outsider.partner_id.id)]})
        with self.assertRefused(AccessError):
            paper.with_user(self.outsider).action_open()

    def test_send(self):
        self.next._invite()
        event = self.next.with_user(self.coordinator)
        with self.assertRefused(UserError, "empty"):
            event.action_send_agenda()
        event.action_prepare_agenda()
        _result, mails = self._new_mails(event.action_send_agenda)
        self.assertEqual(len(mails), len(self.next.partner_ids))
        self.assertTrue(self.next.agenda_sent_on)
        self.assertIn("Follow-up of the plan", mails[0].body_html)
        self.assertFalse(self.env["seutuyp.invitation"].search([("sequence", ">", 0)]))

    def test_nothing_is_sent_about_a_planned_meeting(self):
        event = self.next.with_user(self.coordinator)
        event.action_prepare_agenda()
        with self.assertRefused(UserError, "Invite"):
            event.action_send_agenda()

    def test_prepared_by_itself(self):
        """From the lead time on, once, with a task for whoever keeps the meeting."""
        self.next.lead_days = 14
        self.next._invite()
        job = self.env.ref("seutuyp_planning.ir_cron_prepare_meetings")
        with freeze_time("2050-02-20"), self.enter_registry_test_mode():
            job.method_direct_trigger()
        self.assertFalse(self.next.agenda_item_ids)
        with freeze_time("2050-02-24"), self.enter_registry_test_mode():
            job.method_direct_trigger()
            job.method_direct_trigger()
        self.assertEqual(len(self.next.agenda_item_ids), 2)
        task = self.next.preparation_task_ids
        self.assertEqual(len(task), 1)
        self.assertEqual(task.user_ids, self.coordinator)
        self.next.with_user(self.coordinator).action_send_agenda()
        self.assertTrue(task.is_closed)
        self.assertFalse(self.later.agenda_item_ids)
