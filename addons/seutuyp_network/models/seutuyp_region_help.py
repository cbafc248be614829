# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypRegion(models.Model):
    """“Who helps with what”: what a company may know about a region's services.

    Organisations with their own contact details; a person only where the offer says
    so. Nothing of the agreement, of gaps or of overlaps.
    """

    _inherit = "seutuyp.region"

    @api.model
    def _help_regions(self, text=""):
        """Return the regions of the public list, found by words in their name.

        :param str text: what the visitor typed
        :return: list of dict(code, name, area)
        """
        regions = self.sudo().search([("successor_id", "=", False)])
        wanted = text.strip().casefold()
        return [
            {"code": region.code, "name": region.name, "area": region.area_id.name}
            for region in regions
            if wanted in f"{region.name} {region.area_id.name or ''}".casefold()
        ]

    @api.model
    def _help_find(self, code):
        """Return the region with this code, or none; a merged one leads on.

        :param str code: from the address, not to be trusted
        """
        code = code.replace("\0", "")
        region = self.sudo().with_context(active_test=False)
        region = region.search([("code", "=ilike", self._no_wildcards(code))], limit=1)
        return region.successor_id or region

    @api.model
    def _no_wildcards(self, text):
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")

    @api.model
    def _help_segment(self, number):
        """Return the top segment with this id, or none.

        :param number: from the address, not to be trusted
        """
        segments = (
            self.env["seutuyp.segment"].sudo().search([("parent_id", "=", False)])
        )
        return segments.filtered(lambda item: str(item.id) == str(number or ""))

    def _help_values(self, segment):
        """Return what the public page and the service guide show.

        :param segment: a top ``seutuyp.segment``, or none for all
        :return: dict of plain values
        """
        self.ensure_one()
        region = self.sudo()
        services = region._matrix_services(segment.id)
        offers = region._matrix_offers(services, segment.id)
        by_service = offers.grouped("service_id")
        return {
            "region": region.name,
            "code": region.code,
            "about": region.description,
            "website": region.website,
            "segment_id": segment.id,
            "segment": segment.name,
            "segments": self._help_segments(),
            "categories": [
                {
                    "id": category.id,
                    "title": category.situation or category.name,
                    "services": [
                        {
                            "name": service.name,
                            "description": service.description or "",
                            "providers": [
                                self._help_provider(offer)
                                for offer in by_service[service].sorted(
                                    lambda item: (
                                        not item.is_lead,
                                        item.partner_id.name,
                                    )
                                )
                            ],
                        }
                        for service in services
                        if service.category_id == category and service in by_service
                    ],
                }
                for category in services.category_id.sorted("sequence")
                if category in offers.service_id.category_id
            ],
        }

    @api.model
    def _help_segments(self):
        segments = (
            self.env["seutuyp.segment"].sudo().search([("parent_id", "=", False)])
        )
        return [
            {"id": item.id, "name": item.name, "description": item.description or ""}
            for item in segments
        ]

    @api.model
    def _help_provider(self, offer):
        partner = offer.partner_id
        person = offer.responsible_id if offer.is_public else partner.browse()
        return {
            "name": partner.name,
            "is_lead": offer.is_lead,
            "phone": person.phone or partner.phone or "",
            "email": person.email or partner.email or "",
            "website": offer.url or partner.website or "",
            "person": person.name or "",
            "note": offer.note or "",
        }

    # ------------------------------------------------------------------ buttons
    def action_open_help_page(self):
        """Open the page that tells companies who helps with what."""
        self.ensure_one()
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return {
            "type": "ir.actions.act_url",
            "url": f"{base}/seutuyp/help/{self.code}",
            "target": "new",
        }

    def action_print_matrix(self, kind, segment_id=False):
        """Return the action that makes a file of the service matrix.

        :param str kind: ``pdf`` or ``xlsx``
        :param int segment_id: one top segment only
        """
        self.ensure_one()
        xmlid = {
            "xlsx": "seutuyp_network.action_report_service_matrix_xlsx",
        }.get(kind, "seutuyp_network.action_report_service_matrix")
        action = self.env.ref(xmlid).sudo()
        return action.with_context(seutuyp_segment_id=segment_id).report_action(
            self, config=False
        )
