# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.seutuyp_network.controllers import page

from ..models.seutuyp_plan_reminder import LINKS_MAX
from ..models.seutuyp_plan_update import Telling
from . import link

PATH = "/seutuyp/update/"


class ActionUpdate(http.Controller):
    """One click from the reminder: how does the action go? Opening tells nothing."""

    @link.personal_route(f"{PATH}<string:token>")
    def update(self, token, state=None, actual=None, told=None, **form):
        """Show one action; a posted form tells how it goes, or takes that back.

        :param str token: the personal link, for one person and one action
        :param str state: how far, a value of ``actual_state``
        :param str actual: in words
        :param str told: ``1`` after telling, ``0`` after taking back
        :param form: ``back``: the telling that the person takes back; ``next``: tokens
            of the mail's further actions, with dots between
        """
        task, found, problem = request.env["seutuyp.token"]._find_update(token)
        if problem:
            return self._problem(problem)
        following = (form.get("next") or "").split(".")[:LINKS_MAX]
        shown = _Shown(task, found.partner_id, token, following)
        if request.httprequest.method != "POST":
            return shown.render(told=told)
        try:
            with request.env.cr.savepoint():
                self._act(task, found.partner_id, form.get("back"), state, actual)
        except UserError as error:
            return shown.render(error=str(error), state=state, actual=actual)
        return request.redirect(shown.url(told="0" if "back" in form else "1"), 303)

    def _act(self, task, person, back, state, actual):
        if back is None:
            return task._tell(person, actual, state)
        last = task._last_telling()
        if last.partner_id != person or str(last.id) != back:
            raise UserError(
                request.env._(
                    "This has been taken back already, or something newer has been "
                    "told. See below."
                )
            )
        return last._take_back(Telling(person, "link"))

    def _problem(self, problem):
        unnamed = (
            request.env._("The action is no longer yours"),
            request.env._(
                "Somebody else has been named to tell how it goes. You need do nothing."
            ),
        )
        return link.problem_page(f"{PATH}x", problem, {"unnamed": unnamed})


class _Shown:
    """The page of one action for one person."""

    def __init__(self, task, person, token, following):
        self.task, self.person = task, person
        self.path = f"{PATH}{token}"
        self.following = following

    def url(self, **query):
        """Return the page's address, with the further actions of the mail."""
        query["next"] = ".".join(self.following)
        return page.address(self.path, request.env.lang, **query)

    def render(self, *, told=None, error=None, state=None, actual=None):
        """Return the page.

        :param str told: ``1`` after telling, ``0`` after taking back
        :param str error: why what was posted was not done
        :param str state: what was chosen then
        :param str actual: what was written then
        """
        ended = self.task._telling_ended()
        if ended:
            told = None
        labels = self.task._fields["actual_state"]._description_selection(request.env)
        values = {
            "title": request.env._("How does it go?"),
            "action": self.url(),
            "errors": {"state": error} if error and not ended else {},
            "part": "update",
            "task": self.task,
            "states": labels,
            "chosen": state or self.task.actual_state,
            "written": actual or "",
            "told": told,
            "ended": ended,
            "back": None if ended else self._own_last_telling(),
            "next": self._next() if told == "1" else None,
            "near": self._near(),
        }
        return page.render(
            "seutuyp_planning.update_page",
            values,
            self.path,
            {"next": ".".join(self.following)},
            status=422 if error else 200,
            headers=page.PERSONAL_HEADERS,
        )

    def _own_last_telling(self):
        last = self.task._last_telling()
        return last.id if last.partner_id == self.person else None

    def _near(self):
        """Return the checkpoint that the page asks about."""
        rows = self.task.checkpoint_ids.filtered(lambda row: not row.told_on)
        return rows[:1].date or self.task.next_checkpoint

    def _next(self):
        """Return the first further action of the same mail that waits for news."""
        tokens = request.env["seutuyp.token"]
        for place, text in enumerate(self.following):
            task, found, problem = tokens._find_update(text)
            mine = not problem and found.partner_id == self.person
            if mine and not task._telling_ended() and task._waits_for_news():
                rest = self.following[place + 1 :]
                other = _Shown(task, self.person, text, rest)
                return {"name": task.name, "url": other.url()}
        return None
