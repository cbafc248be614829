# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Tables written into an Excel file in constant memory. No ORM here.

:class:`Book` goes round an xlsxwriter workbook made with :data:`OPTIONS`. Each table is
a sheet with a frozen heading, a filter, widths and print set-up; its rows are written
as they come and not kept. Dates and numbers are real ones; text is always text,
whatever it begins with. Nothing is cut: a table longer than a sheet goes on on the next
one, and a text longer than a cell stands in whole on a sheet of long texts. The first
sheet says what the file is and what each column means.

>>> import io, openpyxl, xlsxwriter
>>> from datetime import date
>>> target = io.BytesIO()
>>> workbook = xlsxwriter.Workbook(target, OPTIONS)
>>> book = Book(workbook, "Report", ["Of today."])
>>> table = book.table("Plans", [Column("Name"), Column("Decided on", "date"),
...                              Column("Done", "percent", "Mean of the actions.")])
>>> table.add(["=1+1", date(2026, 3, 2), 45.0])
>>> table.add([None, None, None])
>>> book.close(); workbook.close()
>>> sheet = openpyxl.load_workbook(target)["Plans"]
>>> [cell.value for cell in sheet[2]]
['=1+1', datetime.datetime(2026, 3, 2, 0, 0), 0.45]
>>> sheet["A2"].data_type, sheet.freeze_panes, sheet.auto_filter.ref
('s', 'B2', 'A1:C3')
"""

from datetime import UTC, date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from .workbook_sheet import FastSheet

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
# Excel counts a character beyond the basic plane as two.
PART = MAX_TEXT // 2
MAX_NAME = 31
# How many cells of a column are kept ready for its next rows, and how long ones.
KEPT = 1000
KEPT_LENGTH = 200
KINDS = (
    "text",
    "int",
    "year",
    "number",
    "percent",
    "money",
    "date",
    "datetime",
    "yesno",
)
WIDTHS = {
    "text": 28,
    "int": 11,
    "year": 9,
    "number": 13,
    "percent": 11,
    "money": 15,
    "date": 13,
    "datetime": 17,
    "yesno": 11,
}
A4 = 9
TIMEZONE = ZoneInfo("Europe/Helsinki")
# Excel counts days from here; earlier than March 1900 it counts them wrong.
DAY_ZERO = date(1899, 12, 30).toordinal()
FIRST_DAY = date(1900, 3, 1)
# What a program that reads the file as typed in might take for a formula.
FORMULA_MARKS = frozenset("=+-@\t\r\n")
TEXT, WRAPPED, QUOTED, WHOLE, DECIMAL = "text", "wrapped", "quoted", "whole", "decimal"


class Column(NamedTuple):
    """A column: what stands over it, what is in it, what it means, how wide it is.

    :param kind: one of :data:`KINDS`; of ``percent`` the values are 0 to 100
    :param width: in characters; 0 for what suits the kind
    """

    label: str
    kind: str = "text"
    explanation: str = ""
    width: int = 0


class Words(NamedTuple):
    """What the file itself says, in the reader's language."""

    about: str = "About this file"
    sheet: str = "Sheet"
    rows: str = "Rows"
    column: str = "Column"
    meaning: str = "What it means"
    yes: str = "Yes"
    no: str = "No"
    page: str = "Page"
    long_texts: str = "Long texts"
    place: str = "Place"
    part: str = "Part"
    text: str = "Text"
    continued: str = " … [whole on the sheet “{sheet}”, row {row}]"
    day: str = "d mmm yyyy"


