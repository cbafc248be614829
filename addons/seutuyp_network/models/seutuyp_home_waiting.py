# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import groupby

TIMEZONE = "Europe/Helsinki"
# The order in which things wait; what is late comes before all of it.
ORDER = (
    "sign",
    "clarify",
    "declined",
    "rejected",
    "licence",
    "statement",
    "decide",
    "verdict",
    "comments",
    "submit",
    "send",
    "meeting",
    "activity",
    "draft",
    "missing",
)


class SeutuypHome(models.AbstractModel):
    """What waits for the current user, each thing a sentence with its next step."""

    _inherit = "seutuyp.home"

    @api.model
    def _waiting(self):
        """Return (what the user is to do, what the user follows), the first first."""
        waiting = self._waiting_signatures()
        following = []
        own = self._own_agreements()
        own.party_ids.partner_id.mapped("name")  # read for all at once
        for agreement in own:
            waiting += self._waiting_coordinator(agreement)
            following += self._following_coordinator(agreement)
        waiting += self._waiting_agreements(own)
        waiting += self._waiting_statements()
        if self.env.user.has_group("seutuyp_network.group_reviewer"):
            waiting += self._waiting_reviewer()
            following += self._following_reviewer()
        waiting += self._waiting_licences()
        waiting += self._waiting_activities(waiting)
        for item in [*waiting, *following]:
            item.pop("records")
        return sorted(waiting, key=self._urgency), following

    @api.model
    def _urgency(self, item):
        return (not item["late"], ORDER.index(item["kind"]), item["due"] or "9999", item["text"])

    @api.model
    def _item(self, kind, text, record, label, *, due=None, detail="", action=None):
        """Return one thing that waits.

        :param str kind: one of ``ORDER``
        :param record: what it is about
        :param due: a date or None
        :param str detail: a second line: the reason, who is missing
        :param action: opens something else than the record's form
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        return {
            "kind": kind,
            "text": text,
            "detail": detail or "",
            "due": due and fields.Date.to_string(due),
            "late": bool(due and due < today),
            "action": action or self.env["seutuyp.region"]._open_form(record),
            "action_label": label,
            "records": {(record._name, id_) for id_ in record.ids},
        }

    @api.model
    def _local_date(self, moment):
        if not moment:
            return None
        local = self.with_context(tz=TIMEZONE)
        return fields.Datetime.context_timestamp(local, moment).date()

    # ------------------------------------------------------------------ signatory
    @api.model
    def _waiting_signatures(self):
        """List agreements that wait for the user's own signature.

        A signatory need not be a reader of the region yet, so these few are looked
        up as superuser: only the user's own parties, and no more than their names.
        """
        parties = (
            self.env["seutuyp.agreement.party"]
            .sudo()
            .search(
                [
                    ("signatory_id", "=", self.env.user.partner_id.id),
                    ("state", "=", "pending"),
                    ("agreement_id.signing_state", "=", "collecting"),
                    ("agreement_id.active", "=", True),
                ]
            )
        )
        return [
            self._item(
                "sign",
                self.env._(
                    "Sign “%(agreement)s” for %(party)s.",
                    agreement=party.agreement_id.name,
                    party=party.partner_id.name,
                ),
                party.agreement_id,
                self.env._("Read and sign"),
                due=self._local_date(party.link_expires_on),
                action={
                    "type": "ir.actions.act_url",
                    "url": f"/my/agreements/{party.agreement_id.id}",
                    "target": "self",
                },
            )
            for party in parties
        ]

    # ---------------------------------------------------------------- coordinator
    @api.model
    def _own_agreements(self):
        return self.env["seutuyp.agreement"].search(
            [
                ("region_ids.editor_user_ids", "in", self.env.uid),
                ("state", "not in", ("ended", "superseded")),
            ]
        )

    @api.model
    def _waiting_coordinator(self, agreement):
        """List what the region's coordinator is to do with one agreement."""
        items = []
        if step := self._coordinator_step(agreement):
            kind, text, label, detail = step
            items.append(self._item(kind, text, agreement, label, detail=detail))
        if agreement.open_comment_count:
            text = self.env._(
                "Answer the comments on “%(agreement)s”: %(count)s are open.",
                agreement=agreement.name,
                count=agreement.open_comment_count,
            )
            label = self.env._("Answer the comments")
            items.append(self._item("comments", text, agreement, label))
        return items

    @api.model
    def _coordinator_step(self, agreement):
        """Return (kind, sentence, label, detail) of the one next move, or None."""
        _ = self.env._
        name = {"agreement": agreement.name}
        signing, review = agreement.signing_state, agreement.review_state
        if review == "clarification":
            text = _("The ministry asks for a clarification of “%(agreement)s”.", **name)
            return "clarify", text, _("Clarify and submit again"), agreement.round_id.reason
        if review == "rejected":
            text = _("The ministry rejected “%(agreement)s”.", **name)
            return "rejected", text, _("Decide what to do"), agreement.round_id.reason
        declined = agreement.party_ids.filtered(lambda party: party.state == "declined")
        if declined and signing == "draft":
            text = _("A party declined to sign “%(agreement)s”.", **name)
            party = declined[0]
            detail = f"{party.partner_id.name}: {party.decline_reason or ''}"
            return "declined", text, _("Decide what to do"), detail
        if signing == "complete" and review == "not_submitted":
            text = _("All have signed “%(agreement)s”: submit it for review.", **name)
            return "submit", text, _("Submit for review"), ""
        if signing == "draft" and review == "approved":
            text = _("“%(agreement)s” is approved: send it for signature.", **name)
            return "send", text, _("Send for signature"), ""
        if signing == "draft" and review == "not_submitted":
            text = _("Finish the draft of “%(agreement)s”.", **name)
            return "draft", text, _("Continue drafting"), ""
        return None

    @api.model
    def _waiting_agreements(self, own):
        """List the user's regions that have no agreement and none in preparation.

        :param own: the user's agreements
        """
        regions = self.env["seutuyp.region"].search(
            [
                ("editor_user_ids", "in", self.env.uid),
                ("id", "not in", own.region_ids.ids),
                ("successor_id", "=", False),
            ]
        )
        return [
            self._item(
                "missing",
                self.env._("%(region)s has no agreement: draft one.", region=region.name),
                region,
                self.env._("Draft the agreement"),
                action=region._draft_agreement_action(),
            )
            for region in regions
        ]

    @api.model
    def _following_coordinator(self, agreement):
        """List what others are to do with one agreement of the user's region."""
        if agreement.signing_state != "collecting":
            return []
        pending = agreement._pending_parties()
        text = self.env._(
            "%(signed)s of %(all)s parties have signed “%(agreement)s”.",
            signed=agreement.signed_count,
            all=agreement.party_count,
            agreement=agreement.name,
        )
        detail = self.env._(
            "Not yet: %(parties)s.", parties=", ".join(pending.partner_id.mapped("name"))
        )
        label = self.env._("See who has not signed")
        return [self._item("sign", text, agreement, label, detail=detail)]

    # --------------------------------------------------------------- area contact
    @api.model
    def _waiting_statements(self):
        rounds = self.env["seutuyp.review.round"].search(
            [
                ("decision", "=", False),
                ("statement", "=", False),
                ("agreement_id.region_ids.area_id.contact_id.user_ids", "in", self.env.uid),
            ]
        )
        return [
            self._item(
                "statement",
                self.env._(
                    "Give your statement on “%(agreement)s”.", agreement=item.agreement_id.name
                ),
                item.agreement_id,
                self.env._("Give your statement"),
                due=self._local_date(item.meeting_id.date),
            )
            for item in rounds
        ]

    # ------------------------------------------------------------------- reviewer
    @api.model
    def _waiting_reviewer(self):
        """List rounds that lack verdicts, rounds to decide and meetings to close."""
        _ = self.env._
        items = []
        for item in self.env["seutuyp.review.round"].search([("decision", "=", False)]):
            due = self._local_date(item.meeting_id.date)
            name = item.agreement_id.name
            verdicts = item.assessment_ids.mapped("verdict")
            missing = verdicts.count(False)
            if missing:
                text = _(
                    "Give your verdicts on “%(agreement)s”: %(missing)s of %(all)s are missing.",
                    agreement=name,
                    missing=missing,
                    all=len(verdicts),
                )
                items.append(self._item("verdict", text, item, _("Give verdicts"), due=due))
            else:
                text = _("Decide on “%(agreement)s”: every verdict is given.", agreement=name)
                items.append(self._item("decide", text, item, _("Decide"), due=due))
        return items + self._waiting_meetings()

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
        out = self.env["seutuyp.agreement"].search([("review_state", "=", "clarification")])
        if out:
            text = self.env._("Clarifications asked for and not yet given: %(count)s.", count=len(out))
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

    # ------------------------------------------------------------------- licences
    @api.model
    def _waiting_licences(self):
        """List licences at risk: the reviewer decides, the region puts it right."""
        domain = [("at_risk", "=", True), ("state", "in", ("active", "suspended"))]
        if not self.env.user.has_group("seutuyp_network.group_reviewer"):
            domain.append(("region_id.editor_user_ids", "in", self.env.uid))
        return [
            self._item(
                "licence",
                self.env._(
                    "The licence of %(region)s is at risk: a criterion no longer holds.",
                    region=licence.region_id.name,
                ),
                licence,
                self.env._("Open the licence"),
                due=licence.deadline or None,
            )
            for licence in self.env["seutuyp.licence"].search(domain)
        ]

    # ----------------------------------------------------------------- activities
    @api.model
    def _activity_models(self):
        return [
            name
            for name, model in self.env.registry.items()
            if name.startswith("seutuyp.") and "activity_ids" in model._fields
        ]

    @api.model
    def _waiting_activities(self, items):
        """List the user's activities, without those that ``items`` already say.

        The workflow also puts a line on a person's list; where the home screen has
        found the same record waiting by itself, that line would only repeat it.
        """
        said = set().union(*(item["records"] for item in items if item["kind"] != "draft"))
        activities = self.env["mail.activity"].search(
            [("user_id", "=", self.env.uid), ("res_model", "in", self._activity_models())]
        )
        found = []
        for (model, id_), group in groupby(activities, lambda item: (item.res_model, item.res_id)):
            record = self.env[model].browse(id_)
            for activity in group:
                if activity.automated and (model, id_) in said:
                    continue
                found.append(self._activity_item(activity, record))
        return found

    @api.model
    def _activity_item(self, activity, record):
        return self._item(
            "activity",
            activity.summary or activity.activity_type_id.name or "",
            record,
            self.env._("Open"),
            due=activity.date_deadline,
            detail=activity.res_name,
            action={
                "type": "ir.actions.act_window",
                "res_model": activity.res_model,
                "res_id": activity.res_id,
                "views": [(False, "form")],
            },
        )
