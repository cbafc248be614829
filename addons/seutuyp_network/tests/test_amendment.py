# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json
from datetime import date, timedelta
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..tools import canonical
from .common_later import LaterCase


@tagged("post_install", "-at_install")
class TestAmendment(LaterCase):
    # ----------------------------------------------------------------- accession
    def test_an_organisation_joins(self):
        amendment = self._create_amendment()
        content_hash = self.agreement.content_hash
        self.assertEqual(amendment.number, f"{self.agreement.number}-1-M1")
        amendment.action_send()
        signers = amendment.signer_ids
        self.assertEqual(signers.partner_id, self.newcomer | self.org_a)
        self.assertEqual(self.agreement.party_count, 3)
        self._sign_amendment(signers[0])
        self.assertEqual(amendment.state, "collecting")
        self._sign_amendment(signers[1])
        self.assertEqual(amendment.state, "complete")
        self.assertTrue(amendment.applied_on)
        party = self._party(self.newcomer)
        self.assertEqual(party.state, "signed")
        self.assertEqual(party.date_joined, date(2026, 11, 1))
        self.assertEqual(party.signature_id.amendment_id, amendment)
        self.assertEqual(self.agreement.content_hash, content_hash)
        self.assertTrue(self.agreement.content_locked)
        self.assertIn(self.newcomer, self.region_a.partner_ids)
        public = self.agreement.sudo().licence_ids._public_values()
        self.assertIn("Newcomer", public["parties"])
        # What was signed before stays as it was signed.
        self.assertNotIn(party, self.agreement._text_parties())

    def test_the_others_are_told_once(self):
        others = self.agreement.party_ids.signatory_id
        before = {person: len(self._mails_to(person)) for person in others}
        self._complete(self._create_amendment())
        for person in others[1:]:  # the first signs and gets its links and copies too
            mails = self._mails_to(person)
            self.assertEqual(len(mails) - before[person], 1)
            self.assertIn("Newcomer", mails[0].body_html)
        todos = self.agreement.sudo().activity_ids.mapped("summary")
        self.assertEqual(
            len([todo for todo in todos if "Newcomer has joined" in todo]), 1
        )

    def test_the_licence_is_looked_at_again(self):
        model = type(self.env["seutuyp.agreement"])
        with patch.object(model, "_recheck_licences") as recheck:
            self._complete(self._create_amendment())
        recheck.assert_called()

    def test_later_effect_by_the_job(self):
        amendment = self._complete(self._create_amendment(date_effective="2026-12-15"))
        self.assertEqual(amendment.state, "complete")
        self.assertFalse(self._party(self.newcomer))
        self.assertIn("15.12.2026", amendment.next_step)
        self._cron("2026-12-14")
        self.assertFalse(self._party(self.newcomer))
        self._cron("2027-01-20")  # weeks late
        self.assertEqual(self._party(self.newcomer).date_joined, date(2026, 12, 15))
        before = self._snapshot()
        self._cron("2027-01-20")
        self.assertEqual(self._snapshot(), before)

    def test_what_is_frozen(self):
        amendment = self._create_amendment(decision_extract="§ 12\nWe join.")
        amendment.action_send()
        payload = amendment.payload.encode()
        self.assertEqual(canonical.digest(payload), amendment.content_hash)
        content = json.loads(payload)
        self.assertEqual(
            content["agreement"],
            {
                "number": self.agreement.number,
                "version": 1,
                "name": self.agreement.name,
                "content_hash": self.agreement.content_hash,
            },
        )
        self.assertEqual(content["party"]["name"], "Newcomer")
        self.assertEqual(content["date_effective"], "2026-11-01")
        self.assertEqual(content["decision"]["date"], "2026-10-01")
        self.assertIn(self.agreement.content_hash, " ".join(content["paragraphs"]))
        for vals in (
            {"date_effective": "2027-01-01"},
            {"partner_id": self.org_b.id},
            {"decision_extract": "x"},
        ):
            with self.assertRefused(UserError, "fixed"):
                amendment.write(vals)
        self.newcomer.name = "Renamed"
        self.assertEqual(amendment._text_to_read()["party"]["name"], "Newcomer")

    def test_all_sign_where_the_text_does_not_authorise(self):
        content = self.agreement.sudo().content_id
        data = canonical.parse(content.payload)
        self.assertEqual(data["term"]["amendment_rule"], "joining")
        for rule in ("all", None):
            with self.subTest(rule=rule):
                data["term"]["amendment_rule"] = rule
                if rule is None:
                    data["term"].pop("amendment_rule")
                content._guarded().payload = canonical.serialise(data).decode()
                amendment = self._create_amendment()
                self.assertEqual(len(amendment._signer_rows()), 4)
                amendment.action_cancel("again")

    def test_the_rule_is_part_of_the_text(self):
        with self.assertRefused(UserError, "locked"):
            self.agreement.amendment_rule = "all"

    def test_missing_things_are_listed(self):
        amendment = self._create_amendment(decision_date=False, signatory_id=False)
        with self.assertRefused(UserError, "decided(.|\n)*Newcomer has no signatory"):
            amendment.action_send()
        self.assertIn("decided", amendment.next_step)
        amendment.write(
            {"decision_date": "2026-10-01", "signatory_id": self.signatory.id}
        )
        self.signatory.email = False
        with self.assertRefused(UserError, "e-mail"):
            amendment.action_send()

    def test_unfit(self):
        person = self._create_person()
        stranger = self._create_person(parent_id=self.org_b.id)
        for vals, message in (
            ({"partner_id": person.id}, "is a person"),
            ({"signatory_id": self.org_b.id}, "not an organisation"),
            ({"signatory_id": stranger.id}, "does not work for"),
        ):
            with (
                self.subTest(message=message),
                self.assertRefused(ValidationError, message),
            ):
                self._create_amendment(**vals)
        with self.assertRefused(UserError, "already a party"):
            self._create_amendment(partner_id=self.org_b.id, signatory_id=False)
        with self.assertRefused(UserError, "is not a party"):
            self._withdrawal(self.newcomer)
        with self.assertRefused(UserError, "coordinates the agreement"):
            self._withdrawal(self.org_a)

    def test_only_an_agreement_in_force(self):
        draft = self._create_agreement(date_start="2027-06-01")
        with self.assertRefused(UserError, "in force"):
            self._create_amendment(agreement_id=draft.id)

    @mute_logger("odoo.sql_db")
    def test_two_at_once_make_one(self):
        self._create_amendment()
        with self.assertRaises(IntegrityError):
            self._create_amendment()
            self.env.flush_all()

    def test_two_accessions_at_once_have_one_result_each(self):
        second = self._create_organisation(name="Second")
        person = self._create_person(parent_id=second.id)
        first = self._create_amendment()
        other = self._create_amendment(partner_id=second.id, signatory_id=person.id)
        for item in (first, other):
            item.action_send()
        for one, two in zip(
            first.sudo().signer_ids, other.sudo().signer_ids, strict=True
        ):
            self._sign_amendment(one)
            self._sign_amendment(two)
        first._apply()
        first._apply()
        for organisation in (self.newcomer, second):
            self.assertEqual(len(self._party(organisation)), 1)

    def test_accession_during_notice(self):
        amendment = self._create_amendment()
        amendment.action_send()
        self.agreement._give_notice(date(2026, 11, 20), self.org_b)
        self.assertEqual(self.agreement.state, "notice")
        with self.assertRefused(UserError, "Notice of the agreement has been given"):
            self._sign_amendment(amendment.sudo().signer_ids[0])
        second = self._create_organisation(name="Second")
        with self.assertRefused(UserError, "Notice of the agreement has been given"):
            self._create_amendment(partner_id=second.id, signatory_id=False)
        self.assertEqual(self._withdrawal().state, "draft")  # leaving is possible

    # ---------------------------------------------------------------- withdrawal
    def test_a_party_leaves_and_joins_again(self):
        left = self._party(self.org_c)
        self._complete(self._withdrawal())
        self.assertEqual(left.state, "left")
        self.assertEqual(left.date_left, date(2026, 11, 1))
        self.assertNotIn(self.org_c, self.region_a.partner_ids)
        self.assertIn(left, self.agreement.sudo()._text_parties())
        public = self.agreement.sudo().licence_ids._public_values()
        self.assertNotIn(self.org_c.name, public["parties"])
        self.assertIn("1.11.2026", left.status_text)
        back = self._create_amendment(
            partner_id=self.org_c.id, signatory_id=left.signatory_id.id
        )
        self._complete(back)
        self.assertEqual(self._party(self.org_c).mapped("state"), ["left", "signed"])
        self.assertIn(self.org_c, self.region_a.partner_ids)

    def test_not_down_to_one_party(self):
        self._complete(self._withdrawal())
        with self.assertRefused(UserError, "no agreement"):
            self._withdrawal(self.org_b)

    def test_the_signatory_of_the_party_is_proposed(self):
        amendment = self._withdrawal()
        self.assertEqual(amendment.signatory_id, self._party(self.org_c).signatory_id)

    # ------------------------------------------------------------------- answers
    def test_declined(self):
        amendment = self._create_amendment()
        amendment.action_send()
        signer, other = amendment.sudo().signer_ids
        for reason in ("", "  ", "x" * 2001):
            with self.assertRefused(UserError, "reason"):
                signer._decline(reason)
        signer._decline("Too expensive")
        signer._decline("again")
        self.assertEqual(amendment.state, "declined")
        self.assertIn("Too expensive", amendment.next_step)
        with self.assertRefused(UserError, "not waiting"):
            self._sign_amendment(other)
        self.assertEqual(self._create_amendment().state, "draft")  # a new try

    def test_cancelled(self):
        amendment = self._create_amendment()
        amendment.action_send()
        with self.assertRefused(UserError, "reason"):
            amendment.action_cancel("")
        amendment.action_cancel("Plans changed")
        self.assertIn("Plans changed", self._mails_to(self.signatory)[0].body_html)
        with self.assertRefused(UserError, "not waiting"):
            self._sign_amendment(amendment.sudo().signer_ids[0])
        with self.assertRefused(UserError, "not possible now"):
            amendment.action_send()
        with self.assertRefused(UserError, "kept"):
            amendment.unlink()

    def test_two_clicks_make_one_signature(self):
        amendment = self._create_amendment()
        amendment.action_send()
        signer = amendment.sudo().signer_ids[0]
        self.assertEqual(self._sign_amendment(signer), self._sign_amendment(signer))
        self.assertEqual(len(amendment.sudo().signature_ids), 1)

    def test_another_text_is_not_signed(self):
        amendment = self._create_amendment()
        amendment.action_send()
        for shown in (None, "", "0" * 64, self.agreement.content_hash):
            with self.assertRefused(UserError, "changed"):
                self._sign_amendment(
                    amendment.sudo().signer_ids[0], evidence={"content_hash": shown}
                )

    def test_reminders_once_a_week(self):
        amendment = self._create_amendment()
        amendment.action_send()
        signers = self.env["seutuyp.agreement.amendment.signer"]
        count = len(self._mails_to(self.signatory))
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", lambda *args, **kw: 60):
            signers._cron_remind()
            self.assertEqual(len(self._mails_to(self.signatory)), count)
            with freeze_time(fields.Datetime.now() + timedelta(days=8)):
                signers._cron_remind()
                signers._cron_remind()
        self.assertEqual(len(self._mails_to(self.signatory)), count + 1)

    def test_files_and_fingerprints(self):
        amendment = self._complete(self._create_amendment())
        model = type(self.env["seutuyp.agreement.amendment"])
        with patch.object(model, "_render_pdf", return_value=b"%PDF-amendment"):
            with self.enter_registry_test_mode():
                cron = self.env.ref("seutuyp_network.cron_issue_documents")
                cron.method_direct_trigger()
                cron.method_direct_trigger()
        documents = amendment.sudo().document_ids
        self.assertEqual(
            sorted(documents.mapped("kind")), ["amendment", "copy", "copy"]
        )
        lookup = self.env["seutuyp.document"]._lookup
        for fingerprint in (amendment.content_hash, documents[0].sha256):
            found = lookup(fingerprint)
            self.assertTrue(found["complete"])
            self.assertIn("Newcomer", found["agreement"])
            self.assertEqual(len(found["parties"]), 2)
        own = lookup(self.agreement.content_hash)
        self.assertEqual(len(own["parties"]), 3)

    def test_the_document(self):
        amendment = self._complete(self._create_amendment())
        report = self.env["ir.actions.report"].sudo()
        self.env["ir.config_parameter"].sudo().set_param(
            "seutuyp_network.public_url", "https://example.org"
        )
        name = "seutuyp_network.report_amendment"
        text = report._render_qweb_html(name, amendment.ids)[0].decode()
        for word in (amendment.content_hash, "Newcomer", "Maija Example", "Evidence"):
            self.assertIn(word, text)

    def test_nobody_forges(self):
        amendment = self._create_amendment()
        amendment.action_send()
        signer = amendment.signer_ids[0]
        for user in (self.coordinator, self.manager, self.env.ref("base.user_admin")):
            for record, vals in (
                (amendment, {"state": "complete"}),
                (amendment, {"content_hash": "0" * 64}),
                (amendment, {"applied_on": "2026-01-01"}),
                (amendment, {"signer_ids": [Command.clear()]}),
                (signer, {"state": "signed"}),
                (signer, {"signatory_email": "evil@example.com"}),
            ):
                with self.assertRaises(UserError):
                    record.with_user(user).write(vals)
        with self.assertRaises(AccessError):
            signer.sudo().write({"state": "signed"})
        with self.assertRaises(AccessError):
            self._create_amendment(state="complete")
        party = self._party(self.org_b)
        for vals in ({"state": "left"}, {"date_left": "2026-01-01"}):
            with self.assertRaises(AccessError):
                party.with_user(self.coordinator).write(vals)
        forged = self.env["seutuyp.agreement.amendment"].with_context(
            default_state="complete", default_applied_on="2026-01-01 00:00:00"
        )
        second = self._create_organisation(name="Second")
        made = forged.with_user(self.coordinator).create(
            {"agreement_id": self.agreement.id, "partner_id": second.id}
        )
        self.assertEqual(made.state, "draft")
        self.assertFalse(made.applied_on)

    def test_who_may_what(self):
        amendment = self._create_amendment()
        amendment.action_send()
        notice = self.agreement._give_notice(
            date(2026, 11, 20), self.org_b, party=self._party(self.org_b)
        )
        table = {
            "coordinator": "rwcd",
            "partner_user": "r",
            "area_contact": "r",
            "reviewer": "r",
            "manager": "r",
            "coordinator_b": "",
            "outsider": "",
            "portal_user": "",
        }
        operations = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
        for role, rights in table.items():
            user = getattr(self, role)
            for record, allowed in (
                (amendment, rights),
                (amendment.signer_ids[0], rights[:1]),
                (notice, rights[:1]),
            ):
                mine = record.with_user(user).sudo(False)
                found = "".join(
                    letter for letter, op in operations.items() if mine.has_access(op)
                )
                with self.subTest(role=role, model=record._name):
                    self.assertEqual(found, allowed)
        for role in ("partner_user", "reviewer", "manager", "coordinator_b"):
            user = getattr(self, role)
            with self.subTest(role=role):
                with self.assertRaises(AccessError):
                    amendment.with_user(user).action_cancel("x")
                with self.assertRaises(AccessError):
                    self._create_amendment(user=user)
                with self.assertRaises(AccessError):
                    self.agreement.with_user(user).action_renew()
                with self.assertRaises(AccessError):
                    self.agreement.with_user(user).action_open_notice()

    def test_open_amendments_fall_with_the_agreement(self):
        amendment = self._withdrawal(date_effective="2027-12-01")
        self._complete(amendment)
        self.agreement._give_notice(date(2026, 11, 20), self.org_b)
        self._cron("2027-06-01")
        self.assertEqual(self.agreement.state, "ended")
        self.assertEqual(amendment.state, "cancelled")
        self.assertEqual(self._party(self.org_c).state, "signed")

    def test_the_text_is_not_opened_under_an_amendment(self):
        self._complete(self._create_amendment())
        self.agreement.sudo().licence_ids._transition("expire")
        with self.assertRefused(UserError, "Amendments rest"):
            self.agreement.action_reopen("x")

    def test_what_waits_at_home(self):
        home = self.env["seutuyp.home"].with_user(self.coordinator)
        amendment = self._create_amendment()
        waiting = [item["text"] for item in home._waiting()[0]]
        self.assertIn("Finish and send: Accession of Newcomer.", waiting)
        amendment.action_send()
        following = [item["text"] for item in home._waiting()[1]]
        self.assertIn("Accession of Newcomer", following)
        self.assertIn("Newcomer", self.agreement.next_step)


