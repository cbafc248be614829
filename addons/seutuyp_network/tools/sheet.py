# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Excel files that go out, are filled in and come back. No ORM here.

A :class:`Sheet` lists its :class:`Column` objects. :func:`write_workbook` makes the
file; :func:`read_workbook` reads it back. A hidden row above the headings names sheet
and column in every cell (``organisation/name``), so sheets may be renamed and columns
moved, translated or left out. Above it a sheet may bear lines of its own.

Nothing here speaks to people: what is wrong is a :class:`Problem` with its cell, a
code and values, and a file that cannot be read at all raises :class:`Unreadable` with a
code. The model puts both into words.

An empty cell leaves alone what is there; a hyphen alone empties it. So a row's values
lack the keys of empty cells, and hold None where a hyphen stands. On a sheet whose rows
carry a key of their own (``Sheet.row_key``) people see what is there and take it away,
so there an empty cell empties as well.
"""

import io
import math
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

import openpyxl
import xlsxwriter
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from stdnum.exceptions import ValidationError as NumberError
from stdnum.fi import ytunnus
from xlsxwriter.worksheet import Worksheet

MEBIBYTE = 1 << 20
MAX_FILE = 20 * MEBIBYTE
MAX_UNPACKED = 250 * MEBIBYTE
# Tables of text shrink to a tenth or a thirtieth; a bomb to a thousandth.
MAX_RATIO = 150
RATIO_MATTERS_FROM = 10 * MEBIBYTE
MAX_OTHER_PART = 20 * MEBIBYTE
MAX_PARTS = 1000
MAX_CELLS = 3_000_000
MAX_COLUMNS = 200
MAX_ROWS = 50_000
MAX_SHEET_ROWS = 1_048_576
MAX_TEXT = 2000
KEY_ROWS = 10
SUGGESTED_ROWS = 300
# A form shows so many empty rows below the filled ones.
SPARE_ROWS = 10
LINE_HEIGHT = 15  # points
LETTER_WIDTH = 1.1  # of a column's unit, as words do not fill their lines
CLEAR = ("-", "–", "—")
# What remains possible on a locked sheet, beside filling in.
PROTECTED = {
    "autofilter": True,
    "format_cells": False,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
YES = {"yes", "y", "true", "1", "x", "kyllä", "kylla", "k", "on", "ja", "j"}
NO = {"no", "n", "false", "0", "ei", "e", "nej"}
DATE = re.compile(
    r"(?:(\d{1,2})\.(\d{1,2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2}))(?:[ T]00:00:00)?"
)
EMAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\".]+")
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|_x00(?:0[0-8BbCcEeFf]|1[\dA-Fa-f])_"
)
CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
TEXT_ITEM = re.compile(rb"<(?:\w+:)?si[\s/>]")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*ref\s*=\s*[\"']([A-Z]+\d+:[A-Z]+\d+)")
SHOWN_MERGES = 50
ENCODING = re.compile(rb"^[^>]{0,200}encoding\s*=\s*[\"']([^\"']*)")
READING_ERRORS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    SyntaxError,  # of which lxml's XMLSyntaxError is one
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


class Unreadable(Exception):
    """The file as a whole cannot be read.

    Codes: ``too_big``, ``not_excel``, ``old_excel``, ``open_document``, ``protected``,
    ``bomb``, ``macros``, ``entities``, ``external_links``, ``broken``, ``no_sheet``,
    ``too_many_rows``.
    """

    def __init__(self, code, **values):
        super().__init__(code)
        self.code = code
        self.values = values


class Problem(NamedTuple):
    """What is wrong in one cell: its place, a code and values for the sentence."""

    where: str
    code: str
    values: dict


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    :param kind: ``text``, ``number``, ``date``, ``choice``, ``yes_no``,
        ``business_id``, ``email``, ``reference`` (the name or number of something
        that the model looks up) or ``raw`` (differs from row to row: the model reads it
        with :func:`read_cell`)
    :param choices: for ``choice``: tuples (value, label, other accepted words…)
    :param multiple: several values, separated by semicolons
    :param country_key: for ``business_id``: the column with the country code; a
        number from elsewhere than Finland is not checked
    :param suggest: what is offered beside the cell while anything else may be written:
        words, or another column as ``sheet/column``
    :param info: only shown; reading passes over it
    :param longest: how many characters fit
    :param least: the smallest number that is right
    :param most: the largest
    :param zero: 0 says something else than an empty cell
    :param hidden: people do not see it
    """

    key: str
    label: str
    kind: str = "text"
    required: bool = False
    choices: tuple = ()
    multiple: bool = False
    help: str = ""
    width: int = 20
    country_key: str = ""
    suggest: tuple | str = ()
    info: bool = False
    longest: int = MAX_TEXT
    least: float | None = None
    most: float | None = None
    zero: bool = False
    hidden: bool = False


