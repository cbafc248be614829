# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from .seutuyp_referral import OPEN


class ResPartner(models.Model):
    """An organisation that ends without a successor answers no customer any more."""

    _inherit = "res.partner"

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals and not vals["active"]:
            self._give_customers_back()
        return result

    def _give_customers_back(self):
        """Let customers that wait for these organisations come back to their senders.

        What an organisation has sent stays with the receiver, who goes on with it.
        """
        ended = self.sudo().filtered(
            lambda partner: partner.is_company and not partner.seutuyp_successor_id
        )
        referrals = self.env["seutuyp.referral"].sudo()
        referrals.search(
            [("to_partner_id", "in", ended.ids), ("state", "in", OPEN)]
        )._come_back()
