# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools import periods

# In January the returns of the year that has ended are opened.
MONTH = 1


class SeutuypReturn(models.Model):
    """A return is opened for every party, filled in, returned, and added up."""

    _inherit = "seutuyp.return"

    # --------------------------------------------------------------------- opening
    @api.model
    def _cron_open_year(self):
        """Open in January the returns of last year for all parties."""
        today = self.env["seutuyp.dated.mixin"]._today()
        if today.month == MONTH:
            regions = self.env["seutuyp.region"].search([("successor_id", "=", False)])
            self._open_year(regions, today.year - 1)

    @api.model
    def action_open_year(self):
        """Open last year's returns of the user's regions for all their parties.

        Administrators of master data: of all regions. Those that are there stay.

        :return: the list of returns of that year
        """
        year = self.env["seutuyp.dated.mixin"]._today().year - 1
        regions = self.env["seutuyp.region"]._user_edits()
        if not regions:
            raise UserError(
                self.env._("Returns are opened by the coordinator of the region.")
            )
        self.sudo()._open_year(regions, year)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_reporting.seutuyp_return_action"
        )
        return {**action, "context": {"search_default_last_year": 1}}

    @api.model
    def _open_year(self, regions, year):
        """Make the missing returns of a year, one a party and region.

        :param regions: ``seutuyp.region``
        :param int year: the year told of
        :return: the new returns
        """
        regions = regions.sudo()
        known = {
            (row.region_id, row.partner_id)
            for row in self.sudo().search(
                [("region_id", "in", regions.ids), ("year", "=", year)]
            )
        }
        targets = regions._feedback_targets()
        classes = self.env["seutuyp.advice.class"].search([("active", "=", True)])
        return self.sudo().create(
            [
                self._prepare_return_vals(region, partner, year, classes, targets)
                for region in regions
                for partner in region.partner_ids
                if (region, partner) not in known
            ]
        )

    @api.model
    def _prepare_return_vals(self, region, partner, year, classes, targets):
        return {
            "region_id": region.id,
            "partner_id": partner.id,
            "year": year,
            "advice_ids": [Command.create({"class_id": row.id}) for row in classes],
            "feedback_ids": [
                Command.create({"segment_id": segment})
                for place, segment in targets
                if place == region.id
            ],
        }

    # -------------------------------------------------------------------- returning
    def action_return(self):
        """Return the figures: they are added up in the region.

        :return: True
        :raise AccessError: it is another organisation's
        :raise UserError: it has been returned already
        """
        self.check_access("write")
        self._check_open()
        self.sudo()._guarded().write(
            {
                "state": "returned",
                "returned_on": self.env["seutuyp.dated.mixin"]._today(),
                "returned_by_id": self.env.uid,
            }
        )
        self._add_up(self.env._("Return of %(party)s.", party=self._parties()))
        return True

    def action_open_again(self):
        """Open a returned one so that it can be corrected.

        :return: True
        :raise AccessError: it is another organisation's
        """
        self.check_access("write")
        self.sudo()._guarded().write(
            {"state": "draft", "returned_on": False, "returned_by_id": False}
        )
        self._add_up(
            self.env._(
                "The return of %(party)s was opened again.", party=self._parties()
            )
        )
        return True

    def _parties(self):
        return ", ".join(self.sudo().partner_id.mapped("name"))

    def _add_up(self, reason):
        """Let the region's values follow, those of past years with the reason.

        A value that is still worked out every night needs none.
        """
        indicators = (
            self.env["seutuyp.indicator"]
            .sudo()
            .search([("computation", "=like", "return_%")])
        )
        measurements = self.env["seutuyp.measurement"]
        today = self.env["seutuyp.dated.mixin"]._today()
        for year, rows in self.sudo().grouped("year").items():
            late = periods.is_fixed(date(year, 12, 31), today)
            why = reason if late else None
            measurements._work_out(indicators, rows.region_id, why, year)
