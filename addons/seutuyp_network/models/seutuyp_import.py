# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import hashlib
import itertools
import json
from collections import defaultdict
from contextlib import suppress
from typing import NamedTuple

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL

from ..tools import sheet as sheets

BATCH = 1000
# A small import is tried out while previewing: then nothing can refuse it later.
TRIED_ROWS = 500
LEAN = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_activity_automation_skip": True,
    "no_reset_password": True,
}
REGIONAL = "seutuyp_region_ids"


class New(NamedTuple):
    """A record that a row of the file will create."""

    sheet: str
    number: int


class Change(NamedTuple):
    """One field of a row: what stands in the system and what in the file."""

    field: str
    label: str
    old: str
    new: str


class Step:
    """What one row of the file does to one record."""

    def __init__(self, part, row, model, target, values, changes):
        self.part, self.row, self.model, self.target = part, row, model, target
        self.values, self.changes = values, changes

    @property
    def kind(self):
        if isinstance(self.target, New):
            return "new"
        return "changed" if self.values else "same"


class Index:
    """Finds records and rows of the file by what people call them."""

    def __init__(self):
        self._targets = defaultdict(dict)

    def add(self, target, **keys):
        for kind, key in keys.items():
            if key:
                self._targets[kind, self._plain(key)][target] = True

    def find(self, kind, key):
        return list(self._targets.get((kind, self._plain(key)), ())) if key else []

    @staticmethod
    def _plain(key):
        return " ".join(key.casefold().split()) if isinstance(key, str) else key


class Refused(Exception):
    """Applying met refusals; they stand in the run's problems."""


