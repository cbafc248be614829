# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

FOR_ORGANISATIONS = (
    "seutuyp_reporting.menu_referral_send",
    "seutuyp_reporting.menu_referral_to_us",
    "seutuyp_reporting.menu_referral_from_us",
    "seutuyp_reporting.menu_company_contact",
    "seutuyp_reporting.menu_organisation_year",
)


class IrUiMenu(models.Model):
    """The ministry and administrators work for no party: they are not offered its work.

    Core keeps the menus of a user, so others find theirs even before their organisation
    has joined, and are told that.
    """

    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        return super()._load_menus_blacklist() + self._menus_of_organisations()

    def _menus_of_organisations(self):
        """Return the ids of menus that would refuse the user, or show nothing."""
        wide = "seutuyp_network.group_reviewer,seutuyp_network.group_manager"
        if not self.env.user.has_groups(wide) or self._works_for_party():
            return []
        menus = (self.env.ref(name, False) for name in FOR_ORGANISATIONS)
        return [menu.id for menu in menus if menu]

    def _works_for_party(self):
        return bool(self.env["seutuyp.referral.wizard"]._regions())
