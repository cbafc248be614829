# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import hashlib

from odoo import http
from odoo.http import request


class CalendarFeed(http.Controller):
    """What calendar programs fetch a few times a day."""

    @http.route(
        "/seutuyp/calendar/<string:token>.ics",
        type="http",
        auth="public",
        methods=["GET"],
        website=False,
        sitemap=False,
        readonly=True,
        save_session=False,
    )
    def feed(self, token, **_kw):
        """Return a calendar, or 304 when the program has it already.

        :param str token: from the address; whoever has it reads the feed
        """
        feed, problem = request.env["seutuyp.calendar.feed"]._find(token)
        if problem:
            status = 404 if problem == "wrong" else 410
            headers = [("Content-Type", "text/plain"), ("Cache-Control", "no-store")]
            return request.make_response("", headers, status=status)
        data = feed._calendar_text()
        headers = [
            ("Content-Type", "text/calendar; charset=utf-8"),
            ("Content-Disposition", 'inline; filename="seutuyp.ics"'),
            # One person's calendar: no shared cache keeps it, and each fetch asks
            # whether it is still the same.
            ("Cache-Control", "private, no-cache"),
            ("ETag", f'"{hashlib.sha256(data).hexdigest()[:32]}"'),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Robots-Tag", "noindex, nofollow"),
        ]
        response = request.make_response(data, headers)
        return response.make_conditional(request.httprequest.environ)
