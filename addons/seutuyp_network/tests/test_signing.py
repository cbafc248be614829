# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import io
import re
from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time
from PIL import Image, ImageDraw

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SeutuypCommon

LINK = re.compile(r"/my/agreements/\d+\?party=(\d+)&(?:amp;)?token=([\w-]+)")


def picture(kind="PNG", size=(300, 100), drawn=True):
    image = Image.new("RGB", size, "white")
    if drawn:
        ImageDraw.Draw(image).line([(20, 80), (80, 20), (280, 60)], "black", 4)
    data = io.BytesIO()
    image.save(data, kind)
    return base64.b64encode(data.getvalue()).decode()


class SigningCase(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fi_FI", "sv_SE"):
            cls.env["res.lang"]._activate_lang(code)
        cls.agreement = cls._create_agreement()
        cls.agreement.action_send()
        cls.party, cls.party2, cls.party3 = cls.agreement.party_ids
        cls.tokens = cls.env["seutuyp.token"]

    def _mails(self, address=None):
        domain = [("email_to", "ilike", address)] if address else []
        return self.env["mail.mail"].search(domain)

    def _token_of(self, mail):
        """Return the personal link's token in a mail."""
        return LINK.search(str(mail.body_html)).group(2)


@tagged("post_install", "-at_install")
class TestSigning(SigningCase):
    # ---------------------------------------------------------------- bad input
    def _refused(self, text, **kw):
        with self.assertRefused(UserError, text):
            self._sign(self.party, **kw)
        self.assertEqual(self.party.state, "pending")
        self.assertFalse(self.agreement.signature_ids)

    def test_bad_names(self):
        for name, text in (
            ("", "Write your name"),
            (None, "Write your name"),
            (False, "Write your name"),
            (["Maija"], "Write your name"),
            ("   \t\n ", "Write your name"),
            ("1234 --", "Write your name"),
            ("\u200b\u202e\x00", "Write your name"),
            ("M" * 121, "name is too long: at most 120"),
            ("<script>alert(1)</script>", "without < and >"),
            ("Maija <b>", "without < and >"),
        ):
            with self.subTest(name=name):
                self._refused(text, name=name)

    def test_bad_capacities(self):
        for capacity, text in (
            ("", "by what right you sign"),
            (None, "by what right you sign"),
            ("x" * 121, "capacity is too long"),
            ("<img src=x>", "capacity with letters only"),
        ):
            with self.subTest(capacity=capacity):
                self._refused(text, capacity=capacity)

    def test_bad_methods(self):
        for method in (None, "", "paper", "telepathy", ["typed"]):
            with self.subTest(method=method):
                self._refused("Choose how you sign", method=method)

    def test_bad_pictures(self):
        svg = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode()
        for image, text in (
            (None, "signature is empty"),
            ("", "signature is empty"),
            (picture(drawn=False), "signature is empty"),
            ("data:image/png;base64,", "signature is empty"),
            ("not base64!", "must be a PNG or JPEG"),
            (svg, "must be a PNG or JPEG"),
            (picture("GIF"), "must be a PNG or JPEG"),
            (base64.b64encode(b"x" * (2 * 1024 * 1024 + 1)).decode(), "too big"),
            (picture(size=(5000, 5000), drawn=False), "too big"),
        ):
            for method in ("drawn", "uploaded"):
                with self.subTest(image=(image or "")[:30], method=method):
                    self._refused(text, method=method, image=image)

    def test_a_text_that_is_no_longer_the_one_shown(self):
        for shown in (None, "", "0" * 64):
            with self.subTest(shown=shown):
                self._refused("text has changed", evidence={"content_hash": shown})

    def test_not_before_sending_and_not_after_withdrawal(self):
        draft = self._create_agreement()
        with self.assertRefused(UserError, "not waiting for your signature"):
            self._sign(draft.party_ids[0])
        shown = self.agreement.content_hash
        self.agreement.action_withdraw("A mistake")
        self._refused(
            "not waiting for your signature", evidence={"content_hash": shown}
        )

    # ----------------------------------------------------------------- evidence
    def test_evidence_of_a_signature(self):
        with freeze_time("2026-03-02 10:00:00"):
            signature = self._sign(
                self.party,
                "  Maija   Example ",
                capacity=" Managing  director",
                evidence={
                    "ip_address": "192.0.2.7",
                    "user_agent": "Browser " + "x" * 1000,
                    "lang": "fi_FI",
                    "user_id": self.partner_user.id,
                },
            )
        self.assertRecordValues(
            signature,
            [
                {
                    "agreement_id": self.agreement.id,
                    "party_id": self.party.id,
                    "partner_id": self.party.signatory_id.id,
                    "organisation_name": self.organisation_a.name,
                    "signer_name": "Maija Example",
                    "capacity": "Managing director",
                    "method": "typed",
                    "signed_on": fields.Datetime.to_datetime("2026-03-02 10:00:00"),
                    "content_hash": self.agreement.content_hash,
                    "email": self.party.signatory_id.email,
                    "ip_address": "192.0.2.7",
                    "lang": "fi_FI",
                    "user_id": self.partner_user.id,
                    "image": False,
                    "voided_on": False,
                }
            ],
        )
        self.assertEqual(len(signature.user_agent), 500)
        self.assertEqual(
            (self.party.state, self.party.signed_hash, self.party.signature_id),
            ("signed", self.agreement.content_hash, signature),
        )
        line = self.agreement.log_ids[:1]
        self.assertEqual(line.transition, "sign")
        self.assertEqual(line.partner_id, self.party.signatory_id)
        self.assertEqual(line.content_hash, self.agreement.content_hash)

    def test_pictures_are_drawn_anew(self):
        for method, kind in (("drawn", "PNG"), ("uploaded", "JPEG")):
            party = self.party if method == "drawn" else self.party2
            with self.subTest(method=method):
                given = base64.b64decode(picture(kind)) + b"<script>alert(1)</script>"
                signature = self._sign(
                    party, method=method, image=base64.b64encode(given).decode()
                )
                kept = base64.b64decode(signature.image)
                self.assertEqual(Image.open(io.BytesIO(kept)).format, "PNG")
                self.assertNotIn(b"script", kept, "Only pixels are kept")

    def test_the_signature_comes_back_with_the_guard_closed(self):
        signature = self._sign(self.party)
        with self.assertRaises(AccessError):
            signature.write({"signer_name": "Somebody Else"})

    # -------------------------------------------------------------- two clicks
    def test_two_clicks_make_one_signature(self):
        first = self._sign(self.party, "Maija Example")
        again = self._sign(self.party, "Somebody Else")
        self.assertEqual(first, again)
        self.assertEqual(len(self.agreement.signature_ids), 1)
        self.assertEqual(first.signer_name, "Maija Example")
        self.assertEqual(
            self.agreement.log_ids.mapped("transition").count("sign"),
            1,
            "One line in the log",
        )

    def test_all_parties_complete_it_once(self):
        self._sign(self.party)
        self._sign(self.party2)
        self.assertEqual(self.agreement.signing_state, "collecting")
        self._sign(self.party3)
        self.assertEqual(self.agreement.signing_state, "complete")
        self._sign(self.party3)
        self.assertEqual(
            self.agreement.log_ids.mapped("transition").count("complete"), 1
        )
        todo = self.agreement.sudo().activity_ids.filtered(
            lambda item: item.user_id == self.coordinator
        )
        self.assertIn("Submit the agreement for review", str(todo.mapped("summary")))

    def test_a_crash_leaves_nothing_half_written(self):
        """Signature, state and log are one transaction, or nothing."""
        cls = type(self.agreement)
        for name in ("_complete_if_all_signed", "_trigger_document_cron", "_log"):
            with (
                self.subTest(crash_in=name),
                patch.object(cls, name, side_effect=RuntimeError("power cut")),
                self.assertRaises(RuntimeError),
            ):
                self._sign(self.party)
            self.env.invalidate_all()
            self.assertEqual(self.party.state, "pending")
            self.assertFalse(self.agreement.signature_ids)
            live = self._live_tokens(self.party)
            self.assertEqual(len(live), 1, "The link still works")
        self._sign(self.party)
        self.assertEqual(self.party.state, "signed")

    # ------------------------------------------------------------------ decline
    def test_declining_ends_the_collecting_and_tells_why(self):
        self._sign(self.party2)
        mails = self._mails()
        self.party.sudo()._decline("  Section 4 is not what we agreed ")
        self.assertEqual(self.party.state, "declined")
        self.assertEqual(self.party.decline_reason, "Section 4 is not what we agreed")
        self.assertEqual(self.agreement.signing_state, "draft")
        self.assertFalse(self.agreement.content_locked)
        self.assertEqual(
            self.party2.state, "signed", "It stands until the text changes"
        )
        self.assertFalse(self._live_tokens(self.agreement.party_ids))
        mail = self._mails() - mails
        self.assertIn(self.coordinator.email, mail.email_to)
        self.assertIn("Section 4", mail.body_html)
        todo = self.agreement.sudo().activity_ids
        self.assertEqual(todo.user_id, self.coordinator)
        line = self.agreement.log_ids.filtered(
            lambda item: item.transition == "decline"
        )
        self.assertEqual(line.partner_id, self.party.signatory_id)
        self.assertEqual(line.reason, "Section 4 is not what we agreed")

    def test_declining_needs_a_reason(self):
        for reason, text in (
            (None, "Write the reason"),
            (" \n", "Write the reason"),
            ({"a": 1}, "Write the reason"),
            ("x" * 2001, "reason is too long"),
        ):
            with (
                self.subTest(reason=str(reason)[:10]),
                self.assertRefused(UserError, text),
            ):
                self.party.sudo()._decline(reason)
        self.assertEqual(self.agreement.signing_state, "collecting")

    def test_declining_twice_or_after_signing(self):
        self._sign(self.party2)
        with self.assertRefused(UserError, "not waiting for your signature"):
            self.party2.sudo()._decline("Too late")
        self.party.sudo()._decline("No")
        self.party.sudo()._decline("Twice")
        self.assertEqual(self.party.decline_reason, "No")

    def test_one_who_declined_is_asked_again(self):
        self.party.sudo()._decline("Section 4")
        self.agreement.section_ids[3].body = "<p>Another text</p>"
        self.agreement.action_send()
        self.assertEqual(self.party.state, "pending")
        self.assertFalse(self.party.decline_reason)
        self._sign(self.party)
        self.assertEqual(self.party.state, "signed")

    # ----------------------------------------------------------------- delegate
    def _live_tokens(self, parties, purpose="sign"):
        return self.tokens.search(
            [
                ("res_model", "=", parties._name),
                ("res_id", "in", parties.ids),
                ("purpose", "=", purpose),
                ("revoked_on", "=", False),
            ]
        )

    def test_delegating(self):
        old, old_token = self.party.signatory_id, self._live_tokens(self.party)
        mails = self._mails()
        self.party.sudo()._delegate(
            " Kalle  Deputy ", "Kalle@Example.com", "On holiday"
        )
        new = self.party.signatory_id
        self.assertRecordValues(
            new,
            [
                {
                    "name": "Kalle Deputy",
                    "email": "kalle@example.com",
                    "parent_id": self.organisation_a.id,
                    "lang": old.lang,
                }
            ],
        )
        self.assertTrue(old_token.revoked_on)
        token = self._live_tokens(self.party)
        self.assertEqual((token.partner_id, token.email), (new, "kalle@example.com"))
        self.assertEqual(self.party.signatory_email, "kalle@example.com")
        line = self.agreement.log_ids[:1]
        self.assertEqual(
            (line.transition, line.reason), ("change_signatory", "On holiday")
        )
        self.assertEqual(line.partner_id, old)
        self.assertIn(old.email, line.label)
        self.assertIn("kalle@example.com", line.label)
        told, asked = (self._mails() - mails).sorted("id")
        self.assertIn(old.email, told.email_to)
        self.assertNotIn("token=", told.body_html)
        self.assertIn("On holiday", told.body_html)
        self.assertIn("kalle@example.com", asked.email_to)
        self.assertIn("token=", asked.body_html)

    def test_delegating_finds_the_person_who_is_known(self):
        person = self._create_person(
            parent_id=self.organisation_a.id, email="known@example.com"
        )
        self.party.sudo()._delegate("Any Name", "KNOWN@example.com", "On holiday")
        self.assertEqual(self.party.signatory_id, person)
        stranger = self._create_person(
            parent_id=self.organisation_b.id, email="stranger@example.com"
        )
        self.party.sudo()._delegate("New", "stranger@example.com", "On holiday")
        self.assertNotEqual(self.party.signatory_id, stranger)
        self.assertEqual(self.party.signatory_id.parent_id, self.organisation_a)

    def test_delegating_badly(self):
        old = self.party.signatory_id
        for args, text in (
            (("Kalle", "kalle@example.com", ""), "Write the reason"),
            (("Kalle", "kalle", "Holiday"), "Give the e-mail address"),
            (("Kalle", None, "Holiday"), "Give the e-mail address"),
            (
                ("", "kalle@example.com", "Holiday"),
                "Write your name|name of the person",
            ),
            (("<b>K</b>", "kalle@example.com", "Holiday"), "without < and >"),
            (("Same", old.email, "Holiday"), "already"),
        ):
            with self.subTest(args=args), self.assertRefused(UserError, text):
                self.party.sudo()._delegate(*args)
        self.assertEqual(self.party.signatory_id, old)
        self._sign(self.party)
        with self.assertRefused(UserError, "not waiting for your signature"):
            self.party.sudo()._delegate("Kalle", "kalle@example.com", "Holiday")

    # -------------------------------------------------------- another signatory
    def test_the_coordinator_names_another_signatory(self):
        person = self._create_person(parent_id=self.organisation_a.id)
        old_token = self._live_tokens(self.party)
        self.party.action_change_signatory(person.id, "Changed jobs")
        self.assertEqual(self.party.signatory_id, person)
        self.assertTrue(old_token.revoked_on)
        self.assertEqual(self._live_tokens(self.party).partner_id, person)
        self.assertEqual(self.agreement.log_ids[:1].reason, "Changed jobs")
        self.assertEqual(self.agreement.log_ids[:1].user_id, self.coordinator)

    def test_the_signatory_does_not_change_in_silence(self):
        person = self._create_person(parent_id=self.organisation_a.id)
        for record in (self.party, self.party.sudo()):
            with self.assertRefused(UserError, "asks for the reason"):
                record.signatory_id = person
        with self.assertRefused(UserError, "Write the reason"):
            self.party.action_change_signatory(person.id, " ")
        self._sign(self.party)
        with self.assertRefused(UserError, "only before"):
            self.party.action_change_signatory(person.id, "Late")

    def test_unfit_signatories(self):
        no_mail = self._create_person(parent_id=self.organisation_a.id, email=False)
        foreign = self._create_person(parent_id=self.organisation_b.id)
        for partner, text in (
            (self.organisation_a, "is a person, not an organisation"),
            (self.env["res.partner"], "is a person, not an organisation"),
            (no_mail, "no working e-mail"),
            (foreign, "does not work for"),
        ):
            with self.subTest(text=text), self.assertRefused(UserError, text):
                self.party.action_change_signatory(partner.id, "Reason")

    def test_only_the_coordinator_names_signatories_and_sends_links(self):
        person = self._create_person(parent_id=self.organisation_a.id)
        for user in (self.partner_user, self.reviewer, self.manager, self.area_contact):
            party = self.party.with_user(user)
            agreement = self.agreement.with_user(user)
            for name, attempt in {
                "change": lambda p=party: p.action_change_signatory(person.id, "x"),
                "renew": lambda p=party: p.action_renew_link(),
                "remind": lambda a=agreement: a.action_remind(),
                "withdraw": lambda a=agreement: a.action_withdraw("x"),
                "comments": lambda a=agreement: a.action_request_comments(),
            }.items():
                with (
                    self.subTest(user=user.login, move=name),
                    self.assertRaises(AccessError),
                ):
                    attempt()
        with self.assertRaises(AccessError):
            self.party.with_user(self.coordinator_b).action_renew_link()

    def test_an_address_changed_elsewhere_changes_no_link(self):
        address = self.party.signatory_email
        self.party.signatory_id.sudo().email = "attacker@example.com"
        mails = self._mails()
        self.party.action_renew_link()
        self.agreement.action_remind()
        sent = self._mails() - mails
        self.assertEqual(len(sent.filtered(lambda mail: address in mail.email_to)), 2)
        self.assertFalse(sent.filtered(lambda mail: "attacker" in mail.email_to))
        self.assertEqual(self._sign(self.party).email, address)

    # -------------------------------------------------------------------- links
    def test_links_are_personal_and_kept_as_hash(self):
        mails = [
            self._mails(party.signatory_email) for party in self.agreement.party_ids
        ]
        texts = [self._token_of(mail) for mail in mails]
        self.assertEqual(len(set(texts)), 3)
        for party, text in zip(self.agreement.party_ids, texts, strict=True):
            token, problem = self.tokens._find(party, "sign", text)
            self.assertIsNone(problem)
            self.assertEqual(token.partner_id, party.signatory_id)
            self.assertNotIn(text, str(token.read()))
            for other in self.agreement.party_ids - party:
                self.assertEqual(self.tokens._find(other, "sign", text)[1], "wrong")
            self.assertEqual(self.tokens._find(party, "comment", text)[1], "wrong")

    def test_wrong_links(self):
        text = self._token_of(self._mails(self.party.signatory_email))
        stored = self._live_tokens(self.party).token_hash
        for wrong in ("", None, False, 0, [text], text[:-1], text + "x", stored, "é"):
            with self.subTest(token=wrong):
                found, problem = self.tokens._find(self.party, "sign", wrong)
                self.assertEqual((bool(found), problem), (False, "wrong"))

    def test_expired_and_renewed_links(self):
        text = self._token_of(self._mails(self.party.signatory_email))
        expires = self.party.link_expires_on
        with freeze_time(expires - timedelta(minutes=1)):
            self.assertIsNone(self.tokens._find(self.party, "sign", text)[1])
        with freeze_time(expires + timedelta(minutes=1)):
            self.assertEqual(self.tokens._find(self.party, "sign", text)[1], "expired")
            self.party.invalidate_recordset(["status_text"])
            self.assertIn("expired", self.party.status_text)
            mails = self._mails()
            self.party.sudo()._renew_link()
            fresh = self._mails() - mails
            self.assertIn(self.party.signatory_email, fresh.email_to)
            self.assertIsNone(
                self.tokens._find(self.party, "sign", self._token_of(fresh))[1]
            )
            self.assertEqual(self.tokens._find(self.party, "sign", text)[1], "revoked")
            self.party.sudo()._renew_link()
            self.assertEqual(
                self._mails() - mails, fresh, "Not again within ten minutes"
            )

    def test_renewal_says_nothing_about_the_state(self):
        self._sign(self.party)
        mails = self._mails()
        self.assertIsNone(self.party.sudo()._renew_link())
        self.assertFalse(self._mails() - mails)

    def test_links_die_with_signature_and_withdrawal(self):
        texts = {
            party: self._token_of(self._mails(party.signatory_email))
            for party in self.agreement.party_ids
        }
        self._sign(self.party)
        self.assertEqual(
            self.tokens._find(self.party, "sign", texts[self.party])[1], "revoked"
        )
        self.agreement.action_withdraw("A mistake")
        for party, text in texts.items():
            self.assertEqual(self.tokens._find(party, "sign", text)[1], "revoked")

    def test_one_live_link_per_person(self):
        for _again in range(3):
            self.party.action_renew_link()
        self.assertEqual(len(self._live_tokens(self.party)), 1)

    # ---------------------------------------------------------------- reminders
    def _remind(self):
        mails = self._mails()
        with self.enter_registry_test_mode():
            self.env.ref("seutuyp_network.cron_remind").method_direct_trigger()
        return self._mails() - mails

    def test_reminders_weekly_and_once(self):
        sent = self.party.link_sent_on
        self._sign(self.party3)
        with freeze_time(sent + timedelta(days=6)):
            self.assertFalse(self._remind())
        with freeze_time(sent + timedelta(days=8)):
            first = self._remind()
            self.assertEqual(len(first), 2, "Those who have signed are left alone")
            self.assertFalse(self._remind(), "A repeated run mails nothing")
        with freeze_time(sent + timedelta(days=12)):
            self.assertFalse(self._remind())

    def test_one_reminder_after_an_outage(self):
        with freeze_time(self.party.link_sent_on + timedelta(days=90)):
            self.assertEqual(len(self._remind()), 3, "One each, not one a missed week")
            self.assertFalse(self._remind())
        text = self._token_of(self._mails(self.party.signatory_email)[:1])
        with freeze_time(self.party.reminded_on + timedelta(days=1)):
            self.assertIsNone(self.tokens._find(self.party, "sign", text)[1])

    def test_no_reminders_once_it_is_over(self):
        self.agreement.action_withdraw("A mistake")
        with freeze_time(fields.Datetime.now() + timedelta(days=30)):
            self.assertFalse(self._remind())

    # --------------------------------------------------------------- the mails
    def test_mail_is_in_the_receivers_language(self):
        template = self.env.ref("seutuyp_network.mail_template_sign")
        template.with_context(lang="fi_FI").subject = "Allekirjoita"
        template.with_context(lang="sv_SE").subject = "Underteckna"
        template.subject = "Sign"
        for lang, subject in (
            ("fi_FI", "Allekirjoita"),
            ("sv_SE", "Underteckna"),
            ("en_US", "Sign"),
        ):
            self.agreement.with_context(lang="en_US").action_withdraw("Again")
            self.party.signatory_id.sudo().lang = lang
            mails = self._mails()
            self.agreement.with_context(lang="en_US").action_send()
            mail = (self._mails() - mails).filtered(
                lambda item: self.party.signatory_email in item.email_to
            )
            with self.subTest(lang=lang):
                self.assertEqual(mail.subject, subject)

    def test_those_asked_are_told_when_it_is_taken_back(self):
        mails = self._mails()
        self.agreement.action_withdraw("The budget has changed")
        told = self._mails() - mails
        self.assertEqual(len(told), len(self.agreement.party_ids))
        for mail in told:
            self.assertIn("The budget has changed", mail.body_html)
            self.assertNotIn("token=", mail.body_html)

    def test_what_is_being_signed_stays_in_sight(self):
        with self.assertRaisesRegex(UserError, "cannot be archived"):
            self.agreement.active = False
        self.agreement.action_withdraw("Again")
        self.agreement.active = False
        self.assertFalse(self.agreement.active)

    def test_mail_with_a_link_hangs_on_nothing(self):
        for mail in self._mails(self.party.signatory_email):
            self.assertRecordValues(
                mail,
                [
                    {
                        "model": False,
                        "res_id": 0,
                        "auto_delete": True,
                        "author_id": self.env.ref("base.partner_root").id,
                    }
                ],
            )
            self.assertFalse(mail.recipient_ids)
            self.assertIn(self.coordinator.name, mail.email_from)
            self.assertNotIn(self.coordinator.email, mail.email_from)
            self.assertIn(self.coordinator.email, mail.reply_to)
            self.assertNotIn(
                self._token_of(mail), str(self.agreement.message_ids.mapped("body"))
            )

    def test_nobody_inside_reads_the_link(self):
        """Not even who caused the mail: core lets the creator of a message read it."""
        self.party.action_renew_link()
        self.env.flush_all()
        for user in (
            self.coordinator,
            self.partner_user,
            self.area_contact,
            self.reviewer,
            self.manager,
            self.portal_user,
        ):
            for mail in self._mails(self.party.signatory_email):
                message = mail.mail_message_id.with_user(user)
                with self.subTest(user=user.login):
                    self.assertFalse(message.search([("id", "=", message.id)]))
                    with self.assertRaises(AccessError):
                        message.read(["body"])
                    with self.assertRaises(AccessError):
                        message.export_data(["body"])
                    with self.assertRaises(AccessError):
                        mail.with_user(user).read(["body_html"])
                    with self.assertRaises(AccessError):
                        mail.with_user(user).search([])
                    with self.assertRaises(AccessError):
                        self.tokens.with_user(user).search([])
            found = (
                self.env["mail.message"]
                .with_user(user)
                .search([("body", "ilike", "token=")])
            )
            self.assertFalse(found)
        admin = self.env.ref("base.user_admin")
        with self.assertRaises(AccessError):
            self.tokens.with_user(admin).search([])

    def test_name_of_a_person_cannot_add_headers(self):
        self.agreement.action_withdraw("Again")
        self.party.signatory_id.sudo().name = "Maija\r\nBcc: spy@example.com"
        mails = self._mails()
        self.agreement.action_send()
        for mail in self._mails() - mails:
            self.assertNotIn("\n", mail.email_to)

    # ------------------------------------------------------------------- copies
    def _issue_documents(self):
        with (
            patch.object(
                type(self.agreement), "_render_pdf", lambda *_args: b"%PDF-1.7 test"
            ),
            self.enter_registry_test_mode(),
        ):
            self.env.ref("seutuyp_network.cron_issue_documents").method_direct_trigger()

    def test_copies_are_mailed_once_each(self):
        signature = self._sign(self.party)
        mails = self._mails()
        self._issue_documents()
        mail = self._mails() - mails
        self.assertEqual(len(mail), 1)
        self.assertIn(self.party.signatory_email, mail.email_to)
        self.assertEqual(mail.attachment_ids.raw, b"%PDF-1.7 test")
        self.assertTrue(signature.copy_sent_on)
        self.assertEqual(self.agreement.document_ids.kind, "copy")
        self._issue_documents()
        self.assertEqual(self._mails() - mails, mail, "A second run mails nothing")

    def test_the_signed_agreement_goes_to_all(self):
        self._sign_all(self.agreement)
        self._issue_documents()
        signed = self.agreement.document_ids.filtered(lambda doc: doc.kind == "signed")
        self.assertEqual(len(signed), 1)
        self.assertEqual(signed.content_hash, self.agreement.content_hash)
        self._issue_documents()
        self.assertEqual(len(self.agreement.document_ids), 4)

    def test_comments_are_asked_for_by_links_of_their_own(self):
        draft = self._create_agreement()
        mails = self._mails()
        draft.action_request_comments()
        asked = self._mails() - mails
        self.assertEqual(len(asked), 3)
        self.assertTrue(all("/comment?party=" in str(mail.body_html) for mail in asked))
        self.assertEqual(len(self._live_tokens(draft.party_ids, "comment")), 3)
        draft.action_send()
        self.assertFalse(self._live_tokens(draft.party_ids, "comment"))

    # -------------------------------------------------------------- who may send
    def test_only_the_coordinator_sends(self):
        draft = self._create_agreement()
        for user in (self.partner_user, self.area_contact, self.reviewer, self.manager):
            for name in ("action_send", "action_submit"):
                with (
                    self.subTest(user=user.login, move=name),
                    self.assertRefused(AccessError, "the region's coordinator"),
                ):
                    getattr(draft.with_user(user), name)()
            self.assertNotIn("send", draft.with_user(user).available_actions.split())
        with self.assertRaises(AccessError):
            draft.with_user(self.coordinator_b).action_send()
        self.assertIn("send", draft.available_actions.split())

    def test_the_substitute_sends_as_the_coordinator_does(self):
        draft = self._create_agreement()
        self.region_a.substitute_id = self.outsider.partner_id
        self.outsider.group_ids += self.env.ref("seutuyp_network.group_coordinator")
        draft.with_user(self.outsider).action_send()
        self.assertEqual(draft.signing_state, "collecting")

    def test_moves_out_of_turn(self):
        with self.assertRefused(UserError, "is not possible now"):
            self.agreement.action_send()
        with self.assertRefused(UserError, "Write the reason first"):
            self.agreement.action_withdraw("  ")
        self.agreement.action_withdraw("A mistake")
        with self.assertRefused(UserError, "is not possible now"):
            self.agreement.action_withdraw("Twice")
        with self.assertRefused(UserError, "No signatures are being collected"):
            self.agreement.action_remind()
