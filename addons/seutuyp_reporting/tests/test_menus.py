# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_referral import ReferralCommon
from .common_rpc import RpcCase

MENUS = (
    "menu_referral_send",
    "menu_referral_to_us",
    "menu_referral_from_us",
    "menu_company_contact",
    "menu_organisation_year",
)
REFUSED = ("manager", "reviewer")
OFFERED = ("area_contact", "coordinator", "partner_user", "outsider")


@tagged("post_install", "-at_install")
class TestMenus(RpcCase, ReferralCommon):
    """What organisations do is not offered to those who work for none."""

    def _offered(self, user):
        menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
        return {
            name
            for name in MENUS
            if self.env.ref(f"seutuyp_reporting.{name}").id in menus
        }

    def test_menus_of_organisations(self):
        for role in (*REFUSED, *OFFERED):
            expected = set() if role in REFUSED else set(MENUS)
            with self.subTest(role=role):
                self.assertEqual(self._offered(getattr(self, role)), expected)

    def test_an_administrator_of_a_party_finds_them(self):
        self.manager.partner_id.parent_id = self.organisation_a
        self.env.flush_all()
        self.assertEqual(self._offered(self.manager), set(MENUS))

    def test_the_button_of_the_lists(self):
        referrals = self.env["seutuyp.referral"]
        for role in (*REFUSED, *OFFERED):
            for kind in ("list", "kanban"):
                own = referrals.with_user(getattr(self, role))
                arch = own.get_view(view_type=kind)["arch"]
                with self.subTest(role=role, kind=kind):
                    self.assertEqual("<button" in arch, role in OFFERED)

    def test_without_a_menu_it_is_refused_all_the_same(self):
        years = self.env["seutuyp.organisation.year"]
        wizards = self.env["seutuyp.referral.wizard"]
        for role in REFUSED:
            user = getattr(self, role)
            with self.subTest(role=role):
                with self.assertRefused(UserError, "not a party"):
                    years.with_user(user).action_my_year()
                with self.assertRefused(AccessError, "parties"):
                    wizards.with_user(user).default_get(["region_id"])
                self._log_in(user)
                values = self._values()
                self.assertTrue(
                    self._refused("seutuyp.referral", "action_send", values)
                )
