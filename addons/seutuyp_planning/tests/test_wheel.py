# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PlanningCommon


@tagged("post_install", "-at_install")
class TestWheel(PlanningCommon):
    """The year as a wheel and as a list."""

    def setUp(self):
        super().setUp()
        self.year = self._create_year()
        self.year._generate()
        self.wheels = self.env["seutuyp.annual.calendar"].with_user(self.coordinator)

    def test_own_year_opens_by_itself(self):
        data = self.wheels.get_wheel()
        self.assertEqual(data["calendar"]["id"], self.year.id)
        event = data["events"][0]
        self.assertEqual(event["ring"], "steering")
        self.assertIn("Steering A", event["label"])
        self.assertEqual(event["time"], "9.00–11.00")
        self.assertTrue(event["mine"])

    def test_levels_above_are_shown(self):
        """The nation's days stand on the outer ring of a region's year."""
        nation = self.env["seutuyp.annual.calendar"].create(
            {"scope": "national", "year": 2027}
        )
        nation._generate()
        data = self.wheels.get_wheel(self.year.id)
        rings = [event["ring"] for event in data["events"]]
        self.assertEqual(rings.count("national"), 2)
        self.assertEqual(data["rings"][0]["code"], "national")

    def test_turning_the_year(self):
        later = self._create_year(year=2028)
        data = self.wheels.get_wheel(self.year.id, 2028)
        self.assertEqual(data["calendar"]["id"], later.id)
        self.assertEqual(data["years"], [2027, 2028])

    def test_language(self):
        data = self.wheels.with_context(lang="sv_SE").get_wheel(self.year.id)
        self.assertEqual(data["months"][0]["name"], "januari")

    def test_foreign_year(self):
        with self.assertRefused(AccessError):
            self.wheels.with_user(self.outsider).get_wheel(self.year.id)
        self.assertFalse(self.wheels.with_user(self.outsider).get_wheel()["calendar"])

    def test_queries_do_not_grow(self):
        """One meeting or ten: opening costs the same."""
        counts = []
        for months in ((2,), (3,), (1, 2, 3, 4, 5, 6, 8, 9, 10, 11)):
            self.template.line_ids.month_ids = self._month(*months)
            self.year._generate()
            self.env.flush_all()
            self.wheels.get_wheel(self.year.id)
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.wheels.get_wheel(self.year.id)
            counts.append(self.env.cr.sql_log_count - before)
        # the first round fills the caches that everybody shares
        self.assertEqual(counts[1], counts[2])

    def test_on_paper(self):
        report = self.env.ref("seutuyp_planning.action_report_annual_wheel")
        html, _type = report.with_user(self.coordinator)._render_qweb_html(
            report, self.year.ids
        )
        self.assertIn(b"<svg", html)
        self.assertIn(b"Steering A", html)
