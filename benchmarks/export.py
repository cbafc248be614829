"""The nation's workbook, beside bare xlsxwriter with the same cells and core's export.

All three are made in turns. Bare xlsxwriter gets the cells ready made, and reads
nothing; it is tried in constant memory, as ours, and without.
"""

import gc
import io
import tempfile
import tracemalloc
from types import SimpleNamespace

import xlsxwriter

from odoo import http

from odoo.addons.seutuyp_reporting.tools import workbook
from odoo.addons.web.controllers.export import ExcelExport

from . import clock

BARE = "bare xlsxwriter, constant memory"
BARE_FAST = "bare xlsxwriter"
CORE = "core: list export of the same rows"
OURS = "the nation's workbook"
INDICATORS = 20
YEARS = 5
SIZES = (10_000, 100_000, 1_000_000)


def measure(nation, repeats):
    """Yield figures of the workbook and of what it is compared with."""
    export = Export(nation)
    export.make_measurements(INDICATORS, YEARS)
    cells = export.cells()
    count = sum(len(row) for _name, rows in cells for row in rows)
    tries = {
        BARE: lambda _none: export.bare(cells, workbook.OPTIONS),
        BARE_FAST: lambda _none: export.bare(cells, {}),
        OURS: lambda _none: export.ours(),
        CORE: lambda _none: export.core(),
    }
    nation.env.cr.commit()
    pairs = [(lambda: None, function) for function in tries.values()]
    figures = clock.in_turns(nation.env, pairs, min(repeats, 3))
    found = dict(zip(tries, figures, strict=True))
    for name, against in (
        (BARE, BARE),
        (BARE_FAST, BARE_FAST),
        (CORE, CORE),
        (OURS, BARE),
        (f"{OURS} beside bare xlsxwriter", BARE_FAST),
        (f"{OURS} beside core", CORE),
    ):
        taken = found.get(name) or found[OURS]
        yield clock.Figure("export", name, *taken, count, against)


def memory(nation, size):
    """Return [(cells, peak of memory in MB, size of the file in MB)] of one table.

    Measured inside Python, after a first round that fills what a server keeps anyway.
    """
    export = Export(nation)
    export.make_measurements(100, round(10 * min(size, 1)) or 1)
    table = export.env["seutuyp.export.measurement"]
    width = len(table._readable_columns())
    ids = export.env[table._table_model].search([], order="id").ids
    wanted = {
        cells: ids[cells // width - 1] for cells in SIZES if cells // width <= len(ids)
    }
    export.peak(table, ids[0])
    return [(cells, *export.peak(table, last)) for cells, last in wanted.items()]


class Export:
    """What is made in turns.

    :param nation: the data set
    """

    def __init__(self, nation):
        self.root = nation.env
        reader = nation.users["manager"]
        reader.sudo().group_ids |= nation.env.ref("base.group_allow_export")
        self.env = nation.env(user=reader.id, su=False, context={"lang": "fi_FI"})

    def make_measurements(self, indicators, years):
        """Write values of every region, straight into the table: they are many."""
        env = self.root
        topic = env["seutuyp.indicator.topic"].search([], limit=1) or env[
            "seutuyp.indicator.topic"
        ].create({"code": "X", "name": "Aihe"})
        start = env["seutuyp.indicator"].search_count([("code", "like", "BM%")])
        made = env["seutuyp.indicator"].create(
            [
                {
                    "code": f"BM{number}",
                    "name": f"Mittari {number} & sen nimi",
                    "topic_id": topic.id,
                    "unit": "yritystä",
                }
                for number in range(start, start + indicators)
            ]
        )
        env.flush_all()
        year = env["seutuyp.dated.mixin"]._today().year
        env.cr.execute(
            """
            INSERT INTO seutuyp_measurement
                   (indicator_id, kind, region_id, date_from, date_to, value, source,
                    coverage, state, sharing)
            SELECT indicator.id, indicator.kind, region.id, make_date(year, 1, 1),
                   make_date(year, 12, 31), (region.id * year) %% 977 + 0.5,
                   'Asiakasrekisteri', '5 / 7 organisaatiota', 'confirmed', 'nation'
              FROM seutuyp_indicator indicator, seutuyp_region region,
                   generate_series(%s, %s) year
             WHERE indicator.id = ANY(%s) AND region.active
            """,
            [year - years + 1, year, made.ids],
        )
        env.cr.commit()
        env.cr.execute("ANALYZE seutuyp_measurement")

    # ------------------------------------------------------------------- in turns
    def ours(self):
        """Make the nation's workbook."""
        with tempfile.TemporaryFile() as file:
            book = xlsxwriter.Workbook(file, workbook.OPTIONS)
            self.env["seutuyp.export"]._write(book, self.env["seutuyp.region"])
            book.close()

    def cells(self):
        """Return [(sheet, rows of values)] that the nation's workbook has."""
        sheets = []
        add = workbook.Table.add

        def noted(table, values):
            if not sheets or sheets[-1][0] != table.name:
                sheets.append((table.name, []))
            written = [
                None if value in (None, "") else write(value)
                for write, value in zip(table._writers, values, strict=True)
            ]
            sheets[-1][1].append([cell and cell[0] for cell in written])
            add(table, values)

        workbook.Table.add = noted
        try:
            self.ours()
        finally:
            workbook.Table.add = add
        return sheets

    def bare(self, sheets, options):
        """Write the cells with nothing around them."""
        with tempfile.TemporaryFile() as file:
            book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, **options})
            wrapped = book.add_format({"text_wrap": True, "valign": "top"})
            number = book.add_format({"num_format": "#,##0", "valign": "top"})
            for name, rows in sheets:
                sheet = book.add_worksheet(name)
                for line, row in enumerate(rows):
                    for column, value in enumerate(row):
                        if value is not None:
                            style = wrapped if isinstance(value, str) else number
                            sheet.write(line, column, value, style)
            book.close()

    def core(self):
        """Export the same rows and fields as the list's own export does."""
        http._request_stack.push(SimpleNamespace(env=self.env))
        try:
            for name in self.env["seutuyp.export"]._tables():
                self.core_table(self.env[name])
        finally:
            http._request_stack.pop()

    def core_table(self, table):
        columns = table._readable_columns()
        model = self.env[table._table_model].with_context(active_test=False)
        fields = [
            {
                "name": item.path.replace(".", "/"),
                "type": model._fields[item.field].type,
            }
            for item in columns
        ]
        domain = table._domain(self.env["seutuyp.region"])
        records = model.search(domain, order=table._table_order)
        rows = records.export_data([field["name"] for field in fields])["datas"]
        ExcelExport().from_data(fields, [item.column.label for item in columns], rows)

    # --------------------------------------------------------------------- memory
    def peak(self, table, last):
        """Return (peak MB, MB of the file) of a table up to an id."""
        self.env.invalidate_all()
        gc.collect()
        with tempfile.TemporaryFile() as file:
            tracemalloc.start()
            book = xlsxwriter.Workbook(file, workbook.OPTIONS)
            around = workbook.Book(book, "Memory")
            table._write_rows(around, [("id", "<=", last)])
            around.close()
            book.close()
            _now, peak = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            size = file.seek(0, io.SEEK_END)
        return peak / 1e6, size / 1e6
