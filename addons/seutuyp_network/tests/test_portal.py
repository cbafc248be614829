# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
import re
from datetime import timedelta
from unittest.mock import patch

from PIL import Image

from odoo import fields
from odoo.exceptions import AccessError
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged

from .common import SeutuypCommon
from .test_signing import picture

NAME = "Maija Example"


class PortalCase(HttpCase, SeutuypCommon):
    """An agreement out for signature, and the link of its first party."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in ("fi_FI", "sv_SE"):
            cls.env["res.lang"]._activate_lang(code)
        cls.agreement = cls._create_agreement()
        cls.agreement.action_send()
        cls.agreement = cls.agreement.sudo()
        cls.party, cls.party2, cls.party3 = cls.agreement.party_ids
        cls.token = cls._link(cls.party)

    @classmethod
    def _link(cls, party, purpose="sign"):
        """Return the text of a new personal link of the party's signatory."""
        person = party.signatory_id
        tokens = cls.env["seutuyp.token"].sudo()
        return tokens._issue(party.sudo(), purpose, person, person.email)[0]

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _path(self, tail="", agreement=None):
        return f"/my/agreements/{(agreement or self.agreement).id}{tail}"

    def _get(self, tail="", party=None, token=None, **kw):
        params = {"party": (party or self.party).id, "token": token or self.token}
        return self.url_open(self._path(tail), params={**params, **kw})

    def _post(self, tail, files=None, **values):
        data = {
            "csrf_token": Request.csrf_token(self),
            "party": self.party.id,
            "token": self.token,
            "content_hash": self.agreement.content_hash,
            **values,
        }
        data = {key: value for key, value in data.items() if value is not None}
        answer = self.url_open(self._path(tail), data=data, files=files)
        self.env.invalidate_all()
        return answer

    def _post_sign(self, **values):
        return self._post(
            "/sign", **{"name": NAME, "capacity": "CEO", "method": "typed", **values}
        )

    def _printed(self):
        """Draw no PDF: the server draws none while tests run."""
        model = type(self.env["seutuyp.agreement"])
        return patch.object(model, "_render_pdf", return_value=b"%PDF-printed")

    def _errors(self, answer):
        """Return the sentences of the error summary."""
        summary = re.search(r'id="errors".*?</ul>', answer.text, re.DOTALL)
        self.assertTrue(summary, "the page has no error summary")
        items = re.findall(r"<li>(.*?)</li>", summary.group(0), re.DOTALL)
        return [re.sub(r"<[^>]+>", "", item).strip() for item in items]

    def _user(self, login, partner):
        """Return a portal user on an existing or new person."""
        user = new_test_user(
            self.env, login=login, password=login, groups="base.group_portal"
        )
        user.partner_id.write(
            {"parent_id": partner.id, "email": f"{login}@example.com"}
        )
        return user


