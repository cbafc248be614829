# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models


class SeutuypReferralLook(models.Model):
    """Who looked at a customer's data, and when. Written by the look itself only."""

    _name = "seutuyp.referral.look"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "Look at a customer's data"
    _order = "id desc"
    _rec_name = "partner_id"
    _guard_all = True

    referral_id = fields.Many2one(
        "seutuyp.referral", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner", string="Who", required=True, ondelete="restrict"
    )
    organisation_id = fields.Many2one(
        "res.partner", string="Of which organisation", ondelete="restrict"
    )
    looked_on = fields.Datetime(string="When", required=True, index=True)

    @api.model
    def _note(self, referral):
        """Append that the current user looked at the customer of ``referral``."""
        person = self.env.user.partner_id.sudo()
        self._create_guarded(
            [
                {
                    "referral_id": referral.id,
                    "partner_id": person.id,
                    "organisation_id": person.commercial_partner_id.id,
                    "looked_on": fields.Datetime.now(),
                }
            ]
        )

    @api.model
    def _forget(self):
        """Delete what has been kept long enough for somebody to ask about it."""
        months = self.env["seutuyp.retention"]._months(
            "seutuyp_reporting.look_months", 24
        )
        limit = fields.Datetime.now() - relativedelta(months=months)
        self.search([("looked_on", "<", limit)])._guarded().unlink()
