# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypHome(models.AbstractModel):
    """What rounds of data collection ask of the user: figures, and confirming them."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        kinds = super()._kinds()
        place = kinds.index("plan")
        return [*kinds[:place], "collection", *kinds[place:]]

    @api.model
    def _waiting_followups(self):
        return [*super()._waiting_followups(), *self._waiting_collections()]

    @api.model
    def _waiting_collections(self):
        """List the user's own forms that wait for figures or to be confirmed."""
        sheets = self.env["seutuyp.collection.sheet"].search(
            [
                ("collector_id", "=", self.env.user.partner_id.id),
                ("collection_id.state", "=", "open"),
            ]
        )
        items = []
        for sheet in sheets:
            name = sheet.sudo().collection_id.name
            if sheet.state != "applied":
                text = self.env._("Tell the figures of “%(round)s”.", round=name)
                label = self.env._("Open the form")
            elif sheet.draft_count:
                text = self.env._("Confirm the figures of “%(round)s”.", round=name)
                label = self.env._("Look and confirm")
            else:
                continue
            items.append(
                self._item(
                    "collection",
                    text,
                    sheet,
                    label,
                    due=sheet.deadline,
                    detail=sheet.places,
                )
            )
        return items
