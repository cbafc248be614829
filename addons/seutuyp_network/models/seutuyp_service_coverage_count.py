# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypServiceCoverageCount(models.Model):
    """How many gaps and overlaps a region had at the end of a month."""

    _name = "seutuyp.service.coverage.count"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Gaps and overlaps over time"
    _order = "region_id, date desc"
    _guard_all = True
    _rec_name = "region_id"

    region_id = fields.Many2one(
        "seutuyp.region", required=True, index=True, ondelete="cascade", readonly=True
    )
    date = fields.Date(string="Month", required=True, readonly=True)
    gap_count = fields.Integer(string="Gaps", readonly=True)
    overlap_count = fields.Integer(string="Overlaps", readonly=True)

    _one_a_month = models.Constraint(
        "UNIQUE (region_id, date)", "The month has been counted already."
    )

    @api.model
    def _cron_count(self):
        """Keep this month's figures; a month is counted anew until it is over.

        Safe to run late or twice. A month in which nothing ran stays without figures
        rather than being given those of another time.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        month = today.replace(day=1)
        regions = self.env["seutuyp.region"].search([("successor_id", "=", False)])
        counts = self.env["seutuyp.service.coverage"]._counts(regions)
        known = {
            item.region_id.id: item for item in self.search([("date", "=", month)])
        }
        new = []
        for region in regions:
            gaps, overlaps = counts[region.id]
            values = {"gap_count": gaps, "overlap_count": overlaps}
            if region.id in known:
                known[region.id]._guarded().write(values)
            else:
                new.append({"region_id": region.id, "date": month, **values})
        self.sudo()._create_guarded(new)

    @api.model
    def _last_year(self, regions):
        """Return {region id: (gaps, overlaps)} of the end of last year.

        :return: regions without figures of last year are missing
        """
        year = self.env["seutuyp.dated.mixin"]._today().year
        rows = self.search(
            [
                ("region_id", "in", regions.ids),
                ("date", ">=", f"{year - 1}-01-01"),
                ("date", "<", f"{year}-01-01"),
            ],
            order="date",
        )
        return {row.region_id.id: (row.gap_count, row.overlap_count) for row in rows}
