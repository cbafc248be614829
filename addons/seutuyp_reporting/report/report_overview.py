# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import Counter

from odoo import api, models
from odoo.tools.misc import formatLang

from ..tools import hyphens

# What fits on the page beside the rest; the whole is in the workbook.
INDICATORS_OF_REGION = 12
INDICATORS_OF_MANY = 6
# As on the screen: each has at least 4.5:1 on white.
COLOURS = {
    "red": "#ad1f1f",
    "amber": "#855600",
    "green": "#146c34",
    "grey": "#59616b",
}


class ReportOverviewRegion(models.AbstractModel):
    """A region on one page: duties, agreement, plan, meetings, indicators."""

    _name = "report.seutuyp_reporting.report_overview_region"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Overview of a region"
    _document_model = "seutuyp.region"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the template sees; see the mixin."""
        return {
            **super()._get_report_values(docids, data),
            "overview": self._overview,
            "light_word": self._light_words(),
            "light_colour": COLOURS,
        }

    @api.model
    def _light_words(self):
        """Return {light: word}, the worst first, as on the screen."""
        return {
            "red": self.env._("Late"),
            "amber": self.env._("Soon"),
            "green": self.env._("In order"),
            "grey": self.env._("Not yet needed"),
        }

    @api.model
    def _overview(self, region):
        """Return the page of a region as a dict, as far as the reader may read it."""
        facts = self.env["seutuyp.overview"]._facts(region)
        return {
            "when": self._when(facts),
            "who": self._who(region.sudo()),
            "duties": region._duties().get(region.id, []),
            "facts": [
                self._agreement(region),
                self._licence(region.licence_id),
                self._plan(facts, facts.plans.get(region)),
                self._meetings(facts, region),
            ],
            **self._cut(facts.indicator_rows(self._number), INDICATORS_OF_REGION),
        }

    @api.model
    def _when(self, facts):
        return self.env._("Situation on %(day)s", day=self._day(facts.today))

    @api.model
    def _who(self, region):
        return self.env._(
            "Area: %(area)s. Coordinating organisation: %(organisation)s. "
            "Coordinator: %(coordinator)s.",
            area=region.area_id.name or "–",
            organisation=region.coordinating_partner_id.name or "–",
            coordinator=region.coordinator_id.name or "–",
        )

    @api.model
    def _agreement(self, region):
        agreement = region.agreement_id.filtered(lambda item: item.has_access("read"))
        if agreement:
            text = self.env._(
                "%(name)s, %(start)s – %(end)s. Parties: %(count)s.",
                name=agreement.name,
                start=self._day(agreement.date_start),
                end=self._day(agreement.date_end),
                count=agreement.party_count,
            )
        else:
            text = self.env._("None that is in force and that you may read.")
        return {"label": self.env._("Agreement"), "text": text}

    @api.model
    def _licence(self, licence):
        text = self.env._("None")
        if licence:
            words = [licence.number, self._label(licence, "state").lower()]
            if licence.date_end:
                day = self._day(licence.date_end)
                words.append(self.env._("until %(day)s", day=day))
            text = ", ".join(words)
        return {"label": self.env._("Licence"), "text": text}

    @api.model
    def _plan(self, facts, plan):
        label = self.env._("Plan of %(year)s", year=facts.today.year)
        if not plan:
            text = self.env._("None that is decided and that you may read.")
            return {"label": label, "text": text}
        text = self.env._(
            "Carried out: %(percent)s %%. Actions: %(count)s.",
            percent=round(plan.realisation),
            count=plan.action_count,
        )
        return {"label": label, "text": text, "percent": plan.realisation}

    @api.model
    def _meetings(self, facts, region):
        counts = facts.meetings.get(region, Counter())
        text = self.env._(
            "Held: %(held)s. To come: %(coming)s. Cancelled: %(cancelled)s.",
            held=counts["held"],
            coming=counts["planned"] + counts["invited"],
            cancelled=counts["cancelled"],
        )
        coming = facts.next_meeting()
        if coming:
            next_one = self.env._(
                "Next: %(day)s, %(name)s.",
                day=self._day(coming.start),
                name=coming.name,
            )
            text = f"{text} {next_one}"
        label = self.env._("Meetings in %(year)s", year=facts.today.year)
        return {"label": label, "text": text}

    @api.model
    def _cut(self, rows, size):
        others = len(rows) - size
        said = others > 0 and self.env._(
            "Other indicators, not on this page: %(count)s. The workbook has them all.",
            count=others,
        )
        return {"indicators": rows[:size], "others": said}

    @api.model
    def _number(self, value, indicator):
        """Return a value with its unit, as people write it.

        :param value: float; None gives a dash
        """
        if value is None:
            return "–"
        if indicator.value_kind == "yes_no":
            return self.env._("Yes") if value else self.env._("No")
        digits = 0 if value == int(value) else 1
        number = formatLang(self.env, value, digits=digits)
        space = "\N{NO-BREAK SPACE}"
        return f"{number}{space}{indicator.unit}" if indicator.unit else number


class ReportOverviewArea(models.AbstractModel):
    """An area on one page: its regions as rows, duties as columns."""

    _name = "report.seutuyp_reporting.report_overview_area"
    _inherit = ["report.seutuyp_reporting.report_overview_region"]
    _description = "Overview of an area"
    _document_model = "seutuyp.area"

    @api.model
    def _overview(self, area):
        return self._overview_of(area.region_ids, lambda region: region)

    @api.model
    def _overview_of(self, regions, row_of):
        """Return the page of many regions.

        :param row_of: function of a region: the record whose row it belongs to
        """
        facts = self.env["seutuyp.overview"]._facts(regions)
        duties = regions._duties()
        rows = [
            self._row(place, members, duties, facts)
            for place, members in sorted(
                regions.grouped(row_of).items(), key=lambda item: item[0].name or ""
            )
        ]
        return {
            "when": self._when(facts),
            "heads": self._heads(duties),
            "rows": rows,
            "totals": self._totals(facts, rows),
            **self._cut(facts.indicator_rows(self._number), INDICATORS_OF_MANY),
        }

    @api.model
    def _totals(self, facts, rows):
        def total(key):
            return sum(row[key] for row in rows)

        return self.env._(
            "Regions: %(regions)s. Agreement in force: %(agreements)s. Licence: "
            "%(licences)s. Decided plan of %(year)s: %(plans)s.",
            regions=total("count"),
            agreements=total("agreements"),
            licences=total("licences"),
            plans=total("plans"),
            year=facts.today.year,
        )

    @api.model
    def _heads(self, duties):
        """Return {code: label} of all duties, in the order of the fullest region."""
        fullest = max(duties.values(), key=len, default=[])
        finnish = (self.env.lang or "").startswith("fi")
        broken = hyphens.softened if finnish else str
        return {duty["code"]: broken(duty["label"]) for duty in fullest}

    @api.model
    def _row(self, place, regions, duties, facts):
        """Return a row: how often each light stands, by duty; plans and meetings."""
        lights = {}
        for region in regions:
            for duty in duties.get(region.id, []):
                lights.setdefault(duty["code"], Counter())[duty["light"]] += 1
        plans = [facts.plans[region] for region in regions if region in facts.plans]
        meetings = sum(
            (facts.meetings.get(region, Counter()) for region in regions), Counter()
        )
        return {
            "name": place.name or self.env._("Without an area"),
            "count": len(regions),
            "lights": lights,
            "agreements": sum(1 for region in regions if region.agreement_id),
            "licences": sum(1 for region in regions if region.licence_id),
            "plans": len(plans),
            "realisation": (
                sum(plan.realisation for plan in plans) / len(plans) if plans else None
            ),
            "meetings": meetings,
        }


class ReportOverviewNation(models.AbstractModel):
    """The whole country on one page: areas as rows, duties as columns."""

    _name = "report.seutuyp_reporting.report_overview_nation"
    _inherit = ["report.seutuyp_reporting.report_overview_area"]
    _description = "Overview of the whole country"
    _document_model = "seutuyp.export.wizard"

    @api.model
    def _overview(self, wizard):
        regions = self.env["seutuyp.region"].search([("active", "=", True)])
        return self._overview_of(regions, lambda region: region.area_id)
