# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A worksheet of xlsxwriter's constant-memory mode that writes plain cells quickly.

xlsxwriter lets a program bring its own worksheet class for this. Two things differ:

- cells come a row at a time, already as texts and numbers;
- text is always text. The library takes a text that begins with ``<r>`` and ends with
  ``</r>`` for markup of its own in this mode, and a stranger could damage the file.
"""

import re

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellNumberTuple, CellStringTuple, Worksheet

# What XML or Excel's own escapes would take for something else.
_SPECIAL = re.compile(r"[&<>_\x00-\x08\x0b-\x1f\ufffe\uffff]")


class FastSheet(Worksheet):
    """See the module; made by ``workbook.add_worksheet(name, FastSheet)``.

    >>> import io, openpyxl, xlsxwriter
    >>> target = io.BytesIO()
    >>> book = xlsxwriter.Workbook(target, {"constant_memory": True})
    >>> sheet = book.add_worksheet("Rows", FastSheet)
    >>> sheet.add_row(0, [("<r>=1&2</r>", None), (2.5, None), None, (" x ", None)])
    >>> _ = book.close()
    >>> [cell.value for cell in openpyxl.load_workbook(target)["Rows"][1]]
    ['<r>=1&2</r>', 2.5, None, ' x ']
    """

    def __init__(self):
        super().__init__()
        self._names = {}
        self._styles = {}

    def add_row(self, row, cells):
        """Write the next row.

        :param int row: the number of the row, the first is 0; each once, in order
        :param cells: (text or number, format or None) of each column from the first
            on, or None for an empty cell
        """
        if row > self.previous_row:
            self._write_single_row(row)
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(cells) - 1)
        self.table[row] = {
            column: (CellStringTuple if type(cell[0]) is str else CellNumberTuple)(
                *cell
            )
            for column, cell in enumerate(cells)
            if cell is not None
        }

    def _write_cell(self, row, col, cell):
        kind = type(cell)
        if kind is CellNumberTuple:
            body = f"><v>{cell.number:.16G}</v></c>"
        elif kind is CellStringTuple:
            body = self._text(cell.string)
        else:
            super()._write_cell(row, col, cell)
            return
        name = self._names.get(col) or self._name(col)
        style = self._styles.get(cell.format)
        if style is None:
            style = self._style(cell.format)
        self.fh.write(f'<c r="{name}{row + 1}"{style}{body}')

    def _text(self, text):
        if _SPECIAL.search(text):
            text = self._escape_data(self._escape_control_characters(text))
        keep = (
            ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
        )
        return f' t="inlineStr"><is><t{keep}>{text}</t></is></c>'

    def _name(self, col):
        self._names[col] = xl_col_to_name(col)
        return self._names[col]

    def _style(self, cell_format):
        index = cell_format._get_xf_index() if cell_format else 0
        self._styles[cell_format] = f' s="{index}"' if index else ""
        return self._styles[cell_format]
