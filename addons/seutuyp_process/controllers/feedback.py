# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page
from odoo.addons.seutuyp_planning.controllers import link

from ..models.seutuyp_process_description import PARTS
from ..models.seutuyp_process_feedback import MOST
from ..models.seutuyp_process_round import PATH


class ProcessFeedback(http.Controller):
    """The wider network says what it thinks of a description, from the mail's link."""

    @link.personal_route(f"{PATH}/<int:process_id>")
    def feedback(self, process_id, token=None, done=None, **form):
        """Show the description with a field for each part; a posted form is kept.

        :param int process_id: from the address, not to be trusted
        :param str token: the personal link of the person who is asked
        """
        path = f"{PATH}/{process_id}"
        process, found, problem = link.find(
            "seutuyp.process", process_id, "feedback", token
        )
        if problem:
            return link.problem_page(path, problem)
        person = found.partner_id
        if request.httprequest.method != "POST":
            return self._page(process, person, token, done=done)
        texts = self._texts(process, form)
        try:
            with request.env.cr.savepoint():
                if any(len(text) > MOST for text in texts.values()):
                    raise UserError(
                        request.env._("At most %s characters in one field.", MOST)
                    )
                process._give_feedback(person, texts)
        except UserError as error:
            return self._page(process, person, token, str(error), texts)
        url = page.address(path, request.env.lang, token=token, done="1")
        return request.redirect(url, code=303)

    def _texts(self, process, form):
        """Return {part's code, id of a phase or "": text} of a posted form."""
        texts = {code: form.get(f"part_{code}") or "" for code in ("", *PARTS)}
        for phase in process.phase_ids:
            texts[phase.id] = form.get(f"phase_{phase.id}") or ""
        return texts

    def _page(self, process, person, token, error=None, texts=None, done=None):
        path = f"{PATH}/{process.id}"
        own = process.feedback_ids.filtered(lambda row: row.partner_id == person)
        values = {
            "title": request.env._("What do you think of “%s”?", process.name),
            "action": page.address(path, request.env.lang),
            "token": token,
            "part": "feedback",
            "errors": {"": error} if error else {},
            "texts": texts or {},
            "process": process,
            "description": process._describe(process._snapshot()),
            "own": own,
            "open": process.state == "feedback",
            "done": done,
        }
        return page.render(
            "seutuyp_process.feedback_page",
            values,
            path,
            {"token": token},
            status=422 if error else 200,
            headers=page.PERSONAL_HEADERS,
        )
