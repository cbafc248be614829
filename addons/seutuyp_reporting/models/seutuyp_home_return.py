# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Domain


class SeutuypHome(models.AbstractModel):
    """Yearly returns: parties fill in their own, coordinators see who has."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        kinds = super()._kinds()
        place = kinds.index("plan")
        return [*kinds[:place], "return", *kinds[place:]]

    @api.model
    def _open_returns(self, whose):
        rows = self.env["seutuyp.return"]
        year = self.env["seutuyp.dated.mixin"]._today().year
        return rows.search(
            Domain("year", ">=", year - 1)
            & Domain("region_id.successor_id", "=", False)
            & whose
        )

    @api.model
    def _waiting_followups(self):
        employer = self.env.user.partner_id.commercial_partner_id
        rows = self._open_returns(
            Domain("partner_id", "=", employer.id) & Domain("state", "=", "draft")
        )
        return [
            *super()._waiting_followups(),
            *(
                self._item(
                    "return",
                    self.env._(
                        "Tell the figures of %(organisation)s of %(year)s in "
                        "%(region)s.",
                        organisation=row.partner_id.name,
                        year=row.year,
                        region=row.region_id.name,
                    ),
                    row,
                    self.env._("Fill in the return"),
                )
                for row in rows
            ),
        ]

    @api.model
    def _following_licences(self):
        mine = Domain("region_id.editor_user_ids", "in", self.env.uid)
        items = super()._following_licences()
        grouped = self._open_returns(mine).grouped(
            lambda row: (row.region_id, row.year)
        )
        for (region, year), rows in grouped.items():
            told = rows.filtered(lambda row: row.state == "returned")
            if len(told) == len(rows):
                continue
            text = self.env._(
                "%(told)s of %(all)s parties have returned their figures of %(year)s "
                "in %(region)s.",
                told=len(told),
                all=len(rows),
                year=year,
                region=region.name,
            )
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "seutuyp_reporting.seutuyp_return_action"
            )
            action = {**action, "domain": [("id", "in", rows.ids)], "context": {}}
            label = self.env._("See who")
            items.append(self._item("return", text, rows, label, action=action))
        return items
