# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2.errors import ForeignKeyViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ReportingCommon


@tagged("post_install", "-at_install")
class TestMeasurementConfirm(ReportingCommon):
    """A value is confirmed by whoever tells it, and then only corrected."""

    def _correct(self, row, value, reason, user=None):
        wizard = (
            self.env["seutuyp.measurement.correct.wizard"]
            .with_user(user or self.coordinator)
            .create(
                {"measurement_id": row.id, "new_value": value, "reason": reason or ""}
            )
        )
        return wizard.action_confirm()

    def test_confirmed_is_not_written(self):
        row = self._measure(5).with_user(self.coordinator)
        row.value = 6
        row.action_confirm()
        self.assertEqual(row.state, "confirmed")
        for vals in ({"value": 7}, {"source": "Elsewhere"}, {"date_to": "2026-12-30"}):
            with self.subTest(vals=vals), self.assertRefused(UserError, "Correct"):
                row.write(vals)
        with self.assertRefused(UserError, "Correct"):
            row.unlink()
        row.note = "Checked by phone"

    def test_collector_confirms_and_others_do_not(self):
        row = self._measure(5)
        with self.assertRaises(AccessError):
            row.with_user(self.partner_user).action_confirm()
        self.choice.collector_id = self.partner_user.partner_id
        row.with_user(self.partner_user).action_confirm()
        self.assertEqual(row.state, "confirmed")

    def test_correction_keeps_what_was(self):
        row = self._measure(5)
        row.with_user(self.coordinator).action_confirm()
        self._correct(row, 7, "Late figures")
        self._correct(row, 8, "A slip")
        self.assertEqual(row.value, 8)
        row.invalidate_recordset(["correction_ids"])
        kept = [(line.old_value, line.new_value) for line in row.correction_ids]
        self.assertEqual(kept, [(7, 8), (5, 7)])
        self.assertEqual(row.correction_ids.user_id, self.coordinator)

    def _take_back(self, row, reason, user=None):
        wizard = self.env["seutuyp.measurement.correct.wizard"]
        wizard = wizard.with_user(user or self.coordinator)
        return wizard.create(
            {"measurement_id": row.id, "reason": reason or ""}
        ).action_take_back()

    def test_a_wrong_period_is_mended_after_confirming(self):
        row = self._measure(5).with_user(self.coordinator)
        row.action_confirm()
        with self.assertRefused(UserError, "reason"):
            self._take_back(row, "  ")
        with self.assertRaises(AccessError):
            self._take_back(row, "Not mine", user=self.coordinator_b)
        self._take_back(row, "It is of the year before")
        self.assertEqual(row.state, "draft")
        row.invalidate_recordset(["correction_ids"])
        kept = row.correction_ids
        self.assertEqual((kept.old_value, kept.user_id), (5, self.coordinator))
        self.assertIn("It is of the year before", kept.reason)
        row.write({"date_from": "2025-01-01", "date_to": "2025-12-31"})
        row.action_confirm()

    def test_what_was_confirmed_once_keeps_its_history(self):
        row = self._measure(5).with_user(self.coordinator)
        row.action_confirm()
        self._take_back(row, "It was there already")
        row.invalidate_recordset(["correction_ids"])
        with self.assertRefused(UserError, "say so in its note"):
            row.unlink()
        row.note = "Missing: the register was not kept"
        self.assertTrue(row.correction_ids)
        never = self._measure(5, 2025).with_user(self.coordinator)
        never.unlink()
        self.assertFalse(never.exists())

    @mute_logger("odoo.sql_db")
    def test_no_other_way_takes_the_history_away(self):
        row = self._measure(5)
        row._confirm()
        row._take_back("It was there already")
        row.flush_recordset()
        with self.assertRaises(ForeignKeyViolation), self.cr.savepoint():
            self.cr.execute("DELETE FROM seutuyp_measurement WHERE id = %s", [row.id])

    def test_what_is_worked_out_is_not_taken_back(self):
        indicator = self._create_indicator(computation="plan_ready", for_all=False)
        row = self._measure(1, indicator=indicator)
        row._guarded().state = "confirmed"
        with self.assertRefused(UserError, "works this value out"):
            self._take_back(row, "Wrong")
        self.assertEqual(row.state, "confirmed")

    def test_source_of_what_is_worked_out_is_read_in_ones_own_language(self):
        indicator = self._create_indicator(computation="plan_ready", source="Plans")
        indicator.with_context(lang="fi_FI").source = "Suunnitelmat"
        row = self._measure(1, indicator=indicator, source="Planer")
        told = [row.with_context(lang=lang).source_text for lang in ("en_US", "fi_FI")]
        self.assertEqual(told, ["Plans", "Suunnitelmat"])
        self.assertEqual(self._measure(1, source="Register").source_text, "Register")

    def test_correction_needs_a_reason_and_the_right(self):
        row = self._measure(5)
        row.with_user(self.coordinator).action_confirm()
        with self.assertRefused(UserError, "reason"):
            self._correct(row, 7, "  ")
        for user in (self.partner_user, self.coordinator_b, self.outsider):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._correct(row, 7, "Mine", user)
        self.assertEqual(row.value, 5)

    def test_wizard_tells_no_foreign_value(self):
        row = self._measure(5)
        wizards = self.env["seutuyp.measurement.correct.wizard"]
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            wizards.with_user(self.outsider).create(
                {"measurement_id": row.id, "reason": "Curious"}
            ).read(["old_value", "new_value"])

    def test_history_is_not_forged(self):
        row = self._measure(5)
        row.with_user(self.coordinator).action_confirm()
        self._correct(row, 7, "Late figures")
        line = row.correction_ids.with_user(self.coordinator)
        for act in (
            lambda: line.write({"reason": "Another"}),
            line.unlink,
            lambda: line.create({"measurement_id": row.id, "reason": "None"}),
            lambda: line.sudo().write({"old_value": 1}),
        ):
            with self.assertRaises(AccessError):
                act()

    def test_periods(self):
        quarterly = self._create_indicator(frequency="quarter")
        self._measure(
            1, indicator=quarterly, date_from="2026-04-01", date_to="2026-06-30"
        )
        for start, end in (("2026-05-01", "2026-07-31"), ("2026-01-01", "2026-12-31")):
            with (
                self.subTest(start=start),
                self.assertRefused(ValidationError, "quarterly"),
            ):
                self._measure(1, indicator=quarterly, date_from=start, date_to=end)

    def test_any_day_fills_in_its_period(self):
        row = self.env["seutuyp.measurement"].new(
            {
                "indicator_id": self._create_indicator(frequency="half").id,
                "date_from": "2026-08-15",
            }
        )
        row._onchange_period()
        self.assertEqual(str(row.date_from), "2026-07-01")
        self.assertEqual(str(row.date_to), "2026-12-31")
