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
from html import escape

# A cell that begins so is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
STYLE = (
    "body{font:1rem/1.5 sans-serif;margin:0;color:#1d2430}"
    "main{max-width:48rem;margin:auto;padding:1rem;overflow-wrap:anywhere}"
    "dl{display:grid;grid-template-columns:minmax(8rem,1fr) 3fr;gap:.25rem 1rem}"
    "dt{font-weight:bold}dd{margin:0;white-space:pre-line}"
    "@media(max-width:30rem){dl{display:block}dd{margin-bottom:.5rem}}"
)


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


def page(lang, title, facts, intro, sections):
    """Return everything as one page that a person reads in a browser.

    :param str lang: language of the page, such as ``fi``
    :param str title: of the page
    :param list facts: (label, value) that stand first
    :param list intro: sentences before the rows
    :param list sections: (heading, rows); a row is (its name, [(label, value)])

    >>> text = page("fi", "Tiedot", [("Nimi", "A & B")], ["Näin."],
    ...             [("Linkki", [("Yksi", [("Sivu", "<b>")])])])
    >>> '<html lang="fi">' in text, "<dd>A &amp; B</dd>" in text, "&lt;b&gt;" in text
    (True, True, True)
    """
    parts = [
        f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>\n<body><main>",
        f"<h1>{escape(title)}</h1>",
        described(facts),
        *(f"<p>{escape(sentence)}</p>" for sentence in intro),
    ]
    for heading, rows in sections:
        parts.append(f"<h2>{escape(heading)} ({len(rows)})</h2>")
        for name, words in rows:
            parts += [f"<h3>{escape(name)}</h3>", described(words)]
    return "\n".join([*parts, "</main></body></html>\n"])


def described(pairs):
    """Return labels and values as a list of descriptions, "" without any.

    >>> described([("Nimi", "Maija")])
    '<dl><dt>Nimi</dt><dd>Maija</dd></dl>'
    >>> described([])
    ''
    """
    rows = [f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in pairs]
    return f"<dl>{''.join(rows)}</dl>" if rows else ""
