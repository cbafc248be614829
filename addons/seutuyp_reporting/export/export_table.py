# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from typing import Any, NamedTuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, html2plaintext

from ..tools.workbook import Column

BATCH = 1000
KINDS = {
    "integer": "int",
    "float": "number",
    "monetary": "money",
    "boolean": "yesno",
    "date": "date",
    "datetime": "datetime",
}


class ExportColumn(NamedTuple):
    """A column of the file, the path of the field it shows and how to read it.

    :param read: function of a batch of records that returns a list, a value each
    """

    column: Column
    path: str
    read: Any

    @property
    def field(self):
        """The first field of the path, which is the record's own."""
        return self.path.partition(".")[0]


class ExportTable(models.AbstractModel):
    """One table of the workbook: rows are the records that the user may read.

    A table says its model, order, and how its records belong to regions and areas; and
    its columns, by the paths of fields. Words and explanations come from the fields.
    """

    _name = "seutuyp.export.table"
    _description = "Table of the workbook"

    _table_model = None
    _table_order = "id"
    _table_domain = ()
    _region_path = "region_id"
    _area_path = None

    @api.model
    def _title(self):
        """Return the name of the sheet."""
        return self.env["ir.model"]._get(self._table_model).name

    @api.model
    def _note(self):
        """Return what the first sheet says about the table, or an empty text."""
        return ""

    @api.model
    def _export_columns(self):
        """Return the list of :class:`ExportColumn`, see :meth:`_column`."""
        raise NotImplementedError

    @api.model
    def _charts(self, places):
        """Return charts of the table for the sheet of sums; none unless a table says.

        :param places: see :meth:`_domain`
        :rtype: list of ``workbook_charts.Chart``
        """
        return []

    @api.model
    def _is_of(self, places):
        """Return whether the workbook of these places has this table.

        :param places: see :meth:`_domain`
        """
        return True

    # ---------------------------------------------------------------------- rows
    @api.model
    def _may_read(self):
        return self.env[self._table_model].has_access("read")

    @api.model
    def _domain(self, places):
        """Return the domain of the rows.

        :param places: regions, areas, or any empty records for the nation
        """
        own = Domain(list(self._table_domain))
        if not places:
            return own
        if places._name == "seutuyp.region":
            return own & Domain(self._region_path, "in", places.ids)
        regions = places.region_ids or places.membership_ids.region_id
        here = Domain(self._region_path, "in", regions.ids)
        if self._area_path:
            here |= Domain(self._area_path, "in", places.ids)
        return own & here

    @api.model
    def _write(self, book, places):
        """Add the table to the file, a batch of records at a time.

        :param Book book: see ``tools/workbook.py``
        :param places: see :meth:`_domain`
        """
        self._write_rows(book, self._domain(places))

    @api.model
    def _write_rows(self, book, domain):
        columns = self._readable_columns()
        table = book.table(
            self._title(), [item.column for item in columns], self._note()
        )
        readers = [item.read for item in columns]
        names = list({item.field for item in columns})
        for records in self._batches(domain, names):
            for values in zip(*(read(records) for read in readers), strict=True):
                table.add(values)
        table.end()

    def _readable_columns(self):
        """Leave out what the user's groups may not read."""
        model = self.env[self._table_model]
        return [
            item
            for item in self._export_columns()
            if model._has_field_access(model._fields[item.field], "read")
        ]

    def _batches(self, domain, names):
        """Yield the records in batches, and forget each when it is done.

        The database keeps the place in the list, so that even the ids of a long table
        are never all here.

        :param list names: fields that are read at once
        """
        model = self.env[self._table_model].with_context(active_test=False)
        query = model._search(domain, order=self._table_order)
        if query.is_empty():
            return
        cursor = SQL.identifier("seutuyp_export")
        self.env.execute_query(
            SQL("DECLARE %s NO SCROLL CURSOR FOR %s", cursor, query.select())
        )
        step = SQL("FETCH %s FROM %s", BATCH, cursor)
        while found := self.env.execute_query(step):
            records = model.browse(row[0] for row in found)
            records.fetch(names)
            yield records
            self.env.invalidate_all()
        self.env.execute_query(SQL("CLOSE %s", cursor))

    # ------------------------------------------------------------------- columns
    @api.model
    def _column(self, path, label=None, meaning=None, width=0, kind=None):
        """Return the column of a field.

        :param str path: a field of the table's model, or of a record that it links to,
            such as ``plan_id.year``
        :param str label: the heading; the field's own name if not given
        :param str meaning: the explanation; the field's help, or the words that may
            stand in it, if not given
        :param int width: see ``workbook.Column``
        :param str kind: see ``workbook.Column``; what fits the field if not given
        """
        model = self.env[self._table_model]
        field, read = self._reader(model, path)
        return ExportColumn(
            Column(
                label or field._description_string(self.env),
                kind or KINDS.get(field.type, "text"),
                self._meaning(field) if meaning is None else meaning,
                width,
            ),
            path,
            read,
        )

    def _meaning(self, field):
        told = field._description_help(self.env) or ""
        if not told and field.type == "selection":
            words = [label for _value, label in field._description_selection(self.env)]
            told = self.env._("One of: %(words)s", words="; ".join(words))
        return " ".join(told.split())

    def _reader(self, model, path):
        """Return the field at the end of a path, and a function that reads it.

        The function takes a batch of records and returns a list, a value each. What
        many records link to is read and put into words once a batch.
        """
        name, _dot, rest = path.partition(".")
        field = model._fields[name]
        if not rest:
            return field, self._read_field(field)
        end, inner = self._reader(self.env[field.comodel_name], rest)
        wanted = [rest.partition(".")[0]]

        def read(linked):
            linked.fetch(wanted)  # only these: links lead to wide tables
            return inner(linked)

        return end, lambda records: self._through(records, name, read)

    @api.model
    def _through(self, records, name, inner):
        """Return what ``inner`` reads of the record that each one links to.

        Of what the user may not read nothing is told.
        """
        quick = records.sudo()  # see _cells
        ids = [record[name].id for record in quick]
        linked = quick[name].with_env(records.env)._filtered_access("read")
        values = dict(zip(linked.ids, inner(linked), strict=True))
        return [values.get(key) for key in ids]

    def _read_field(self, field):
        name = field.name
        if field.type == "many2one":
            return lambda records: self._linked_names(records, name)
        if field.relational:
            return lambda records: self._lists(records, name)
        if field.type == "selection":
            labels = dict(field._description_selection(self.env))
            return lambda records: list(map(labels.get, self._cells(records, field)))
        if field.type == "html":
            return lambda records: [
                html2plaintext(value or "").strip()
                for value in self._cells(records, field)
            ]
        if field.type in ("integer", "float", "monetary", "boolean"):
            return lambda records: self._cells(records, field)
        return lambda records: [value or None for value in self._cells(records, field)]

    @api.model
    def _cells(self, records, field):
        """Return the values of a field that was fetched with the user's own rights.

        Whether he may read the field was asked before; the ORM asks again for every
        cell, which on tasks takes longer than all the rest.
        """
        source = records.sudo() if field.store else records
        return source.mapped(field.name)

    @api.model
    def _linked_names(self, records, name):
        quick = records.sudo()  # see _cells
        names = self._names(quick[name])
        return [names.get(record[name].id) for record in quick]

    @api.model
    def _lists(self, records, name):
        quick = records.sudo()  # see _cells
        names = self._names(quick[name])
        return [
            ", ".join(names[key] for key in record[name].ids if names[key])
            for record in quick
        ]

    @api.model
    def _names(self, records):
        """Return {id: name}; as everywhere in Odoo, of all that a row links to.

        Of people the name only: their organisation has a column of its own.
        """
        told = "name" if records._name == "res.partner" else "display_name"
        linked = records.sudo()
        linked.fetch([told])
        return {record.id: record[told] or None for record in linked}
