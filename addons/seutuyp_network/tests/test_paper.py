# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import hashlib
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import SeutuypCommon

SCAN = b"%PDF-1.4\n%scan of a signed agreement\n%%EOF\n"


@tagged("post_install", "-at_install")
class TestPaper(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._create_agreement(annex_ids=[])
        cls.body = cls.env["seutuyp.deciding.body"].search([], limit=1)
        cls.wizards = cls.env["seutuyp.paper.wizard"].with_user(cls.manager)

    def _wizard(self, agreement=None, **kw):
        """Return a dialog filled in as the administrator copies the paper."""
        agreement = agreement or self.agreement
        wizard = self.wizards.create(
            {
                "agreement_id": agreement.id,
                "scan": base64.b64encode(SCAN),
                "scan_filename": "Scan 1.pdf",
                "decided_on": "2026-02-10",
                "body_id": self.body.id,
                "decision_reason": "As in the minutes",
                "granted_on": "2026-02-11",
            }
        )
        wizard.party_line_ids.signed_on = date(2026, 1, 15)
        wizard.licence_line_ids.number = "OLD-7"
        wizard.write(kw)
        return wizard

    def _record(self, **kw):
        wizard = self._wizard(**kw)
        wizard.action_record()
        return wizard.agreement_id

    def _refused(self, text, wizard=None, **kw):
        with self.assertRaisesRegex(UserError, text):
            (wizard or self._wizard(**kw)).action_record()
        self.assertFalse(self.agreement.on_paper)
        self.assertEqual(self.agreement.signing_state, "draft")
        self.assertFalse(self.agreement.licence_ids)

    # ------------------------------------------------------------------- recorded
    def test_form_proposes_parties_and_regions(self):
        with Form(self.wizards) as form:
            form.agreement_id = self.agreement.with_user(self.manager)
            self.assertEqual(len(form.party_line_ids), 3)
            self.assertEqual(len(form.licence_line_ids), 1)
            form.decided_on = date(2026, 2, 10)
            self.assertEqual(form.granted_on, date(2026, 2, 10))
        signatories = form.record.party_line_ids.signatory_id
        self.assertEqual(signatories, self.agreement.party_ids.signatory_id)

    def test_paper_agreement_is_in_force_and_marked(self):
        agreement = self._record()
        self.assertTrue(agreement.on_paper)
        self.assertEqual(agreement.signing_state, "complete")
        self.assertEqual(agreement.review_state, "approved")
        self.assertEqual(agreement.state, "in_force")
        self.assertEqual(agreement.stage, "in_force")
        self.assertTrue(agreement.content_locked)
        self.assertEqual(self.region_a.agreement_id, agreement)

    def test_evidence_says_on_paper(self):
        agreement = self._record()
        signatures = agreement.signature_ids
        self.assertEqual(len(signatures), 3)
        self.assertEqual(set(signatures.mapped("method")), {"paper"})
        self.assertEqual(
            set(signatures.mapped("content_hash")), {agreement.content_hash}
        )
        self.assertEqual(signatures[0].signed_on.date(), date(2026, 1, 15))
        self.assertFalse(signatures.user_id)
        self.assertEqual(set(agreement.party_ids.mapped("state")), {"signed"})

    def test_decision_is_a_round_decided_on_paper(self):
        review_round = self._record().round_ids
        self.assertTrue(review_round.on_paper)
        self.assertEqual(review_round.decision, "approved")
        self.assertEqual(review_round.reason, "As in the minutes")
        self.assertEqual(review_round.decided_on.date(), date(2026, 2, 10))
        self.assertEqual(review_round.body_id, self.body)

    def test_licence_has_number_and_day_of_the_paper(self):
        licence = self._record().licence_ids
        self.assertEqual(licence.number, "OLD-7")
        self.assertEqual(licence.granted_on, date(2026, 2, 11))
        self.assertTrue(licence.on_paper)
        self.assertEqual(self.region_a.licence_id, licence)

    def test_licence_without_a_number_gets_the_next_one(self):
        wizard = self._wizard()
        wizard.licence_line_ids.number = False
        wizard.action_record()
        self.assertTrue(self.agreement.licence_ids.number)

    def test_licence_of_the_past_is_expired_at_once(self):
        self.agreement.write({"date_start": "2020-01-01", "date_end": "2024-12-31"})
        agreement = self._record()
        self.assertEqual(agreement.licence_ids.state, "expired")
        self.assertEqual(agreement.state, "ended")

    def test_scan_is_kept_with_its_hash(self):
        agreement = self._record()
        document = agreement.document_ids
        self.assertEqual(document.kind, "scan")
        self.assertEqual(document.sha256, hashlib.sha256(SCAN).hexdigest())
        self.assertEqual(base64.b64decode(document.file), SCAN)
        self.assertEqual(agreement.annex_ids.sha256, document.sha256)
        self.assertIn(document.sha256, agreement.content_id.payload)

    def test_template_text_was_not_signed(self):
        self.assertTrue(self.agreement.section_ids)
        self.assertFalse(self._record().section_ids)

    def test_typed_text_of_the_paper_is_kept(self):
        sections = self.agreement.section_ids
        self.assertEqual(self._record(keep_text=True).section_ids, sections)

    def test_nobody_is_mailed(self):
        mails = self.env["mail.mail"].search_count([])
        self._record()
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_signed_copy_is_not_made(self):
        agreement = self._record()
        with self.enter_registry_test_mode():
            self.env.ref("seutuyp_network.cron_issue_documents").method_direct_trigger()
        self.assertEqual(agreement.document_ids.mapped("kind"), ["scan"])

    # -------------------------------------------------------------------- refused
    def test_refuses_what_is_missing(self):
        for text, kw in (
            ("Add the scan", {"scan": False}),
            ("Add the scan", {"scan": base64.b64encode(b"")}),
            (
                "must be a PDF, PNG or JPEG",
                {"scan": base64.b64encode(b"<html>hello</html>")},
            ),
            ("day of the decision", {"decided_on": False}),
            ("Who decided", {"body_id": False}),
            ("reason of the decision", {"decision_reason": "  "}),
            ("licence was granted is missing", {"granted_on": False}),
            ("granted before the decision", {"granted_on": "2026-02-09"}),
            ("decision cannot lie in the future", {"decided_on": "2999-01-01"}),
            ("granted in the future", {"granted_on": "2999-01-01"}),
        ):
            with self.subTest(text=text):
                self._refused(text, **kw)

    def test_refuses_huge_scan(self):
        self._refused(
            "larger than 25 MB", scan=base64.b64encode(SCAN + b" " * 26214400)
        )

    def test_refuses_parties_without_date_or_signatory(self):
        for text, kw in (
            ("When did Organisation A sign", {"signed_on": False}),
            ("signed in the future", {"signed_on": date(2999, 1, 1)}),
            ("Who signed for Organisation A", {"signatory_id": False}),
            ("In what capacity", {"capacity": " "}),
        ):
            with self.subTest(text=text):
                wizard = self._wizard()
                wizard.party_line_ids[0].write(kw)
                self._refused(text, wizard)

    def test_refuses_a_party_left_out(self):
        wizard = self._wizard()
        wizard.party_line_ids[0].unlink()
        self._refused("When did Organisation A sign", wizard)

    def test_refuses_a_draft_with_comments(self):
        party = self.agreement.party_ids[0]
        self.env["seutuyp.agreement.comment"]._add(
            self.agreement.section_ids[0], party.signatory_id, party.partner_id, "Why?"
        )
        self._refused("commented on this draft")

    def test_refuses_a_second_licence(self):
        self._create_licensed()
        self._refused("Region A already has the licence")

    def test_refuses_a_number_in_use(self):
        other = self._create_agreement()
        other.with_user(self.manager).region_ids = [Command.set(self.region_b.ids)]
        self._record(agreement=other)
        self._refused("another licence with the number OLD-7")

    def test_refuses_agreement_under_signature_or_review(self):
        sent = self._create_agreement()
        sent.action_send()
        submitted = self._create_agreement()
        submitted.action_submit()
        for agreement in (sent, submitted):
            with self.assertRaises(UserError):
                self._wizard(agreement).action_record()

    def test_refuses_twice(self):
        self._record()
        with self.assertRaises(UserError):
            self._wizard().action_record()

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_only_administrators_record(self):
        users = (self.coordinator, self.reviewer, self.area_contact, self.partner_user)
        for user in users:
            with self.subTest(user=user.name):
                with self.assertRaises(AccessError):
                    self.env["seutuyp.paper.wizard"].with_user(user).create(
                        {"agreement_id": self.agreement.id}
                    )
                with self.assertRaises(AccessError):
                    self.agreement.with_user(user).action_open_paper()
                with self.assertRaises(AccessError):
                    self.agreement.with_user(user)._record_paper(
                        {"scan": base64.b64encode(SCAN)}
                    )

    def test_mark_cannot_be_forged(self):
        for record, user in (
            (self.agreement, self.coordinator),
            (self.agreement, self.manager),
        ):
            with self.assertRaises(AccessError):
                record.with_user(user).write({"on_paper": True})
        review_round = self._record().round_ids
        with self.assertRaises(UserError):
            review_round.with_user(self.reviewer).write({"on_paper": False})
        self.assertTrue(review_round.on_paper)

    # ---------------------------------------------------------------------- after
    def test_paper_text_does_not_reopen(self):
        agreement = self._record()
        agreement.licence_ids.with_user(self.reviewer).action_suspend("Hear the region")
        self.assertNotIn(
            "reopen", agreement.with_user(self.coordinator).available_actions.split()
        )
        with self.assertRaisesRegex(UserError, "stands on paper"):
            agreement.with_user(self.coordinator).action_reopen("A change")

    def test_undo_makes_everything_void_and_keeps_it(self):
        agreement = self._record()
        licence = agreement.licence_ids
        agreement.with_user(self.manager).action_undo_paper("Wrong region")
        self.assertFalse(agreement.on_paper)
        self.assertFalse(agreement.content_locked)
        self.assertEqual(agreement.state, "preparing")
        self.assertEqual(agreement.review_state, "not_submitted")
        self.assertEqual(licence.state, "revoked")
        self.assertFalse(self.region_a.licence_id)
        self.assertTrue(all(agreement.signature_ids.mapped("voided_on")))
        self.assertTrue(agreement.round_ids.voided_on)
        self.assertEqual(set(agreement.party_ids.mapped("state")), {"pending"})
        self.assertTrue(agreement.document_ids)
        self.assertIn("Wrong region", agreement.log_ids.mapped("reason"))

    def test_recorded_again_after_undo(self):
        agreement = self._record()
        agreement.with_user(self.manager).action_undo_paper("Wrong day")
        wizard = self._wizard()
        wizard.party_line_ids.signed_on = date(2026, 1, 16)
        wizard.action_record()
        self.assertEqual(
            agreement.licence_ids.filtered(lambda x: x.state == "active").number,
            "OLD-7",
        )
        self.assertEqual(agreement.state, "in_force")

    def test_undo_needs_administrator_reason_and_paper(self):
        manager = self.agreement.with_user(self.manager)
        with self.assertRaises(UserError):
            manager.action_undo_paper("It was not on paper")
        self._record()
        with self.assertRaises(UserError):
            manager.action_undo_paper(" ")
        for user in (self.coordinator, self.reviewer):
            with self.assertRaises(AccessError):
                self.agreement.with_user(user).action_undo_paper("No")
        self.assertTrue(self.agreement.on_paper)
