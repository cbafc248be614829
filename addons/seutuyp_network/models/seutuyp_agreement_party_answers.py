# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError


class SeutuypAgreementParty(models.Model):
    """What a party may answer instead: decline, or name another signatory."""

    _inherit = "seutuyp.agreement.party"

    # ---------------------------------------------------------------- declining
    def _decline(self, reason):
        """Decline to sign: the collecting ends, the coordinator is told why.

        :param str reason: needed; shown to the coordinator
        :raise UserError: no reason, or nothing to decline
        """
        self.ensure_one()
        party = self.sudo()
        party._lock_agreement()
        if party.state == "declined":
            return
        party._check_waits()
        reason = party._checked_reason(reason)
        party._guarded().write({"state": "declined", "decline_reason": reason})
        agreement = party.agreement_id
        agreement._transition("decline", reason, partner=party.signatory_id)
        agreement._stop_collecting()
        agreement._tell_coordinators(
            "seutuyp_network.mail_template_declined",
            lambda item: item.env._(
                "%(party)s declined to sign: settle the matter and send again",
                party=party.partner_id.display_name,
            ),
            seutuyp_party=party,
            seutuyp_reason=reason,
        )

    # --------------------------------------------------------------- delegating
    _link_purpose = "sign"
    _link_template = "seutuyp_network.mail_template_sign"
    _changed_template = "seutuyp_network.mail_template_signatory_changed"

    def _check_waits(self):
        if not self._waits_for_signature():
            raise UserError(
                self.env._("This agreement is not waiting for your signature now.")
            )

    def _signed_record(self):
        return self.agreement_id
