# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import fields, models
from odoo.tools import SQL

YEARS_BACK, YEARS_AHEAD = 10, 1
NOTHING = [("none", "–")]
PLAN = [
    ("draft", "Draft"),
    ("comments", "Out for comments"),
    ("submitted", "Submitted"),
    ("approved", "Approved"),
    ("closed", "Closed"),
]


class SeutuypRegionStatus(models.Model):
    """How each region stood in each year: one row a region and year, by a query.

    The columns hold facts that a query can tell. What this year asks for is said by
    the rules of ``seutuyp.region._duties``, which no query repeats: the lights of this
    year are theirs, see ``seutuyp_region_status_lights.py``.

    The id is region and year and so stays the same. The area is today's, so that an
    area contact reads ten years of the own regions. Of a licence suspended or revoked
    only today's state is known: earlier years call it valid.
    """

    _name = "seutuyp.region.status"
    _description = "Status of a region in a year"
    _auto = False
    _order = "year desc, area_id, region_id"
    _rec_name = "region_id"
    _depends = {
        "seutuyp.region": ["active", "area_id", "successor_id"],
        "seutuyp.agreement": [
            "active",
            "date_end",
            "date_start",
            "notice_end",
            "region_ids",
            "state",
        ],
        "seutuyp.licence": ["date_end", "granted_on", "region_id", "state"],
        "seutuyp.annual.calendar": ["region_id", "scope", "state", "year"],
        "seutuyp.plan": ["action_count", "realisation", "region_id", "state", "year"],
        "seutuyp.group": ["active", "kind", "region_ids"],
        "seutuyp.evaluation": ["group_id", "state", "year"],
        "seutuyp.process": ["active", "region_id", "state"],
        "seutuyp.process.version": ["approved_on", "process_id"],
        "seutuyp.indicator": ["computation"],
        "seutuyp.measurement": ["date_to", "indicator_id", "region_id", "state"],
        "seutuyp.return": ["region_id", "state", "year"],
    }

    region_id = fields.Many2one("seutuyp.region", readonly=True)
    area_id = fields.Many2one("seutuyp.area", readonly=True)
    year = fields.Integer(readonly=True, aggregator=False)
    is_this_year = fields.Boolean(string="This year", readonly=True)
    agreement = fields.Selection(
        [
            *NOTHING,
            ("preparing", "Being prepared"),
            ("in_force", "In force"),
            ("notice", "Notice given"),
        ],
        readonly=True,
    )
    licence = fields.Selection(
        [
            *NOTHING,
            ("active", "Valid"),
            ("suspended", "Suspended"),
            ("revoked", "Revoked"),
            ("expired", "Expired"),
        ],
        readonly=True,
    )
    calendar = fields.Selection(
        [
            *NOTHING,
            ("draft", "Draft"),
            ("published", "Published"),
            ("closed", "Closed"),
        ],
        string="Annual calendar",
        readonly=True,
    )
    plan = fields.Selection([*NOTHING, *PLAN], string="Action plan", readonly=True)
    actuals = fields.Selection(
        [*NOTHING, ("under_way", "Under way"), ("done", "All done")], readonly=True
    )
    evaluation = fields.Selection(
        [*NOTHING, ("planned", "Planned"), ("open", "Open"), ("closed", "Closed")],
        string="Self-evaluation",
        readonly=True,
    )
    processes = fields.Selection(
        [*NOTHING, ("draft", "Being described"), ("approved", "Approved")],
        readonly=True,
    )
    collection = fields.Selection(
        [*NOTHING, ("open", "Partly told"), ("confirmed", "All told")],
        readonly=True,
        help="Figures written down by people, and the parties' yearly returns.",
    )
    realisation = fields.Float(
        string="Realisation, %", readonly=True, aggregator="avg", digits=(16, 0)
    )
    action_count = fields.Integer(string="Actions", readonly=True)
    process_count = fields.Integer(
        string="Processes approved", readonly=True, help="By the end of the year."
    )
    figure_count = fields.Integer(string="Figures asked", readonly=True)
    told_count = fields.Integer(string="Figures told", readonly=True)
    agreement_id = fields.Many2one(
        "seutuyp.agreement", string="Which agreement", readonly=True
    )
    licence_id = fields.Many2one(
        "seutuyp.licence", string="Which licence", readonly=True
    )
    calendar_id = fields.Many2one("seutuyp.annual.calendar", readonly=True)
    plan_id = fields.Many2one("seutuyp.plan", readonly=True)
    evaluation_id = fields.Many2one("seutuyp.evaluation", readonly=True)

    @property
    def _table_query(self):
        year = self.env["seutuyp.dated.mixin"]._today().year
        span = {
            "this_year": year,
            "first": year - YEARS_BACK,
            "last": year + YEARS_AHEAD,
        }
        return SQL(
            """
            WITH spans AS (
                SELECT region.id AS region_id, region.area_id, span.year,
                       make_date(span.year, 1, 1) AS first_day,
                       make_date(span.year, 12, 31) AS last_day
                  FROM seutuyp_region region
            CROSS JOIN generate_series(%(first)s, %(last)s) AS span(year)
                 WHERE region.active AND region.successor_id IS NULL
            ), agreements AS (
                SELECT DISTINCT ON (spans.region_id, spans.year)
                       spans.region_id, spans.year, agreement.id,
                       CASE WHEN agreement.state = 'preparing' THEN 'preparing'
                            WHEN agreement.state = 'notice'
                                 AND spans.year >= %(this_year)s THEN 'notice'
                            ELSE 'in_force' END AS state
                  FROM spans
                  JOIN seutuyp_agreement_region_rel rel USING (region_id)
                  JOIN seutuyp_agreement agreement ON agreement.id = rel.agreement_id
                 WHERE agreement.active AND (
                       (agreement.state = 'preparing'
                        AND spans.year >= %(this_year)s)
                    OR (agreement.state != 'preparing'
                        AND agreement.date_start <= spans.last_day
                        AND COALESCE(
                            LEAST(agreement.date_end, agreement.notice_end),
                            spans.first_day) >= spans.first_day))
              ORDER BY spans.region_id, spans.year, agreement.state = 'preparing',
                       agreement.date_start DESC NULLS LAST, agreement.id DESC
            ), licences AS (
                SELECT DISTINCT ON (spans.region_id, spans.year)
                       spans.region_id, spans.year, licence.id,
                       CASE WHEN spans.year < %(this_year)s THEN 'active'
                            ELSE licence.state END AS state
                  FROM spans
                  JOIN seutuyp_licence licence USING (region_id)
                 WHERE licence.granted_on <= spans.last_day
                   AND COALESCE(licence.date_end, spans.first_day) >= spans.first_day
              ORDER BY spans.region_id, spans.year, licence.granted_on DESC,
                       licence.id DESC
            ), evaluations AS (
                SELECT DISTINCT ON (rel.region_id, evaluation.year)
                       rel.region_id, evaluation.year, evaluation.id, evaluation.state
                  FROM seutuyp_evaluation evaluation
                  JOIN seutuyp_group steering ON steering.id = evaluation.group_id
                  JOIN seutuyp_group_region_rel rel ON rel.group_id = steering.id
                 WHERE steering.active AND steering.kind = 'steering'
                   AND evaluation.state != 'cancelled'
              ORDER BY rel.region_id, evaluation.year, steering.id
            ), approvals AS (
                SELECT process.region_id, process.state,
                       EXTRACT(YEAR FROM MIN(version.approved_on))::int AS year
                  FROM seutuyp_process process
             LEFT JOIN seutuyp_process_version version
                    ON version.process_id = process.id
                 WHERE process.active
              GROUP BY process.id
            ), processes AS (
                SELECT spans.region_id, spans.year, COUNT(*)::int AS described,
                       COUNT(*) FILTER (
                           WHERE approvals.year <= spans.year)::int AS approved
                  FROM spans
                  JOIN approvals USING (region_id)
                 WHERE (spans.year < %(this_year)s AND approvals.year <= spans.year)
                    OR (spans.year >= %(this_year)s AND approvals.state != 'retired')
              GROUP BY spans.region_id, spans.year
            ), figures AS (
                SELECT region_id, year, COUNT(*)::int AS asked,
                       COUNT(*) FILTER (WHERE told)::int AS told
                  FROM (
                        SELECT measurement.region_id,
                               EXTRACT(YEAR FROM measurement.date_to)::int AS year,
                               measurement.state = 'confirmed' AS told
                          FROM seutuyp_measurement measurement
                          JOIN seutuyp_indicator indicator
                            ON indicator.id = measurement.indicator_id
                         WHERE indicator.computation IS NULL
                     UNION ALL
                        SELECT region_id, year, state = 'returned'
                          FROM seutuyp_return
                       ) rows
              GROUP BY region_id, year
            )
            SELECT spans.region_id * 10000 + spans.year AS id,
                   spans.region_id, spans.area_id, spans.year,
                   spans.year = %(this_year)s AS is_this_year,
                   COALESCE(agreements.state, 'none') AS agreement,
                   COALESCE(licences.state, 'none') AS licence,
                   COALESCE(calendar.state, 'none') AS calendar,
                   COALESCE(plan.state, 'none') AS plan,
                   CASE WHEN COALESCE(plan.action_count, 0) = 0 THEN 'none'
                        WHEN plan.realisation >= 100 THEN 'done'
                        ELSE 'under_way' END AS actuals,
                   COALESCE(evaluations.state, 'none') AS evaluation,
                   CASE WHEN processes.approved > 0 THEN 'approved'
                        WHEN processes.described > 0 THEN 'draft'
                        ELSE 'none' END AS processes,
                   CASE WHEN figures.asked IS NULL THEN 'none'
                        WHEN figures.told = figures.asked THEN 'confirmed'
                        ELSE 'open' END AS collection,
                   CASE WHEN plan.action_count > 0
                        THEN plan.realisation END AS realisation,
                   COALESCE(plan.action_count, 0) AS action_count,
                   COALESCE(processes.approved, 0) AS process_count,
                   COALESCE(figures.asked, 0) AS figure_count,
                   COALESCE(figures.told, 0) AS told_count,
                   agreements.id AS agreement_id,
                   licences.id AS licence_id,
                   calendar.id AS calendar_id,
                   plan.id AS plan_id,
                   evaluations.id AS evaluation_id
              FROM spans
         LEFT JOIN agreements USING (region_id, year)
         LEFT JOIN licences USING (region_id, year)
         LEFT JOIN seutuyp_annual_calendar calendar
                ON calendar.region_id = spans.region_id
               AND calendar.year = spans.year AND calendar.scope = 'region'
         LEFT JOIN seutuyp_plan plan
                ON plan.region_id = spans.region_id AND plan.year = spans.year
         LEFT JOIN evaluations ON evaluations.region_id = spans.region_id
               AND evaluations.year = spans.year
         LEFT JOIN processes ON processes.region_id = spans.region_id
               AND processes.year = spans.year
         LEFT JOIN figures ON figures.region_id = spans.region_id
               AND figures.year = spans.year
            """,
            **span,
        )
