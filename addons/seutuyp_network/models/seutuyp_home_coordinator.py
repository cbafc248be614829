# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypHome(models.AbstractModel):
    """What waits for the coordinator of a region, and whom the region waits for."""

    _inherit = "seutuyp.home"

    @api.model
    def _coordinator_items(self):
        """Return (what the user is to do, what the user follows) as coordinator."""
        own = self.env["seutuyp.agreement"].search(
            [
                ("region_ids.editor_user_ids", "in", self.env.uid),
                ("state", "not in", ("ended", "superseded")),
            ]
        )
        own.party_ids.partner_id.mapped("name")  # read for all at once
        waiting = self._waiting_agreements(own)
        following = []
        for agreement in own:
            waiting += self._waiting_coordinator(agreement)
            following += self._following_coordinator(agreement)
        return waiting, following

    @api.model
    def _waiting_coordinator(self, agreement):
        """List what the region's coordinator is to do with one agreement."""
        items = []
        if step := self._coordinator_step(agreement):
            kind, text, label, detail = step
            items.append(self._item(kind, text, agreement, label, detail=detail))
        if agreement.open_comment_count:
            text = self.env._(
                "Comments on “%(agreement)s” wait for your answer: %(count)s.",
                agreement=agreement.name,
                count=agreement.open_comment_count,
            )
            label = self.env._("Answer the comments")
            items.append(self._item("comments", text, agreement, label))
        return items

    @api.model
    def _coordinator_step(self, agreement):
        """Return (kind, sentence, label, detail) of the one next move, or None."""
        name = {"agreement": agreement.name}
        signing, review = agreement.signing_state, agreement.review_state
        if review == "clarification":
            text = self.env._(
                "The ministry asks for a clarification of “%(agreement)s”.", **name
            )
            return (
                "clarify",
                text,
                self.env._("Clarify and submit again"),
                agreement.round_id.reason,
            )
        if review == "rejected":
            text = self.env._("The ministry rejected “%(agreement)s”.", **name)
            return (
                "rejected",
                text,
                self.env._("Decide what to do"),
                agreement.round_id.reason,
            )
        declined = agreement.party_ids.filtered(lambda party: party.state == "declined")
        if declined and signing == "draft":
            text = self.env._("A party declined to sign “%(agreement)s”.", **name)
            party = declined[0]
            detail = f"{party.partner_id.name}: {party.decline_reason or ''}"
            return "declined", text, self.env._("Decide what to do"), detail
        if signing == "complete" and review == "not_submitted":
            text = self.env._(
                "All have signed “%(agreement)s”: submit it for review.", **name
            )
            return "submit", text, self.env._("Submit for review"), ""
        if signing == "draft" and review == "approved":
            text = self.env._(
                "“%(agreement)s” is approved: send it for signature.", **name
            )
            return "send", text, self.env._("Send for signature"), ""
        if signing == "draft" and review == "not_submitted":
            text = self.env._("Finish the draft of “%(agreement)s”.", **name)
            return "draft", text, self.env._("Continue drafting"), ""
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
                self.env._(
                    "%(region)s has no agreement: draft one.", region=region.name
                ),
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
            "Not yet: %(parties)s.",
            parties=", ".join(pending.partner_id.mapped("name")),
        )
        label = self.env._("See who has not signed")
        return [self._item("sign", text, agreement, label, detail=detail)]
