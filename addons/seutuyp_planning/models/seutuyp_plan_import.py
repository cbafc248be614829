# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.seutuyp_network.models.seutuyp_import import Run
from odoo.addons.seutuyp_network.tools import sheet as sheets

from .seutuyp_plan_book import Book


class PlanRun(Run):
    """One reading of a plan's Excel.

    ``marks`` holds the fingerprints of each row as it went out, by the row's key.
    """

    def __init__(self, tables):
        super().__init__(tables)
        self.marks = {}


class SeutuypPlanImport(models.AbstractModel):
    """Writes a plan's Excel, and reads, compares and applies it.

    The steps are those of the network's import. Which plan it is stands in a
    :class:`Book`; take the importer from :meth:`_of`.
    """

    _name = "seutuyp.plan.import"
    _inherit = ["seutuyp.import"]
    _description = "Import of a plan from Excel"

    @api.model
    def _of(self, plan):
        """Return the importer of a plan."""
        return self.with_context(seutuyp_plan_book=Book(plan))

    @api.model
    def _book(self):
        return self.env.context["seutuyp_plan_book"]

    @api.model
    def _sheet_names(self):
        return [
            "seutuyp.plan.sheet.file",
            "seutuyp.plan.sheet.base",
            "seutuyp.plan.sheet.goal",
            "seutuyp.plan.sheet.action",
            "seutuyp.plan.sheet.resource",
            "seutuyp.plan.sheet.communication",
            "seutuyp.plan.sheet.budget",
            "seutuyp.plan.sheet.organisation",
        ]

    @api.model
    def _check_allowed(self):
        self._book().plan._check_may_import()

    @api.model
    def _lock(self):
        # Two imports of a plan, or an import and the workflow, follow each other.
        self._book().plan._lock()

    @api.model
    def _new_run(self, tables):
        return PlanRun(tables)

    # -------------------------------------------------------------------- writing
    @api.model
    def _workbook(self):
        """Return the plan's workbook, in the user's language."""
        parts = sorted(self._parts(), key=lambda part: part._sheet().hidden)
        rows = {part._import_key: part._rows() for part in parts}
        return sheets.write_workbook([part._sheet() for part in parts], rows)

    # ---------------------------------------------------------------------- words
    @api.model
    def _file_words(self):
        return {
            **super()._file_words(),
            "no_sheet": self.env._(
                "This file was not taken from a plan: its hidden rows are missing. "
                "Take the plan as Excel anew and copy your texts into it."
            ),
            "bomb": self.env._(
                "The file unpacks to far more than a plan can be. Take the plan as "
                "Excel anew and copy your texts into it."
            ),
        }

    @api.model
    def _problem_words(self):
        return {
            **super()._problem_words(),
            **self._words_of_rows(),
            **self._words_of_rights(),
            **self._words_of_cells(),
        }

    @api.model
    def _words_of_rows(self):
        return {
            "no_keys": self.env._(
                "The narrow column with the keys of the rows is missing. Take it back, "
                "or take the plan as Excel anew."
            ),
            "twice": self.env._(
                "This row has the same key as %(other)s: it was copied. If it is a new "
                "one, empty its cell in the narrow last column; else remove it."
            ),
            "foreign_key": self.env._(
                "This row is not in the plan: it has been deleted meanwhile, or is of "
                "another plan. Remove it, or empty its cell in the narrow last column "
                "to add it anew."
            ),
            "emptied": self.env._(
                "The row has been left empty. Nothing is deleted through Excel; delete "
                "it in the plan."
            ),
            "already_there": self.env._(
                "%(column)s: the plan has this row already, with “%(old)s” where the "
                "file says “%(new)s”. Take the plan as Excel anew and change it there, "
                "or give the new row another name."
            ),
            "meanwhile": self.env._(
                "%(column)s: the file says “%(new)s”, but the plan has been changed to "
                "“%(old)s” since the file was taken. Write here what the plan says, or "
                "take the plan as Excel anew and change it there."
            ),
        }

    @api.model
    def _words_of_rights(self):
        state = self._book().plan._state_label()
        return {
            "decision": self.env._(
                "%(column)s: the plan is “%(state)s”, so this changes only by a "
                "decision of the steering group. Write “%(old)s” back here, and press "
                "“Change by a decision” in the plan.",
                column="%(column)s",
                old="%(old)s",
                state=state.replace("%", "%%"),
            ),
            "new_decision": self.env._(
                "The plan is “%(state)s”, so a new row needs a decision of the "
                "steering group. Take the row out, and press “Change by a decision” in "
                "the plan.",
                state=state.replace("%", "%%"),
            ),
            "coordinators": self.env._(
                "%(column)s is written by the region's coordinator. Write “%(old)s” "
                "back here, and tell the coordinator."
            ),
            "new_coordinators": self.env._(
                "New rows are written by the region's coordinator. Take the row out, "
                "and tell the coordinator."
            ),
            "others": self.env._(
                "%(column)s: you tell of your own organisation's actions, and this row "
                "is another's. Write “%(old)s” back here."
            ),
            "dropped": self.env._(
                "%(column)s: this action has been dropped from the plan by a decision. "
                "Remove the row."
            ),
        }

    @api.model
    def _words_of_cells(self):
        return {
            "unknown_partner": self.env._(
                "%(column)s: “%(value)s” is not among the region's organisations. "
                "Write it as on the sheet “%(sheet)s”."
            ),
            "unknown_partner_like": self.env._(
                "%(column)s: “%(value)s” is not among the region's organisations. Did "
                "you mean %(like)s?"
            ),
            "ambiguous": self.env._(
                "%(column)s: “%(value)s” fits %(count)s. Write it as the lists of this "
                "file do."
            ),
            "unknown_goal": self.env._(
                "%(column)s: the plan has no goal “%(value)s”. Choose one of the list, "
                "or add it to the sheet “%(sheet)s”."
            ),
            "unknown_action": self.env._(
                "%(column)s: the plan has no action “%(value)s”. Choose one of the "
                "list, or add it to the sheet “%(sheet)s”."
            ),
            "not_responsible": self.env._(
                "%(column)s: “%(value)s” is not among the responsible organisations of "
                "this row. Add it there, or choose another."
            ),
            "outside_year": self.env._(
                "%(column)s: %(value)s is outside the plan's year %(year)s. Choose a "
                "day of that year."
            ),
            "negative": self.env._("%(column)s: the number cannot be negative."),
            "segment_needed": self.env._(
                "%(column)s: a joint action for companies names its segment. Choose "
                "one."
            ),
            "segment_not": self.env._(
                "%(column)s: only joint actions for companies name a segment. Empty "
                "this cell, or choose another section."
            ),
        }
