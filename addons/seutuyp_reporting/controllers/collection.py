# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page
from odoo.addons.seutuyp_network.tools.sheet import MAX_FILE
from odoo.addons.seutuyp_planning.controllers import link

from ..models.seutuyp_collection_mail import EXCEL

PATH = "/seutuyp/collect/"
SHOWN = 200
LARGEST_ID = 2**31 - 1


class Collection(http.Controller):
    """The form of a round outside the web client: take it, bring it back, confirm."""

    @http.route(
        "/seutuyp/collection/<int:sheet_id>",
        type="http",
        auth="user",
        methods=["GET"],
        website=False,
        sitemap=False,
        readonly=True,
    )
    def excel(self, sheet_id, **_kw):
        """Return the form as Excel, for a logged-in person who fills it in.

        :param int sheet_id: from the address, not to be trusted
        """
        sheet = request.env["seutuyp.collection.sheet"]
        sheet = sheet.browse(sheet_id if sheet_id <= LARGEST_ID else []).exists()
        if not sheet or not sheet.has_access("read") or not sheet.may_fill:
            raise request.not_found()
        return page.download(sheet._excel(), sheet._excel_name(), EXCEL)

    @link.personal_route(f"{PATH}<string:token>")
    def collect(self, token, file=None, **form):
        """Show what is asked; a posted form brings a file, saves it or confirms.

        Opening changes nothing.

        :param str token: the personal link, for one person and one form
        :param file: the filled-in Excel
        :param form: ``save``: the number of the look at the file that is saved;
            ``confirm``: the preliminary figures are confirmed; ``take``: the form is
            downloaded; ``done``: what was done before
        """
        sheet, found, problem = request.env["seutuyp.token"]._find_collect(token)
        if problem:
            return self._problem(problem)
        shown = _Shown(sheet, found.partner_id, token)
        if request.httprequest.method != "POST":
            if "take" in form:
                return page.download(sheet._excel(), sheet._excel_name(), EXCEL)
            return shown.render(done=form.get("done"))
        try:
            with request.env.cr.savepoint():
                return self._act(sheet, shown, file, form)
        except UserError as error:
            return shown.render(error=str(error))

    def _act(self, sheet, shown, file, form):
        if "confirm" in form:
            sheet._check_may_fill()
            sheet._confirm(shown.person)
            return request.redirect(shown.url(done="confirmed"), 303)
        if "save" in form:
            looked = self._looked_at(sheet, form["save"])
            looked.action_apply()
            if looked.state == "done":
                return request.redirect(shown.url(done="saved"), 303)
            return shown.render(looked=looked)
        return shown.render(looked=self._look(sheet, file))

    def _look(self, sheet, file):
        """Compare a file with the system and keep what was found."""
        data = file.read(MAX_FILE + 1) if hasattr(file, "read") else b""
        looked = (
            request.env["seutuyp.collection.import.wizard"]
            .sudo()
            .create(
                {
                    "sheet_id": sheet.id,
                    "file": base64.b64encode(data),
                    "filename": getattr(file, "filename", None),
                }
            )
        )
        looked.action_preview()
        return looked

    def _looked_at(self, sheet, number):
        """Return the look that was shown, of this form only."""
        number = int(number) if str(number).isdecimal() else 0
        looked = (
            request.env["seutuyp.collection.import.wizard"]
            .sudo()
            .search([("id", "=", min(number, LARGEST_ID)), ("sheet_id", "=", sheet.id)])
        )
        if not looked:
            raise UserError(
                request.env._("That was too long ago. Choose the file once more.")
            )
        return looked

    def _problem(self, problem):
        unnamed = (
            request.env._("The form is no longer yours"),
            request.env._(
                "Somebody else collects these figures now. You need do nothing."
            ),
        )
        return link.problem_page(f"{PATH}x", problem, {"unnamed": unnamed})


class _Shown:
    """The page of one form for one person."""

    def __init__(self, sheet, person, token):
        self.sheet, self.person = sheet, person
        self.path = f"{PATH}{token}"

    def url(self, **query):
        return page.address(self.path, request.env.lang, **query)

    def render(self, *, looked=None, error=None, done=None):
        """Return the page.

        :param looked: the look at a file that has just been brought
        :param str error: why what was posted was not done
        :param str done: ``saved`` or ``confirmed``
        """
        sheet = self.sheet
        ended = sheet._ended()
        lines = looked.line_ids if looked else ()
        errors = [line for line in lines if line.kind == "error"]
        values = {
            "title": sheet.collection_id.name,
            "action": self.url(),
            "take": self.url(take="1"),
            "errors": {"file": error} if error and not ended else {},
            "part": "collect",
            "sheet": sheet,
            "ended": ended,
            "done": done,
            "looked": looked,
            "wrong": errors[:SHOWN],
            "changes": [line for line in lines if line.kind in ("new", "changed")][
                :SHOWN
            ],
            "notes": [line for line in lines if line.kind == "note"][:SHOWN],
            "more": looked.hidden_count if looked else 0,
        }
        return page.render(
            "seutuyp_reporting.collect_page",
            values,
            self.path,
            status=422 if error or errors else 200,
            headers=page.PERSONAL_HEADERS,
        )
