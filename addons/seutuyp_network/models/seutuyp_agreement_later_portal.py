# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypAgreement(models.Model):
    """What a party's pages tell about what came after signing."""

    _inherit = "seutuyp.agreement"

    def _later_sentences(self):
        """Return sentences on who joined, left or gave notice, oldest first."""
        self.ensure_one()
        agreement = self.sudo()
        lines = [
            (
                party.date_joined,
                self.env._(
                    "%(party)s joined on %(day)s.",
                    party=party.partner_id.name,
                    day=self._day(party.date_joined),
                ),
            )
            for party in agreement.party_ids
            if party.date_joined and party._joined_later()
        ]
        lines += [
            (
                party.date_left,
                self.env._(
                    "%(party)s left on %(day)s.",
                    party=party.partner_id.name,
                    day=self._day(party.date_left),
                ),
            )
            for party in agreement.party_ids
            if party.date_left
        ]
        lines += [
            (notice.given_on, notice.with_env(self.sudo().env)._words())
            for notice in agreement.notice_ids
            if notice.state == "given"
        ]
        return [text for _day, text in sorted(lines)]


class SeutuypAgreementParty(models.Model):
    _inherit = "seutuyp.agreement.party"

    def _newest_for_party(self):
        """Return the newest version that differs from what this party signed.

        Only a version in which the organisation has a part, and that has been sent:
        a draft is shown to those who are asked to comment on it.
        """
        self.ensure_one()
        if self.state != "signed" or self._joined_later():
            return self.agreement_id.browse()
        newest = self.agreement_id
        step = newest
        while step := step.next_ids.filtered("active")[:1]:
            if step.content_locked and self.partner_id in (
                step._content_parties().partner_id
            ):
                newest = step
        if newest.content_hash == self.signed_hash or not newest.content_locked:
            return newest.browse()
        return newest

    def _running_notice(self):
        return self.agreement_id.notice_ids.filtered(
            lambda item: item.state == "given" and item.party_id == self
        )[:1]

    def _notice_sentence(self):
        """Return what a notice given today would mean."""
        agreement = self.agreement_id
        today = self.env["seutuyp.dated.mixin"]._today()
        return self.env._(
            "The notice period is %(months)s months. If you give notice today, "
            "%(party)s leaves; its last day as a party is %(last)s. The coordinator "
            "and the other parties are told. The coordinator can take the notice back "
            "until that day.",
            months=agreement.notice_months,
            party=self.partner_id.name,
            last=agreement._day(agreement._notice_last(today)),
        )

    def _give_own_notice(self, reason):
        """Give notice for this party, as its signatory logged in on the portal.

        :raise UserError: no reason, or a notice runs already
        """
        self.ensure_one()
        reason = self._checked_reason(reason)
        today = self.env["seutuyp.dated.mixin"]._today()
        return self.agreement_id._give_notice(
            today, self.partner_id, party=self, reason=reason
        )


class SeutuypAgreementAmendmentSigner(models.Model):
    _inherit = "seutuyp.agreement.amendment.signer"

    def _agreement_file(self, lang):
        """Return (file as bytes, file name) of the agreement that is amended."""
        agreement = self.agreement_id
        kind = "scan" if agreement.on_paper else "signed"
        issued = agreement.document_ids.filtered(
            lambda item: (
                item.kind == kind and item.content_hash == agreement.content_hash
            )
        )[:1]
        if issued:
            return issued._bytes(), issued.filename
        data = agreement._render_pdf("seutuyp_network.report_agreement", lang)
        return data, f"{agreement.number}-{agreement.version}.pdf"
