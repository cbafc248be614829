# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import freeze_time, tagged

from odoo.addons.seutuyp_planning.tests.test_access_planning import OPERATIONS, ROLES
from odoo.addons.seutuyp_planning.tests.test_query_counts_planning import QueryCounts

from .common_review import DAY, ReviewCommon

OWN = {
    "manager": "r",
    "reviewer": "r",
    "area_contact": "r",
    "coordinator": "r",
    "partner_user": "r",
}
# The partner user is the owner of the process.
OWNED = {**OWN, "manager": "rwcd", "coordinator": "rwcd", "partner_user": "rwcd"}
TICKED = {**OWN, "manager": "rw", "coordinator": "rw", "partner_user": "rw"}
EXPECTED = {
    "seutuyp.process.metric": {**OWNED, "coordinator_b": "r", "outsider": "r"},
    "seutuyp.process.reading": OWNED,
    "seutuyp.process.review": OWNED,
    "seutuyp.process.finding": OWNED,
    # each organisation answers itself, and the partner user's is organisation A
    "seutuyp.process.assessment": {**OWN, "partner_user": "rw"},
    "seutuyp.process.turn": OWNED,
    "seutuyp.process.turn.task": TICKED,
}


@tagged("post_install", "-at_install")
class TestProcessReviewAccess(QueryCounts, ReviewCommon):
    """Who does what to the parts of reviewing, and what it costs."""

    def _records(self):
        review = self._review()
        review.action_ask()
        turn = self.env["seutuyp.process.turn"].create(
            {
                "process_id": self.process.id,
                "partner_id": self.organisation_a.id,
                "person_id": self.owner.id,
                "date_from": "2050-01-01",
            }
        )
        self.process.rotation = "own"
        self._cron(DAY, "_cron_turns")
        with freeze_time("2050-05-01"):
            reading = self.env["seutuyp.process.reading"].create(
                {"metric_id": self.metric.id, "value": 1, "date": "2050-04-30"}
            )
        finding = self.env["seutuyp.process.finding"].create(
            {"review_id": review.id, "name": "Slow"}
        )
        own = review.assessment_ids.filtered(
            lambda row: row.partner_id == self.organisation_a
        )
        records = (self.metric, reading, review, finding, own, turn, turn.task_ids[:1])
        return {record._name: record for record in records}

    def test_table(self):
        """Every model, role and operation."""
        records = self._records()
        for model, expected in EXPECTED.items():
            for role in ROLES:
                record = records[model].with_user(getattr(self, role))
                found = "".join(
                    letter
                    for letter, operation in OPERATIONS.items()
                    if record.has_access(operation)
                )
                with self.subTest(model=model, role=role):
                    self.assertEqual(found, expected.get(role, ""))

    # ----------------------------------------------------------------------- light
    def _light(self, user=None):
        region = self.region_a.with_user(user or self.coordinator)
        with freeze_time("2050-04-02"):
            found = region._duties()[region.id]
        return next(duty for duty in found if duty["code"] == "processes")

    def test_light(self):
        self.assertEqual(self._light()["reason"], "No key process has been chosen yet.")
        self.process._guarded().is_key = True
        self.assertEqual(self._light()["light"], "green")
        self._cron("2050-01-30")
        duty = self._light()
        self.assertEqual(
            (duty["light"], duty["reason"]), ("red", "Reviews are late: 1.")
        )
        self.assertEqual(duty["action"]["res_model"], "seutuyp.process.review")
        self.region_b.with_user(self.coordinator_b)._duties()

    def test_home(self):
        self._cron("2050-01-30")
        review = self.process.review_ids.with_user(self.partner_user)
        review.action_ask()
        with freeze_time("2050-04-02"):
            home = self.env["seutuyp.home"].with_user(self.partner_user)
            lines = home.get_home()["waiting"]
            texts = [line["text"] for line in lines]
            others = self.env["seutuyp.home"].with_user(self.coordinator)
            coordinator = [row["text"] for row in others.get_home()["waiting"]]
        self.assertIn("Review the process “Advice”.", texts)
        self.assertIn("Tell how the process “Advice” suits your work.", texts)
        self.assertIn("Review the process “Advice”.", coordinator)

    # ------------------------------------------------------------------------ cost
    def _processes(self, count):
        """Return so many processes in use that have their review."""
        processes = self.env["seutuyp.process"]
        for number in range(count):
            process = self._create_process(name=f"P{number}")
            process._guarded().sudo().write({"state": "in_use", "version": 1})
            processes |= process
        with freeze_time("2050-03-01"):
            processes.sudo()._plan_reviews()
        return processes

    def test_cost_of_planning_lights_and_charts(self):
        few, many = self._processes(1), self._processes(6)
        with freeze_time("2050-03-02"):
            self.assertSameCost(lambda rows: rows.sudo()._plan_reviews(), few, many)
        metrics = self.env["seutuyp.process.metric"]
        for process in few | many:
            process._guarded().write(
                {"metric_ids": [(0, 0, {"name": "M", "target": 1})]}
            )
            metrics |= process.metric_ids
        self.assertSameCost(lambda rows: rows.mapped("chart_svg"), metrics[:1], metrics)
        home = self.env["seutuyp.home"].with_user(self.partner_user)
        with freeze_time("2050-04-02"):
            cost = self._count(home._waiting_reviews)
            (self._processes(4)).flush_recordset()
            self.assertLessEqual(self._count(home._waiting_reviews), cost)

    def test_cost_of_the_lights(self):
        """One region or five: the facts cost the same."""
        regions = self.env["seutuyp.region"]
        for number in range(5):
            region = self._create_region(area=self.area_a, name=f"R{number}")
            process = self._create_process(name=f"P{number}", region_id=region.id)
            process._guarded().sudo().write({"state": "in_use", "version": 1})
            process.rotation = "yearly"
            regions |= region
        with freeze_time("2050-03-01"):
            self.env["seutuyp.process"].sudo().search([])._plan_reviews()
        day = self.env["seutuyp.dated.mixin"]._today()
        self.assertSameCost(lambda rows: rows._process_facts(day), regions[:1], regions)
