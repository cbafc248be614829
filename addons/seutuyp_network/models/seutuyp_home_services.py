# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypHome(models.AbstractModel):
    """Services to confirm: partners confirm, coordinators see who has."""

    _inherit = "seutuyp.home"

    @api.model
    def _confirmations(self, domain):
        rows = self.env["seutuyp.service.confirmation"]
        return rows.search(
            [
                ("date_round", "=", rows._round_today()),
                ("region_id.successor_id", "=", False),
                ("partner_id.active", "=", True),
                *domain,
            ]
        )

    @api.model
    def _waiting_licences(self):
        employer = self.env.user.partner_id.commercial_partner_id
        return super()._waiting_licences() + self._asked_of_me(
            "offers",
            self._confirmations([("partner_id", "=", employer.id)]),
            lambda organisation, region: self.env._(
                "Confirm the services of %(organisation)s in %(region)s.",
                organisation=organisation,
                region=region,
            ),
            self.env._("Look and confirm"),
        )

    @api.model
    def _following_licences(self):
        return super()._following_licences() + self._asked_of_others(
            "offers",
            self._confirmations([("region_id.editor_user_ids", "in", self.env.uid)]),
            lambda confirmed, count, region: self.env._(
                "%(confirmed)s of %(all)s organisations have confirmed their services "
                "in %(region)s.",
                confirmed=confirmed,
                all=count,
                region=region,
            ),
            self.env._("Confirmation of services"),
        )
