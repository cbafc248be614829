# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.seutuyp_network.tests.counting import queries
from odoo.addons.seutuyp_network.tests.pdf_reading import TaggedPdf

from .common import ReportingCommon


@tagged("post_install", "-at_install")
class TestOverview(ReportingCommon):
    """Region, area and country on one page each, as far as the reader may read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.choice.write({"has_target": True, "target": 10})
        cls.year = cls.env["seutuyp.dated.mixin"]._today().year

    def _pdf(self, level, records, user):
        self.env.flush_all()
        self.env.invalidate_all()
        name = f"seutuyp_reporting.report_overview_{level}"
        reports = self.env["ir.actions.report"].with_user(user)
        content, kind = reports.with_context(
            force_report_rendering=True, lang="en_US"
        )._render_qweb_pdf(name, records.ids)
        self.assertEqual(kind, "pdf")
        pdf = TaggedPdf(content)
        pdf.assert_accessible(self)
        self.assertEqual(pdf.page_count, 1)
        return pdf

    def _text(self, *args):
        return self._pdf(*args).text

    def _facts(self, regions, user=None):
        user = user or self.coordinator
        return (
            self.env["seutuyp.overview"].with_user(user)._facts(regions.with_user(user))
        )

    def _row(self, regions, user=None):
        write = self.env["report.seutuyp_reporting.report_overview_region"]._number
        rows = self._facts(regions, user).indicator_rows(write)
        return next((row for row in rows if row["name"] == "Advice events"), None)

    # ------------------------------------------------------------------ the files
    def test_region(self):
        self._measure(12, year=self.year)
        pdf = self._pdf("region", self.region_a, self.coordinator)
        lights = {tag.alt for tag in pdf.all_of("Figure")}
        self.assertIn("Late", lights)
        text = pdf.text
        for word in ("Region A", "How duties stand", "Late", "Advice events", "12"):
            self.assertIn(word, text)

    def test_area(self):
        text = self._text("area", self.area_a, self.area_contact)
        self.assertIn("Area A", text)
        self.assertIn("Region A", text)
        self.assertNotIn("Region B", text)

    def test_nation(self):
        wizard = self.env["seutuyp.export.wizard"].with_user(self.reviewer).create({})
        text = self._text("nation", wizard, self.reviewer)
        self.assertIn("Area A", text)
        self.assertIn("Area B", text)

    def test_one_page_however_much_is_followed(self):
        for number in range(40):
            indicator = self._create_indicator(name=f"A rather long name {number} " * 3)
            self._choose(indicator=indicator)
            self._measure(number, year=self.year, indicator=indicator)
        text = self._text("region", self.region_a, self.coordinator)
        self.assertIn("not on this page: 29", text)

    def test_foreign_region_tells_what_is_public(self):
        self._measure(77, year=self.year)
        text = self._text("region", self.region_a, self.coordinator_b)
        self.assertNotIn("77", text)
        self.assertIn("None that is in force and that you may read.", text)

    # -------------------------------------------------------------- the indicators
    def test_last_value_beside_its_target(self):
        self._measure(8, year=self.year - 1)
        self._measure(12, year=self.year)
        row = self._row(self.region_a)
        self.assertEqual((row["value"], row["target"]), ("12", "10"))
        self.assertEqual((row["period"], row["reached"]), (str(self.year), True))

    def test_direction(self):
        self._measure(12, year=self.year)
        for direction, reached, judged in (
            ("up", True, True),
            ("down", False, True),
            ("none", False, False),
        ):
            self.indicator.direction = direction
            row = self._row(self.region_a)
            self.assertEqual((bool(row["reached"]), row["judged"]), (reached, judged))

    def test_regions_together(self):
        self.indicator.sharing = "nation"
        self.choice.sharing = "nation"
        self._choose(region=self.region_b, has_target=True, target=10)
        both = self.region_a | self.region_b
        self._measure(12, year=self.year)
        self._measure(5, year=self.year, region=self.region_b)
        for combine, value in (("sum", "17"), ("mean", "8.5")):
            self.indicator.combine = combine
            row = self._row(both, self.reviewer)
            self.assertEqual(row["value"], value)
            self.assertEqual((row["told"], row["reached"], row["aimed"]), (2, 1, 2))

    def test_without_values(self):
        row = self._row(self.region_a)
        self.assertEqual((row["value"], row["target"], row["period"]), ("–", "10", ""))

    def test_queries_do_not_grow_with_the_regions(self):
        regions = self.region_a | self.region_b
        self._choose(region=self.region_b)

        few = queries(self.env, self._row, self.region_a, self.manager)
        many = queries(self.env, self._row, regions, self.manager)
        self.assertLessEqual(many, few)


@tagged("post_install", "-at_install")
class TestExportWizard(ReportingCommon):
    """The wizard gives the report of what was chosen."""

    def test_report_of_each_scope(self):
        wizard = self.env["seutuyp.export.wizard"].with_user(self.reviewer).create({})
        self.assertEqual(
            wizard.action_workbook()["report_name"],
            "seutuyp_reporting.report_workbook_nation",
        )
        wizard.write({"scope": "area", "area_id": self.area_a.id})
        action = wizard.action_overview()
        self.assertEqual(
            action["report_name"], "seutuyp_reporting.report_overview_area"
        )
        self.assertEqual(action["context"]["active_ids"], self.area_a.ids)
        wizard.write({"scope": "region", "region_id": self.region_a.id})
        self.assertFalse(wizard.area_id)
        self.assertEqual(
            wizard.action_workbook()["report_name"],
            "seutuyp_reporting.report_workbook_region",
        )

    def test_menu_is_of_those_who_read_the_nation(self):
        menu = self.env.ref("seutuyp_reporting.seutuyp_export_wizard_menu")
        readers = ("manager", "reviewer", "area_contact", "coordinator", "outsider")
        seen = {
            role
            for role in readers
            if menu.id
            in self.env["ir.ui.menu"].with_user(getattr(self, role))._visible_menu_ids()
        }
        self.assertEqual(seen, {"manager", "reviewer"})
