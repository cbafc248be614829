# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import io

import openpyxl


class Workbook:
    """A plan's Excel in the hands of a person: rows are found by what stands in them.

    ``Workbook(data).put("action", "Train advisers", actual="Done").bytes()``
    """

    def __init__(self, data):
        self.book = openpyxl.load_workbook(io.BytesIO(data))

    def page(self, key):
        return next(page for page in self.book if self._key_row(page, key))

    @staticmethod
    def _key_row(page, key):
        for row in page.iter_rows(min_row=1, max_row=10):
            for cell in row:
                if str(cell.value or "").startswith(f"{key}/"):
                    return cell.row
        return None

    def columns(self, key):
        """Return {column key: number of the column}."""
        page = self.page(key)
        row = page[self._key_row(page, key)]
        marks = [(cell.column, str(cell.value or "")) for cell in row]
        return {
            mark.partition("/")[2]: column
            for column, mark in marks
            if mark.startswith(f"{key}/")
        }

    def first(self, key):
        page = self.page(key)
        return self._key_row(page, key) + 2

    def rows(self, key):
        """Return {text of the naming column: number of the row} of a sheet."""
        page = self.page(key)
        place = self._naming(key)
        return {
            page.cell(number, place).value: number
            for number in range(self.first(key), page.max_row + 1)
            if page.cell(number, place).value
        }

    def _naming(self, key):
        columns = self.columns(key)
        return columns.get("name") or columns["partner_id"]

    def cell(self, key, name, column):
        return self.page(key).cell(self.rows(key)[name], self.columns(key)[column])

    def put(self, key, row, /, **values):
        """Write into the row that is called ``row``."""
        page, number = self.page(key), self.rows(key)[row]
        for column, value in values.items():
            page.cell(number, self.columns(key)[column]).value = value
        return self

    def add(self, key, /, **values):
        """Write a new row below the others."""
        page = self.page(key)
        number = max([self.first(key) - 1, *self.rows(key).values()]) + 1
        for column, value in values.items():
            page.cell(number, self.columns(key)[column]).value = value
        return self

    def bytes(self):
        target = io.BytesIO()
        self.book.save(target)
        return target.getvalue()
