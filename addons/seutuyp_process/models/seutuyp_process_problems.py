# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypProcess(models.Model):
    """What a description still lacks, in sentences."""

    _inherit = "seutuyp.process"

    def _problems(self):
        """Return what must be there before the description is approved.

        :rtype: list of str
        """
        self.ensure_one()
        return [
            *self._problems_of_parts(),
            *self._problems_of_lanes(),
            *self._problems_of_phases(),
        ]

    def _problems_of_parts(self):
        missing = {
            "purpose": self.env._("Write the basic task: what the process is for."),
            "start_event": self.env._("Say when the process begins."),
            "end_event": self.env._("Say when the process ends."),
            "owner_partner_id": self.env._("Choose the owning organisation."),
            "owner_id": self.env._("Choose the owner."),
            "approving_body": self.env._("Choose the group that approves it."),
        }
        return [text for name, text in missing.items() if not self[name]]

    def _problems_of_lanes(self):
        problems = []
        if self.category == "core" and not self.lane_ids.filtered("is_customer"):
            problems.append(
                self.env._(
                    "The customer takes part in a core process: add the customer’s "
                    "lane, or make it a support process."
                )
            )
        if not self.lane_ids - self.lane_ids.filtered("is_customer"):
            problems.append(self.env._("Add a lane for each that takes part."))
        return problems

    def _problems_of_phases(self):
        if not self.phase_ids:
            return [self.env._("Add the phases.")]
        return [
            self.env._(
                "“%(phase)s” stands in no lane: choose who takes part.",
                phase=phase.name,
            )
            for phase in self.phase_ids
            if not phase.lane_ids
        ]
