# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypHome(models.AbstractModel):
    """Customers referred to the user's organisation, and needs it is to take."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        kinds = super()._kinds()
        place = kinds.index("offers")
        return [*kinds[:place], "referral", *kinds[place:]]

    @api.model
    def _waiting_followups(self):
        return [
            *super()._waiting_followups(),
            *self._waiting_referrals(),
            *self._waiting_needs(),
        ]

    @api.model
    def _waiting_referrals(self):
        """Say in one line how many customers wait for the organisation's answer."""
        referrals = self.env["seutuyp.referral"].search(
            [("is_to_us", "=", True), ("state", "=", "sent"), ("erased_on", "=", False)]
        )
        if not referrals:
            return []
        action = self.env["ir.actions.actions"]._for_xml_id(
            "seutuyp_reporting.seutuyp_referral_action_to_us"
        )
        return [
            self._item(
                "referral",
                self.env._(
                    "Answer the customers referred to your organisation: %(count)s.",
                    count=len(referrals),
                ),
                referrals,
                self.env._("See the referrals"),
                due=min(referrals.mapped("answer_by")),
                action=action,
            )
        ]

    @api.model
    def _waiting_needs(self):
        """Say in one line how many companies' needs go to the organisation."""
        own = self.env["seutuyp.referral"]._own_organisation()
        needs = self.env["seutuyp.company.need"].search(
            [("partner_id", "=", own.id or -1), ("state", "=", "open")]
        )
        if not needs:
            return []
        action = self.env["ir.actions.actions"]._for_xml_id(
            "seutuyp_reporting.seutuyp_company_need_action"
        )
        return [
            self._item(
                "referral",
                self.env._(
                    "Take the needs of companies that wait for your organisation: "
                    "%(count)s.",
                    count=len(needs),
                ),
                needs,
                self.env._("See the needs"),
                action=action,
            )
        ]
