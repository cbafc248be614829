# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestAgreementDraft(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fi_FI", "sv_SE"):
            cls.env["res.lang"]._activate_lang(code)
        cls.template = cls.env["seutuyp.agreement.template"].create(
            {
                "name": "Short",
                "section_ids": [
                    Command.create(
                        {
                            "key": "follow_up",
                            "number": "1",
                            "title": "Follow-up",
                            "body": "<p>Every year</p>",
                        }
                    )
                ],
            }
        )
        cls.template.section_ids.with_context(lang="fi_FI").write(
            {"title": "Seuranta", "body": "<p>Joka vuosi</p>"}
        )
        cls.template.section_ids.with_context(lang="sv_SE").write(
            {"title": "Uppföljning", "body": "<p>Varje år</p>"}
        )

    # ------------------------------------------------------------ from template
    def test_template_gives_the_text_in_the_agreements_language(self):
        agreement = self._create_agreement(lang="fi_FI", template_id=self.template.id)
        section = agreement.section_ids
        self.assertEqual(section.title, "Seuranta")
        self.assertEqual(section.body, "<p>Joka vuosi</p>")
        self.assertEqual((section.key, section.number), ("follow_up", "1"))

    def test_other_languages_become_unofficial_translations(self):
        agreement = self._create_agreement(lang="fi_FI", template_id=self.template.id)
        translations = agreement.section_ids.translation_ids
        self.assertEqual(
            {item.lang: item.title for item in translations},
            {"sv_SE": "Uppföljning", "en_US": "Follow-up"},
        )
        self.assertFalse(any(translations.mapped("outdated")))

    def test_changing_the_text_marks_its_translations(self):
        agreement = self._create_agreement(lang="fi_FI", template_id=self.template.id)
        section = agreement.section_ids
        section.body = "<p>Kahdesti vuodessa</p>"
        self.assertTrue(all(section.translation_ids.mapped("outdated")))
        swedish = section.translation_ids.filtered(lambda item: item.lang == "sv_SE")
        swedish.body = "<p>Två gånger om året</p>"
        self.assertFalse(swedish.outdated)
        self.assertTrue((section.translation_ids - swedish).outdated)

    def test_template_is_not_taken_over_a_text(self):
        agreement = self._create_agreement()
        with self.assertRefused(UserError, "already has its text"):
            agreement.action_draft_from_template()

    def test_section_text_is_made_harmless(self):
        agreement = self._create_agreement()
        section = agreement.section_ids[0]
        section.body = '<p onclick="x()">Text<script>alert(1)</script></p>'
        self.assertNotIn("script", section.body)
        self.assertNotIn("onclick", section.body)
        self.assertIn("Text", section.body)

    # --------------------------------------------------------------- bad input
    def test_a_party_stands_only_once(self):
        agreement = self._create_agreement()
        again = {"agreement_id": agreement.id, "partner_id": self.organisation_a.id}
        with (
            mute_logger("odoo.sql_db"),
            self.assertRefused(IntegrityError, "one_membership"),
        ):
            self.env["seutuyp.agreement.party"].create(again)

    def test_a_person_is_no_party(self):
        agreement = self._create_agreement()
        person = self._create_person()
        with self.assertRefused(ValidationError, "is a person"):
            self.env["seutuyp.agreement.party"].create(
                {"agreement_id": agreement.id, "partner_id": person.id}
            )

    def test_an_organisation_is_no_signatory(self):
        agreement = self._create_agreement()
        with self.assertRefused(ValidationError, "signatory is a person"):
            agreement.party_ids[0].signatory_id = self.organisation_b

    def test_end_before_start(self):
        agreement = self._create_agreement()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRefused(IntegrityError, "dates_check"),
        ):
            agreement.write({"date_start": "2026-02-01", "date_end": "2026-01-31"})
            agreement.flush_recordset()
        agreement.write({"date_start": "2026-02-01", "date_end": "2026-02-01"})
        agreement.flush_recordset()

    def test_messages_of_constraints_say_what_to_do(self):
        agreement = self._create_agreement()
        party = agreement.party_ids
        for model, name, text in (
            (agreement, "_dates_check", "cannot end before it starts"),
            (agreement, "_notice_check", "cannot be negative"),
            (party, "_one_membership", "already a party"),
            (agreement.person_ids, "_person_uniq", "already named"),
            (agreement.cost_line_ids, "_values_check", "between 0 and 100"),
        ):
            with self.subTest(constraint=name):
                message = getattr(type(model), name).get_error_message(model, None)
                self.assertIn(text, str(message))

    def test_negative_notice(self):
        agreement = self._create_agreement()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRefused(IntegrityError, "notice_check"),
        ):
            agreement.notice_months = -1
            agreement.flush_recordset()

    def test_percentages_must_make_100_per_purpose(self):
        first, second, third = self.party_organisations_of(self._create_agreement())
        agreement = self._create_agreement(
            cost_line_ids=[
                self._percentage("Marketing", first, 33.34),
                self._percentage("Marketing", second, 33.33),
                self._percentage("Marketing", third, 33.33),
                self._percentage("Events", first, 60),
                self._percentage("Events", second, 39.99),
                Command.create({"what": "Own work", "kind": "own_work"}),
            ]
        )
        with self.assertRefused(
            UserError, "“Events”: the percentages make 99.99"
        ) as _e:
            agreement.action_send()
        problems = agreement._completeness_problems()
        self.assertEqual(len(problems), 1, "Only the purpose that is wrong is named")
        agreement.cost_line_ids[4].percentage = 40
        agreement.action_send()
        self.assertEqual(agreement.signing_state, "collecting")

    def party_organisations_of(self, agreement):
        return agreement.party_ids.partner_id

    def _percentage(self, what, partner, percentage):
        return Command.create(
            {
                "what": what,
                "kind": "percentage",
                "partner_id": partner.id,
                "percentage": percentage,
            }
        )

    def test_percentage_and_sum_need_a_payer(self):
        agreement = self._create_agreement()
        for kind in ("percentage", "yearly_sum"):
            with (
                self.subTest(kind=kind),
                self.assertRefused(ValidationError, "choose who pays"),
            ):
                agreement.cost_line_ids.write({"kind": kind})

    def test_an_annex_has_content(self):
        agreement = self._create_agreement()
        with self.assertRefused(ValidationError, "has no content"):
            agreement.annex_ids[0].file = False

    # ------------------------------------------------------------------ missing
    def test_all_that_is_missing_is_listed_at_once(self):
        agreement = (
            self.env["seutuyp.agreement"]
            .with_user(self.coordinator)
            .create(
                {"region_ids": [Command.set(self.region_a.ids)], "template_id": False}
            )
        )
        with self.assertRaises(UserError) as caught:
            agreement.action_send()
        for text in (
            "Before the agreement can be sent",
            "at least two parties",
            "has no text",
            "coordinating organisation is missing",
            "comes into force is missing",
        ):
            self.assertIn(text, str(caught.exception))
        self.assertEqual(agreement.signing_state, "draft")
        self.assertFalse(agreement.content_locked)

    def test_sending_names_each_signatory_that_is_missing(self):
        agreement = self._create_agreement()
        first, second, third = agreement.party_ids
        first.signatory_id = False
        second.signatory_id.sudo().email = False
        third.signatory_id.sudo().email = "not an address"
        with self.assertRaises(UserError) as caught:
            agreement.action_send()
        message = str(caught.exception)
        self.assertIn(f"{first.partner_id.name} has no signatory", message)
        for party in (second, third):
            self.assertIn(
                f"{party.signatory_id.name}, who signs for {party.partner_id.name}, "
                "has no working e-mail",
                message,
            )
        self.assertFalse(agreement.content_ids, "Nothing is frozen by a failed sending")

    def test_sending_names_the_empty_section(self):
        agreement = self._create_agreement()
        section = agreement.section_ids[2]
        section.body = "<p><br></p>"
        with self.assertRefused(UserError, f"“{section.display_name}” is empty"):
            agreement.action_send()

    def test_submitting_needs_plan_matrix_and_signatories(self):
        agreement = self._create_agreement(annex_ids=[])
        agreement.party_ids[1].signatory_id = False
        with self.assertRaises(UserError) as caught:
            agreement.action_submit()
        for text in (
            "Before the agreement can be submitted",
            "Annex the action plan",
            "Annex the service matrix",
            f"No signatory is named for: {agreement.party_ids[1].partner_id.name}",
        ):
            self.assertIn(text, str(caught.exception))
        self.assertEqual(agreement.review_state, "not_submitted")
        self.assertFalse(agreement.round_ids)

    def test_submitting_refuses_what_sending_refuses(self):
        agreement = self._create_agreement()
        agreement.section_ids[0].body = False
        agreement.coordinating_partner_id = False
        with self.assertRaises(UserError) as caught:
            agreement.action_submit()
        self.assertIn("is empty", str(caught.exception))
        self.assertIn("coordinating organisation", str(caught.exception))

    # ------------------------------------------------------------------ comments
    def _comment(self, agreement, text="Please clarify"):
        party = agreement.party_ids[0]
        return self.env["seutuyp.agreement.comment"]._add(
            agreement.section_ids[0], party.signatory_id, party.partner_id, text
        )

    def test_open_comments_keep_the_agreement_back(self):
        agreement = self._create_agreement()
        comment = self._comment(agreement).with_user(self.coordinator)
        for method in ("action_send", "action_submit"):
            with (
                self.subTest(method=method),
                self.assertRefused(UserError, "1 comments are still open"),
            ):
                getattr(agreement, method)()
        with self.assertRefused(UserError, "Answer the comment first"):
            comment.action_resolve()
        comment.answer = "Clarified in the second sentence"
        comment.action_resolve()
        self.assertEqual(
            (comment.state, comment.resolved_by_id), ("resolved", self.coordinator)
        )
        agreement.action_send()
        self.assertEqual(agreement.signing_state, "collecting")

    def test_only_the_coordinator_resolves(self):
        agreement = self._create_agreement()
        comment = self._comment(agreement)
        comment.sudo().answer = "Yes"
        for user in (self.partner_user, self.reviewer, self.area_contact, self.manager):
            for method in ("action_resolve", "action_reopen"):
                with (
                    self.subTest(user=user.login, method=method),
                    self.assertRefused(AccessError, "coordinator"),
                ):
                    getattr(comment.with_user(user), method)()
        with self.assertRaises(AccessError):
            comment.with_user(self.coordinator_b).action_resolve()
        self.assertEqual(comment.state, "open")

    def test_a_comment_is_some_text_of_limited_length(self):
        agreement = self._create_agreement()
        with self.assertRefused(UserError, "Write the comment first"):
            self._comment(agreement, "  \n ")
        with self.assertRefused(UserError, "too long: at most 4000"):
            self._comment(agreement, "x" * 4001)

    def test_no_comment_on_a_frozen_text(self):
        agreement = self._create_agreement()
        agreement.action_send()
        with self.assertRefused(UserError, "closed for comments"):
            self._comment(agreement)
        with self.assertRefused(UserError, "closed for comments"):
            self.env["seutuyp.agreement.comment"].with_user(self.partner_user).create(
                {"section_id": agreement.section_ids[0].id, "text": "Late"}
            )

    def test_what_a_party_said_is_not_rewritten(self):
        """The coordinator answers a comment; its words and its place stay."""
        agreement = self._create_agreement()
        comment = self._comment(agreement).with_user(self.coordinator)
        other = agreement.section_ids[1]
        for vals in ({"text": "All is well"}, {"section_id": other.id}):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                comment.write(vals)
        with self.assertRaises(UserError):
            comment.unlink()
        self.assertEqual(comment.text, "Please clarify")
        with self.assertRaises(UserError):
            agreement.section_ids[0].unlink()
        self.assertTrue(comment.exists())

    def test_a_comment_lands_on_the_coordinators_list(self):
        agreement = self._create_agreement()
        self._comment(agreement)
        todo = agreement.sudo().activity_ids
        self.assertEqual(todo.user_id, self.coordinator)
        self.assertIn(self.organisation_a.name, todo.summary)

    # ------------------------------------------------------------------ regions
    def test_a_coordinator_drafts_only_for_own_regions(self):
        model = self.env["seutuyp.agreement"].with_user(self.coordinator_b)
        for regions in (self.region_a, self.region_a | self.region_b):
            with (
                self.subTest(regions=regions.mapped("name")),
                self.assertRaises(UserError),
            ):
                model.create({"region_ids": [Command.set(regions.ids)]})

    def test_no_region_of_others_is_drawn_in_later(self):
        agreement = self._create_agreement()
        with self.assertRefused(ValidationError, "You do not coordinate Region B"):
            agreement.region_ids = [Command.link(self.region_b.id)]
        with self.assertRefused(ValidationError, "Choose the region|none of these"):
            agreement.region_ids = [Command.clear()]

    def test_an_agreement_is_not_drawn_over_from_the_region(self):
        """The relation has two ends, and both are closed."""
        agreement = self._create_agreement()
        for user in (self.coordinator_b, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.region_b.with_user(user).write(
                    {"agreement_ids": [Command.link(agreement.id)]}
                )
        self.assertEqual(agreement.region_ids, self.region_a)

    def test_copy_begins_anew(self):
        agreement = self._create_licensed()
        copy = agreement.copy()
        self.assertEqual(
            (copy.signing_state, copy.review_state, copy.state, copy.version),
            ("draft", "not_submitted", "preparing", 1),
        )
        self.assertFalse(copy.content_locked or copy.content_hash or copy.content_id)
        self.assertFalse(copy.round_ids | copy.licence_ids.round_id)
        self.assertFalse(copy.party_ids or copy.signature_ids)
        self.assertNotEqual(copy.number, agreement.number)

    def test_evidence_is_not_deleted(self):
        sent = self._create_agreement()
        sent.action_send()
        sent.action_withdraw("A mistake")
        with self.assertRefused(UserError, "kept|evidence"):
            sent.unlink()
        draft = self._create_agreement()
        draft.unlink()
        self.assertFalse(draft.exists())
