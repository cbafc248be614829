# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from .seutuyp_development_project import OPEN


class SeutuypChange(models.Model):
    """Development projects that go on belong to the successor, the others stay."""

    _inherit = "seutuyp.change"

    def _moves(self):
        moves = super()._moves()
        if not self._is_of_regions() or self.kind == "split":
            return moves
        projects = self.env["seutuyp.development.project"].search(
            [("region_ids", "in", self._sources().ids), ("stage", "in", OPEN)]
        )
        what = self.env._("Development projects that go on")
        # before the regions themselves end
        last = (what, projects, "moves", lambda: self._replace_regions(projects))
        return [*moves[:-1], last, *moves[-1:]]
