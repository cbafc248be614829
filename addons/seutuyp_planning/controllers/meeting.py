# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page

from . import link

ANSWERS = ("accepted", "tentative", "declined")


class MeetingAnswer(http.Controller):
    """Answering an invitation from its mail. Opening the page answers nothing."""

    @link.personal_route("/seutuyp/meeting/<int:event_id>")
    def meeting(
        self, event_id, token=None, answer=None, comment=None, deputy=None, **_form
    ):
        """Show the meeting and take the answer of the person whose link it is.

        :param int event_id: from the address, not to be trusted
        :param str token: the personal link
        :param str answer: what was posted
        :param str deputy: who comes instead, one of those offered
        """
        path = f"/seutuyp/meeting/{event_id}"
        event, found, problem = link.find("calendar.event", event_id, "attend", token)
        if problem:
            return self._problem(path, problem)
        attendee = event.attendee_ids.filtered(
            lambda item: item.partner_id == found.partner_id
        )[:1]
        if not attendee:
            return self._problem(path, "left")
        if request.httprequest.method != "POST" or answer not in ANSWERS:
            return self._page(path, attendee, token)
        try:
            with request.env.cr.savepoint():
                attendee._answer(answer, comment, self._chosen(attendee, deputy))
        except UserError as error:
            return self._page(path, attendee, token, str(error), status=422)
        url = page.address(path, request.env.lang, token=token)
        return request.redirect(url, code=303)

    def _chosen(self, attendee, deputy):
        """Return whom the form names: nobody, or None when it did not ask."""
        if deputy is None:
            return None
        offered = attendee.possible_deputy_ids | attendee.deputy_id
        return offered.filtered(lambda person: str(person.id) == deputy)

    def _page(self, path, attendee, token, error=None, status=200):
        event = attendee.event_id
        labels = {
            "accepted": request.env._("I come"),
            "tentative": request.env._("Perhaps"),
            "declined": request.env._("I cannot come"),
        }
        content = event._prepare_invitation()
        values = {
            "title": event._name_in(request.env.lang),
            "action": page.address(path, request.env.lang),
            "token": token,
            "error": error,
            "person": attendee.partner_id.name,
            "when": request.env["seutuyp.invitation"]._time_text(content),
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
            **self._deputies(attendee),
        }
        return page.render(
            "seutuyp_planning.attend_page",
            values,
            path,
            {"token": token},
            status=status,
            headers=page.PERSONAL_HEADERS,
        )

    def _deputies(self, attendee):
        """Return what the page says of deputies: whom there are, who comes, for whom.

        One whom the meeting's keeper has named may be none of the group's; the page
        offers that one as well, or a second answer would call him or her off.
        """
        named = attendee.deputy_id
        offered = attendee.possible_deputy_ids
        has_said_no = attendee.state == "declined"
        chosen = named if named or has_said_no else attendee._default_deputy()
        return {
            "instead_of": attendee.stands_in_for_id.name,
            "deputy": named.name,
            "deputies": [
                {"id": person.id, "name": person.name, "current": person == chosen}
                for person in offered | named
            ],
        }

    def _problem(self, path, problem):
        env = request.env
        words = {
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
        return link.problem_page(path, problem, words)