class Cell(NamedTuple):
    """A value of a ``raw`` column, with the column that says what may stand there."""

    value: object
    column: Column


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``key`` recognises it, ``title`` is what stands on its tab.

    :param intro: lines above the headings, the first one large; few enough that the
        key row stays among the first ``KEY_ROWS``
    :param row_key: the column with the key of the row's record
    :param form: drawn and printed as a form instead of a bare table
    :param locked: only cells to be filled in may be changed; rows are neither added nor
        removed, filters work
    """

    key: str
    title: str
    columns: tuple
    help: str = ""
    intro: tuple = ()
    row_key: str = ""
    form: bool = False
    hidden: bool = False
    locked: bool = False

    def column(self, key):
        return next(column for column in self.columns if column.key == key)


@dataclass
class Row:
    """One filled row as read: values that are fine, and problems with the others."""

    sheet: str
    title: str
    number: int
    letters: dict
    values: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)

    def where(self, key=None):
        """Return the address of a cell, or of the row's first one.

        >>> Row("organisation", "Organisations", 7, {"name": "C"}).where("name")
        'Organisations!C7'
        >>> Row("organisation", "Organisations", 7, {"name": "C"}).where("phone")
        'Organisations!A7'
        """
        return f"{self.title}!{self.letters.get(key, 'A')}{self.number}"

    def blame(self, key, code, **values):
        self.problems.append(Problem(self.where(key), code, values))


@dataclass
class Table:
    """A sheet as read: its rows, and problems with its columns.

    ``emptied`` are rows in which only the row's own key was left.
    """

    key: str
    title: str
    rows: list = field(default_factory=list)
    emptied: list = field(default_factory=list)
    problems: list = field(default_factory=list)


# --------------------------------------------------------------------- one cell
class _Wrong(Exception):
    def __init__(self, code, **values):
        super().__init__(code)
        self.code, self.values = code, values


def read_cell(column, value, country=""):
    """Return what a cell means.

    :param country: what stands in the row's column of the country
    :return: (value, None), or (None, (code, values)) if it cannot be understood

    >>> read_cell(Column("d", "Date", "date"), "2.3.2027")
    (datetime.date(2027, 3, 2), None)
    >>> read_cell(Column("d", "Date", "date"), "31.2.2027")
    (None, ('not_date', {'value': '31.2.2027'}))
    >>> read_cell(Column("n", "Number", "number"), "1 234,5")
    (1234.5, None)
    >>> share = Column("s", "Share", "number", least=0, most=100)
    >>> read_cell(share, 120)
    (None, ('too_large', {'value': '120', 'most': '100'}))
    >>> read_cell(share, datetime(2027, 5, 1))
    (None, ('number_is_date', {'value': '1.5.2027'}))
    >>> read_cell(Column("b", "Business ID", "business_id"), 20774740)
    ('2077474-0', None)
    >>> read_cell(Column("b", "Business ID", "business_id"), "2077474-1")
    (None, ('not_business_id', {'value': '2077474-1'}))
    >>> read_cell(Column("y", "Yes or no", "yes_no"), "Kyllä")
    (True, None)
    >>> kinds = Column("k", "Kind", "choice", choices=(("a", "Apple", "omena"),))
    >>> read_cell(kinds, "OMENA"), read_cell(kinds, "pear")
    (('a', None), (None, ('not_choice', {'value': 'pear', 'choices': 'Apple'})))
    >>> read_cell(Column("r", "Regions", "reference", multiple=True), "A; B;A")
    (('A', 'B'), None)
    >>> days = Column("d", "Days", "date", multiple=True)
    >>> read_cell(days, "2.3.2027, 2027-04-02") == (
    ...     (date(2027, 3, 2), date(2027, 4, 2)), None
    ... )
    True
    >>> read_cell(days, datetime(2027, 3, 2))
    ((datetime.date(2027, 3, 2),), None)
    """
    try:
        if column.multiple:
            found = [_read_one(column, part, country) for part in _parts(column, value)]
            return tuple(dict.fromkeys(found)), None
        return _read_one(column, value, country), None
    except _Wrong as wrong:
        return None, (wrong.code, wrong.values)


def _parts(column, value):
    """Return the values that one cell lists."""
    if column.kind == "date" and isinstance(value, (datetime, date)):
        return [value]
    mark = r"[;,\n]" if column.kind == "date" else ";"
    parts = re.split(mark, _text(value, column.longest))
    return [part.strip() for part in parts if part.strip()]


def _read_one(column, value, country):
    if column.kind == "raw":
        return value
    if column.kind == "number":
        return _within(column, _number(value))
    reader = {
        "date": _date,
        "yes_no": _yes_no,
        "email": _email,
    }.get(column.kind)
    if reader:
        return reader(value)
    text = _text(value, column.longest)
    if column.kind == "choice":
        return _choice(column, text)
    if column.kind == "business_id" and country.upper() in ("", "FI"):
        return _business_id(text)
    return text


def _text(value, longest=MAX_TEXT):
    """Return the text of a cell in the form a person would type it.

    >>> _text(358401234567.0), _text(" a\u00a0b ")
    ('358401234567', 'a b')
    """
    if isinstance(value, (datetime, date)):
        raise _Wrong("text_is_date", value=f"{value.day}.{value.month}.{value.year}")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).replace("\u00a0", " ").strip()
    if CONTROL.search(text):
        raise _Wrong("control")
    if len(text) > longest:
        raise _Wrong("too_long", length=len(text), max=longest)
    if text.startswith("#") and text.rstrip("!?").isupper() and text[-1] in "!?A":
        raise _Wrong("formula_error", value=text)
    return text


def _within(column, number):
    if column.least is not None and number < column.least:
        raise _Wrong("too_small", value=f"{number:g}", least=f"{column.least:g}")
    if column.most is not None and number > column.most:
        raise _Wrong("too_large", value=f"{number:g}", most=f"{column.most:g}")
    return number


def _number(value):
    if isinstance(value, (datetime, date)):
        raise _Wrong("number_is_date", value=f"{value.day}.{value.month}.{value.year}")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    text = _text(value)
    try:
        number = float(text.rstrip("€").replace(" ", "").replace(",", "."))
    except ValueError:
        raise _Wrong("not_number", value=text) from None
    if number != number or number in (float("inf"), float("-inf")):
        raise _Wrong("not_number", value=text)
    return number


def _date(value):
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        text = _text(value)
        match = DATE.fullmatch(text)
        if not match:
            raise _Wrong("not_date", value=text)
        day, month, year, *iso = match.groups()
        parts = (year, month, day) if day else iso
        try:
            value = date(*map(int, parts))
        except ValueError:
            raise _Wrong("not_date", value=text) from None
    if not 1900 < value.year < 2200:
        raise _Wrong("not_date", value=f"{value.day}.{value.month}.{value.year}")
    return value


def _yes_no(value):
    if isinstance(value, bool):
        return value
    word = _text(value).casefold()
    if word in YES or word in NO:
        return word in YES
    raise _Wrong("not_yes_no", value=_text(value))


def _email(value):
    text = _text(value)
    if not EMAIL.fullmatch(text):
        raise _Wrong("not_email", value=text)
    return text


def _choice(column, text):
    for code, *words in column.choices:
        if text.casefold() in (str(word).casefold() for word in (code, *words)):
            return code
    shown = [label for _code, label, *_others in column.choices]
    more = ["…"] if len(shown) > 12 else []
    raise _Wrong("not_choice", value=text, choices=", ".join(shown[:12] + more))


def _business_id(text):
    try:
        return ytunnus.format(ytunnus.validate(text.zfill(8)))
    except NumberError:
        raise _Wrong("not_business_id", value=text) from None


# ---------------------------------------------------------- is the file harmless
def check_file(data):
    """Refuse a file that is no plain Excel workbook, before anything parses it.

    :param data: the bytes
    :return: whether the file has formulas
    :raise Unreadable: says in its code what is wrong

    >>> check_file(b"name;phone")
    Traceback (most recent call last):
    ...
    seutuyp_network_tools.sheet.Unreadable: not_excel
    """
    if len(data) > MAX_FILE:
        raise Unreadable("too_big", max=MAX_FILE // MEBIBYTE)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable("protected" if encrypted else "old_excel")
    if data[:2] != b"PK":
        raise Unreadable("not_excel")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_names(archive, {part.filename for part in parts})
            _check_sizes(parts)
            found = [_check_part(archive, part) for part in parts]
            return any(found)
    except READING_ERRORS as error:
        raise Unreadable("broken") from error
    except RuntimeError as error:  # zipfile's word for a part under a password
        raise Unreadable("protected") from error


def _check_names(archive, names):
    lower = {name.lower().lstrip("/") for name in names}
    if "mimetype" in lower and "content.xml" in lower:
        raise Unreadable("open_document")
    if "xl/workbook.bin" in lower:
        raise Unreadable("old_excel")
    if any(name.endswith("vbaproject.bin") for name in lower):
        raise Unreadable("macros")
    if any("externallinks/" in name for name in lower):
        raise Unreadable("external_links")
    if "[Content_Types].xml" not in names:
        raise Unreadable("not_excel")
    with archive.open("[Content_Types].xml") as stream:
        types = stream.read(MEBIBYTE)
    if b"macroEnabled" in types:
        raise Unreadable("macros")
    if b"spreadsheetml.sheet.main+xml" not in types:
        raise Unreadable("not_excel")


def _check_sizes(parts):
    """Judge by the sizes that the file itself tells; reading holds it to them."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if (
        len(parts) > MAX_PARTS
        or unpacked > MAX_UNPACKED
        or (unpacked > RATIO_MATTERS_FROM and unpacked > MAX_RATIO * packed)
    ):
        raise Unreadable("bomb")
    for part in parts:
        table = "sharedstrings" in part.filename.lower() or "sheets/" in part.filename
        if part.file_size > MAX_OTHER_PART and not table:
            raise Unreadable("bomb")


