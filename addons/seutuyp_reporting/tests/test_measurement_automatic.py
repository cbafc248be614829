# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from .common import ReportingCommon

REF = "seutuyp_reporting.indicator_"
DAY = "2050-11-20"


@tagged("post_install", "-at_install")
class TestMeasurementAutomatic(QueryCounts, ReportingCommon):
    """What the system knows is worked out for all regions at once."""

    def _work_out(self, code, day=DAY, **kw):
        with freeze_time(day):
            return self.env["seutuyp.measurement"]._work_out(
                self.env.ref(REF + code), **kw
            )

    def _value(self, code, year=2050, region=None):
        return self.env["seutuyp.measurement"].search(
            [
                ("indicator_id", "=", self.env.ref(REF + code).id),
                ("region_id", "=", (region or self.region_a).id),
                ("date_from", "=", f"{year}-01-01"),
            ]
        )

    def _plan(self, region=None, year=2050, reached=(), **kw):
        plan = self.env["seutuyp.plan"].create(
            {"region_id": (region or self.region_a).id, "year": year}
        )
        goal = self.env["seutuyp.plan.goal"].create({"plan_id": plan.id, "name": "G"})
        for state in ("done", "under_way"):
            self.env["project.task"].create(
                {
                    "goal_id": goal.id,
                    "name": state,
                    "metric": "Done",
                    "actual_state": state,
                    "responsible_partner_ids": [Command.set(self.organisation_a.ids)],
                    "coordinating_partner_id": self.organisation_a.id,
                }
            )
        for outcome in reached:
            self.env["seutuyp.plan.goal"].create(
                {"plan_id": plan.id, "name": outcome or "Open", "section": "process"}
            ).reached = outcome
        plan._guarded().write({"state": "approved", **kw})
        return plan

    # ------------------------------------------------------------------------- plans
    def test_plan_ready(self):
        self._plan(approved_on="2049-12-15")
        self._plan(self.region_b, approved_on="2050-02-01")
        self._work_out("plan_ready")
        self.assertEqual(self._value("plan_ready").value, 1)
        self.assertEqual(self._value("plan_ready", region=self.region_b).value, 0)
        self.assertFalse(self._value("plan_ready", 2049))
        self.assertEqual(self._value("plan_ready").value_text, "Yes")

    def test_goals_and_actions(self):
        self._plan(approved_on="2049-12-15", reached=("yes", "partly", False))
        self._work_out("goals_reached")
        self._work_out("actions_done")
        row = self._value("goals_reached")
        self.assertEqual((row.value, row.coverage), (75, "2 of 4 goals judged"))
        self.assertEqual(self._value("actions_done").value, 75)
        self.assertEqual(row.state, "draft")
        self.assertEqual((row.value_text, row.period_text), ("75 %", "2050"))

    def test_what_stands_beside_is_read_in_ones_own_language(self):
        self.coordinator.lang = "sv_SE"
        self._plan(approved_on="2049-12-15")
        self._work_out("actions_done")
        row = self._value("actions_done")
        told = [
            row.with_context(lang=lang).coverage_text
            for lang in ("en_US", "fi_FI", "sv_SE")
        ]
        self.assertEqual(told, ["2 actions", "2 toimenpidettä", "2 åtgärder"])
        self.assertEqual(row.coverage, "2 åtgärder", "the coordinator's")
        with self.assertRefused(AccessError):
            row.with_user(self.coordinator).write({"facts": {"coverage": []}})

    def test_typed_words_stay_as_they_are(self):
        row = self._measure(5, coverage="5 of 7", note="An estimate")
        fi = row.with_context(lang="fi_FI")
        self.assertEqual((fi.coverage_text, fi.note_text), ("5 of 7", "An estimate"))

    # ---------------------------------------------------------------------- meetings
    def test_meetings_and_attendance(self):
        chair = self.steering.chair_id
        events = self._create_event(
            chair,
            "2050-03-09 07:00",
            "2050-03-09 09:00",
            seutuyp_group_id=self.steering.id,
        ) | self._create_event(
            chair,
            "2050-10-09 07:00",
            "2050-10-09 09:00",
            seutuyp_group_id=self.steering.id,
        )
        events[0].attendee_ids.filtered(
            lambda row: row.partner_id == chair
        ).presence = "present"
        self.steering.member_ids.write({"date_from": "2019-01-01"})
        with freeze_time("2050-03-10"):
            events[0].with_user(self.coordinator).action_hold()
        for code in ("steering_meetings", "working_meetings", "attendance"):
            self._work_out(code, regions=self.region_a)
        self._choose(indicator=self.env.ref(REF + "steering_meetings"))
        self._choose(indicator=self.env.ref(REF + "attendance"))
        self.assertFalse(self._value("steering_meetings"), "not followed")
        for code in ("steering_meetings", "attendance"):
            self._work_out(code)
        row = self._value("steering_meetings")
        self.assertEqual(row.value, 1)
        self.assertIn("1 of 2", row.coverage)
        self.assertGreater(self._value("attendance").value, 0)

    # --------------------------------------------------------------- self-evaluation
    def test_evaluation(self):
        self._choose(indicator=self.env.ref(REF + "evaluation_mean"))
        evaluation = self.env["seutuyp.evaluation"]._create_guarded(
            [
                {
                    "group_id": self.steering.id,
                    "year": 2049,
                    "state": "closed",
                    "answer_count": 4,
                    "invited_count": 6,
                }
            ]
        )
        questions = self.env["survey.question"].search([("survey_id", "!=", False)])
        self.env["seutuyp.evaluation.item"]._create_guarded(
            [
                {
                    "evaluation_id": evaluation.id,
                    "question_id": questions[0].id,
                    "code": code,
                    "kind": kind,
                    "is_told": told,
                    "mean": mean,
                }
                for code, kind, told, mean in (
                    (1, "scale", True, 5.0),
                    (2, "scale", True, 6.0),
                    (3, "scale", False, 1.0),
                    (8, "open", True, 0.0),
                )
            ]
        )
        self._work_out("evaluation_mean")
        row = self._value("evaluation_mean", 2049)
        self.assertEqual((row.value, row.coverage), (5.5, "4 of 6 answered"))
        self.assertEqual((row.state, row.sharing), ("confirmed", "region"))

    # ------------------------------------------------------------------------ process
    def test_process_metric(self):
        own = self._create_indicator(computation="process_metric")
        self._choose(indicator=own)
        metric = self.env["seutuyp.process.metric"].create(
            {
                "process_id": self.process.id,
                "name": "Visits",
                "target": 9,
                "indicator_id": own.id,
            }
        )
        with freeze_time(DAY):
            for day, value in (("2049-12-31", 9), ("2050-03-31", 4), ("2050-06-30", 6)):
                self.env["seutuyp.process.reading"].create(
                    {"metric_id": metric.id, "date": day, "value": value}
                )
            self.env["seutuyp.measurement"]._work_out(own)
        rows = self.env["seutuyp.measurement"].search([("indicator_id", "=", own.id)])
        self.assertEqual(
            {row.date_to.year: row.value for row in rows}, {2050: 10, 2049: 9}
        )

    # ------------------------------------------------------------------------ running
    def test_twice_changes_nothing(self):
        self._plan(approved_on="2049-12-15")
        self.assertTrue(self._work_out("actions_done"))
        self.assertFalse(self._work_out("actions_done"))

    def test_fixed_a_month_after_the_year(self):
        plan = self._plan(approved_on="2049-12-15")
        self._work_out("actions_done")
        task = plan.action_ids[1]
        task.actual_state = "done"
        self._work_out("actions_done", "2051-01-31")
        row = self._value("actions_done")
        self.assertEqual((row.value, row.state), (100, "confirmed"))
        task.actual_state = "not_begun"
        self._work_out("actions_done", "2051-02-01")
        self.assertEqual(row.value, 100)
        wizard = (
            self.env["seutuyp.measurement.correct.wizard"]
            .with_user(self.coordinator)
            .create({"measurement_id": row.id, "reason": "An action was not done"})
        )
        with freeze_time("2051-03-01"):
            wizard.action_confirm()
        self.assertEqual(row.value, 50)
        self.assertEqual(row.correction_ids.old_value, 100)

    def test_what_cannot_be_told_any_more_goes(self):
        plan = self._plan(approved_on="2049-12-15")
        self._work_out("actions_done")
        plan._guarded().state = "draft"
        self._work_out("actions_done")
        self.assertFalse(self._value("actions_done"))

    def test_nobody_types_it(self):
        self._plan(approved_on="2049-12-15")
        self._work_out("actions_done")
        row = self._value("actions_done").with_user(self.coordinator)
        for act in (lambda: row.write({"value": 1}), row.unlink):
            with self.assertRaises(AccessError):
                act()

    def test_now_only_for_own_regions(self):
        self._plan(approved_on="2049-12-15")
        self._plan(self.region_b, approved_on="2049-12-15")
        indicator = self.env.ref(REF + "actions_done").with_user(self.coordinator)
        with freeze_time(DAY):
            self.assertIn("1", indicator.action_work_out()["params"]["message"])
        self.assertTrue(self._value("actions_done"))
        self.assertFalse(self._value("actions_done", region=self.region_b))

    def test_merged_region_is_left(self):
        self._plan(self.region_b, approved_on="2049-12-15")
        self.region_b.successor_id = self.region_a
        self._work_out("actions_done")
        self.assertFalse(self._value("actions_done", region=self.region_b))

    def test_yearly_only(self):
        with self.assertRefused(ValidationError, "Yearly"):
            self._create_indicator(computation="attendance", frequency="month")

    def test_cron(self):
        self._plan(approved_on="2049-12-15")
        with self.enter_registry_test_mode(), freeze_time(DAY):
            self.env.ref("seutuyp_reporting.ir_cron_work_out").method_direct_trigger()
        self.assertTrue(self._value("actions_done"))

    # -------------------------------------------------------------------------- costs
    def test_costs_do_not_grow_with_regions(self):
        """Every computation asks the database as often for one region as for six."""
        many = self.region_a | self.region_b
        for number in range(4):
            many |= self._create_region(name=f"Region {number}", area=self.area_a)
        for region in many:
            self._plan(region, approved_on="2049-12-15")
            for partner in (self.organisation_a, self.organisation_b):
                self._return(region, partner)
        for indicator in self.env["seutuyp.indicator"].search(
            [("automatic", "=", True)]
        ):
            with self.subTest(indicator=indicator.code), freeze_time(DAY):
                span = ("2050-01-01", "2050-12-31")
                dates = [
                    self.env["seutuyp.measurement"]._fields["date_to"].to_date(day)
                    for day in span
                ]
                work = lambda regions: indicator._figures(regions, *dates)  # noqa: E731, B023
                self.assertSameCost(work, self.region_a, many)

    def _return(self, region, partner):
        row = self.env["seutuyp.return"].create(
            {
                "region_id": region.id,
                "partner_id": partner.id,
                "year": 2050,
                "customers": 5,
                "advice_ids": [
                    Command.create(
                        {
                            "class_id": self.env.ref(
                                "seutuyp_reporting.advice_class_start"
                            ).id,
                            "count": 3,
                        }
                    )
                ],
            }
        )
        row._guarded().state = "returned"
        return row

    def test_run_costs_the_same(self):
        many = self.region_a | self.region_b
        for number in range(4):
            many |= self._create_region(name=f"Region {number}", area=self.area_a)
        for region in many:
            self._plan(region, approved_on="2049-12-15")
        indicator = self.env.ref(REF + "actions_done")
        work = self.env["seutuyp.measurement"]._work_out
        with (
            freeze_time(DAY),
            patch.object(type(self.env["seutuyp.measurement"]), "_lock_indicators"),
        ):
            work(indicator)
            self.assertSameCost(
                lambda regions: work(indicator, regions), self.region_a, many
            )
