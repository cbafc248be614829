# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import format_date

from ..tools.workbook import Book, Words
from ..tools.workbook_charts import add_charts


class SeutuypExport(models.AbstractModel):
    """The workbook of regions, of areas or of the nation: which tables it has.

    Each table is a model of its own, see ``seutuyp.export.table``; an addon, or a part
    of this one, adds its table to :meth:`_tables`.
    """

    _name = "seutuyp.export"
    _description = "Workbook of everything"

    @api.model
    def _tables(self):
        """Return the names of the models of the tables, in the order of the sheets."""
        return [
            "seutuyp.export.region",
            "seutuyp.export.agreement",
            "seutuyp.export.party",
            "seutuyp.export.group.member",
            "seutuyp.export.meeting",
            "seutuyp.export.plan",
            "seutuyp.export.action",
            "seutuyp.export.evaluation",
            "seutuyp.export.process",
            "seutuyp.export.service",
            "seutuyp.export.measurement",
        ]

    @api.model
    def _write(self, workbook, places):
        """Fill a workbook with what the user may read.

        :param workbook: an ``xlsxwriter.Workbook`` made with ``workbook.OPTIONS``
        :param places: regions or areas; without any, the nation
        """
        places.check_access("read")
        book = Book(workbook, self._title(places), self._lines(), self._words())
        tables = [self.env[name] for name in self._tables()]
        tables = [
            table for table in tables if table._is_of(places) and table._may_read()
        ]
        charts = [chart for table in tables for chart in table._charts(places)]
        add_charts(book, self.env._("Summary"), charts)
        for table in tables:
            table._write(book, places)
        book.close()

    # --------------------------------------------------------------------- words
    @api.model
    def _title(self, places):
        names = ", ".join(place.display_name for place in places[:5])
        if len(places) > 5:
            names = f"{names} …"
        return names or self.env._("The whole country")

    @api.model
    def _lines(self):
        today = fields.Date.context_today(self.with_context(tz="Europe/Helsinki"))
        day = format_date(self.env, today, date_format="d.M.y")
        return [
            self.env._(
                "As things stood on %(day)s, as far as %(user)s may read them.",
                day=day,
                user=self.env.user.name,
            ),
            self.env._(
                "Each sheet is one table: filter and sort it by its headings. Changes "
                "made here do not come back into the system."
            ),
        ]

    @api.model
    def _words(self):
        finnish = (self.env.lang or "en")[:2] in ("fi", "sv")
        return Words(
            about=self.env._("About this file"),
            sheet=self.env._("Worksheet"),
            rows=self.env._("Rows"),
            column=self.env._("Column"),
            meaning=self.env._("What it means"),
            yes=self.env._("Yes"),
            no=self.env._("No"),
            page=self.env._("Page"),
            long_texts=self.env._("Long texts"),
            place=self.env._("Place"),
            part=self.env._("Part"),
            text=self.env._("Text"),
            continued=self.env._(" … [the whole is on the sheet “{sheet}”, row {row}]"),
            day="d.m.yyyy" if finnish else "d mmm yyyy",
        )
