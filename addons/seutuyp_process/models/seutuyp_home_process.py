# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from .seutuyp_process_turn import AHEAD

SOON = timedelta(days=30)


class SeutuypHome(models.AbstractModel):
    """What processes ask of the user: reviews, assessments, readings, turns."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        kinds = super()._kinds()
        place = kinds.index("plan")
        return [*kinds[:place], "process", *kinds[place:]]

    @api.model
    def _waiting_followups(self):
        return [
            *super()._waiting_followups(),
            *self._waiting_assessments(),
            *self._waiting_reviews(),
            *self._waiting_process_readings(),
            *self._waiting_turns(),
        ]

    @api.model
    def _waiting_reviews(self):
        today, me = self.env["seutuyp.dated.mixin"]._today(), self.env.user.partner_id
        reviews = self.env["seutuyp.process.review"]
        mine = Domain("reviewer_id", "=", me.id)
        mine |= Domain("process_id.owner_id", "=", me.id)
        late = Domain("region_id.editor_user_ids", "in", self.env.uid)
        late &= Domain("due_date", "<", today)
        found = reviews.search(
            reviews._waiting() & Domain("due_date", "<=", today + SOON) & (mine | late)
        )
        return [
            self._item(
                "process",
                self.env._("Review the process “%(name)s”.", name=row.process_id.name),
                row,
                self.env._("Open the review"),
                due=row.due_date,
                detail=row.reviewer_id.name if row.reviewer_id != me else "",
            )
            for row in found
        ]

    @api.model
    def _waiting_assessments(self):
        """List what the user, or the user's organisation without a person, is asked."""
        me = self.env.user.partner_id
        rows = (
            self.env["seutuyp.process.assessment"]
            .sudo()
            .search(
                [
                    ("person_id", "in", (me | me.commercial_partner_id).ids),
                    ("answered_on", "=", False),
                    ("review_id.state", "!=", "done"),
                ]
            )
        )
        return [
            self._item(
                "process",
                self.env._(
                    "Tell how the process “%(name)s” suits your work.",
                    name=row.process_id.name,
                ),
                row,
                self.env._("Answer"),
                due=row.review_id.due_date,
            )
            for row in rows
        ]

    @api.model
    def _waiting_process_readings(self):
        """Say in one line which metrics wait for the user's reading."""
        me = self.env.user.partner_id
        collected = Domain("collector_id", "=", me.id)
        collected |= Domain("collector_id", "=", False) & Domain(
            "process_id.owner_id", "=", me.id
        )
        metrics = self.env["seutuyp.process.metric"].search(
            Domain("process_id.state", "=", "in_use") & collected
        )
        due = metrics.filtered("is_due")
        if not due:
            return []
        action = self.env["ir.actions.actions"]._for_xml_id(
            "seutuyp_process.seutuyp_process_metric_action"
        )
        return [
            self._item(
                "process",
                self.env._("Tell the readings of metrics: %(count)s.", count=len(due)),
                due,
                self.env._("Tell the readings"),
                detail=", ".join(due.process_id.mapped("name")),
                action={**action, "domain": [("id", "in", due.ids)], "context": {}},
            )
        ]

    @api.model
    def _waiting_turns(self):
        today, me = self.env["seutuyp.dated.mixin"]._today(), self.env.user.partner_id
        mine = Domain("person_id", "=", me.id)
        vacant = Domain("person_id", "=", False)
        vacant &= Domain("process_id.region_id.editor_user_ids", "in", self.env.uid)
        turns = self.env["seutuyp.process.turn"].search(
            Domain("handed_over_on", "=", False)
            & Domain("date_from", "<=", today + AHEAD)
            & Domain("process_id.rotation", "!=", "none")
            & (mine | vacant)
        )
        return [
            self._item(
                "process",
                (
                    self.env._("You will own the process “%(name)s”.", name=name)
                    if turn.person_id
                    else self.env._("Name the next owner of “%(name)s”.", name=name)
                ),
                turn,
                self.env._("Open the turn"),
                due=turn.date_from,
                detail=turn.partner_id.name,
            )
            for turn in turns
            for name in [turn.process_id.name]
        ]