class Book:
    """The file: sheets of tables, sums with charts, explanations.

    :param workbook: an ``xlsxwriter.Workbook`` made with :data:`OPTIONS`
    :param str title: what the file is; stands on the first sheet and at the foot of
        each page
    :param lines: sentences under the title
    :param Words words: see there
    :param int max_rows: how many rows a sheet holds; for trying it out
    """

    def __init__(self, workbook, title, lines=(), words=None, max_rows=MAX_ROWS):
        self.workbook = workbook
        self.title = title
        self.lines = list(lines)
        self.words = words or Words()
        self.max_rows = max_rows
        self.tables = []
        self._names = set()
        self._long_texts = None
        self.formats = {
            name: workbook.add_format(shape) for name, shape in self.shapes().items()
        }
        self._about = self.sheet(self.words.about)

    def shapes(self):
        """Return what the cells look like: {name: what ``add_format`` takes}."""
        top = {"valign": "top"}
        day = {"align": "left", **top}
        return {
            "title": {"bold": True, "font_size": 14},
            "head": {
                "bold": True,
                "bg_color": "#E8EEF7",
                "border": 1,
                "text_wrap": True,
                "valign": "top",
            },
            "bold": {"bold": True, **top},
            TEXT: top,
            WRAPPED: {"text_wrap": True, **top},
            QUOTED: {"quote_prefix": True, "text_wrap": True, **top},
            WHOLE: {"num_format": "#,##0", **top},
            "year": {"num_format": "0", **top},
            DECIMAL: {"num_format": "#,##0.00##", **top},
            "percent": {"num_format": "0 %", **top},
            "money": {"num_format": "#,##0.00 [$€-1]", **top},
            "date": {"num_format": self.words.day, **day},
            "datetime": {"num_format": f"{self.words.day} h:mm", **day},
        }

    # -------------------------------------------------------------------- sheets
    def sheet(self, name):
        """Return a new sheet, set up for paper.

        :param str name: is shortened, and numbered if it is taken
        """
        sheet = self.workbook.add_worksheet(self._free_name(name), FastSheet)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        title = self.title.replace("&", "&&")[:120]
        sheet.set_footer(f"&L{title}&C&A&R{self.words.page} &P / &N")
        return sheet

    def _free_name(self, name):
        """Return a name that Excel takes and no other sheet has.

        >>> import io, xlsxwriter
        >>> book = Book(xlsxwriter.Workbook(io.BytesIO(), OPTIONS), "Title")
        >>> [book.sheet("Plans: " + "long " * 9).name for _time in range(2)]
        ['Plans- long long long long long', 'Plans- long long long long (2)']
        """
        name = "".join("-" if char in "[]:*?/\\" else char for char in name)
        name = name.strip("' ") or "–"
        found, number = name[:MAX_NAME].strip("' "), 1
        while found.casefold() in self._names:
            number += 1
            tail = f" ({number})"
            found = name[: MAX_NAME - len(tail)].strip("' ") + tail
        self._names.add(found.casefold())
        return found

    def table(self, name, columns, note=""):
        """Return a new :class:`Table` that rows are added to.

        :param columns: a list of :class:`Column`
        :param str note: what the first sheet says about the table as a whole
        """
        table = Table(self, name, columns, note)
        self.tables.append(table)
        return table

    def close(self):
        """End the tables and write the first sheet; the workbook stays open."""
        for table in self.tables:
            table.end()
        if self._long_texts:
            self._long_texts.end()
        self._write_about()

    def _write_about(self):
        sheet, formats, words = self._about, self.formats, self.words
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 12)
        sheet.set_column(2, 2, 34)
        sheet.set_column(3, 3, 90)
        sheet.add_row(0, [(self.title, formats["title"])])
        row = 1
        for line in self.lines:
            sheet.add_row(row, [(line, formats[TEXT])])
            row += 1
        row += 1
        heads = (words.sheet, words.rows, words.column, words.meaning)
        sheet.add_row(row, [(head, formats["head"]) for head in heads])
        sheet.freeze_panes(row + 1, 0)
        sheet.repeat_rows(row)
        for table in self.tables:
            for cells in table.about():
                row += 1
                sheet.add_row(row, cells)

    def long_text(self, place, text):
        """Keep a text that is too long for a cell; return (sheet, row of its start).

        :param str place: where it belongs, for the reader
        """
        if self._long_texts is None:
            words = self.words
            self._long_texts = Table(
                self,
                words.long_texts,
                [
                    Column(words.place, width=28),
                    Column(words.part, "int"),
                    Column(words.text, width=120),
                ],
            )
        table = self._long_texts
        start = table.row + 1
        for number, first in enumerate(range(0, len(text), PART), 1):
            table.add([place, number, text[first : first + PART]])
        return table.sheet.name, start


