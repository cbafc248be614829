# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io
import time
import zipfile

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.seutuyp_planning.tests.common import at

from .common_collection import CollectionCommon

SHEET = "xl/worksheets/sheet1.xml"


def changed(data, parts=None, **replaced):
    """Return a workbook with further parts, and with texts of its parts replaced.

    :param dict parts: name → bytes
    :param replaced: ``sheet``: function of the text of the first sheet
    """
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            content = old.read(item)
            if item.filename == SHEET and "sheet" in replaced:
                content = replaced["sheet"](content.decode()).encode()
            new.writestr(item.filename, content)
        for name, content in (parts or {}).items():
            new.writestr(name, content)
    return target.getvalue()


def many_rows(count, letter):
    """Return what puts so many more rows into a sheet."""

    def put(text):
        rows = "".join(
            f'<row r="{number}"><c r="{letter}{number}"><v>1</v></c></row>'
            for number in range(200, 200 + count)
        )
        return text.replace("</sheetData>", rows + "</sheetData>")

    return put


@tagged("post_install", "-at_install")
class TestCollectionHostile(CollectionCommon):
    """Whatever comes back: a plain sentence, and nothing is saved."""

    def setUp(self):
        super().setUp()
        self.round, _mails = self._open_round()
        self.sheet = self._sheet(self.round, self.coordinator.partner_id)
        self.book = self._take(self.sheet)

    # ------------------------------------------------------------------ whole files
    def test_files(self):
        data = self.book.put("Satisfied", value=5).bytes()
        ods = io.BytesIO()
        with zipfile.ZipFile(ods, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument")
            archive.writestr("content.xml", "<a/>")
        old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        for name, content, text in (
            ("csv", b"name;phone", "not an Excel file"),
            ("empty", b"", "not an Excel file|Choose the filled-in file"),
            ("old", old, "old Excel format"),
            ("password", old + "EncryptedPackage".encode("utf-16-le"), "password"),
            ("ods", ods.getvalue(), "OpenDocument"),
            ("large", b"PK" + b"0" * (21 << 20), "larger than 20 MB"),
            ("broken", data[:2000], "damaged|not an Excel"),
            ("macros", changed(data, {"xl/vbaProject.bin": b"x"}), "macros"),
            (
                "links",
                changed(data, {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
                "values from other files",
            ),
            (
                "bomb",
                changed(data, {"xl/media/a.xml": b"0" * (21 << 20)}),
                "unpacks to far more",
            ),
            (
                "entities",
                changed(
                    data,
                    sheet=lambda text: text.replace(
                        "<worksheet", "<!DOCTYPE a><worksheet", 1
                    ),
                ),
                "declarations",
            ),
            ("other", self._empty_workbook(), "not the form that was sent"),
        ):
            with self.subTest(name=name), self.assertRefused(UserError, text):
                self._upload(self.sheet, content, self.coordinator)
        self.assertFalse(self._values(self.percent))
        self.assertEqual(self.sheet.state, "waiting")

    @staticmethod
    def _empty_workbook():
        target = io.BytesIO()
        openpyxl.Workbook().save(target)
        return target.getvalue()

    def test_a_hundred_thousand_rows(self):
        letter = self.book.at("Satisfied").column_letter
        data = changed(self.book.bytes(), sheet=many_rows(100_000, letter))
        started = time.monotonic()
        with self.assertRefused(UserError, "more than 50000 rows"):
            self._upload(self.sheet, data, self.coordinator)
        self.assertLess(time.monotonic() - started, 20)

    # ------------------------------------------------------------------------ cells
    def test_cells(self):
        for words, column, value, text in (
            (("Satisfied",), "value", "many", "“many” is not a number"),
            (("Satisfied",), "value", "1.5.2026", "“1.5.2026” is not a number"),
            (("Satisfied",), "value", at("2026-05-01 00:00"), "into the date 1.5.2026"),
            (("Satisfied",), "value", -1, "-1 is too small.*0"),
            (("Satisfied",), "value", 101, "101 is too large.*100"),
            (("Satisfied",), "value", "nan", "is not a number"),
            (("Satisfied",), "value", "1e999", "is not a number"),
            (("Grade",), "value", 0, "0 is too small.*1"),
            (("Grade",), "value", 4.5, "4.5 is too large.*4"),
            (("Plan made",), "value", "maybe", "not one of the choices"),
            (("Satisfied",), "value", "=1+1", "no result yet"),
            (("Satisfied",), "value", "#DIV/0!", "not a number|ended in the error"),
            (("Satisfied",), "note", "x" * 2001, "2001 characters"),
            (("Satisfied",), "note", "a_x0001_b", "control characters"),
            (("Satisfied",), "source", at("2026-05-01 00:00"), "into the date"),
        ):
            with self.subTest(value=str(value)[:20], column=column):
                book = self._take(self.sheet).put("Grade", value=2)
                book.put(*words, value=1)
                book.put(*words, **{column: value})
                where = book.where(*words, column=column)
                self.assertProblem(self.sheet, book, where, text, self.coordinator)

    def test_keys(self):
        page = self.book.page("figure")
        first = self.book.row("Satisfied")
        key = self.book.at("Grade", column="key").value
        for value, text in (
            ("abc", "key of this row has been changed"),
            (None, "has no key"),
            ("x" * 500, "key of this row has been changed"),
        ):
            with self.subTest(value=value):
                book = self._take(self.sheet).put("Satisfied", value=3)
                book.put("Satisfied", key=value)
                where = f"{page.title}!A{first}"
                self.assertProblem(self.sheet, book, where, text, self.coordinator)
        book = self._take(self.sheet).put("Satisfied", value=3).put("Grade", value=3)
        book.put("Satisfied", key=key)
        numbers = sorted((first, self.book.row("Grade")))
        where = f"{page.title}!A{numbers[1]}"
        self.assertProblem(self.sheet, book, where, "it was copied", self.coordinator)

    def test_without_the_column_of_keys(self):
        page = self.book.put("Satisfied", value=3).page("figure")
        page.delete_cols(self.book.columns("figure")["key"])
        where = f"{page.title}!A{self.book.first('figure')}"
        self.assertProblem(
            self.sheet,
            self.book,
            where,
            "keys of the rows is missing",
            self.coordinator,
        )

    def test_merged_cells(self):
        page = self.book.put("Satisfied", value=3).page("figure")
        cell = self.book.at("Satisfied")
        ref = f"{cell.coordinate}:{cell.column_letter}{cell.row + 1}"
        page.merge_cells(ref)
        self.assertProblem(
            self.sheet, self.book, f"{page.title}!{ref}", "merged", self.coordinator
        )

    def test_formulas_never_go_out(self):
        self.indicator.name = "=HYPERLINK(1)"
        sheet = self._sheet(self.round)
        book = self._take(sheet)
        cell = book.page("figure").cell(book.row("=HYPERLINK(1)", "Region A"), 1)
        self.assertEqual(cell.data_type, "s")

    def test_worked_out_formula_counts(self):
        """What Excel has worked out is a figure like any other."""
        data = self.book.put("Satisfied", value=42).bytes()
        cell = self.book.at("Satisfied").coordinate
        data = changed(
            data,
            sheet=lambda text: text.replace("<v>42</v>", "<f>40+2</f><v>42</v>"),
        )
        self.assertTrue(cell)
        self._bring(self.sheet, data, self.coordinator)
        self.assertEqual(list(self._values(self.percent).values()), [42])

    def test_all_or_nothing(self):
        """A file with one error saves none of its other figures."""
        book = self._take(self.sheet).put("Satisfied", value=3).put("Grade", value=9)
        wizard = self._upload(self.sheet, book, self.coordinator)
        self.assertEqual(wizard.error_count, 1)
        wizard.action_apply()
        self.assertFalse(self._values(self.percent))
        self.assertEqual(self.sheet.state, "received")
        self.assertEqual(self.sheet.file_ids.result, "wrong")
        self.assertIn("too large", self.sheet.file_ids.findings)

    def test_refused_while_saving(self):
        """What the database refuses undoes the whole file, and names the row."""
        book = self._take(self.sheet).put("Satisfied", value=3).put("Grade", value=3)
        wizard = self._upload(self.sheet, book, self.coordinator)
        self.mean.sudo().scale = 2
        wizard.action_apply()
        self.assertEqual(wizard.state, "preview")
        self.assertTrue(wizard.error_count)
        self.assertFalse(self._values(self.percent))
