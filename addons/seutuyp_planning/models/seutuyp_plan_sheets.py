# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from .project_task_action import ACTUAL_FIELDS
from .seutuyp_plan_sheet import replace_days


class SeutuypPlanSheetGoal(models.AbstractModel):
    _name = "seutuyp.plan.sheet.goal"
    _inherit = ["seutuyp.plan.sheet"]
    _description = "Sheet of the goals of a plan"
    _import_key = "goal"
    _import_model = "seutuyp.plan.goal"
    _followed = frozenset({"reached", "reached_note"})
    _natural = ("section", "segment_id", "name")

    @api.model
    def _title(self):
        return self.env._("Goals")

    @api.model
    def _hint(self):
        return self.env._(
            "One row is one goal. Its actions stand on the next sheet and name it."
        )

    @api.model
    def _columns(self):
        return (
            self._column("section", "choice", required=True, width=24),
            self._column("segment_id", "choice", choices=self._segments(), width=24),
            self._column("name", required=True, width=44),
            self._column("metric", width=24),
            self._column("target", width=24),
            self._column("reached", "choice", width=16),
            self._column("reached_note", width=34),
        )

    def _segments(self):
        """Return the choices of segments, words of all languages accepted."""
        segments = self._book().segments
        words = {segment.id: [segment.name] for segment in segments}
        for lang, _name in self.env["res.lang"].get_installed():
            for segment in segments.with_context(lang=lang):
                words[segment.id].append(segment.name)
        return tuple(
            (segment.code, *dict.fromkeys(words[segment.id])) for segment in segments
        )

    @api.model
    def _records(self):
        return self._book().goals

    def _cell(self, record, column):
        if column.key == "segment_id":
            return record.segment_id.code or None
        return super()._cell(record, column)

    def _value(self, run, row, column, record):
        value = super()._value(run, row, column, record)
        if column.key == "segment_id" and value:
            found = self._book().segments.filtered(lambda item: item.code == value)
            return found.id
        return value

    def _check_row(self, run, row, cells):
        section, segment = cells.get("section"), cells.get("segment_id")
        if section and (section == "segment") != bool(segment):
            code = "segment_not" if segment else "segment_needed"
            self._blame_check(run, row, "segment_id", code)


class SeutuypPlanSheetAction(models.AbstractModel):
    _name = "seutuyp.plan.sheet.action"
    _inherit = ["seutuyp.plan.sheet"]
    _description = "Sheet of the actions of a plan"
    _import_key = "action"
    _import_model = "project.task"
    _told = ACTUAL_FIELDS
    _natural = ("goal_id", "name")

    @api.model
    def _title(self):
        return self.env._("Actions")

    @api.model
    def _hint(self):
        return self.env._(
            "Several organisations or checkpoints stand in one cell, separated by "
            "semicolons. Dates like 2.3.2027."
        )

    @api.model
    def _columns(self):
        return (
            self._column(
                "goal_id",
                "reference",
                self.env._("Goal"),
                required=True,
                suggest="goal/name",
                width=24,
            ),
            self._column("name", label=self.env._("Action"), required=True, width=30),
            self._column("metric", width=16),
            self._partner_column("responsible_partner_ids", multiple=True, width=24),
            self._partner_column("coordinating_partner_id", width=22),
            self._column("action_start", "date", width=10.5),
            self._column("action_end", "date", width=10.5),
            self._column(
                "checkpoint_ids",
                "date",
                self.env._("Checkpoints"),
                multiple=True,
                width=12,
            ),
            self._column("actual_state", "choice", width=13),
            self._column("actual", width=30),
        )

    @api.model
    def _records(self):
        return self._book().actions

    @api.model
    def _shown(self):
        return self._records()._live()

    def _is_own(self, record):
        return record._is_own_action()

    def _refusal(self, record, column):
        dropped = "dropped" if record.is_dropped else None
        return dropped or super()._refusal(record, column)

    def _cell(self, record, column):
        if column.key == "checkpoint_ids":
            return tuple(sorted(record.checkpoint_ids.mapped("date")))
        return super()._cell(record, column)

    def _reference(self, run, row, column, value):
        if column.key == "goal_id":
            goals = self.env["seutuyp.plan.sheet.goal"]
            return self._row_of(run, row, column, goals, "unknown_goal")
        return super()._reference(run, row, column, value)

    def _value(self, run, row, column, record):
        if column.key == "checkpoint_ids":
            none = self.env["seutuyp.plan.checkpoint"]
            there = record.checkpoint_ids if record else none
            return replace_days(row.values["checkpoint_ids"] or (), there)
        return super()._value(run, row, column, record)

    @api.model
    def _defaults(self):
        return {}

    def _check_row(self, run, row, cells):
        start, end = cells.get("action_start"), cells.get("action_end")
        if start and end and end < start:
            run.blame(row, "action_end", "date_order")
        self._check_coordinating(run, row, cells)
        year = self._book().plan.year
        for day in cells.get("checkpoint_ids") or ():
            if day.year != year:
                text = f"{day.day}.{day.month}.{day.year}"
                values = {"value": text, "year": year}
                self._blame_check(run, row, "checkpoint_ids", "outside_year", **values)

    def _check_coordinating(self, run, row, cells):
        book = self._book()
        name = cells.get("coordinating_partner_id")
        found = set(book.find_partners(name)) if name else ()
        responsible = {
            partner
            for other in cells.get("responsible_partner_ids") or ()
            for partner in book.find_partners(other)
        }
        if found and not found & responsible:
            key = "coordinating_partner_id"
            self._blame_check(run, row, key, "not_responsible", value=name)


