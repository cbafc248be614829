# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import PlanningCommon


@tagged("post_install", "-at_install")
class TestTemplate(PlanningCommon):
    """The rhythms of the domain are shipped, and can be changed."""

    def _months(self, xmlid, forum):
        template = self.env.ref(f"seutuyp_planning.{xmlid}")
        lines = template.line_ids.filtered(lambda line: line.forum == forum)
        return sorted(lines.month_ids.mapped("number"))

    def test_two_patterns_of_follow_up(self):
        """January, May, September or March, June, October; December approves."""
        self.assertEqual(self._months("template_region_1", "steering"), [1, 5, 9, 12])
        self.assertEqual(self._months("template_region_2", "steering"), [3, 6, 10, 12])

    def test_rhythms_of_the_domain(self):
        """Table 2: working groups 6 to 12, area days 2 to 4, nation 1 to 2 a year."""
        working = self._months("template_region_1", "working")
        self.assertTrue(6 <= len(working) <= 12)
        self.assertIn(len(self._months("template_area", "area")), (2, 3, 4))
        self.assertIn(len(self._months("template_national", "national")), (1, 2))

    def test_no_july(self):
        with self.assertRefused(ValidationError, "July"):
            self._create_line(self.template, months=(7,))

    def test_meeting_ends_the_same_day(self):
        with self.assertRefused(ValidationError, "same day"):
            self._create_line(self.template, hour=23.0, duration=3.0)

    def test_forum_fits_the_level(self):
        national = self._create_template(lines=[], scope="national")
        with self.assertRefused(ValidationError, "level"):
            self._create_line(national, forum="steering")

    def test_region_has_a_rhythm_of_its_own(self):
        """A coordinator copies a template for the region; its year uses it."""
        shipped = self.env.ref("seutuyp_planning.template_region_1")
        templates = shipped.with_user(self.coordinator)
        own = templates.copy({"region_id": self.region_a.id})
        self.assertEqual(len(own.line_ids), len(shipped.line_ids))
        years = self.env["seutuyp.annual.calendar"].with_user(self.coordinator)
        year = years.create(
            {"scope": "region", "region_id": self.region_a.id, "year": 2031}
        )
        self.assertEqual(year.template_id, own)

    def test_shipped_template_is_the_managers(self):
        shipped = self.env.ref("seutuyp_planning.template_region_1")
        with self.assertRefused(AccessError):
            shipped.with_user(self.coordinator).write({"note": "Mine"})
        shipped.with_user(self.manager).write({"note": "Ours"})
        self.assertEqual(shipped.note, "Ours")

    def test_owner_fits_the_level(self):
        with self.assertRefused(ValidationError, "level"):
            self._create_template(lines=[], scope="area", region_id=self.region_a.id)

    def test_months_as_checkboxes(self):
        line = self.template.line_ids
        line.month_ids = [Command.clear()]
        year = self._create_year()
        year.action_generate()
        self.assertFalse(year.event_ids)

    def test_coordinator_copies_a_shared_template(self):
        """The copy is the own region's, so it can be changed."""
        shared = self._create_template()
        copy = shared.with_user(self.coordinator).copy()
        self.assertEqual(copy.region_id, self.region_a)
        copy.line_ids.hour = 13.0
        self.assertEqual(shared.line_ids.hour, 9.0)
