# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestWizards(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._create_agreement()

    def _open(self, action, user):
        """Return the dialog that a button opened, as ``user`` sees it."""
        model = self.env[action["res_model"]].with_user(user)
        return Form(model.with_context(**action["context"]))

    def _ask(self, record, method, user):
        action = record.with_user(user).with_context(seutuyp_method=method)
        return self._open(action.action_ask_reason(), user)

    def _submitted(self, user):
        if self.agreement.review_state != "submitted":
            self.agreement.action_submit()
        return self.agreement.with_user(user).round_id

    # ------------------------------------------------------------------- reason
    def test_withdraw_with_reason(self):
        self.agreement.action_send()
        form = self._ask(self.agreement, "action_withdraw", self.coordinator)
        self.assertTrue(form.explanation)
        form.reason = "A party joins"
        form.save().action_confirm()
        self.assertEqual(self.agreement.signing_state, "draft")
        self.assertIn("A party joins", self.agreement.log_ids.mapped("reason"))

    def test_reopen_and_recall_with_reason(self):
        self.agreement.action_submit()
        form = self._ask(self.agreement, "action_recall", self.coordinator)
        form.reason = "Too early"
        form.save().action_confirm()
        self.assertEqual(self.agreement.review_state, "not_submitted")
        self.agreement.action_send()
        form = self._ask(self.agreement, "action_reopen", self.coordinator)
        form.reason = "A date is wrong"
        form.save().action_confirm()
        self.assertFalse(self.agreement.content_locked)

    def test_return_proposes_the_notes(self):
        review_round = self._submitted(self.reviewer)
        review_round.assessment_ids[6].action_verdict(
            "clarify", note="How is it measured?"
        )
        form = self._ask(review_round, "action_return", self.reviewer)
        self.assertIn("How is it measured?", form.reason)
        form.save().action_confirm()
        self.assertEqual(self.agreement.review_state, "clarification")
        self.assertIn("How is it measured?", review_round.reason)

    def test_prepared_reason_comes_first(self):
        review_round = self._submitted(self.reviewer)
        review_round.prepared_reason = "Prepared"
        form = self._ask(review_round, "action_reject", self.reviewer)
        self.assertEqual(form.reason, "Prepared")

    def test_licence_suspended_and_restored(self):
        licence = self._create_licensed().licence_ids
        for method, state in (
            ("action_suspend", "suspended"),
            ("action_restore", "active"),
        ):
            form = self._ask(licence, method, self.reviewer)
            form.reason = "After hearing the region"
            form.save().action_confirm()
            self.assertEqual(licence.state, state)

    def test_reason_may_not_be_empty_or_huge(self):
        self.agreement.action_send()
        form = self._ask(self.agreement, "action_withdraw", self.coordinator)
        form.reason = "   "
        with self.assertRaisesRegex(UserError, "Write the reason"):
            form.save().action_confirm()
        form.reason = "x" * 4001
        with self.assertRaisesRegex(UserError, "too long"):
            form.save().action_confirm()
        self.assertEqual(self.agreement.signing_state, "collecting")

    def test_no_other_method_is_reached(self):
        wizards = self.env["seutuyp.reason.wizard"].with_user(self.coordinator)
        for model, method in (
            ("seutuyp.agreement", "unlink"),
            ("seutuyp.agreement", "_sign"),
            ("seutuyp.agreement", "action_send"),
            ("seutuyp.agreement", "_reasoned_actions"),
        ):
            with self.subTest(method=method):
                wizard = wizards.create(
                    {
                        "res_model": model,
                        "res_id": self.agreement.id,
                        "method": method,
                        "reason": "Let me in",
                    }
                )
                with self.assertRaises(AccessError):
                    wizard.action_confirm()

    def test_no_other_model_is_reached(self):
        wizards = self.env["seutuyp.reason.wizard"].with_user(self.coordinator)
        for model in ("res.users", "seutuyp.token", "no.such.model"):
            with self.subTest(model=model), self.assertRaises(AccessError):
                wizards.create(
                    {
                        "res_model": model,
                        "res_id": 1,
                        "method": "action_withdraw",
                        "reason": "Let me in",
                    }
                ).action_confirm()

    @mute_logger("odoo.addons.base.models.ir_rule")
    def test_foreign_agreement_is_not_reached(self):
        self.agreement.action_send()
        for user in (self.coordinator_b, self.outsider):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.env["seutuyp.reason.wizard"].with_user(user).create(
                    {
                        "res_model": "seutuyp.agreement",
                        "res_id": self.agreement.id,
                        "method": "action_withdraw",
                        "reason": "Not mine",
                    }
                ).action_confirm()
        self.assertEqual(self.agreement.signing_state, "collecting")

    def test_role_is_asked_on_the_record(self):
        review_round = self._submitted(self.coordinator)
        form = self._ask(review_round, "action_approve", self.coordinator)
        form.reason = "We approve ourselves"
        with self.assertRaises(AccessError):
            form.save().action_confirm()
        self.assertEqual(self.agreement.review_state, "submitted")

    # --------------------------------------------------------------------- send
    def test_send_shows_who_is_mailed(self):
        form = self._open(self.agreement.action_open_send(), self.coordinator)
        self.assertFalse(form.problems)
        self.assertEqual(len(form.party_ids), 3)
        form.save().action_send()
        self.assertEqual(self.agreement.signing_state, "collecting")

    def test_send_lists_what_is_missing(self):
        self.agreement.party_ids[0].signatory_id = False
        form = self._open(self.agreement.action_open_send(), self.coordinator)
        self.assertIn("has no signatory", form.problems)
        with self.assertRaises(UserError):
            form.save().action_send()

    def test_send_and_submit_are_the_coordinators(self):
        for user in (self.reviewer, self.area_contact, self.partner_user):
            for method in ("action_open_send", "action_open_submit"):
                with self.subTest(user=user.name), self.assertRaises(AccessError):
                    getattr(self.agreement.with_user(user), method)()

    # ------------------------------------------------------------------- submit
    def test_submit_with_note(self):
        form = self._open(self.agreement.action_open_submit(), self.coordinator)
        self.assertFalse(form.problems)
        self.assertIn("Parties of all three sides", str(form.criteria_html))
        form.answer = "All agreed"
        form.save().action_submit()
        self.assertEqual(self.agreement.round_id.answer, "All agreed")

    def test_submit_lists_what_is_missing(self):
        self.agreement.annex_ids.unlink()
        form = self._open(self.agreement.action_open_submit(), self.coordinator)
        self.assertIn("action plan", form.problems)
        self.assertIn("service matrix", form.problems)

    def test_submit_again_shows_what_was_asked(self):
        review_round = self._submitted(self.reviewer)
        review_round.action_return("Name the people")
        form = self._open(self.agreement.action_open_submit(), self.coordinator)
        self.assertEqual(form.returned_reason, "Name the people")

    # ------------------------------------------------------------------ verdict
    def test_verdict_with_a_condition(self):
        item = self._submitted(self.reviewer).assessment_ids[3]
        action = item.with_context(seutuyp_verdict="conditional").action_open_verdict()
        form = self._open(action, self.reviewer)
        self.assertEqual(form.verdict, "conditional")
        form.condition = "Name an entrepreneur"
        form.condition_date = date(2027, 6, 30)
        form.save().action_save()
        self.assertEqual(item.verdict, "conditional")
        self.assertEqual(item.condition_date, date(2027, 6, 30))

    def test_next_criterion_without_a_verdict(self):
        items = self._submitted(self.reviewer).assessment_ids.sorted(
            "criterion_sequence"
        )
        items[1].action_met()
        action = items[0].action_open_verdict()
        codes = []
        while action["type"] == "ir.actions.act_window":
            form = self._open(action, self.reviewer)
            codes.append(form.assessment_id.code)
            action = form.save().action_save_next()
        self.assertEqual(codes, ["1", "3", "4", "5", "6", "7", "8"])
        self.assertEqual(set(items.mapped("verdict")), {"met"})

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_verdict_is_the_reviewers(self):
        item = self._submitted(self.coordinator).assessment_ids[0]
        for user in (self.coordinator, self.area_contact, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._open(
                    item.with_user(user).action_open_verdict(), user
                ).save().action_save()
        self.assertFalse(item.verdict)

    # ---------------------------------------------------------------- statement
    def test_statement(self):
        self._submitted(self.area_contact)
        action = self.agreement.with_user(self.area_contact).action_open_statement()
        form = self._open(action, self.area_contact)
        form.statement = "I support the licence"
        form.save().action_save()
        self.assertEqual(self.agreement.round_id.statement, "I support the licence")

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_statement_is_the_area_contacts(self):
        review_round = self._submitted(self.coordinator)
        for user in (self.coordinator, self.reviewer):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                form = self._open(
                    review_round.with_user(user).action_open_statement(), user
                )
                form.statement = "Not mine to give"
                form.save().action_save()
        self.assertFalse(review_round.statement)

    # ---------------------------------------------------------------- signatory
    def test_signatory_changed_with_reason(self):
        self.agreement.action_send()
        party = self.agreement.party_ids[0]
        person = self._create_person(parent_id=party.partner_id.id)
        person.seutuyp_region_ids = self.region_a
        form = self._open(party.action_open_signatory(), self.coordinator)
        form.partner_id = person
        form.reason = "The director has changed"
        form.save().action_save()
        self.assertEqual(party.signatory_id, person)
        self.assertEqual(party.signatory_email, person.email)
        self.assertIn(
            "The director has changed", self.agreement.log_ids.mapped("reason")
        )
