# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Sums on a sheet of their own, with charts that Excel draws from them. No ORM here.

>>> import io, openpyxl, xlsxwriter
>>> target = io.BytesIO()
>>> workbook = xlsxwriter.Workbook(target, OPTIONS)
>>> book = Book(workbook, "Report")
>>> chart = Chart("Realisation", "Year", ["Per cent"], [("2025", [40]), ("2026", [55])])
>>> add_charts(book, "Summary", [chart])
>>> book.close(); workbook.close()
>>> sheet = openpyxl.load_workbook(target)["Summary"]
>>> [[cell.value for cell in row] for row in sheet["A3:B5"]]
[['Year', 'Per cent'], ['2025', 40], ['2026', 55]]
>>> len(sheet._charts)
1
"""

from typing import NamedTuple

from .workbook import OPTIONS, Book  # noqa: F401  the example above uses them

# Told apart in grey as well: from dark to light.
COLOURS = ("#12395B", "#2E75B6", "#8FB8DE", "#C9CED6", "#F2B84B")
ROW_HEIGHT = 20  # pixels
MIN_ROWS = 15


class Chart(NamedTuple):
    """A small table and how it is drawn.

    :param heads: what each series of numbers is
    :param rows: (label, numbers of the series)
    :param kind: ``column`` or ``bar``
    :param stacked: the series of a label are parts of a whole
    """

    title: str
    label: str
    heads: list
    rows: list
    kind: str = "column"
    stacked: bool = False


def add_charts(book, name, charts):
    """Write the sheet of sums; charts without rows are left out.

    :param Book book: see ``workbook``
    :param charts: a list of :class:`Chart`
    """
    charts = [chart for chart in charts if chart.rows]
    if not charts:
        return
    sheet = book.sheet(name)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 6, 13)
    row = 0
    for chart in charts:
        _write(book, sheet, row + 1, chart)
        _draw(book, sheet, row + 1, chart)
        row += max(len(chart.rows) + 4, MIN_ROWS + 3)


def _write(book, sheet, row, chart):
    formats = book.formats
    sheet.add_row(row, [(chart.title, formats["bold"])])
    heads = [(head, formats["head"]) for head in (chart.label, *chart.heads)]
    sheet.add_row(row + 1, heads)
    for number, (label, values) in enumerate(chart.rows, row + 2):
        cells = [(value, formats["whole"]) for value in values]
        sheet.add_row(number, [(label, formats["text"]), *cells])


def _draw(book, sheet, row, chart):
    shape = {"type": chart.kind}
    if chart.stacked:
        shape["subtype"] = "stacked"
    drawing = book.workbook.add_chart(shape)
    first, last = row + 2, row + 1 + len(chart.rows)
    for number, head in enumerate(chart.heads):
        # The values are given along: viewers that do not reckon show the chart, too.
        drawing.add_series(
            {
                "name": head,
                "categories": [sheet.name, first, 0, last, 0],
                "values": [sheet.name, first, number + 1, last, number + 1],
                "categories_data": [label for label, _values in chart.rows],
                "values_data": [values[number] for _label, values in chart.rows],
                "fill": {"color": COLOURS[number % len(COLOURS)]},
                "border": {"color": "#FFFFFF"},
                "gap": 60,
            }
        )
    drawing.set_title({"name": chart.title, "name_font": {"size": 12}})
    drawing.set_legend(
        {"position": "bottom"} if len(chart.heads) > 1 else {"none": True}
    )
    drawing.set_y_axis(
        {"major_gridlines": {"visible": True, "line": {"color": "#D5DAE1"}}}
    )
    if chart.kind == "bar":
        drawing.set_y_axis({"reverse": True})
    rows = max(len(chart.rows) + 2, MIN_ROWS)
    drawing.set_size({"width": 760, "height": rows * ROW_HEIGHT})
    sheet.insert_chart(row, len(chart.heads) + 2, drawing, {"description": chart.title})
