# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import itertools

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.seutuyp_network.tools import sheet as sheets


class SeutuypCollectionImport(models.AbstractModel):
    """Writes a collector's Excel, and reads, compares and applies it.

    The steps are those of the network's import. Which form it is stands in the
    context, see ``seutuyp.collection.sheet._importer``; who may use it is asked there.
    """

    _name = "seutuyp.collection.import"
    _inherit = ["seutuyp.import"]
    _description = "Import of the figures of a round"

    @api.model
    def _form(self):
        return self.env.context["seutuyp_form"]

    @api.model
    def _sheet_names(self):
        return ["seutuyp.collection.page.file", "seutuyp.collection.page"]

    @api.model
    def _check_allowed(self):
        if ended := self._form().sheet._ended():
            raise UserError(ended)

    @api.model
    def _lock(self):
        # Two files of one form at the same moment follow each other.
        self._form().sheet._lock()

    @api.model
    def _workbook(self):
        """Return the workbook, in the language of the context."""
        parts = sorted(self._parts(), key=lambda part: part._sheet().hidden)
        rows = {part._import_key: part._rows() for part in parts}
        return sheets.write_workbook([part._sheet() for part in parts], rows)

    # --------------------------------------------------------------------- apply
    def _write_steps(self, run, model, groups):
        """Change figures; what is confirmed keeps its history, with the reason."""
        records = self.env[model].with_prefetch(
            tuple(step.target for step, _values in itertools.chain(*groups))
        )
        reason = self._form().sheet.display_name
        for step, values in itertools.chain(*groups):
            record = records.browse(step.target)
            self._one_by_one(
                run,
                step,
                lambda vals, row=record: self._change(row, vals, reason),
                values,
            )

    def _change(self, row, values, reason):
        values = dict(values)
        if "value" in values:
            row._correct(values.pop("value"), reason)
        if values:
            row._guarded().write(values)

    # --------------------------------------------------------------------- words
    @api.model
    def _file_words(self):
        return {
            **super()._file_words(),
            "no_sheet": self.env._(
                "This file is not the form that was sent: its hidden rows are missing. "
                "Take the form anew and copy your figures into it."
            ),
            "bomb": self.env._(
                "The file unpacks to far more than the form can be. Take the form anew "
                "and copy your figures into it."
            ),
            "too_many_rows": self.env._(
                "The sheet has more than %(max)s rows, far more than the form. Take "
                "the form anew and copy your figures into it."
            ),
            "entities": self.env._(
                "The file has declarations that no Excel file needs, so it was not "
                "opened. Take the form anew and copy your figures into it."
            ),
        }

    @api.model
    def _problem_words(self):
        return {
            **super()._problem_words(),
            "unknown_column": self.env._("The form has no column “%(value)s”."),
            "no_keys": self.env._(
                "The hidden column with the keys of the rows is missing. Take the form "
                "anew and copy your figures into it."
            ),
            "twice": self.env._(
                "This row has the same key as %(other)s: it was copied. Keep one of "
                "the two."
            ),
            "foreign_key": self.env._(
                "The key of this row has been changed, or the row is of another form. "
                "Take the form anew and copy your figures into it."
            ),
            "no_key_left": self.env._(
                "This row has no key, so it is not known which figure it is. Write the "
                "figure into the row that the form has for it."
            ),
            "meanwhile": self.env._(
                "%(column)s: the file says “%(new)s”, but it has been changed to "
                "“%(old)s” since the form was taken. Write that here, or take the form "
                "anew and change it there."
            ),
            "missing_rows": self.env._(
                "Rows of the form that are not in the file, so nothing changes of "
                "them: %(count)s (%(names)s)."
            ),
            "emptied": self.env._(
                "The cell has been left empty. Nothing is deleted through Excel: the "
                "figure stays as it is."
            ),
            "no_value": self.env._(
                "Words without a figure are not kept. Fill in the figure as well."
            ),
            "correction": self.env._(
                "This figure has been confirmed before. The old one stays in its "
                "history."
            ),
        }
