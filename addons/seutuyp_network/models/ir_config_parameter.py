# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class IrConfigParameter(models.Model):
    _inherit = "ir.config_parameter"

    @api.model
    def _seutuyp_public_url(self):
        """Return the address that links on paper and in QR codes begin with.

        A parameter of our own: core overwrites ``web.base.url`` whenever an
        administrator logs in.
        """
        params = self.sudo()
        url = params.get_param("seutuyp_network.public_url") or params.get_param(
            "web.base.url"
        )
        return (url or "").rstrip("/")