def _check_part(archive, part):
    """Look through one part of the file; return whether it has formulas."""
    if not part.filename.lower().endswith((".xml", ".rels", ".vml")):
        return False
    cells = in_row = 0
    formulas = False
    tail = b""
    with archive.open(part) as stream:
        while block := stream.read(MEBIBYTE):
            if not tail:
                _check_encoding(block)
            if b"\x00" in block:
                raise Unreadable("broken")
            # A mark may lie across two blocks; one that lies in the tail alone was
            # seen before.
            text = tail + block
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise Unreadable("entities")
            formulas = formulas or bool(FORMULA.search(text))
            rows = ROW.split(text)
            counts = [len(CELL.findall(row)) for row in rows]
            in_row = counts[-1] + (in_row if len(counts) == 1 else 0)
            cells += sum(counts) + len(TEXT_ITEM.findall(text))
            if max(*counts, in_row) > 20_000 or cells > MAX_CELLS:
                raise Unreadable("bomb")
            tail = text[-16:]
    return formulas


def _check_encoding(block):
    declared = ENCODING.match(block)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise Unreadable("broken")


# ---------------------------------------------------------------------- reading
def read_workbook(data, sheets):
    """Read the filled-in file.

    :param data: the bytes, from anybody
    :param sheets: the sheets that may be in it
    :return: {sheet key: :class:`Table`} of the sheets that are in it
    :raise Unreadable: the file as a whole cannot be read; says why in its code
    """
    formulas = check_file(data)
    known = {sheet.key: sheet for sheet in sheets}
    tables = {}
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        for page in book.worksheets:
            _read_page(page, known, tables)
        if formulas:
            _blame_formulas(data, tables)
    except READING_ERRORS as error:
        raise Unreadable("broken") from error
    if not tables:
        raise Unreadable("no_sheet")
    return tables


