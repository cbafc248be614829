# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from ..tools import merge
from .seutuyp_guard_mixin import GUARD


class SeutuypChange(models.Model):
    """Organisations: a real merger moves what lives; a double entry moves all of it.

    A signature and a frozen text name the organisation as it was, in words of their
    own, so they stay true in both cases.
    """

    _inherit = "seutuyp.change"

    def _is_of_partners(self):
        return self.res_model == "res.partner" and self.kind != "rename"

    def _obstacles(self):
        problems = super()._obstacles()
        if not self._is_of_partners():
            return problems
        sources, target = self._sources(), self._target()
        dissolved = (
            self.env["res.partner"]
            .with_context(active_test=False)
            .search([("seutuyp_successor_id", "!=", False)])
        )
        code = merge.obstacle(
            sources.ids,
            target.id or None,
            {partner.id: partner.seutuyp_successor_id.id for partner in dissolved},
        )
        if code:
            problems.append(self._obstacle_sentence(code, sources[:1]))
        people = (sources | target).filtered(lambda item: not item.is_company)
        if people and not (self.duplicate and people == sources | target):
            problems.append(
                self.env._(
                    "Choose organisations; %(name)s is a person.", name=people[0].name
                )
            )
        problems += self._agreement_obstacles(self._party_rows(sources).agreement_id)
        if self.duplicate:
            problems += self._double_party_problems(sources, target)
        return problems

    def _double_party_problems(self, sources, target):
        """Both are parties of one agreement: two signatures cannot become one."""
        agreements = self._party_rows(target).agreement_id
        return [
            self.env._(
                "%(name)s and %(other)s are both parties to %(agreement)s, and what "
                "was signed stays. Merge them as organisations instead of as a double "
                "entry.",
                name=row.partner_id.name,
                other=target.name,
                agreement=row.agreement_id.display_name,
            )
            for row in self._party_rows(sources)
            if row.agreement_id in agreements
        ]

    def _party_rows(self, partners):
        return self.env["seutuyp.agreement.party"].search(
            [("partner_id", "in", partners.ids)]
        )

    def _agreements_concerned(self):
        found = super()._agreements_concerned()
        if self.res_model == "res.partner":
            rows = self._party_rows(self._sources() | self._target())
            found |= rows.agreement_id
        return found

    def _moves(self):
        moves = super()._moves()
        if not self._is_of_partners():
            return moves
        if self.kind == "split":
            people = self._moved("res.partner")
            return [
                *moves,
                (
                    self.env._("People"),
                    people,
                    "moves",
                    lambda: self._move_people(people),
                ),
            ]
        sources = self._sources()
        rows = self._party_rows(sources)
        people = self.env["res.partner"].search([("parent_id", "in", sources.ids)])
        offers = (
            self.env["seutuyp.service.offer"]
            .with_context(active_test=False)
            .search([("partner_id", "in", sources.ids)])
        )
        if self.duplicate:
            return [
                *moves,
                (self.env._("People"), people, "moves", None),
                (self.env._("Agreements it is a party to"), rows, "moves", None),
                (
                    self.env._("Services offered"),
                    offers,
                    "moves",
                    lambda: self._move_partner_offers(offers),
                ),
                (
                    self.env._("The double entries"),
                    sources,
                    "ends",
                    self._merge_duplicates,
                ),
            ]
        drafts = rows.filtered(lambda row: row.agreement_id.state == "preparing")
        return [
            *moves,
            (self.env._("People"), people, "moves", lambda: self._move_people(people)),
            (
                self.env._("Services offered"),
                offers,
                "moves",
                lambda: self._move_partner_offers(offers),
            ),
            (
                self.env._("Agreements being prepared"),
                drafts,
                "moves",
                lambda: self._move_drafts(drafts),
            ),
            (self.env._("Agreements in force or over"), rows - drafts, "stays", None),
            (
                self.env._("Seats in groups"),
                self._seats(sources),
                "moves",
                lambda: self._seats(sources).write(
                    {"organisation_id": self._target().id}
                ),
            ),
            (
                self.env._("Coordination of regions"),
                self._coordinated(sources),
                "moves",
                lambda: self._coordinated(sources).write(
                    {"coordinating_partner_id": self._target().id}
                ),
            ),
            (self.env._("Organisations"), sources, "ends", self._dissolve_partners),
        ]

    def _seats(self, partners):
        today = self.env["seutuyp.dated.mixin"]._today()
        seats = self.env["seutuyp.group.member"].search(
            [("organisation_id", "in", partners.ids)]
        )
        return seats.filtered(lambda seat: not seat.date_to or seat.date_to >= today)

    def _coordinated(self, partners):
        return self.env["seutuyp.region"].search(
            [("coordinating_partner_id", "in", partners.ids)]
        )

    def _move_people(self, people):
        people.write({"parent_id": self._target().id})

    def _move_partner_offers(self, offers):
        target = self._target()
        known = {
            (offer.region_id, offer.service_id)
            for offer in self.env["seutuyp.service.offer"].search(
                [("partner_id", "=", target.id)]
            )
        }
        for offer in offers:
            key = (offer.region_id, offer.service_id)
            if offer.active and key in known:
                offer.active = False
            elif offer.active:
                known.add(key)
                offer.partner_id = target

    def _move_drafts(self, rows):
        """A draft takes the successor as its party, once."""
        target = self._target()
        for row in rows:
            others = row.agreement_id.party_ids - row
            if target in others.partner_id:
                row.unlink()
            else:
                row._guarded().partner_id = target

    def _dissolve_partners(self):
        self._sources().write(
            {"seutuyp_successor_id": self._target().id, "active": False}
        )

    def _merge_duplicates(self):
        """Let the double entries dissolve into the one that is kept.

        Odoo's own merge rewrites every reference; it is closed to everybody else
        (``base_partner_merge.py``), since it would pass our locks.
        """
        sources, target = self._sources(), self._target()
        target.seutuyp_region_ids |= sources.seutuyp_region_ids
        merger = self.env["base.partner.merge.automatic.wizard"].with_context(
            seutuyp_guard=GUARD, active_test=False
        )
        for source in sources:
            merger._merge((source | target).ids, target, extra_checks=False)
        self.env.invalidate_all()
