# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models
from odoo.exceptions import AccessError, UserError

# The worst first: a service stands in the matrix as in its worst segment.
ORDER = ("gap", "overlap", "covered")


class SeutuypRegion(models.Model):
    """The service matrix as screens, reports and pages show it."""

    _inherit = "seutuyp.region"

    # -------------------------------------------------------------- one region
    @api.readonly
    def service_matrix(self, segment_id=False):
        """Return the region's service matrix: services down, organisations across.

        Called on no region, it answers for the user's first one.

        :param int segment_id: only services meant for this top segment, and offers
            made to it; all segments when empty
        :return: dict with ``region``, ``regions`` and ``segments`` to choose from,
            ``summary`` (a sentence), ``organisations`` and ``categories``, whose
            services hold ``status`` (gap, covered, overlap or False), ``status_label``
            and ``cells`` ({organisation id: offer})
        :raise AccessError: the user does not belong to the network's staff
        """
        self._check_staff()
        if not self:
            return self._own_region().service_matrix(segment_id)
        self.ensure_one()
        services = self._matrix_services(segment_id)
        offers = self._matrix_offers(services, segment_id)
        statuses = self._matrix_statuses(services, segment_id)[self.id]
        return {
            "region": {"id": self.id, "name": self.name, "area": self.area_id.name},
            "regions": self._matrix_regions(),
            "segments": self._matrix_segments(),
            "segment_id": segment_id or False,
            "summary": self._matrix_summary(),
            "may_add": self.may_edit or bool(self._offers_own()),
            "own_organisation": self._offers_own(),
            "organisations": self._matrix_organisations(offers),
            "categories": self._matrix_categories(services, offers, statuses),
        }

    @api.model
    def _check_staff(self):
        if not self.env.user.has_group("seutuyp_network.group_user"):
            raise AccessError(
                self.env._("The service matrix is for staff of the network.")
            )

    def _offers_own(self):
        """Return the id of the user's organisation if he may offer for it here."""
        own = self.env.user.partner_id.sudo().commercial_partner_id
        return own.id if own.is_company and self._may_offer(own) else False

    @api.model
    def _matrix_regions(self):
        regions = self.search([("successor_id", "=", False)])
        mine = regions.filtered(lambda item: self.env.user in item.sudo().user_ids)
        return [
            {"id": item.id, "name": item.name, "mine": item in mine}
            for item in mine + (regions - mine)
        ]

    @api.model
    def _matrix_segments(self):
        segments = self.env["seutuyp.segment"].search([("parent_id", "=", False)])
        return [{"id": item.id, "name": item.name} for item in segments]

    @api.model
    def _matrix_services(self, segment_id=False):
        domain = [("segment_ids", "in", [segment_id])] if segment_id else []
        return self.env["seutuyp.service"].search(domain)

    def _matrix_offers(self, services, segment_id=False):
        domain = [("region_id", "in", self.ids), ("service_id", "in", services.ids)]
        if segment_id:
            domain += [
                "|",
                ("segment_ids", "=", False),
                ("segment_ids", "child_of", segment_id),
            ]
        return self.env["seutuyp.service.offer"].search(domain)

    def _matrix_statuses(self, services, segment_id=False):
        """Return {region id: {service id: the worst status over the segments}}."""
        domain = [("region_id", "in", self.ids), ("service_id", "in", services.ids)]
        if segment_id:
            domain.append(("segment_id", "=", segment_id))
        rows = self.env["seutuyp.service.coverage"]._read_group(
            domain, ["region_id", "service_id", "status"]
        )
        result = {id_: {} for id_ in self.ids}
        for region, service, status in rows:
            known = result[region.id].get(service.id, "covered")
            result[region.id][service.id] = min(known, status, key=ORDER.index)
        return result

    def _matrix_summary(self):
        """Return what the matrix comes to, compared with last year, in a sentence."""
        last = self.env["seutuyp.service.coverage.count"]._last_year(self)
        gaps, overlaps = self.gap_count, self.overlap_count
        if self.id in last:
            return self.env._(
                "Gaps %(gaps)s, overlaps %(overlaps)s; last year %(old_gaps)s and "
                "%(old_overlaps)s.",
                gaps=gaps,
                overlaps=overlaps,
                old_gaps=last[self.id][0],
                old_overlaps=last[self.id][1],
            )
        return self.env._(
            "Gaps %(gaps)s, overlaps %(overlaps)s.", gaps=gaps, overlaps=overlaps
        )

    def _matrix_organisations(self, offers):
        partners = self._matrix_partners() | offers.partner_id.sudo()
        return [
            {
                "id": partner.id,
                "name": partner.name,
                "may_edit": self._may_offer(partner),
            }
            for partner in partners.sorted("name")
        ]

    def _matrix_partners(self):
        """Return the parties, and those of an agreement still being prepared."""
        region = self.sudo()
        preparing = (
            self.env["seutuyp.agreement"]
            .sudo()
            .search([("region_ids", "in", self.ids), ("state", "=", "preparing")])
        )
        parties = preparing._content_parties().partner_id
        return region._organisations() | parties

    def _matrix_categories(self, services, offers, statuses):
        labels = self._status_labels()
        cells = {}
        for offer in offers:
            cells.setdefault(offer.service_id.id, {})[offer.partner_id.id] = (
                self._matrix_cell(offer)
            )
        return [
            {
                "id": category.id,
                "name": category.name,
                "services": [
                    {
                        "id": service.id,
                        "name": service.name,
                        "description": service.description or "",
                        "required": service.required,
                        "status": statuses.get(service.id, False),
                        "status_label": labels.get(statuses.get(service.id), ""),
                        "cells": cells.get(service.id, {}),
                    }
                    for service in services
                    if service.category_id == category
                ],
            }
            for category in services.category_id.sorted("sequence")
        ]

    @api.model
    def _status_labels(self):
        field = self.env["seutuyp.service.coverage"]._fields["status"]
        return dict(field._description_selection(self.env))

    @api.model
    def _matrix_cell(self, offer):
        day = self.env["seutuyp.report.mixin"]._day
        return {
            "id": offer.id,
            "is_lead": offer.is_lead,
            "responsible": offer.responsible_id.sudo().name or "",
            "segments": offer.segment_ids.mapped("name"),
            "confirmed": day(offer.confirmed_on),
            "stale": offer._is_stale(),
        }

    def _matrix_people(self, segment_id=False):
        """Return who answers for each service offered, in the order of the matrix.

        :return: list of dict(service, organisation, is_lead, segments, responsible,
            phone, email, confirmed_on), plain values
        """
        self.ensure_one()
        self._check_staff()
        offers = self._matrix_offers(self._matrix_services(segment_id), segment_id)
        return [
            {
                "service": offer.service_id.name,
                "organisation": offer.partner_id.name,
                "is_lead": offer.is_lead,
                "segments": ", ".join(offer.segment_ids.mapped("name")),
                "responsible": offer.responsible_id.name or "",
                "phone": offer.responsible_id.phone or offer.partner_id.phone or "",
                "email": offer.responsible_id.email or offer.partner_id.email or "",
                "confirmed_on": offer.confirmed_on,
            }
            for offer in offers.sudo()
        ]

    # -------------------------------------------------------------- comparison
    @api.model
    @api.readonly
    def compare_services(self, area_id=False, segment_id=False):
        """Return how the regions of an area cover the services, side by side.

        Regions stand in the order of their names: this is no ranking.

        :param int area_id: by default that of the user's first region, else the first
        :param int segment_id: look at one top segment only
        :return: dict with ``area_id``, ``areas``, ``segments``, ``regions`` (each with
            gaps and overlaps) and ``categories``, whose services hold ``statuses``
            ({region id: status})
        :raise AccessError: the user does not belong to the network's staff
        """
        self._check_staff()
        areas = self.env["seutuyp.area"].search([("region_ids", "!=", False)])
        area = areas.filtered(lambda item: item.id == area_id) or self._own_area(areas)
        regions = self.search([("area_id", "=", area.id)]) if area else self.browse()
        services = self._matrix_services(segment_id)
        statuses = regions._matrix_statuses(services, segment_id)
        return {
            "area_id": area.id,
            "areas": [{"id": item.id, "name": item.name} for item in areas],
            "segments": self._matrix_segments(),
            "segment_id": segment_id or False,
            "labels": self._status_labels(),
            "regions": [
                {
                    "id": region.id,
                    "name": region.name,
                    "gaps": region.gap_count,
                    "overlaps": region.overlap_count,
                }
                for region in regions
            ],
            "categories": [
                {
                    "id": category.id,
                    "name": category.name,
                    "services": [
                        {
                            "id": service.id,
                            "name": service.name,
                            "statuses": {
                                region.id: statuses[region.id].get(service.id, False)
                                for region in regions
                            },
                        }
                        for service in services
                        if service.category_id == category
                    ],
                }
                for category in services.category_id.sorted("sequence")
            ],
        }

    @api.model
    def _own_region(self):
        """Return the user's first region: one he keeps, reads, or just the first."""
        for domain in (
            [("editor_user_ids", "in", self.env.uid)],
            [("user_ids", "in", self.env.uid)],
            [("successor_id", "=", False)],
        ):
            region = self.search(domain, limit=1)
            if region:
                return region
        raise UserError(self.env._("There are no regions yet. Add one first."))

    @api.model
    def _own_area(self, areas):
        mine = self.search([("user_ids", "in", self.env.uid)], limit=1)
        return mine.area_id or areas[:1]

    # ------------------------------------------------------------------ buttons
    def action_open_matrix(self):
        """Open the service matrix of this region."""
        self.ensure_one()
        return {
            "type": "ir.actions.client",
            "tag": "seutuyp_service_matrix",
            "name": self.env._("Service matrix"),
            "context": {"active_id": self.id},
        }
