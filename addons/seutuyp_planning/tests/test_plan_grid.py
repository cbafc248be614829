# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.seutuyp_network.tests.counting import queries

from .common import PlanCommon


class GridCommon(PlanCommon):
    def _grid(self, user, plan=None):
        self.env.invalidate_all()
        return (plan or self.plan).with_user(user).get_grid()

    def _rows(self, grid):
        """Return {action id: row}."""
        return {
            row["id"]: row
            for section in grid["sections"]
            for goal in section["goals"]
            for row in goal["actions"]
        }


@tagged("post_install", "-at_install")
class TestPlanGrid(GridCommon):
    """The plan as one page: the same for all readers, written by whom it concerns."""

    def test_everybody_of_the_region_reads_it(self):
        users = (
            self.coordinator,
            self.partner_user,
            self.area_contact,
            self.reviewer,
        )
        for user in users:
            rows = self._rows(self._grid(user))
            self.assertEqual(
                [row["name"] for row in rows.values()],
                ["Interview companies", "Train advisers"],
            )
        for user in (self.coordinator_b, self.outsider):
            with self.assertRefused(AccessError):
                self._grid(user)
            with self.assertRefused(AccessError):
                self.plan.with_user(user).get_comparison()

    def test_a_draft_is_written_by_its_coordinator(self):
        self.assertTrue(self._grid(self.coordinator)["may"]["edit"])
        for user in (self.partner_user, self.area_contact, self.reviewer):
            grid = self._grid(user)
            self.assertFalse(any(grid["may"].values()))
            self.assertFalse(any(row["may_tell"] for row in self._rows(grid).values()))

    def test_an_approved_plan_is_told_about_by_whom_it_concerns(self):
        self._approve()
        may = self._grid(self.coordinator)["may"]
        self.assertFalse(may["edit"])
        self.assertTrue(may["change"] and may["reach"])
        rows = self._rows(self._grid(self.partner_user))
        self.assertTrue(rows[self.action.id]["may_tell"])
        self.assertFalse(rows[self.other.id]["may_tell"])
        rows = self._rows(self._grid(self.reviewer))
        self.assertFalse(any(row["may_tell"] for row in rows.values()))

    def test_a_closed_plan_is_only_read(self):
        self._approve()
        self.goal.reached = "yes"
        self.plan.with_user(self.coordinator).action_close()
        grid = self._grid(self.coordinator)
        self.assertFalse(any(grid["may"].values()))
        rows = self._rows(self._grid(self.partner_user))
        self.assertFalse(any(row["may_tell"] for row in rows.values()))

    def test_comments_and_answers(self):
        self.plan.with_user(self.coordinator).action_open_comments()
        self.assertTrue(self._grid(self.reviewer)["may"]["comment"])
        comment = (
            self.env["seutuyp.plan.comment"]
            .with_user(self.partner_user)
            .create({"goal_id": self.goal.id, "text": "Too little"})
        )
        [shown] = self._goal(self._grid(self.partner_user))["comments"]
        self.assertTrue(shown["may_edit"])
        [shown] = self._goal(self._grid(self.reviewer))["comments"]
        self.assertFalse(shown["may_edit"])
        comment.with_user(self.coordinator).answer = "We add one"
        grid = self._grid(self.partner_user)
        [shown] = self._goal(grid)["comments"]
        self.assertEqual(shown["answer"], "We add one")
        self.assertFalse(shown["may_edit"], "what has been answered stays")
        self.assertIn(str(shown["author"]), grid["partners"])

    def _goal(self, grid):
        return grid["sections"][0]["goals"][0]

    def test_resources_are_confirmed_by_their_organisation(self):
        self.action.resource_ids = [
            Command.create({"partner_id": self.organisation_a.id, "days": 5}),
            Command.create({"partner_id": self.organisation_b.id, "days": 2}),
        ]
        own, foreign = self._rows(self._grid(self.partner_user))[self.action.id][
            "resources"
        ]
        self.assertTrue(own["may_confirm"])
        self.assertFalse(foreign["may_confirm"])
        self.action.resource_ids[0].with_user(self.partner_user).action_confirm()
        own = self._rows(self._grid(self.partner_user))[self.action.id]["resources"][0]
        self.assertTrue(own["confirmed_on"])
        self.assertFalse(own["may_confirm"])

    def test_realisation_of_a_section_in_words(self):
        self._approve()
        self.action.actual_state = "done"
        sections = {
            section["code"]: section
            for section in self._grid(self.partner_user)["sections"]
        }
        self.assertEqual(list(sections), ["process", "communication", "segment"])
        self.assertEqual(sections["process"]["percent"], 50)
        self.assertEqual(
            sections["process"]["words"],
            "Realisation 50 %: done 1, under way 0, not begun 1.",
        )
        self.assertIs(sections["segment"]["percent"], False)

    def test_marks(self):
        self.action.write(
            {
                "action_end": "2050-06-30",
                "checkpoint_ids": [Command.create({"date": "2050-03-01"})],
            }
        )
        decision = self._approve()
        self.plan.with_user(self.coordinator)._change(decision, drop=self.other)
        with freeze_time("2050-07-01"):
            rows = self._rows(self._grid(self.partner_user))
        row, dropped = rows[self.action.id], rows[self.other.id]
        self.assertTrue(row["late"] and row["silent"])
        self.assertTrue(dropped["dropped"])
        self.assertEqual(dropped["decision"], "The plan is approved")
        self.assertFalse(dropped["may_tell"])
        self.assertEqual(self.other.action_mark, "dropped")

    def test_costs_the_same_for_many_goals(self):
        few, many = self._sized_plan(2052, 1), self._sized_plan(2053, 6)
        for method in ("get_grid", "get_comparison"):
            self.assertEqual(self._count(many, method), self._count(few, method))

    def _count(self, plan, method):
        return queries(self.env, getattr(plan.with_user(self.partner_user), method))

    def _sized_plan(self, year, size):
        plan = self._create_plan(year=year)
        for place in range(size):
            goal = self._create_goal(plan, name=f"Goal {place}")
            for number in range(2):
                self._create_action(
                    goal,
                    name=f"Action {number}",
                    checkpoint_ids=[Command.create({"date": f"{year}-03-01"})],
                    resource_ids=[
                        Command.create({"partner_id": self.organisation_b.id})
                    ],
                )
        plan.with_user(self.coordinator).action_open_comments()
        self.env["seutuyp.plan.comment"].with_user(self.partner_user).create(
            [{"goal_id": goal.id, "text": "Well"} for goal in plan.goal_ids]
        )
        return plan


