# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
r"""Everything on one person as a file: a page to read, CSV and JSON for programs.

>>> import io, zipfile
>>> data = archive({"res.partner": [{"id": 1, "name": "Maija"}]}, {"asked": "today"})
>>> zipfile.ZipFile(io.BytesIO(data)).namelist()
['data.json', 'res.partner.csv']
>>> data = archive({}, {}, {"lue.html": "<p>ä</p>"})
>>> zipfile.ZipFile(io.BytesIO(data)).read("lue.html").decode()
'<p>ä</p>'
>>> data = archive({"res.partner": [{"id": 1, "name": "Maija"}]}, {})
>>> zipfile.ZipFile(io.BytesIO(data)).read("res.partner.csv").decode("utf-8-sig")
'id;name\r\n1;Maija\r\n'
"""

import csv
import io
import json
import zipfile

# A cell that begins so is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def archive(tables, about, pages=None):
    """Return a zip with pages to read, one JSON file and a CSV file a table.

    :param dict tables: name of a model → list of rows, each a dict of plain values
    :param dict about: what the JSON file says first
    :param dict pages: name of a file → its text
    :return: bytes
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in (pages or {}).items():
            file.writestr(name, text)
        text = json.dumps({**about, "data": tables}, ensure_ascii=False, indent=2)
        file.writestr("data.json", text)
        for name, rows in tables.items():
            file.writestr(f"{name}.csv", table(rows).encode("utf-8-sig"))
    return buffer.getvalue()


def table(rows):
    r"""Return rows as CSV with semicolons, as Finnish spreadsheets read it.

    >>> table([{"a": "=1+1"}, {"a": "x", "b": 2}])
    "a;b\r\n'=1+1;\r\nx;2\r\n"
    """
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: harmless(value) for name, value in row.items()})
    return text.getvalue()


def harmless(value):
    """Return a cell that no spreadsheet runs.

    >>> harmless("-5"), harmless(-5), harmless("Maija")
    ("'-5", -5, 'Maija')
    """
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
