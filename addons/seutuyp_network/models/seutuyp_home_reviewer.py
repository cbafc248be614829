# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypHome(models.AbstractModel):
    """What waits for the ministry's reviewers: verdicts, decisions, meetings."""

    _inherit = "seutuyp.home"

    @api.model
    def _reviewer_items(self):
        """Return (what the user is to do, what the user follows) as reviewer."""
        if not self.env.user.has_group("seutuyp_network.group_reviewer"):
            return [], []
        waiting = [*self._waiting_rounds(), *self._waiting_meetings()]
        return waiting, self._following_reviewer()

    @api.model
    def _waiting_rounds(self):
        """List rounds that lack verdicts and rounds to decide."""
        items = []
        for item in self.env["seutuyp.review.round"].search([("decision", "=", False)]):
            due = self._local_date(item.meeting_id.date)
            name = item.agreement_id.name
            verdicts = item.assessment_ids.mapped("verdict")
            missing = verdicts.count(False)
            if missing:
                text = self.env._(
                    "Give verdicts on “%(agreement)s”: %(missing)s of %(all)s missing.",
                    agreement=name,
                    missing=missing,
                    all=len(verdicts),
                )
                items.append(
                    self._item(
                        "verdict", text, item, self.env._("Give verdicts"), due=due
                    )
                )
            else:
                text = self.env._(
                    "Decide on “%(agreement)s”: every verdict is given.", agreement=name
                )
                items.append(
                    self._item("decide", text, item, self.env._("Decide"), due=due)
                )
        return items

    @api.model
    def _waiting_meetings(self):
        meetings = self.env["seutuyp.review.meeting"].search(
            [("state", "=", "planned"), ("date", "<", fields.Datetime.now())]
        )
        return [
            self._item(
                "meeting",
                self.env._(
                    "Everything is decided in %(meeting)s: close the meeting.",
                    meeting=meeting.display_name,
                ),
                meeting,
                self.env._("Open the meeting"),
            )
            for meeting in meetings
            if not meeting.open_count
        ]

    @api.model
    def _following_reviewer(self):
        """Tell how many clarifications are out, and when the next meeting is."""
        items = []
        out = self.env["seutuyp.agreement"].search(
            [("review_state", "=", "clarification")]
        )
        if out:
            text = self.env._(
                "Clarifications asked for and not yet given: %(count)s.", count=len(out)
            )
            action = {
                "type": "ir.actions.act_window",
                "name": self.env._("Clarifications asked for"),
                "res_model": "seutuyp.agreement",
                "views": [(False, "list"), (False, "form")],
                "domain": [("review_state", "=", "clarification")],
            }
            label = self.env._("See which")
            items.append(self._item("clarify", text, out, label, action=action))
        meeting = self.env["seutuyp.review.meeting"].search(
            [("state", "=", "planned"), ("date", ">=", fields.Datetime.now())],
            order="date",
            limit=1,
        )
        if meeting:
            text = self.env._(
                "Next review meeting: %(meeting)s. Agreements to decide: %(count)s.",
                meeting=meeting.display_name,
                count=meeting.open_count,
            )
            label = self.env._("Open the meeting")
            items.append(self._item("meeting", text, meeting, label))
        return items
