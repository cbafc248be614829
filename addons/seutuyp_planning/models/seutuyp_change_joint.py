# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypChange(models.Model):
    """Open questions and promises go to the successor, the closed ones stay."""

    _inherit = "seutuyp.change"

    def _moves(self):
        moves = super()._moves()
        if self._is_of_regions() and self.kind != "split":
            items = self._open_joint_items("region_id")
            function = self._move_items_to_region
        elif self.res_model == "seutuyp.area" and self.kind != "rename":
            # those about a region follow it to its new area by themselves
            items = self._open_joint_items("area_id")
            items = items.filtered(lambda item: not item.region_id)
            function = self._move_items_to_area
        else:
            return moves
        what = self.env._("Open questions and promises")
        # before the regions or areas themselves end
        last = (what, items, "moves", lambda: function(items))
        return [*moves[:-1], last, *moves[-1:]]

    def _open_joint_items(self, field):
        return self.env["seutuyp.joint.item"].search(
            [(field, "in", self._sources().ids), ("state", "=", "open")]
        )

    def _move_items_to_region(self, items):
        items._guarded().write({"region_id": self._target().id})

    def _move_items_to_area(self, items):
        for area, own in items.grouped("area_id").items():
            targets = self._targets_of(area)
            if len(targets) == 1:
                own._guarded().write({"area_id": targets.id})
