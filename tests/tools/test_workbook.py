"""A table longer than a sheet goes on on the next one, with nothing lost."""

import io

import openpyxl
import pytest
import xlsxwriter
from lib.tools import load_tool

workbook = load_tool("seutuyp_reporting", "workbook")

LIMIT = 4  # a heading and three rows


def written(rows, limit=LIMIT, texts=()):
    target = io.BytesIO()
    file = xlsxwriter.Workbook(target, workbook.OPTIONS)
    book = workbook.Book(file, "Report", max_rows=limit)
    table = book.table("Plans", [workbook.Column("Number", "int")])
    for number in range(rows):
        table.add([number])
    if texts:
        long = book.table("Texts", [workbook.Column("Text")])
        for text in texts:
            long.add([text])
    book.close()
    file.close()
    return openpyxl.load_workbook(target)


def sheets(book, name):
    return [sheet for sheet in book if sheet.title.split(" (")[0] == name]


@pytest.mark.parametrize(
    ("rows", "expected"), [(0, 1), (1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (30, 10)]
)
def test_sheets_follow_each_other(rows, expected):
    found = sheets(written(rows), "Plans")
    assert len(found) == expected
    assert len({sheet.title for sheet in found}) == expected
    cells = [row[0] for sheet in found for row in sheet.values if row[0] != "Number"]
    assert cells == list(range(rows))


def test_each_sheet_is_a_whole_table():
    for sheet in sheets(written(7), "Plans"):
        assert sheet["A1"].value == "Number"
        assert sheet.max_row <= LIMIT
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.auto_filter.ref == f"A1:A{max(sheet.max_row, 2)}"


def test_the_first_sheet_counts_them_all():
    rows = list(written(7)["About this file"].values)
    assert next(row[1] for row in rows if row[0] == "Plans") == 7


def test_long_texts_are_split_alike():
    text = "long " * 20_000
    book = written(1, texts=[text])
    parts = [row[2] for sheet in sheets(book, "Long texts") for row in sheet.values]
    assert len(sheets(book, "Long texts")) > 1
    assert "".join(part for part in parts if part != "Text") == text


def test_what_excel_holds():
    assert workbook.MAX_ROWS == 2**20
    assert written(1, limit=workbook.MAX_ROWS)["Plans"].max_row == 2
