# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models


class SeutuypRegion(models.Model):
    """Who may no longer read a region no longer follows its questions either."""

    _inherit = "seutuyp.region"

    def _records_followed(self):
        items = self.env["seutuyp.joint.item"].search([("region_id", "=", self.id)])
        return [*super()._records_followed(), items]
