# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page

ANSWERS = ("accepted", "tentative", "declined")


class MeetingAnswer(http.Controller):
    """Answering an invitation from its mail. Opening the page answers nothing."""

    @http.route(
        "/seutuyp/meeting/<int:event_id>",
        type="http",
        auth="public",
        methods=["GET", "POST"],
        website=True,
        sitemap=False,
    )
    def meeting(self, event_id, token=None, answer=None, comment=None, **_form):
        """Show the meeting and take the answer of the person whose link it is.

        :param int event_id: from the address, not to be trusted
        :param str token: the personal link
        :param str answer: what was posted
        """
        path = f"/seutuyp/meeting/{event_id}"
        event = request.env["calendar.event"].sudo().browse(event_id).exists()
        found, problem = request.env["seutuyp.token"]._find(event, "attend", token)
        if problem:
            return self._message(path, problem)
        attendee = event.attendee_ids.filtered(
            lambda item: item.partner_id == found.partner_id
        )[:1]
        if not attendee:
            return self._message(path, "left")
        if request.httprequest.method != "POST" or answer not in ANSWERS:
            return self._page(path, attendee, token)
        try:
            with request.env.cr.savepoint():
                attendee._answer(answer, comment)
        except UserError as error:
            return self._page(path, attendee, token, str(error), status=422)
        url = page.address(path, request.env.lang, token=token)
        return request.redirect(url, code=303)

    def _page(self, path, attendee, token, error=None, status=200):
        event = attendee.event_id
        labels = {
            "accepted": request.env._("I come"),
            "tentative": request.env._("Perhaps"),
            "declined": request.env._("I cannot come"),
        }
        content = event._prepare_invitation()
        values = {
            "title": event.name,
            "action": page.address(path, request.env.lang),
            "token": token,
            "error": error,
            "person": attendee.partner_id.name,
            "time": request.env["seutuyp.invitation"]._time_text(content),
            "location": content["location"],
            "video": content["video"],
            "description": content["description"],
            "cancelled": event.meeting_state == "cancelled",
            "answer": labels.get(attendee.state),
            "comment": attendee.comment or "",
            "choices": [
                {"code": code, "label": labels[code], "current": code == attendee.state}
                for code in ANSWERS
            ],
        }
        return page.render(
            "seutuyp_planning.attend_page",
            values,
            path,
            {"token": token},
            status=status,
            headers=page.PERSONAL_HEADERS,
        )

    def _message(self, path, problem):
        env = request.env
        words = {
            "wrong": (
                env._("The link does not work"),
                env._("Open it once more from the mail, or copy the whole address."),
            ),
            "expired": (
                env._("The meeting is over"),
                env._("No answer is needed any more."),
            ),
            "revoked": (
                env._("The link has been replaced"),
                env._(
                    "A newer mail about this meeting has another link. Use that one."
                ),
            ),
            "left": (
                env._("You are no longer invited"),
                env._("Ask whoever called the meeting if you think this is wrong."),
            ),
        }
        title, text = words[problem]
        return page.render(
            "seutuyp_network.offers_message",
            {"title": title, "text": text, "done": False},
            path,
            status=404 if problem == "wrong" else 410,
            headers=page.PERSONAL_HEADERS,
        )
