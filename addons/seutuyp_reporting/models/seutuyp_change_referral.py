# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypChange(models.Model):
    """When regions merge, open referrals and needs go on in the successor.

    What is closed, and the tally, stays with the old region: it was counted there.
    """

    _inherit = "seutuyp.change"

    def _moves(self):
        moves = super()._moves()
        if not self._is_of_regions() or self.kind == "split":
            return moves
        sources = self._sources()
        # No more than their number is told here; who may read them is not asked.
        referrals = self._of_regions(
            "seutuyp.referral", [("state", "in", ("sent", "accepted"))], sources
        )
        contacts = self._of_regions(
            "seutuyp.company.contact", [("erased_on", "=", False)], sources
        )
        receptions = self._of_regions(
            "seutuyp.referral.reception", [("partner_id", "!=", False)], sources
        )
        new = [
            (
                self.env._("Open referrals"),
                referrals,
                "moves",
                lambda: self._move_to_region(referrals._guarded()),
            ),
            (
                self.env._("Contacts with companies"),
                contacts,
                "moves",
                lambda: self._move_to_region(contacts),
            ),
            (
                self.env._("How organisations receive customers"),
                receptions,
                "moves",
                lambda: self._move_receptions(receptions),
            ),
        ]
        # before the regions themselves end
        return [*moves[:-1], *new, *moves[-1:]]

    def _of_regions(self, model, domain, regions):
        return (
            self.env[model].sudo().search([("region_id", "in", regions.ids), *domain])
        )

    def _move_to_region(self, records):
        records.write({"region_id": self._target().id})

    def _move_receptions(self, receptions):
        """An organisation of both regions has one row in the successor: its first."""
        target = self._target()
        there = self._of_regions("seutuyp.referral.reception", [], target).partner_id
        for partner, rows in receptions.grouped("partner_id").items():
            moving = rows[:1] if partner not in there else rows.browse()
            (rows - moving).unlink()
            moving.write({"region_id": target.id})
