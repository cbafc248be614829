# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from functools import cached_property

from odoo import api, models
from odoo.tools.misc import consteq, hmac

from odoo.addons.seutuyp_network.tools import cell
from odoo.addons.seutuyp_network.tools.sheet import NO, YES, Cell, Column

from ..tools import collecting

KEY_LENGTH = 12
SECRET = "seutuyp_reporting.collection"


class Form:
    """A collector's form as its Excel shows it: the questions and their answers.

    Everything is read once, whatever the number of questions. The records are the
    superuser's: the form shows its collector the figures of this form and no others.
    """

    def __init__(self, sheet):
        self.sheet = sheet.sudo()
        self.env = self.sheet.env
        self.collection = self.sheet.collection_id
        self._columns = {}

    @cached_property
    def questions(self):
        questions = self.sheet.question_ids
        for names in ("indicator_id", "region_id", "area_id", "segment_id"):
            questions.mapped(f"{names}.name")
        return questions

    @cached_property
    def answers(self):
        """Return {place: measurement} of the round's period."""
        return self.questions._answers()

    @cached_property
    def answers_before(self):
        """Return {place: measurement} of the same periods a year earlier."""
        return self.questions._answers(collecting.year_before)

    def answer(self, question):
        return self.answers.get(
            question._place(), self.env["seutuyp.measurement"].browse()
        )

    def before(self, question):
        """Return how the figure stood a year earlier, as people read it."""
        days = collecting.year_before(question.date_from, question.date_to)
        row = self.answers_before.get(question._place(*days))
        if not row:
            return None
        return self.shown(*self._written(question.indicator_id, row.value))

    # -------------------------------------------------------------------- columns
    def value_column(self, indicator):
        """Return the column that says what may stand as a value of an indicator."""
        if indicator not in self._columns:
            self._columns[indicator] = self._value_column(indicator)
        return self._columns[indicator]

    def _value_column(self, indicator):
        label = self.env._("Value")
        kind = indicator.value_kind
        if kind == "yes_no":
            return Column(
                "value",
                label,
                "choice",
                choices=(
                    ("1", self.env._("Yes"), *sorted(YES)),
                    ("0", self.env._("No"), *sorted(NO)),
                ),
                help=self.env._("Choose yes or no from the list."),
            )
        least, most = {
            "percent": (0, 100),
            "mean": (1, indicator.scale),
        }.get(kind, (0, None))
        if most is None:
            words = self.env._("Write a number, 0 or more, without words beside it.")
        else:
            words = self.env._(
                "Write a number from %(least)s to %(most)s, without words beside it.",
                least=least,
                most=most,
            )
        return Column(
            "value", label, "number", least=least, most=most, zero=True, help=words
        )

    def _written(self, indicator, value):
        """Return (column, value of the cell) for a measurement's value."""
        column = self.value_column(indicator)
        return column, (str(round(value)) if column.choices else value)

    def shown(self, column, value):
        """Return a value as people read it, in the language of the form."""
        text = cell.shown(column, value)
        if column.kind == "number":
            lang = self.env["res.lang"]._get_data(code=self.env.lang or "en_US")
            text = text.replace(".", lang.decimal_point or ".")
        return text

    # ---------------------------------------------------------------------- cells
    def cells(self, question):
        """Return what the cells of a question say now: {column key: value}."""
        row = self.answer(question)
        if not row:
            return dict.fromkeys(("value", "source", "coverage", "note"))
        return {
            "value": self._written(question.indicator_id, row.value)[1],
            "source": None if row.source == self.collection.name else row.source,
            "coverage": row.coverage or None,
            "note": row.note or None,
        }

    def value_cell(self, question):
        column = self.value_column(question.indicator_id)
        value = cell.written(column, self.cells(question)["value"])
        return Cell(value, column)

    # ----------------------------------------------------------------------- keys
    def key(self, question):
        """Return the key of a row: tells nothing, and fits this question only."""
        message = (question.id, self.collection.id)
        return hmac(self.env, SECRET, message)[:KEY_LENGTH]

    def mark(self):
        """Return what tells this form from all others."""
        return self.mark_of(self.sheet)

    @staticmethod
    def mark_of(sheet):
        secret = hmac(sheet.env(su=True), SECRET, (sheet._name, sheet.id))
        return f"{sheet.id}-{secret[:KEY_LENGTH]}"


class SeutuypCollectionSheet(models.Model):
    _inherit = "seutuyp.collection.sheet"

    @api.model
    def _find_by_mark(self, mark):
        """Return the sheet, as superuser, whose form bears this mark; or none."""
        number = str(mark or "").partition("-")[0]
        found = self.sudo().browse(
            int(number) if number.isdecimal() and len(number) < 10 else []
        )
        found = found.exists()
        return found if found and consteq(Form.mark_of(found), mark) else found.browse()

    def _importer(self):
        """Return what writes and reads the Excel of this form, as superuser."""
        self.ensure_one()
        sheet = self.sudo()
        return sheet.env["seutuyp.collection.import"].with_context(
            seutuyp_form=Form(sheet)
        )

    def _excel(self):
        """Return the form as a workbook, in the collector's language."""
        self.ensure_one()
        lang = self.sudo().collector_id.lang or self.env.lang
        return self.with_context(lang=lang)._importer()._workbook()

    def _excel_name(self):
        self.ensure_one()
        name = self.sudo().collection_id.name
        places = self._place_names()
        parts = [name, *(places if len(places) == 1 else [])]
        return f"{'-'.join(parts)}.xlsx".replace("/", "-").replace(" ", "-").lower()

    def action_take_excel(self):
        """Download the form as Excel.

        :raise AccessError: it is another's form
        """
        self.ensure_one()
        self.check_access("read")
        self._check_may_fill()
        return {
            "type": "ir.actions.act_url",
            "url": f"/seutuyp/collection/{self.id}",
            "target": "download",
        }

    def action_bring_excel(self):
        """Open the window in which the filled-in form is brought back.

        :raise AccessError: it is another's form
        """
        self.ensure_one()
        self.check_access("read")
        self._check_may_fill()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "seutuyp_reporting.seutuyp_collection_import_wizard_action"
        )
        wizard = self.env["seutuyp.collection.import.wizard"].create(
            {"sheet_id": self.id}
        )
        return {**action, "res_id": wizard.id, "context": {}}
