# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common import ReportingCommon

THIS = 2026
MANY = 12


@freeze_time("2026-08-15")
class StatusCommon(ReportingCommon):
    """Region A has three years behind it; region B has nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.status = cls.env["seutuyp.region.status"]
        cls.plans = {year: cls._plan(cls.region_a, year) for year in (2024, 2025, THIS)}
        cls._write(cls.plans[2024], state="closed", realisation=100, action_count=4)
        cls._write(cls.plans[2025], state="approved", realisation=50, action_count=2)
        cls.year = cls._create_year(year=2025)
        cls._write(cls.year, state="published")
        cls.evaluation = cls.env["seutuyp.evaluation"].create(
            {"group_id": cls.steering.id, "year": 2025}
        )
        cls._write(cls.evaluation, state="closed")
        cls.env["seutuyp.process.version"]._create_guarded(
            {
                "process_id": cls.process.id,
                "number": 1,
                "approved_on": "2025-05-01 09:00:00",
                "snapshot": cls.process._snapshot(),
                "chart_svg": "<svg/>",
            }
        )
        cls.told = cls._measure(5, 2024)
        cls.told._confirm()
        cls._measure(6, 2025)

    @classmethod
    def _plan(cls, region, year):
        return cls.env["seutuyp.plan"].create({"region_id": region.id, "year": year})

    @classmethod
    def _write(cls, record, **vals):
        record.sudo()._guarded().write(vals)

    @classmethod
    def _row(cls, region, year, user=None):
        row = cls.status.browse(region.id * 10000 + year)
        return row.with_user(user) if user else row


@tagged("post_install", "-at_install")
@freeze_time("2026-08-15")
class TestRegionStatus(StatusCommon):
    """One row a region and year tells what was done in it."""

    def test_years(self):
        rows = self.status.search([("region_id", "=", self.region_a.id)])
        self.assertEqual(rows.mapped("year"), list(range(2027, 2015, -1)))
        self.assertEqual(rows[0].id, self.region_a.id * 10000 + 2027)
        self.assertEqual(rows.filtered("is_this_year").year, THIS)

    def test_merged_regions_are_left_out(self):
        self.region_b.successor_id = self.region_a
        self.assertFalse(self.status.search([("region_id", "=", self.region_b.id)]))

    def test_facts(self):
        expected = {
            2023: ("none", "none", "none", "none", "none", "none"),
            2024: ("none", "closed", "done", "none", "none", "confirmed"),
            2025: ("published", "approved", "under_way", "closed", "approved", "open"),
            THIS: ("none", "draft", "none", "none", "approved", "none"),
        }
        names = (
            *("calendar", "plan", "actuals"),
            *("evaluation", "processes", "collection"),
        )
        for year, values in expected.items():
            row = self._row(self.region_a, year)
            with self.subTest(year=year):
                self.assertEqual(tuple(row[name] for name in names), values)
        row = self._row(self.region_a, 2025)
        self.assertEqual(row.realisation, 50)
        self.assertEqual(
            (row.process_count, row.figure_count, row.told_count), (1, 1, 0)
        )
        self.assertEqual(row.plan_id, self.plans[2025])

    def test_agreement_and_licence(self):
        self._create_licensed(date_start="2025-03-01")
        found = {
            year: (row.agreement, row.licence)
            for year in (2024, 2025, THIS, 2027)
            for row in self._row(self.region_a, year)
        }
        # Granted this year, for an agreement that began last year.
        expected = {
            2024: ("none", "none"),
            2025: ("in_force", "none"),
            THIS: ("in_force", "active"),
            2027: ("in_force", "active"),
        }
        self.assertEqual(found, expected)

    def test_agreement_that_ended(self):
        agreement = self._create_agreement(
            date_start="2023-01-01", date_end="2024-06-30"
        )
        self._write(agreement, state="ended")
        found = [
            self._row(self.region_a, year).agreement
            for year in (2022, 2023, 2024, 2025)
        ]
        self.assertEqual(found, ["none", "in_force", "in_force", "none"])
        self._write(agreement, state="preparing")
        self.env.invalidate_all()
        self.assertEqual(self._row(self.region_a, 2024).agreement, "none")
        self.assertEqual(self._row(self.region_a, THIS).agreement, "preparing")

    # ---------------------------------------------------------------------- lights
    def test_this_year_says_what_the_duties_say(self):
        row = self._row(self.region_a, THIS, self.coordinator)
        said = self.region_a.with_user(self.coordinator)._duties()[self.region_a.id]
        by_code = {duty["code"]: duty for duty in json.loads(json.dumps(said))}
        for duty in row.duties:
            with self.subTest(duty=duty["code"]):
                self.assertEqual(duty, by_code.get(duty["code"], duty))

    def test_other_years_tell_facts(self):
        lights = {
            duty["code"]: (duty["light"], duty["word"])
            for duty in self._row(self.region_a, 2025, self.coordinator).duties
        }
        self.assertEqual(lights["plan"], ("green", "Approved"))
        self.assertEqual(lights["actuals"], ("amber", "Under way"))
        self.assertEqual(lights["agreement"], ("grey", "None"))

    def test_lights_open_what_they_are_about(self):
        steps = {
            duty["code"]: duty["action"]
            for duty in self._row(self.region_a, 2025, self.coordinator).duties
        }
        self.assertEqual(steps["plan"]["res_id"], self.plans[2025].id)
        self.assertEqual(steps["calendar"]["res_id"], self.year.id)
        self.assertFalse(steps["agreement"])
        found = self.env["seutuyp.measurement"].search(steps["collection"]["domain"])
        self.assertEqual(found.date_to.year, 2025)

    # ---------------------------------------------------------------------- access
    def test_who_reads_which_region(self):
        expected = {
            "manager": "AB",
            "reviewer": "AB",
            "area_contact": "A",
            "coordinator": "A",
            "partner_user": "A",
            "coordinator_b": "B",
            "outsider": "",
        }
        rows = self._row(self.region_a, 2025) | self._row(self.region_b, 2025)
        for role, regions in expected.items():
            own = rows.with_user(getattr(self, role))._filtered_access("read")
            with self.subTest(role=role):
                self.assertEqual("".join(r.region_id.name[-1] for r in own), regions)
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(own.browse().has_access(operation))
        with self.assertRaises(AccessError):
            self._row(self.region_b, 2025, self.coordinator).read(["plan"])
        with self.assertRaises(AccessError):
            self._row(self.region_a, 2025, self.portal_user).read(["plan"])


@tagged("post_install", "-at_install")
@freeze_time("2026-08-15")
class TestStatusMap(StatusCommon):
    """The map shows every region, and of each what its reader may know."""

    def _tiles(self, user, year=False):
        found = self.status.with_user(user).get_map(year)
        return {
            region["id"]: region
            for area in found["areas"]
            for region in area["regions"]
        }, found

    def test_own_and_other_regions(self):
        tiles, found = self._tiles(self.area_contact)
        own, other = tiles[self.region_a.id], tiles[self.region_b.id]
        self.assertEqual(len(own["duties"]), len(found["columns"]))
        self.assertEqual([duty["code"] for duty in other["duties"]], ["licence"])

    def test_another_year(self):
        tiles, found = self._tiles(self.area_contact, 2025)
        plan = next(
            duty for duty in tiles[self.region_a.id]["duties"] if duty["code"] == "plan"
        )
        self.assertEqual((found["year"], plan["word"]), (2025, "Approved"))
        self.assertEqual(tiles[self.region_b.id]["duties"], [])

    def test_a_year_outside_is_this_one(self):
        self.assertEqual(self._tiles(self.reviewer, 1999)[1]["year"], THIS)

    def test_strangers(self):
        with self.assertRaises(AccessError):
            self.status.with_user(self.portal_user).get_map()


@tagged("post_install", "-at_install")
class TestSilence(StatusCommon):
    """Regions of which nothing was heard stand out for the area contact."""

    def _words(self, day):
        with freeze_time(day):
            return self.region_a._silence_words().get(self.region_a.id)

    def test_nothing_heard(self):
        quiet = self._create_region(
            area=self.area_a, coordinator_id=self.coordinator.partner_id.id
        )
        nobody = self._create_region(area=self.area_a)
        self.env.flush_all()
        self.assertFalse(quiet._silence_words(), "it has just begun")
        with freeze_time("2028-01-10"):
            self.assertEqual(
                quiet._silence_words(), {quiet.id: "Nothing has been heard yet."}
            )
            self.assertFalse(nobody._silence_words())

    def test_signs(self):
        self.env.flush_all()
        for table in ("seutuyp_measurement", "seutuyp_workflow_log"):
            stamp = "write_date" if table == "seutuyp_measurement" else "date"
            self.cr.execute(f"UPDATE {table} SET {stamp} = '2026-01-10'")
        self.env.invalidate_all()
        self.assertFalse(self._words("2026-03-01"))
        self.assertIn("when figures were written down", self._words("2026-03-20"))
        meeting = self._create_event(
            self.coordinator.partner_id,
            "2026-03-01 08:00:00",
            "2026-03-01 09:00:00",
            seutuyp_group_id=self.steering.id,
        )
        self.assertTrue(self._words("2026-03-20"))
        meeting.with_context(seutuyp_unfollowed=True)._guarded().write(
            {"meeting_state": "held"}
        )
        self.assertFalse(self._words("2026-03-20"))
        self.assertIn("when a meeting was held", self._words("2026-06-01"))

    def test_days_are_a_setting(self):
        self.env["ir.config_parameter"].set_param("seutuyp_reporting.silent_days", "9")
        self.assertEqual(self.region_a._silent_days(), 9)
        self.env["ir.config_parameter"].set_param("seutuyp_reporting.silent_days", "-")
        self.assertEqual(self.region_a._silent_days(), 60)

    def test_home_of_the_area_contact(self):
        with freeze_time("2028-01-10"):
            home = self.env["seutuyp.home"].with_user(self.area_contact).get_home()
            found = self.status.with_user(self.area_contact).search(
                [("is_silent", "=", True)]
            )
        items = [item for item in home["waiting"] if item["kind"] == "silent_region"]
        self.assertEqual(len(items), 1, items)
        self.assertIn("Region A", items[0]["detail"])
        self.assertNotIn("Region B", items[0]["detail"])
        lines = {line["id"]: line for area in home["areas"] for line in area["regions"]}
        self.assertTrue(lines[self.region_a.id]["silence"])
        self.assertFalse(lines[self.region_b.id]["silence"])
        self.assertEqual(found.region_id, self.region_a)

    def test_home_of_others(self):
        with freeze_time("2028-01-10"):
            home = self.env["seutuyp.home"].with_user(self.coordinator).get_home()
        self.assertNotIn("silent_region", [item["kind"] for item in home["waiting"]])
