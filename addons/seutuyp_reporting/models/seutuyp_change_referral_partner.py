# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypChange(models.Model):
    """When organisations merge, what is open goes on in the successor.

    A customer sent to an organisation that has merged with the sender's comes back to
    the sender. What is closed, and the tally, names whom it named.
    """

    _inherit = "seutuyp.change"

    def _moves(self):
        moves = super()._moves()
        if not self._is_of_partners() or self.kind != "merge" or self.duplicate:
            return moves
        sources = self._sources()
        referrals = self._open_referrals_of(sources)
        contacts = self._of_partners(
            "seutuyp.company.contact", sources, [("erased_on", "=", False)]
        )
        needs = self._of_partners(
            "seutuyp.company.need", sources, [("state", "in", ("open", "taken"))]
        )
        receptions = self._of_partners("seutuyp.referral.reception", sources)
        new = [
            (
                self.env._("Open referrals"),
                referrals,
                "moves",
                lambda: self._move_referrals(referrals),
            ),
            (
                self.env._("Contacts with companies"),
                contacts,
                "moves",
                lambda: self._move_to_partner(contacts),
            ),
            (
                self.env._("Companies' needs"),
                needs,
                "moves",
                lambda: self._move_to_partner(needs),
            ),
            (
                self.env._("How organisations receive customers"),
                receptions,
                "moves",
                lambda: self._move_partner_receptions(receptions),
            ),
        ]
        # before the organisations themselves end
        return [*moves[:-1], *new, *moves[-1:]]

    def _open_referrals_of(self, partners):
        """Return the open referrals from and to organisations, as superuser's.

        No more than their number is told; who may read them is not asked.
        """
        return (
            self.env["seutuyp.referral"]
            .sudo()
            .search(
                [
                    ("state", "in", ("sent", "accepted")),
                    "|",
                    ("from_partner_id", "in", partners.ids),
                    ("to_partner_id", "in", partners.ids),
                ]
            )
        )

    def _of_partners(self, model, partners, domain=()):
        return (
            self.env[model].sudo().search([("partner_id", "in", partners.ids), *domain])
        )

    def _move_to_partner(self, records):
        records.write({"partner_id": self._target().id})

    def _move_referrals(self, referrals):
        sources, target = self._sources(), self._target()
        for referral in referrals:
            sender, receiver = referral.from_partner_id, referral.to_partner_id
            new_sender = target if sender in sources else sender
            new_receiver = target if receiver in sources else receiver
            if new_sender != new_receiver:
                referral._guarded().write(
                    {"from_partner_id": new_sender, "to_partner_id": new_receiver}
                )
            elif receiver in sources:
                referral._guarded().from_partner_id = new_sender
                referral._come_back()
            # else the receiver is the successor, and goes on with the customer

    def _move_partner_receptions(self, receptions):
        """In a region of both organisations the successor's own row holds."""
        target = self._target()
        there = self._of_partners("seutuyp.referral.reception", target).region_id
        for region, rows in receptions.grouped("region_id").items():
            moving = rows[:1] if region not in there else rows.browse()
            (rows - moving).unlink()
            moving.write({"partner_id": target.id})
