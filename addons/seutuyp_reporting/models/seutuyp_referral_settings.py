# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResConfigSettings(models.TransientModel):
    """How long customers' data and the looks at them are kept."""

    _inherit = "res.config.settings"

    seutuyp_referral_months = fields.Integer(
        string="Customers’ data of referrals are kept for (months)",
        config_parameter="seutuyp_reporting.referral_months",
        default=12,
    )
    seutuyp_look_months = fields.Integer(
        string="Who looked at them is kept for (months)",
        config_parameter="seutuyp_reporting.look_months",
        default=24,
    )

    @api.constrains("seutuyp_referral_months", "seutuyp_look_months")
    def _check_seutuyp_months(self):
        for settings in self:
            months = (settings.seutuyp_referral_months, settings.seutuyp_look_months)
            if not all(1 <= number <= 120 for number in months):
                raise ValidationError(
                    self.env._(
                        "Customers’ data, and who looked at them, are kept for 1 to "
                        "120 months. Choose a number between."
                    )
                )
