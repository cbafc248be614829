# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal

from ..tools.signature_image import MAX_BYTES
from . import page
from .gate import DoorClosed, agreement_gate

# A form a little larger than any picture we take; the answer to a larger picture is a
# sentence, to a larger form the server's own refusal.
MAX_FORM = 24 * 1024 * 1024


def _page_route(tail="", methods=("GET", "POST")):
    """Route of one page of an agreement; who may pass is the gate's business."""
    return http.route(
        f"/my/agreements/<int:agreement_id>{tail}",
        type="http",
        auth="public",
        methods=list(methods),
        website=True,
        sitemap=False,
        readonly=page.only_reads,
        max_content_length=MAX_FORM,
    )


def _clean(form):
    """Take out of a form the one character that no database field can hold."""
    for key, value in form.items():
        if isinstance(value, str):
            form[key] = value.replace("\0", "")


class AgreementPortal(CustomerPortal):
    """Agreements for the people who sign them: pages show, posted forms act."""

    # ------------------------------------------------------------------ account
    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "seutuyp_agreement_count" in counters:
            values["seutuyp_agreement_count"] = len(self._own_parties())
        if "seutuyp_brand_count" in counters:
            values["seutuyp_brand_count"] = self._brand_count()
        return values

    def _brand_count(self):
        """Count the files of the brand kit that the user may download."""
        if not request.env["seutuyp.licence"]._may_use_brand():
            return 0
        return request.env["seutuyp.brand.file"].sudo().search_count([])

    def _own_parties(self):
        """Return the parties that the user signs or works for."""
        person = request.env.user.partner_id
        return (
            request.env["seutuyp.agreement.party"]
            .sudo()
            .search(
                [
                    ("state", "!=", "left"),
                    ("agreement_id.active", "=", True),
                    "|",
                    ("signatory_id", "=", person.id),
                    ("partner_id", "=", person.commercial_partner_id.id),
                ]
            )
        )

    @http.route(
        "/my/agreements",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        readonly=True,
    )
    def agreements(self, **_kw):
        """List the agreements of the user and of the organisation he works for."""
        person = request.env.user.partner_id
        parties = self._own_parties().sorted(
            lambda party: (not party._waits_for_signature(), -party.agreement_id.id)
        )
        rows = [
            {
                "party": party,
                "agreement": party.agreement_id,
                "can_sign": party.signatory_id == person
                and party._waits_for_signature(),
                "url": page.address(
                    f"/my/agreements/{party.agreement_id.id}", party=party.id
                ),
                "comment_url": not party.agreement_id.content_locked
                and party.agreement_id.signing_state == "draft"
                and page.address(
                    f"/my/agreements/{party.agreement_id.id}/comment", party=party.id
                ),
            }
            for party in parties
        ]
        followups = self._own_followups(parties)
        for row in rows:
            row["shelf"] = row["party"]._portal_shelf()
            row["followup_url"] = row["party"] in followups and page.address(
                f"/my/agreements/{row['agreement'].id}/commitments",
                party=row["party"].id,
            )
        values = {
            "shelves": self._shelves(rows),
            "rows": rows,
            "title": request.env._("Agreements"),
            **self._list_values(),
        }
        return page.render(
            "seutuyp_network.portal_agreements",
            values,
            "/my/agreements",
            headers=page.PERSONAL_HEADERS,
        )

    def _own_followups(self, parties):
        """Return those parties that have been asked about their commitments."""
        rows = (
            request.env["seutuyp.commitment.followup"]
            .sudo()
            .search(
                [
                    ("agreement_id", "in", parties.agreement_id.ids),
                    ("partner_id", "in", parties.partner_id.ids),
                ]
            )
        )
        asked = {(row.agreement_id, row.partner_id) for row in rows}
        return parties.filtered(
            lambda party: (party.agreement_id, party.partner_id) in asked
        )

    def _shelves(self, rows):
        """Return the rows under headings, what is to be signed first."""
        names = {
            "sign": request.env._("To sign now"),
            "preparing": request.env._("In preparation"),
            "running": request.env._("In force"),
            "earlier": request.env._("Earlier"),
        }
        shelves = []
        for key, name in names.items():
            own = [row for row in rows if row["shelf"] == key]
            if own:
                title = request.env._("%(name)s: %(count)s", name=name, count=len(own))
                shelves.append({"key": key, "title": title, "rows": own})
        return shelves

    def _next_to_sign(self, visitor):
        """Return what the signatory signs next, for those who are logged in.

        A link opens one agreement and tells nothing of others.
        """
        if visitor.token or request.env.user._is_public():
            return None
        person = request.env.user.partner_id
        others = self._own_parties().filtered(
            lambda party: (
                party.signatory_id == person
                and party != visitor.party
                and party._waits_for_signature()
            )
        )
        if not others:
            return None
        party = others.sorted("id")[0]
        return {
            "url": page.address(
                f"/my/agreements/{party.agreement_id.id}", party=party.id
            ),
            "text": request.env._(
                "Next: %(agreement)s", agreement=party.agreement_id.name
            ),
            "count": request.env._(
                "Agreements that wait for your signature: %(count)s.",
                count=len(others),
            ),
        }

    def _list_values(self):
        """Return what else the list of the user's agreements shows."""
        return {}

    # ------------------------------------------------------------- the agreement
    @_page_route(methods=["GET"])
    def agreement(self, agreement_id, party=None, token=None, done=None, **_kw):
        """Show the agreement and, under it, the form to sign it."""
        try:
            visitor = agreement_gate(agreement_id, party, token)
        except DoorClosed as closed:
            return self._closed_page(closed, agreement_id, token, done=done)
        return self._agreement_page(visitor, done=done)

    def _agreement_page(
        self, visitor, form=None, errors=None, part=None, done=None, status=200
    ):
        """Return the document page.

        :param dict form: what the visitor had typed, shown again with ``errors``
        :param dict errors: input name → sentence; ``""`` for one about no input
        :param str part: the form that the errors belong to: sign, decline, delegate
        :param str done: what has just been done
        """
        agreement, party = visitor.agreement, visitor.party
        path = f"/my/agreements/{agreement.id}"
        form = {"method": "typed", "capacity": party.capacity or "", **(form or {})}
        values = {
            **self._document_values(visitor, path),
            "signature": party.state == "signed" and party.signature_id,
            "can_sign": visitor.can_sign,
            "next_one": self._next_to_sign(visitor),
            "form": form,
            "max_bytes": MAX_BYTES,
            "errors": errors or {},
            "part": part,
            "done": done,
        }
        return page.render(
            "seutuyp_network.portal_agreement",
            values,
            path,
            visitor.query,
            status=status,
            headers=page.PERSONAL_HEADERS,
        )

    def _document_values(self, visitor, path):
        """Return what the text on a page needs; it is the frozen text, once frozen."""
        agreement, party = visitor.agreement, visitor.party
        text = party._text_for_party()
        fitted = request.env["seutuyp.report.mixin"]._fitted
        for section in text["sections"]:
            section["body"] = fitted(section["body"], 2)
        for translation in text["translations"].values():
            translation["body"] = fitted(translation["body"], 3)
        code = request.env["res.lang"]._html_code

        def link(tail="", lang=None):
            return page.address(path + tail, lang, **visitor.query)

        def action(tail):
            return page.address(
                f"/my/agreements/{agreement.id}{tail}", request.env.lang
            )

        def download(tail):
            return page.address(f"/my/agreements/{agreement.id}{tail}", **visitor.query)

        return {
            "agreement": agreement,
            "party": party,
            "visitor": visitor,
            "words": party._portal_words(),
            "text": text,
            "text_lang": code(text["lang"]),
            "reader_lang": code(),
            "labels": request.env["seutuyp.agreement"]._content_labels(),
            "parties": agreement._content_parties(),
            "title": text["name"],
            "link": link,
            "action": action,
            "download": download,
        }

    # -------------------------------------------------------------------- acting
    @_page_route("/sign")
    def sign(self, agreement_id, party=None, token=None, **form):
        """Sign for a party with what the form says; see ``_sign`` of the party."""

        def act(visitor):
            visitor.party._sign(
                form.get("name"),
                form.get("capacity"),
                form.get("method"),
                image=self._picture(form),
                evidence=self._evidence(form),
            )

        return self._act("sign", act, agreement_id, party, token, form)

    @_page_route("/decline")
    def decline(self, agreement_id, party=None, token=None, **form):
        """Decline to sign, with the reason."""

        def act(visitor):
            visitor.party._decline(form.get("reason"))

        return self._act("decline", act, agreement_id, party, token, form)

    @_page_route("/delegate")
    def delegate(self, agreement_id, party=None, token=None, **form):
        """Hand the signing over to a colleague."""

        def act(visitor):
            visitor.party._delegate(
                form.get("name"), form.get("email"), form.get("reason")
            )

        return self._act("delegate", act, agreement_id, party, token, form)

    def _act(self, what, act, agreement_id, party, token, form):
        """Do what a posted form asks for, then send the browser to the page.

        :param str what: sign, decline or delegate
        :param act: what to do with the visitor; raises UserError on bad input
        """
        path = f"/my/agreements/{agreement_id}"
        _clean(form)
        if request.httprequest.method != "POST":  # somebody reloads the address
            return request.redirect(page.address(path))
        try:
            visitor = agreement_gate(agreement_id, party, token)
        except DoorClosed as closed:
            return self._closed_page(closed, agreement_id, token)
        if not visitor.is_signatory:
            return self._closed_page(DoorClosed("wrong"), agreement_id, token)
        try:
            with request.env.cr.savepoint():
                act(visitor)
        except UserError as error:
            problems = getattr(error, "problems", None) or {"": str(error)}
            return self._agreement_page(
                visitor,
                form=self._kept(form, problems),
                errors=problems,
                part=what,
                status=422,
            )
        query = {"party": party, "token": token, "done": what}
        return request.redirect(page.address(path, request.env.lang, **query), code=303)

    def _kept(self, form, problems):
        """Return what the visitor had typed, without a picture that was refused."""
        kept = {
            key: value[:2000] for key, value in form.items() if isinstance(value, str)
        }
        if "image" not in problems:
            kept["drawn"] = form.get("drawn")
        else:
            kept.pop("drawn", None)
        return kept

    def _picture(self, form):
        """Return the signature picture of the form as base64, or None.

        One byte more than allowed is read, no more: the refusal comes from ``_sign``.
        """
        if form.get("method") == "uploaded":
            upload = form.get("image")
            data = upload.read(MAX_BYTES + 1) if hasattr(upload, "read") else b""
            return base64.b64encode(data)
        return form.get("drawn")

    def _evidence(self, form):
        user = request.env.user
        return {
            "content_hash": form.get("content_hash"),
            "ip_address": request.httprequest.remote_addr,
            "user_agent": request.httprequest.user_agent.string,
            "lang": request.env.lang,
            "user_id": False if user._is_public() else user.id,
        }

    @_page_route("/renew")
    def renew(self, agreement_id, party=None, token=None, purpose=None, **_form):
        """Mail a new link to whoever shows an expired or replaced one.

        The answer is always the same, so that nothing can be learned from it.
        """
        comment = purpose == "comment"
        path = f"/my/agreements/{agreement_id}" + ("/comment" if comment else "")
        if request.httprequest.method != "POST":
            return request.redirect(page.address(path))
        purposes = ("comment",) if comment else ("sign",)
        try:
            agreement_gate(agreement_id, party, token, purposes)
        except DoorClosed as closed:
            if closed.why in ("login", "wrong"):
                return self._closed_page(closed, agreement_id, token)
            if closed.party.signatory_id == closed.token.partner_id:
                renew = "_renew_comment_link" if comment else "_renew_link"
                getattr(closed.party, renew)()
        query = {"party": party, "token": token, "done": "renew"}
        return request.redirect(page.address(path, request.env.lang, **query), code=303)

    # ------------------------------------------------------------------ comments
    @_page_route("/comment")
    def comment(self, agreement_id, party=None, token=None, done=None, **form):
        """Show the draft with the party's comments; a posted form adds to them."""
        try:
            visitor = agreement_gate(agreement_id, party, token, ("comment",))
        except DoorClosed as closed:
            return self._closed_page(closed, agreement_id, token, "comment", done)
        if request.httprequest.method != "POST":
            return self._comment_page(visitor, done=done)
        _clean(form)
        errors = self._add_comments(visitor, form)
        if errors:
            return self._comment_page(visitor, form, errors, status=422)
        query = {**visitor.query, "done": "comment"}
        path = f"/my/agreements/{agreement_id}/comment"
        return request.redirect(page.address(path, request.env.lang, **query), code=303)

    def _add_comments(self, visitor, form):
        """Record what was written under each section, all of it or nothing.

        :return: dict input name → sentence
        """
        written = {
            section: form.get(f"comment_{section.id}", "").strip()
            for section in visitor.agreement.section_ids
        }
        written = {section: text for section, text in written.items() if text}
        if not written:
            return {"": request.env._("Write a comment under at least one section.")}
        errors = {}
        savepoint = request.env.cr.savepoint(flush=True)
        for section, text in written.items():
            try:
                request.env["seutuyp.agreement.comment"]._add(
                    section, visitor.person, visitor.party.partner_id, text
                )
            except UserError as error:
                errors[f"comment_{section.id}"] = str(error)
        savepoint.close(rollback=bool(errors))
        return errors

    def _comment_page(self, visitor, form=None, errors=None, done=None, status=200):
        path = f"/my/agreements/{visitor.agreement.id}/comment"
        own = visitor.agreement.comment_ids.filtered(
            lambda comment: comment.organisation_id == visitor.party.partner_id
        )
        values = {
            **self._document_values(visitor, path),
            "comments": own.grouped(lambda comment: comment.section_id.id),
            "open": not visitor.agreement.content_locked,
            "form": form or {},
            "errors": errors or {},
            "done": done,
        }
        values["title"] = request.env._("Comments: %(name)s", name=values["title"])
        return page.render(
            "seutuyp_network.portal_comment",
            values,
            path,
            visitor.query,
            status=status,
            headers=page.PERSONAL_HEADERS,
        )

    # ----------------------------------------------------------------- downloads
    @_page_route("/pdf", methods=["GET"])
    def pdf(self, agreement_id, party=None, token=None, **_kw):
        """Hand out the agreement as PDF: the signed file once all have signed."""
        try:
            visitor = agreement_gate(agreement_id, party, token, ("sign", "comment"))
        except DoorClosed as closed:
            return self._closed_page(closed, agreement_id, token)
        data, filename = visitor.party._file_for_party(request.env.lang)
        return page.download(data, filename, "application/pdf")

    @_page_route("/annex/<int:annex_id>", methods=["GET"])
    def annex(self, agreement_id, annex_id, party=None, token=None, **_kw):
        """Hand out one annex of the text that the page shows."""
        try:
            visitor = agreement_gate(agreement_id, party, token, ("sign", "comment"))
        except DoorClosed as closed:
            return self._closed_page(closed, agreement_id, token)
        try:
            data, filename = visitor.party._annex_for_party(annex_id)
        except UserError as error:
            return self._closed_page(
                DoorClosed("wrong"), agreement_id, token, text=str(error)
            )
        return page.download(data, filename)

    # --------------------------------------------------------------- closed door
    def _closed_page(
        self,
        closed,
        agreement_id,
        token,
        purpose="sign",
        done=None,
        text=None,
        path=None,
    ):
        """Return the page that says in plain words why the visitor may not pass."""
        base = path or f"/my/agreements/{agreement_id}"
        path = base + ("/comment" if purpose == "comment" else "")
        if closed.why == "login":
            return request.redirect(f"/web/login?redirect={page.address(path)}")
        wrong = closed.why == "wrong"
        query = {} if wrong else {"party": closed.party.id, "token": token}
        titles = {
            "wrong": request.env._("There is nothing at this address"),
            "expired": request.env._("This link has expired"),
            "revoked": request.env._("This link no longer works"),
            "declined": request.env._("You have declined to sign"),
            "delegated": request.env._("The signing has been handed over"),
        }
        values = {
            "why": closed.why,
            "text": text,
            "party": closed.party,
            "words": closed.party and closed.party._portal_words(),
            "token": token,
            "purpose": purpose,
            "done": done,
            "title": titles[closed.why],
            "action": page.address(f"{base}/renew", request.env.lang),
        }
        return page.render(
            "seutuyp_network.portal_closed",
            values,
            path,
            query,
            status=404
            if wrong
            else 200
            if closed.why in ("declined", "delegated")
            else 410,
            headers=page.PERSONAL_HEADERS,
        )
