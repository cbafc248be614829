# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

# More than this many become one line that opens the list.
SINGLE_MAX = 3


class SeutuypHome(models.AbstractModel):
    """Questions to answer and promises to keep, for the side that was asked."""

    _inherit = "seutuyp.home"

    @api.model
    def _waiting_followups(self):
        domain = [("asked_of_me", "=", True), ("state", "=", "open")]
        items = self.env["seutuyp.joint.item"].search(domain, order="date_due, id")
        if len(items) > SINGLE_MAX:
            waiting = [self._joint_items_together(items)]
        else:
            waiting = [self._joint_item(item) for item in items]
        return super()._waiting_followups() + waiting

    @api.model
    def _joint_item(self, item):
        who = item._place(item.from_level).name or self.env._("the ministry")
        if item.kind == "question":
            text = self.env._(
                "Answer the question of %(who)s: %(what)s", who=who, what=item.name
            )
            label = self.env._("Read and answer")
        else:
            text = self.env._(
                "Keep your promise to %(who)s: %(what)s", who=who, what=item.name
            )
            label = self.env._("Open the promise")
        detail = item.next_event_id and item._next_meeting()
        return self._item(
            "meeting", text, item, label, due=item.date_due or None, detail=detail
        )

    @api.model
    def _joint_items_together(self, items):
        name = self.env._("Questions and promises")
        return self._item(
            "meeting",
            self.env._(
                "Answer the questions and keep the promises that wait for you: "
                "%(count)s.",
                count=len(items),
            ),
            items,
            self.env._("See which"),
            due=min(items.filtered("date_due").mapped("date_due"), default=None),
            action={
                "type": "ir.actions.act_window",
                "name": name,
                "res_model": items._name,
                "views": [(False, "list"), (False, "kanban"), (False, "form")],
                "domain": [("id", "in", items.ids)],
            },
        )
