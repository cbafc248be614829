# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

NAMES_SHOWN = 4


class SeutuypAgreement(models.Model):
    """One sentence on top of the agreement: what happens next, and who does it."""

    _inherit = "seutuyp.agreement"

    next_step = fields.Char(string="What happens next", compute="_compute_next_step")

    @api.depends_context("lang", "tz")
    @api.depends(
        "signing_state",
        "review_state",
        "state",
        "date_start",
        "date_end",
        "region_ids.coordinator_id",
        "party_ids.state",
        "party_ids.signatory_id",
        "section_ids.body",
        "comment_ids.state",
        "annex_ids.kind",
        "cost_line_ids",
        "coordinating_partner_id",
        "round_ids.decision",
        "round_ids.statement",
        "round_ids.meeting_id",
        "round_ids.assessment_ids.verdict",
    )
    def _compute_next_step(self):
        for agreement in self:
            agreement.next_step = agreement._next_step()

    def _next_step(self):
        """Return the sentence; each situation of the workflow has one."""
        self.ensure_one()
        if not self._origin:
            return self.env._(
                "Choose the region and save: the text of the template comes into the "
                "draft."
            )
        if self.stage == "over":
            return self._next_when_over()
        if self.signing_state == "collecting":
            return self._next_when_collecting()
        if self.review_state == "submitted":
            return self._next_in_review()
        if self.review_state in ("clarification", "rejected"):
            return self._next_after_refusal()
        if self.signing_state == "complete":
            return self._next_when_signed()
        return self._next_in_drafting()

    # --------------------------------------------------------------- situations
    def _next_when_over(self):
        if self.state == "superseded":
            return self.env._("A newer version has taken the place of this agreement.")
        return self.env._(
            "The agreement ended on %(day)s.", day=self._day(self.date_end)
        )

    def _next_when_collecting(self):
        waiting = self._pending_parties().sorted("sequence").partner_id.mapped("name")
        if self.review_state == "submitted":
            return self.env._(
                "Next: %(count)s signatures are missing (%(names)s), and the "
                "ministry's "
                "reviewer gives verdicts.",
                count=len(waiting),
                names=self._short_list(waiting),
            )
        if len(waiting) == 1:
            return self.env._(
                "Next: %(name)s signs; all others have signed.", name=waiting[0]
            )
        return self.env._(
            "Next: %(count)s parties sign – waiting for %(names)s.",
            count=len(waiting),
            names=self._short_list(waiting),
        )

    def _next_in_review(self):
        review_round = self.round_id
        lines = review_round.assessment_ids
        given = len(lines.filtered("verdict"))
        if given < len(lines):
            area = self.sudo().region_ids.area_id.contact_id.mapped("name")
            if not review_round.statement and area:
                return self.env._(
                    "Next: the ministry's reviewer gives verdicts (%(given)s of "
                    "%(total)s "
                    "given) and %(area)s the area contact's statement.",
                    given=given,
                    total=len(lines),
                    area=", ".join(area),
                )
            return self.env._(
                "Next: the ministry's reviewer gives verdicts (%(given)s of %(total)s "
                "given).",
                given=given,
                total=len(lines),
            )
        meeting = review_round.sudo().meeting_id
        if meeting:
            return self.env._(
                "Next: the ministry decides – %(meeting)s.",
                meeting=meeting.display_name,
            )
        return self.env._("Next: the ministry decides; no review meeting is set yet.")

    def _next_after_refusal(self):
        if self.review_state == "rejected":
            return self.env._(
                "The ministry rejected the agreement. Next: %(who)s agrees with the "
                "parties "
                "on how to go on.",
                who=self._coordinator_names(),
            )
        return self.env._(
            "Next: %(who)s clarifies what the ministry asked and submits again.",
            who=self._coordinator_names(),
        )

    def _next_when_signed(self):
        if self.review_state != "approved":
            return self.env._(
                "All parties have signed. Next: %(who)s submits the agreement for "
                "review.",
                who=self._coordinator_names(),
            )
        if self.state == "preparing":
            return self.env._(
                "Signed and approved. The agreement comes into force by itself on "
                "%(day)s.",
                day=self._day(self.date_start),
            )
        if self.date_end:
            return self.env._(
                "In force until %(day)s. Nothing to do now.",
                day=self._day(self.date_end),
            )
        return self.env._("In force until further notice. Nothing to do now.")

    def _next_in_drafting(self):
        who = self._coordinator_names()
        declined = self.party_ids.filtered(lambda party: party.state == "declined")[:1]
        if declined:
            return self.env._(
                "%(party)s declined to sign. Next: %(who)s settles the matter and "
                "sends the "
                "agreement again.",
                party=declined.partner_id.name,
                who=who,
            )
        if self.open_comment_count:
            return self.env._(
                "Next: %(who)s answers the open comments (%(count)s).",
                who=who,
                count=self.open_comment_count,
            )
        problems = self._completeness_problems()
        if problems:
            return self.env._(
                "Next: %(who)s completes the draft. %(problem)s",
                who=who,
                problem=problems[0],
            )
        if self.review_state == "approved":
            return self.env._(
                "Approved by the ministry. Next: %(who)s sends the agreement for "
                "signature.",
                who=who,
            )
        return self.env._(
            "The draft is complete. Next: %(who)s sends it for signature or submits "
            "it for "
            "review, in either order.",
            who=who,
        )

    # -------------------------------------------------------------------- words
    def _coordinator_names(self):
        names = self.sudo().region_ids.coordinator_id.mapped("name")
        return ", ".join(names) or self.env._("the coordinator (nobody is named yet)")

    def _short_list(self, names):
        if len(names) <= NAMES_SHOWN:
            return ", ".join(names)
        return self.env._(
            "%(names)s and %(count)s others",
            names=", ".join(names[: NAMES_SHOWN - 1]),
            count=len(names) - NAMES_SHOWN + 1,
        )

    def _day(self, day):
        return f"{day.day}.{day.month}.{day.year}" if day else ""
