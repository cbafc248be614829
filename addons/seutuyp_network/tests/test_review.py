# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestReview(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.body = cls.env["seutuyp.deciding.body"].create({"name": "Board"})
        cls.agreement = cls._create_agreement()
        cls.agreement.action_submit("Ready")
        cls.round = cls.agreement.round_id.with_user(cls.reviewer)

    def _mails(self):
        return self.env["mail.mail"].search([])

    def _todos(self, user):
        return self.agreement.sudo().activity_ids.filtered(
            lambda item: item.user_id == user
        )

    # --------------------------------------------------------------- submission
    def test_submission_opens_a_round_with_every_criterion(self):
        self.assertRecordValues(
            self.round,
            [
                {
                    "number": 1,
                    "submitted_by_id": self.coordinator.id,
                    "answer": "Ready",
                    "content_hash": self.agreement.content_hash,
                    "content_id": self.agreement.content_id.id,
                    "decision": False,
                }
            ],
        )
        self.assertEqual(
            self.round.assessment_ids.criterion_id,
            self.env["seutuyp.criterion"].search([]),
        )
        self.assertFalse(any(self.round.assessment_ids.mapped("verdict")))
        self.assertEqual(self.agreement.review_state, "submitted")
        with self.assertRefused(UserError, "is not possible now"):
            self.agreement.action_submit()

    def test_what_to_do_is_told_in_the_receivers_language(self):
        self.coordinator.lang = "sv_SE"
        with patch.object(
            type(self.agreement), "_decision_todo", lambda item, _move: item.env.lang
        ):
            self.round.with_context(lang="fi_FI").action_return("Clarify 7")
        self.assertIn("sv_SE", self._todos(self.coordinator).mapped("summary"))

    def test_one_mail_tells_of_approval_and_licence(self):
        self.agreement.action_send()
        self._sign_all(self.agreement)
        mails = self._mails()
        self._approve(self.agreement)
        told = self._mails() - mails
        self.assertEqual(len(told), 1)
        self.assertIn("TKO-", told.body_html)

    # ----------------------------------------------------------------- verdicts
    def test_verdicts(self):
        first, second, *_rest = self.round.assessment_ids
        first.action_met()
        self.assertEqual((first.verdict, first.verdict_user_id), ("met", self.reviewer))
        self.assertTrue(first.verdict_date)
        second.action_verdict(
            "conditional", condition=" A chair by spring ", condition_date="2026-05-31"
        )
        self.assertEqual(second.condition, "A chair by spring")
        self.assertEqual(fields.Date.to_string(second.condition_date), "2026-05-31")
        second.action_verdict("not_met", note="Nobody chairs it")
        self.assertFalse(second.condition or second.condition_date)
        self.assertEqual(second.verdict_note, "Nobody chairs it")

    def test_bad_verdicts(self):
        item = self.round.assessment_ids[0]
        for args, text in (
            (("fine",), "one of the four verdicts"),
            ((None,), "one of the four verdicts"),
            (("conditional",), "condition and the day"),
            (("conditional", "", "A chair", None), "condition and the day"),
            (("conditional", "", "  ", "2026-05-31"), "condition and the day"),
            (("not_met",), "what is missing or unclear"),
            (("clarify", "  "), "what is missing or unclear"),
        ):
            with self.subTest(args=args), self.assertRefused(UserError, text):
                item.action_verdict(*args)
        self.assertFalse(item.verdict)

    def test_only_reviewers_judge_and_decide(self):
        for user in (
            self.coordinator,
            self.partner_user,
            self.area_contact,
            self.manager,
        ):
            review_round = self.round.with_user(user)
            agreement = self.agreement.with_user(user)
            for name, attempt in {
                "verdict": lambda r=review_round: r.assessment_ids.action_met(),
                "approve": lambda r=review_round: r.action_approve("x"),
                "return": lambda r=review_round: r.action_return("x"),
                "reject": lambda r=review_round: r.action_reject("x"),
                "agreement approve": lambda a=agreement: a.action_approve("x"),
                "agreement return": lambda a=agreement: a.action_return("x"),
                "agreement reject": lambda a=agreement: a.action_reject("x"),
            }.items():
                with (
                    self.subTest(user=user.login, move=name),
                    self.assertRaises(AccessError),
                ):
                    attempt()
            self.assertFalse(review_round.can_decide)
            self.assertFalse(any(review_round.assessment_ids.mapped("can_judge")))
        self.assertEqual(self.agreement.review_state, "submitted")

    def test_a_decided_round_takes_no_more_verdicts(self):
        self.round.action_return("Explain section 4")
        with self.assertRefused(UserError, "decided already"):
            self.round.assessment_ids[0].action_met()

    # ----------------------------------------------------------------- criteria
    def _computed(self, code):
        self.round.assessment_ids.invalidate_recordset(["computed", "evidence"])
        item = self.round.assessment_ids.filtered(lambda line: line.code == code)
        return item.computed, item.evidence

    def test_findings_are_live_until_the_decision_freezes_them(self):
        self.assertEqual(self._computed("4")[0], "met")
        chair = self.region_a.group_ids.chair_id
        chair.is_entrepreneur = False
        self.assertEqual(self._computed("4")[0], "not_met")
        self.assertIn("without an entrepreneur", self._computed("4")[1])
        self.round.action_return("Find a chair")
        chair.is_entrepreneur = True
        self.assertEqual(self._computed("4")[0], "not_met", "As it was when decided")
        item = self.round.assessment_ids.filtered(lambda line: line.code == "4")
        self.assertIn("without an entrepreneur", item.frozen_evidence)

    def test_findings_follow_the_agreement(self):
        expected = dict.fromkeys("13456", "met") | dict.fromkeys("278", "manual")
        for code, status in expected.items():
            with self.subTest(criterion=code):
                self.assertEqual(self._computed(code)[0], status)
        self.region_a.coordinator_id = False
        self.assertEqual(self._computed("3")[0], "not_met")

    def test_findings_do_not_depend_on_the_reader(self):
        """A reader who does not see a contact or group still gets the same finding."""
        for user in (self.partner_user, self.coordinator, self.reviewer2):
            items = self.round.with_user(user).assessment_ids
            items.invalidate_recordset(["computed", "evidence"])
            with self.subTest(user=user.login):
                self.assertEqual(
                    dict(
                        zip(items.mapped("code"), items.mapped("computed"), strict=True)
                    ),
                    dict.fromkeys("13456", "met") | dict.fromkeys("278", "manual"),
                )

    # ---------------------------------------------------------------- decisions
    def test_approval_needs_every_verdict_favourable(self):
        with self.assertRefused(UserError, "Missing: 1, 2, 3, 4, 5, 6, 7, 8"):
            self.round.action_approve("Fine")
        self.round.assessment_ids.action_met()
        for verdict in ("not_met", "clarify"):
            self.round.assessment_ids[3].action_verdict(verdict, note="No chair")
            with self.assertRefused(UserError, "Criteria 4 are not met"):
                self.round.action_approve("Fine")
        self.round.assessment_ids[3].action_verdict(
            "conditional", condition="A chair by spring", condition_date="2026-05-31"
        )
        self.round.action_approve()
        self.assertEqual(self.agreement.review_state, "approved")
        self.assertIn("1 with a condition", self.round.reason)

    def test_approval(self):
        mails = self._mails()
        self._approve(self.agreement, "Well done")
        self.assertRecordValues(
            self.round,
            [
                {
                    "decision": "approved",
                    "reason": "Well done",
                    "decided_by_id": self.reviewer.id,
                }
            ],
        )
        self.assertTrue(self.round.decided_on)
        self.assertTrue(
            self.agreement.content_locked, "An approved text stays as it is"
        )
        mail = self._mails() - mails
        self.assertIn(self.coordinator.email, mail.email_to)
        self.assertIn(
            "collect the signatures",
            str(self._todos(self.coordinator).mapped("summary")),
        )
        line = self.agreement.log_ids[:1]
        self.assertEqual((line.transition, line.user_id), ("approve", self.reviewer))

    def test_a_clarification_reaches_the_coordinator_and_opens_the_text(self):
        mails = self._mails()
        self.agreement.with_user(self.reviewer).action_return("Explain section 4")
        self.assertEqual(self.agreement.review_state, "clarification")
        self.assertEqual(self.round.decision, "clarification")
        self.assertFalse(self.agreement.content_locked)
        mail = self._mails() - mails
        self.assertIn(self.coordinator.email, mail.email_to)
        self.assertIn("Explain section 4", mail.body_html)
        self.assertIn("Clarify", str(self._todos(self.coordinator).mapped("summary")))

    def test_a_clarification_stops_the_collecting(self):
        self.agreement.action_send()
        self._sign(self.agreement.party_ids[0])
        self.round.action_return("Explain section 4")
        self.assertEqual(self.agreement.signing_state, "draft")
        with self.assertRefused(UserError, "not waiting for your signature"):
            self._sign(self.agreement.party_ids[1])
        self.assertEqual(
            self.agreement.signed_count, 1, "It stands until the text changes"
        )

    def test_decisions_need_a_reason(self):
        for method in ("action_return", "action_reject"):
            for reason in (None, "", " \n"):
                with (
                    self.subTest(method=method, reason=reason),
                    self.assertRefused(UserError, "Write the reason first"),
                ):
                    getattr(self.round, method)(reason)
        self.round.prepared_reason = "Prepared for the meeting"
        self.round.action_return()
        self.assertEqual(self.round.reason, "Prepared for the meeting")

    def test_rejection_and_a_new_attempt(self):
        mails = self._mails()
        self.round.action_reject("No services are agreed")
        self.assertEqual(self.agreement.review_state, "rejected")
        self.assertIn("No services are agreed", (self._mails() - mails).body_html)
        with self.assertRefused(UserError, "is not possible now"):
            self.agreement.action_submit()
        with self.assertRaises(AccessError):
            self.agreement.with_user(self.reviewer).action_retry()
        self.agreement.action_retry()
        self.assertEqual(self.agreement.review_state, "not_submitted")
        self.assertFalse(self.agreement.content_locked)
        self.agreement.action_submit("Services agreed now")
        self.assertEqual(
            self.agreement.round_ids.sorted("number").mapped("decision"),
            ["rejected", False],
        )

    def test_every_round_is_kept(self):
        self.round.write({"presenter_id": self.reviewer2.id, "body_id": self.body.id})
        self.round.assessment_ids[0].action_verdict("clarify", note="Who?")
        self.round.action_return("Explain section 4")
        self.agreement.section_ids[3].body = "<p>Explained</p>"
        self.agreement.action_submit("Section 4 explained")
        first, second = self.agreement.round_ids.sorted("number")
        self.assertEqual((first.number, second.number), (1, 2))
        self.assertEqual(first.reason, "Explain section 4")
        self.assertEqual(first.assessment_ids[0].verdict_note, "Who?")
        self.assertNotEqual(first.content_hash, second.content_hash)
        self.assertEqual(second.answer, "Section 4 explained")
        self.assertEqual(second.presenter_id, self.reviewer2, "The presenter stays")
        self.assertEqual(second.body_id, self.body)
        self.assertFalse(any(second.assessment_ids.mapped("verdict")))
        for record in (first, first.with_user(self.reviewer)):
            with self.assertRaises(UserError):
                record.unlink()

    def test_a_decided_round_is_not_dressed_up_afterwards(self):
        self.round.write({"presenter_id": self.reviewer.id, "body_id": self.body.id})
        self.round.action_return("Explain section 4")
        for vals in (
            {"presenter_id": self.reviewer2.id},
            {"body_id": False},
            {"prepared_reason": "Something else"},
        ):
            for record in (self.round, self.round.sudo()):
                with self.subTest(vals=vals), self.assertRaises(UserError):
                    record.write(vals)

    def test_the_second_reviewer_is_told_who_decided(self):
        second = self.round.with_user(self.reviewer2)
        self._approve(self.agreement)
        for attempt in (
            lambda: second.action_approve("Me too"),
            lambda: second.action_return("I think otherwise"),
            lambda: second.action_reject("I think otherwise"),
            lambda: second.agreement_id.action_return("I think otherwise"),
        ):
            with self.assertRefused(UserError, f"by {self.reviewer.name}: Approved"):
                attempt()
        self.assertEqual(self.round.decided_by_id, self.reviewer)
        self.assertEqual(self.agreement.review_state, "approved")

    # ------------------------------------------------------------------- recall
    def test_recall(self):
        with self.assertRefused(UserError, "Write the reason first"):
            self.agreement.action_recall()
        self.agreement.action_recall("Sent too early")
        self.assertEqual(self.agreement.review_state, "not_submitted")
        self.assertFalse(self.agreement.content_locked)
        self.assertEqual(
            (self.round.decision, self.round.reason), ("recalled", "Sent too early")
        )
        with self.assertRefused(
            UserError, "is not possible|not under review|was decided"
        ):
            self.round.action_approve("x")
        for user in (self.reviewer, self.area_contact, self.manager):
            with self.assertRaises(AccessError):
                self.agreement.with_user(user).action_recall("x")
        self.agreement.action_submit()
        self.assertEqual(self.agreement.round_id.number, 2)

    def test_a_closed_round_waits_for_no_statement(self):
        self.assertTrue(self._todos(self.area_contact))
        self.round.action_return("Explain section 4")
        self.assertFalse(self._todos(self.area_contact))

    def test_recall_while_signatures_are_collected(self):
        self.agreement.action_send()
        self.agreement.action_recall("Sent too early")
        self.assertTrue(self.agreement.content_locked, "It is under signature still")
        self._sign_all(self.agreement)
        self.assertEqual(self.agreement.signing_state, "complete")

    # ---------------------------------------------------------------- statement
    def test_statement_of_the_area_contact(self):
        self.assertTrue(self._todos(self.area_contact))
        stating = self.round.with_user(self.area_contact)
        self.assertTrue(stating.can_state)
        with self.assertRefused(UserError, "Write the statement first"):
            stating.action_state("  ")
        stating.action_state(" I am in favour ")
        self.assertEqual(
            (self.round.statement, self.round.statement_by_id),
            ("I am in favour", self.area_contact),
        )
        self.assertTrue(self.round.statement_on)
        self.assertFalse(self._todos(self.area_contact), "It is off the list")
        self.assertIn("statement", self.agreement.log_ids.mapped("transition"))
        self.round.action_return("Explain")
        with self.assertRefused(UserError, "decided already"):
            stating.action_state("Too late")

    def test_only_the_regions_own_area_contact_states(self):
        other = self._create_user("area_contact_b", "group_area")
        self.area_b.contact_id = other.partner_id
        for user in (
            self.coordinator,
            self.partner_user,
            self.reviewer,
            self.manager,
            other,
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.round.with_user(user).action_state("In favour")
        self.assertFalse(self.round.statement)

    def test_the_area_contact_is_asked_in_his_own_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.area_contact.lang = "sv_SE"
        template = self.env.ref("seutuyp_network.mail_template_statement")
        template.with_context(lang="sv_SE").subject = "Yttrande"
        self.agreement.action_recall("Again")
        mails = self._mails()
        self.agreement.action_submit()
        self.assertEqual((self._mails() - mails).subject, "Yttrande")
        self.round = self.agreement.round_id
        self.round.with_user(self.area_contact).with_context(lang="sv_SE").action_state(
            "Ja"
        )
        self.assertFalse(self._todos(self.area_contact))

    # ------------------------------------------------------------------ meeting
    def _meeting(self, agreements, **kw):
        vals = {
            "date": fields.Datetime.now() + timedelta(days=7),
            "body_id": self.body.id,
            "agreement_ids": [Command.set(agreements.ids)],
            **kw,
        }
        return self.env["seutuyp.review.meeting"].with_user(self.reviewer).create(vals)

    def _more(self, count):
        agreements = self.env["seutuyp.agreement"]
        for _number in range(count):
            agreement = self._create_agreement()
            agreement.action_submit()
            agreements |= agreement
        return agreements

    def test_a_meeting_decides_many(self):
        agreements = self.agreement | self._more(2)
        meeting = self._meeting(agreements)
        self.assertEqual(meeting.round_ids.agreement_id, agreements)
        self.assertEqual(set(meeting.round_ids.mapped("body_id")), {self.body})
        self.assertEqual(meeting.open_count, 3)
        with self.assertRefused(UserError, "3 agreements are still undecided"):
            meeting.action_hold()
        first, second, third = meeting.round_ids
        first.assessment_ids.action_met()
        first.action_approve("Fine")
        second.action_return("Explain")
        third.action_reject("No")
        self.assertEqual(
            [item.agreement_id.review_state for item in (first, second, third)],
            ["approved", "clarification", "rejected"],
        )
        self.assertEqual(
            [item.reason for item in (first, second, third)], ["Fine", "Explain", "No"]
        )
        self.assertEqual(meeting.open_count, 0)
        meeting.action_hold()
        self.assertEqual(meeting.state, "held")
        self.assertEqual(
            meeting.round_ids.agreement_id, agreements, "Kept with the meeting"
        )
        with self.assertRefused(UserError, "is kept|Decisions were made|already moved"):
            meeting.unlink()

    def test_only_what_is_submitted_comes_to_a_meeting(self):
        draft = self._create_agreement()
        with self.assertRefused(UserError, "has not been submitted"):
            self._meeting(draft)

    def test_taken_off_the_table(self):
        meeting = self._meeting(self.agreement)
        meeting.agreement_ids = [Command.clear()]
        self.assertFalse(self.round.meeting_id)
        meeting.agreement_ids = [Command.set(self.agreement.ids)]
        self.agreement.action_recall("Too early")
        self.assertFalse(self.round.meeting_id)
        meeting.action_hold()

    def test_a_held_meeting_is_not_rewritten(self):
        meeting = self._meeting(self.agreement)
        self.round.action_return("Explain")
        meeting.action_hold()
        other = self._more(1)
        for vals in (
            {"date": "2020-01-01 10:00:00"},
            {"body_id": self.env["seutuyp.deciding.body"].create({"name": "Other"}).id},
            {"agreement_ids": [Command.set(other.ids)]},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                meeting.write(vals)
        meeting.action_reopen()
        meeting.write({"date": "2026-01-01 10:00:00"})

    def test_meetings_belong_to_reviewers(self):
        meeting = self._meeting(self.agreement)
        for user in (
            self.coordinator,
            self.partner_user,
            self.area_contact,
            self.manager,
        ):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    meeting.with_user(user).action_hold()
                with self.assertRaises(AccessError):
                    meeting.with_user(user).write({"place": "x"})
                with self.assertRaises(AccessError):
                    self.env["seutuyp.review.meeting"].with_user(user).create(
                        {"date": "2026-01-01", "body_id": self.body.id}
                    )

    def test_a_reader_sees_no_other_regions_on_the_meeting(self):
        foreign = self._create_agreement(region_ids=[Command.set(self.region_a.ids)])
        foreign.action_submit()
        foreign.sudo()._guarded().region_ids = self.region_b
        self.env.flush_all()
        meeting = self._meeting(self.agreement | foreign)
        self.env.invalidate_all()
        seen = meeting.with_user(self.coordinator)
        self.assertEqual(seen.agreement_ids, self.agreement)
        self.assertEqual(seen.round_ids, self.round)
        values = seen.web_read(
            {"agreement_ids": {"fields": {"display_name": {}}}, "round_ids": {}}
        )[0]
        self.assertEqual(
            [item["id"] for item in values["agreement_ids"]], self.agreement.ids
        )
        self.assertEqual(
            [
                item["id"] if isinstance(item, dict) else item
                for item in values["round_ids"]
            ],
            self.round.ids,
        )
        with self.assertRaises(AccessError):
            seen.read(["note"])
