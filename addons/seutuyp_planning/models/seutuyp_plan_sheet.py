# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.fields import Command

from odoo.addons.seutuyp_network.models.seutuyp_import import Change, New, Step
from odoo.addons.seutuyp_network.tools import cell
from odoo.addons.seutuyp_network.tools.sheet import Column, Sheet

KEY = "key"


class Wrong(Exception):
    """A cell cannot be understood; it has been blamed."""


def replace_days(days, checkpoints):
    """Return the commands that leave exactly ``days``, keeping rows that stay."""
    wanted, there = set(days), set(checkpoints.mapped("date"))
    return [
        *(Command.delete(row.id) for row in checkpoints if row.date not in wanted),
        *(Command.create({"date": day}) for day in sorted(wanted - there)),
    ]


class SeutuypPlanSheet(models.AbstractModel):
    """One sheet of a plan's Excel. A column's key is the field that it shows.

    A row with a key is that record, wherever it stands; a row without one is new. Only
    cells that the file has changed are written; absent rows are left alone.
    """

    _name = "seutuyp.plan.sheet"
    _inherit = ["seutuyp.import.sheet"]
    _description = "Sheet of a plan's Excel"

    # What whoever is responsible tells while an approved plan is carried out.
    _told = frozenset()
    # What the coordinator writes in an approved plan.
    _followed = frozenset()
    # By these fields a new row is recognised when the same file comes again.
    _natural = ()

    @api.model
    def _book(self):
        return self.env.context["seutuyp_plan_book"]

    # -------------------------------------------------------------------- writing
    @api.model
    def _title(self):
        """Return what stands on the tab."""
        raise NotImplementedError

    @api.model
    def _columns(self):
        """Return the columns without the key."""
        raise NotImplementedError

    @api.model
    def _fields_shown(self):
        """Return the columns, made once for all rows."""
        columns = self._book().columns
        if self._import_key not in columns:
            columns[self._import_key] = self._columns()
        return columns[self._import_key]

    @api.model
    def _hint(self):
        """Return how this sheet is filled in, in one line."""
        return ""

    @api.model
    def _records(self):
        """Return the plan's records of this sheet."""
        raise NotImplementedError

    @api.model
    def _shown(self):
        """Return those of them that are written into the file."""
        return self._records()

    @api.model
    def _intro(self):
        plan = self._book().plan
        return (
            self.env._(
                "%(plan)s: %(sheet)s",
                plan=plan.display_name,
                sheet=self._title().lower(),
            ),
            self._hint(),
            self.env._(
                "Bring the file back in the plan: you see every change before it is "
                "made. Rows may be sorted and added; a row taken out is not deleted."
            ),
            self.env._(
                "State of the plan: %(state)s. Leave the narrow last column as it is.",
                state=plan._state_label(),
            ),
        )

    @api.model
    def _sheet(self):
        key = Column(
            KEY,
            self.env._("Key"),
            width=2,
            help=self.env._("Tells which row of the plan this is. Empty: a new one."),
        )
        return Sheet(
            self._import_key,
            self._title(),
            (*self._fields_shown(), key),
            intro=self._intro(),
            row_key=KEY,
            form=True,
        )

    def _column(self, name, kind="text", label=None, **kw):
        """Return the column of a field, with its label and choices."""
        field = self.env[self._import_model]._fields[name]
        if kind == "choice" and "choices" not in kw:
            kw["choices"] = self._choices_of(field)
        if kind == "text":
            kw.setdefault("longest", cell.LONGEST)
        label = label or field._description_string(self.env)
        return Column(name, label, kind, **kw)

    def _partner_column(self, name, **kw):
        book = self._book()
        labels = tuple(book.label(partner) for partner in book.organisations)
        kw = {"width": 26, "suggest": labels, **kw}
        return self._column(name, "reference", **kw)

    @api.model
    def _rows(self):
        """Return the rows to be written."""
        columns = self._fields_shown()
        rows = []
        for record in self._shown():
            cells = self._cells(record, columns)
            row = {
                column.key: cell.written(column, cells[column.key])
                for column in columns
            }
            rows.append({**row, KEY: self._book().key(record)})
        return rows

    def _cells(self, record, columns):
        """Return what the cells of a record say: {column key: value}."""
        return {column.key: self._cell(record, column) for column in columns}

    def _cell(self, record, column):
        value = record[column.key]
        if isinstance(value, models.BaseModel):
            labels = tuple(self._book().label(item) for item in value)
            return labels if column.multiple else "".join(labels)
        return value or None

    # -------------------------------------------------------------------- reading
    @api.model
    def _plan(self, run, table):
        if table.rows and KEY not in table.rows[0].letters:
            run.blame(table.rows[0], None, "no_keys")
            return
        for row in table.emptied:
            run.note(row, None, "emptied")
        columns = [column for column in self._fields_shown() if not column.info]
        records = {self._book().key(record): record for record in self._records()}
        self._announce(run, table, records)
        first = len(run.steps)
        known = set()
        for row in table.rows:
            if row.values.get(KEY):
                known.add(self._plan_known(run, row, records, columns))
        rest = [record for record in records.values() if record not in known]
        twins = self._twins(rest)
        for row in table.rows:
            if not row.values.get(KEY) and not row.problems:
                self._plan_new(run, row, twins, columns)
        run.steps[first:] = sorted(run.steps[first:], key=lambda step: step.row.number)

    def _announce(self, run, table, records):
        """Let the sheets that follow find the rows of this one by name."""
        for record in records.values():
            name = self._book().label(record)
            run.index[self._import_key].add(record.id, plan=name)
        for row in table.rows:
            record = records.get(row.values.get(KEY))
            if record or not row.values.get(KEY):
                target = record.id if record else self._new(row)
                run.index[self._import_key].add(target, file=row.values.get("name"))

    def _new(self, row):
        return New(self._import_key, row.number)

    def _plan_known(self, run, row, records, columns):
        """Compare a row that has a key; return its record, if it is there."""
        record = records.get(row.values[KEY])
        if record is None:
            run.blame(row, KEY, "foreign_key")
            return None
        if not run.claim(row, None, (self._import_key, record.id)):
            return record
        marks = run.marks.get(row.values[KEY], {})
        old = self._cells(record, columns)
        changed = []
        for column in columns:
            if column.key in row.values and self._is_changed(
                run, row, column, marks.get(column.key), record, old[column.key]
            ):
                changed.append(column)
        self._add_changes(run, row, record, changed, old)
        return record

    def _is_changed(self, run, row, column, mark, record, old):
        """Return whether a cell is to be written; blame it if it may not be."""
        new = row.values[column.key]
        found = cell.compare(column, mark, new, old)
        if found == "same":
            return False
        refusal = self._refusal(record, column)
        if not refusal and found == "conflict":
            refusal = "meanwhile"
        if refusal:
            self._blame_cell(run, row, column, refusal, old)
        return not refusal

    def _blame_cell(self, run, row, column, code, old=None):
        run.blame(
            row,
            column.key,
            code,
            column=column.label,
            old=cell.shown(column, old) or "-",
            new=cell.shown(column, row.values[column.key]) or "-",
        )

    def _refusal(self, record, column):
        """Return the code of why the user may not change a cell, or None.

        The models refuse as well; here the cell learns why.
        """
        book = self._book()
        own = column.key in self._told and self._is_own(record)
        if own or (book.is_editor and column.key in self._told | self._followed):
            return None
        if not book.is_editor:
            return "others" if column.key in self._told else "coordinators"
        return None if book.is_open else "decision"

    def _is_own(self, record):
        return False

    def _add_changes(self, run, row, record, changed, old):
        after = {**old, **{column.key: row.values[column.key] for column in changed}}
        values, changes = {}, []
        for column in changed:
            try:
                values[column.key] = self._value(run, row, column, record)
            except Wrong:
                continue
            changes.append(
                Change(
                    column.key,
                    column.label,
                    cell.shown(column, old[column.key]),
                    cell.shown(column, row.values[column.key]),
                )
            )
        if changed:
            self._check_row(run, row, after)
        step = Step(self, row, self._import_model, record.id, values, changes)
        run.steps.append(step)

    # ------------------------------------------------------------------- new rows
    def _twins(self, records):
        """Return {natural key: records} of those that the file names by no key."""
        twins = {}
        for record in records:
            twins.setdefault(self._natural_key(record), []).append(record)
        return twins

    def _natural_key(self, values):
        """Return by what a record, or the values of a new row, is recognised."""
        parts = []
        for name in self._natural:
            value = values[name] if name in values else False  # noqa: SIM401
            if isinstance(value, models.BaseModel):
                value = value.id
            if isinstance(value, str):
                value = " ".join(value.casefold().split())
            parts.append(value or False)
        return tuple(parts)

    def _plan_new(self, run, row, twins, columns):
        filled = [
            column for column in columns if row.values.get(column.key) is not None
        ]
        if not filled:
            return
        values, wrong = self._defaults(), False
        for column in filled:
            try:
                values[column.key] = self._value(run, row, column, None)
            except Wrong:
                wrong = True
        self._check_row(run, row, row.values)
        if wrong:
            return
        alike = twins.get(self._natural_key(values))
        if alike:
            self._plan_twin(run, row, alike.pop(0), filled)
            return
        book = self._book()
        if not book.is_editor:
            run.blame(row, None, "new_coordinators")
        elif not book.is_open:
            run.blame(row, None, "new_decision")
        changes = [
            Change(
                column.key,
                column.label,
                "",
                cell.shown(column, row.values[column.key]),
            )
            for column in filled
        ]
        run.steps.append(
            Step(self, row, self._import_model, self._new(row), values, changes)
        )

    def _plan_twin(self, run, row, record, filled):
        """Take a row without a key for the record that it became before."""
        old = self._cells(record, filled)
        for column in filled:
            new = row.values[column.key]
            if cell.compare(column, None, new, old[column.key]) != "same":
                self._blame_cell(run, row, column, "already_there", old[column.key])
        run.index[self._import_key].add(record.id, file=row.values.get("name"))
        run.steps.append(Step(self, row, self._import_model, record.id, {}, []))

    @api.model
    def _defaults(self):
        """Return the values of a new record that stand in no cell."""
        return {"plan_id": self._book().plan.id}

    # ---------------------------------------------------------------------- cells
    def _value(self, run, row, column, record):
        """Return the value of a cell as the field takes it.

        :raise Wrong: it has been blamed
        """
        value = row.values[column.key]
        if column.kind == "number":
            if (value or 0) < 0:
                self._blame_cell(run, row, column, "negative")
                raise Wrong
            return value or 0.0
        if column.kind == "reference":
            return self._reference(run, row, column, value)
        if column.kind == "text":
            return cell.clean(value) or False
        return value or False

    def _reference(self, run, row, column, value):
        """Return the organisations that a cell names."""
        if column.multiple:
            found = [self._partner(run, row, column, name) for name in value or ()]
            return frozenset(found)
        return self._partner(run, row, column, value) if value else False

    def _partner(self, run, row, column, name):
        book = self._book()
        found = book.find_partners(name)
        if len(found) == 1:
            return found[0].id
        code = "ambiguous" if found else "unknown_partner"
        like = "" if found else ", ".join(f"“{text}”" for text in book.alike(name))
        run.blame(
            row,
            column.key,
            f"{code}_like" if like else code,
            column=column.label,
            value=name,
            count=len(found),
            like=like,
            sheet=self.env["seutuyp.plan.sheet.organisation"]._title(),
        )
        raise Wrong

    def _row_of(self, run, row, column, sheet, code):
        """Return what a cell names of another sheet: id or :class:`New`."""
        name = row.values[column.key]
        if not name:
            return False
        index = run.index[sheet._import_key]
        found = index.find("file", name)
        if len(found) != 1:
            found = index.find("plan", name) or found
        if len(found) == 1:
            return found[0]
        run.blame(
            row,
            column.key,
            "ambiguous" if found else code,
            column=column.label,
            value=name,
            count=len(found),
            sheet=sheet._title(),
        )
        raise Wrong

    def _blame_check(self, run, row, key, code, **values):
        columns = {column.key: column for column in self._fields_shown()}
        run.blame(row, key, code, column=columns[key].label, **values)

    def _check_row(self, run, row, cells):
        """Blame cells that do not go together; the models would refuse the row."""
