# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .test_process_round import RoundCommon


class UseCommon(RoundCommon):
    """Organisation A owns the process, another takes part; both have somebody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls._create_organisation(name="Partner organisation")
        cls.worker = cls._create_person(
            name="Worker Example",
            email="worker@example.com",
            parent_id=cls.partner.id,
            lang="fi_FI",
        )
        cls._create_member(cls.steering, partner_id=cls.worker.id)
        cls._create_lane(partner_id=cls.partner.id)
        cls.decision = cls._create_decision()

    def _approve(self):
        self.process.with_user(self.coordinator).action_approve(self.decision.id)

    def _tell(self, kind="start", user=None):
        wizard = (
            self.env["seutuyp.process.message.wizard"]
            .with_user(user or self.partner_user)
            .create(
                {
                    "process_id": self.process.id,
                    "kind": kind,
                    "message": "We begin on Monday",
                }
            )
        )
        return self._mails(wizard.action_confirm)


@tagged("post_install", "-at_install")
class TestProcessUse(UseCommon):
    """From the decision to work by the process, and to its end."""

    def test_approved_from_the_process(self):
        action = self.process.with_user(self.coordinator).action_open_approve()
        wizard = (
            self.env["seutuyp.process.approve.wizard"]
            .with_user(self.coordinator)
            .with_context(**action["context"])
            .create({"decision_id": self.decision.id, "change_note": "All new"})
        )
        self.assertIn(self.decision, wizard.possible_decision_ids)
        wizard.action_confirm()
        self.assertEqual(self.process.state, "approved")
        self.assertEqual(self.process.version_ids.change_note, "All new")
        self.assertEqual(self.process.approval_decision_id, self.decision)

    def test_approved_from_the_meeting(self):
        decision = self.decision.with_user(self.coordinator)
        self.assertTrue(decision.offers_process)
        action = decision.action_approve_process()
        wizard = (
            self.env["seutuyp.process.approve.wizard"]
            .with_user(self.coordinator)
            .with_context(**action["context"])
            .create({})
        )
        wizard.action_confirm()
        self.assertEqual(self.process.version, 1)
        decision.invalidate_recordset()
        self.assertFalse(decision.offers_process, "nothing waits any more")

    def test_other_bodies_do_not_approve(self):
        foreign = self._create_decision(self.steering_b)
        self.assertFalse(foreign.with_user(self.coordinator).offers_process)
        with self.assertRaisesRegex(UserError, "Choose a decision"):
            self.process.action_approve(foreign.id)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.process.with_user(self.partner_user).action_open_approve()

    def test_tasks_of_taking_into_use(self):
        self._approve()
        tasks = self.process.deployment_ids
        self.assertEqual(len(tasks), 4)
        self.assertEqual(tasks.responsible_id, self.owner)
        task = tasks[0].with_user(self.partner_user)
        with self.assertRaises(AccessError), self.cr.savepoint():
            task.write({"is_done": True})
        task.action_tick()
        self.assertEqual((task.is_done, task.done_by_id), (True, self.owner))
        task.action_tick()
        self.assertFalse(task.done_on)
        for user in (self.coordinator_b, self.area_contact):
            with self.assertRaises(AccessError), self.cr.savepoint():
                task.with_user(user).action_tick()

    def test_tasks_that_wait_are_not_doubled(self):
        self._approve()
        self.process.deployment_ids[0].action_tick()
        self.process.action_revise("New law")
        self._approve()
        tasks = self.process.deployment_ids.sorted("is_done")
        self.assertEqual(tasks.mapped("is_done"), [False] * 4 + [True])
        self.assertEqual(tasks.mapped("version"), [2] * 4 + [1])

    def test_message_in_each_language(self):
        self._approve()
        mails = self._tell()
        self.assertIn("worker@example.com", " ".join(mails.mapped("email_to")))
        self.assertFalse(mails.filtered("model"))
        self.assertTrue(all("We begin on Monday" in mail.body_html for mail in mails))
        rows = self.process.acknowledgement_ids
        self.assertEqual(rows.partner_id, self.partner | self.organisation_a)
        self.assertEqual(self.process.acknowledged_text, "0 of 2 have acknowledged")

    def test_strangers_do_not_tell(self):
        with self.assertRaisesRegex(UserError, "Approve the process first"):
            self._tell()
        self._approve()
        for user in (self.coordinator_b, self.area_contact):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self._tell(user=user)

    def test_acknowledged_in_the_client(self):
        self._approve()
        self._tell()
        process = self.process.with_user(self.partner_user)
        self.assertTrue(process.may_acknowledge)
        process.action_acknowledge()
        self.assertEqual(process.acknowledged_text, "1 of 2 have acknowledged")
        row = self.process.acknowledgement_ids.filtered(
            lambda row: row.partner_id == self.partner
        )
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.with_user(self.partner_user).action_acknowledge()
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.with_user(self.coordinator).write({"acknowledged_on": "2026-01-01"})
        row.with_user(self.coordinator).action_acknowledge()
        self.assertEqual(process.acknowledged_text, "2 of 2 have acknowledged")

    def test_a_new_version_is_acknowledged_anew(self):
        self._approve()
        self._tell()
        row = self.process.acknowledgement_ids[:1]
        self.process.action_revise("New law")
        self.process.action_approve(self.decision.id)
        with self.assertRaisesRegex(UserError, "no longer the one in force"):
            row._acknowledge(self.worker)
        self._tell()
        self.assertEqual(len(self.process.acknowledgement_ids), 4)

    def test_retiring_tells_everyone(self):
        self._approve()
        mails = self._mails(
            lambda: self.process.with_user(self.partner_user).action_retire("Merged")
        )
        self.assertIn("worker@example.com", " ".join(mails.mapped("email_to")))
        self.assertIn("Merged", mails[0].body_html)
        self.assertEqual(self.process.state, "retired")

    def test_revised_while_in_use(self):
        """The version in use stays readable; the next replaces it when approved."""
        self._approve()
        self.process.action_take_into_use()
        self.process.with_user(self.partner_user).action_revise("New law")
        self.advice.with_user(self.partner_user).name = "Other advice"
        kept = self.process.version_ids.snapshot
        self.assertIn("Advice", [phase["name"] for phase in kept["phases"]])
        self._approve()
        self.assertEqual(self.process.version_ids.mapped("number"), [2, 1])

    def test_approved_twice_is_one_version(self):
        self._approve()
        with self.assertRaisesRegex(UserError, "not possible now"):
            self._approve()
        self.assertEqual(len(self.process.version_ids), 1)


@tagged("post_install", "-at_install")
class TestAcknowledgePage(UseCommon, HttpCase):
    """One click from the owner's message."""

    def setUp(self):
        super().setUp()
        self._approve()
        mails = self._tell()
        own = mails.filtered(lambda mail: "worker@" in mail.email_to)
        self.path = self._link(own)
        self.row = self.process.acknowledgement_ids.filtered(
            lambda row: row.partner_id == self.partner
        )
        self.env.flush_all()

    def _post(self):
        page = self.url_open(self.path).text
        values = {
            "csrf_token": re.search(r'csrf_token" value="([^"]+)', page).group(1),
            "token": self.path.split("token=")[1],
        }
        response = self.url_open(self.path.split("?")[0], data=values)
        self.env.invalidate_all()
        return response

    def test_acknowledged_by_a_click(self):
        page = self.url_open(self.path)
        self.assertIn("We know it and work by it", page.text)
        self.assertIn("<svg", page.text)
        self.env.invalidate_all()
        self.assertFalse(self.row.acknowledged_on, "opening says nothing")
        self.assertIn("has acknowledged it", self._post().text)
        self.assertEqual(self.row.acknowledged_by_id, self.worker)

    def test_links_that_do_not_work(self):
        for path in (self.path.split("?")[0], f"{self.path}x"):
            self.assertEqual(self.url_open(path).status_code, 404)
        other = self.process.acknowledgement_ids - self.row
        foreign = self.path.replace(f"/{self.row.id}?", f"/{other.id}?")
        self.assertEqual(self.url_open(foreign).status_code, 404)
        self.env["seutuyp.token"].search(
            [("purpose", "=", "acknowledge")]
        )._guarded().expires_on = "2020-01-01"
        self.env.flush_all()
        self.assertEqual(self.url_open(self.path).status_code, 410)

    def test_newer_version(self):
        self.process.action_revise("New law")
        self.env.flush_all()
        page = self.url_open(self.path)
        self.assertIn("You need do nothing", page.text)
        self.assertNotIn("We know it and work by it", page.text)

    def test_public_page(self):
        process = self.process.with_user(self.partner_user)
        path = "/seutuyp/process/"
        self.assertEqual(self.url_open(f"{path}advice").status_code, 404)
        process.action_publish()
        slug = process.public_slug
        self.env.flush_all()
        self.assertRegex(slug, r"^advice-[0-9a-f]{8}$")
        page = self.url_open(path + slug)
        self.assertEqual(page.status_code, 200)
        for words in ("Organisation A", "<svg", "Advice for founders", "Region A"):
            self.assertIn(words, page.text)
        for words in (self.owner.name, self.steering.name, "example.com"):
            self.assertNotIn(words, page.text)
        process.action_revise("New law")
        self.advice.name = "Not approved yet"
        self.env.flush_all()
        page = self.url_open(path + slug)
        self.assertNotIn("Not approved yet", page.text, "what was approved is shown")
        for user in (self.coordinator_b, self.area_contact, self.outsider):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.process.with_user(user).action_unpublish()
        process.action_unpublish()
        self.env.flush_all()
        self.assertEqual(self.url_open(path + slug).status_code, 404)

    def test_public_only_when_approved(self):
        draft = self._create_process(name="Draft")
        with self.assertRaisesRegex(UserError, "Approve the process first"):
            draft.action_publish()
        with self.assertRaises(AccessError), self.cr.savepoint():
            draft.with_user(self.coordinator).write({"is_public": True})

    def test_team_is_not_public(self):
        self.process.action_revise("Team")
        self.process.member_ids = [Command.create({"partner_id": self.worker.id})]
        self._approve()
        self.process.action_publish()
        self.env.flush_all()
        page = self.url_open(f"/seutuyp/process/{self.process.public_slug}")
        self.assertNotIn("Worker Example", page.text)
