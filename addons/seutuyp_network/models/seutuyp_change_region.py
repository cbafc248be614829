# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import models
from odoo.fields import Command

from ..tools import merge


class SeutuypChange(models.Model):
    """Regions: what lives moves to the successor, the past stays with the old one.

    An agreement in force keeps its text and its regions until it is renewed for the
    successor; the licence of a region that is no more expires.
    """

    _inherit = "seutuyp.change"

    def _is_of_regions(self):
        return self.res_model == "seutuyp.region" and self.kind != "rename"

    def _obstacles(self):
        problems = super()._obstacles()
        if not self._is_of_regions():
            return problems
        sources, target = self._sources(), self._target()
        dissolved = self.env["seutuyp.region"].search([("successor_id", "!=", False)])
        code = merge.obstacle(
            sources.ids,
            target.id or None,
            {region.id: region.successor_id.id for region in dissolved},
        )
        if code:
            problems.append(self._obstacle_sentence(code, sources[:1]))
        return problems + self._agreement_obstacles(self._agreements_of(sources))

    def _agreement_obstacles(self, agreements):
        """What is being signed or reviewed is finished or taken back first."""
        problems = []
        for agreement in agreements:
            if agreement.review_state == "submitted":
                problems.append(
                    self.env._(
                        "%(name)s is under review. Wait for the decision, or let the "
                        "coordinator take the submission back.",
                        name=agreement.display_name,
                    )
                )
            elif agreement.signing_state == "collecting":
                problems.append(
                    self.env._(
                        "Signatures are being collected for %(name)s. Let the "
                        "coordinator withdraw the sending first.",
                        name=agreement.display_name,
                    )
                )
        return problems

    def _agreements_of(self, regions):
        return self.env["seutuyp.agreement"].search(
            [
                ("region_ids", "in", regions.ids),
                ("state", "not in", ("ended", "superseded")),
            ]
        )

    def _agreements_concerned(self):
        found = super()._agreements_concerned()
        if self.res_model == "seutuyp.region":
            found |= self._agreements_of(self._sources() | self._target())
        return found

    def _moves(self):
        moves = super()._moves()
        if not self._is_of_regions():
            return moves
        if self.kind == "split":
            return moves + self._split_moves()
        sources = self._sources()
        contacts = self.env["res.partner"].search(
            [("seutuyp_region_ids", "in", sources.ids)]
        )
        agreements = self._agreements_of(sources)
        preparing = agreements.filtered(lambda item: item.state == "preparing")
        licences = self.env["seutuyp.licence"].search(
            [("region_id", "in", sources.ids)]
        )
        running = licences.filtered(lambda item: item.state in ("active", "suspended"))
        offers = sources.offer_ids
        return [
            *moves,
            (
                self.env._("Groups"),
                sources.group_ids,
                "moves",
                lambda: self._replace_regions(sources.group_ids),
            ),
            (
                self.env._("Organisations and people"),
                contacts,
                "moves",
                lambda: self._replace_regions(contacts, "seutuyp_region_ids"),
            ),
            (
                self.env._("Services offered"),
                offers,
                "moves",
                lambda: self._move_offers(offers),
            ),
            (
                self.env._("Agreements being prepared"),
                preparing,
                "moves",
                lambda: self._replace_regions(preparing._guarded()),
            ),
            (self.env._("Agreements in force"), agreements - preparing, "stays", None),
            (
                self.env._("Brand licences"),
                running,
                "ends",
                lambda: self._expire_licences(running),
            ),
            (self.env._("Earlier licences"), licences - running, "stays", None),
            (self.env._("Regions"), sources, "ends", self._dissolve_regions),
        ]

    def _split_moves(self):
        """Only what is named in the lines ``moved`` goes to the new region."""
        target = self._target()
        partners = self._moved("res.partner")
        groups = self._moved("seutuyp.group")
        offers = self._sources().offer_ids.filtered(
            lambda offer: offer.partner_id in partners
        )
        return [
            (
                self.env._("Groups"),
                groups,
                "moves",
                lambda: groups.write({"region_ids": [Command.set(target.ids)]}),
            ),
            (
                self.env._("Organisations and people"),
                partners,
                "moves",
                lambda: self._replace_regions(partners, "seutuyp_region_ids"),
            ),
            (
                self.env._("Services offered"),
                offers,
                "moves",
                lambda: self._move_offers(offers),
            ),
        ]

    def _moved(self, model):
        lines = self.line_ids.filtered(
            lambda line: line.role == "moved" and line.res_model == model
        )
        return self.env[model].browse(lines.mapped("res_id"))

    def _replace_regions(self, records, name="region_ids"):
        sources, target = self._sources(), self._target()
        # Most have the same regions: one write for each different set of them.
        for regions, same in records.grouped(name).items():
            same.write({name: [Command.set(((regions - sources) | target).ids)]})

    def _move_offers(self, offers):
        """What the target has already is ended instead of doubled."""
        target = self._target()
        known = {
            (offer.service_id, offer.partner_id)
            for offer in target.offer_ids.filtered("active")
        }
        for offer in offers:
            key = (offer.service_id, offer.partner_id)
            if key in known:
                offer.active = False
            else:
                known.add(key)
                offer.region_id = target

    def _expire_licences(self, licences):
        if licences:
            licences._transition(
                "expire",
                self.env._("Merged into %(region)s.", region=self._target().name),
            )

    def _dissolve_regions(self):
        before = self.effective_on - timedelta(days=1)
        target = self._target()
        for region in self._sources():
            region.successor_id = target
            for line in region.area_history_ids._on(before):
                line.date_to = before
