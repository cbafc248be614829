# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import hashlib
import json

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import SeutuypCommon

# child field of the agreement → a field of the signed text in it, and its new value
CHILDREN = {
    "section_ids": ("body", "<p>Another text</p>"),
    "party_ids": ("sequence", 99),
    "person_ids": ("role", "Sweeps the floor"),
    "commitment_ids": ("name", "Meet once a year"),
    "cost_line_ids": ("what", "Lunch"),
    "annex_ids": ("name", "Another name"),
}


def file_of(text):
    return base64.b64encode(text.encode())


@tagged("post_install", "-at_install")
class TestAgreementContent(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fi_FI", "sv_SE"):
            cls.env["res.lang"]._activate_lang(code)

    def _sent(self, **kw):
        agreement = self._create_agreement(**kw)
        agreement.action_send()
        return agreement

    # ----------------------------------------------------------------- freezing
    def test_the_hash_is_that_of_the_stored_bytes(self):
        agreement = self._sent()
        payload = agreement.content_id.payload
        self.assertEqual(
            hashlib.sha256(payload.encode()).hexdigest(), agreement.content_hash
        )
        data = json.loads(payload)
        self.assertEqual(
            [party["name"] for party in data["parties"]],
            agreement.party_ids.mapped("partner_id.name"),
        )
        self.assertEqual(len(data["sections"]), len(agreement.section_ids))
        self.assertEqual(data["commitments"][0]["what"], "Meet once a month")
        self.assertEqual(data["cost_sharing"][0]["what"], "Everyday work")
        self.assertEqual(data["people"][0]["role"], "Advises companies")
        self.assertEqual(data["term"]["date_start"], "2026-01-01")
        self.assertTrue(agreement.content_locked)

    def test_annexes_are_named_by_the_hash_of_their_file(self):
        agreement = self._sent()
        annexes = json.loads(agreement.content_id.payload)["annexes"]
        self.assertEqual(
            [item["sha256"] for item in annexes],
            [
                hashlib.sha256(b"The plan").hexdigest(),
                hashlib.sha256(b"The matrix").hexdigest(),
            ],
        )
        self.assertEqual(agreement.annex_ids[0]._content(), b"The plan")

    def test_the_reader_sees_the_frozen_text_not_the_records(self):
        agreement = self._sent()
        party = agreement.party_ids[0].partner_id
        name = party.name
        party.sudo().name = "Renamed later"
        text = agreement._text_to_read()
        self.assertTrue(text["frozen"])
        self.assertEqual(text["hash"], agreement.content_hash)
        self.assertEqual(text["parties"][0]["name"], name)

    def test_the_same_text_has_the_same_hash_whoever_looks(self):
        agreement = self._create_agreement(
            commitment_ids=[Command.create({"name": "Fair", "cost": 1234.567})],
            cost_line_ids=[
                Command.create(
                    {
                        "what": "Fair",
                        "kind": "yearly_sum",
                        "partner_id": self.organisation_a.id,
                        "amount": 0.1 + 0.2,
                        "percentage": 33.333333,
                    }
                )
            ],
        )
        agreement.action_send()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(agreement._live_content_hash(), agreement.content_hash)
        for user in (self.partner_user, self.reviewer, self.manager):
            other = agreement.with_user(user).with_context(
                lang="sv_SE", tz="Asia/Tokyo"
            )
            with self.subTest(user=user.login):
                self.assertEqual(other._live_content_hash(), agreement.content_hash)

    def test_the_hash_of_values_not_yet_stored(self):
        """What is in memory and what comes back from the database hash alike."""
        agreement = self._create_agreement()
        agreement.commitment_ids.cost = 10.005
        agreement.cost_line_ids.percentage = 12.3456789
        agreement.action_send()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(agreement._live_content_hash(), agreement.content_hash)

    def test_translations_are_outside_the_hash(self):
        agreement = self._sent()
        before = agreement.content_hash
        self._sign_all_but_last(agreement)
        agreement.action_reopen("Better Swedish")
        translation = agreement.section_ids[0].translation_ids.filtered(
            lambda item: item.lang == "sv_SE"
        )
        translation.title = "Bättre svenska"
        agreement.action_send()
        self.assertEqual(agreement.content_hash, before)
        self.assertEqual(len(agreement.content_ids), 1)
        self.assertEqual(agreement.signed_count, 2)
        text = agreement.with_context(lang="sv_SE")._text_to_read()
        self.assertEqual(
            text["translations"][agreement.section_ids[0].id]["title"], "Bättre svenska"
        )

    def _sign_all_but_last(self, agreement):
        for party in agreement.party_ids[:-1]:
            self._sign(party)

    # -------------------------------------------------------------------- locks
    def _env_of(self, agreement):
        yield "coordinator", agreement
        yield "superuser", agreement.sudo()

    def test_children_are_locked(self):
        agreement = self._sent()
        other = self._create_agreement()
        for field, (name, value) in CHILDREN.items():
            for who, record in self._env_of(agreement):
                child = record[field][0]
                moved = other.with_env(record.env)[field][0]
                attempts = {
                    "write": lambda child=child, v={name: value}: child.write(v),
                    "unlink": lambda child=child: child.unlink(),
                    "move in": lambda m=moved: m.write({"agreement_id": agreement.id}),
                    "move out": lambda c=child: c.write({"agreement_id": other.id}),
                    "command update": lambda r=record, f=field, c=child, n=name: (
                        r.write({f: [Command.update(c.id, {n: CHILDREN[f][1]})]})
                    ),
                    "command delete": lambda r=record, f=field, c=child: r.write(
                        {f: [Command.delete(c.id)]}
                    ),
                    "command unlink": lambda r=record, f=field, c=child: r.write(
                        {f: [Command.unlink(c.id)]}
                    ),
                    "command clear": lambda r=record, f=field: r.write(
                        {f: [Command.clear()]}
                    ),
                    "command link": lambda r=record, f=field, m=moved: r.write(
                        {f: [Command.link(m.id)]}
                    ),
                    "command set": lambda r=record, f=field, m=moved: r.write(
                        {f: [Command.set(m.ids)]}
                    ),
                }
                for how, attempt in attempts.items():
                    with (
                        self.subTest(field=field, who=who, how=how),
                        self.assertRefused(UserError, "is locked"),
                    ):
                        attempt()
        self.assertEqual(agreement._live_content_hash(), agreement.content_hash)

    def test_children_cannot_be_added(self):
        agreement = self._sent()
        organisation = self._create_organisation()
        for model, vals in (
            ("section", {"title": "More"}),
            ("party", {"partner_id": organisation.id}),
            (
                "person",
                {
                    "organisation_id": organisation.id,
                    "partner_id": self._create_person().id,
                    "role": "x",
                },
            ),
            ("commitment", {"name": "More"}),
            ("cost.line", {"what": "More"}),
            ("annex", self._annex_vals("other")),
        ):
            for user in (self.coordinator, self.env.user):
                records = self.env[f"seutuyp.agreement.{model}"].with_user(user)
                with (
                    self.subTest(model=model, user=user.login),
                    self.assertRefused(UserError, "is locked"),
                ):
                    records.create({"agreement_id": agreement.id, **vals})

    def test_translations_are_locked_with_their_section(self):
        agreement = self._sent()
        other = self._create_agreement()
        translation = agreement.section_ids[0].translation_ids[0]
        moved = other.section_ids[0].translation_ids[0]
        target = agreement.section_ids[1]
        target.sudo().translation_ids._guarded().unlink()
        for how, attempt in {
            "write": lambda: translation.write({"title": "x"}),
            "unlink": translation.unlink,
            "move in": lambda: moved.write({"section_id": target.id}),
            "move out": lambda: translation.write(
                {"section_id": other.section_ids[1].id}
            ),
            "create": lambda: translation.create(
                {"section_id": target.id, "lang": "sv_SE", "title": "x"}
            ),
        }.items():
            with self.subTest(how=how), self.assertRefused(UserError, "is locked"):
                attempt()

    def test_own_fields_are_locked(self):
        agreement = self._sent()
        values = {
            "name": "Another",
            "lang": "sv_SE",
            "date_start": "2027-01-01",
            "date_end": "2030-01-01",
            "notice_months": 1,
            "coordinating_partner_id": self.organisation_b.id,
            "currency_id": self.env.ref("base.USD").id,
            "region_ids": [Command.link(self.region_b.id)],
        }
        for name, value in values.items():
            for who, record in self._env_of(agreement):
                with (
                    self.subTest(field=name, who=who),
                    self.assertRefused(UserError, "is locked"),
                ):
                    record.write({name: value})

    def test_what_is_not_in_the_text_stays_open(self):
        """A party's own decision comes in while others sign already."""
        agreement = self._sent()
        party = agreement.party_ids[0]
        party.write({"decision_date": "2026-01-15", "decision_extract": "§ 12"})
        agreement.write(
            {"party_ids": [Command.update(party.id, {"decision_extract": "§ 13"})]}
        )
        self.assertEqual(party.decision_extract, "§ 13")
        self.assertEqual(agreement._live_content_hash(), agreement.content_hash)

    def test_review_locks_as_signing_does(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        with self.assertRefused(UserError, "is locked"):
            agreement.section_ids[0].body = "<p>x</p>"

    def test_the_lock_is_not_lifted_by_hand(self):
        agreement = self._sent()
        for _who, record in self._env_of(agreement):
            with self.assertRefused(AccessError, "cannot be changed directly"):
                record.write({"content_locked": False})

    # ------------------------------------------------------------------- annexes
    def _file_behind(self, annex):
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", annex._name),
                ("res_field", "=", "file"),
                ("res_id", "=", annex.id),
            ]
        )

    def test_the_file_of_an_annex_is_locked_from_below_too(self):
        agreement = self._sent()
        annex = agreement.annex_ids[0]
        stored = self._file_behind(annex)
        self.assertTrue(stored)
        for user in (self.coordinator, self.env.ref("base.user_admin"), self.env.user):
            attachment = stored.with_user(user)
            loose = attachment.create({"name": "x", "raw": b"Another plan"})
            place = {"res_model": annex._name, "res_field": "file", "res_id": annex.id}
            for how, attempt in {
                "write": lambda a=attachment: a.write({"raw": b"Another plan"}),
                "store": lambda a=attachment: a.write({"store_fname": "00/00"}),
                "unlink": lambda a=attachment: a.unlink(),
                "move out": lambda a=attachment: a.write({"res_id": 0}),
                "create": lambda a=attachment, p=place: a.create(
                    {"name": "x", "raw": b"Another plan", **p}
                ),
                "move in": lambda a=loose, p=place: a.write(p),
                "copy": lambda a=attachment: a.copy(),
            }.items():
                with (
                    self.subTest(user=user.login, how=how),
                    self.assertRaises(UserError),
                ):
                    attempt()
        annex.invalidate_recordset()
        self.assertEqual(annex._content(), b"The plan")

    def test_a_file_changed_from_below_changes_the_hash(self):
        """While the text is open the file may change; what is signed follows."""
        agreement = self._create_agreement()
        annex = agreement.annex_ids[0]
        self._file_behind(annex).with_user(self.coordinator).write(
            {"raw": b"Another plan"}
        )
        self.assertEqual(annex.sha256, hashlib.sha256(b"Another plan").hexdigest())
        agreement.action_send()
        self.assertIn(annex.sha256, agreement.content_id.payload)
        self.assertEqual(annex._content(), b"Another plan")

    def test_a_file_that_no_longer_matches_is_not_served(self):
        agreement = self._sent()
        annex = agreement.annex_ids[0]
        stored = self._file_behind(annex)
        self.env.cr.execute(
            "UPDATE ir_attachment SET store_fname = NULL, db_datas = %s WHERE id = %s",
            (b"Another plan", stored.id),
        )
        self.env.invalidate_all()
        with self.assertRefused(ValidationError, "has changed since"):
            annex._content()

    def test_the_hash_of_an_annex_is_not_typed(self):
        agreement = self._create_agreement()
        for values in ({"sha256": "0" * 64}, {"size": 1}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                agreement.annex_ids[0].write(values)

    # --------------------------------------------------- the same text once more
    def test_same_text_keeps_signatures(self):
        agreement = self._sent()
        self._sign_all_but_last(agreement)
        signatures = agreement.signature_ids
        agreement.action_withdraw("A question came up")
        self.assertFalse(agreement.content_locked)
        agreement.action_send()
        self.assertEqual(agreement.signed_count, 2)
        self.assertFalse(any(signatures.mapped("voided_on")))
        self._sign(agreement.party_ids[-1])
        self.assertEqual(agreement.signing_state, "complete")

    def test_same_text_after_all_signed_is_complete_at_once(self):
        agreement = self._sent()
        self._sign_all(agreement)
        agreement.action_reopen("To look once more")
        self.assertEqual(agreement.signing_state, "draft")
        agreement.action_send()
        self.assertEqual(agreement.signing_state, "complete")

    def test_changed_text_voids_signatures_visibly_and_asks_again(self):
        agreement = self._sent()
        self._sign_all_but_last(agreement)
        signatures = agreement.signature_ids
        agreement.action_withdraw("One more section")
        agreement.section_ids[0].body = "<p>Another text</p>"
        self.assertEqual(agreement.signed_count, 2, "Nothing is void before it is sent")
        mails = self.env["mail.mail"].search([])
        agreement.action_send()
        self.assertEqual(agreement.signed_count, 0)
        self.assertEqual(set(agreement.party_ids.mapped("state")), {"pending"})
        self.assertFalse(any(agreement.party_ids.mapped("signed_hash")))
        self.assertTrue(all(signatures.mapped("voided_on")))
        self.assertEqual(
            set(signatures.mapped("void_reason")),
            {"The text changed after it was signed."},
        )
        lines = agreement.log_ids.filtered(
            lambda line: line.transition == "void_signature"
        )
        self.assertEqual(len(lines), 2)
        asked = self.env["mail.mail"].search([]) - mails
        self.assertEqual(len(asked), 3, "All three are asked for the new text")
        self._sign_all(agreement)
        self.assertEqual(agreement.signing_state, "complete")
        self.assertEqual(len(agreement.signature_ids), 5, "The void ones are kept")

    def test_returning_to_the_old_text_does_not_revive_signatures(self):
        agreement = self._sent()
        self._sign(agreement.party_ids[0])
        section = agreement.section_ids[0]
        old = section.body
        for body in ("<p>Another text</p>", old):
            agreement.action_withdraw("Back and forth")
            section.body = body
            agreement.action_send()
        self.assertEqual(agreement.signed_count, 0)
        self._sign_all(agreement)
        self.assertEqual(agreement.signing_state, "complete")

    def test_changed_text_voids_the_approval_visibly_and_asks_again(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        self._approve(agreement)
        self.assertEqual(agreement.review_state, "approved")
        agreement.action_reopen("A party wants a change")
        agreement.section_ids[0].body = "<p>Another text</p>"
        mails = self.env["mail.mail"].search([])
        agreement.action_send()
        first = agreement.round_ids
        self.assertEqual(agreement.review_state, "not_submitted")
        self.assertTrue(first.voided_on)
        self.assertEqual(first.decision, "approved", "What was decided is kept")
        self.assertIn("void_review", agreement.log_ids.mapped("transition"))
        told = (self.env["mail.mail"].search([]) - mails).filtered(
            lambda mail: self.coordinator.email in mail.email_to
        )
        self.assertTrue(told)
        self.assertIn(
            "submit it for review again",
            str(agreement.sudo().activity_ids.mapped("summary")),
        )
        self._sign_all(agreement)
        self.assertFalse(
            agreement.licence_ids, "Signed, but not approved, for this text"
        )
        agreement.action_submit("A new section")
        self._approve(agreement)
        self.assertEqual(agreement.licence_ids.content_hash, agreement.content_hash)

    def test_same_text_keeps_the_approval(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        self._approve(agreement)
        agreement.action_reopen("To look once more")
        agreement.action_send()
        self.assertEqual(agreement.review_state, "approved")
        self.assertFalse(agreement.round_ids.voided_on)
        self._sign_all(agreement)
        self.assertTrue(agreement.licence_ids)

    def test_reopening_needs_a_reason_and_the_right_moment(self):
        agreement = self._create_agreement()
        with self.assertRefused(UserError, "open already"):
            agreement.action_reopen("x")
        agreement.action_submit()
        with self.assertRefused(UserError, "Take the submission back first"):
            agreement.action_reopen("x")
        self._approve(agreement)
        for reason in (None, "", "  "):
            with self.assertRefused(UserError, "Write the reason first"):
                agreement.action_reopen(reason)
        agreement.action_send()
        self._sign_all(agreement)
        with self.assertRefused(UserError, "licence rests on this text"):
            agreement.action_reopen("x")

    def test_the_frozen_text_is_not_deleted(self):
        agreement = self._sent()
        with self.assertRaises(AccessError):
            agreement.content_id.sudo().unlink()

    def test_a_party_that_has_signed_is_not_deleted(self):
        agreement = self._sent()
        party = agreement.party_ids[0]
        self._sign(party)
        agreement.action_withdraw("It leaves")
        with self.assertRefused(UserError, "signature is kept"):
            party.unlink()
        agreement.party_ids[-1].unlink()
        self.assertEqual(len(agreement.party_ids), 2)
