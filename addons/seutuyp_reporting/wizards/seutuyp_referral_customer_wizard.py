# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class SeutuypReferralCustomerWizard(models.TransientModel):
    """Shows the customer of a referral without keeping it anywhere.

    Opening it asks ``read_customer``, which checks and notes; nobody may save it.
    """

    _name = "seutuyp.referral.customer.wizard"
    _description = "The customer of a referral"

    name = fields.Char(readonly=True)
    phone = fields.Char(readonly=True)
    email = fields.Char(string="E-mail", readonly=True)
    need = fields.Text(string="Wishes for", readonly=True)
    kept = fields.Char(readonly=True)

    _never_saved = models.Constraint(
        "CHECK(FALSE)", "The customer's data are shown, not copied."
    )

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        referral = self.env["seutuyp.referral"].browse(
            self.env.context.get("seutuyp_referral_id")
        )
        if referral and "name" in fields:
            values.update(referral.read_customer())
            scopes = referral._fields["consent_scope"]._description_selection(self.env)
            values["kept"] = dict(scopes)[referral.consent_scope]
        return values
