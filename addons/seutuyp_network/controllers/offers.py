# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from . import page


class OfferConfirmation(http.Controller):
    """The half-yearly question whether services are right, answered from the mail."""

    @http.route(
        "/seutuyp/offers/<int:row_id>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
        readonly=page.only_reads,
    )
    def offers(self, row_id, token=None, done=None, **form):
        """Show the services; a posted form confirms those that are ticked.

        The link goes on working until it expires, so that a mistake can be undone.

        :param int row_id: from the address, not to be trusted
        :param str token: the personal link of the person who is asked
        """
        path = f"/seutuyp/offers/{row_id}"
        first = request.env["seutuyp.service.confirmation"].sudo().browse(row_id)
        first = first.exists()
        found, problem = request.env["seutuyp.token"]._find(first, "offers", token)
        if problem:
            return self._message(path, problem)
        if done:
            return self._message(path, "done", token)
        rows = first._of_same_contact()
        if request.httprequest.method != "POST":
            return self._page(path, rows, token)
        try:
            with request.env.cr.savepoint():
                rows._confirm(found.partner_id, self._ticked(rows, form))
        except UserError as error:
            return self._page(path, rows, token, str(error), status=422)
        url = page.address(path, request.env.lang, token=token, done="1")
        return request.redirect(url, code=303)

    def _ticked(self, rows, form):
        return rows.offer_ids.filtered(lambda offer: f"offer_{offer.id}" in form)

    def _page(self, path, rows, token, error=None, status=200):
        region = rows[:1].region_id
        values = {
            "title": request.env._("Are the services still right?"),
            "action": page.address(path, request.env.lang),
            "token": token,
            "errors": {"": error} if error else {},
            "part": "offers",
            "whom": request.env._(
                "If a service is missing or a person has changed, tell the coordinator "
                "(%(coordinator)s), or change it yourself in the service matrix.",
                coordinator=", ".join(
                    filter(
                        None, (region.coordinator_id.name, region.coordinator_id.email)
                    )
                ),
            ),
            "rows": [
                {
                    "region": row.region_id.name,
                    "organisation": row.partner_id.name,
                    "help": page.address(f"/seutuyp/help/{row.region_id.code}"),
                    "confirmed": row.confirmed_on
                    and request.env._(
                        "Confirmed by %(person)s on %(day)s.",
                        person=row.confirmed_by_id.name,
                        day=row.region_id._day(row.confirmed_on),
                    ),
                    "offers": [
                        self._plain(offer) for offer in row.offer_ids.sorted("id")
                    ],
                }
                for row in rows
            ],
        }
        return page.render(
            "seutuyp_network.offers_page",
            values,
            path,
            {"token": token},
            status=status,
            headers=page.PERSONAL_HEADERS,
        )

    def _plain(self, offer):
        words = []
        if offer.is_lead:
            words.append(request.env._("lead provider"))
        words += offer.segment_ids.mapped("name")
        if offer.responsible_id:
            words.append(offer.responsible_id.name)
        return {
            "id": offer.id,
            "name": offer.service_id.name,
            "detail": ", ".join(words),
            "active": offer.active,
        }

    def _message(self, path, problem, token=None):
        env = request.env
        words = {
            "done": (
                env._("Thank you"),
                env._("The services have been confirmed. We ask again in half a year."),
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
                env._("The link has been replaced"),
                env._("A newer mail has another link. Use that one."),
            ),
        }
        title, text = words[problem]
        return page.render(
            "seutuyp_network.offers_message",
            {
                "title": title,
                "text": text,
                "done": problem == "done",
                "again": page.address(path, request.env.lang, token=token),
            },
            path,
            {"token": token, "done": token and "1"},
            status=200 if problem == "done" else 404 if problem == "wrong" else 410,
            headers=page.PERSONAL_HEADERS,
        )
