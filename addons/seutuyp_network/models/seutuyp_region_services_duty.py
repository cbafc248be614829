# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import models

from ..tools import lights

ANSWER_DAYS = 30


class SeutuypRegion(models.Model):
    """How the duty to keep the service matrix stands."""

    _inherit = "seutuyp.region"

    def _duties_for(self, look):
        """Put the services after the groups, where the inner work may be read."""
        found = super()._duties_for(look)
        facts = self._services_facts(look.today)
        for region in self:
            duties = found[region.id]
            codes = [duty["code"] for duty in duties]
            if "groups" in codes:
                place = codes.index("groups") + 1
                duties.insert(place, region._duty_services(facts[region.id]))
        return found

    def _services_facts(self, today):
        """Return {region id: facts} for ``tools/lights.py``."""
        offers = dict(
            self.env["seutuyp.service.offer"]._read_group(
                [("region_id", "in", self.ids)], ["region_id"], ["__count"]
            )
        )
        limit = today - relativedelta(days=ANSWER_DAYS)
        late = dict(
            self.env["seutuyp.service.confirmation"]
            .sudo()
            ._read_group(
                [
                    ("region_id", "in", self.ids),
                    ("state", "=", "asked"),
                    ("asked_on", "<", limit),
                    ("date_round", "=", self._round_of_offers()),
                ],
                ["region_id"],
                ["__count"],
            )
        )
        return {
            region.id: lights.Services(
                offers=offers.get(region, 0),
                gaps=region.gap_count,
                overlaps=region.overlap_count,
                unconfirmed=late.get(region, 0),
            )
            for region in self
        }

    def _round_of_offers(self):
        return self.env["seutuyp.service.confirmation"]._round_today()

    def _duty_services(self, facts):
        finding = lights.services(facts, started=bool(self.coordinator_id))
        if self.successor_id:
            finding = lights.Finding(lights.GREY, "merged")
        return {
            "code": "services",
            "label": self.env._("Services"),
            "light": finding.light,
            "reason": self._services_reason(finding.code, facts),
            "action": self.action_open_matrix(),
            "action_label": self.env._("Open the service matrix"),
        }

    def _services_reason(self, code, facts):
        sentences = {
            "merged": lambda: self.env._(
                "Merged into %(region)s.", region=self.successor_id.name
            ),
            "not_started": lambda: self.env._(
                "Nothing yet: the region has no coordinator."
            ),
            "empty": lambda: self.env._("The service matrix has not been filled yet."),
            "holes": lambda: self.env._(
                "Gaps %(gaps)s, overlaps %(overlaps)s.",
                gaps=facts.gaps,
                overlaps=facts.overlaps,
            ),
            "unconfirmed": lambda: self.env._(
                "Organisations that have not confirmed their services: %(count)s.",
                count=facts.unconfirmed,
            ),
            "covered": lambda: self.env._("No gaps and no overlaps."),
        }
        return sentences[code]()
