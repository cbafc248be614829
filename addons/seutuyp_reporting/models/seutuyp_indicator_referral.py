# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from ..tools import threshold


class SeutuypIndicator(models.Model):
    """Referrals as an indicator of cooperation (§4.4 E)."""

    _inherit = "seutuyp.indicator"

    @api.model
    def _compute_referrals(self, regions, date_from, date_to):
        """Return the referrals sent in a period.

        A value is shared beyond the region, so what is too small to tell is none; the
        coordinator finds it among the numbers of referrals.

        :return: {region id: number, None where it is too small, or where none has ever
            been recorded}
        """
        referrals = self.env["seutuyp.referral"]
        ever = referrals._counts(regions, "1900-01-01", date_to)
        counts = referrals._counts(regions, date_from, date_to)
        return {
            id_: threshold.shown(counts[id_]) if ever[id_] else None
            for id_ in regions.ids
        }