@tagged("post_install", "-at_install")
class TestAmendmentPortal(HttpCase, LaterCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fi_FI", "sv_SE"):
            cls.env["res.lang"]._activate_lang(code)
        self = cls()
        cls.amendment = self._create_amendment()
        cls.amendment.action_send()
        cls.amendment = cls.amendment.sudo()
        cls.signer, cls.signer2 = cls.amendment.signer_ids
        cls.token = cls._link(cls.signer)
        cls.path = cls.signer._portal_path()

    @classmethod
    def _link(cls, signer, purpose="amend"):
        person = signer.signatory_id
        tokens = cls.env["seutuyp.token"].sudo()
        return tokens._issue(signer, purpose, person, person.email)[0]

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _get(self, tail="", path=None, **kw):
        params = {"party": self.signer.id, "token": self.token, **kw}
        return self.url_open((path or self.path) + tail, params=params)

    def _post(self, tail, **values):
        data = {
            "csrf_token": Request.csrf_token(self),
            "party": self.signer.id,
            "token": self.token,
            "content_hash": self.amendment.content_hash,
            "name": "Maija Example",
            "capacity": "Mayor",
            "method": "typed",
            **values,
        }
        answer = self.url_open(self.path + tail, data=data)
        self.env.invalidate_all()
        return answer

    def test_the_page(self):
        answer = self._get()
        self.assertEqual(answer.status_code, 200)
        self.assertIn(self.amendment.content_hash, answer.text)
        self.assertIn("Newcomer", answer.text)
        self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        self.assertIn('id="sign_name"', answer.text)

    def test_reading_changes_nothing(self):
        for tail in ("", "/sign", "/decline", "/renew"):
            self._get(tail)
        self.env.invalidate_all()
        self.assertEqual(self.amendment.state, "collecting")
        self.assertEqual(self.signer.state, "pending")

    def test_signing(self):
        answer = self._post("/sign")
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Thank you, you have signed", answer.text)
        self.assertEqual(self.signer.state, "signed")
        signature = self.signer.signature_id
        self.assertEqual(signature.capacity, "Mayor")
        self.assertTrue(signature.ip_address)
        self.assertEqual(signature.content_hash, self.amendment.content_hash)
        self.assertEqual(self._post("/sign").status_code, 200)  # a second click
        self.assertEqual(len(self.amendment.signature_ids), 1)

    def test_errors_are_shown_by_their_field(self):
        answer = self._post("/sign", name="", capacity="<b>")
        self.assertEqual(answer.status_code, 422)
        self.assertIn('href="#sign_name"', answer.text)
        self.assertIn('href="#sign_capacity"', answer.text)
        self.assertEqual(self.signer.state, "pending")
        self.assertEqual(self._post("/decline", reason="").status_code, 422)

    def test_declining(self):
        self._post("/decline", reason="Not now")
        self.assertEqual(self.amendment.state, "declined")
        self.assertEqual(self.signer.decline_reason, "Not now")

    def test_without_csrf_token(self):
        with mute_logger("odoo.http"):
            answer = self._post("/sign", csrf_token="wrong")
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self.signer.state, "pending")

    def test_the_gate(self):
        party = self.agreement.sudo().party_ids[0]
        foreign = self._create_licensed(date_start="2026-02-01")
        wrong = {
            "wrong token": {"token": "x" * 43},
            "another signer": {"party": self.signer2.id},
            "no signer": {"party": 0},
            "not a number": {"party": "x"},
            "link for the agreement": {
                "party": party.id,
                "token": self._link(party, "sign"),
            },
        }
        for name, params in wrong.items():
            for tail in ("", "/pdf", "/agreement"):
                with self.subTest(name=name, tail=tail):
                    self.assertEqual(self._get(tail, **params).status_code, 404)
        path = f"/my/agreements/{foreign.id}/amendments/{self.amendment.id}"
        self.assertEqual(self._get(path=path).status_code, 404)
        own = f"/my/agreements/{self.agreement.id}"
        self.assertEqual(self._get(path=own).status_code, 404)
        answer = self.url_open(self.path, allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])

    def test_expired_and_revoked(self):
        token = self.env["seutuyp.token"].sudo()
        found, _problem = token._find(self.signer, "amend", self.token)
        found._guarded().expires_on = fields.Datetime.now() - timedelta(days=1)
        self.env.flush_all()
        self.assertEqual(self._get().status_code, 410)
        self.assertEqual(self._post("/sign").status_code, 410)
        count = len(self._mails_to(self.signatory))
        self._post("/renew")
        self._post("/renew")
        self.assertEqual(len(self._mails_to(self.signatory)), count + 1)
        self.assertEqual(self._get().status_code, 410)  # the old one stays void
        self.assertEqual(self.signer.state, "pending")

    def test_logged_in(self):
        user = new_test_user(
            self.env, login="joiner", password="joiner", groups="base.group_portal"
        )
        other = new_test_user(
            self.env, login="other", password="other", groups="base.group_portal"
        )
        self.amendment._guarded()
        self.signer._guarded().signatory_id = user.partner_id
        self.env.flush_all()
        self.authenticate("joiner", "joiner")
        answer = self.url_open("/my/agreements")
        self.assertIn("Accession of Newcomer", answer.text)
        self.assertEqual(self.url_open(self.path).status_code, 200)
        self.authenticate("other", "other")
        self.assertTrue(other)
        self.assertEqual(self.url_open(self.path).status_code, 404)
        self.assertNotIn("Newcomer", self.url_open("/my/agreements").text)

    def test_a_party_gives_notice_itself(self):
        party = self._party(self.org_b)
        user = new_test_user(
            self.env, login="leaver", password="leaver", groups="base.group_portal"
        )
        party._guarded().signatory_id = user.partner_id
        self.env.flush_all()
        path = f"/my/agreements/{self.agreement.id}"
        link = self._link(party, "sign")
        answer = self.url_open(
            path + "/notice", params={"party": party.id, "token": link}
        )
        self.assertIn("/web/login", answer.url)  # a link from a mail is not enough
        self.authenticate("leaver", "leaver")
        self.assertIn("Give notice for your organisation", self.url_open(path).text)
        answer = self.url_open(path + "/notice")
        self.assertIn("6 months", answer.text)
        self.assertFalse(self.agreement.notice_ids)

        def post(reason):
            data = {
                "csrf_token": Request.csrf_token(self),
                "party": party.id,
                "reason": reason,
            }
            answer = self.url_open(path + "/notice", data=data)
            self.env.invalidate_all()
            return answer

        self.assertEqual(post("").status_code, 422)
        self.assertIn("gave notice on", post("We merge").text)
        notice = self.agreement.sudo().notice_ids
        self.assertEqual((notice.party_id, notice.state), (party, "given"))
        self.assertEqual(post("again").status_code, 422)
        self.assertEqual(len(self.agreement.sudo().notice_ids), 1)
        self.assertEqual(self.agreement.state, "in_force")
