# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .common_referral import CUSTOMER, ReferralCommon


@tagged("post_install", "-at_install")
class TestReferral(ReferralCommon):
    """A customer is sent with consent, answered, and closed by either side."""

    def setUp(self):
        super().setUp()
        self.theirs = self.referral.with_user(self.receiver_user)
        self.ours = self.referral.with_user(self.partner_user)

    # --------------------------------------------------------------------- sending
    def test_what_is_sent(self):
        row = self.referral
        self.assertEqual(row.from_partner_id, self.organisation_a)
        self.assertEqual((row.answer_by - row.sent_on).days, 5)
        self.assertEqual(
            (row.state, row.sent_by_id), ("sent", self.ours.env.user.partner_id)
        )

    def test_what_is_missing_is_said(self):
        cases = (
            ({"consent_date": False}, "Ask the customer's consent"),
            ({"consent_date": "not a day"}, "Ask the customer's consent"),
            ({"consent_scope": "all"}, "Ask the customer's consent"),
            ({"consent_date": "2999-01-01"}, "before the customer is sent"),
            ({"customer": {"name": "Matti"}}, "phone number or an e-mail"),
            ({"customer": {"phone": "040"}}, "customer's name"),
            ({"consent_scope": "contact"}, "does not cover the need"),
            ({"to_partner_id": self.organisation_a.id}, "Choose the receiver"),
            ({"to_partner_id": self.organisation_b.id}, "Choose the receiver"),
            ({"to_partner_id": 0}, "Choose the receiver"),
            ({"service_id": 0}, "Choose what the customer needs"),
        )
        for values, text in cases:
            with self.subTest(values=values), self.assertRefused(UserError, text):
                self._send(**values)

    def test_receiver_without_accounts(self):
        self.receiver_user.active = False
        with self.assertRefused(UserError, "Nobody of Receiver has an account"):
            self._send()

    def test_who_sends(self):
        for role in ("coordinator", "coordinator_b", "outsider", "reviewer", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._send(user=getattr(self, role))

    # ----------------------------------------------------------------- suggestions
    def _lines(self, segment=None):
        referrals = self.env["seutuyp.referral"].with_user(self.partner_user)
        segment = segment or self.segment
        return referrals.suggest_receivers(
            self.region_a.id, self.service.id, segment.id
        )

    def test_lead_first(self):
        self.offer.is_lead = False
        self._offer(
            self.third, is_lead=True, responsible_id=self.third_user.partner_id.id
        )
        first, second = self._lines()
        self.assertEqual(
            (first["name"], first["is_lead"], first["responsible"], first["days"]),
            ("Third", True, "Third", 5),
        )
        self.assertEqual(second["name"], "Receiver")

    def test_segment_decides(self):
        other = self.env["seutuyp.segment"].create({"code": "X", "name": "X"})
        self.offer.segment_ids = other
        self.assertFalse(self._lines())
        self.assertEqual(len(self._lines(other)), 1)

    def test_not_to_oneself(self):
        self._offer(self.organisation_a)
        self.assertEqual([line["name"] for line in self._lines()], ["Receiver"])

    def test_receiver_says_how_much_it_takes(self):
        receptions = self.env["seutuyp.referral.reception"]
        receptions.with_user(self.coordinator).create(
            {"region_id": self.region_a.id, "days": 10}
        )
        self.assertEqual(self._lines()[0]["days"], 10)
        row = receptions.with_user(self.receiver_user).create(
            {
                "region_id": self.region_a.id,
                "partner_id": self.receiver.id,
                "days": 2,
                "capacity": "closed",
                "until": "2050-01-31",
                "note": "Call the coordinator",
            }
        )
        with freeze_time("2050-01-31"):
            (line,) = self._lines()
            self.assertEqual((line["days"], line["capacity"]), (2, "closed"))
            self.assertIn("■ Takes no customers until", line["words"])
            self.assertIn("Call the coordinator", line["words"])
            sent = self._send(consent_date="2050-01-30")
        self.assertEqual(str(sent.answer_by), "2050-02-02")
        with freeze_time("2050-02-01"):
            self.env.invalidate_all()
            self.assertEqual(self._lines()[0]["capacity"], "open")
        self.assertEqual(row.capacity, "closed")

    # ------------------------------------------------------------------- answering
    def test_accept_and_close(self):
        self.theirs.action_accept()
        self.assertEqual(self.referral.answered_by_id, self.receiver_user.partner_id)
        mails = self._mails(self.theirs.action_close, self.outcome.id)
        self.assertEqual(self.referral.state, "done")
        self.assertEqual(self.referral.outcome_id, self.outcome)
        self.assertIn(self.partner_user.email, mails.email_to)

    def test_either_side_closes(self):
        self.ours.action_close(self.outcome.id)
        self.assertEqual(self.referral.closed_by_id, self.partner_user.partner_id)

    def test_only_outcomes_of_people(self):
        taken = self.env.ref("seutuyp_reporting.referral_outcome_taken_back")
        for outcome in (taken.id, 0, False):
            with self.assertRefused(UserError, "Choose what came"):
                self.theirs.action_close(outcome)

    def test_decline_needs_a_reason(self):
        with self.assertRefused(UserError, "reason"):
            self.theirs.action_decline(" ")
        mails = self._mails(self.theirs.action_decline, "Too far for us")
        self.assertEqual(self.referral.decline_reason, "Too far for us")
        self.assertIn(self.partner_user.email, mails.email_to)
        self.assertNotIn("Too far", mails.body_html)

    def test_decline_by_the_dialog(self):
        action = self.theirs.with_context(
            seutuyp_method="action_decline"
        ).action_ask_reason()
        wizard = self.env["seutuyp.reason.wizard"].with_user(self.receiver_user)
        wizard.with_context(**action["context"]).create(
            {"reason": "Full"}
        ).action_confirm()
        self.assertEqual(self.referral.state, "declined")

    def test_open_again(self):
        self.theirs.action_decline("By mistake")
        self.theirs.action_reopen()
        self.assertEqual(self.referral.state, "accepted")
        self.assertFalse(self.referral.decline_reason)

    def test_the_sender_undoes_its_own_closing(self):
        """What was closed by mistake stands as before, and the receiver is told."""
        for move, state in ((None, "sent"), ("action_accept", "accepted")):
            with self.subTest(state=state):
                if move:
                    getattr(self.theirs, move)()
                self.ours.action_close(self.outcome.id)
                self.assertIn("reopen", self.ours.available_actions)
                self.assertNotIn("accept", self.ours.available_actions, "no button")
                mails = self._mails(self.ours.action_reopen)
                self.assertIn(self.receiver_user.email, mails.email_to)
                self.assertIn("by mistake", mails.body_html)
                self.assertEqual(self.referral.state, state)
                self.assertFalse(self.referral.outcome_id)
                self.assertFalse(self.referral.closed_by_id)
        self.assertEqual(self.referral.answered_by_id, self.receiver_user.partner_id)

    def test_the_sender_does_not_undo_the_receivers_closing(self):
        self.theirs.action_close(self.outcome.id)
        self.assertNotIn("reopen", self.ours.available_actions)
        with self.assertRaises(AccessError):
            self.ours.action_reopen()
        self.theirs.action_reopen()
        self.assertEqual(self.referral.state, "accepted")

    def test_take_back(self):
        self.ours.action_take_back()
        self.assertFalse(self._customer())
        self.assertEqual(self.referral.outcome_id.code, "taken_back")
        with self.assertRefused(UserError, "erased"):
            self.theirs.action_reopen()

    def test_whose_move_it_is(self):
        mine = {"close", "take_back", "withdraw"}
        self.assertEqual(set(self.ours.available_actions.split()), mine)
        theirs = {"accept", "decline", "close", "withdraw"}
        self.assertEqual(set(self.theirs.available_actions.split()), theirs)
        with self.assertRaises(AccessError):
            self.ours.action_accept()
        with self.assertRaises(AccessError):
            self.theirs.action_take_back()

    def test_once_only(self):
        self.theirs.action_accept()
        with self.assertRefused(UserError, "not possible now"):
            self.theirs.action_accept()

    def test_next_step(self):
        self.assertIn("Call the customer", self.theirs.next_step)
        self.assertIn("Receiver answers by", self.ours.next_step)
        self.theirs.action_accept()
        self.env.invalidate_all()
        self.assertIn("Help the customer", self.theirs.next_step)
        self.theirs.action_decline("No")
        self.env.invalidate_all()
        self.assertIn("Read the reason", self.ours.next_step)

    # ------------------------------------------------------------------------ mail
    def test_mail_says_nothing_of_the_customer(self):
        mails = self._mails(self._send)
        self.assertEqual(len(mails), 1)
        self.assertIn(self.receiver_user.email, mails.email_to)
        self.assertIn("https://seutu.example.org/odoo/referrals/", mails.body_html)
        self.assertFalse(mails.res_id)
        for word in CUSTOMER.values():
            self.assertNotIn(word, mails.body_html + mails.subject)

    def test_mail_in_the_receivers_language(self):
        self.env["res.lang"]._activate_lang("fi_FI")
        self.receiver_user.lang = "fi_FI"
        template = self.env.ref("seutuyp_reporting.mail_template_referral_sent")
        template.with_context(lang="fi_FI").subject = "Asiakas"
        self.assertEqual(self._mails(self._send).subject, "Asiakas")

    def test_the_responsible_person_is_told(self):
        boss = self._staff_of(self.receiver, "boss")
        self._join(self.organisation_a | self.receiver | self.third)
        self.assertEqual(len(self._mails(self._send)), 2)
        self.offer.responsible_id = boss.partner_id
        mails = self._mails(self._send)
        self.assertEqual(len(mails), 1)
        self.assertIn(boss.email, mails.email_to)

    def test_late_by_word_and_shape_and_reminded_once(self):
        late = str(
            self.referral.answer_by.replace(year=self.referral.answer_by.year + 1)
        )
        self.assertFalse(self.referral.is_late)
        self.assertTrue(self.referral.mark.startswith("○"))
        self.referral._guarded().erase_on = "2099-01-01"
        with freeze_time(late):
            self.env.invalidate_all()
            self.assertTrue(self.referral.is_late)
            self.assertTrue(self.referral.mark.startswith("▲ Late"))
            mails = self._mails(self._run, "cron_referral_remind")
            self.assertIn(self.receiver_user.email, mails.email_to)
            self.assertFalse(self._mails(self._run, "cron_referral_remind"))

    # ---------------------------------------------------------------------- dialog
    def _wizard(self, user=None, **context):
        wizard = self.env["seutuyp.referral.wizard"].with_user(
            user or self.partner_user
        )
        return Form(wizard.with_context(**context))

    def test_dialog(self):
        with self._wizard() as form:
            form.service_id, form.segment_id = self.service, self.segment
            self.assertEqual(form.to_partner_id, self.receiver)
            self.assertIn("5 days", form.receiver_words)
            form.consent_date = "2026-01-01"
            form.name, form.phone = "Matti", "040"
        wizard = form.record
        self.assertEqual(wizard.line_ids.role, "lead")
        action = wizard.action_send()
        self.assertFalse(wizard.exists(), "nothing of the customer is left behind")
        row = self.env["seutuyp.referral"].browse(action["res_id"])
        self.assertEqual(row._customers().name, "Matti")

    def test_dialog_is_not_kept_without_consent(self):
        wizards = self.env["seutuyp.referral.wizard"].with_user(self.partner_user)
        values = self._values(consent_date=False)
        values.update(values.pop("customer"))
        with self.assertRefused(UserError, "consent"):
            wizards.create(values)

    def test_who_has_no_account_is_called(self):
        self.receiver_user.active = False
        (line,) = self._lines()
        self.assertFalse(line["reachable"])
        self.assertIn("call them", line["words"])
        wizards = self.env["seutuyp.referral.wizard"].with_user(self.partner_user)
        values = self._values()
        values.update(values.pop("customer"))
        with self.assertRefused(UserError, "Nobody of Receiver"):
            wizards.create(values)

    def test_closed_receiver_is_not_proposed_first(self):
        self._offer(self.third)
        self.env["seutuyp.referral.reception"].create(
            {
                "region_id": self.region_a.id,
                "partner_id": self.receiver.id,
                "capacity": "closed",
            }
        )
        with self._wizard() as form:
            form.service_id, form.segment_id = self.service, self.segment
            self.assertEqual(form.to_partner_id, self.third)
            form.consent_date, form.name, form.phone = "2026-01-01", "Matti", "040"

    def test_declined_customer_goes_to_another(self):
        self.theirs.action_decline("Full")
        action = self.ours.action_send_again()
        with self._wizard(**action["context"]) as form:
            self.assertEqual(form.name, CUSTOMER["name"])
            self.assertFalse(form.consent_date, "the consent was for one organisation")
            form.to_partner_id = self.third
            form.consent_date = "2026-01-02"
        self.assertEqual(len(self.referral.look_ids), 1)
        form.record.action_send()
        with self.assertRaises(UserError):
            self.theirs.action_send_again()

    def test_receiver_sends_on_if_the_consent_says_so(self):
        with self.assertRaises(UserError):
            self.theirs.action_send_again()
        wide = self._send(consent_scope="region").with_user(self.receiver_user)
        self.assertTrue(wide.may_send_again)
        with self._wizard(
            self.receiver_user, **wide.action_send_again()["context"]
        ) as form:
            self.assertTrue(form.consent_date)
            form.to_partner_id = self.third
        form.record.action_send()

    # ------------------------------------------------------------------------ home
    def test_home(self):
        def texts(user):
            home = self.env["seutuyp.home"].with_user(user).get_home()
            return [item["text"] for item in home["waiting"]]

        line = "Answer the customers referred to your organisation: 1."
        self.assertIn(line, texts(self.receiver_user))
        self.assertNotIn(line, texts(self.partner_user))
        self.theirs.action_accept()
        self.assertNotIn(line, texts(self.receiver_user))
