# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
from datetime import date

import openpyxl

from odoo.tests import tagged

from odoo.addons.seutuyp_network.tests.counting import queries
from odoo.addons.seutuyp_planning.tests.common import at

from ..export import export_table
from .common import ReportingCommon

HOSTILE = (
    '=HYPERLINK("http://example.com")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "{=1}",
    '<r>=1&"</r>',
    "http://example.com",
    "0012",
    " kept ",
)


class WorkbookCase(ReportingCommon):
    """Makes the files as a role does and reads them back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fi_FI")
        cls.env["res.lang"]._activate_lang("sv_SE")

    def _file(self, level, records, user=None, lang="en_US"):
        """Return the content of the file as the user gets it."""
        self.env.flush_all()
        self.env.invalidate_all()
        user = user or self.coordinator
        reports = self.env["ir.actions.report"].with_user(user).with_context(lang=lang)
        name = f"seutuyp_reporting.report_workbook_{level}"
        content, kind = reports._render_xlsx(name, records.ids, {})
        self.assertEqual(kind, "xlsx")
        return content

    def _book(self, *args, **kw):
        return openpyxl.load_workbook(io.BytesIO(self._file(*args, **kw)))

    def _nation(self, user):
        return self.env["seutuyp.export.wizard"].with_user(user).create({})

    def _rows(self, sheet):
        """Return the rows below the heading as dicts by heading."""
        heads, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(heads, row, strict=True)) for row in rows]

    def _column(self, sheet, head):
        return [row[head] for row in self._rows(sheet)]


@tagged("post_install", "-at_install")
class TestWorkbook(WorkbookCase):
    """The file as Excel reads it: cell by cell."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.measurements = cls.env["seutuyp.measurement"]
        for number, text in enumerate(HOSTILE):
            cls.measurements |= cls._measure(
                number + 0.25, year=2010 + number, note=text, source=text
            )

    def _measurement_sheet(self):
        return self._book("region", self.region_a)["Measurements"]

    def test_sheets(self):
        book = self._book("region", self.region_a)
        self.assertEqual(book.sheetnames[0], "About this file")
        tables = self.env["seutuyp.export"]._tables()
        titles = [self.env[name]._title() for name in tables]
        self.assertEqual(book.sheetnames[-len(titles) :], titles)
        who_sent_whom = self.env["seutuyp.export.referral"]._title()
        for level, places in (
            ("area", self.area_a),
            ("nation", self._nation(self.coordinator)),
        ):
            sheets = self._book(level, places).sheetnames
            self.assertEqual(
                sheets[-len(titles) + 1 :],
                [title for title in titles if title != who_sent_whom],
            )

    def test_every_table_has_heading_filter_and_print_setup(self):
        book = self._book("region", self.region_a)
        for name in self.env["seutuyp.export"]._tables():
            sheet = book[self.env[name]._title()]
            with self.subTest(sheet=sheet.title):
                self.assertEqual(sheet.freeze_panes, "B2")
                width = sheet.max_column
                self.assertEqual(sheet["A1"].font.bold, True)
                first, last = sheet.auto_filter.ref.split(":")
                self.assertEqual(first, "A1")
                self.assertEqual(sheet[last].column, width)
                self.assertGreaterEqual(sheet[last].row, sheet.max_row)
                self.assertEqual(sheet.page_setup.orientation, "landscape")
                self.assertEqual(sheet.print_title_rows, "$1:$1")
                self.assertEqual(sheet.page_setup.fitToHeight, 0)
                self.assertTrue(sheet.oddFooter.right.text)
                self.assertEqual(len(set(sheet[1])), width)
                heads = [cell.value for cell in sheet[1]]
                self.assertEqual(len(set(heads)), width, heads)

    def test_text_stays_text(self):
        sheet = self._measurement_sheet()
        column = [cell.value for cell in sheet[1]].index("Note") + 1
        cells = [sheet.cell(row, column) for row in range(2, sheet.max_row + 1)]
        self.assertFalse({cell.data_type for cell in cells} & {"f", "n"})
        self.assertEqual({cell.value for cell in cells}, set(HOSTILE))
        quoted = {cell.value for cell in cells if cell.quotePrefix}
        self.assertEqual(quoted, {text for text in HOSTILE if text[0] in "=+-@\t"})
        self.assertFalse(sheet._hyperlinks)

    def test_values_are_numbers_and_days(self):
        sheet = self._measurement_sheet()
        heads = [cell.value for cell in sheet[1]]
        row = {head: sheet.cell(2, place) for place, head in enumerate(heads, 1)}
        latest = self.measurements.sorted("date_to")[-1]
        self.assertEqual(row["Value"].value, latest.value)
        self.assertEqual(row["Value"].number_format, "#,##0.00##")
        self.assertEqual(row["Until"].value.date(), latest.date_to)
        self.assertTrue(row["Until"].is_date)
        self.assertEqual(row["Region"].value, "Region A")

    def test_cells_are_those_of_the_records(self):
        rows = self._rows(self._measurement_sheet())
        self.assertEqual(len(rows), len(self.measurements))
        for row, record in zip(
            rows, self.measurements.sorted("date_to", True), strict=True
        ):
            self.assertEqual(
                (row["Value"], row["From"].date(), row["Until"].date(), row["Source"]),
                (record.value, record.date_from, record.date_to, record.source),
            )
            self.assertEqual(row["Indicator"], record.indicator_id.display_name)
            self.assertEqual(row["State"], "Preliminary")

    def test_columns_are_explained(self):
        about = self._book("region", self.region_a)["About this file"]
        rows = list(about.iter_rows(values_only=True))
        told = {(row[0], row[2]): row[3] for row in rows if len(row) > 3}
        coverage = told["Measurements", "Coverage"]
        self.assertIn("5 of 7", coverage)
        self.assertIn("Preliminary; Confirmed", told["Measurements", "State"])
        count = next(row[1] for row in rows if row[:1] == ("Measurements",))
        self.assertEqual(count, len(self.measurements))

    def test_long_texts_stand_in_whole(self):
        text = "Rivi & sarake 😀 " * 5000
        group = self.steering
        self.process.write({"purpose": f"<p>{text}</p>", "approving_body": group.id})
        book = self._book("region", self.region_a)
        parts = self._rows(book["Long texts"])
        self.assertEqual("".join(row["Text"] for row in parts).strip(), text.strip())
        self.assertEqual(parts[0]["Place"], "Processes, 2")
        cell = self._column(book["Processes"], "Basic task")[0]
        self.assertLess(len(cell), 32767)
        self.assertIn("“Long texts”, row 2", cell)

    def test_charts(self):
        self._create_agreement()
        book = self._book("region", self.region_a)
        self.assertTrue(book["Summary"]._charts)

    def test_moments_are_finnish_time(self):
        event = self._create_event(
            self.coordinator.partner_id,
            at("2026-07-01 06:00"),
            at("2026-07-01 08:00"),
            seutuyp_group_id=self.steering.id,
        )
        rows = self._rows(self._book("region", self.region_a)["Meetings"])
        row = next(row for row in rows if row["Meeting"] == event.name)
        self.assertEqual(row["Begins"], at("2026-07-01 09:00"))

    def test_days_of_long_ago(self):
        self.steering.member_ids[0].date_from = date(1899, 5, 1)
        rows = self._rows(self._book("region", self.region_a)["Groups and members"])
        self.assertIn("1899-05-01", [row["Member from"] for row in rows])


