# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypHome(models.AbstractModel):
    """Questions asked of organisations: partners answer, coordinators see who has."""

    _inherit = "seutuyp.home"

    @api.model
    def _asked_of_me(self, kind, rows, sentence, label):
        """List the rows that the user's organisation has not answered.

        :param str kind: one of ``ORDER``
        :param rows: of this round, see ``seutuyp.asked.mixin``
        :param sentence: function of organisation and region
        :param str label: of the button
        """
        employer = self.env.user.partner_id.commercial_partner_id
        mine = rows.filtered(
            lambda row: row.state == "asked" and row.partner_id == employer
        )
        return [
            self._item(
                kind, sentence(row.partner_id.name, row.region_id.name), row, label
            )
            for row in mine
        ]

    @api.model
    def _asked_of_others(self, kind, rows, sentence, window):
        """List the user's regions in which somebody has not answered.

        :param sentence: function of the numbers answered and asked, and the region
        :param str window: title of the list that opens
        """
        items = []
        for region, own in rows.grouped("region_id").items():
            answered = own.filtered(lambda row: row.state == "confirmed")
            if len(answered) == len(own):
                continue
            action = {
                "type": "ir.actions.act_window",
                "name": window,
                "res_model": rows._name,
                "views": [(False, "list"), (False, "kanban"), (False, "form")],
                "domain": [("id", "in", own.ids)],
            }
            text = sentence(len(answered), len(own), region.name)
            label = self.env._("See who")
            items.append(self._item(kind, text, own, label, action=action))
        return items