@tagged("post_install", "-at_install")
class TestPortalGate(PortalCase):
    def test_no_link_no_login(self):
        answer = self.url_open(self._path(), allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertIn(
            f"/web/login?redirect=/my/agreements/{self.agreement.id}",
            answer.headers["Location"],
        )

    def test_own_link(self):
        answer = self._get()
        self.assertEqual(answer.status_code, 200)
        self.assertIn(self.agreement.content_hash, answer.text)
        self.assertIn(self.party.partner_id.name, answer.text)
        self.assertIn('<html lang="en"', answer.text)

    def test_headers_of_a_personal_page(self):
        headers = self._get().headers
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertIn("noindex", headers["X-Robots-Tag"])

    def test_wrong_links(self):
        other = self._create_agreement()
        other.action_send()
        foreign = self._link(other.sudo().party_ids[0])
        cases = {
            "wrong token": (self.agreement, self.party, "x" * 43),
            "other party with own token": (self.agreement, self.party2, self.token),
            "own token on another agreement": (other, self.party, self.token),
            "party of that agreement, own token": (
                other,
                other.sudo().party_ids[0],
                self.token,
            ),
            "token of another agreement": (self.agreement, self.party, foreign),
            "link for comments": (
                self.agreement,
                self.party,
                self._link(self.party, "comment"),
            ),
        }
        for name, (agreement, party, token) in cases.items():
            for tail in (
                "",
                "/pdf",
                f"/annex/{self.agreement.annex_ids[0].id}",
                "/comment",
            ):
                if name == "link for comments" and tail:
                    continue
                params = {"party": party.id, "token": token}
                with self.subTest(name, tail=tail):
                    answer = self.url_open(self._path(tail, agreement), params=params)
                    self.assertEqual(answer.status_code, 404)
                    self.assertNotIn(self.agreement.content_hash, answer.text)

    def test_odd_addresses(self):
        for params in (
            {"party": "abc", "token": self.token},
            {"party": "", "token": self.token},
            {"party": "9" * 30, "token": self.token},
            {"token": self.token},
        ):
            with self.subTest(params):
                answer = self.url_open(self._path(), params=params)
                self.assertEqual(answer.status_code, 404)
        self.assertEqual(
            self.url_open("/my/agreements/0?party=1&token=x").status_code, 404
        )

    def _expire(self, token):
        record = self.env["seutuyp.token"].sudo()._find(self.party, "sign", token)[0]
        record._guarded().expires_on = fields.Datetime.now() - timedelta(minutes=1)

    def test_expired_link_is_renewed_on_request(self):
        self._expire(self.token)
        answer = self._get()
        self.assertEqual(answer.status_code, 410)
        self.assertIn("Send me a new link", answer.text)
        self.assertNotIn(self.agreement.content_hash, answer.text)
        mails = self.env["mail.mail"].search_count([])
        answer = self._post("/renew")
        self.assertIn("a new link is on its way", answer.text)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails + 1)
        again = self._post("/renew")
        self.assertEqual(self.env["mail.mail"].search_count([]), mails + 1)
        self.assertIn("a new link is on its way", again.text)

    def test_renewal_answers_the_same_when_nothing_waits(self):
        self._expire(self.token)
        self.agreement.with_user(self.coordinator).action_withdraw("Wait")
        mails = self.env["mail.mail"].search_count([])
        self.assertIn("a new link is on its way", self._post("/renew").text)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_renewal_of_a_wrong_link(self):
        mails = self.env["mail.mail"].search_count([])
        self.assertEqual(self._post("/renew", token="x" * 43).status_code, 404)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_replaced_link(self):
        self.party._remind()
        answer = self._get()
        self.assertEqual(answer.status_code, 410)
        self.assertIn("no longer works", answer.text)

    def test_expired_link_for_comments(self):
        draft = self._create_agreement().sudo()
        token = self._link(draft.party_ids[0], "comment")
        record = self.env["seutuyp.token"].sudo().search([], order="id desc", limit=1)
        record._guarded().expires_on = fields.Datetime.now() - timedelta(minutes=1)
        self.env.cr.execute(
            "UPDATE seutuyp_token SET create_date = create_date - interval '1 hour'"
        )
        params = {"party": draft.party_ids[0].id, "token": token}
        path = self._path("/comment", draft)
        answer = self.url_open(path, params=params)
        self.assertEqual(answer.status_code, 410)
        data = {**params, "purpose": "comment", "csrf_token": Request.csrf_token(self)}
        mails = self.env["mail.mail"].search_count([])
        self.url_open(self._path("/renew", draft), data=data)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails + 1)

    def test_reading_changes_nothing(self):
        def state():
            self.env.invalidate_all()
            records = [
                self.agreement,
                self.party,
                self.env["seutuyp.token"].sudo().search([]),
            ]
            read = [record.read(["write_date"]) for record in records]
            counts = [
                self.env[model].sudo().search_count([])
                for model in (
                    "seutuyp.signature",
                    "seutuyp.workflow.log",
                    "seutuyp.document",
                    "mail.mail",
                    "mail.message",
                    "mail.activity",
                    "seutuyp.agreement.comment",
                )
            ]
            return read, counts, self.party.state

        before = state()
        acting = {"name": NAME, "capacity": "CEO", "method": "typed", "reason": "No"}
        for tail in (
            "",
            "/pdf",
            "/sign",
            "/decline",
            "/delegate",
            "/renew",
            "/comment",
        ):
            self._get(tail, content_hash=self.agreement.content_hash, **acting)
        self._get(done="sign")
        self.assertEqual(state(), before)

    def test_annexes(self):
        annex = self.agreement.annex_ids[0]
        answer = self._get(f"/annex/{annex.id}")
        self.assertEqual(answer.content, annex._content())
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        other = self._create_agreement().sudo()
        self.assertEqual(self._get(f"/annex/{other.annex_ids[0].id}").status_code, 404)
        path = self._path(f"/annex/{annex.id}")
        self.assertEqual(self.url_open(path, allow_redirects=False).status_code, 303)

    def test_pdf(self):
        with self._printed() as render:
            answer = self._get("/pdf")
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertEqual(answer.content, b"%PDF-printed")
        render.assert_called_once_with("seutuyp_network.report_agreement", "en_US")

    def test_three_languages(self):
        for code, lang in (("fi", "fi"), ("sv", "sv")):
            params = {"party": self.party.id, "token": self.token}
            answer = self.url_open(f"/{code}{self._path()}", params=params)
            self.assertIn(f'<html lang="{lang}"', answer.text)
            self.assertIn('<div lang="en">', answer.text)
            for other in ("fi", "sv", "en"):
                self.assertIn(
                    f"/{other}{self._path()}?party={self.party.id}", answer.text
                )

    def test_the_mail_opens_in_the_readers_language(self):
        self.party.signatory_id.lang = "sv_SE"
        self.assertIn("/sv/my/agreements/", self.party._portal_url("", "x"))


