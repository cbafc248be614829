# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.fields import Command


class SeutuypChange(models.Model):
    """Handovers and vacant duties follow their region into its successor.

    What is over stays with the old region; what is open moves on and is read in both.
    """

    _inherit = "seutuyp.change"

    def _moves(self):
        moves = super()._moves()
        if not self._is_of_regions() or self.kind == "split":
            return moves
        sources = self._sources()
        self.env["seutuyp.handover"].flush_model(["region_ids"])
        handovers = self.env["seutuyp.handover"].search(
            [("region_ids", "in", sources.ids), ("kind", "!=", "area")]
        )
        open_ones = handovers.filtered(
            lambda item: item.state in ("planned", "under_way")
        )
        vacancies = self.env["seutuyp.vacancy"].search(
            [("region_ids", "in", sources.ids), ("kind", "!=", "area")]
        )
        vacant = vacancies.filtered(lambda item: not item.cleared_on)
        stand_ins = self.env["seutuyp.stand.in"].search(
            [
                ("region_id", "in", sources.ids),
                ("state", "in", ("planned", "running")),
            ]
        )
        mine = [
            (
                self.env._("Earlier handovers"),
                handovers - open_ones,
                "stays",
                lambda: self._keep_readable(handovers),
            ),
            (
                self.env._("Open handovers"),
                open_ones,
                "moves",
                lambda: self._move_handovers(open_ones),
            ),
            (
                self.env._("Vacant duties"),
                vacant,
                "moves",
                lambda: self._move_vacancies(vacant),
            ),
            (
                self.env._("Stand-ins"),
                stand_ins,
                "ends",
                lambda: self._end_stand_ins(stand_ins),
            ),
        ]
        # Before the groups move: afterwards nobody knows whose they were.
        return [*mine, *moves]

    def _keep_readable(self, handovers):
        sources = self._sources()
        for handover in handovers:
            handover._guarded().write(
                {
                    "origin_region_ids": [
                        Command.link(region.id)
                        for region in handover.region_ids & sources
                    ]
                }
            )

    def _move_handovers(self, handovers):
        """Where the successor has an open handover of its own, that one goes on."""
        target = self._target()
        taken = self.env["seutuyp.handover"].search_count(
            [
                ("kind", "=", "coordinator"),
                ("region_id", "=", target.id),
                ("state", "in", ("planned", "under_way")),
            ],
            limit=1,
        )
        for handover in handovers.filtered(lambda item: item.kind == "coordinator"):
            if taken:
                handover._transition(
                    "cancel",
                    self.env._("Merged into %(region)s.", region=target.name),
                )
            else:
                handover._guarded().write({"region_id": target.id})
                handover.flush_recordset()
                taken = True

    def _move_vacancies(self, vacancies):
        """The successor's own coordinator fills the duty; else it stays vacant."""
        target, today = self._target(), self.env["seutuyp.dated.mixin"]._today()
        taken = bool(target.coordinator_id) or bool(
            self.env["seutuyp.vacancy"].search_count(
                [
                    ("kind", "=", "coordinator"),
                    ("region_id", "=", target.id),
                    ("cleared_on", "=", False),
                ],
                limit=1,
            )
        )
        for vacancy in vacancies:
            vals = {"region_ids": [Command.link(target.id)]}
            if vacancy.kind == "coordinator" and taken:
                vals["cleared_on"] = today
                vacancy.activity_unlink(["mail.mail_activity_data_todo"])
            elif vacancy.kind == "coordinator":
                vals["region_id"] = target.id
                taken = True
            vacancy._guarded().write(vals)

    def _end_stand_ins(self, stand_ins):
        for stand_in in stand_ins:
            stand_in._transition(
                "finish",
                self.env._("Merged into %(region)s.", region=self._target().name),
            )
            stand_in._after_end()
