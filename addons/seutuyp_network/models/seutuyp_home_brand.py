# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypHome(models.AbstractModel):
    """Where the mark is used: partners tell, coordinators see who has told."""

    _inherit = "seutuyp.home"

    @api.model
    def _uses(self, domain):
        year = self.env["seutuyp.dated.mixin"]._today().year
        return self.env["seutuyp.brand.use"].search([("year", "=", year), *domain])

    @api.model
    def _waiting_licences(self):
        employer = self.env.user.partner_id.commercial_partner_id
        return super()._waiting_licences() + self._asked_of_me(
            "brand",
            self._uses([("partner_id", "=", employer.id)]),
            lambda organisation, region: self.env._(
                "Tell where %(organisation)s uses the mark in %(region)s.",
                organisation=organisation,
                region=region,
            ),
            self.env._("Tell where"),
        )

    @api.model
    def _following_licences(self):
        return super()._following_licences() + self._asked_of_others(
            "brand",
            self._uses([("region_id.editor_user_ids", "in", self.env.uid)]),
            lambda answered, count, region: self.env._(
                "%(answered)s of %(all)s organisations have told where they use the "
                "mark in %(region)s.",
                answered=answered,
                all=count,
                region=region,
            ),
            self.env._("Use of the mark"),
        )
