# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.seutuyp_brand_use import PLACE_KINDS
from . import page

NEW_ROWS = 3
MAX_LENGTH = 300


def _file(file_id):
    """Return a file of the brand kit, sudo, as long as it is in use."""
    return request.env["seutuyp.brand.file"].sudo().browse(file_id).exists()


class BrandKit(http.Controller):
    """The brand kit, for people of regions whose licence is valid today."""

    @http.route(
        "/my/brand",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        readonly=True,
    )
    def kit(self, **_kw):
        """List the files, or say why there are none for this visitor."""
        may = request.env["seutuyp.licence"]._may_use_brand()
        files = request.env["seutuyp.brand.file"].sudo().search([])
        values = {
            "title": request.env._("Brand kit"),
            "files": may and self._rows(files),
            "why": [] if may else request.env["seutuyp.licence"]._why_no_brand(),
        }
        return page.render(
            "seutuyp_network.brand_kit",
            values,
            "/my/brand",
            headers=page.PERSONAL_HEADERS,
        )

    def _rows(self, files):
        kinds = dict(files._fields["kind"]._description_selection(request.env))
        lang_name = request.env["seutuyp.report.mixin"]._lang_name
        return [
            {
                "name": item.name,
                "kind": kinds[item.kind],
                "lang": item.lang and lang_name(item.lang),
                "size": item.size,
                "note": item.note,
                "url": page.address(f"/my/brand/{item.id}"),
            }
            for item in files
        ]

    @http.route(
        "/my/brand/<int:file_id>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        readonly=True,
    )
    def terms(self, file_id, **_kw):
        """Say the terms of use, with the download under them."""
        item = _file(file_id)
        if not item.active:
            raise request.not_found()
        may = request.env["seutuyp.licence"]._may_use_brand()
        values = {
            "title": item.name,
            "item": self._rows(item)[0],
            "filename": item.filename,
            "fingerprint": item.sha256,
            "may": may,
            "why": [] if may else request.env["seutuyp.licence"]._why_no_brand(),
            "download": page.address(f"/my/brand/{item.id}/file"),
            "kit": page.address("/my/brand"),
        }
        return page.render(
            "seutuyp_network.brand_file",
            values,
            f"/my/brand/{file_id}",
            headers=page.PERSONAL_HEADERS,
            status=200 if may else 403,
        )

    @http.route(
        "/my/brand/<int:file_id>/file",
        type="http",
        auth="user",
        methods=["GET"],
        website=True,
        sitemap=False,
        readonly=True,
    )
    def download(self, file_id, **_kw):
        """Give out the file; without a valid licence the page says why not."""
        item = _file(file_id)
        if not item.active:
            raise request.not_found()
        if not request.env["seutuyp.licence"]._may_use_brand():
            return self.terms(file_id)
        data = base64.b64decode(item.with_context(bin_size=False).file)
        return page.download(data, item.filename)


class BrandUse(http.Controller):
    """The yearly question where the mark is used, answered from the mail."""

    @http.route(
        "/seutuyp/brand-use/<int:use_id>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
        readonly=page.only_reads,
    )
    def brand_use(self, use_id, token=None, done=None, **form):
        """Show the places; a posted form changes and confirms them.

        :param int use_id: from the address, not to be trusted
        :param str token: the personal link of the person who is asked
        """
        path = f"/seutuyp/brand-use/{use_id}"
        use = request.env["seutuyp.brand.use"].sudo().browse(use_id).exists()
        found, problem = request.env["seutuyp.token"]._find(use, "brand", token)
        if done and found and problem == "revoked":
            return self._message(path, "done")
        if problem:
            return self._message(path, problem)
        uses = use._of_same_contact()
        if request.httprequest.method != "POST":
            return self._page(path, uses, token)
        try:
            with request.env.cr.savepoint():
                self._take(uses, form)
                uses._confirm(found.partner_id)
        except UserError as error:
            return self._page(path, uses, token, form, str(error), status=422)
        url = page.address(path, request.env.lang, token=token, done="1")
        return request.redirect(url, code=303)

    def _take(self, uses, form):
        """Write what the form says: places that go, and places that are new."""
        for use in uses:
            gone = use.place_ids.filtered(lambda item: f"keep_{item.id}" not in form)
            gone.unlink()
            for number in range(NEW_ROWS):
                row = {
                    name: str(form.get(f"{name}_{use.id}_{number}") or "")
                    .replace("\0", "")
                    .strip()[:MAX_LENGTH]
                    for name in ("kind", "name", "url")
                }
                if not row["name"] and not row["url"]:
                    continue
                if row["kind"] not in dict(PLACE_KINDS):
                    row["kind"] = "other"
                row["name"] = row["name"] or row["url"]
                use.place_ids.create({"use_id": use.id, **row})

    def _page(self, path, uses, token, form=None, error=None, status=200):
        kinds = uses.place_ids._fields["kind"]._description_selection(request.env)
        labels = dict(kinds)
        form = form or {}
        values = {
            "title": request.env._("Where is the mark used?"),
            "action": page.address(path, request.env.lang),
            "token": token,
            "kinds": kinds,
            "errors": {"": error} if error else {},
            "part": "brand",
            "rows": range(NEW_ROWS),
            "form": form,
            "uses": [
                {
                    "id": use.id,
                    "region": use.region_id.name,
                    "organisation": use.partner_id.name,
                    "year": use.year,
                    "answered": use.state == "confirmed",
                    "places": [
                        {
                            "id": place.id,
                            "kind": labels[place.kind],
                            "name": place.name,
                            "url": place.url,
                            "keep": not form or f"keep_{place.id}" in form,
                        }
                        for place in use.place_ids
                    ],
                }
                for use in uses
            ],
        }
        return page.render(
            "seutuyp_network.brand_use_page",
            values,
            path,
            {"token": token},
            status=status,
            headers=page.PERSONAL_HEADERS,
        )

    def _message(self, path, problem):
        env = request.env
        words = {
            "done": (
                env._("Thank you"),
                env._("The answer has been saved. Nothing more is needed this year."),
            ),
            "wrong": (
                env._("The link does not work"),
                env._("Open it once more from the mail, or copy the whole address."),
            ),
            "expired": (
                env._("The link has expired"),
                env._("Ask the coordinator of your region for a new one."),
            ),
            "revoked": (
                env._("The link has been used"),
                env._("The answer has been given, or a newer mail has another link."),
            ),
        }
        title, text = words[problem]
        return page.render(
            "seutuyp_network.brand_use_message",
            {"title": title, "text": text, "done": problem == "done"},
            path,
            status=200 if problem == "done" else 404 if problem == "wrong" else 410,
            headers=page.PERSONAL_HEADERS,
        )
