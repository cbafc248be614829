# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.addons.seutuyp_planning.tests.plan_workbook import Workbook

PAGE = "figure"


class FormWorkbook(Workbook):
    """A collector's form in the hands of a person.

    Rows are found by the words that stand in them: ``put("Advice", "Region A",
    value=5)``.
    """

    def row(self, *words):
        """Return the number of the row in which all these words stand."""
        page = self.page(PAGE)
        for number in range(self.first(PAGE), page.max_row + 1):
            texts = [str(cell.value) for cell in page[number]]
            if all(word in texts for word in words):
                return number
        raise KeyError(words)

    def at(self, *words, column="value"):
        """Return a cell."""
        return self.page(PAGE).cell(self.row(*words), self.columns(PAGE)[column])

    def where(self, *words, column="value"):
        cell = self.at(*words, column=column)
        return f"{self.page(PAGE).title}!{cell.coordinate}"

    def put(self, *words, **values):
        for column, value in values.items():
            self.at(*words, column=column).value = value
        return self

    def heads(self):
        """Return the headings in their order."""
        return [cell.value for cell in self.page(PAGE)[self.first(PAGE) - 1]]
