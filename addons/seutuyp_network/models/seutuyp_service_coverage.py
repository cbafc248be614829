# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import SQL

STATUSES = [("gap", "Gap"), ("covered", "Covered"), ("overlap", "Overlap")]


class SeutuypServiceCoverage(models.Model):
    """Gaps and overlaps, computed: one row a region, service and top segment.

    A gap is a required service that nobody offers to a segment it is meant for; an
    overlap has more than one lead provider. An offer for a sub-segment counts for the
    segment above it. A service that is neither required nor offered has no row.
    Source: report chapter 3.3.

    The id is composed of the three ids and so stays the same; it holds up to 21,000
    regions, 1,000 services and 100 segments.
    """

    _name = "seutuyp.service.coverage"
    _description = "Service coverage"
    _auto = False
    _order = "region_id, service_id, segment_id"
    _rec_name = "service_id"
    _depends = {
        "seutuyp.region": ["active", "area_id", "successor_id"],
        "seutuyp.segment": ["active", "parent_id"],
        "seutuyp.service": ["active", "category_id", "required", "segment_ids"],
        "seutuyp.service.offer": [
            "active",
            "is_lead",
            "region_id",
            "segment_ids",
            "service_id",
        ],
    }

    region_id = fields.Many2one("seutuyp.region", readonly=True)
    area_id = fields.Many2one("seutuyp.area", readonly=True)
    category_id = fields.Many2one("seutuyp.service.category", readonly=True)
    service_id = fields.Many2one("seutuyp.service", readonly=True)
    segment_id = fields.Many2one("seutuyp.segment", readonly=True)
    offer_count = fields.Integer(string="Offers", readonly=True, aggregator="sum")
    lead_count = fields.Integer(
        string="Lead providers", readonly=True, aggregator="sum"
    )
    status = fields.Selection(STATUSES, readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT (region.id * 1000 + service.id) * 100 + segment.id AS id,
                   region.id AS region_id,
                   region.area_id,
                   service.category_id,
                   service.id AS service_id,
                   segment.id AS segment_id,
                   COALESCE(found.offers, 0) AS offer_count,
                   COALESCE(found.leads, 0) AS lead_count,
                   CASE WHEN COALESCE(found.leads, 0) > 1 THEN 'overlap'
                        WHEN COALESCE(found.offers, 0) > 0 THEN 'covered'
                        ELSE 'gap' END AS status
              FROM seutuyp_region region
        CROSS JOIN seutuyp_service service
              JOIN seutuyp_service_segment_rel meant ON meant.service_id = service.id
              JOIN seutuyp_segment segment ON segment.id = meant.segment_id
         LEFT JOIN (
                SELECT pairs.region_id, pairs.service_id, pairs.segment_id,
                       COUNT(*)::int AS offers,
                       COUNT(*) FILTER (WHERE pairs.is_lead)::int AS leads
                  FROM (
                        SELECT offer.id, offer.region_id, offer.service_id,
                               offer.is_lead, all_of.segment_id
                          FROM seutuyp_service_offer offer
                          JOIN seutuyp_service_segment_rel all_of
                            ON all_of.service_id = offer.service_id
                         WHERE offer.active AND NOT EXISTS (
                                SELECT FROM seutuyp_service_offer_segment_rel named
                                 WHERE named.offer_id = offer.id)
                        UNION
                        SELECT offer.id, offer.region_id, offer.service_id,
                               offer.is_lead, COALESCE(part.parent_id, part.id)
                          FROM seutuyp_service_offer offer
                          JOIN seutuyp_service_offer_segment_rel named
                            ON named.offer_id = offer.id
                          JOIN seutuyp_segment part ON part.id = named.segment_id
                         WHERE offer.active
                       ) pairs
              GROUP BY pairs.region_id, pairs.service_id, pairs.segment_id
                   ) found ON found.region_id = region.id
                          AND found.service_id = service.id
                          AND found.segment_id = segment.id
             WHERE region.active AND region.successor_id IS NULL
               AND service.active AND segment.active
               AND (service.required OR found.offers > 0)
            """
        )

    @api.model
    def _counts(self, regions):
        """Return {region id: (gaps, overlaps)}, both counted in services.

        A service with a gap for two segments is one gap: people speak of services.
        """
        result = dict.fromkeys(regions.ids, (0, 0))
        for region, gaps, overlaps in self._count_rows(regions):
            result[region] = (gaps, overlaps)
        return result

    @api.model
    def _count_rows(self, regions):
        if not regions.ids:
            return []
        for model, names in self._depends.items():
            self.env[model].flush_model(names)
        return self.env.execute_query(
            SQL(
                """
                SELECT region_id,
                       COUNT(DISTINCT service_id) FILTER (WHERE status = 'gap'),
                       COUNT(DISTINCT service_id) FILTER (WHERE status = 'overlap')
                  FROM (%s) coverage
                 WHERE region_id IN %s
              GROUP BY region_id
                """,
                self._table_query,
                tuple(regions.ids),
            )
        )