class SeutuypPlanSheetResource(models.AbstractModel):
    _name = "seutuyp.plan.sheet.resource"
    _inherit = ["seutuyp.plan.sheet"]
    _description = "Sheet of the resources of a plan"
    _import_key = "resource"
    _import_model = "seutuyp.plan.resource"
    _told = frozenset({"actual_days", "actual_euros"})
    _natural = ("task_id", "partner_id")

    @api.model
    def _title(self):
        return self.env._("Days and euros")

    @api.model
    def _hint(self):
        return self.env._(
            "One row is what one organisation gives to one action. It is confirmed in "
            "the plan."
        )

    @api.model
    def _columns(self):
        return (
            self._column(
                "task_id",
                "reference",
                self.env._("Action"),
                required=True,
                suggest="action/name",
                width=44,
            ),
            self._partner_column("partner_id", required=True),
            self._column("days", "number", width=14),
            self._column("euros", "number", width=14),
            self._column("actual_days", "number", width=14),
            self._column("actual_euros", "number", width=14),
            self._column("confirmed_on", "date", info=True, width=14),
        )

    @api.model
    def _records(self):
        return self._book().resources

    @api.model
    def _shown(self):
        return self._records().filtered(lambda row: not row.task_id.is_dropped)

    def _is_own(self, record):
        return record.task_id._is_own_action()

    def _announce(self, run, table, records):
        """No sheet names these rows."""

    def _reference(self, run, row, column, value):
        if column.key == "task_id":
            actions = self.env["seutuyp.plan.sheet.action"]
            return self._row_of(run, row, column, actions, "unknown_action")
        return super()._reference(run, row, column, value)

    @api.model
    def _defaults(self):
        return {}


class SeutuypPlanSheetCommunication(models.AbstractModel):
    _name = "seutuyp.plan.sheet.communication"
    _inherit = ["seutuyp.plan.sheet"]
    _description = "Sheet of the communication of a plan"
    _import_key = "communication"
    _import_model = "seutuyp.plan.communication"
    _followed = frozenset({"actual"})
    _natural = ("name", "audience", "partner_id")

    @api.model
    def _title(self):
        return self.env._("Communication")

    @api.model
    def _hint(self):
        return self.env._("One row is one channel for one target group.")

    @api.model
    def _columns(self):
        return (
            self._column("name", required=True, width=34),
            self._column("audience", width=34),
            self._partner_column("partner_id"),
            self._column("schedule", width=20),
            self._column("cost", "number", self.env._("Cost, euros"), width=12),
            self._column("actual", width=40),
        )

    @api.model
    def _records(self):
        return self._book().plan.communication_ids


class SeutuypPlanSheetBudget(models.AbstractModel):
    _name = "seutuyp.plan.sheet.budget"
    _inherit = ["seutuyp.plan.sheet"]
    _description = "Sheet of the budget of a plan"
    _import_key = "budget"
    _import_model = "seutuyp.plan.budget.line"
    _followed = frozenset({"actual", "note"})
    _natural = ("partner_id",)

    @api.model
    def _title(self):
        return self.env._("Budget")

    @api.model
    def _hint(self):
        return self.env._("One row is what one party puts into the year, in euros.")

    @api.model
    def _columns(self):
        return (
            self._partner_column("partner_id", required=True),
            self._column("planned", "number", width=16),
            self._column("actual", "number", width=16),
            self._column("note", width=60),
        )

    @api.model
    def _records(self):
        return self._book().plan.budget_line_ids

    def _announce(self, run, table, records):
        """No sheet names these rows."""
