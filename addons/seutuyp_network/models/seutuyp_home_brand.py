# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypHome(models.AbstractModel):
    """Where the mark is used: partners tell, coordinators see who has told."""

    _inherit = "seutuyp.home"

    @api.model
    def _unanswered_uses(self, domain):
        year = self.env["seutuyp.dated.mixin"]._today().year
        return self.env["seutuyp.brand.use"].search([("year", "=", year), *domain])

    @api.model
    def _waiting_licences(self):
        employer = self.env.user.partner_id.commercial_partner_id
        uses = self._unanswered_uses(
            [("state", "=", "asked"), ("partner_id", "=", employer.id)]
        )
        return super()._waiting_licences() + [
            self._item(
                "brand",
                self.env._(
                    "Tell where %(organisation)s uses the mark in %(region)s.",
                    organisation=use.partner_id.name,
                    region=use.region_id.name,
                ),
                use,
                self.env._("Tell where"),
            )
            for use in uses
        ]

    @api.model
    def _following_licences(self):
        uses = self._unanswered_uses(
            [("region_id.editor_user_ids", "in", self.env.uid)]
        )
        items = []
        for region, own in uses.grouped("region_id").items():
            answered = own.filtered(lambda use: use.state == "confirmed")
            if len(answered) == len(own):
                continue
            text = self.env._(
                "%(answered)s of %(all)s organisations have told where they use the "
                "mark in %(region)s.",
                answered=len(answered),
                all=len(own),
                region=region.name,
            )
            action = {
                "type": "ir.actions.act_window",
                "name": self.env._("Use of the mark"),
                "res_model": "seutuyp.brand.use",
                "views": [(False, "list"), (False, "form")],
                "domain": [("id", "in", own.ids)],
            }
            label = self.env._("See who")
            items.append(self._item("brand", text, own, label, action=action))
        return super()._following_licences() + items
