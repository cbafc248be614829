# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import defaultdict

from odoo import fields, models


class SeutuypIndicator(models.Model):
    _inherit = "seutuyp.indicator"

    collector_id = fields.Many2one(
        "res.partner",
        string="Collected by",
        domain=[("is_company", "=", False)],
        index="btree_not_null",
        ondelete="restrict",
        help="Who tells the values of all areas, or of the nation. Empty: the contact "
        "of each area, and of the nation whoever sends the round.",
    )


class SeutuypCollection(models.Model):
    """Whom a round asks for figures of areas and of the nation (§4.4).

    An area's round asks those of its own area; the nation's asks those of the areas of
    its regions, of all areas when it names no region, and those of the nation. They are
    the areas of today, for only they have people who can answer.
    """

    _inherit = "seutuyp.collection"

    def _areas(self):
        """Return the areas whose figures the round asks."""
        self.ensure_one()
        if self.level == "region":
            return self.env["seutuyp.area"].sudo()
        if self.level == "area":
            return self.area_id._origin.sudo()
        regions = self.region_ids._origin.sudo()
        regions = regions or regions.search([("successor_id", "=", False)])
        return regions.area_id.sorted("name")

    def _wide_places(self):
        """Return (indicator, area) of all that is asked; an empty area: the nation."""
        self.ensure_one()
        nobody = self.env["seutuyp.area"].sudo()
        indicators = self.indicator_ids._origin.sudo().sorted()
        areas = self._areas()
        return [
            (indicator, area)
            for indicator in indicators.filtered(lambda item: item.level != "region")
            for area in (areas if indicator.level == "area" else [nobody])
        ]

    def _asked_wide(self):
        """Return {collector: [(indicator, area)]}; without one: nobody can answer."""
        places = self._wide_places()
        people = {
            (indicator, area): self._wide_people(indicator, area)
            for indicator, area in places
        }
        everybody = self.env["res.partner"].sudo().union(*people.values())
        gone = everybody._gone_reasons(self._today())
        asked = defaultdict(list)
        for place in places:
            able = people[place].filtered(
                lambda person: person.id not in gone and person.email_normalized
            )
            asked[able[:1]].append(place)
        return asked

    def _wide_people(self, indicator, area):
        """Return who may be asked for a figure, the first the one who should be."""
        if area:
            return indicator.collector_id | area.contact_id | area._acting_partners()
        return indicator.collector_id | self.env.user.partner_id.sudo()

    def _prepare_wide(self, places):
        """Return the values of the questions about areas and the nation.

        :param places: (indicator, area) of what one person is asked
        """
        tops = self._top_segments()
        return [
            row
            for indicator, area in places
            for row in self._prepare_rows(indicator, tops, area_id=area.id)
        ]

    def _places_without_collector(self, wide):
        """Return the names of areas, or of the nation, that nobody can answer for."""
        nobody = wide.get(self.env["res.partner"], [])
        whole = self.env._("The whole country")
        return sorted({area.name or whole for _indicator, area in nobody})
