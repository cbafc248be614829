# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The sheets of a collector's Excel: the form, and the hidden one that says whose."""

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.seutuyp_network.models.seutuyp_import import Change, New, Step
from odoo.addons.seutuyp_network.tools import cell
from odoo.addons.seutuyp_network.tools.sheet import Column, Sheet, read_cell

KEY, MARKS = "key", "was"
WORDS = ("source", "coverage", "note")
SHOWN_NAMES = 3


class SeutuypCollectionPageFile(models.AbstractModel):
    """The hidden sheet that says which form the file is."""

    _name = "seutuyp.collection.page.file"
    _inherit = ["seutuyp.import.sheet"]
    _description = "Hidden sheet: which form"
    _import_key = "collection"

    @api.model
    def _form(self):
        return self.env.context["seutuyp_form"]

    @api.model
    def _sheet(self):
        columns = (Column("sheet", "sheet"), Column("name", "name"))
        return Sheet(self._import_key, "_form", columns, hidden=True)

    @api.model
    def _rows(self):
        form = self._form()
        return [{"sheet": form.mark(), "name": form.sheet.display_name}]

    @api.model
    def _step_models(self):
        return []

    @api.model
    def _prepare(self, run):
        """Refuse the form of another round or person.

        :raise UserError: telling whose it is
        """
        table = run.tables.get(self._import_key)
        values = table.rows[0].values if table and table.rows else {}
        importer = self.env["seutuyp.collection.import"]
        if not values.get("sheet"):
            raise UserError(importer._file_words()["no_sheet"])
        if values["sheet"] != self._form().mark():
            raise UserError(
                self.env._(
                    "This is another form: %(other)s. Here belongs %(form)s.",
                    other=values.get("name") or "–",
                    form=self._form().sheet.display_name,
                )
            )

    @api.model
    def _plan(self, run, table):
        """Nothing of this sheet is imported."""


