# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from .common_collection import CollectionCommon


@tagged("post_install", "-at_install")
class TestQueryCountsCollection(QueryCounts, CollectionCommon):
    """What rounds cost must not grow with their regions and figures."""

    def _sent(self, regions, year):
        """Return a form of so many regions, and its file filled in."""
        found = self.env["seutuyp.region"]
        for _number in range(regions):
            region = self._create_region(
                area=self.area_a, coordinator_id=self.coordinator.partner_id.id
            )
            self._choose(region, collector_id=self.collector.id)
            found |= region
        collection, _mails = self._open_round(
            region_ids=[Command.set(found.ids)],
            indicator_ids=[Command.set(self.indicator.ids)],
            year=year,
        )
        sheet = self._sheet(collection)
        book = self._take(sheet)
        page, place = book.page("figure"), book.columns("figure")["value"]
        for number in range(book.first("figure"), book.first("figure") + regions):
            page.cell(number, place).value = number
        return sheet, book.bytes()

    def test_a_form(self):
        """Writing, looking at, and reading the screen of a form."""
        few, some = self._sent(2, 2030)
        many, more = self._sent(12, 2031)
        self.assertSameCost(lambda sheet: sheet._excel(), few, many)
        self.assertSameCost(lambda case: self._plan(*case), (few, some), (many, more))

        def screen(sheet):
            sheet = self._plain(sheet, self.partner_user)
            sheet.read(["next_step", "answer_count", "draft_count", "may_confirm"])
            sheet.question_ids.read(["display_name", "answer_state"])

        self.assertSameCost(screen, few, many)

    @staticmethod
    def _plan(sheet, data):
        run = sheet.sudo()._importer()._plan(data)
        assert len(run.acting()) >= 2

    def test_lights_and_home(self):
        few, _some = self._sent(2, 2030)
        many, _more = self._sent(12, 2031)

        def lights(sheet):
            regions = self._plain(sheet.region_ids, self.coordinator)
            regions._collection_facts(self.env["seutuyp.dated.mixin"]._today())

        self.assertSameCost(lights, few, many)

    def test_reminding(self):
        """A night with many forms that are not due yet costs as one with few."""
        sheets = self.env["seutuyp.collection.sheet"]
        self._sent(2, 2030)
        before = self._count(sheets._cron_remind)
        self._sent(12, 2031)
        self.assertLessEqual(self._count(sheets._cron_remind), before)
