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
        rows = self._confirmations(
            [("state", "=", "asked"), ("partner_id", "=", employer.id)]
        )
        return super()._waiting_licences() + [
            self._item(
                "offers",
                self.env._(
                    "Confirm the services of %(organisation)s in %(region)s.",
                    organisation=row.partner_id.name,
                    region=row.region_id.name,
                ),
                row,
                self.env._("Look and confirm"),
            )
            for row in rows
        ]

    @api.model
    def _following_licences(self):
        rows = self._confirmations([("region_id.editor_user_ids", "in", self.env.uid)])
        items = []
        for region, own in rows.grouped("region_id").items():
            confirmed = own.filtered(lambda row: row.state == "confirmed")
            if len(confirmed) == len(own):
                continue
            text = self.env._(
                "%(confirmed)s of %(all)s organisations have confirmed their services "
                "in %(region)s.",
                confirmed=len(confirmed),
                all=len(own),
                region=region.name,
            )
            action = {
                "type": "ir.actions.act_window",
                "name": self.env._("Confirmation of services"),
                "res_model": "seutuyp.service.confirmation",
                "views": [(False, "list"), (False, "form")],
                "domain": [("id", "in", own.ids)],
            }
            label = self.env._("See who")
            items.append(self._item("offers", text, own, label, action=action))
        return super()._following_licences() + items
