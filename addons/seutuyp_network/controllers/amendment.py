# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import UserError
from odoo.http import request

from ..tools.signature_image import MAX_BYTES
from . import page
from .gate import DoorClosed, agreement_gate, amendment_gate
from .portal import AgreementPortal, _clean, _page_route

PATH = "/amendments/<int:amendment_id>"


class AmendmentPortal(AgreementPortal):
    """Amendments, notice and comparison for the people who sign agreements."""

    # ------------------------------------------------------------------- the list
    def _own_signers(self):
        """Return what the user signs of amendments that wait for signatures."""
        return (
            request.env["seutuyp.agreement.amendment.signer"]
            .sudo()
            .search(
                [
                    ("amendment_id.state", "=", "collecting"),
                    ("signatory_id", "=", request.env.user.partner_id.id),
                ]
            )
        )

    def _list_values(self):
        return {
            **super()._list_values(),
            "amendments": [
                {
                    "url": page.address(signer._portal_path(), party=signer.id),
                    "title": signer.amendment_id.display_name,
                    "agreement": signer.agreement_id.name,
                    "status": signer._portal_words()["status"],
                    "can_sign": signer._waits_for_signature(),
                }
                for signer in self._own_signers()
            ],
        }

    def _document_values(self, visitor, path):
        values = super()._document_values(visitor, path)
        values["later"] = self._later_values(visitor)
        return values

    def _later_values(self, visitor):
        """Return what has happened since, and what the visitor may do about it."""
        agreement, party = visitor.agreement, visitor.party
        path = f"/my/agreements/{agreement.id}"
        newest = party._newest_for_party()
        return {
            "events": agreement._later_sentences(),
            "changes_url": newest and page.address(f"{path}/changes", **visitor.query),
            "notice_url": self._may_give_notice(visitor)
            and page.address(f"{path}/notice", party=party.id),
        }

    def _may_give_notice(self, visitor):
        return (
            visitor.is_signatory
            and not visitor.token
            and visitor.agreement.state in ("in_force", "notice")
            and visitor.party.state == "signed"
        )

    # ------------------------------------------------------------------ amendment
    @_page_route(PATH, methods=["GET"])
    def amendment(
        self, agreement_id, amendment_id, party=None, token=None, done=None, **_kw
    ):
        """Show the amendment and, under it, the form to sign it."""
        try:
            visitor = amendment_gate(agreement_id, amendment_id, party, token)
        except DoorClosed as closed:
            return self._closed_amendment(
                closed, agreement_id, amendment_id, token, done
            )
        return self._amendment_page(visitor, done=done)

    def _amendment_page(
        self, visitor, form=None, errors=None, part=None, done=None, status=200
    ):
        signer = visitor.party
        path = signer._portal_path()
        text = signer.amendment_id._text_to_read()
        code = request.env["res.lang"]._html_code

        def action(tail):
            return page.address(path + tail, request.env.lang)

        def download(tail):
            return page.address(path + tail, **visitor.query)

        values = {
            "visitor": visitor,
            "party": signer,
            "signers": signer.amendment_id.signer_ids,
            "words": signer._portal_words(),
            "text": text,
            "text_lang": code(text["lang"]),
            "title": text["title"],
            "signature": signer.state == "signed" and signer.signature_id,
            "can_sign": visitor.can_sign,
            "form": {
                "method": "typed",
                "capacity": signer.capacity or "",
                **(form or {}),
            },
            "max_bytes": MAX_BYTES,
            "errors": errors or {},
            "part": part,
            "done": done,
            "action": action,
            "download": download,
        }
        return page.render(
            "seutuyp_network.portal_amendment",
            values,
            path,
            visitor.query,
            status=status,
            headers=page.PERSONAL_HEADERS,
        )

    @_page_route(PATH + "/sign")
    def amendment_sign(
        self, agreement_id, amendment_id, party=None, token=None, **form
    ):
        """Sign the amendment with what the form says; see ``_sign`` of the signer."""

        def act(visitor):
            visitor.party._sign(
                form.get("name"),
                form.get("capacity"),
                form.get("method"),
                image=self._picture(form),
                evidence=self._evidence(form),
            )

        ids = agreement_id, amendment_id
        return self._act_on_amendment("sign", act, ids, party, token, form)

    @_page_route(PATH + "/decline")
    def amendment_decline(
        self, agreement_id, amendment_id, party=None, token=None, **form
    ):
        """Decline to sign the amendment, with the reason."""

        def act(visitor):
            visitor.party._decline(form.get("reason"))

        ids = agreement_id, amendment_id
        return self._act_on_amendment("decline", act, ids, party, token, form)

    @_page_route(PATH + "/delegate")
    def amendment_delegate(
        self, agreement_id, amendment_id, party=None, token=None, **form
    ):
        """Hand the signing of the amendment over to a colleague."""

        def act(visitor):
            visitor.party._delegate(
                form.get("name"), form.get("email"), form.get("reason")
            )

        ids = agreement_id, amendment_id
        return self._act_on_amendment("delegate", act, ids, party, token, form)

    def _act_on_amendment(self, what, act, ids, party, token, form):
        path = f"/my/agreements/{ids[0]}/amendments/{ids[1]}"
        _clean(form)
        if request.httprequest.method != "POST":
            return request.redirect(page.address(path))
        try:
            visitor = amendment_gate(*ids, party, token)
        except DoorClosed as closed:
            return self._closed_amendment(closed, *ids, token)
        if not visitor.is_signatory:
            return self._closed_amendment(DoorClosed("wrong"), *ids, token)
        try:
            with request.env.cr.savepoint():
                act(visitor)
        except UserError as error:
            problems = getattr(error, "problems", None) or {"": str(error)}
            return self._amendment_page(
                visitor,
                form=self._kept(form, problems),
                errors=problems,
                part=what,
                status=422,
            )
        query = {"party": party, "token": token, "done": what}
        return request.redirect(page.address(path, request.env.lang, **query), code=303)

    @_page_route(PATH + "/renew")
    def amendment_renew(
        self, agreement_id, amendment_id, party=None, token=None, **_form
    ):
        """Mail a new link to whoever shows an expired or replaced one.

        The answer is always the same, so that nothing can be learned from it.
        """
        path = f"/my/agreements/{agreement_id}/amendments/{amendment_id}"
        if request.httprequest.method != "POST":
            return request.redirect(page.address(path))
        try:
            amendment_gate(agreement_id, amendment_id, party, token)
        except DoorClosed as closed:
            if closed.why in ("login", "wrong"):
                return self._closed_amendment(closed, agreement_id, amendment_id, token)
            if closed.party.signatory_id == closed.token.partner_id:
                closed.party._renew_link()
        query = {"party": party, "token": token, "done": "renew"}
        return request.redirect(page.address(path, request.env.lang, **query), code=303)

    @_page_route(PATH + "/pdf", methods=["GET"])
    def amendment_pdf(self, agreement_id, amendment_id, party=None, token=None, **_kw):
        """Hand out the amendment: the issued file once all have signed."""
        try:
            visitor = amendment_gate(agreement_id, amendment_id, party, token)
        except DoorClosed as closed:
            return self._closed_amendment(closed, agreement_id, amendment_id, token)
        data, filename = visitor.party._file(request.env.lang)
        return page.download(data, filename, "application/pdf")

    @_page_route(PATH + "/agreement", methods=["GET"])
    def amendment_agreement(
        self, agreement_id, amendment_id, party=None, token=None, **_kw
    ):
        """Hand out the agreement that is amended, to read before signing."""
        try:
            visitor = amendment_gate(agreement_id, amendment_id, party, token)
        except DoorClosed as closed:
            return self._closed_amendment(closed, agreement_id, amendment_id, token)
        data, filename = visitor.party._agreement_file(request.env.lang)
        return page.download(data, filename, "application/pdf")

    def _closed_amendment(self, closed, agreement_id, amendment_id, token, done=None):
        return self._closed_page(
            closed,
            agreement_id,
            token,
            done=done,
            path=f"/my/agreements/{agreement_id}/amendments/{amendment_id}",
        )

    # --------------------------------------------------------------------- changes
    @_page_route("/changes", methods=["GET"])
    def changes(self, agreement_id, party=None, token=None, **_kw):
        """Show what differs between the text that was signed and the newest one."""
        try:
            visitor = agreement_gate(agreement_id, party, token)
        except DoorClosed as closed:
            return self._closed_page(closed, agreement_id, token)
        newest = visitor.party._newest_for_party()
        if not newest:
            return self._closed_page(
                DoorClosed("wrong"),
                agreement_id,
                token,
                text=request.env._("Nothing has changed since you signed."),
            )
        path = f"/my/agreements/{agreement_id}"
        values = {
            "title": request.env._("What has changed since the version you signed"),
            "body": newest._difference_html(
                visitor.party._text_for_party(), newest._text_to_read()
            ),
            "link": lambda: page.address(path, **visitor.query),
        }
        return page.render(
            "seutuyp_network.portal_changes",
            values,
            f"{path}/changes",
            visitor.query,
            headers=page.PERSONAL_HEADERS,
        )

    # ---------------------------------------------------------------------- notice
    @_page_route("/notice")
    def notice(self, agreement_id, party=None, **form):
        """Let the signatory of a party, logged in, give notice for it."""
        try:
            visitor = agreement_gate(agreement_id, party)
        except DoorClosed as closed:
            return self._closed_page(closed, agreement_id, None)
        if not visitor.is_signatory or visitor.party.state != "signed":
            return self._closed_page(DoorClosed("wrong"), agreement_id, None)
        errors = {}
        if request.httprequest.method == "POST":
            _clean(form)
            try:
                with request.env.cr.savepoint():
                    visitor.party._give_own_notice(form.get("reason"))
            except UserError as error:
                errors = getattr(error, "problems", None) or {"": str(error)}
            else:
                path = f"/my/agreements/{agreement_id}/notice"
                address = page.address(path, request.env.lang, party=party)
                return request.redirect(address, code=303)
        return self._notice_page(visitor, form, errors)

    def _notice_page(self, visitor, form, errors):
        path = f"/my/agreements/{visitor.agreement.id}"
        running = visitor.party._running_notice()
        values = {
            "title": request.env._(
                "Notice for %(party)s", party=visitor.party.partner_id.name
            ),
            "visitor": visitor,
            "party": visitor.party,
            "notice": running,
            "sentence": running._words()
            if running
            else visitor.party._notice_sentence(),
            "form": form,
            "errors": errors,
            "part": "notice",
            "words": visitor.party._portal_words(),
            "action": lambda tail: page.address(path + tail, request.env.lang),
            "link": lambda: page.address(path, **visitor.query),
        }
        return page.render(
            "seutuyp_network.portal_notice",
            values,
            f"{path}/notice",
            visitor.query,
            status=422 if errors else 200,
            headers=page.PERSONAL_HEADERS,
        )