class Run:
    """One reading of one file: its steps and problems, in the order of the sheets."""

    def __init__(self, tables):
        self.tables = tables
        self.steps = []
        self.problems = [
            problem
            for table in tables.values()
            for problem in (
                *table.problems,
                *(problem for row in table.rows for problem in row.problems),
            )
        ]
        self.index = defaultdict(Index)
        self.claimed = {}
        self.names = {}
        # What has merged: kind of record → {old id: id of what it is today}.
        self.successors = defaultdict(dict)
        self.notes = []

    def note(self, row, key, code, **values):
        """Tell something about a cell that keeps nobody from applying."""
        note = sheets.Problem(row.where(key), code, values)
        if note not in self.notes:
            self.notes.append(note)

    def blame(self, row, key, code, **values):
        self.problems.append(sheets.Problem(row.where(key), code, values))

    def claim(self, row, key, target):
        """Tell whether this is the file's first row about ``target``; blame if not."""
        first = self.claimed.setdefault(target, row)
        if first is not row:
            self.blame(row, key, "twice", other=first.where(key))
        return first is row

    def counts(self):
        """Return {model name: {kind of step: how many}}."""
        counts = defaultdict(lambda: defaultdict(int))
        for step in self.steps:
            counts[step.model][step.kind] += 1
        return counts

    def acting(self):
        return [step for step in self.steps if step.kind != "same"]

    def digest(self):
        """Return a fingerprint of all that this run would do and says."""
        content = [
            (step.model, step.row.where(), step.kind, step.changes)
            for step in self.acting()
        ]
        text = json.dumps([content, self.problems], default=str, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class SeutuypImport(models.AbstractModel):
    """Reads an Excel file, compares it with what is there, and applies it.

    Every sheet is an abstract model of its own, see ``seutuyp.import.sheet``; other
    addons add theirs by extending :meth:`_sheet_names`.
    """

    _name = "seutuyp.import"
    _description = "Import from Excel"

    @api.model
    def _sheet_names(self):
        """Return the models of the sheets, in the order in which they depend."""
        return [
            "seutuyp.import.organisation",
            "seutuyp.import.person",
            "seutuyp.import.member",
            "seutuyp.import.party",
        ]

    @api.model
    def _parts(self):
        return [self.env[name] for name in self._sheet_names()]

    @api.model
    def _manages(self):
        return self.env.su or self.env.user.has_group("seutuyp_network.group_manager")

    @api.model
    def _own_regions(self):
        """Return the regions whose data the user may import."""
        regions = self.env["seutuyp.region"].sudo()
        if self._manages():
            return regions.search([])  # pylint: disable=no-search-all
        return regions.search([("editor_user_ids", "in", self.env.uid)])

    @api.model
    def _check_allowed(self):
        """Raise unless the user keeps some region's data.

        :raise AccessError: the user is neither coordinator nor administrator
        """
        if not self._manages() and not self._own_regions():
            raise AccessError(
                self.env._(
                    "Only the coordinator of a region or an administrator imports "
                    "data. Send the file to one of them."
                )
            )

    # ------------------------------------------------------------------ template
    @api.model
    def _template(self, regions=None):
        """Return the file to be filled in, in the user's language.

        :param regions: regions whose present data is written into it; none: empty
        """
        self._check_allowed()
        parts = self._parts()
        rows = {}
        if regions:
            rows = {part._import_key: part._export_rows(regions) for part in parts}
        return sheets.write_workbook(
            [part._sheet() for part in parts], rows, self._instructions()
        )

    @api.model
    def _instructions(self):
        lines = [
            self.env._("How to fill in this file"),
            self.env._(
                "One row is one organisation, person, membership or party. Columns "
                "with a yellow heading must be filled in."
            ),
            self.env._("An empty cell leaves alone what is in the system."),
            self.env._("A hyphen alone (-) empties the field in the system."),
            self.env._(
                "Importing adds and changes. It never removes a contact or a party."
            ),
            self.env._(
                "Write dates like 2.3.2027. Separate several regions by semicolons."
            ),
            self.env._(
                "An organisation is recognised by its business ID, else its code, else "
                "its name. A person is recognised by e-mail address, else organisation "
                "and name."
            ),
            self.env._(
                "Sheets may be renamed and columns moved or removed, but leave the "
                "hidden first row as it is: it says what each column is."
            ),
            self.env._(
                "You see all changes before they are made, and the same file may be "
                "imported again: nothing is added twice."
            ),
            "",
        ]
        for part in self._parts():
            sheet = part._sheet()
            lines += [f"{sheet.title}: {sheet.help}"]
        return self.env._("Instructions"), lines

    # ---------------------------------------------------------------------- plan
    @api.model
    def _plan(self, data):
        """Compare a file with the system and change nothing.

        :param data: the bytes of the file
        :return: a :class:`Run`
        :raise UserError: the file as a whole cannot be read
        """
        self._check_allowed()
        parts = self._parts()
        try:
            tables = sheets.read_workbook(data, [part._sheet() for part in parts])
        except sheets.Unreadable as error:
            raise UserError(self._file_words()[error.code] % error.values) from None
        run = self._new_run(tables)
        for part in parts:
            part._prepare(run)
            if part._import_key in tables:
                part._plan(run, tables[part._import_key])
        for part in parts:
            part._check_rights(run)
        return run

    @api.model
    def _new_run(self, tables):
        return Run(tables)

    @api.model
    def _preview(self, data):
        """Like :meth:`_plan`; a small import is also tried out and undone."""
        run = self._plan(data)
        if not run.problems and 0 < len(run.acting()) <= TRIED_ROWS:
            with self.env.cr.savepoint() as trial:
                with suppress(Refused):
                    self._apply(run)
                trial.rollback()
            self.env.invalidate_all()
        return run

    # --------------------------------------------------------------------- apply
    @api.model
    def _lock(self):
        """Make two imports at the same moment follow each other.

        Both update one row. The second cannot be serialised; the server tries it
        again, and then it sees what the first has made.
        """
        self.env.cr.execute(
            SQL(
                "UPDATE ir_module_module SET write_date = write_date WHERE name = %s",
                "seutuyp_network",
            )
        )

    @api.model
    def _apply(self, run):
        """Do all that the run says, or nothing.

        :raise Refused: rows were refused; they stand in ``run.problems``
        """
        if run.problems:
            raise Refused
        made = {}
        with self.env.cr.savepoint():
            for part in self._parts():
                for model in part._step_models():
                    steps = [
                        step
                        for step in run.acting()
                        if step.part._name == part._name and step.model == model
                    ]
                    self._apply_steps(run, model, steps, made)
            if run.problems:
                raise Refused

    def _apply_steps(self, run, model, steps, made):
        # What needs a row that was refused would only be refused again.
        steps = [
            step
            for step in steps
            if all(
                made[value] for value in step.values.values() if isinstance(value, New)
            )
        ]
        new = [step for step in steps if step.kind == "new"]
        for start in range(0, len(new), BATCH):
            self._create_steps(run, model, new[start : start + BATCH], made)
        same = defaultdict(list)
        for step in steps:
            if step.kind == "changed":
                values = self._values(step, made)
                same[repr(sorted(values.items()))].append((step, values))
        groups = list(same.values())
        for start in range(0, len(groups), BATCH):
            self._write_steps(run, model, groups[start : start + BATCH])

    def _write_steps(self, run, model, groups):
        """Write the changes of rows that are in one group if they change the same."""
        # A large import is not told field by field in every contact's log.
        few = len(run.acting()) <= TRIED_ROWS
        records = self.env[model].with_context(**{**LEAN, "tracking_disable": not few})
        # Whatever core reads of one of them, it then reads of all of them at once.
        records = records.with_prefetch(
            tuple(step.target for step, _values in itertools.chain(*groups))
        )
        try:
            with self.env.cr.savepoint():
                for group in groups:
                    ids = [step.target for step, _values in group]
                    together = records.browse(ids).with_prefetch(records._prefetch_ids)
                    together.write(dict(group[0][1]))
        except (UserError, psycopg2.IntegrityError):
            for step, values in itertools.chain(*groups):
                record = records.browse(step.target)
                self._one_by_one(run, step, record.write, dict(values))

    def _create_steps(self, run, model, steps, made):
        records = self.env[model].with_context(**LEAN)
        vals_list = [self._values(step, made) for step in steps]
        try:
            with self.env.cr.savepoint():
                created = records.create([dict(vals) for vals in vals_list])
            made.update(zip((step.target for step in steps), created.ids, strict=True))
        except (UserError, psycopg2.IntegrityError):
            for step, vals in zip(steps, vals_list, strict=True):
                record = self._one_by_one(run, step, records.create, vals)
                made[step.target] = record.id if record else False

    def _one_by_one(self, run, step, method, vals):
        """Find out which row of a refused batch is refused, and why."""
        try:
            with self.env.cr.savepoint():
                return method(vals)
        except UserError as error:
            run.blame(step.row, None, "refused", reason=str(error))
        except psycopg2.IntegrityError:
            run.blame(step.row, None, "integrity")
        return None

    @staticmethod
    def _values(step, made):
        values = {}
        for name, value in step.values.items():
            if isinstance(value, New):
                value = made.get(value)
            elif isinstance(value, frozenset):
                value = [Command.set(sorted(value))]
            values[name] = value
        return values

    # --------------------------------------------------------------------- words
    @api.model
    def _file_words(self):
        """Return the sentences on files that cannot be read, by code."""
        return {
            "too_big": self.env._(
                "The file is larger than %(max)s MB. Divide it into several files."
            ),
            "not_excel": self.env._(
                "This is not an Excel file. Save it in Excel as a workbook (.xlsx)."
            ),
            "old_excel": self.env._(
                "This file is in an old Excel format. Save it in Excel as a workbook "
                "(.xlsx) and upload that."
            ),
            "open_document": self.env._(
                "This is an OpenDocument file. Save it as an Excel workbook (.xlsx) "
                "and upload that."
            ),
            "protected": self.env._(
                "The file is protected by a password. Remove the password in Excel "
                "and upload the file again."
            ),
            "bomb": self.env._(
                "The file unpacks to far more than a list of contacts can be. Copy "
                "the rows into a new template and upload that."
            ),
            "macros": self.env._(
                "The file has macros, which are not accepted. Save it in Excel as a "
                "workbook without macros (.xlsx)."
            ),
            "entities": self.env._(
                "The file has declarations that no Excel file needs, so it was not "
                "opened. Copy the rows into a new template and upload that."
            ),
            "external_links": self.env._(
                "The file takes values from other files. Break the links in Excel "
                "(Data > Edit links), save and upload it again."
            ),
            "broken": self.env._(
                "The file is damaged and cannot be read. Open it in Excel, save it "
                "again and upload that."
            ),
            "no_sheet": self.env._(
                "No sheet of this file is from the template: its hidden first row is "
                "missing. Download the template and copy the rows into it."
            ),
            "too_many_rows": self.env._(
                "A sheet has more than %(max)s rows. Divide it into several files."
            ),
        }

    @api.model
    def _problem_words(self):
        """Return the sentences on single cells, by code."""
        return {
            "unknown_column": self.env._("The template has no column “%(value)s”."),
            "twice_column": self.env._(
                "The column “%(value)s” is there twice. Remove one."
            ),
            "twice_sheet": self.env._("This sheet is in the file twice. Remove one."),
            "no_column": self.env._(
                "The column “%(column)s” is missing. Take it back."
            ),
            "required": self.env._("“%(column)s” must be filled in."),
            "formula": self.env._(
                "This formula has no result yet. Open the file in Excel and save it, "
                "or write the value itself."
            ),
            "formula_error": self.env._(
                "%(column)s: a formula ended in the error %(value)s. Write the value."
            ),
            "control": self.env._(
                "%(column)s: the text has invisible control characters. Type it anew."
            ),
            "too_long": self.env._(
                "%(column)s: the text has %(length)s characters; at most %(max)s fit."
            ),
            "text_is_date": self.env._(
                "%(column)s: Excel has turned this into the date %(value)s. Format the "
                "cell as text and type it anew."
            ),
            "not_number": self.env._("%(column)s: “%(value)s” is not a number."),
            "number_is_date": self.env._(
                "%(column)s: Excel has turned this into the date %(value)s. Format the "
                "cell as a number and type it anew."
            ),
            "too_small": self.env._(
                "%(column)s: %(value)s is too small. The smallest that fits is "
                "%(least)s."
            ),
            "too_large": self.env._(
                "%(column)s: %(value)s is too large. The largest that fits is %(most)s."
            ),
            "merged_cells": self.env._(
                "These cells have been merged, so it is not known which row the text "
                "belongs to. Separate them and fill in each."
            ),
            "not_date": self.env._(
                "%(column)s: “%(value)s” is not a date. Write it like 2.3.2027."
            ),
            "not_yes_no": self.env._(
                "%(column)s: write yes or no instead of “%(value)s”."
            ),
            "not_email": self.env._(
                "%(column)s: “%(value)s” is not an e-mail address. Write one address."
            ),
            "not_choice": self.env._(
                "%(column)s: “%(value)s” is not one of the choices: %(choices)s."
            ),
            "not_business_id": self.env._(
                "%(column)s: “%(value)s” is not a Finnish business ID. Write seven "
                "digits, a hyphen and the check digit, for example 2077474-0."
            ),
            "twice": self.env._(
                "The same one is already in %(other)s. Keep only one of the rows."
            ),
            "ambiguous": self.env._(
                "%(column)s: “%(value)s” fits %(count)s records. Give the business ID "
                "or e-mail address, or merge the duplicates first."
            ),
            "unknown": self.env._(
                "%(column)s: “%(value)s” is neither in the system nor in this file. "
                "Check the spelling or add it to its own sheet."
            ),
            "conflict": self.env._(
                "The business ID belongs to %(first)s, but the code to %(second)s. "
                "Correct one of them."
            ),
            "archived": self.env._(
                "%(name)s is archived. Take it back from the archive first."
            ),
            "merged": self.env._(
                "%(name)s has been merged into %(successor)s, which is used instead."
            ),
            "merged_row": self.env._(
                "%(name)s has been merged into %(successor)s and is not changed any "
                "more. Write the row of %(successor)s, or take this one out."
            ),
            "no_key": self.env._(
                "Give the e-mail address or the organisation, so that the person can "
                "be recognised."
            ),
            "no_right": self.env._(
                "You may not change %(name)s: it belongs to another region. Ask its "
                "coordinator or an administrator."
            ),
            "foreign_region": self.env._(
                "You are not the coordinator of %(regions)s, so you cannot add or "
                "remove it here."
            ),
            "group_regions": self.env._(
                "The group %(group)s serves %(regions)s. Write the same regions, or "
                "change them on the group's own page."
            ),
            "half_member": self.env._(
                "Write the name of the person and the role together."
            ),
            "locked": self.env._(
                "The agreement %(number)s is no longer a draft, so its parties cannot "
                "be changed by an import."
            ),
            "date_order": self.env._(
                "The end is before the start. Correct one of the dates."
            ),
            "refused": self.env._("The system refuses this row: %(reason)s"),
            "integrity": self.env._(
                "The system refuses this row, because the same one is already there "
                "or something it needs is not."
            ),
        }

    @api.model
    def _in_words(self, run):
        """Return the problems as (cell, sentence)."""
        words = self._problem_words()
        return [(where, words[code] % values) for where, code, values in run.problems]

    def _notes_in_words(self, run):
        """Return what is told without being an error, as (cell, sentence)."""
        words = self._problem_words()
        return [(where, words[code] % values) for where, code, values in run.notes]


class SeutuypImportSheet(models.AbstractModel):
    """One sheet of the import. To add one: inherit, and name it in ``_sheet_names``.

    ``_import_key`` is the sheet's key in the file, ``_import_model`` what its rows
    make.
    """

    _name = "seutuyp.import.sheet"
    _description = "Sheet of an import"

    _import_key = ""
    _import_model = ""

    @api.model
    def _sheet(self):
        """Return the :class:`Sheet` in the user's language."""
        raise NotImplementedError

    @api.model
    def _export_rows(self, regions):
        """Return the present data of ``regions`` as rows of this sheet."""
        return []

    @api.model
    def _step_models(self):
        """Return the models that rows of this sheet make, in order."""
        return [self._import_model]

    @api.model
    def _prepare(self, run):
        """Fill the run's indexes with what is in the system, in one search."""

    @api.model
    def _plan(self, run, table):
        """Append a :class:`Step` for every row, and problems."""
        raise NotImplementedError

    @api.model
    def _check_rights(self, run):
        """Blame the rows that the user may not carry out."""

    # ------------------------------------------------------------------- helpers
    def _add_step(self, run, row, target, values, labels, model=None):
        """Append the step of one row, with what it changes.

        :param target: id of the record, or :class:`New`
        :param values: {field name: value}; a :class:`New` for a record to come, a
            frozenset of ids for several records
        :param labels: {field name: label} of the fields
        """
        model = self.env[model or self._import_model]
        old = {}
        if isinstance(target, New):
            values = {name: value for name, value in values.items() if value}
        else:
            record = model.browse(target)
            old = {name: self._stored(record[name]) for name in values}
            values = {
                name: value for name, value in values.items() if old[name] != value
            }
        changes = [
            Change(
                name,
                labels[name],
                self._show(model, name, old.get(name), run),
                self._show(model, name, value, run),
            )
            for name, value in values.items()
            if name in labels
        ]
        run.steps.append(Step(self, row, model._name, target, values, changes))

    @staticmethod
    def _stored(value):
        """Return a field's value in the form of the file's values."""
        if isinstance(value, models.BaseModel):
            many = len(value) > 1 or value._name == "seutuyp.region"
            return frozenset(value.ids) if many else value.id
        return value or False

    def _show(self, model, name, value, run):
        """Return a value as people read it."""
        field = model._fields[name]
        if isinstance(value, New):
            return run.names.get(value, "")
        if value is None or (not value and field.type != "boolean"):
            return ""
        if field.type == "boolean":
            return self.env._("yes") if value else self.env._("no")
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "date":
            return f"{value.day}.{value.month}.{value.year}"
        if field.relational:
            ids = sorted(value) if isinstance(value, frozenset) else [value]
            records = self.env[field.comodel_name].sudo().browse(ids)
            return "; ".join(record.name or "" for record in records)
        return str(value)

    def _choices_of(self, field):
        """Return the choices of a selection field, words of all languages accepted."""
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        words = defaultdict(list)
        for lang in (self.env.lang or "en_US", *languages):
            records = self.with_context(lang=lang).env[field.model_name]
            for code, label in field._description_selection(records.env):
                words[code].append(label)
        return tuple((code, *dict.fromkeys(labels)) for code, labels in words.items())

    @staticmethod
    def _date_text(value):
        return fields.Date.to_string(value) if value else ""

    def _find_one(self, run, row, key, sheet, targets, value):
        """Return the only target, else blame the cell and return None."""
        if len(targets) == 1:
            return targets[0]
        code = "ambiguous" if targets else "unknown"
        label = sheet.column(key).label
        run.blame(row, key, code, column=label, value=value, count=len(targets))
        return None

    def _remember_successors(self, run, kind, records, name):
        """Remember what merged records are today, along the whole chain."""
        for record in records:
            present = record
            while present[name]:
                present = present[name]
            if present != record:
                run.successors[kind][record.id] = present.id

    def _present_ones(self, run, kind, model, row, key, targets):
        """Return what the found records are today, and tell it if one has merged.

        :param str kind: ``region`` or ``organisation``
        :param str model: the model of the records
        :param list targets: what a cell's words have found
        """
        moved = run.successors[kind]
        living = [target for target in targets if target not in moved]
        if living or not targets:
            return living
        present = list(dict.fromkeys(moved[target] for target in targets))
        if len(present) == 1:
            names = self.env[model].sudo().browse([targets[0], present[0]])
            run.note(
                row,
                key,
                "merged",
                name=names[0].name,
                successor=names[1].name,
            )
        return present

    def _find_regions(self, run, row, key, sheet):
        """Return the ids of the regions named in a cell, or None if one is unknown."""
        found = set()
        for name in row.values[key] or ():
            targets = self._present_ones(
                run,
                "region",
                "seutuyp.region",
                row,
                key,
                run.index["region"].find("any", name),
            )
            target = self._find_one(run, row, key, sheet, targets, name)
            if target is None:
                return None
            found.add(target)
        return frozenset(found)
