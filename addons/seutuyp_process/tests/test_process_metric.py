# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common_review import ReviewCommon


@tagged("post_install", "-at_install")
class TestProcessMetric(ReviewCommon):
    """Metrics belong to the description; readings are told while it is in use."""

    def _read(self, value, day, user=None, metric=None, **kw):
        readings = self.env["seutuyp.process.reading"]
        return readings.with_user(user or self.partner_user).create(
            {"metric_id": (metric or self.metric).id, "value": value, "date": day, **kw}
        )

    def test_chart_in_words(self):
        with freeze_time("2050-05-01"):
            for day, value in (
                ("01-31", 12),
                ("02-28", 20),
                ("03-31", 25),
                ("04-30", 22),
            ):
                self._read(value, f"2050-{day}")
        self.assertEqual(
            self.metric.chart_text, "3 of 4 on target, last 22 (target 20)"
        )
        self.assertEqual(self.metric.target_state, "on")
        self.assertIn(self.metric.chart_text, self.metric.chart_svg)

    def test_direction(self):
        with freeze_time("2050-05-01"):
            reading = self._read(22, "2050-04-30")
        self.process.with_user(self.partner_user).action_revise("More")
        self.assertTrue(reading.on_target)
        for direction, expected in (("down", False), ("keep", True)):
            self.metric.direction = direction
            self.assertEqual(reading.on_target, expected)

    def test_approved_metric_is_locked_and_kept(self):
        with self.assertRefused(UserError, "has been approved"):
            self.metric.with_user(self.partner_user).target = 10
        with self.assertRefused(UserError, "has been approved"):
            self.metric.with_user(self.partner_user).copy()
        self.metric.with_user(self.partner_user).collector_id = self.owner
        kept = self.process.version_ids.snapshot["metrics"]
        self.assertEqual(kept[0]["name"], "Visits")
        self.assertEqual(kept[0]["bodies"], ["Steering A"])

    def test_reading_once_a_day_and_not_ahead(self):
        with freeze_time("2050-05-01"):
            with self.assertRefused(ValidationError, "until today"):
                self._read(1, "2050-05-02")

    def test_scale(self):
        self.process.with_user(self.partner_user).action_revise("More")
        mean = self.metric.with_user(self.partner_user).create(
            {
                "process_id": self.process.id,
                "name": "Mean",
                "kind": "mean",
                "target": 3,
                "per_organisation": True,
            }
        )
        with freeze_time("2050-05-01"):
            for value, organisation in ((5, self.organisation_a), (3, None)):
                with self.assertRaises(ValidationError), self.cr.savepoint():
                    self._read(
                        value,
                        "2050-04-30",
                        metric=mean,
                        partner_id=organisation and organisation.id,
                    )

    def test_each_organisation_tells_its_own(self):
        self.process.with_user(self.partner_user).action_revise("More")
        self.metric.per_organisation = True
        self.process.action_approve(self.decision.id)
        self.process.action_take_into_use()
        member = self._create_user("member_b", "group_user")
        member.partner_id.parent_id = self.organisation_b
        own = {"partner_id": self.organisation_b.id}
        with freeze_time("2050-05-01"):
            self._read(22, "2050-04-30", member, **own)
            for user in (self.outsider, self.coordinator_b):
                with self.assertRaises(AccessError), self.cr.savepoint():
                    self._read(1, "2050-04-29", user, partner_id=self.organisation_a.id)
            with self.assertRaises(AccessError), self.cr.savepoint():
                self._read(1, "2050-04-29", member, partner_id=self.organisation_a.id)

    def test_collector_tells(self):
        self.metric.with_user(self.partner_user).collector_id = self.outsider.partner_id
        with freeze_time("2050-05-01"):
            reading = self._read(9, "2050-04-30", self.outsider)
            self.assertFalse(reading.on_target)
            with self.assertRaises(AccessError), self.cr.savepoint():
                self._read(9, "2050-04-29", self.coordinator_b)

    def test_home_asks_for_readings(self):
        with freeze_time("2050-05-01"):
            waiting = self.env["seutuyp.home"].with_user(self.partner_user)
            texts = [row["text"] for row in waiting._waiting_process_readings()]
            self.assertEqual(texts, ["Tell the readings of metrics: 1."])
            self._read(9, "2050-04-30")
            self.assertFalse(waiting._waiting_process_readings())
