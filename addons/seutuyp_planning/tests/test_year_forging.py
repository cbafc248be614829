# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import PlanningCommon


@tagged("post_install", "-at_install")
class TestYearForging(PlanningCommon):
    """State and origin of years and meetings come from the workflow alone."""

    def setUp(self):
        super().setUp()
        self.year = self._create_year()
        self.year._generate()

    def test_guarded_fields_are_not_written(self):
        mine = self.year.with_user(self.coordinator)
        for record in (mine, mine.event_ids):
            for name in sorted(record._guarded_fields):
                with self.subTest(field=name), self.assertRefused(AccessError):
                    record.write({name: record[name]})

    def test_notes_are_not_written(self):
        self._create_year(self.region_b)
        with self.assertRefused(AccessError):
            self.env["seutuyp.annual.calendar.note"].sudo().create(
                {
                    "calendar_id": self.year.id,
                    "kind": "moved",
                    "wanted": "2027-03-03",
                }
            )

    def test_defaults_do_not_forge(self):
        """``default_*`` in the context, which anybody may send, changes nothing."""
        years = self.env["seutuyp.annual.calendar"].with_user(self.coordinator)
        year = years.with_context(default_state="published").create(
            {"scope": "region", "region_id": self.region_a.id, "year": 2029}
        )
        self.assertEqual(year.state, "draft")
        events = self.env["calendar.event"].with_user(self.coordinator)
        event = events.with_context(default_meeting_state="held").create(
            {
                "name": "New",
                "start": "2027-05-05 08:00",
                "stop": "2027-05-05 09:00",
                "seutuyp_group_id": self.steering.id,
            }
        )
        self.assertEqual(event.meeting_state, "planned")

    def test_copy_is_a_new_meeting(self):
        copy = self.year.event_ids.with_user(self.coordinator).copy()
        self.assertFalse(copy.seutuyp_line_id)
        self.assertEqual(copy.meeting_state, "planned")
        self.assertEqual(copy.seutuyp_region_ids, self.region_a)
