# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import UserError

from ..tools import flow, moving


class SeutuypProcess(models.Model):
    """Moving a phase in time, by hand on the chart or by a key."""

    _inherit = "seutuyp.process"

    def move_phase(self, phase_id, place, alone=False):
        """Put a phase to a place in time; the others make room or close the gap.

        :param int phase_id: ``seutuyp.process.phase`` of this process
        :param int place: the place as drawn, 0 the first
        :param bool alone: before what stands there now, not beside it
        :raise UserError: an arrow says that it comes later or earlier
        """
        self.ensure_one()
        ranks = self._ranks()
        if phase_id in ranks:
            self._set_places(phase_id, moving.moved(ranks, phase_id, place, alone))

    def step_phase(self, phase_id, step):
        """Move a phase one step in time: out of a shared place, or into the next one.

        :param int phase_id: ``seutuyp.process.phase`` of this process
        :param int step: 1 later, -1 earlier
        :raise UserError: an arrow says that it comes later or earlier
        """
        self.ensure_one()
        ranks = self._ranks()
        if phase_id in ranks:
            self._set_places(phase_id, moving.stepped(ranks, phase_id, step))

    def _ranks(self):
        """Return {id: place as drawn} of the phases that stand in the chart."""
        phases = [phase for phase in self._chart_phases() if phase.lanes]
        known = {phase.key for phase in phases} | {flow.END}
        flows = [
            arrow
            for arrow in self._chart_flows()
            if arrow.source in known and arrow.target in known
        ]
        return flow.ranks(phases, flows)

    def _set_places(self, phase_id, places):
        phases = {phase.id: phase for phase in self.phase_ids}
        for key, place in places.items():
            if phases[key].column != place:
                phases[key].column = place
        after = self._ranks()
        if all(after[key] + 1 == place for key, place in places.items()):
            return
        raise UserError(
            self.env._(
                "The arrows say when “%(phase)s” happens, so it stays where it is. "
                "Take the arrow away first: it stands in the phase from which it "
                "leads.",
                phase=phases[phase_id].name,
            )
        )
