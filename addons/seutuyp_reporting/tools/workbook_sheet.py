# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A worksheet of xlsxwriter's constant-memory mode that writes plain cells quickly.

xlsxwriter lets a program bring its own worksheet class for this. Two things differ:

- a row comes whole, of cells that :meth:`FastSheet.cell` has made; a cell that stands
  in many rows is made once;
- text is always text. The library takes a text that begins with ``<r>`` and ends with
  ``</r>`` for markup of its own in this mode, and a stranger could damage the file.
"""

import re

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

# What XML or Excel's own escapes would take for something else.
_SPECIAL = re.compile(r"[&<>_\x00-\x08\x0b-\x1f\ufffe\uffff]")


class FastSheet(Worksheet):
    """See the module; made by ``workbook.add_worksheet(name, FastSheet)``.

    >>> import io, openpyxl, xlsxwriter
    >>> target = io.BytesIO()
    >>> book = xlsxwriter.Workbook(target, {"constant_memory": True})
    >>> sheet = book.add_worksheet("Rows", FastSheet)
    >>> sheet.add_row(0, [("<r>=1&2</r>", None), (2.5, None), None, (" x ", None)])
    >>> twice = sheet.cell("=1+1")
    >>> sheet.add_cells(1, [None, twice, twice])
    >>> _ = book.close()
    >>> rows = openpyxl.load_workbook(target)["Rows"].iter_rows()
    >>> [[cell.value for cell in row] for row in rows]
    [['<r>=1&2</r>', 2.5, None, ' x '], [None, '=1+1', '=1+1', None]]
    """

    def __init__(self):
        super().__init__()
        self._names = []
        self._styles = {}

    def add_row(self, row, cells):
        """Write the next row.

        :param int row: the number of the row, the first is 0; each once, in order
        :param cells: (text or number, format or None) of each column from the first
            on, or None for an empty cell
        """
        self.add_cells(row, [cell and self.cell(*cell) for cell in cells])

    def add_cells(self, row, cells):
        """Write the next row.

        :param int row: see :meth:`add_row`
        :param cells: what :meth:`cell` returned, or None, of each column
        """
        width = len(cells)
        self._check_dimensions(row, 0)
        self._check_dimensions(row, width - 1)
        self.previous_row = row
        while len(self._names) < width:
            self._names.append(xl_col_to_name(len(self._names)))
        number = row + 1
        written = [
            f'<c r="{name}{number}{cell}'
            for name, cell in zip(self._names, cells, strict=False)
            if cell
        ]
        self.fh.write(f'<row r="{number}">{"".join(written)}</row>')

    def cell(self, value, cell_format=None):
        """Return a cell of any row and column of this sheet, for :meth:`add_cells`.

        :param value: a text or a number
        :param cell_format: a format of the workbook
        """
        style = self._styles.get(cell_format)
        if style is None:
            style = self._style(cell_format)
        if isinstance(value, str):
            return style + self._text(value)
        return f"{style}><v>{value:.16G}</v></c>"

    def _text(self, text):
        if _SPECIAL.search(text):
            text = self._escape_data(self._escape_control_characters(text))
        keep = (
            ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
        )
        return f' t="inlineStr"><is><t{keep}>{text}</t></is></c>'

    def _style(self, cell_format):
        index = cell_format._get_xf_index() if cell_format else 0
        self._styles[cell_format] = f'" s="{index}"' if index else '"'
        return self._styles[cell_format]
