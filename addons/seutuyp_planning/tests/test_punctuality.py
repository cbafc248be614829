# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestPunctuality(PlanCommon):
    """How many of the checkpoints were met, of whatever may be asked."""

    def setUp(self):
        super().setUp()
        for action in self.action | self.other:
            action.checkpoint_ids = [
                Command.create({"date": "2050-03-01"}),
                Command.create({"date": "2050-09-01"}),
            ]
        self._approve()

    def _tell(self, day, action=None, state="under_way"):
        with freeze_time(day):
            action = (action or self.action).with_user(self.coordinator)
            action.action_tell(state, f"News of {day}")

    def _percent(self, day, plan=None):
        with freeze_time(day):
            self.env.invalidate_all()
            plan = (plan or self.plan).with_user(self.partner_user)
            return plan.on_time_text, round(plan.on_time_percent)

    def test_rate(self):
        self._tell("2050-02-22")
        self.assertEqual(self._percent("2050-03-08"), (False, 0))
        self.assertEqual(self._percent("2050-03-09")[1], 50)
        self._tell("2050-03-10", self.other)
        self.assertEqual(self._percent("2050-03-11")[1], 50, "too late to count")
        self._tell("2050-05-01", self.other, "done")
        self.assertEqual(
            self._percent("2050-09-09"), ("2 of 4 checkpoints", 50), "done before"
        )

    def test_what_was_taken_back_was_never_told(self):
        self._tell("2050-03-01")
        self.action.with_user(self.coordinator)._last_telling().action_take_back()
        self.assertEqual(self._percent("2050-03-09")[1], 0)
        self.assertEqual(set(self.action.checkpoint_ids.mapped("told_on")), {False})

    def test_dropped_actions_do_not_count(self):
        self.plan.with_user(self.coordinator)._change(
            self._decide(name="Dropped"), drop=self.other
        )
        self._tell("2050-03-01")
        self.assertEqual(self._percent("2050-03-09"), ("1 of 1 checkpoints", 100))

    def test_drafts_and_days_before_the_approval_do_not_count(self):
        draft = self._create_plan(year=2049)
        action = self._create_action(self._create_goal(draft))
        action.checkpoint_ids = [Command.create({"date": "2049-03-01"})]
        self.assertEqual(self._percent("2050-03-09", draft), (False, 0))
        self.past.with_context(dont_notify=True).write(
            {"start": "2050-06-01 07:00", "stop": "2050-06-01 09:00"}
        )
        self._tell("2050-09-01")
        self.assertEqual(self._percent("2050-09-09")[0], "1 of 2 checkpoints")

    def test_by_organisation_region_area_and_year(self):
        self._tell("2050-03-01")
        rows = self.env["seutuyp.plan.checkpoint"]
        with freeze_time("2050-03-09"):
            rates = {
                name: rows._rates(name, [("plan_id", "=", self.plan.id)])
                for name in ("responsible_partner_ids", "region_id", "area_id", "year")
            }
        self.assertEqual(
            rates["responsible_partner_ids"],
            {self.organisation_a: (1, 1), self.organisation_b: (0, 1)},
        )
        self.assertEqual(rates["region_id"], {self.region_a: (1, 2)})
        self.assertEqual(rates["area_id"], {self.area_a: (1, 2)})
        self.assertEqual(rates["year"], {2050: (1, 2)})

    def test_organisations_as_readers_see_them(self):
        """Listed, searched and grouped; a change of the action is there at once."""
        self.action._guarded().responsible_partner_ids += self.organisation_b
        row = self.action.checkpoint_ids[0]
        for user in (self.coordinator, self.partner_user, self.reviewer):
            rows = self.env["seutuyp.plan.checkpoint"].with_user(user)
            self.env.invalidate_all()
            with self.subTest(user=user.name):
                found = rows.web_search_read(
                    [
                        ("plan_id", "=", self.plan.id),
                        ("responsible_partner_ids", "in", self.organisation_a.ids),
                    ],
                    {"responsible_partner_ids": {"fields": {"display_name": {}}}},
                )
                self.assertEqual(found["length"], 2)
                names = {
                    partner["id"]: partner["display_name"]
                    for partner in found["records"][0]["responsible_partner_ids"]
                }
                both = self.organisation_a | self.organisation_b
                self.assertEqual(
                    names, {partner.id: partner.display_name for partner in both}
                )
                groups = rows.formatted_read_group(
                    [("id", "=", row.id)], ["responsible_partner_ids"], ["__count"]
                )
                self.assertEqual(
                    {group["responsible_partner_ids"][0] for group in groups},
                    set(both.ids),
                )

    def test_pivot(self):
        """Area contacts and reviewers see what they may read."""
        self._tell("2050-03-01")
        action = self.env.ref("seutuyp_planning.seutuyp_plan_checkpoint_action")
        domain = [("outcome", "!=", False), ("date", "<", "today -7d")]
        self.assertIn("today -7d", action.domain)
        with freeze_time("2050-03-09"):
            for user, found in (
                (self.area_contact, [(self.region_a, 50.0)]),
                (self.reviewer, [(self.region_a, 50.0)]),
                (self.coordinator_b, []),
            ):
                rows = self.env["seutuyp.plan.checkpoint"].with_user(user)
                rates = rows._read_group(
                    [*domain, ("plan_id", "in", self.plan.ids)],
                    ["region_id"],
                    ["met_percent:avg"],
                )
                with self.subTest(user=user.name):
                    self.assertEqual(
                        [(region.sudo(), rate) for region, rate in rates], found
                    )

    def test_moved_to_another_area(self):
        self.region_a.area_history_ids.write({"area_id": self.area_b.id})
        self.assertEqual(self.action.checkpoint_ids.area_id, self.area_b)