@tagged("post_install", "-at_install")
class TestPlanComparison(GridCommon):
    """What was approved stays readable; what changed since is marked."""

    def _compare(self, *versions):
        reader = self.plan.with_user(self.partner_user)
        return reader.get_comparison(*versions)

    def _marks(self, found):
        return {
            row["id"]: row["mark"]
            for section in found["sections"]
            for goal in section["goals"]
            for row in goal["actions"]
        }

    def test_nothing_has_changed(self):
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self._approve()
        found = self._compare(self.plan.version_ids.id, False)
        self.assertEqual(found["summary"], "Nothing has changed.")
        self.assertEqual(set(self._marks(found).values()), {""})

    def test_changes_by_decisions(self):
        self._approve()
        first = self.plan.version_ids
        plan = self.plan.with_user(self.coordinator)
        decision = self._decide(name="Another one")
        added = plan._change(
            decision,
            add={
                "goal_id": self.goal.id,
                "name": "Extra",
                "metric": "Done / not done",
                "responsible_partner_ids": [Command.set(self.organisation_a.ids)],
                "coordinating_partner_id": self.organisation_a.id,
            },
        )
        plan._change(decision, drop=self.other)
        found = self._compare(first.id, False)
        self.assertEqual(
            self._marks(found),
            {self.action.id: "", added.id: "added", self.other.id: "dropped"},
        )
        self.assertEqual(found["summary"], "Added 1, dropped 1, changed 0.")
        found = self._compare(first.id, first.id)
        self.assertEqual(set(self._marks(found)), {self.action.id, self.other.id})

    def test_versions_are_listed_with_their_decisions(self):
        self._approve()
        [version] = self._grid(self.partner_user)["versions"]
        self.assertEqual(version["number"], 1)
        self.assertEqual(version["decision"], "The plan is approved")

    def test_a_version_keeps_all_of_an_action(self):
        self.action.write(
            {
                "checkpoint_ids": [Command.create({"date": "2050-03-01"})],
                "resource_ids": [
                    Command.create({"partner_id": self.organisation_b.id, "days": 2})
                ],
            }
        )
        self._approve()
        kept = self.plan.version_ids.snapshot["goals"][0]["actions"][0]
        self.assertEqual(kept["coordinating"], self.organisation_a.id)
        self.assertEqual(kept["checkpoints"], ["2050-03-01"])
        self.assertEqual(
            kept["resources"],
            [{"partner": self.organisation_b.id, "days": 2, "euros": 0}],
        )

    def test_whoever_is_gone_keeps_the_name(self):
        gone = self.env["res.partner"].create({"name": "Closed Ltd", "is_company": 1})
        self.action.write(
            {
                "responsible_partner_ids": [Command.set(gone.ids)],
                "coordinating_partner_id": gone.id,
            }
        )
        self._approve()
        self.action._guarded().write(
            {
                "responsible_partner_ids": [Command.set(self.organisation_b.ids)],
                "coordinating_partner_id": self.organisation_b.id,
            }
        )
        key = str(gone.id)
        gone.unlink()
        self.organisation_b.name = "Organisation B, renamed"
        found = self._compare(self.plan.version_ids.id, False)
        self.assertEqual(found["partners"][key], "Closed Ltd")
        self.assertEqual(
            found["partners"][str(self.organisation_b.id)], "Organisation B, renamed"
        )
        self.assertEqual(self._marks(found)[self.action.id], "changed")

    def test_older_versions_stay_readable(self):
        """They kept neither names nor checkpoints: unknown is not changed."""
        self.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        self._approve()
        version = self.plan.version_ids
        old = version.snapshot
        for key in ("partners", "segments"):
            del old[key]
        for action in old["goals"][0]["actions"]:
            for key in ("coordinating", "checkpoints", "resources"):
                del action[key]
        version._guarded().write({"snapshot": old})
        found = self._compare(version.id, False)
        self.assertEqual(found["summary"], "Nothing has changed.")
        self.assertEqual(
            found["partners"][str(self.organisation_a.id)], "Organisation A"
        )
        self._compare(version.id, version.id)

    def test_another_plans_version(self):
        self._approve()
        other = self._create_plan(year=2052)
        with self.assertRefused(UserError, "not kept"):
            other.with_user(self.coordinator).get_comparison(self.plan.version_ids.id)
