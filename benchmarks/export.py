"""The nation's workbook, beside bare xlsxwriter with the same cells and core's export.

All are made in turns. Bare xlsxwriter gets the cells ready made, with their formats,
and reads nothing; it is tried in constant memory, as ours, and without.
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
BARE_FAST = "bare xlsxwriter, all in memory"
CORE = "core: list export of the same rows"
OURS = "the nation's workbook"
READ = "of which: reading the records"
WRITE = "of which: writing cells that are there"
INDICATORS = 20
YEARS = 5
SIZES = (10_000, 100_000, 1_000_000)


def measure(nation, repeats):
    """Yield figures of the workbook and of what it is compared with."""
    export = Export(nation)
    export.make_measurements(INDICATORS, YEARS)
    tables = export.tables()
    count = sum(len(row) for table in tables for row in table.rows)
    tries = {
        OURS: export.ours,
        BARE: lambda: export.bare(tables, {}),
        BARE_FAST: lambda: export.bare(tables, {"constant_memory": False}),
        CORE: export.core,
        READ: export.read,
        WRITE: lambda: export.write(tables),
    }
    nation.env.cr.commit()
    pairs = [(lambda: None, lambda _none, f=call: f()) for call in tries.values()]
    taken = dict(
        zip(tries, clock.in_turns(nation.env, pairs, min(repeats, 3)), strict=True)
    )
    for name in (BARE, BARE_FAST, CORE):
        yield taken[name].figure("export", name, count=count, against=name)
    for other, more in ((BARE, ""), (BARE_FAST, ", again"), (CORE, ", once more")):
        yield taken[OURS].figure(
            "export", OURS + more, count=count, against=other, beside=taken[other]
        )
    for name in (READ, WRITE):
        yield taken[name].figure(
            "export", name, count=count, against=BARE, beside=taken[BARE]
        )


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


class Noted:
    """A table of our workbook as it was written: its values, and its cells.

    :param table: the ``workbook.Table``
    """

    def __init__(self, table):
        self.book = table.book
        self.name, self.columns = table.name, table.columns
        self.values = []
        heads = [(column.label, "head") for column in table.columns]
        self.rows = [heads]
        self._writers = table._writers
        self._formats = {
            cell_format: name for name, cell_format in table.book.formats.items()
        }

    def add(self, values):
        """Note a row: values as they are, cells as (text or number, format's name)."""
        self.values.append(values)
        self.rows.append(
            [
                None if value in (None, "") else self._cell(write(value))
                for write, value in zip(self._writers, values, strict=True)
            ]
        )

    def _cell(self, cell):
        return cell[0], self._formats[cell[1]]


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

    def read(self):
        """Read all that the workbook holds, and write nothing."""
        add = workbook.Table.add
        workbook.Table.add = lambda table, values: None
        try:
            self.ours()
        finally:
            workbook.Table.add = add

    def write(self, tables):
        """Write values that are there into a workbook like ours."""
        with tempfile.TemporaryFile() as file:
            book = xlsxwriter.Workbook(file, workbook.OPTIONS)
            around = workbook.Book(book, "Written")
            for table in tables:
                target = around.table(table.name, table.columns)
                for values in table.values:
                    target.add(values)
                target.end()
            around.close()
            book.close()

    def tables(self):
        """Return the tables of the nation's workbook, each as :class:`Noted`."""
        noted = {}
        add = workbook.Table.add

        def note(table, values):
            found = noted.setdefault(id(table), Noted(table))
            found.add(values)
            add(table, values)

        workbook.Table.add = note
        try:
            self.ours()
        finally:
            workbook.Table.add = add
        return list(noted.values())

    def bare(self, tables, options):
        """Write the same cells in the same formats with nothing around them."""
        with tempfile.TemporaryFile() as file:
            book = xlsxwriter.Workbook(file, {**workbook.OPTIONS, **options})
            formats = {
                name: book.add_format(shape)
                for name, shape in tables[0].book.shapes().items()
            }
            for table in tables:
                sheet = book.add_worksheet(table.name)
                for line, row in enumerate(table.rows):
                    for column, cell in enumerate(row):
                        if cell is not None:
                            sheet.write(line, column, cell[0], formats[cell[1]])
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