@tagged("post_install", "-at_install")
class TestPortalLogin(PortalCase):
    def test_signatory(self):
        user = self._user("portal_signatory", self.party.partner_id)
        self.party._change_signatory(user.partner_id, "A test")
        self.authenticate(user.login, user.login)
        self.assertIn("Read and sign", self.url_open("/my/agreements").text)
        self.assertIn('name="content_hash"', self.url_open(self._path()).text)
        answer = self._post_sign(token=None)
        self.assertIn("Thank you, you have signed", answer.text)
        self.assertEqual(self.party.signature_id.user_id, user)
        self.assertEqual(self.party2.state, "pending")

    def test_colleague_reads_only(self):
        user = self._user("portal_colleague", self.party.partner_id)
        self.authenticate(user.login, user.login)
        self.assertIn(self.agreement.name, self.url_open("/my/agreements").text)
        page = self.url_open(self._path())
        self.assertEqual(page.status_code, 200)
        self.assertNotIn('name="content_hash"', page.text)
        for tail in ("/sign", "/decline", "/delegate"):
            answer = self._post(
                tail, token=None, name=NAME, capacity="CEO", method="typed", reason="No"
            )
            self.assertEqual(answer.status_code, 404)
        self.assertEqual(self.party.state, "pending")

    def test_stranger(self):
        self.authenticate(self.portal_user.login, self.portal_user.login)
        self.assertNotIn(self.agreement.name, self.url_open("/my/agreements").text)
        for tail in (
            "",
            "/pdf",
            "/comment",
            f"/annex/{self.agreement.annex_ids[0].id}",
        ):
            with self.subTest(tail):
                self.assertEqual(self.url_open(self._path(tail)).status_code, 404)

    def test_party_that_left(self):
        user = self._user("portal_colleague", self.party.partner_id)
        self.party._guarded().state = "left"
        self.authenticate(user.login, user.login)
        self.assertEqual(self.url_open(self._path()).status_code, 404)

    def test_card_on_the_account_page(self):
        user = self._user("portal_colleague", self.party.partner_id)
        self.authenticate(user.login, user.login)
        self.assertIn("seutuyp_agreement_count", self.url_open("/my").text)
        answer = self.url_open(
            "/my/counters",
            json={"params": {"counters": ["seutuyp_agreement_count"]}},
        )
        self.assertEqual(answer.json()["result"], {"seutuyp_agreement_count": 1})

    def test_portal_users_have_no_right_to_our_models(self):
        user = self._user("portal_colleague", self.party.partner_id)
        for name, model in self.env.registry.items():
            if not name.startswith("seutuyp.") or model._abstract:
                continue
            for operation in ("read", "write", "create", "unlink"):
                with self.subTest(name, operation=operation):
                    self.assertFalse(
                        self.env[name].with_user(user).has_access(operation)
                    )
        with self.assertRaises(AccessError):
            self.agreement.with_user(user).read(["name"])

    def test_remote_call_of_a_portal_user(self):
        user = self._user("portal_colleague", self.party.partner_id)
        self.authenticate(user.login, user.login)
        for method, args in (
            ("read", [[self.party.id], ["state"]]),
            ("_sign", [[self.party.id]]),
        ):
            params = {
                "model": "seutuyp.agreement.party",
                "method": method,
                "args": args,
                "kwargs": {},
            }
            with self.subTest(method), self.assertLogs("odoo.http", "WARNING"):
                answer = self.url_open(
                    "/web/dataset/call_kw", json={"params": params}
                ).json()
                self.assertIn("AccessError", answer["error"]["data"]["name"])