class Table:
    """One table of a :class:`Book`, made by :meth:`Book.table`.

    Each row has its own values, also where more differ than cells are kept:

    >>> import io, openpyxl, xlsxwriter
    >>> target = io.BytesIO()
    >>> with xlsxwriter.Workbook(target, OPTIONS) as workbook:
    ...     book = Book(workbook, "Title")
    ...     table = book.table("Rows", [Column("Text"), Column("Half", "number")])
    ...     for number in range(2 * KEPT + 2):
    ...         table.add([f"={number % (KEPT + 1)}", number // 2])
    ...     book.close()
    >>> rows = openpyxl.load_workbook(target)["Rows"].iter_rows(min_row=2)
    >>> all(
    ...     (text.value, text.data_type, half.value)
    ...     == (f"={number % (KEPT + 1)}", "s", number // 2)
    ...     for number, (text, half) in enumerate(rows)
    ... ), len(table._known[0]) <= KEPT
    (True, True)
    """

    def __init__(self, book, name, columns, note=""):
        self.book = book
        self.name = name
        self.columns = columns
        self.note = note
        self.count = 0
        self._writers = [getattr(self, f"_{column.kind}") for column in columns]
        # {value: cell} of each column: what many rows say is made into a cell once.
        self._known = [{} for _column in columns]
        self._begin()

    def _begin(self):
        self.sheet = self.book.sheet(self.name)
        self.row = 1
        self._ended = False
        for number, column in enumerate(self.columns):
            self.sheet.set_column(number, number, column.width or WIDTHS[column.kind])
        self.sheet.freeze_panes(1, 1)
        self.sheet.repeat_rows(0)
        head = self.book.formats["head"]
        self.sheet.add_row(0, [(column.label, head) for column in self.columns])

    def add(self, values):
        """Write one row.

        :param values: one a column; None, or an empty text, for an empty cell. Times
            are UTC, without a zone
        """
        if self.row >= self.book.max_rows:
            self.end()
            self._begin()
        cells = [
            self._make(column, value) if (cell := known.get(value)) is None else cell
            for column, (known, value) in enumerate(
                zip(self._known, values, strict=True)
            )
        ]
        self.sheet.add_cells(self.row, cells)
        self.row += 1
        self.count += 1

    def _make(self, column, value):
        """Return the cell of a value, and keep it for the rows to come if it is short.

        What is kept does not grow with the table.
        """
        if value is None or value == "":
            return self._known[column].setdefault(value, "")
        cell = self.sheet.cell(*self._writers[column](value))
        if len(cell) <= KEPT_LENGTH:
            known = self._known[column]
            if len(known) >= KEPT:
                known.clear()
            known[value] = cell
        return cell

    def end(self):
        """Give the sheet its filter; nothing is added to it afterwards."""
        if not self._ended:
            self.sheet.autofilter(0, 0, max(self.row - 1, 1), len(self.columns) - 1)
            self._ended = True
            for known in self._known:
                known.clear()

    def about(self):
        """Yield the rows of the first sheet that explain this table, as cells."""
        formats = self.book.formats
        yield [
            (self.name, formats["bold"]),
            (self.count, formats[WHOLE]),
            None,
            (self.note, formats[WRAPPED]) if self.note else None,
        ]
        for column in self.columns:
            said = column.explanation
            yield [
                (self.name, formats[TEXT]),
                None,
                (column.label, formats[WRAPPED]),
                (said, formats[WRAPPED]) if said else None,
            ]

    # --------------------------------------------------------------------- cells
    def _text(self, value):
        formats = self.book.formats
        if len(value) > 1000:
            value = self._long(value)
        mark = QUOTED if value[0] in FORMULA_MARKS else WRAPPED
        return value, formats[mark]

    def _long(self, value):
        """Return the text, or its beginning and where the whole stands."""
        value = value.replace("\r\n", "\n")
        if len(value.encode("utf-16-le")) // 2 <= MAX_TEXT:
            return value
        place = f"{self.sheet.name}, {self.row + 1}"
        sheet, row = self.book.long_text(place, value)
        told = self.book.words.continued.format(sheet=sheet, row=row)
        return value[: PART - len(told)] + told

    def _int(self, value):
        return value, self.book.formats[WHOLE]

    def _year(self, value):
        return value, self.book.formats["year"]

    def _number(self, value):
        whole = value == int(value)
        return value, self.book.formats[WHOLE if whole else DECIMAL]

    def _percent(self, value):
        return value / 100, self.book.formats["percent"]

    def _money(self, value):
        return value, self.book.formats["money"]

    def _date(self, value):
        if value < FIRST_DAY:
            return value.isoformat(), self.book.formats[TEXT]
        return value.toordinal() - DAY_ZERO, self.book.formats["date"]

    def _datetime(self, value):
        local = value.replace(tzinfo=UTC).astimezone(TIMEZONE)
        if local.date() < FIRST_DAY:
            return f"{local:%Y-%m-%d %H:%M}", self.book.formats[TEXT]
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        number = local.toordinal() - DAY_ZERO + seconds / 86400
        return number, self.book.formats["datetime"]

    def _yesno(self, value):
        words = self.book.words
        return words.yes if value else words.no, self.book.formats[TEXT]
