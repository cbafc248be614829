# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import re

from dateutil.relativedelta import relativedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged

from .common import ProcessCommon

PUBLIC = "https://seutu.example.org"


class RoundCommon(ProcessCommon):
    """A person of the wider network, whose mail holds a link."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("seutuyp_network.public_url", PUBLIC)
        cls.giver = cls._create_person(
            name="Giver Example", email="giver@example.com", lang="en_US"
        )
        cls.today = cls.env["seutuyp.dated.mixin"]._today()
        cls.deadline = cls.today + relativedelta(days=14)

    def _mails(self, function):
        """Return the mails queued by ``function``."""
        mails = self.env["mail.mail"].sudo()
        before = mails.search([])
        function()
        return mails.search([]) - before

    def _ask(self, people=None, user=None):
        """Ask through the window, as the owner does; return the mails."""
        wizard = (
            self.env["seutuyp.process.ask.wizard"]
            .with_user(user or self.partner_user)
            .create(
                {
                    "process_id": self.process.id,
                    "deadline": self.deadline,
                    "organisation_ids": [Command.clear()],
                    "partner_ids": [Command.set((people or self.giver).ids)],
                }
            )
        )
        return self._mails(wizard.action_confirm)

    def _link(self, mail):
        return re.search(rf"{PUBLIC}(/seutuyp/process[^\"&]+)", mail.body_html).group(1)

    def _give(self, text="Unclear", user=None, **kw):
        return (
            self.env["seutuyp.process.feedback"]
            .with_user(user or self.outsider)
            .create({"process_id": self.process.id, "text": text, **kw})
        )


@tagged("post_install", "-at_install")
class TestProcessRound(RoundCommon):
    """Asking the network, and resolving what it says."""

    def test_window_tells_whom_it_mails(self):
        mute = self._create_person(name="Mute", email=False)
        wizard = (
            self.env["seutuyp.process.ask.wizard"]
            .with_user(self.partner_user)
            .new(
                {
                    "process_id": self.process.id,
                    "partner_ids": [Command.set((self.giver | mute).ids)],
                }
            )
        )
        self.assertEqual(wizard.mail_count, 1)
        notes = {line.partner_id.name: line.note for line in wizard.line_ids}
        self.assertEqual(notes, {"Giver Example": False, "Mute": "No e-mail address"})

    def test_one_mail_each_in_his_language(self):
        self.giver.lang = "fi_FI"
        other = self._create_person(email="other@example.com", lang="en_US")
        mails = self._ask(self.giver | other)
        self.assertEqual(len(mails), 2)
        self.assertEqual(self.process.state, "feedback")
        self.assertFalse(mails.filtered("model"), "a link stands on no record")
        self.assertFalse(self._ask(self.giver), "nobody is asked twice in a round")

    def test_mail_in_the_language_of_its_receiver(self):
        template = self.env.ref("seutuyp_process.mail_template_feedback_ask")
        template.with_context(lang="fi_FI").subject = "Palaute: {{ object.name }}"
        self.giver.lang = "fi_FI"
        other = self._create_person(email="other@example.com", lang="en_US")
        mails = self._ask(self.giver | other)
        self.assertEqual(
            set(mails.mapped("subject")),
            {"Palaute: Advice", "What do you think of “Advice”?"},
        )

    def test_strangers_do_not_ask(self):
        for user in (self.coordinator_b, self.outsider, self.area_contact):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.process.with_user(user)._ask_people(self.giver, self.deadline)

    def test_day_to_come(self):
        with self.assertRaisesRegex(UserError, "a day to come"):
            self.process._ask_people(self.giver, self.today - relativedelta(days=1))

    def test_staff_gives_while_open(self):
        with self.assertRaises(AccessError), self.cr.savepoint():
            self._give()
        self._ask()
        row = self._give(phase_id=self.advice.id)
        self.assertEqual(row.partner_id, self.outsider.partner_id)
        row.text = "Still unclear"
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.with_user(self.coordinator).text = "Clear"
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.with_user(self.coordinator_b).read(["text"])
        self.process.action_end_feedback()
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.text = "Late"

    def test_nobody_speaks_for_another(self):
        self._ask()
        for forged in (
            {"partner_id": self.giver.id},
            {"state": "accepted"},
            {"answer": "Good"},
            {"is_carried": True},
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self._give(**forged)
        model = self.env["seutuyp.process.feedback"].with_user(self.outsider)
        row = model.with_context(
            default_partner_id=self.giver.id, default_state="accepted"
        ).create({"process_id": self.process.id, "text": "Mine"})
        self.assertEqual(
            (row.partner_id, row.state), (self.outsider.partner_id, "open")
        )
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.write({"answer": "Good"})
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.action_accept("Yes")

    def test_resolved_with_a_reply(self):
        self._ask()
        row = self._give().with_user(self.partner_user)
        with self.assertRaisesRegex(UserError, "Write the reason"):
            row.action_accept("")
        row.action_accept("We have added it")
        self.assertEqual((row.state, row.answer), ("accepted", "We have added it"))
        with self.assertRaisesRegex(UserError, "not possible now"):
            row.action_decline("No")
        cron = self.env["seutuyp.process"]._cron_feedback
        mail = self._mails(cron)
        self.assertIn("We have added it", mail.body_html)
        self.assertIn(self.outsider.email, mail.email_to)
        self.assertFalse(self._mails(cron), "told once")

    def test_nothing_open_when_approved(self):
        self._ask()
        row = self._give()
        decision = self._create_decision()
        with self.assertRaisesRegex(UserError, "waits for a reply: 1"):
            self.process.action_approve(decision.id)
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.action_carry()
        row.with_user(self.coordinator).action_carry()
        self.process.with_user(self.coordinator).action_approve(decision.id)
        self.assertEqual(row.state, "open")

    def test_reminded_once_and_ended_by_its_day(self):
        self._ask()
        cron = self.env["seutuyp.process"]._cron_feedback
        self.assertFalse(self._mails(cron))
        with freeze_time(self.deadline - relativedelta(days=2)):
            self.assertEqual(len(self._mails(cron)), 1)
            self.assertFalse(self._mails(cron))
        with freeze_time(self.deadline + relativedelta(days=1)):
            self._mails(cron)
        self.assertEqual(self.process.state, "draft")


@tagged("post_install", "-at_install")
class TestFeedbackPage(RoundCommon, HttpCase):
    """The page behind the link."""

    def setUp(self):
        super().setUp()
        self.path = self._link(self._ask())
        self.env.flush_all()

    def _post(self, path=None, **values):
        path = path or self.path
        page = self.url_open(path).text
        values["csrf_token"] = re.search(r'csrf_token" value="([^"]+)', page).group(1)
        values["token"] = path.split("token=")[1]
        response = self.url_open(path.split("?")[0], data=values)
        self.env.invalidate_all()
        return response

    def test_given_by_part_and_phase(self):
        page = self.url_open(self.path)
        self.assertEqual(page.status_code, 200)
        self.assertIn("no-store", page.headers["Cache-Control"])
        for words in ("A founder asks", "<svg", "Advice for founders", "Need"):
            self.assertIn(words, page.text)
        self.env.invalidate_all()
        self.assertFalse(self.process.feedback_ids, "opening says nothing")
        values = {"part_purpose": "Too wide", f"phase_{self.advice.id}": "<b>By whom?"}
        page = self._post(**values)
        self.assertIn("Thank you", page.text)
        self.assertIn("&lt;b&gt;By whom?", page.text)
        rows = self.process.feedback_ids
        self.assertEqual(rows.partner_id, self.giver)
        self.assertEqual(rows.mapped("part"), ["purpose", False])
        self.assertEqual(rows.phase_id, self.advice)
        self._post(**values)
        self.assertEqual(len(self.process.feedback_ids), 2, "sent twice, kept once")

    def test_reply_is_seen_by_the_same_link(self):
        self._post(part_="Good")
        self.process.feedback_ids.with_user(self.owner.user_ids).action_accept("Glad")
        self.process.action_end_feedback()
        self.env.flush_all()
        page = self.url_open(self.path)
        self.assertIn("Glad", page.text)
        self.assertIn("has ended", page.text)
        self.assertNotIn("<textarea", page.text)

    def test_empty_and_too_long(self):
        self.assertEqual(self._post().status_code, 422)
        page = self._post(part_="x" * 4001)
        self.assertEqual(page.status_code, 422)
        self.assertIn("xxxx", page.text)
        self.assertFalse(self.process.feedback_ids)

    def test_links_that_do_not_work(self):
        self.assertEqual(self.url_open(self.path.split("?")[0]).status_code, 404)
        self.assertEqual(self.url_open(f"{self.path}x").status_code, 404)
        other = self._create_process(name="Other")
        foreign = self.path.replace(f"/{self.process.id}?", f"/{other.id}?")
        self.env.flush_all()
        self.assertEqual(self.url_open(foreign).status_code, 404)
        token = self.env["seutuyp.token"].search([("purpose", "=", "feedback")])
        token._guarded().expires_on = "2020-01-01"
        self.env.flush_all()
        self.assertEqual(self.url_open(self.path).status_code, 410)

    def test_ended_while_written(self):
        self.url_open(self.path)
        self.process.action_end_feedback()
        self.env.flush_all()
        with self.assertRaisesRegex(UserError, "has ended"):
            self.process._give_feedback(self.giver, {"": "Late"})