def _lines(page):
    # What the file says of its own extent is not to be trusted.
    page.reset_dimensions()
    lines = page.iter_rows(
        max_row=MAX_SHEET_ROWS, max_col=MAX_COLUMNS, values_only=True
    )
    return enumerate(lines, 1)


def _read_page(page, known, tables):
    table, places = None, {}
    for number, line in _lines(page):
        if table is None:
            if number > KEY_ROWS:
                return
            found = _read_keys(page.title, number, line, known)
            if not found:
                continue
            table, places = found
            if table.key in tables:
                tables[table.key].problems.append(
                    Problem(f"{page.title}!A{number}", "twice_sheet", {})
                )
                return
            tables[table.key] = table
            sheet, skip = known[table.key], number + 1
        elif number > skip:
            raw = {
                key: line[place]
                for key, place in places.items()
                if place < len(line) and line[place] not in (None, "")
            }
            if raw and any(str(value).strip() for value in raw.values()):
                if len(table.rows) >= MAX_ROWS:
                    raise Unreadable("too_many_rows", max=MAX_ROWS)
                row = _read_row(table, sheet, number, raw, places)
                left = table.emptied if set(raw) == {sheet.row_key} else table.rows
                left.append(row)
    if table:
        _blame_merged(page, table, skip, places)


