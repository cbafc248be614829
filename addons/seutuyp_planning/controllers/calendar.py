# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.http import request

from odoo.addons.calendar.controllers.main import CalendarController
from odoo.addons.seutuyp_network.controllers import page


class Calendar(CalendarController):
    """Core's links act when they are opened, and mail scanners open links.

    None of them does anything to our meetings: those are answered from the page that
    the personal link in the mail opens.
    """

    @http.route()
    def accept_meeting(self, token, id, **kwargs):  # core's name
        return self._ours(token) or super().accept_meeting(token, id, **kwargs)

    @http.route()
    def accept_recurrence(self, token, id, **kwargs):
        return self._ours(token) or super().accept_recurrence(token, id, **kwargs)

    @http.route()
    def decline_meeting(self, token, id, **kwargs):
        return self._ours(token) or super().decline_meeting(token, id, **kwargs)

    @http.route()
    def decline_recurrence(self, token, id, **kwargs):
        return self._ours(token) or super().decline_recurrence(token, id, **kwargs)

    @http.route()
    def view_meeting(self, token, id, **kwargs):
        return self._ours(token) or super().view_meeting(token, id, **kwargs)

    @http.route()
    def calendar_join_meeting(self, token, **kwargs):
        events = request.env["calendar.event"].sudo()
        event = events.search([("access_token", "=", token)], limit=1)
        if token and event.seutuyp_scope:
            return self._message()
        return super().calendar_join_meeting(token, **kwargs)

    def _ours(self, token):
        """Return our page if a token is that of an invitation of ours."""
        attendees = request.env["calendar.attendee"].sudo()
        attendee = attendees.search([("access_token", "=", token)], limit=1)
        return self._message() if attendee.event_id.seutuyp_scope else None

    def _message(self):
        env = request.env
        return page.render(
            "seutuyp_network.offers_message",
            {
                "title": env._("Answer from the invitation"),
                "text": env._(
                    "This link answers nothing. Open the link in the mail that invited "
                    "you, or the meeting in the web client."
                ),
                "done": False,
            },
            request.httprequest.path,
            status=410,
            headers=page.PERSONAL_HEADERS,
        )
