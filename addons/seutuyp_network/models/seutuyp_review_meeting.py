# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import _lt, api, fields, models
from odoo.exceptions import AccessError, UserError

from .seutuyp_workflow_mixin import Transition


class SeutuypReviewMeeting(models.Model):
    """One sitting of the deciding body, in which several agreements are decided."""

    _name = "seutuyp.review.meeting"
    _inherit = ["mail.thread", "seutuyp.workflow.mixin"]
    _description = "Review meeting"
    _order = "date desc, id desc"

    # Rounds guard themselves; through the meeting their reason is prepared.
    _guarded_fields = frozenset({"state", "reader_region_ids"})
    _transitions = {
        "hold": Transition(
            _lt("Meeting held"), "state", "held", ("planned",), "reviewer"
        ),
        "reopen": Transition(
            _lt("Meeting opened again"), "state", "planned", ("held",), "reviewer"
        ),
    }

    date = fields.Datetime(required=True, tracking=True)
    place = fields.Char()
    body_id = fields.Many2one(
        "seutuyp.deciding.body", string="Deciding body", required=True
    )
    agreement_ids = fields.Many2many(
        "seutuyp.agreement",
        "seutuyp_review_meeting_agreement_rel",
        "meeting_id",
        "agreement_id",
        string="Agreements",
    )
    reader_region_ids = fields.Many2many(
        "seutuyp.region",
        "seutuyp_review_meeting_reader_rel",
        "meeting_id",
        "region_id",
        compute="_compute_reader_region_ids",
        store=True,
        compute_sudo=True,
        groups="seutuyp_network.group_reviewer",
        help="For the record rule alone. Walking over the agreements there would leave "
        "all of them in the cache, for a reader who may see only one.",
    )
    round_ids = fields.One2many(
        "seutuyp.review.round", "meeting_id", string="To decide"
    )
    open_count = fields.Integer(compute="_compute_open_count", string="Still to decide")
    state = fields.Selection(
        [("planned", "Planned"), ("held", "Held")],
        default="planned",
        required=True,
        readonly=True,
        copy=False,
    )
    note = fields.Html(groups="seutuyp_network.group_reviewer")

    @api.depends("date", "body_id.name")
    def _compute_display_name(self):
        for meeting in self:
            day = meeting.date and fields.Datetime.context_timestamp(
                meeting.with_context(tz="Europe/Helsinki"), meeting.date
            )
            meeting.display_name = " ".join(
                part
                for part in (
                    meeting.body_id.name,
                    f"{day.day}.{day.month}.{day.year}" if day else "",
                )
                if part
            ) or self.env._("New review meeting")

    @api.depends("agreement_ids.region_ids")
    def _compute_reader_region_ids(self):
        for meeting in self:
            meeting.reader_region_ids = meeting.agreement_ids.region_ids

    @api.depends("round_ids.decision")
    def _compute_open_count(self):
        for meeting in self:
            meeting.open_count = len(
                meeting.round_ids.filtered(lambda r: not r.decision)
            )

    def _has_role(self, role):
        return role == "reviewer" and self.env.user.has_group(
            "seutuyp_network.group_reviewer"
        )

    @api.model_create_multi
    def create(self, vals_list):
        meetings = super().create(vals_list)
        for meeting in meetings:
            meeting._take_rounds()
        return meetings

    def write(self, vals):
        if {
            "date",
            "body_id",
            "agreement_ids",
        } & vals.keys() and not self._guard_is_open():
            if any(meeting.state == "held" for meeting in self):
                raise UserError(
                    self.env._(
                        "The meeting has been held. Open it again before you "
                        "change what "
                        "it was about."
                    )
                )
        result = super().write(vals)
        if "agreement_ids" in vals or "body_id" in vals:
            for meeting in self:
                meeting._take_rounds()
        return result

    def _take_rounds(self):
        """Put the agreements' open rounds on this meeting's table, others off it."""
        if self.state == "held":
            return
        rounds = (
            self.env["seutuyp.review.round"]
            .sudo()
            .search(
                [
                    ("agreement_id", "in", self.agreement_ids.ids),
                    ("decision", "=", False),
                ]
            )
        )
        missing = self.agreement_ids - rounds.agreement_id - self.round_ids.agreement_id
        if missing:
            raise UserError(
                self.env._(
                    "%(names)s has not been submitted for review.",
                    names=", ".join(missing.mapped("display_name")),
                )
            )
        gone = self.sudo().round_ids.filtered(
            lambda item: (
                not item.decision and item.agreement_id not in self.agreement_ids
            )
        )
        gone._guarded().write({"meeting_id": False})
        rounds._guarded().write({"meeting_id": self.id})
        for item in rounds.filtered(lambda r: not r.body_id):
            item.body_id = self.body_id

    def action_hold(self):
        """Close the meeting when every agreement on it has been decided.

        Role: reviewer.

        :return: True
        :raise UserError: something is still undecided
        """
        for meeting in self:
            meeting._check_transition("hold")
            if meeting.open_count:
                raise UserError(
                    self.env._(
                        "%(count)s agreements are still undecided. Decide them, "
                        "or take them "
                        "off this meeting.",
                        count=meeting.open_count,
                    )
                )
            meeting._transition("hold")
        return True

    def action_reopen(self):
        """Open a meeting that was closed too early. Role: reviewer."""
        self._transition("reopen")
        return True

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if any(item.decision for item in self.sudo().round_ids):
            raise UserError(
                self.env._(
                    "Decisions were made in this meeting; it is kept as evidence."
                )
            )
        if not self.env.su and not self.env.user.has_group(
            "seutuyp_network.group_reviewer"
        ):
            raise AccessError(
                self.env._("Review meetings belong to the ministry's reviewers.")
            )