def _blame_merged(page, table, head, places):
    """Point at merged cells among the answers: all but the first have lost theirs."""
    found, tail = [], b""
    with page._get_source() as stream:
        while block := stream.read(MEBIBYTE):
            text = tail + block
            found += MERGED.findall(text)
            tail = text[-200:]
    for ref in dict.fromkeys(found):
        left, _top, right, bottom = range_boundaries(ref.decode())
        inside = any(left <= place + 1 <= right for place in places.values())
        if inside and bottom > head and len(table.problems) < SHOWN_MERGES:
            where = f"{table.title}!{ref.decode()}"
            table.problems.append(Problem(where, "merged_cells", {}))


def _read_keys(title, number, line, known):
    """Return table and places if this line is a key row of a known sheet."""
    marks = [
        (place, *str(value).strip().split("/", 1))
        for place, value in enumerate(line)
        if isinstance(value, str) and value.count("/") == 1
    ]
    key = next((key for _place, key, _name in marks if key in known), None)
    if key is None:
        return None
    table, places = Table(key, title), {}
    names = {column.key for column in known[key].columns if not column.info}
    for place, of_sheet, name in marks:
        where = f"{title}!{get_column_letter(place + 1)}{number}"
        if of_sheet != key or name not in names:
            table.problems.append(Problem(where, "unknown_column", {"value": name}))
        elif name in places:
            table.problems.append(Problem(where, "twice_column", {"value": name}))
        else:
            places[name] = place
    for column in known[key].columns:
        if column.required and column.key not in places:
            table.problems.append(
                Problem(f"{title}!A{number}", "no_column", {"column": column.label})
            )
    return table, places


def _read_row(table, sheet, number, raw, places):
    letters = {key: get_column_letter(place + 1) for key, place in places.items()}
    row = Row(table.key, table.title, number, letters)
    for column in sheet.columns:
        value = raw.get(column.key)
        if isinstance(value, str) and value.strip() in CLEAR:
            if column.required:
                row.blame(column.key, "required", column=column.label)
            else:
                row.values[column.key] = None
        elif value is None or (isinstance(value, str) and not value.strip()):
            if column.required and column.key in places:
                row.blame(column.key, "required", column=column.label)
            elif sheet.row_key and column.key in places:
                row.values[column.key] = None
        else:
            country = str(raw.get(column.country_key) or "").strip()
            meaning, wrong = read_cell(column, value, country)
            if wrong:
                row.blame(column.key, wrong[0], column=column.label, **wrong[1])
            else:
                row.values[column.key] = meaning
    return row


def _blame_formulas(data, tables):
    """Point at formulas that Excel has not worked out: nothing stands in them."""
    by_title = {table.title: table for table in tables.values()}
    values = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=True, keep_links=False
    )
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    for page in book.worksheets:
        if page.title not in by_title:
            continue
        plain = _lines(values[page.title])
        for (number, line), (_number, worked) in zip(_lines(page), plain, strict=False):
            for place, value in enumerate(line):
                if (
                    isinstance(value, str)
                    and value.startswith("=")
                    and (place >= len(worked) or worked[place] is None)
                ):
                    where = f"{page.title}!{get_column_letter(place + 1)}{number}"
                    by_title[page.title].problems.append(Problem(where, "formula", {}))


# ---------------------------------------------------------------------- writing
def write_workbook(sheets, rows=None, instructions=None):
    """Make the file to be filled in.

    :param sheets: :class:`Sheet` objects in the order of the tabs
    :param rows: {sheet key: list of {column key: value}} to begin with
    :param instructions: (title of the tab, lines of text; the first is the heading)
    :return: the bytes
    """
    rows = rows or {}
    target = io.BytesIO()
    # Text stays text: what looks like a formula or a link in a name is not made one.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(target, options)
    formats = _formats(book)
    if instructions:
        _write_instructions(book, formats, *instructions)
    lists = _Lists(sheets)
    pages = [(book.add_worksheet(sheet.title[:31], _Page), sheet) for sheet in sheets]
    for page, sheet in pages:
        _write_sheet(page, sheet, rows.get(sheet.key, []), formats, lists)
    lists.write(book)
    book.close()
    return target.getvalue()


