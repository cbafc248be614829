# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

REMIND_AFTER_DAYS = 7


class SeutuypAgreement(models.Model):
    """Reminding those who have not signed."""

    _inherit = "seutuyp.agreement"

    @api.model
    def _cron_remind(self):
        """Remind signatories once a week; late or repeated runs mail nothing twice."""
        limit = fields.Datetime.now() - timedelta(days=REMIND_AFTER_DAYS)
        parties = self.env["seutuyp.agreement.party"].search(
            [
                ("agreement_id.signing_state", "=", "collecting"),
                ("state", "=", "pending"),
                ("link_sent_on", "<", limit),
                "|",
                ("reminded_on", "=", False),
                ("reminded_on", "<", limit),
            ]
        )
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(parties))
        for party in parties:
            party._remind()
            if not cron._commit_progress(1):
                return


class SeutuypAgreementParty(models.Model):
    """Personal links: sent, renewed, never seen by a colleague."""

    _inherit = "seutuyp.agreement.party"

    def _send_links(self, template_xmlid):
        """Freeze each signatory's address and mail the personal link there."""
        now = fields.Datetime.now()
        for party in self:
            address = email_normalize(party.signatory_id.email)
            token = party._mail_link("sign", template_xmlid, address)
            party._guarded().write(
                {
                    "signatory_email": address,
                    "link_sent_on": now,
                    "link_expires_on": token.expires_on,
                    "reminded_on": False,
                }
            )

    def _mail_link(self, purpose, template_xmlid, address):
        text, token = self.env["seutuyp.token"]._issue(
            self, purpose, self.signatory_id, address
        )
        path = "comment" if purpose == "comment" else ""
        link = self._portal_url(path, text)
        self._mail(
            template_xmlid,
            address=address,
            seutuyp_link=link,
            seutuyp_expires=token.expires_on,
        )
        return token

    def _portal_url(self, path, token):
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        # The page opens in the language of the mail, whatever the browser prefers.
        lang = self.signatory_id.lang or self.agreement_id.lang
        prefix = self.env["res.lang"]._get_data(code=lang).url_code
        parts = [base, prefix, f"my/agreements/{self.agreement_id.id}", path]
        address = "/".join(part for part in parts if part)
        return f"{address}?party={self.id}&token={token}"

    def _remind(self):
        """Mail fresh links; the old ones stop working."""
        for party in self:
            address = party.signatory_email
            token = party._mail_link(
                "sign", "seutuyp_network.mail_template_remind", address
            )
            party._guarded().write(
                {
                    "reminded_on": fields.Datetime.now(),
                    "link_expires_on": token.expires_on,
                }
            )

    def _renew_link(self):
        """Mail a new link to the frozen address, asked for on an expired page.

        Answers the same whatever the state, so that nothing can be learned from it.
        """
        self.ensure_one()
        party = self.sudo()
        recent = fields.Datetime.now() - timedelta(minutes=10)
        if party._waits_for_signature() and not (
            party.reminded_on and party.reminded_on > recent
        ):
            party._remind()

    def action_renew_link(self):
        """Send this party a fresh link. Role: coordinator of the region."""
        for party in self:
            agreement = party.agreement_id
            agreement.check_access("read")
            if not agreement._has_role("coordinator"):
                agreement._check_transition("withdraw")
            if agreement.signing_state != "collecting" or party.state != "pending":
                raise UserError(
                    self.env._("This party is not being asked to sign now.")
                )
            party.sudo()._remind()
        return True
