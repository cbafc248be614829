# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models

from .seutuyp_licence_risk import SeutuypLicence as Licence

# How many months before its end the region is reminded that its licence runs out.
WARNINGS = (2, 6)


class SeutuypLicence(models.Model):
    """The region hears in good time that its licence runs out."""

    _inherit = "seutuyp.licence"

    _guarded_fields = Licence._guarded_fields | {"warned_months"}

    warned_months = fields.Integer(
        readonly=True, copy=False, help="How many months ahead it was last warned."
    )

    @api.model
    def _cron_expire(self):
        result = super()._cron_expire()
        self._warn_of_end()
        return result

    @api.model
    def _warn_of_end(self):
        """Mail the coordinators six and two months before the end, once each.

        After an outage only the nearer of two missed warnings is sent.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        licences = self.sudo().search(
            [
                ("state", "in", ("active", "suspended")),
                ("date_end", ">=", today),
                ("date_end", "<=", today + relativedelta(months=max(WARNINGS))),
            ]
        )
        for licence in licences:
            due = min(
                months
                for months in WARNINGS
                if licence.date_end <= today + relativedelta(months=months)
            )
            if licence.warned_months and licence.warned_months <= due:
                continue
            licence._guarded().warned_months = due
            licence.agreement_id._tell_coordinators(
                "seutuyp_network.mail_template_licence_ends",
                lambda item: item.env._(
                    "The brand licence runs out: prepare the next agreement"
                ),
                seutuyp_licence=licence,
            )
