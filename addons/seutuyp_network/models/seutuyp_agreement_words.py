# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from markupsafe import Markup

from odoo import models


class SeutuypAgreementParty(models.Model):
    """The sentences of a party's pages that carry a name or a number.

    Whole sentences, because a view would have them translated in pieces.
    """

    _inherit = "seutuyp.agreement.party"

    def _portal_status(self):
        """Return in one sentence how far the agreement is."""
        agreement = self.agreement_id
        if agreement.on_paper:
            return self.env._("Signed on paper.")
        if agreement.signing_state == "complete":
            return self.env._("All parties have signed.")
        if agreement.signing_state == "collecting":
            return self.env._(
                "Signed: %(signed)s of %(all)s parties.",
                signed=agreement.signed_count,
                all=agreement.party_count,
            )
        if agreement.content_locked:
            return self.env._("The text is fixed and not yet sent for signature.")
        return self.env._("The text is being drafted and may still change.")

    def _portal_words(self):
        """Return the sentences of this party's pages, by what they are about."""
        party = Markup("<strong>%s</strong>") % self.partner_id.name
        return {
            "status": self._portal_status(),
            "waiting": self.env._(
                "Waiting for your signature on behalf of %(party)s. Read the text; the"
                " place to sign is at its end.",
                party=party,
            ),
            "others": self.env._(
                "For %(party)s this is signed by %(person)s. You can read and download"
                " the agreement.",
                party=party,
                person=self.signatory_id.name or "",
            ),
            "declined": self.env._(
                "%(party)s has declined to sign. The coordinator has been told the "
                "reason.",
                party=party,
            ),
            "you_declined": self.env._(
                "You have declined to sign for %(party)s. The coordinator has been "
                "told your reason. If the text changes, you will get a new link.",
                party=party,
            ),
            "you_delegated": self.env._(
                "Somebody else now signs for %(party)s and has got a personal link. "
                "Your link no longer works.",
                party=party,
            ),
            "behalf": self.env._("You sign on behalf of %(party)s.", party=party),
            "declaration": self.env._(
                "By signing I accept the agreement above on behalf of %(party)s and "
                "declare that I have the right to do so. The time, my network address "
                "and the fingerprint of the text are kept as evidence.",
                party=self.partner_id.name,
            ),
            "copy": self.env._(
                "A copy of the text goes to %(email)s.",
                email=self.signature_id.email or "",
            ),
            "comment": self.env._(
                "Read the draft and write your comments on behalf of %(party)s under "
                "the sections they are about. Every comment is answered before the "
                "agreement is sent for signature.",
                party=party,
            ),
            "comments_of": self.env._(
                "Comments of %(party)s", party=self.partner_id.name
            ),
        }
