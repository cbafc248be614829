# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools import threshold


class SeutuypReferralCount(models.Model):
    """How many referrals, without customers: told one by one and by tally marks.

    The id is that of the first of the referrals counted together, doubled; a tally's
    is odd.
    """

    _name = "seutuyp.referral.count"
    _description = "Number of referrals"
    _auto = False
    _order = "month desc, id"
    _rec_name = "month"
    _depends = {
        "seutuyp.referral": [
            *("region_id", "from_partner_id", "to_partner_id", "service_id"),
            *("segment_id", "state", "outcome_id", "sent_on"),
        ],
        "seutuyp.referral.outcome": ["counts"],
        "seutuyp.referral.tally": [
            *("region_id", "from_partner_id", "to_partner_id", "service_id"),
            *("month", "count"),
        ],
    }

    region_id = fields.Many2one("seutuyp.region", readonly=True)
    from_partner_id = fields.Many2one("res.partner", string="Sender", readonly=True)
    to_partner_id = fields.Many2one("res.partner", string="To", readonly=True)
    service_id = fields.Many2one("seutuyp.service", readonly=True)
    segment_id = fields.Many2one("seutuyp.segment", readonly=True)
    month = fields.Date(readonly=True)
    state = fields.Selection(
        selection=lambda self: [
            *self.env["seutuyp.referral"]
            ._fields["state"]
            ._description_selection(self.env),
            ("tally", self.env._("Tally")),
        ],
        readonly=True,
    )
    outcome_id = fields.Many2one("seutuyp.referral.outcome", readonly=True)
    count = fields.Integer(string="Customers", readonly=True, aggregator="sum")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT MIN(referral.id) * 2 AS id,
                   referral.region_id, referral.from_partner_id, referral.to_partner_id,
                   referral.service_id, referral.segment_id,
                   DATE_TRUNC('month', referral.sent_on)::date AS month,
                   referral.state, referral.outcome_id, COUNT(*)::int AS count
              FROM seutuyp_referral referral
         LEFT JOIN seutuyp_referral_outcome outcome ON outcome.id = referral.outcome_id
             WHERE COALESCE(outcome.counts, TRUE)
          GROUP BY referral.region_id, referral.from_partner_id, referral.to_partner_id,
                   referral.service_id, referral.segment_id,
                   DATE_TRUNC('month', referral.sent_on), referral.state,
                   referral.outcome_id
             UNION ALL
            SELECT id * 2 + 1, region_id, from_partner_id, to_partner_id, service_id,
                   NULL, month, 'tally', NULL, count
              FROM seutuyp_referral_tally
            """
        )


class SeutuypReferral(models.Model):
    """Counting for indicators, areas and the nation."""

    _inherit = "seutuyp.referral"

    @api.model
    def _counts(self, regions, date_from, date_to):
        """Count the referrals sent in a period, told one by one and by tally marks.

        A month of tally marks belongs to the period if its first day does. What was
        taken back as a mistake does not count.

        :param regions: ``seutuyp.region`` records
        :param date_from: first day
        :param date_to: last day
        :return: {region id: number}, 0 where there are none
        """
        counts = dict.fromkeys(regions.ids, 0)
        told = self.sudo()._read_group(
            [
                ("region_id", "in", regions.ids),
                ("sent_on", ">=", date_from),
                ("sent_on", "<=", date_to),
                "|",
                ("outcome_id", "=", False),
                ("outcome_id.counts", "=", True),
            ],
            ["region_id"],
            ["__count"],
        )
        marks = (
            self.env["seutuyp.referral.tally"]
            .sudo()
            ._read_group(
                [
                    ("region_id", "in", regions.ids),
                    ("month", ">=", date_from),
                    ("month", "<=", date_to),
                ],
                ["region_id"],
                ["count:sum"],
            )
        )
        for region, count in [*told, *marks]:
            counts[region.id] += count
        return counts

    @api.model
    @api.readonly
    def referral_statistics(self, year, area_id=False):
        """Return how many referrals the regions of an area, or all, made in a year.

        Numbers under three are not told, nor what would let one work them out: see
        ``seutuyp.referral.total``, which tells the same night by night.

        :param int year: calendar year
        :param int area_id: one area; all regions when empty
        :return: dict with ``regions``, a list of dict(region_id, name, count), and
            ``total`` of what may be told; None where a number is too small to tell
        """
        self.env["seutuyp.region"]._check_staff()
        regions = self.env["seutuyp.region"].search([("active", "=", True)])
        if area_id:
            regions = regions.filtered(lambda region: region.area_id.id == area_id)
        year = min(max(int(year), 1900), 9998)
        counts = self._counts(regions, f"{year}-01-01", f"{year}-12-31")
        told = threshold.told_apart(
            {
                area.id: {region.id: counts[region.id] for region in own}
                for area, own in regions.grouped("area_id").items()
            }
        )
        return {
            "regions": [
                {
                    "region_id": region.id,
                    "name": region.name,
                    "count": threshold.shown(counts[region.id]),
                }
                for region in regions
            ],
            "total": sum(told.values()) if told or not any(counts.values()) else None,
        }