@tagged("post_install", "-at_install")
class TestPortalSign(PortalCase):
    def test_typed(self):
        answer = self._post_sign()
        self.assertIn("Thank you, you have signed", answer.text)
        signature = self.party.signature_id
        self.assertEqual(signature.signer_name, NAME)
        self.assertEqual(signature.method, "typed")
        self.assertEqual(signature.content_hash, self.agreement.content_hash)
        self.assertEqual(signature.lang, "en_US")
        self.assertTrue(signature.ip_address)
        self.assertIn("python-requests", signature.user_agent)
        self.assertFalse(signature.user_id)

    def test_drawn(self):
        self._post_sign(method="drawn", drawn=f"data:image/png;base64,{picture()}")
        self.assertEqual(self.party.signature_id.method, "drawn")
        self.assertTrue(self.party.signature_id.image)

    def test_uploaded(self):
        picture_file = io.BytesIO()
        image = Image.new("RGB", (200, 80), "white")
        image.paste("black", (20, 20, 120, 40))
        image.save(picture_file, "JPEG")
        files = {"image": ("name.jpg", picture_file.getvalue(), "image/jpeg")}
        self._post_sign(method="uploaded", files=files)
        self.assertEqual(self.party.signature_id.method, "uploaded")
        self.assertTrue(self.party.signature_id.image)

    def test_two_clicks_one_signature(self):
        first, second = self._post_sign(), self._post_sign()
        self.assertEqual(first.status_code, 200)
        self.assertEqual(second.status_code, 200)
        self.assertEqual(len(self.agreement.signature_ids), 1)

    def test_used_link_shows_what_was_signed(self):
        self._post_sign()
        answer = self._get()
        self.assertEqual(answer.status_code, 200)
        self.assertIn(NAME, answer.text)
        self.assertIn(self.agreement.content_hash, answer.text)
        self.assertNotIn('name="content_hash"', answer.text)
        with self._printed():
            self.assertEqual(self._get("/pdf").content, b"%PDF-printed")

    def test_used_link_shows_the_signed_text_after_changes(self):
        self._post_sign()
        signed_hash = self.agreement.content_hash
        self.agreement.with_user(self.coordinator).action_withdraw("Another word")
        self.agreement.section_ids[0].body = "<p>Quite another thing</p>"
        answer = self._get()
        self.assertIn(signed_hash, answer.text)
        self.assertNotIn("Quite another thing", answer.text)

    def test_used_link_ends_when_the_signature_is_void(self):
        self._post_sign()
        self.agreement.with_user(self.coordinator).action_withdraw("Another word")
        self.agreement.section_ids[0].body = "<p>Quite another thing</p>"
        self.agreement.with_user(self.coordinator).action_send()
        self.assertEqual(self._get().status_code, 410)

    def test_bad_input_comes_back_at_its_field(self):
        answer = self._post_sign(name=" ", capacity="<script>alert(1)</script>")
        self.assertEqual(answer.status_code, 422)
        self.assertEqual(len(self._errors(answer)), 2)
        self.assertIn('aria-describedby="sign_name_hint sign_name_error"', answer.text)
        self.assertIn("&lt;script&gt;alert(1)", answer.text)
        self.assertNotIn("<script>alert(1)", answer.text)
        self.assertEqual(self.party.state, "pending")

    def test_bad_names(self):
        for name in ("", "   ", "<img src=x>", "x" * 200, "\u200b", "123"):
            with self.subTest(name):
                answer = self._post_sign(name=name)
                self.assertEqual(answer.status_code, 422)
                self.assertEqual(self.party.state, "pending")

    def test_bad_pictures(self):
        huge = b"x" * (2 * 1024 * 1024 + 10)
        script = b"<svg onload='alert(1)' xmlns='http://www.w3.org/2000/svg'/>"
        bomb = io.BytesIO()
        Image.new("1", (20000, 20000)).save(bomb, "PNG")
        cases = {
            "empty": b"",
            "too big": huge,
            "PNG or JPEG": script,
            "at most 2 MB": bomb.getvalue(),
        }
        for text, content in cases.items():
            with self.subTest(text):
                files = {"image": ("x.png", content, "image/png")}
                answer = self._post_sign(method="uploaded", files=files)
                self.assertIn(text, self._errors(answer)[0])
        blank = f"data:image/png;base64,{picture(drawn=False)}"
        self.assertIn(
            "empty", self._errors(self._post_sign(method="drawn", drawn=blank))[0]
        )
        self.assertIn("empty", self._errors(self._post_sign(method="drawn"))[0])
        self.assertFalse(self.agreement.signature_ids)

    def test_huge_form(self):
        files = {"image": ("x.png", b"x" * (25 * 1024 * 1024), "image/png")}
        answer = self._post_sign(method="uploaded", files=files)
        self.assertEqual(answer.status_code, 413)
        self.assertIn("Nothing has been signed", answer.text)

    def test_text_changed_since_the_page_was_opened(self):
        answer = self._post_sign(content_hash="0" * 64)
        self.assertIn("changed since you opened", self._errors(answer)[0])
        self.assertEqual(self.party.state, "pending")

    def test_no_csrf_token(self):
        with self.assertLogs("odoo.http", "WARNING"):
            answer = self._post_sign(csrf_token=None)
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self.party.state, "pending")

    def test_posts_with_foreign_links(self):
        for tail in ("/sign", "/decline", "/delegate"):
            for party, token in ((self.party2, self.token), (self.party, "x" * 43)):
                with self.subTest(tail, party=party.id):
                    answer = self._post(
                        tail,
                        party=party.id,
                        token=token,
                        name=NAME,
                        capacity="CEO",
                        method="typed",
                        email="a@example.com",
                        reason="Because",
                    )
                    self.assertEqual(answer.status_code, 404)
        self.assertEqual(set(self.agreement.party_ids.mapped("state")), {"pending"})

    def test_decline(self):
        answer = self._post("/decline", reason="")
        self.assertIn("reason", self._errors(answer)[0])
        self.assertEqual(self.party.state, "pending")
        answer = self._post("/decline", reason="Not like this")
        self.assertIn("You have declined to sign for", answer.text)
        self.assertEqual(self.party.decline_reason, "Not like this")
        self.assertEqual(self.agreement.signing_state, "draft")

    def test_delegate(self):
        answer = self._post("/delegate", name="", email="x", reason="")
        self.assertEqual(len(self._errors(answer)), 3)
        answer = self._post(
            "/delegate",
            name="Ville Example",
            email="ville@example.com",
            reason="On leave",
        )
        self.assertIn("handed over", answer.text)
        self.assertEqual(self.party.signatory_id.email, "ville@example.com")
        self.assertIn("handed over", self._get().text)
        mails = self.env["mail.mail"].search_count([])
        self._post("/renew")
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_all_sign(self):
        for party in self.agreement.party_ids:
            token = self._link(party)
            self._post_sign(party=party.id, token=token)
        self.assertEqual(self.agreement.signing_state, "complete")
        self.assertIn(
            "All parties have signed", self._get(party=party, token=token).text
        )
        with self._printed():
            self.agreement._issue_signed_document()
        # From here on the file that was issued is handed out, nothing is drawn anew.
        self.assertEqual(
            self._get("/pdf", party=party, token=token).content, b"%PDF-printed"
        )

    def test_odd_characters(self):
        self._post_sign(name="Maija\0 Example", capacity="CEO\0")
        self.assertEqual(self.party.signature_id.signer_name, NAME)
        answer = self._post(
            "/decline",
            party=self.party2.id,
            token=self._link(self.party2),
            reason="No\0!",
        )
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.party2.decline_reason, "No!")


