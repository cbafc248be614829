# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypHome(models.AbstractModel):
    """What the night has put on an agenda waits for the coordinator's comment."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        kinds = super()._kinds()
        place = kinds.index("plan")
        return [*kinds[:place], "exception", *kinds[place:]]

    @api.model
    def _waiting_followups(self):
        rows = self.env["seutuyp.indicator.exception"].search(
            [
                ("region_id.editor_user_ids", "in", self.env.uid),
                ("state", "=", "proposed"),
                ("comment", "in", (False, "")),
                ("agenda_item_id.handled", "=", False),
                ("agenda_item_id", "!=", False),
            ]
        )
        return [
            *super()._waiting_followups(),
            *(
                self._item(
                    "exception",
                    self.env._(
                        "Comment the change in “%(indicator)s”, or withdraw it from "
                        "the agenda.",
                        indicator=row.choice_id.indicator_id.name,
                    ),
                    row,
                    self.env._("Open the change"),
                    detail=row.sudo().agenda_item_id._chain_name(),
                )
                for row in rows
                if not row.sudo().agenda_item_id._is_past()
            ),
        ]
