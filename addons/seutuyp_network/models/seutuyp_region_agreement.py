# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

from .seutuyp_region import SeutuypRegion as Region


class SeutuypRegion(models.Model):
    """What a region knows from its agreements: parties, text in force, licence."""

    _inherit = "seutuyp.region"

    # The other end of an agreement's regions: it is changed there, under its locks.
    _guarded_fields = Region._guarded_fields | {
        "agreement_ids",
        "agreement_id",
        "licence_ids",
        "licence_id",
    }

    agreement_ids = fields.Many2many(
        "seutuyp.agreement",
        "seutuyp_agreement_region_rel",
        "region_id",
        "agreement_id",
        string="Agreements",
        readonly=True,
    )
    agreement_id = fields.Many2one(
        "seutuyp.agreement",
        string="Agreement in force",
        compute="_compute_agreement_id",
        store=True,
    )
    licence_ids = fields.One2many(
        "seutuyp.licence", "region_id", string="Licences over time", readonly=True
    )
    licence_id = fields.Many2one(
        "seutuyp.licence", compute="_compute_licence_id", store=True
    )

    @api.depends(
        "agreement_ids.state",
        "agreement_ids.active",
        "agreement_ids.party_ids.partner_id.seutuyp_successor_id",
        "agreement_ids.party_ids.state",
    )
    def _compute_partner_ids(self):
        for region in self:
            running = region.agreement_ids.filtered(
                lambda item: item.active and item.state in ("in_force", "notice")
            )
            parties = running._content_parties().partner_id
            region.partner_ids = parties._organisation_today()

    @api.depends(
        "agreement_ids.state",
        "agreement_ids.active",
        "agreement_ids.party_ids.partner_id.seutuyp_staff_ids.user_ids.active",
        "agreement_ids.party_ids.partner_id.seutuyp_staff_ids.user_ids.share",
        "agreement_ids.party_ids.state",
    )
    def _compute_user_ids(self):
        return super()._compute_user_ids()

    def _reader_partners(self, date):
        # Those who negotiate an agreement read it too, not only today's parties.
        preparing = self.agreement_ids.filtered(
            lambda item: item.active and item.state == "preparing"
        )
        negotiating = preparing._content_parties().partner_id._organisation_today()
        return super()._reader_partners(date) | negotiating.seutuyp_staff_ids

    @api.depends(
        "agreement_ids.state", "agreement_ids.date_start", "agreement_ids.active"
    )
    def _compute_agreement_id(self):
        for region in self:
            running = region.agreement_ids.filtered(
                lambda item: item.active and item.state in ("in_force", "notice")
            )
            region.agreement_id = running.sorted("date_start")[-1:]

    @api.depends("licence_ids.state")
    def _compute_licence_id(self):
        for region in self:
            region.licence_id = region.licence_ids.filtered(
                lambda item: item.state in ("active", "suspended")
            )[:1]

    def _current_agreement(self):
        """Return the agreement people work on now: one being prepared, or in force."""
        self.ensure_one()
        preparing = self.agreement_ids.filtered(
            lambda item: item.active and item.state == "preparing"
        )
        return preparing.sorted("id")[-1:] or self.agreement_id

    def _records_followed(self):
        agreements = self.with_context(active_test=False).agreement_ids
        licences = self.licence_ids
        return [*super()._records_followed(), agreements, licences, licences.case_ids]
