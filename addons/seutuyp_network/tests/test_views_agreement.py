# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestViewsAgreement(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._create_agreement()

    def _form(self, user, record=None):
        return Form((record or self.agreement).with_user(user))

    # ------------------------------------------------------------------ drafting
    def test_new_agreement_proposes_region_and_party(self):
        with Form(self.env["seutuyp.agreement"].with_user(self.coordinator)) as form:
            self.assertEqual(form.region_ids.ids, self.region_a.ids)
            self.assertEqual(form.coordinating_partner_id, self.organisation_a)
            self.assertEqual(len(form.party_ids), 1)
            self.assertIn("Choose the region and save", form.next_step)
        agreement = form.record
        self.assertTrue(agreement.section_ids)
        self.assertIn("Region A", agreement.name)

    def test_coordinator_edits_a_section(self):
        with self._form(self.coordinator) as form, form.section_ids.edit(0) as section:
            section.body = "<p>We agree</p>"
        self.assertEqual(self.agreement.section_ids[0].body, "<p>We agree</p>")

    def test_coordinator_adds_a_party_with_signatory(self):
        organisation = self._create_organisation(name="Newcomer")
        person = self._create_person(parent_id=organisation.id)
        with self._form(self.coordinator) as form, form.party_ids.new() as party:
            party.partner_id = organisation
            party.signatory_id = person
            party.capacity = "Director"
        self.assertEqual(self.agreement.party_ids[-1].signatory_id, person)

    def test_locked_text_is_read_only_but_own_decisions_are_not(self):
        self.agreement.action_send()
        form = self._form(self.coordinator)
        with self.assertRaises(AssertionError):
            form.date_start = "2027-01-01"
        with self.assertRaises(AssertionError):
            form.section_ids.new()
        with form.party_ids.edit(0) as party:
            party.decision_extract = "§ 12: the city signs"
        form.save()
        self.assertEqual(
            self.agreement.party_ids[0].decision_extract, "§ 12: the city signs"
        )

    def test_locked_parties_stay_as_they_are(self):
        self.agreement.action_send()
        party = self.agreement.party_ids[0]
        organisation = self._create_organisation(name="Late")
        for commands in (
            [Command.create({"partner_id": organisation.id})],
            [Command.delete(party.id)],
            [Command.unlink(party.id)],
            [Command.clear()],
            [Command.update(party.id, {"partner_id": organisation.id})],
        ):
            with self.subTest(command=commands[0]), self.assertRaises(UserError):
                self.agreement.write({"party_ids": commands})
                self.env.flush_all()
            self.env.invalidate_all()
        self.assertEqual(len(self.agreement.party_ids), 3)

    def test_readers_read(self):
        for user in (self.partner_user, self.reviewer, self.area_contact, self.manager):
            with self.subTest(user=user.name):
                form = self._form(user)
                self.assertTrue(form.next_step)
                self.assertTrue(form.signing_html)

    def test_partner_staff_cannot_save(self):
        form = self._form(self.partner_user)
        form.notice_months = 1
        with self.assertRaises(AccessError):
            form.save()

    def test_comment_answered_and_resolved(self):
        self.env["seutuyp.agreement.comment"]._add(
            self.agreement.section_ids[0],
            self.agreement.party_ids[1].signatory_id,
            self.agreement.party_ids[1].partner_id,
            "Two years is too long",
        )
        self.assertIn("answers the open comments (1)", self.agreement.next_step)
        with self._form(self.coordinator) as form, form.comment_ids.edit(0) as comment:
            comment.answer = "Changed to one"
        self.agreement.comment_ids.with_user(self.coordinator).action_resolve()
        self.assertEqual(self.agreement.comment_ids.state, "resolved")

    # ---------------------------------------------------------------- next steps
    def _next(self):
        self.env.invalidate_all()
        return self.agreement.next_step

    def test_next_step_names_what_and_who(self):
        self.assertIn("The draft is complete. Next: Coordinator", self._next())
        self.agreement.action_send()
        self.assertIn("3 parties sign – waiting for Organisation A", self._next())
        first, second, third = self.agreement.party_ids
        self._sign(first)
        self._sign(second)
        self.assertIn(f"Next: {third.partner_id.name} signs", self._next())
        self._sign(third)
        self.assertIn(
            "All parties have signed. Next: Coordinator submits", self._next()
        )
        self.agreement.action_submit()
        self.assertIn("0 of 8 given) and Area contact the area", self._next())
        self.agreement.round_id.with_user(self.reviewer).assessment_ids.action_met()
        self.assertIn("no review meeting is set yet", self._next())
        self.agreement.round_id.with_user(self.reviewer).action_approve()
        self.assertIn("In force until further notice", self._next())

    def test_next_step_when_something_is_missing(self):
        self.agreement.section_ids[0].body = False
        self.assertIn("completes the draft. The section", self._next())

    def test_next_step_after_decline_return_and_rejection(self):
        self.agreement.action_send()
        self.agreement.party_ids[1].sudo()._decline("Too expensive")
        self.assertIn("declined to sign. Next: Coordinator", self._next())
        self.agreement.action_submit()
        self.agreement.round_id.with_user(self.reviewer).action_return("Explain")
        self.assertIn("Coordinator clarifies what the ministry asked", self._next())
        self.agreement.action_submit()
        self.agreement.round_id.with_user(self.reviewer).action_reject("No")
        self.assertIn("The ministry rejected the agreement", self._next())

    def test_next_step_before_the_start_and_after_the_end(self):
        self.agreement.date_start = "2998-01-01"
        self.agreement.action_submit()
        self._approve(self.agreement)
        self.assertIn("Approved by the ministry. Next: Coordinator sends", self._next())
        self.agreement.action_send()
        self._sign_all(self.agreement)
        self.assertIn("comes into force by itself on 1.1.2998", self._next())

    def test_signatures_and_review_in_both_tracks(self):
        self.agreement.action_submit()
        self.agreement.action_send()
        self.assertIn("3 signatures are missing", self._next())

    def test_names_are_escaped(self):
        self.agreement.party_ids[0].partner_id.name = "<script>alert(1)</script>"
        self.env.invalidate_all()
        self.assertNotIn("<script>", str(self.agreement.signing_html))
        self.assertIn("&lt;script&gt;", str(self.agreement.signing_html))

    def test_states_are_told_in_words(self):
        html = str(self.agreement.criteria_html)
        self.assertIn("Met", html)
        self.assertIn("For the reviewer to judge", html)
        self.assertIn("Not sent yet", str(self.agreement.signing_html))

    # ------------------------------------------------------------ stage and lists
    def test_stage_is_stored_and_guarded(self):
        self.agreement.action_send()
        found = self.env["seutuyp.agreement"].search([("stage", "=", "signing")])
        self.assertIn(self.agreement, found)
        for name, value in (("stage", "in_force"), ("area_ids", [Command.clear()])):
            with self.assertRaises(AccessError):
                self.agreement.with_user(self.coordinator).write({name: value})
        self.assertEqual(self.agreement.area_ids, self.area_a)

    def test_review_queue_filters(self):
        self.agreement.action_submit()
        review_round = self.agreement.round_id
        rounds = self.env["seutuyp.review.round"].with_user(self.reviewer)
        verdict = [
            ("decision", "=", False),
            ("assessment_ids", "any", [("verdict", "=", False)]),
        ]
        decision = [
            ("decision", "=", False),
            ("assessment_ids", "not any", [("verdict", "=", False)]),
        ]
        self.assertIn(review_round, rounds.search(verdict))
        self.assertNotIn(review_round, rounds.search(decision))
        review_round.with_user(self.reviewer).assessment_ids.action_met()
        self.assertNotIn(review_round, rounds.search(verdict))
        self.assertIn(review_round, rounds.search(decision))

    # ------------------------------------------------------------- review meeting
    def _meeting(self, agreements):
        with Form(self.env["seutuyp.review.meeting"].with_user(self.reviewer)) as form:
            form.date = "2026-12-10 08:00:00"
            form.body_id = self.env["seutuyp.deciding.body"].search([], limit=1)
            for agreement in agreements:
                form.agreement_ids.add(agreement.with_user(self.reviewer))
        return form.record

    def _second(self):
        other = self._create_agreement()
        other.action_submit()
        return other

    def test_meeting_decides_several_on_one_screen(self):
        self.agreement.action_submit()
        other = self._second()
        self.agreement.round_id.with_user(self.reviewer).assessment_ids.action_met()
        meeting = self._meeting(self.agreement | other)
        self.assertEqual(meeting.open_count, 2)
        with Form(meeting) as form:
            for index in range(2):
                with form.round_ids.edit(index) as row:
                    row.prepared_reason = f"Reason {index}"
        reasons = meeting.round_ids.mapped("prepared_reason")
        self.assertEqual(sorted(reasons), ["Reason 0", "Reason 1"])
        meeting.round_ids.filtered(
            lambda x: x.agreement_id == self.agreement
        ).action_approve()
        meeting.round_ids.filtered(lambda x: x.agreement_id == other).action_return()
        self.assertEqual(self.agreement.review_state, "approved")
        self.assertEqual(other.review_state, "clarification")
        self.assertIn(self.agreement.round_id.reason, reasons)
        self.assertEqual(meeting.agreement_ids, self.agreement | other)
        self.assertFalse(meeting.open_count)
        meeting.action_hold()

    def test_nothing_is_forged_through_the_meeting(self):
        self.agreement.action_submit()
        meeting = self._meeting(self.agreement)
        review_round = meeting.round_ids
        for vals in (
            {"decision": "approved"},
            {"reason": "Forged"},
            {"meeting_id": False},
            {"statement": "Forged"},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                meeting.write({"round_ids": [Command.update(review_round.id, vals)]})
        for command in (
            Command.unlink(review_round.id),
            Command.delete(review_round.id),
            Command.clear(),
            Command.create({"agreement_id": self.agreement.id, "number": 9}),
        ):
            with self.subTest(command=command), self.assertRaises(AccessError):
                meeting.write({"round_ids": [command]})
        with self.assertRaises(AccessError):
            meeting.with_user(self.coordinator).write({"place": "Here"})
        self.env.invalidate_all()
        self.assertEqual(meeting.round_ids, review_round)
        self.assertFalse(review_round.decision)

    def test_recalled_agreement_leaves_the_meeting(self):
        self.agreement.action_submit()
        meeting = self._meeting(self.agreement)
        self.agreement.action_recall("Too early")
        self.assertFalse(meeting.agreement_ids)
        self.assertFalse(meeting.round_ids)

    def test_reason_prepared_is_the_reviewers_alone(self):
        self.agreement.action_submit()
        with self.assertRaises(AccessError):
            self.agreement.round_id.with_user(self.coordinator).read(
                ["prepared_reason"]
            )

    # --------------------------------------------------------------------- others
    def test_round_licence_and_region_open_for_every_reader(self):
        agreement = self._create_licensed()
        users = (self.coordinator, self.partner_user, self.reviewer, self.area_contact)
        for user in users:
            with self.subTest(user=user.name):
                self.assertTrue(self._form(user, agreement.round_ids).display_name)
                self.assertEqual(
                    self._form(user, agreement.licence_ids).state, "active"
                )
                listed = self._form(user, self.region_a).agreement_ids.ids
                self.assertEqual(set(listed), set((self.agreement | agreement).ids))

    def test_outsider_sees_no_agreement_on_the_region(self):
        self.assertFalse(self._form(self.outsider, self.region_a).agreement_ids.ids)
