# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import api, fields, models

# Shape, colour and word together: a state is never told by colour alone.
MARKS = {
    "good": ("fa-check-circle", "text-success"),
    "wait": ("fa-clock-o", "text-muted"),
    "judge": ("fa-eye", "text-info"),
    "bad": ("fa-exclamation-triangle", "text-danger"),
    "paper": ("fa-file-text-o", "text-muted"),
}
ROW = Markup(
    '<li class="o_seutuyp_row"><i class="fa fa-fw {icon} {colour}" '
    'aria-hidden="true"></i>'
    "<div><strong>{title}</strong>{word}{text}</div></li>"
)


def _row(mark, title, word="", lines=()):
    icon, colour = MARKS[mark]
    return ROW.format(
        icon=icon,
        colour=colour,
        title=title,
        word=Markup(' <span class="o_seutuyp_word">{}</span>').format(word)
        if word
        else "",
        text=Markup("").join(
            Markup('<div class="text-muted">{}</div>').format(line)
            for line in lines
            if line
        ),
    )


def _list(rows):
    return Markup('<ul class="o_seutuyp_rows list-unstyled mb-0">{}</ul>').format(
        Markup("").join(rows)
    )


class SeutuypAgreement(models.Model):
    """What the form shows beside the text, and what it proposes for a new agreement."""

    _inherit = "seutuyp.agreement"

    signing_html = fields.Html(
        string="Who has signed", compute="_compute_signing_html", sanitize=False
    )
    review_html = fields.Html(
        string="How the review stands", compute="_compute_review_html", sanitize=False
    )
    criteria_html = fields.Html(
        string="Criteria as they stand now",
        compute="_compute_criteria_html",
        sanitize=False,
    )
    gap_count = fields.Integer(
        compute="_compute_gap_count",
        help="Places in the text still in square brackets, as in the template.",
    )
    signed_text = fields.Char(string="Signed", compute="_compute_signed_text")

    # ----------------------------------------------------------------- proposals
    @api.model
    def _default_region_ids(self):
        """Propose the user's own region when there is only one."""
        regions = self.env["seutuyp.region"].search(
            [("editor_user_ids", "in", self.env.uid)], limit=2
        )
        return regions if len(regions) == 1 else False

    @api.onchange("region_ids")
    def _onchange_region_ids(self):
        if not self.coordinating_partner_id:
            self.coordinating_partner_id = self.region_ids.coordinating_partner_id[:1]
        if self._origin or self.party_ids:
            return
        parties = self.region_ids.partner_ids._origin or self.coordinating_partner_id
        self.party_ids = [
            fields.Command.create({"partner_id": partner.id}) for partner in parties
        ]

    # ------------------------------------------------------------------- display
    @api.depends_context("lang")
    @api.depends("party_ids.state")
    def _compute_signed_text(self):
        for agreement in self:
            agreement.signed_text = self.env._(
                "%(signed)s of %(total)s",
                signed=agreement.signed_count,
                total=agreement.party_count,
            )

    @api.depends("section_ids.body")
    def _compute_gap_count(self):
        for agreement in self:
            agreement.gap_count = sum(
                str(section.body or "").count("[") for section in agreement.section_ids
            )

    @api.depends_context("lang", "tz")
    @api.depends(
        "party_ids.state", "party_ids.signatory_id", "on_paper", "signing_state"
    )
    def _compute_signing_html(self):
        for agreement in self:
            rows = [agreement._party_row(party) for party in agreement.party_ids]
            agreement.signing_html = _list(rows) if rows else False

    def _party_row(self, party):
        mark = {"signed": "good", "declined": "bad"}.get(party.state, "wait")
        if party.state == "signed" and self.on_paper:
            mark = "paper"
        return _row(
            mark,
            party.partner_id.name or "",
            lines=[party.signatory_id.name, party.status_text],
        )

    @api.depends_context("lang", "tz")
    @api.depends(
        "review_state",
        "on_paper",
        "round_ids.decision",
        "round_ids.statement",
        "round_ids.assessment_ids.verdict",
        "licence_ids.state",
    )
    def _compute_review_html(self):
        labels = dict(self._fields["review_state"]._description_selection(self.env))
        for agreement in self:
            agreement.review_html = _list(agreement._review_rows(labels))

    def _review_rows(self, labels):
        marks = {"approved": "good", "rejected": "bad", "clarification": "bad"}
        mark = "paper" if self.on_paper else marks.get(self.review_state, "wait")
        last = self.round_id
        lines = []
        if last:
            lines.append(last.verdict_summary)
            if last.decision in ("clarification", "rejected"):
                lines.append(last.reason)
        rows = [_row(mark, labels[self.review_state], lines=lines)]
        if last and not self.on_paper:
            rows.append(
                _row(
                    "good" if last.statement else "wait",
                    self.env._("Statement of the area contact"),
                    lines=[last.statement or self.env._("Not given yet")],
                )
            )
        states = dict(
            self.env["seutuyp.licence"]
            ._fields["state"]
            ._description_selection(self.env)
        )
        for licence in self.licence_ids:
            rows.append(
                _row(
                    "good" if licence.state == "active" else "bad",
                    self.env._("Brand licence %(number)s", number=licence.number),
                    lines=[states[licence.state]],
                )
            )
        return rows

    @api.depends_context("lang")
    def _compute_criteria_html(self):
        words = dict(
            self.env["seutuyp.agreement.assessment"]
            ._fields["computed"]
            ._description_selection(self.env)
        )
        marks = {"met": "good", "not_met": "bad", "manual": "judge"}
        for agreement in self:
            if not agreement._origin:
                agreement.criteria_html = False
                continue
            agreement.criteria_html = _list(
                _row(
                    marks[item["computed"]],
                    f"{item['code']}. {item['name']}",
                    word=words[item["computed"]],
                    lines=item["evidence"].split("\n"),
                )
                for item in agreement.criteria_preview or []
            )

    # ------------------------------------------------------------------- buttons
    def action_open_round(self):
        """Open the latest review round."""
        self.ensure_one()
        return self.round_id.action_open_round()

    def action_open_previous(self):
        """Open the version before this one."""
        self.ensure_one()
        return self._open_records(self.previous_id, self.env._("Previous version"))


class SeutuypReviewRound(models.Model):
    _inherit = "seutuyp.review.round"

    verdict_missing = fields.Integer(compute="_compute_verdict_missing")

    @api.depends("assessment_ids.verdict")
    def _compute_verdict_missing(self):
        for item in self:
            item.verdict_missing = len(
                item.assessment_ids.filtered(lambda a: not a.verdict)
            )

    def action_open_round(self):
        """Open this round: its criteria, statement and decision."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def action_open_first_verdict(self):
        """Go through the criteria without a verdict, one after the other."""
        self.ensure_one()
        missing = self.assessment_ids.filtered(lambda item: not item.verdict)
        return missing.sorted("criterion_sequence")[:1].action_open_verdict()


class SeutuypReviewMeeting(models.Model):
    _inherit = "seutuyp.review.meeting"

    decided_count = fields.Integer(compute="_compute_decided_count")

    @api.depends("round_ids.decision")
    def _compute_decided_count(self):
        for meeting in self:
            meeting.decided_count = len(meeting.round_ids.filtered("decision"))
