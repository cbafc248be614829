# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from contextlib import nullcontext

from freezegun import freeze_time

from odoo import http
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import SeutuypCommon
from .pdf_reading import TaggedPdf

READERS = ("manager", "reviewer", "area_contact", "coordinator", "partner_user")
WRITERS = ("manager", "coordinator", "partner_user")
ROLES = (*READERS, "coordinator_b", "outsider", "portal_user")


class FollowupCase(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.model = cls.env["seutuyp.commitment.followup"]
        cls.agreement = cls._create_agreement(
            date_start="2025-01-01",
            commitment_ids=[
                Command.create(
                    {"name": "One door", "partner_id": cls.organisation_a.id}
                ),
                Command.create({"name": "Meet monthly"}),
                Command.create(
                    {
                        "name": "Build a page",
                        "recurrence": "once",
                        "date_due": "2027-05-01",
                        "partner_id": cls.organisation_a.id,
                    }
                ),
            ],
        )

    def setUp(self):
        super().setUp()
        self.agreement.action_send()
        self._sign_all(self.agreement)
        self.env.flush_all()

    def _test_mode(self):
        return self.enter_registry_test_mode()

    def _ask(self, day):
        with freeze_time(f"{day} 10:00:00"), self._test_mode():
            self.env.ref("seutuyp_network.cron_ask_commitments").method_direct_trigger()
        self.env.invalidate_all()
        return self.model.search([("agreement_id", "=", self.agreement.id)])

    def _mails(self):
        return self.env["mail.mail"].search(
            [("subject", "ilike", "How were the commitments kept")]
        )


@tagged("post_install", "-at_install")
class TestCommitmentFollowup(FollowupCase):
    def test_one_row_a_commitment_and_year(self):
        rows = self._ask("2026-12-01")
        self.assertEqual(set(rows.mapped("name")), {"One door", "Meet monthly"})
        self.assertEqual(set(rows.mapped("year")), {2026})
        self.assertEqual(self._ask("2026-12-02"), rows, "not twice")
        self.assertEqual(self._ask("2027-11-30"), rows, "not before the month")
        later = self._ask("2027-12-05")
        self.assertEqual(len(later), 5, "what is due in 2027 too")

    def test_after_an_outage_over_new_year(self):
        rows = self._ask("2027-02-10")
        self.assertEqual(set(rows.mapped("year")), {2026})

    def test_month_can_be_set_and_nonsense_is_ignored(self):
        params = self.env["ir.config_parameter"]
        params.set_param("seutuyp_network.followup_month", "9")
        self.assertEqual(set(self._ask("2026-09-01").mapped("year")), {2026})
        params.set_param("seutuyp_network.followup_month", "99 bottles")
        self.assertEqual(set(self._ask("2026-09-02").mapped("year")), {2025, 2026})

    def test_month_in_the_settings(self):
        settings = self.env["res.config.settings"]
        for month in (0, 13, -1):
            with self.subTest(month=month), self.assertRaises(ValidationError):
                settings.create({"seutuyp_followup_month": month})
        settings.create({"seutuyp_followup_month": 9}).execute()
        self.assertEqual(set(self._ask("2026-09-01").mapped("year")), {2026})
        with self.assertRaises(AccessError):
            settings.with_user(self.coordinator).create({"seutuyp_followup_month": 5})

    # ---------------------------------------------------------------------- paper
    def _printed(self, user, year=2026):
        agreement = self.agreement.with_user(user)
        action = agreement.action_print_commitments()
        wizard = (
            self.env[action["res_model"]]
            .with_user(user)
            .with_context(**action["context"])
            .create({"year": year})
        )
        report = wizard.action_print()
        self.env.flush_all()
        content, kind = (
            self.env["ir.actions.report"]
            .with_user(user)
            .with_context(force_report_rendering=True, lang="en_US")
            ._render_qweb_pdf(report["report_name"], wizard.ids)
        )
        self.assertEqual(kind, "pdf")
        return TaggedPdf(content)

    def test_on_paper(self):
        rows = self._ask("2026-12-01")
        row = rows.filtered(lambda item: item.name == "One door")
        row.with_user(self.partner_user).write(
            {"state": "partly", "note": "Open on two days"}
        )
        pdf = self._printed(self.partner_user)
        pdf.assert_accessible(self)
        self.assertIn("Commitments 2026", pdf.title)
        for text in ("One door", "Partly kept", "Open on two days", "All together"):
            self.assertIn(text, pdf.text)
        self.assertIn("0 of 2 commitments kept, 1 partly", pdf.text)
        self.assertIn("1 not told yet", pdf.text)

    def test_a_year_without_commitments(self):
        self._ask("2026-12-01")
        with self.assertRefused(UserError, "Choose one of: 2026"):
            self._printed(self.coordinator, year=2020)

    def test_nobody_else_prints(self):
        self._ask("2026-12-01")
        for user in (self.coordinator_b, self.outsider, self.portal_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._printed(user)
            if user == self.portal_user:
                continue
            with self.subTest(direct=user.login), self.assertRaises(AccessError):
                self.env["seutuyp.commitment.wizard"].with_user(user).create(
                    {"agreement_id": self.agreement.id, "year": 2026}
                )._rows()

    def test_mailed_once_and_reminded_once(self):
        signatory = self.agreement.party_ids.filtered(
            lambda party: party.partner_id == self.organisation_a
        ).signatory_id
        self._ask("2026-12-01")
        self.assertEqual(len(self._mails()), 1)
        self.assertIn(signatory.email, self._mails().email_to)
        self._ask("2026-12-10")
        self.assertEqual(len(self._mails()), 1)
        self._ask("2026-12-22")
        self.assertEqual(len(self._mails()), 2)
        self._ask("2027-03-01")
        self.assertEqual(len(self._mails()), 2)

    def test_what_was_kept_once_is_not_asked_again(self):
        self._ask("2027-12-01")
        row = self.model.search([("name", "=", "Build a page")])
        row.with_user(self.partner_user).state = "kept"
        self._ask("2028-12-01")
        self.assertEqual(self.model.search([("name", "=", "Build a page")]), row)

    def test_no_agreement_in_force_no_question(self):
        self.agreement.sudo()._guarded().write({"date_end": "2026-11-01"})
        with freeze_time("2026-11-05"):
            self.agreement.sudo()._guarded()._compute_state()
        self.assertEqual(self.agreement.state, "ended")
        self.assertFalse(self._ask("2026-12-01"))

    # --------------------------------------------------------------------- access
    def test_table(self):
        own = self._ask("2026-12-01").filtered("partner_id")
        shared = self.model.search([("name", "=", "Meet monthly")])
        for role in ROLES:
            user = getattr(self, role)
            with self.subTest(role=role):
                record = own.with_user(user)
                self.assertEqual(record.has_access("read"), role in READERS)
                self.assertEqual(record.has_access("write"), role in WRITERS)
                self.assertEqual(
                    shared.with_user(user).has_access("write"),
                    role in ("manager", "coordinator"),
                )
                for operation in ("create", "unlink"):
                    self.assertFalse(record.has_access(operation))

    def test_answering_names_who_and_when_and_edits_no_promise(self):
        row = self._ask("2026-12-01").filtered("partner_id")
        mine = row.with_user(self.partner_user)
        mine.write({"state": "partly", "note": "The second office is still missing."})
        self.assertEqual(row.answered_by_id, self.partner_user.partner_id)
        self.assertTrue(row.answered_on)
        for vals in (
            {"name": "Easier"},
            {"year": 2020},
            {"answered_by_id": self.coordinator.partner_id.id},
            {"partner_id": self.organisation_b.id},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                mine.write(vals)
        self.assertEqual(row.commitment_id.name, "One door")
        mine.write({"state": False, "note": False})
        self.assertFalse(row.answered_by_id)

    def test_a_broken_promise_needs_a_word(self):
        row = self._ask("2026-12-01").filtered("partner_id")
        for state in ("partly", "not_kept"):
            with self.subTest(state=state), self.assertRaises(ValidationError):
                row.with_user(self.partner_user).write({"state": state, "note": ""})

    # ------------------------------------------------------------------ following
    def test_sentence_of_the_year(self):
        self.assertFalse(self.agreement.followup_summary)
        rows = self._ask("2026-12-01")
        rows.filtered("partner_id").with_user(self.coordinator).state = "kept"
        self.assertEqual(
            self.agreement.with_user(self.coordinator).followup_summary,
            "2026: 1 of 2 commitments kept, 0 partly, 0 not; 1 not told yet.",
        )

    def test_it_waits_on_the_home_screen(self):
        def waiting(user):
            home = self.env["seutuyp.home"].with_user(user).get_home()
            return [i["text"] for i in home["waiting"] if i["kind"] == "commitments"]

        self.assertFalse(waiting(self.partner_user))
        row = self._ask("2026-12-01").filtered("partner_id")
        self.assertIn("were kept: 1.", waiting(self.partner_user)[0])
        self.assertEqual(len(waiting(self.coordinator)), 1, "what all promised")
        self.assertFalse(waiting(self.area_contact))
        row.with_user(self.partner_user).state = "kept"
        self.assertFalse(waiting(self.partner_user))


@tagged("post_install", "-at_install")
class TestCommitmentPage(FollowupCase, HttpCase):
    def _test_mode(self):
        return nullcontext()  # pages are tested in it anyway

    def setUp(self):
        super().setUp()
        self.portal_user.partner_id.parent_id = self.organisation_a
        self.row = self._ask("2026-12-01").filtered("partner_id")
        self.url = f"/my/agreements/{self.agreement.id}/commitments"

    def _post(self, **form):
        form.setdefault("csrf_token", http.Request.csrf_token(self))
        return self.url_open(self.url, data=form, allow_redirects=False)

    def test_a_partys_person_answers(self):
        self.authenticate("seutuyp_portal", "seutuyp_portal")
        shown = self.url_open(self.url)
        self.assertIn("One door", shown.text)
        self.assertNotIn("Meet monthly", shown.text)
        bad = self._post(row=self.row.id, state="not_kept", note="")
        self.assertEqual(bad.status_code, 422)
        self.assertIn("what was not done", bad.text)
        good = self._post(row=self.row.id, state="kept", note="Opened in May")
        self.assertEqual(good.status_code, 303)
        self.row.invalidate_recordset()
        self.assertEqual(self.row.state, "kept")
        self.assertEqual(self.row.answered_by_id, self.portal_user.partner_id)

    def test_nobody_else_sees_or_answers(self):
        shared = self.model.search([("name", "=", "Meet monthly")])
        self.authenticate("seutuyp_portal", "seutuyp_portal")
        self.assertEqual(self._post(row=shared.id, state="kept").status_code, 404)
        self.portal_user.partner_id.parent_id = self.organisation_b
        self.assertEqual(self.url_open(self.url).status_code, 404)
        self.assertEqual(self._post(row=self.row.id, state="kept").status_code, 404)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(self.url).url)
        self.row.invalidate_recordset()
        self.assertFalse(self.row.state)

    @mute_logger("odoo.http")
    def test_without_csrf_token_nothing_happens(self):
        self.authenticate("seutuyp_portal", "seutuyp_portal")
        answer = self._post(row=self.row.id, state="kept", csrf_token="x")
        self.assertEqual(answer.status_code, 400)
