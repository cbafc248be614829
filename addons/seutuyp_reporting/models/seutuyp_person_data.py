# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, models

from odoo.addons.seutuyp_network.models.seutuyp_person_data import Handling, Texts


class SeutuypPersonData(models.AbstractModel):
    """Customers of referrals, companies met, surveys and forms."""

    _inherit = "seutuyp.person.data"

    @api.model
    def _texts(self):
        return {
            **super()._texts(),
            "seutuyp.referral.customer": Texts(("email",), ("name",)),
            "seutuyp.company.contact": Texts(
                ("email",), ("company_person", "company_name")
            ),
            "seutuyp.collection.file": Texts(("sender",)),
        }

    @api.model
    def _handlings(self):
        env = self.env
        return {
            **super()._handlings(),
            "seutuyp.referral.customer": Handling("erase", method="_erase_person"),
            "seutuyp.company.contact": Handling("erase", method="_erase", linked=False),
            "seutuyp.collection.file": Handling("erase", method="_erase_person"),
            "seutuyp.referral.look": Handling(
                "keep",
                env._("Evidence of who looked at a customer’s data"),
                whole=False,
            ),
            "seutuyp.survey.invitee": Handling(
                "keep", env._("Deleted when the round closes"), whole=False
            ),
        }


class SeutuypReferralCustomer(models.Model):
    _inherit = "seutuyp.referral.customer"

    def _erase_person(self):
        """Erase the customer; the referral stays and counts."""
        self.sudo().referral_id._erase()


class SeutuypCollectionFile(models.Model):
    _inherit = "seutuyp.collection.file"

    def _erase_person(self):
        """Blank from which address a file came; its figures stay."""
        self.sudo()._guarded().write({"sender": False})
