# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common_collection import CollectionCommon


@tagged("post_install", "-at_install")
class TestCollectionExcel(CollectionCommon):
    """The form goes out, is filled in, and comes back."""

    def setUp(self):
        super().setUp()
        self._measure(40, year=2025)
        self.round, self.mails = self._open_round()
        self.sheet = self._sheet(self.round)
        self.own = self._sheet(self.round, self.coordinator.partner_id)

    # --------------------------------------------------------------------- the file
    def test_looks_like_a_form(self):
        book = self._take(self.sheet)
        page = book.page("figure")
        self.assertIn("Region A, Region B", page["A1"].value)
        self.assertEqual(
            book.heads(),
            [
                "Indicator",
                "Unit",
                "Region",
                "Year 2025",
                "Year 2026",
                "Where it is from",
                "What it covers",
                "Note",
                "key",
                "was",
            ],
        )
        row = book.row("Advice events", "Region A")
        self.assertEqual(page.cell(row, 4).value, "40")
        self.assertFalse(page.cell(book.row("Advice events", "Region B"), 4).value)
        visible = [page.title for page in book.book if page.sheet_state == "visible"]
        self.assertEqual(visible, ["Figures"])

    def test_one_region_has_no_column_for_it(self):
        heads = self._take(self.own).heads()
        self.assertNotIn("Region", heads)
        self.assertIn("Customer segment", heads)
        self.assertTrue(self._take(self.own).row("Finance", "All together"))
        self.assertIn("Region A", self._take(self.own).page("figure")["A1"].value)

    def test_only_the_answers_may_be_changed(self):
        book = self._take(self.own)
        page = book.page("figure")
        self.assertTrue(page.protection.sheet)
        self.assertFalse(page.protection.autoFilter, "filters work when protected")
        self.assertTrue(page.auto_filter.ref)
        row = book.row("Satisfied")
        columns = book.columns("figure")
        for name, place in columns.items():
            is_open = name in ("value", "source", "coverage", "note")
            self.assertEqual(page.cell(row, place).protection.locked, not is_open, name)
        self.assertTrue(page.cell(row, 1).protection.locked)
        hidden = [
            place
            for dimension in page.column_dimensions.values()
            if dimension.hidden
            for place in range(dimension.min, dimension.max + 1)
        ]
        self.assertEqual(hidden, [columns["key"], columns["was"]])

    def test_cells_are_checked_while_filled_in(self):
        book = self._take(self.own)
        page = book.page("figure")
        rules = {
            page.cell(*place).coordinate: rule
            for rule in page.data_validations.dataValidation
            for ranged in rule.sqref.ranges
            for place in ranged.cells
        }
        for words, kind, least, most in (
            (("Satisfied",), "decimal", "0", "100"),
            (("Grade",), "decimal", "1", "4"),
            (("Finance", self.segments[0].name), "decimal", "0", None),
        ):
            rule = rules[book.at(*words).coordinate]
            self.assertEqual(
                (rule.type, rule.formula1, rule.formula2), (kind, least, most)
            )
        self.assertEqual(rules[book.at("Plan made").coordinate].type, "list")

    def test_in_the_receivers_language(self):
        self.collector.lang = "fi_FI"
        self.indicator.with_context(lang="fi_FI").name = "Neuvonnat"
        self.env["seutuyp.measurement"].search([("value", "=", 40)]).value = 40.5
        book = self._take(self.sheet)
        row = book.row("Neuvonnat", "Region A", "40,5")
        self.assertTrue(row)

    # ---------------------------------------------------------------- there and back
    def test_unchanged(self):
        wizard = self.assertNothing(self.sheet, self._take(self.sheet))
        self.assertIn("No figure has been filled in", wizard.message)

    def test_several_regions(self):
        book = (
            self._take(self.sheet)
            .put("Advice events", "Region A", value=52, source="CRM", coverage="5 of 7")
            .put("Advice events", "Region B", value="1 234,5", note="Tally marks")
        )
        wizard = self._upload(self.sheet, book)
        self.assertEqual(wizard.change_count, 2)
        self.assertEqual(
            set(self._lines(wizard, "new")),
            {
                book.where("Advice events", "Region A"),
                book.where("Advice events", "Region B"),
            },
            "a new figure is named by its own cell",
        )
        self.assertFalse(self._values())
        self.assertEqual(self.sheet.state, "received")
        self._bring(self.sheet, book)
        self.assertEqual(list(self._values().values()), [52])
        self.assertEqual(list(self._values(region=self.region_b).values()), [1234.5])
        row = self.env["seutuyp.measurement"].search(
            [("indicator_id", "=", self.indicator.id), ("value", "=", 52)]
        )
        self.assertEqual(
            (row.source, row.coverage, row.state), ("CRM", "5 of 7", "draft")
        )
        other = self.env["seutuyp.measurement"].search([("value", "=", 1234.5)])
        self.assertEqual((other.source, other.note), (self.round.name, "Tally marks"))
        self.assertEqual(self.sheet.state, "applied")
        self.assertEqual(self.round.response_rate, 50)

    def test_every_kind_of_value(self):
        first, second = self.segments
        book = (
            self._take(self.own)
            .put("Satisfied", value=87.5)
            .put("Grade", value="3,25")
            .put("Plan made", value="Kyllä")
            .put("Finance", first.name, value=0)
            .put("Finance", second.name, value="1 200 €")
        )
        self._bring(self.own, book, self.coordinator)
        for indicator, expected in (
            (self.percent, [87.5]),
            (self.mean, [3.25]),
            (self.yes_no, [1]),
            (self.money, [0, 1200]),
        ):
            self.assertEqual(sorted(self._values(indicator).values()), expected)
        self.assertNothing(self.own, book, self.coordinator)
        again = self._take(self.own)
        self.assertEqual(again.at("Plan made").value, "Yes")
        self.assertEqual(again.at("Finance", first.name).value, 0)
        self.assertNothing(self.own, again, self.coordinator)

    def test_same_file_twice(self):
        book = self._take(self.sheet).put("Advice events", "Region A", value=5).bytes()
        self._bring(self.sheet, book)
        rows = self.env["seutuyp.measurement"].search([])
        wizard = self.assertNothing(self.sheet, book)
        self.assertIn("Nothing changes", wizard.message)
        self.assertEqual(self.env["seutuyp.measurement"].search([]), rows)
        self.assertEqual(len(self.sheet.file_ids), 1)
        self.assertEqual(self.sheet.state, "applied")

    def test_rows_sorted_and_deleted(self):
        book = self._take(self.sheet).put("Advice events", "Region B", value=7)
        page = book.page("figure")
        page.delete_rows(book.row("Advice events", "Region A"))
        wizard = self._bring(self.sheet, book)
        self.assertIn(
            "not in the file",
            wizard.line_ids.filtered(lambda line: line.kind == "note").text,
        )
        self.assertEqual(list(self._values(region=self.region_b).values()), [7])
        self.assertFalse(self._values())

    def test_emptied_and_words_alone(self):
        self._bring(
            self.sheet,
            self._take(self.sheet).put("Advice events", "Region A", value=5),
        )
        book = self._take(self.sheet)
        self.assertEqual(book.at("Advice events", "Region A").value, 5)
        book.put("Advice events", "Region A", value=None)
        book.put("Advice events", "Region B", note="Nobody knows")
        wizard = self.assertNothing(self.sheet, book)
        notes = " ".join(self._lines(wizard, "note").values())
        self.assertIn("Nothing is deleted", notes)
        self.assertIn("Words without a figure", notes)

    # -------------------------------------------------------------------- conflicts
    def test_changed_meanwhile(self):
        book = self._take(self.sheet).put("Advice events", "Region A", value=5)
        row = self._measure(9).with_user(self.coordinator)
        where = book.where("Advice events", "Region A")
        self.assertProblem(self.sheet, book, where, "has been changed to “9”")
        row.value = 5
        self.env.flush_all()
        self.assertNothing(self.sheet, book)

    def test_confirmed_is_corrected_with_its_history(self):
        book = self._take(self.sheet).put("Advice events", "Region A", value=5)
        self._bring(self.sheet, book)
        self.sheet.with_user(self.partner_user).action_confirm()
        row = self.env["seutuyp.measurement"].search([("value", "=", 5)])
        self.assertEqual(row.state, "confirmed")
        book = self._take(self.sheet).put("Advice events", "Region A", value=6)
        wizard = self._upload(self.sheet, book)
        self.assertIn("history", " ".join(self._lines(wizard, "note").values()))
        wizard.action_apply()
        self.assertEqual((row.value, row.state), (6, "confirmed"))
        correction = row.correction_ids
        self.assertEqual((correction.old_value, correction.new_value), (5, 6))
        self.assertEqual(correction.reason, self.sheet.display_name)

    def test_quarters_of_a_year(self):
        quarterly = self._create_indicator(name="Each quarter", frequency="quarter")
        self._choose(indicator=quarterly, collector_id=self.collector.id)
        collection, _mails = self._open_round(
            indicator_ids=[(6, 0, (quarterly | self.indicator).ids)], part="h1"
        )
        sheet = self._sheet(collection)
        days = sheet.question_ids.mapped("date_to")
        self.assertEqual([str(day) for day in days], ["2026-03-31", "2026-06-30"])
        book = self._take(sheet)
        self.assertIn("Period", book.heads())
        book.put("Each quarter", "1.1.2026–31.3.2026", value=3)
        self._bring(sheet, book)

    def test_another_rounds_file(self):
        other, _mails = self._open_round(year=2025)
        book = self._take(self._sheet(other))
        with self.assertRefused(UserError, "This is another form: Collection 2025"):
            self._upload(self.sheet, book)
        with self.assertRefused(UserError, "This is another form"):
            self._upload(self.sheet, self._take(self.own))
