# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import io
import zipfile
from datetime import date
from unittest.mock import patch

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.seutuyp_network.tools.sheet import write_workbook

from .common import PlanCommon, at
from .plan_workbook import Workbook


class PlanExcelCommon(PlanCommon):
    """The plan with one of each kind of row."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation_b.seutuyp_region_ids = [Command.link(cls.region_a.id)]
        cls.action.write({"action_start": "2050-02-01", "action_end": "2050-06-30"})
        cls.action.checkpoint_ids = [
            Command.create({"date": day}) for day in ("2050-03-01", "2050-05-01")
        ]
        cls.action.resource_ids = [
            Command.create(
                {"partner_id": cls.organisation_a.id, "days": 5, "euros": 120.5}
            )
        ]
        cls.plan.budget_line_ids = [
            Command.create({"partner_id": cls.organisation_a.id, "planned": 120.5})
        ]
        cls.plan.communication_ids = [
            Command.create({"name": "Web", "audience": "Founders", "cost": 300})
        ]

    def _take(self, user=None, plan=None, **context):
        plan = (plan or self.plan).with_user(user or self.coordinator)
        return Workbook(plan.with_context(**context)._excel())

    def _upload(self, data, user=None, plan=None):
        if isinstance(data, Workbook):
            data = data.bytes()
        plan = (plan or self.plan).with_user(user or self.coordinator)
        wizard = self.env[plan.action_bring_excel()["res_model"]]
        wizard = wizard.with_user(user or self.coordinator).create(
            {"plan_id": plan.id, "file": base64.b64encode(data), "filename": "x.xlsx"}
        )
        wizard.action_preview()
        return wizard

    def _bring(self, data, user=None):
        """Let a person preview and confirm; return the wizard."""
        wizard = self._upload(data, user)
        self.assertFalse(wizard.error_count, wizard.line_ids.mapped("text"))
        wizard.action_apply()
        self.assertEqual(wizard.state, "done", wizard.line_ids.mapped("text"))
        self.env.invalidate_all()
        return wizard

    def _lines(self, wizard, kind):
        lines = wizard.line_ids.filtered(lambda line: line.kind == kind)
        return {line.where: line.text for line in lines}

    def assertNothing(self, data, user=None):
        wizard = self._upload(data, user)
        self.assertFalse(wizard.line_ids.mapped("text"))
        self.assertEqual((wizard.error_count, wizard.change_count), (0, 0))
        self.assertIn("Nothing changes", wizard.message)
        return wizard

    def assertProblem(self, data, where, text, user=None):
        """Check the error of one cell, and that nothing can be written then."""
        wizard = self._upload(data, user)
        errors = self._lines(wizard, "error")
        self.assertIn(where, errors)
        self.assertRegex(errors[where], text)
        wizard.action_apply()
        self.assertEqual(wizard.state, "preview")
        return wizard


@tagged("post_install", "-at_install")
class TestPlanExcel(PlanExcelCommon):
    """What goes out, and comes back changed."""

    # --------------------------------------------------------------------- the file
    def test_looks_like_the_form(self):
        book = self._take()
        titles = [page.title for page in book.book if page.sheet_state == "visible"]
        self.assertEqual(
            titles,
            [
                "Goals",
                "Actions",
                "Days and euros",
                "Communication",
                "Budget",
                "Organisations",
            ],
        )
        page = book.page("action")
        self.assertIn("Region A 2050", page["A1"].value)
        head = [cell.value for cell in page[book.first("action") - 1]]
        self.assertEqual(
            head,
            [
                "Goal",
                "Action",
                "Metric",
                "Responsible organisations",
                "Coordinated by",
                "From",
                "Ends on",
                "Checkpoints",
                "How far",
                "Actual",
                "Key",
            ],
        )
        self.assertEqual(page.page_setup.orientation, "landscape")
        self.assertEqual(page.freeze_panes, f"A{book.first('action')}")
        self.assertTrue(page.row_dimensions[book.first("action") - 2].hidden)
        until = book.cell("action", "Interview companies", "action_end")
        self.assertEqual(until.value, at("2050-06-30 00:00"))
        days = book.cell("action", "Interview companies", "checkpoint_ids")
        self.assertEqual(days.value, "1.3.2050; 1.5.2050")
        offered = {str(rule.sqref) for rule in page.data_validations.dataValidation}
        self.assertEqual(len(offered), 4)
        key = book.cell("action", "Interview companies", "key").value
        self.assertNotIn(str(self.action.id), key.split("-"))

    def test_in_the_readers_language(self):
        book = self._take(lang="fi_FI")
        page = book.page("goal")
        field = self.env["ir.model.fields"]._get("seutuyp.plan.goal", "metric")
        label = field.with_context(lang="fi_FI").field_description
        place = book.columns("goal")["metric"]
        self.assertEqual(page.cell(book.first("goal") - 1, place).value, label)

    def test_dropped_actions_stay_out(self):
        self._approve()
        self.plan.with_user(self.coordinator)._change(
            self._decide(name="Not this one"), drop=self.other
        )
        self.assertNotIn("Train advisers", self._take().rows("action"))

    # ---------------------------------------------------------------- there and back
    def test_unchanged(self):
        """Bringing back what was taken changes nothing, for whoever does it."""
        self.action.actual = "First line\r\nsecond line \x0b"
        self.goal.metric = "-"
        book = self._take()
        wizard = self.assertNothing(book)
        self.assertIn("Actions: 0 new, 0 changed, 2 unchanged", wizard.summary)
        self.assertNothing(book, self.partner_user)
        self._approve()
        self.assertNothing(book, self.partner_user)

    def test_long_text(self):
        self.action.actual = "x" * 5000
        book = self._take()
        self.assertNothing(book)
        book.put("action", "Interview companies", actual="y" * 6000)
        self._bring(book)
        self.assertEqual(len(self.action.actual), 6000)

    def test_every_kind_of_cell(self):
        book = (
            self._take()
            .put("goal", "More succession", target="Six", reached="Partly reached")
            .put("goal", "More succession", name="Succession")
            .put(
                "action",
                "Interview companies",
                metric=None,
                responsible_partner_ids="organisation b;Organisation A",
                coordinating_partner_id="Organisation B",
                action_end=at("2050-09-30 00:00"),
                action_start="2050-03-02 00:00:00",
                checkpoint_ids="1.3.2050, 1.9.2050",
                actual_state="Under way",
                actual="Begun",
            )
            .put("resource", "Organisation A", days="6,5", actual_days=2)
            .put("communication", "Web", cost="1 250 €", partner_id="Organisation A")
            .put("budget", "Organisation A", planned=400, note="More")
        )
        kept = self.action.checkpoint_ids[:1]
        wizard = self._upload(book)
        changes = self._lines(wizard, "changed")
        page = book.page("goal").title
        where = book.cell("goal", "Succession", "target").coordinate
        self.assertEqual(changes[f"{page}!{where}"], "Target: – → Six")
        where = book.cell("action", "Interview companies", "metric").coordinate
        self.assertEqual(changes[f"Actions!{where}"], "Metric: Done / not done → –")
        self._bring(book)
        self.assertEqual(self.goal.name, "Succession")
        self.assertEqual((self.goal.target, self.goal.reached), ("Six", "partly"))
        self.assertFalse(self.action.metric)
        both = self.organisation_a | self.organisation_b
        self.assertEqual(self.action.responsible_partner_ids, both)
        self.assertEqual(self.action.coordinating_partner_id, self.organisation_b)
        self.assertEqual(self.action.action_start, date(2050, 3, 2))
        self.assertEqual(self.action.action_end, date(2050, 9, 30))
        days = self.action.checkpoint_ids.sorted("date")
        self.assertEqual(days.mapped("date"), [date(2050, 3, 1), date(2050, 9, 1)])
        self.assertEqual(days[:1], kept, "a checkpoint that stays is not made anew")
        self.assertEqual(self.action.actual_updated_by_id, self.coordinator.partner_id)
        self.assertEqual(self.action.resource_ids.days, 6.5)
        self.assertEqual(self.plan.communication_ids.cost, 1250)
        self.assertEqual(self.plan.budget_line_ids.planned, 400)
        self.assertNothing(book)

    def test_new_rows_once(self):
        """A goal, its action and the action's days come in one file, and only once."""
        segment = self.env["seutuyp.segment"].search([("parent_id", "=", False)])[:1]
        book = (
            self._take()
            .add(
                "goal",
                section="Joint actions by segment",
                segment_id=segment.name,
                name="New goal",
            )
            .add(
                "action",
                goal_id="New goal",
                name="New action",
                responsible_partner_ids="Organisation A",
                checkpoint_ids=at("2050-04-01 00:00"),
            )
            .add("resource", task_id="New action", partner_id="Organisation B", days=3)
            .add("communication", name="Radio", audience="All", cost=50)
            .add("budget", partner_id="Organisation B", planned=0)
        )
        wizard = self._bring(book)
        self.assertIn("Actions: 1 new, 0 changed, 2 unchanged", wizard.summary)
        goal = self.plan.goal_ids.filtered(lambda item: item.name == "New goal")
        self.assertEqual(goal.segment_id, segment)
        self.assertEqual(goal.action_ids.name, "New action")
        self.assertEqual(goal.action_ids.checkpoint_ids.date, date(2050, 4, 1))
        self.assertEqual(goal.action_ids.resource_ids.days, 3)
        self.assertEqual(goal.action_ids.project_id, self.plan.project_id)
        self.assertNothing(book)
        goal.action_ids.metric = "Told later"
        self.assertNothing(book)
        goal.action_ids.checkpoint_ids.unlink()
        place = book.cell("action", "New action", "checkpoint_ids").coordinate
        self.assertProblem(book, f"Actions!{place}", "has this row already")

    def test_rows_out_are_not_deleted(self):
        book = self._take()
        page = book.page("action")
        page.delete_rows(book.rows("action")["Train advisers"])
        self.assertNothing(book)
        number = book.rows("action")["Interview companies"]
        for name, place in book.columns("action").items():
            if name != "key":
                page.cell(number, place).value = None
        wizard = self._upload(book)
        self.assertFalse(wizard.error_count)
        notes = " ".join(self._lines(wizard, "note").values())
        self.assertIn("Nothing is deleted", notes)

    # ------------------------------------------------------------ what people do to it
    def test_sorted_renamed_and_moved(self):
        """Rows in another order, other tabs, columns elsewhere, lines above."""
        book = self._take().put("action", "Train advisers", metric="2 days")
        page = book.page("action")
        first, last = book.first("action"), max(book.rows("action").values())
        width = page.max_column
        table = [
            [page.cell(number, place).value for place in range(1, width + 1)]
            for number in [first - 2, first - 1, *range(last, first - 1, -1)]
        ]
        other = book.book.create_sheet("Meidän työt")
        other.append(["Our own heading"])
        for line in table:
            other.append([None, *reversed(line)])
        book.book.remove(page)
        book.book.remove(book.page("budget"))
        self._bring(book)
        self.assertEqual(self.other.metric, "2 days")
        self.assertEqual(len(self.plan.budget_line_ids), 1)

    def test_dates_as_text_and_foreign_words(self):
        """A file of a Swedish reader, saved elsewhere, brought by a Finnish one."""
        book = self._take(lang="sv_SE")
        book.put(
            "action",
            "Interview companies",
            action_start="2050-02-01",
            action_end="30.6.2050",
        )
        user = self.coordinator
        user.lang = "fi_FI"
        self.assertFalse(self._upload(book).line_ids)
        states = self.env["project.task"]._fields["actual_state"]
        words = dict(states._description_selection(self.env(context={"lang": "sv_SE"})))
        book.put("action", "Interview companies", actual_state=words["done"])
        self._bring(book)
        self.assertEqual(self.action.actual_state, "done")

    def test_namesakes(self):
        """Organisations and goals of one name stay apart."""
        twin = self.organisation_a.copy({"name": "Organisation A"})
        twin.write(
            {
                "company_registry": "2077474-0",
                "seutuyp_region_ids": [Command.set(self.region_a.ids)],
            }
        )
        second = self._create_goal(self.plan)
        self._create_action(second, name="Of the second")
        book = self._take()
        self.assertNothing(book)
        value = book.cell("action", "Of the second", "goal_id").value
        self.assertEqual(value, "More succession (2)")
        place = book.cell("action", "Train advisers", "responsible_partner_ids")
        where = f"Actions!{place.coordinate}"
        place.value = "Organisation A"
        self.assertProblem(book, where, "“Organisation A” fits 2")
        place.value = "Organisation A (2077474-0)"
        book.put("action", "Train advisers", coordinating_partner_id="2077474-0")
        self._bring(book)
        self.assertEqual(self.other.responsible_partner_ids, twin)

    # ---------------------------------------------------------------------- errors
    def test_errors_by_cell(self):
        for key, row, column, value, text in (
            ("action", "Train advisers", "action_end", "soon", "is not a date"),
            ("action", "Train advisers", "goal_id", "Else", "no goal “Else”"),
            ("action", "Train advisers", "actual_state", "Paid", "not one of"),
            ("action", "Train advisers", "checkpoint_ids", "1.1.2051", "outside"),
            (
                "action",
                "Train advisers",
                "responsible_partner_ids",
                "Organisation B; Organisatoin A",
                "Did you mean .*“Organisation A”",
            ),
            (
                "action",
                "Train advisers",
                "responsible_partner_ids",
                "Nowhere",
                "as on the sheet “Organisations”",
            ),
            (
                "action",
                "Train advisers",
                "coordinating_partner_id",
                "Organisation A",
                "not among the responsible",
            ),
            ("action", "Interview companies", "action_end", "1.1.2050", "before"),
            ("goal", "More succession", "section", None, "must be filled in"),
            ("goal", "More succession", "segment_id", "?", "not one of"),
            ("resource", "Organisation A", "days", -1, "negative"),
            ("resource", "Organisation A", "euros", "many", "not a number"),
            ("resource", "Organisation A", "task_id", "None such", "no action"),
            ("budget", "Organisation A", "partner_id", "Nobody", "Organisations"),
            ("goal", "More succession", "key", "abc", "not in the plan"),
        ):
            with self.subTest(column=column, value=value):
                book = self._take()
                cell = book.cell(key, row, column)
                cell.value = value
                where = f"{book.page(key).title}!{cell.coordinate}"
                self.assertProblem(book, where, text)

    def test_segment_of_a_goal(self):
        book = self._take()
        book.put("goal", "More succession", section="Joint actions by segment")
        where = book.cell("goal", "More succession", "segment_id").coordinate
        self.assertProblem(book, f"Goals!{where}", "names its segment")

    def test_copied_row(self):
        book = self._take()
        key = book.cell("action", "Interview companies", "key").value
        book.add("action", goal_id="More succession", name="Copy", key=key)
        number = book.rows("action")["Copy"]
        self.assertProblem(book, f"Actions!A{number}", "it was copied")
        book.put("action", "Copy", key=None)
        self._bring(book)
        self.assertEqual(len(self.plan.action_ids), 3)

    def test_without_the_keys(self):
        book = self._take()
        book.page("action").delete_cols(book.columns("action")["key"])
        first = book.first("action")
        self.assertProblem(book, f"Actions!A{first}", "keys of the rows is missing")

    def test_files_that_cannot_be(self):
        empty = openpyxl.Workbook()
        target = io.BytesIO()
        empty.save(target)
        protected = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode(
            "utf-16-le"
        )
        for data, text in (
            (b"name;phone", "not an Excel file"),
            (protected, "protected by a password"),
            (b"PK" + b"0" * (21 << 20), "larger than 20 MB"),
            (target.getvalue(), "not taken from a plan"),
            (write_workbook([], {}, ("A", ["B"])), "not taken from a plan"),
        ):
            with self.subTest(text=text), self.assertRefused(UserError, text):
                self._upload(data)

    def test_without_the_stamp(self):
        book = self._take()
        book.book.remove(book.book["_file"])
        with self.assertRefused(UserError, "not taken from a plan"):
            self._upload(book)
        book = self._take().put("action", "Train advisers", metric="Else")
        book.book.remove(book.book["_base"])
        where = book.cell("action", "Train advisers", "metric").coordinate
        self.assertProblem(book, f"Actions!{where}", "has been changed to")

    def test_another_plans_file(self):
        following = self._create_plan(year=2051)
        for plan, user in ((following, None), (self.plan, None)):
            other = self.plan if plan == following else following
            with self.assertRefused(UserError, f"another plan: .*{plan.year}"):
                self._upload(self._take(user, plan), user, other)

    # ------------------------------------------------------------------- meanwhile
    def test_changed_meanwhile(self):
        """Nobody's words are written over unseen."""
        book = self._take().put(
            "action", "Interview companies", actual="From Excel", metric="20"
        )
        self.action.with_user(self.partner_user).actual = "By hand"
        where = book.cell("action", "Interview companies", "actual").coordinate
        wizard = self.assertProblem(book, f"Actions!{where}", "From Excel.*By hand")
        self.assertEqual(self.action.metric, "Done / not done")
        self.assertEqual(len(self._lines(wizard, "error")), 1)
        book.put("action", "Interview companies", actual="By hand")
        self._bring(book)
        self.assertEqual((self.action.actual, self.action.metric), ("By hand", "20"))

    def test_what_the_file_left_alone_stays(self):
        book = self._take().put("action", "Train advisers", metric="2 days")
        self.action.with_user(self.partner_user).actual = "By hand"
        self.organisation_b.name = "Organisation New"
        self._bring(book)
        self.assertEqual(self.action.actual, "By hand")
        self.assertEqual(self.other.responsible_partner_ids, self.organisation_b)

    def test_deleted_meanwhile(self):
        book = self._take()
        number = book.rows("action")["Train advisers"]
        self.other.unlink()
        where = book.cell("action", "Train advisers", "key").coordinate
        self.assertProblem(book, f"Actions!{where}", "deleted meanwhile")
        self.assertTrue(number)

    def test_changed_between_preview_and_confirming(self):
        book = self._take().put("action", "Interview companies", actual="From Excel")
        wizard = self._upload(book)
        self.action.with_user(self.partner_user).actual = "By hand"
        wizard.action_apply()
        self.assertEqual(wizard.state, "preview")
        self.assertIn("Nothing was applied", wizard.warning)
        self.assertEqual(self.action.actual, "By hand")

    def test_two_people_confirm_the_same_file(self):
        """Both have seen the preview; the second finds it done."""
        book = self._take().add("action", goal_id="More succession", name="Once")
        first, second = self._upload(book), self._upload(book)
        first.action_apply()
        self.env.invalidate_all()
        second.action_apply()
        self.assertEqual(first.state, "done")
        self.assertEqual(second.state, "preview")
        self.assertEqual(second.change_count, 0)
        names = self.plan.action_ids.mapped("name")
        self.assertEqual(names.count("Once"), 1)

    def test_confirming_locks_the_plan_first(self):
        """What is compared is read after the lock, so nothing slips between."""
        wizard = self._upload(self._take().put("goal", "More succession", target="6"))
        order = []
        importer = type(self.env["seutuyp.plan.import"])
        lock, plan = importer._lock, importer._plan
        with (
            patch.object(importer, "_lock", lambda s: (order.append("lock"), lock(s))),
            patch.object(
                importer,
                "_plan",
                lambda s, data: (order.append("plan"), plan(s, data))[1],
            ),
        ):
            wizard.action_apply()
        self.assertEqual(order, ["lock", "plan"])

    def test_all_or_nothing(self):
        book = self._take().put("goal", "More succession", target="6")
        wizard = self._upload(book)
        refuse = patch.object(
            type(self.env["seutuyp.plan.goal"]), "write", side_effect=UserError("No")
        )
        with refuse:
            wizard.action_apply()
        self.assertEqual(wizard.state, "preview")
        self.assertFalse(self.goal.target)

    # ---------------------------------------------------------------------- rights
    def test_partner_tells_of_its_own_actions(self):
        self._approve()
        book = self._take(self.partner_user)
        book.put("action", "Interview companies", actual="Ten", actual_state="Done")
        book.put("resource", "Organisation A", actual_days=4)
        self._bring(book, self.partner_user)
        self.assertEqual(self.action.actual_state, "done")
        self.assertEqual(self.action.actual_updated_by_id, self.partner_user.partner_id)
        self.assertEqual(self.action.resource_ids.actual_days, 4)
        for key, row, column, value, text in (
            ("action", "Train advisers", "actual", "Mine", "your own organisation"),
            ("action", "Interview companies", "metric", "5", "by the region's coord"),
            ("goal", "More succession", "reached", "Reached", "by the region's coord"),
            ("resource", "Organisation A", "days", 9, "by the region's coord"),
        ):
            with self.subTest(column=column):
                book = self._take(self.partner_user)
                cell = book.cell(key, row, column)
                cell.value = value
                where = f"{book.page(key).title}!{cell.coordinate}"
                self.assertProblem(book, where, text, self.partner_user)
        book = self._take(self.partner_user)
        book.add("action", goal_id="More succession", name="Mine")
        where = f"Actions!A{book.rows('action')['Mine']}"
        self.assertProblem(book, where, "New rows are written by", self.partner_user)

    def test_coordinator_in_an_approved_plan(self):
        self._approve()
        book = self._take()
        book.put("action", "Train advisers", actual="Held")
        book.put("goal", "More succession", reached="Reached")
        book.put("budget", "Organisation A", actual=100)
        book.put("communication", "Web", actual="Open")
        self._bring(book)
        self.assertEqual((self.other.actual, self.goal.reached), ("Held", "yes"))
        book.put("action", "Train advisers", action_end=at("2050-05-05 00:00"))
        where = book.cell("action", "Train advisers", "action_end").coordinate
        wizard = self.assertProblem(
            book, f"Actions!{where}", "“Approved”.*Write “-” back.*Change by a decision"
        )
        self.assertEqual(wizard.error_count, 1)
        book.put("action", "Train advisers", action_end="-")
        self.assertNothing(book)
        book.add("goal", section="process", name="Another")
        where = f"Goals!A{book.rows('goal')['Another']}"
        self.assertProblem(book, where, "a new row needs a decision")

    def test_closed_plan(self):
        self._approve()
        book = self._take()
        self.goal.reached = "yes"
        wizard = self._upload(book.put("action", "Train advisers", actual="Late"))
        self.plan.with_user(self.coordinator).action_close()
        with self.assertRefused(AccessError, "is closed"):
            self._upload(book)
        with self.assertRefused(AccessError, "is closed"):
            wizard.action_apply()

    def test_who_may(self):
        """Readers take their region's plan; who may change nothing brings nothing."""
        self.action.write(
            {
                "responsible_partner_ids": [Command.set(self.organisation_b.ids)],
                "coordinating_partner_id": False,
            }
        )
        self.env.invalidate_all()
        for user in (self.partner_user, self.area_contact, self.reviewer):
            with self.subTest(user=user.login):
                self.assertTrue(self.plan.with_user(user)._excel())
                self.assertFalse(self.plan.with_user(user).may_import)
                with self.assertRefused(AccessError, "Send your Excel"):
                    self.plan.with_user(user).action_bring_excel()
                with self.assertRefused(AccessError, "Send your Excel"):
                    self.env["seutuyp.plan.import.wizard"].with_user(user).create(
                        {"plan_id": self.plan.id}
                    )
        for user in (self.coordinator_b, self.outsider):
            with self.subTest(user=user.login):
                for method in ("_excel", "action_take_excel", "action_bring_excel"):
                    with self.assertRefused(AccessError):
                        getattr(self.plan.with_user(user), method)()

    def test_anothers_wizard(self):
        wizard = self._upload(self._take())
        with self.assertRefused(AccessError):
            wizard.with_user(self.partner_user).read(["file"])
        with self.assertRefused(AccessError):
            wizard.plan_id = self._create_plan(year=2051)

    # ----------------------------------------------------------------------- costs
    def _cost(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        start = self.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.cr.sql_log_count - start

    def _grow(self):
        for number in range(50):
            task = self._create_action(self.goal, name=f"Action {number}")
            task.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
            task.resource_ids = [
                Command.create({"partner_id": self.organisation_a.id, "days": 1})
            ]

    def test_query_counts(self):
        """Taking, looking and comparing cost the same for 2 and for 52 actions."""

        def costs():
            book = self._take()
            for name in book.rows("action"):
                book.put("action", name, actual=f"Told of {name}")
            data, plan = book.bytes(), self.plan.with_user(self.coordinator)

            def compare():
                importer = plan.env["seutuyp.plan.import"]._of(plan)
                self.assertFalse(importer._plan(data).problems)

            for function in (self._take, compare):
                function()
            return self._cost(self._take), self._cost(compare)

        few = costs()
        self._grow()
        many = costs()
        for before, after in zip(few, many, strict=True):
            self.assertLessEqual(after, before)


@tagged("post_install", "-at_install")
class TestPlanExcelDownload(PlanExcelCommon, HttpCase):
    """The button downloads; several plans come in one zip file."""

    def _get(self, user, plans):
        self.env.flush_all()
        self.authenticate(user.login, user.login)
        url = plans.with_user(self.coordinator).action_take_excel()["url"]
        return self.url_open(url)

    def test_download(self):
        answer = self._get(self.coordinator, self.plan)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("2050.xlsx", answer.headers["Content-Disposition"])
        self.assertIn("Train advisers", Workbook(answer.content).rows("action"))
        both = self.plan | self._create_plan(year=2051)
        answer = self._get(self.coordinator, both)
        names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        self.assertEqual(len(names), 2)

    def test_not_ones_own(self):
        self.assertEqual(self._get(self.outsider, self.plan).status_code, 404)
        for ids in ("0", "x", "999999999999", ","):
            answer = self.url_open(f"/seutuyp/plan/excel/{ids}")
            self.assertEqual(answer.status_code, 404)
