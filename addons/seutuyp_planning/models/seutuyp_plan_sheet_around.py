# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The sheets around those of the plan: what the file is, and names to look up."""

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.seutuyp_network.tools import cell
from odoo.addons.seutuyp_network.tools.sheet import Column, Sheet


class SeutuypPlanSheetFile(models.AbstractModel):
    """The hidden sheet that says which plan the file is of."""

    _name = "seutuyp.plan.sheet.file"
    _inherit = ["seutuyp.plan.sheet"]
    _description = "Hidden sheet: which plan"
    _import_key = "file"

    @api.model
    def _sheet(self):
        columns = (Column("plan", "plan"), Column("name", "name"))
        return Sheet("file", "_file", columns, hidden=True)

    @api.model
    def _rows(self):
        plan = self._book().plan
        return [{"plan": self._book().key(plan), "name": plan.display_name}]

    @api.model
    def _step_models(self):
        return []

    @api.model
    def _prepare(self, run):
        """Refuse the file of another plan.

        :raise UserError: telling of which one the file is
        """
        table = run.tables.get("file")
        values = table.rows[0].values if table and table.rows else {}
        plan = self._book().plan
        if not values.get("plan"):
            raise UserError(self.env["seutuyp.plan.import"]._file_words()["no_sheet"])
        if values["plan"] != self._book().key(plan):
            raise UserError(
                self.env._(
                    "This file is of another plan: %(other)s. Open that plan and bring "
                    "it back there; here belongs %(plan)s.",
                    other=values.get("name") or "–",
                    plan=plan.display_name,
                )
            )

    @api.model
    def _plan(self, run, table):
        """Nothing of this sheet is imported."""


class SeutuypPlanSheetBase(models.AbstractModel):
    """The hidden sheet with fingerprints of what went out."""

    _name = "seutuyp.plan.sheet.base"
    _inherit = ["seutuyp.plan.sheet"]
    _description = "Hidden sheet: what went out"
    _import_key = "base"

    @api.model
    def _sheet(self):
        columns = (
            Column("row", "row"),
            Column("marks", "marks", longest=cell.LONGEST),
        )
        return Sheet("base", "_base", columns, hidden=True)

    @api.model
    def _rows(self):
        rows = []
        for part in self.env["seutuyp.plan.import"]._parts():
            if part._import_model:
                columns = [item for item in part._fields_shown() if not item.info]
                rows += [
                    {
                        "row": self._book().key(record),
                        "marks": cell.pack(columns, part._cells(record, columns)),
                    }
                    for record in part._shown()
                ]
        return rows

    @api.model
    def _step_models(self):
        return []

    @api.model
    def _prepare(self, run):
        table = run.tables.get("base")
        for row in table.rows if table else ():
            marks = cell.unpack(row.values.get("marks"))
            run.marks[row.values.get("row")] = marks

    @api.model
    def _plan(self, run, table):
        """Nothing of this sheet is imported."""


class SeutuypPlanSheetOrganisation(models.AbstractModel):
    """The names of the region's organisations, to be looked up and copied."""

    _name = "seutuyp.plan.sheet.organisation"
    _inherit = ["seutuyp.plan.sheet"]
    _description = "Sheet of the organisations of a plan's Excel"
    _import_key = "organisation"

    @api.model
    def _title(self):
        return self.env._("Organisations")

    @api.model
    def _sheet(self):
        plan = self._book().plan
        columns = (
            Column("name", self.env._("Organisation"), info=True, width=70),
            Column("number", self.env._("Business ID"), info=True, width=16),
        )
        intro = (
            self.env._(
                "%(plan)s: %(sheet)s",
                plan=plan.display_name,
                sheet=self._title().lower(),
            ),
            self.env._(
                "Write organisations on the other sheets by these names or business "
                "IDs."
            ),
        )
        return Sheet("organisation", self._title(), columns, intro=intro, form=True)

    @api.model
    def _rows(self):
        book = self._book()
        return [
            {"name": book.label(partner), "number": partner.company_registry}
            for partner in book.organisations
        ]

    @api.model
    def _step_models(self):
        return []