def _formats(book):
    head = {"bold": True, "border": 1, "text_wrap": True}
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#A6A6A6"}
    # What protection leaves open, where a sheet is locked.
    open_cell = {**cell, "locked": False}
    looks = {
        "head": {**head, "bg_color": "#DCE6F1"},
        "must": {**head, "bg_color": "#FFE699"},
        "date": {"num_format": "d.m.yyyy"},
        "text": {"num_format": "@"},
        "number": {},
        "title": {"bold": True, "font_size": 14},
        "wrap": {"text_wrap": True, "valign": "top"},
        "form date": {**open_cell, "num_format": "d.m.yyyy", "align": "left"},
        "form text": {**open_cell, "num_format": "@"},
        "form number": open_cell,
        "form info": {**cell, "num_format": "@", "bg_color": "#F2F2F2"},
        "form answer": {**open_cell, "bg_color": "#FFFFE5"},
        "form key": {"num_format": "@", "font_size": 6, "font_color": "#808080"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


class _Page(Worksheet):
    """A sheet whose rows grow when somebody writes more into them.

    Programs that draw the file without measuring texts need heights; a custom height,
    which is all that xlsxwriter knows, would stay as it is for ever.
    """

    def _xml_start_tag(self, tag, attributes=()):
        if tag == "row":
            attributes = [item for item in attributes if item[0] != "customHeight"]
        return super()._xml_start_tag(tag, attributes)


class _Lists:
    """What may be chosen, on a hidden sheet: a validation holds only 255 characters."""

    def __init__(self, sheets):
        self.sheets = {sheet.key: sheet for sheet in sheets}
        self.columns = []

    def add(self, labels):
        if labels not in self.columns:
            self.columns.append(labels)
        letter = get_column_letter(self.columns.index(labels) + 1)
        return f"='_'!${letter}$1:${letter}${len(labels)}"

    def of_column(self, name):
        """Return where a column of another sheet stands: its rows are offered."""
        key, column = name.split("/")
        sheet = self.sheets[key]
        letter = get_column_letter(sheet.columns.index(sheet.column(column)) + 1)
        title = sheet.title[:31].replace("'", "''")
        first = len(sheet.intro) + 3
        return f"='{title}'!${letter}${first}:${letter}${first + SUGGESTED_ROWS}"

    def write(self, book):  # pylint: disable=method-required-super
        if self.columns:
            page = book.add_worksheet("_")
            page.hide()
            for place, labels in enumerate(self.columns):
                page.write_column(0, place, labels)


def _write_instructions(book, formats, title, lines):
    page = book.add_worksheet(title[:31])
    page.set_column(0, 0, 100)
    page.hide_gridlines(2)
    for number, line in enumerate(lines):
        page.write_string(number, 0, line, formats["wrap" if number else "title"])


def _write_sheet(page, sheet, rows, formats, lists):
    top = len(sheet.intro)
    for number, line in enumerate(sheet.intro):
        page.write_string(number, 0, line, None if number else formats["title"])
    page.set_row(top, None, None, {"hidden": True})
    page.freeze_panes(top + 2, 0)
    page.set_row(top + 1, 32)
    end = top + len(rows) + 1
    for place, column in enumerate(sheet.columns):
        _write_head(page, top, place, sheet, column, formats)
        _write_choices(page, top, place, max(end, 2000), column, lists)
    page.autofilter(top + 1, 0, max(end, top + 1), len(sheet.columns) - 1)
    for number, row in enumerate(rows, top + 2):
        if sheet.form:
            page.set_row(number, LINE_HEIGHT * _lines_of(sheet, row))
        for place, column in enumerate(sheet.columns):
            style = formats[_style(sheet, column)]
            _write_cell(page, number, place, column, row.get(column.key), style)
    _write_rules(page, top, sheet, rows, lists)
    if sheet.form:
        _finish_form(page, sheet, top, end, formats)
    if sheet.locked:
        page.protect("", PROTECTED)
    if sheet.hidden:
        page.hide()


def _lines_of(sheet, row):
    """Return how many lines the fullest cell of a row takes.

    >>> sheet = Sheet("s", "S", (Column("a", "A", width=10), Column("b", "B")))
    >>> _lines_of(sheet, {"a": "twenty-one characters", "b": "two\\nlines"})
    3
    """
    return max(
        sum(
            math.ceil(max(len(part), 1) * LETTER_WIDTH / column.width)
            for part in str(row.get(column.key) or "").split("\n")
        )
        if not isinstance(row.get(column.key), (date, Cell))
        else 1
        for column in sheet.columns
        if column.key != sheet.row_key and not column.hidden
    )


def _style(sheet, column):
    """Return the name of the format of a column's cells."""
    if sheet.form and (column.key == sheet.row_key or column.hidden):
        return "form key"
    if sheet.form and column.info:
        return "form info"
    if sheet.form and column.kind == "raw":
        return "form answer"
    plain = column.kind in ("date", "number") and not column.multiple
    return ("form " if sheet.form else "") + (column.kind if plain else "text")


def _write_head(page, top, place, sheet, column, formats):
    if not column.info:
        page.write_string(top, place, f"{sheet.key}/{column.key}")
    head = formats["must" if column.required else "head"]
    if sheet.form and (column.key == sheet.row_key or column.hidden):
        head = formats["form key"]
    page.write_string(top + 1, place, column.label, head)
    if column.help:
        page.write_comment(top + 1, place, column.help, {"x_scale": 2})
    style = None if sheet.form else formats[_style(sheet, column)]
    if not sheet.form and column.kind in ("choice", "yes_no", "number"):
        style = None
    hidden = {"hidden": True} if column.hidden else None
    page.set_column(place, place, column.width, style, hidden)


def _write_choices(page, top, place, end, column, lists):
    labels = [label for _code, label, *_others in column.choices]
    if labels and not column.multiple:
        rule = {"source": lists.add(labels)}
    elif isinstance(column.suggest, str):
        rule = {"source": lists.of_column(column.suggest), "show_error": False}
    elif column.suggest:
        rule = {"source": lists.add(list(column.suggest)), "show_error": False}
    else:
        return
    page.data_validation(top + 2, place, end, place, {"validate": "list", **rule})


def _write_rules(page, top, sheet, rows, lists):
    """Say of each cell with a column of its own what may stand in it."""
    cells = {}
    for number, row in enumerate(rows, top + 2):
        for place, column in enumerate(sheet.columns):
            if isinstance(value := row.get(column.key), Cell):
                cells.setdefault((place, value.column), []).append(number)
    for (place, column), numbers in cells.items():
        rule = _rule(column, lists)
        runs = [
            f"{get_column_letter(place + 1)}{first + 1}:"
            f"{get_column_letter(place + 1)}{last + 1}"
            for first, last in _runs(numbers)
        ]
        page.data_validation(
            numbers[0],
            place,
            numbers[-1],
            place,
            {
                **rule,
                "error_title": column.label[:32],
                "error_message": column.help[:255],
                "multi_range": " ".join(runs),
            },
        )


def _rule(column, lists):
    """Return what Excel checks while a cell is filled in."""
    if column.choices:
        labels = [label for _code, label, *_others in column.choices]
        return {"validate": "list", "source": lists.add(labels)}
    if column.most is None:
        return {"validate": "decimal", "criteria": ">=", "value": column.least or 0}
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": column.least or 0,
        "maximum": column.most,
    }


def _runs(numbers):
    """Return the first and last of each run of numbers.

    >>> _runs([1, 2, 3, 7])
    [(1, 3), (7, 7)]
    """
    found = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _finish_form(page, sheet, top, end, formats):
    """Draw some empty rows, and print everything but the keys, across the page."""
    spare = SPARE_ROWS if sheet.row_key and not sheet.locked else 0
    for number in range(end + 1, end + 1 + spare):
        for place, column in enumerate(sheet.columns):
            page.write_blank(number, place, None, formats[_style(sheet, column)])
    last = max(
        place
        for place, column in enumerate(sheet.columns)
        if column.key != sheet.row_key and not column.hidden
    )
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top + 1)
    page.print_area(0, 0, end, last)
    page.set_footer("&L&A&R&P / &N")


def _write_cell(page, number, place, column, value, style):
    if isinstance(value, Cell):
        value, column = value
    if value is None or value is False or value == "":
        if style.bottom:
            page.write_blank(number, place, None, style)
    elif column.kind == "date" and not column.multiple:
        page.write_datetime(number, place, value, style)
    elif column.kind == "number":
        page.write_number(number, place, value, style)
    else:
        page.write_string(number, place, str(value), style)
