# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from . import page
from .gate import DoorClosed, agreement_gate


class CommitmentPortal(http.Controller):
    """A party tells how its commitments were kept: logged in, its own rows only."""

    def _rows(self, agreement_id, party):
        """Return (visitor, the party's rows); the rows are superuser records."""
        visitor = agreement_gate(agreement_id, party)
        rows = (
            request.env["seutuyp.commitment.followup"]
            .sudo()
            .search(
                [
                    ("agreement_id", "=", visitor.agreement.id),
                    ("partner_id", "=", visitor.party.partner_id.id),
                ]
            )
        )
        return visitor, rows

    @http.route(
        "/my/agreements/<int:agreement_id>/commitments",
        type="http",
        auth="user",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
        readonly=page.only_reads,
    )
    def commitments(self, agreement_id, party=None, done=None, **form):
        """Show the party's commitments year by year; a posted form answers one."""
        path = f"/my/agreements/{agreement_id}/commitments"
        try:
            visitor, rows = self._rows(agreement_id, party)
        except DoorClosed:
            raise request.not_found() from None
        error, wrong = None, 0
        if request.httprequest.method == "POST":
            row = rows.filtered(lambda item: str(item.id) == form.get("row"))
            if not row:
                raise request.not_found()
            note = (form.get("note") or "").replace("\0", "")
            try:
                with request.env.cr.savepoint():
                    row._answer(form.get("state"), note, visitor.person)
            except UserError as problem:
                error, wrong = str(problem), row.id
            else:
                query = {"party": visitor.party.id, "done": row.id}
                return request.redirect(
                    page.address(path, request.env.lang, **query), code=303
                )
        return page.render(
            "seutuyp_network.portal_commitments",
            {
                "title": request.env._("Commitments"),
                "agreement_name": visitor.agreement.name,
                "organisation": visitor.party.partner_id.name,
                "party_id": visitor.party.id,
                "rows": [self._plain(row) for row in rows],
                "states": request.env["seutuyp.commitment.followup"]
                ._fields["state"]
                ._description_selection(request.env),
                "action": page.address(path, request.env.lang),
                "error": error,
                "wrong": wrong,
                "typed": form,
                "done": int(done) if (done or "").isdigit() else 0,
            },
            path,
            {"party": visitor.party.id},
            status=422 if error else 200,
            headers=page.PERSONAL_HEADERS,
        )

    def _plain(self, row):
        return {
            "id": row.id,
            "name": row.name,
            "year": row.year,
            "state": row.state or "",
            "note": row.note or "",
            "told": row.answered_on
            and request.env._(
                "Told by %(person)s on %(day)s.",
                person=row.answered_by_id.name,
                day=request.env["seutuyp.region"]._day(row.answered_on),
            ),
        }
