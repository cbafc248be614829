# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PlanningCommon, at


@tagged("post_install", "-at_install")
class TestFindTime(PlanningCommon):
    """The times at which most can come, and who is missing in each."""

    def setUp(self):
        super().setUp()
        year = self._create_year()
        year._generate()
        self.event = year.event_ids
        self.chair = self.steering.chair_id

    def _wizard(self, user=None, **kw):
        wizards = self.env["seutuyp.find.time.wizard"].with_user(
            user or self.coordinator
        )
        return wizards.create(
            {"event_id": self.event.id, "date_from": "2027-03-08", "weeks": 1, **kw}
        )

    def test_who_is_missing(self):
        """A day on which all can come stands before one on which somebody cannot."""
        self._create_event(self.chair, at("2027-03-09 05:00"), at("2027-03-09 16:00"))
        lines = self._wizard().line_ids
        self.assertFalse(lines[0].missing_ids)
        late = lines.filtered(lambda line: line.start.day == 9)
        self.assertEqual(late.missing_ids, self.chair)
        self.assertEqual(late, lines[-1])

    def test_the_meeting_itself_does_not_stand_in_the_way(self):
        lines = self._wizard().line_ids
        self.assertIn(self.event.start, lines.mapped("start"))

    def test_taking_a_time_moves_the_meeting(self):
        line = self._wizard().line_ids[0]
        line.action_take()
        self.assertEqual(self.event.start, line.start)
        self.assertEqual(self.event.stop, line.stop)

    def test_strangers(self):
        for user in (self.coordinator_b, self.reviewer, self.partner_user):
            with self.assertRefused(AccessError):
                self._wizard(user)

    def test_too_long(self):
        with self.assertRefused(UserError, "seven hours"):
            self._wizard(duration=9)

    def test_button(self):
        action = self.event.with_user(self.coordinator).action_find_time()
        wizard = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(wizard.duration, 2.0)
        self.assertTrue(wizard.line_ids)
