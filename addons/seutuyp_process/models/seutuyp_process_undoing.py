# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools import flow, moving, undoing

KINDS = {"phase": "phase_ids", "lane": "lane_ids"}
TOOL = ("name", "url", "sequence", "material_id")


class SeutuypProcess(models.Model):
    """Removing phases and lanes, and taking back what was done on the chart."""

    _inherit = "seutuyp.process"

    def remove_part(self, kind, part_id):
        """Take a phase or a lane out of the description; :meth:`undo_step` restores it.

        What led to a phase leads on to what came after it.

        :param str kind: ``phase`` or ``lane``
        :param int part_id: of this process
        :raise UserError: it is not there any more
        """
        self.ensure_one()
        self._lock_open()
        parts = self[KINDS[kind]] if kind in KINDS else self.browse()
        part = parts.filtered(lambda part: part.id == part_id)
        if not part:
            raise UserError(self.env._("It has been deleted already. Reload the page."))
        if kind == "phase":
            phases = self._chart_phases()
            self._draw_flows(moving.without(phases, self._chart_flows(), part.id))
        part.active = False

    def undo_step(self, before, after):
        """Take back one step on the chart; what was changed since stays as it is.

        :param dict before: ``state`` of :meth:`chart_data` before the step
        :param dict after: the same after it
        :raise UserError: they are not such states
        """
        self.ensure_one()
        self._lock_open()
        now = self._chart_state()
        try:
            lanes, phases = (
                undoing.rows(before[name], after[name], now[name])
                for name in ("lanes", "phases")
            )
            arrows = undoing.links(before["flows"], after["flows"], now["flows"])
            self._undo_rows(self.lane_ids, lanes, self._lane_state)
            self._undo_rows(self.phase_ids, phases, self._phase_state)
            self._undo_flows(arrows)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UserError(
                self.env._("This step cannot be taken back. Reload the page.")
            ) from error

    def _lock_open(self):
        """Let two changes follow each other; refuse them where one may not edit."""
        self.check_access("read")
        if not self._has_role("editor"):
            raise self._may_not_change()
        self.sudo()._lock()
        self._check_open()

    def _undo_rows(self, parts, rows, state):
        """Write what :func:`.undoing.rows` found, on parts of this process only."""
        known = parts.with_context(active_test=False)
        known = known.search([("process_id", "=", self.id)]).with_env(self.env)
        known.filtered(lambda part: part.id in rows.away).active = False
        known.filtered(lambda part: part.id in rows.back).active = True
        for part in known.filtered(lambda part: part.id in rows.values):
            allowed = state(part)
            vals = {k: v for k, v in rows.values[part.id].items() if k in allowed}
            if "lane_ids" in vals:
                vals["lane_ids"] = [Command.set(vals["lane_ids"])]
            if "tool_ids" in vals:
                vals["tool_ids"] = [
                    *(Command.delete(tool.id) for tool in part.tool_ids),
                    *(
                        Command.create({name: tool[name] for name in TOOL})
                        for tool in vals["tool_ids"]
                    ),
                ]
            part.write(vals)

    def _undo_flows(self, arrows):
        self.invalidate_recordset(["phase_ids", "flow_ids"])
        known = {*self.phase_ids.ids, False}
        self._draw_flows(
            [
                flow.Flow(source, target or flow.END, label)
                for source, target, label in arrows
                if {source, target} <= known
            ]
        )

    def _chart_state(self):
        """Return what a step on the chart may change, as plain values."""
        self.ensure_one()
        return {
            "lanes": [{"id": row.id, **self._lane_state(row)} for row in self.lane_ids],
            "phases": [
                {"id": row.id, **self._phase_state(row)} for row in self.phase_ids
            ],
            "flows": [
                [arrow.source_id.id, arrow.target_id.id, arrow.label or ""]
                for arrow in self.flow_ids
            ],
        }

    def _lane_state(self, lane):
        return {
            "title": lane.title,
            "partner_id": lane.partner_id.id,
            "is_customer": lane.is_customer,
            "sequence": lane.sequence,
        }

    def _phase_state(self, phase):
        return {
            "name": phase.name,
            "column": phase.column,
            "lane_ids": sorted(phase.lane_ids.ids),
            "content": phase.content or "",
            "success_factors": phase.success_factors or "",
            "tool_ids": [
                {
                    **{name: tool[name] for name in TOOL},
                    "material_id": tool.material_id.id,
                }
                for tool in phase.tool_ids
            ],
        }
