# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models


class SeutuypIndicator(models.Model):
    """Referrals as an indicator of cooperation (§4.4 E)."""

    _inherit = "seutuyp.indicator"

    @api.model
    def _compute_referrals(self, regions, date_from, date_to):
        """Return the referrals sent in a period.

        :return: {region id: number, None where none has ever been recorded}
        """
        referrals = self.env["seutuyp.referral"]
        ever = referrals._counts(regions, "1900-01-01", date_to)
        counts = referrals._counts(regions, date_from, date_to)
        return {id_: counts[id_] if ever[id_] else None for id_ in regions.ids}
