# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..tools import flow, moving


class SeutuypProcess(models.Model):
    """Moving a phase in time, by hand on the chart or by a key; its arrows follow."""

    _inherit = "seutuyp.process"

    def move_phase(self, phase_id, place, alone=False):
        """Put a phase to a place in time; the others make room or close the gap.

        :param int phase_id: ``seutuyp.process.phase`` of this process
        :param int place: the place as drawn, 0 the first
        :param bool alone: before what stands there now, not beside it
        :return: whether drawn arrows were led another way, see :func:`.moving.rewired`
        :rtype: bool
        """
        self.ensure_one()
        ranks = self._ranks()
        if phase_id not in ranks:
            return False
        return self._set_places(phase_id, moving.moved(ranks, phase_id, place, alone))

    def step_phase(self, phase_id, step):
        """Move a phase one step in time: out of a shared place, or into the next one.

        :param int phase_id: ``seutuyp.process.phase`` of this process
        :param int step: 1 later, -1 earlier
        :return: whether drawn arrows were led another way, see :func:`.moving.rewired`
        :rtype: bool
        """
        self.ensure_one()
        ranks = self._ranks()
        if phase_id not in ranks:
            return False
        return self._set_places(phase_id, moving.stepped(ranks, phase_id, step))

    def _ranks(self):
        """Return {id: place as drawn} of the phases that stand in the chart."""
        phases, flows, _others = self._standing()
        return flow.ranks(phases, flows)

    def _standing(self):
        """Return (phases in the chart, arrows between them, all other arrows)."""
        phases = [phase for phase in self._chart_phases() if phase.lanes]
        known = {phase.key for phase in phases} | {flow.END}
        flows = self._chart_flows()
        drawn = [arrow for arrow in flows if {arrow.source, arrow.target} <= known]
        return phases, drawn, [arrow for arrow in flows if arrow not in drawn]

    def _set_places(self, phase_id, places):
        phases, flows, others = self._standing()
        arrows = moving.rewired(phases, flows, places, phase_id)
        own = {phase.id: phase for phase in self.phase_ids}
        for key, place in places.items():
            if own[key].column != place:
                own[key].column = place
        return self._draw_flows([*arrows, *others])

    def _draw_flows(self, wanted):
        """Make the drawn arrows those that are wanted.

        :param wanted: all of them, as :class:`.flow.Flow`
        :return: whether anything changed
        :rtype: bool
        """
        drawn = dict(zip(self._chart_flows(), self.flow_ids, strict=True))
        gone = self.env["seutuyp.process.flow"].union(
            *(arrow for key, arrow in drawn.items() if key not in wanted)
        )
        new = [arrow for arrow in wanted if arrow not in drawn]
        gone.unlink()
        self.env["seutuyp.process.flow"].create(
            [
                {
                    "source_id": arrow.source,
                    "target_id": arrow.target != flow.END and arrow.target,
                    "label": arrow.label,
                }
                for arrow in new
            ]
        )
        return bool(gone or new)