@tagged("post_install", "-at_install")
class TestWorkbookReaders(WorkbookCase):
    """Each role finds in the file what it may read, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_agreement(name="Agreement A")
        cls.choice.sharing = "region"
        cls._choose(region=cls.region_b, sharing="region")
        cls._measure(1, note="of A")
        cls._measure(2, region=cls.region_b, note="of B")
        for region in cls.region_a | cls.region_b:
            cls.env["seutuyp.plan"].create({"region_id": region.id, "year": 2026})

    def test_of_the_nation(self):
        expected = {
            "coordinator": ({"Region A"}, {"of A"}),
            "coordinator_b": ({"Region B"}, {"of B"}),
            "partner_user": ({"Region A"}, {"of A"}),
            "area_contact": ({"Region A"}, set()),
            "outsider": (set(), set()),
            "reviewer": ({"Region A", "Region B"}, set()),
            "manager": ({"Region A", "Region B"}, {"of A", "of B"}),
        }
        ours = {"Region A", "Region B"}
        for role, (plans, notes) in expected.items():
            user = getattr(self, role)
            with self.subTest(role=role):
                book = self._book("nation", self._nation(user), user)
                self.assertEqual(
                    ours & set(self._column(book["Plans"], "Region")), plans
                )
                own = {"of A", "of B"} & set(self._column(book["Measurements"], "Note"))
                self.assertEqual(own, notes)

    def test_foreign_region(self):
        book = self._book("region", self.region_a, self.coordinator_b)
        for title in ("Agreements", "Parties", "Plans", "Meetings", "Measurements"):
            self.assertEqual(self._rows(book[title]), [], title)
        self.assertEqual(self._column(book["Regions"], "Region"), ["Region A"])

    def test_own_region_only_of_it(self):
        book = self._book("region", self.region_a, self.manager)
        self.assertEqual(self._column(book["Plans"], "Region"), ["Region A"])
        self.assertEqual(self._column(book["Measurements"], "Note"), ["of A"])

    def test_area(self):
        group = self._create_group(
            kind="area", area_id=self.area_a.id, name="Area group"
        )
        self._create_member(group)
        book = self._book("area", self.area_a, self.area_contact)
        self.assertEqual(self._column(book["Plans"], "Region"), ["Region A"])
        self.assertIn("Area group", self._column(book["Groups and members"], "Group"))
        self.assertEqual(self._column(book["Agreements"], "Name"), ["Agreement A"])


@tagged("post_install", "-at_install")
class TestWorkbookCost(WorkbookCase):
    def _queries(self):
        return queries(self.env, self._file, "region", self.region_a)

    def test_queries_do_not_grow_with_the_rows(self):
        self._measure(1, year=1990)
        few = self._queries()
        for year in range(1991, 2021):
            self._measure(1, year=year)
        self.assertLessEqual(self._queries(), few)

    def test_batches(self):
        rows = self.env["seutuyp.measurement"]
        for year in range(1990, 2020):
            rows |= self._measure(1, year=year)
        table = self.env["seutuyp.export.measurement"]
        self.patch(export_table, "BATCH", 7)
        domain = table._domain(self.region_a)
        batches = [batch.ids for batch in table._batches(domain, ["value"])]
        self.assertEqual([len(ids) for ids in batches], [7, 7, 7, 7, 2])
        self.assertEqual(
            [number for batch in batches for number in batch],
            rows.sorted("date_to", True).ids,
        )