class SeutuypCollectionPage(models.AbstractModel):
    """The form: a row a figure, beside it last year's, where it is from, a note."""

    _name = "seutuyp.collection.page"
    _inherit = ["seutuyp.import.sheet"]
    _description = "Sheet with the figures of a round"
    _import_key = "figure"
    _import_model = "seutuyp.measurement"

    @api.model
    def _form(self):
        return self.env.context["seutuyp_form"]

    # -------------------------------------------------------------------- writing
    @api.model
    def _sheet(self):
        return Sheet(
            self._import_key,
            self.env._("Figures"),
            self._columns(),
            intro=self._intro(),
            row_key=KEY,
            form=True,
            locked=True,
        )

    @api.model
    def _intro(self):
        form = self._form()
        day = self.env["seutuyp.region"]._day(form.collection.deadline)
        lines = [
            f"{form.collection.name}: {form.sheet.places}",
            self.env._(
                "%(person)s, please fill in the yellow cells by %(day)s. Leave empty "
                "what you do not know; 0 says that there was nothing.",
                person=form.sheet.collector_id.name,
                day=day,
            ),
            self.env._(
                "Tell where a figure is from, what it covers (for example 5 of 7 "
                "organisations), and what else is good to know."
            ),
            self.env._(
                "Save the file as an Excel workbook (.xlsx). Bring it back by the link "
                "in the mail, or answer the mail with the file attached."
            ),
        ]
        if form.collection.note:
            lines.append(" ".join(form.collection.note.split()))
        return tuple(lines)

    @api.model
    def _columns(self):
        """Return the columns; place, segment and period where they tell rows apart."""
        form, questions = self._form(), self._form().questions
        year = form.collection.year
        columns = [
            Column("indicator", self.env._("Indicator"), info=True, width=38),
            Column("unit", self.env._("Unit"), info=True, width=12),
        ]
        if len(form.sheet._place_names()) > 1:
            columns.append(Column("region", self._place_label(), info=True))
        if questions.segment_id:
            segment = self.env._("Customer segment")
            columns.append(Column("segment", segment, info=True, width=26))
        if len({(row.date_from, row.date_to) for row in questions}) > 1:
            columns.append(Column("period", self.env._("Period"), info=True, width=24))
        before = self.env._("Year %(year)s", year=year - 1)
        now = self.env._("Year %(year)s", year=year)
        return (
            *columns,
            Column("before", before, info=True, width=12),
            Column("value", now, "raw", width=14),
            Column("source", self.env._("Where it is from"), width=26),
            Column("coverage", self.env._("What it covers"), width=26),
            Column("note", self.env._("Note"), width=30),
            Column(KEY, "key", width=2, hidden=True),
            Column(MARKS, "was", width=2, hidden=True),
        )

    @api.model
    def _place_label(self):
        sheet = self._form().sheet
        if sheet.area_ids or sheet.of_nation:
            return self.env._("Region or area")
        return self.env._("Region")

    @api.model
    def _rows(self):
        form = self._form()
        return [
            {
                **self._told(question),
                "value": form.value_cell(question),
                **{name: form.cells(question)[name] for name in WORDS},
                KEY: form.key(question),
                MARKS: cell.pack(self._cell_columns(question), form.cells(question)),
            }
            for question in form.questions
        ]

    def _told(self, question):
        """Return what the grey cells of a row say."""
        day = self.env["seutuyp.region"]._day
        return {
            "indicator": question.indicator_id.name,
            "unit": self._unit(question.indicator_id),
            "region": question.place_name,
            "segment": question.segment_id.name or self._whole(question),
            "period": f"{day(question.date_from)}–{day(question.date_to)}",
            "before": self._form().before(question),
        }

    def _whole(self, question):
        """Return what stands for the whole beside segments, else nothing."""
        by_segment = question.indicator_id.by_segment
        return self.env._("All together") if by_segment else None

    def _unit(self, indicator):
        if indicator.unit:
            return indicator.unit
        return {
            "percent": "%",
            "money": "€",
            "mean": f"1–{indicator.scale}",
            "yes_no": self.env._("yes or no"),
        }.get(indicator.value_kind)

    def _cell_columns(self, question):
        """Return the columns of a row that are filled in, as this question has them."""
        value = self._form().value_column(question.indicator_id)
        return [value, *(Column(name, name) for name in WORDS)]

    # -------------------------------------------------------------------- reading
    @api.model
    def _plan(self, run, table):
        if table.rows and KEY not in table.rows[0].letters:
            run.blame(table.rows[0], None, "no_keys")
            return
        form = self._form()
        missing = {form.key(question): question for question in form.questions}
        questions = dict(missing)
        labels = {column.key: column.label for column in self._columns()}
        for row in table.rows:
            key = row.values.get(KEY)
            question = questions.get(key)
            if question:
                missing.pop(key, None)
                if run.claim(row, None, key):
                    self._plan_row(run, row, question, labels)
            elif any(row.values.get(name) is not None for name in ("value", *WORDS)):
                run.blame(row, None, "foreign_key" if key else "no_key_left")
        if missing:
            self._note_missing(run, table, list(missing.values()))

    def _note_missing(self, run, table, questions):
        names = [question.display_name for question in questions[:SHOWN_NAMES]]
        more = ["…"] if len(questions) > SHOWN_NAMES else []
        where = table.rows[0] if table.rows else None
        if where is None:
            return
        run.note(
            where,
            None,
            "missing_rows",
            count=len(questions),
            names="; ".join(names + more),
        )

    def _plan_row(self, run, row, question, labels):
        """Compare one row with what the system says now."""
        form = self._form()
        row.values["name"] = question.display_name
        columns = self._cell_columns(question)
        new = {name: row.values.get(name) for name in WORDS}
        wrong = self._read_value(run, row, columns[0], new, labels["value"])
        old, marks = form.cells(question), cell.unpack(row.values.get(MARKS))
        changed = []
        for column in columns:
            if column.key == "value" and wrong:
                continue
            if self._is_changed(run, row, column, marks, new, old, labels):
                changed.append(column)
        answer = form.answer(question)
        if changed and self._has_value(run, row, new, answer, wrong):
            values = self._values(question, answer, changed, new)
            if "value" in values and answer.state == "confirmed":
                run.note(row, "value", "correction")
            changes = [
                Change(
                    column.key,
                    labels[column.key],
                    form.shown(column, old[column.key]),
                    form.shown(column, new[column.key]),
                )
                for column in changed
            ]
            target = answer.id or New(self._import_key, row.number)
            run.steps.append(
                Step(self, row, self._import_model, target, values, changes)
            )

    def _read_value(self, run, row, column, new, label):
        """Read the value as its indicator has it; return whether it is wrong."""
        raw = row.values.get("value")
        new["value"] = None
        if raw is None:
            return False
        new["value"], wrong = read_cell(column, raw)
        if wrong:
            run.blame(row, "value", wrong[0], column=label, **wrong[1])
        return bool(wrong)

    def _is_changed(self, run, row, column, marks, new, old, labels):
        key, form = column.key, self._form()
        found = cell.compare(column, marks.get(key), new[key], old[key])
        if found == "conflict" and (key in marks or old[key] is not None):
            run.blame(
                row,
                key,
                "meanwhile",
                column=labels[key],
                old=form.shown(column, old[key]) or "–",
                new=form.shown(column, new[key]) or "–",
            )
            return False
        return found != "same"

    def _has_value(self, run, row, new, answer, wrong):
        """Return whether the row tells a figure; nothing is deleted through Excel."""
        if wrong:
            return False
        if new["value"] is None:
            run.note(row, "value", "emptied" if answer else "no_value")
            return False
        return True

    def _values(self, question, answer, changed, new):
        """Return the values of the measurement that a row changes."""
        values = {column.key: new[column.key] for column in changed}
        for name in ("coverage", "note"):
            if name in values:
                values[name] = values[name] or False
        if "source" in values or not answer:
            values["source"] = new["source"] or self._form().collection.name
        if "value" in values:
            values["value"] = float(values["value"])
        if not answer:
            values |= {
                "indicator_id": question.indicator_id.id,
                "region_id": question.region_id.id,
                "area_id": question.area_id.id,
                "segment_id": question.segment_id.id,
                "date_from": question.date_from,
                "date_to": question.date_to,
            }
        return values
