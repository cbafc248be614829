# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class ReportLicence(models.AbstractModel):
    """The certificate of a brand licence; its QR code tells the status of today."""

    _name = "report.seutuyp_network.report_licence"
    _inherit = ["seutuyp.report.mixin"]
    _description = "Licence certificate"
    _document_model = "seutuyp.licence"

    @api.model
    def _get_report_values(self, docids, data=None):
        self._public_url()  # raises when the address would be worthless on paper
        values = super()._get_report_values(docids, data=data)
        values["parties"] = {
            licence.id: self._party_names(licence) for licence in values["docs"]
        }
        values["validity"] = self._validity
        return values

    def _validity(self, licence):
        if licence.date_end:
            return self.env._("until %(day)s", day=self._day(licence.date_end))
        return self.env._("as long as the agreement is in force")

    def _party_names(self, licence):
        parties = licence.sudo().agreement_id._content_parties()
        return parties.partner_id.sorted("name").mapped("name")