@tagged("post_install", "-at_install")
class TestPortalComment(PortalCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._create_agreement().sudo()
        cls.party, cls.party2 = cls.agreement.party_ids[:2]
        cls.token = cls._link(cls.party, "comment")
        cls.section = cls.agreement.section_ids[0]
        cls.key = f"comment_{cls.section.id}"

    def test_comment_and_answer(self):
        self.assertIn("Send the comments", self._get("/comment").text)
        answer = self._post("/comment", **{self.key: "Who <b>pays</b>?"})
        self.assertIn("your comments have been recorded", answer.text)
        self.assertIn("Who &lt;b&gt;pays", answer.text)
        comment = self.agreement.comment_ids
        self.assertEqual(comment.author_id, self.party.signatory_id)
        self.assertEqual(comment.organisation_id, self.party.partner_id)
        comment.answer = "Everybody"
        self.assertIn("Everybody", self._get("/comment").text)

    def test_another_party_sees_only_its_own(self):
        self._post("/comment", **{self.key: "Ours alone"})
        other = self._get(
            "/comment", party=self.party2, token=self._link(self.party2, "comment")
        )
        self.assertEqual(other.status_code, 200)
        self.assertNotIn("Ours alone", other.text)

    def test_two_clicks_one_comment(self):
        for _click in range(2):
            answer = self._post("/comment", **{self.key: "Once"})
            self.assertIn("your comments have been recorded", answer.text)
        self.assertEqual(len(self.agreement.comment_ids), 1)

    def test_nothing_written(self):
        self.assertIn("at least one", self._errors(self._post("/comment"))[0])

    def test_all_or_nothing(self):
        other = f"comment_{self.agreement.section_ids[1].id}"
        answer = self._post("/comment", **{self.key: "Fine", other: "x" * 5000})
        self.assertEqual(answer.status_code, 422)
        self.assertIn("too long", self._errors(answer)[0])
        self.assertIn(">Fine</textarea>", answer.text)
        self.assertFalse(self.agreement.comment_ids)

    def test_section_of_another_agreement(self):
        other = self._create_agreement().sudo()
        answer = self._post(
            "/comment", **{f"comment_{other.section_ids[0].id}": "Hello"}
        )
        self.assertEqual(answer.status_code, 422)
        self.assertFalse(other.comment_ids)

    def test_closed_after_sending(self):
        token = self.token
        self.agreement.with_user(self.coordinator).action_send()
        answer = self._post("/comment", token=token, **{self.key: "Late"})
        self.assertEqual(answer.status_code, 410)
        user = self._user("portal_colleague", self.party.partner_id)
        self.authenticate(user.login, user.login)
        self.assertIn("closed for comments", self.url_open(self._path("/comment")).text)
        answer = self._post("/comment", token=None, **{self.key: "Late"})
        self.assertEqual(answer.status_code, 422)
        self.assertFalse(self.agreement.comment_ids)

    def test_logged_in_colleague(self):
        user = self._user("portal_colleague", self.party.partner_id)
        self.authenticate(user.login, user.login)
        self._post("/comment", token=None, **{self.key: "From a colleague"})
        self.assertEqual(self.agreement.comment_ids.author_id, user.partner_id)
