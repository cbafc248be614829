# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import api, fields, models
from odoo.tools import formatLang

from ..tools import feedback_told

BEST = 4


class SeutuypCustomerFeedbackLink(models.Model):
    """What the readers of a region are told of a link: no single answer, no few.

    Single answers, with their words, are read by the region's coordinator and by the
    organisation that asked; see ``security/seutuyp_survey_rules.xml``.
    """

    _inherit = "seutuyp.customer.feedback.link"

    told_count = fields.Char(
        string="Answers",
        compute="_compute_told",
        help="Of months with at least three answers.",
    )
    told_mean = fields.Char(
        string="Mean",
        compute="_compute_told",
        help="From 1 to 4, of the answers that are told.",
    )

    @api.depends("feedback_ids", "region_id")
    @api.depends_context("lang")
    def _compute_told(self):
        found, answered = self._feedback_told()
        for link in self:
            count, mean = found.get(link._origin.id, (0, 0))
            hidden = not count and link._origin.id in answered
            link.told_count = self.env._("Too few to tell") if hidden else str(count)
            link.told_mean = bool(count) and self.env._(
                "%(mean)s of %(best)s",
                mean=formatLang(self.env, mean, digits=1),
                best=BEST,
            )

    def _feedback_told(self):
        """Return ({link id: (answers, mean)}, ids of links with answers); one query."""
        groups = (
            self.env["seutuyp.customer.feedback"]
            .sudo()
            ._read_group(
                [("region_id", "in", self.region_id.ids)],
                ["region_id", "month:month", "link_id"],
                ["__count", "grade:sum"],
            )
        )
        regions = defaultdict(lambda: defaultdict(dict))
        for region, month, link, count, total in groups:
            regions[region.id][month][link.id] = (count, total)
        found = {}
        for months in regions.values():
            found |= feedback_told.told(months)
        return found, {link.id for _region, _month, link, *_numbers in groups}
