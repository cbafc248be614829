# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestPartner(SeutuypCommon):
    def test_business_id_is_checked(self):
        for wrong in ("2077474-1", "123", "abc", "2077474-00"):
            with self.assertRefused(ValidationError, "for example 2077474-0"):
                self._create_organisation(company_registry=wrong)

    def test_business_id_is_written_in_one_form(self):
        for typed in ("2077474-0", "20774740", " 2077474-0 ", "FI20774740"):
            partner = self._create_organisation(company_registry=typed)
            self.assertEqual(partner.company_registry, "2077474-0")
        partner = self._create_organisation()
        partner.company_registry = "20774740"
        self.assertEqual(partner.company_registry, "2077474-0")

    def test_foreign_number_is_left_alone(self):
        partner = self._create_organisation(
            country_id=self.env.ref("base.se").id, company_registry="556012-5790"
        )
        self.assertEqual(partner.company_registry, "556012-5790")
        with self.assertRaises(ValidationError):
            partner.country_id = self.env.ref("base.fi")

    def test_staff_of_a_foreign_organisation(self):
        organisation = self._create_organisation(
            country_id=self.env.ref("base.se").id, company_registry="556012-5790"
        )
        person = self._create_person(parent_id=organisation.id)
        self.assertEqual(person.commercial_partner_id, organisation)

    def test_twin_business_id_warns(self):
        first = self._create_organisation(company_registry="2077474-0")
        second = self._create_organisation(company_registry="20774740")
        self.assertEqual(second.same_company_registry_partner_id, first)

    def test_coordinator_creates_in_own_region(self):
        partners = self.env["res.partner"].with_user(self.coordinator)
        organisation = partners.create({"name": "New", "is_company": True})
        self.assertEqual(organisation.seutuyp_region_ids, self.region_a)
        person = partners.create(
            {"name": "Employee", "parent_id": organisation.id, "email": "e@example.com"}
        )
        person.email = "f@example.com"
        with self.assertRaises(AccessError):
            partners.create(
                {
                    "name": "Foreign",
                    "seutuyp_region_ids": [Command.set(self.region_b.ids)],
                }
            )

    def test_coordinator_changes_only_own_regions(self):
        organisation = self.organisation_a.with_user(self.coordinator)
        organisation.phone = "+358 9 123 456"
        with self.assertRefused(AccessError, "not the coordinator of Region B"):
            organisation.seutuyp_region_ids = [Command.link(self.region_b.id)]
        with self.assertRaises(AccessError):
            self.organisation_b.with_user(self.coordinator).phone = "1"
        self.organisation_a.seutuyp_region_ids |= self.region_b
        with self.assertRaises(AccessError):
            organisation.seutuyp_region_ids = [Command.set(self.region_a.ids)]

    def test_coordinator_does_not_pull_in_a_foreign_contact(self):
        with self.assertRaises(AccessError):
            self.organisation_b.with_user(self.coordinator).write(
                {"seutuyp_region_ids": [Command.link(self.region_a.id)]}
            )
        person = self._create_person()
        with self.as_rpc(self.coordinator), self.assertRaises(AccessError):
            self.organisation_a.with_user(self.coordinator).write(
                {"child_ids": [Command.link(person.id)]}
            )

    def test_address_of_an_account_is_the_managers(self):
        person = self.partner_user.partner_id
        person.with_user(self.coordinator).write(
            {"function": "Adviser", "phone": "+358 1", "is_entrepreneur": True}
        )
        with self.assertRaises(AccessError):
            person.with_user(self.coordinator_b).is_entrepreneur = False
        with self.assertRefused(AccessError, "signs in to the system"):
            person.with_user(self.coordinator).email = "thief@example.com"
        with self.assertRaises(AccessError):
            person.with_user(self.coordinator).active = False
        with self.as_rpc(self.coordinator), self.assertRaises(AccessError):
            self.organisation_a.with_user(self.coordinator).write(
                {"child_ids": [Command.update(person.id, {"email": "t@example.com"})]}
            )
        person.with_user(self.env.ref("base.user_admin")).email = "new@example.com"
        self.assertEqual(person.email, "new@example.com")

    def test_regions_of_a_colleague(self):
        person = self.partner_user.partner_id
        person.with_user(self.coordinator).seutuyp_region_ids = [
            Command.link(self.region_a.id)
        ]
        self.assertEqual(person.seutuyp_region_ids, self.region_a)
        with self.assertRefused(AccessError, "not the coordinator of Region B"):
            person.with_user(self.coordinator).seutuyp_region_ids = [
                Command.link(self.region_b.id)
            ]
        for command in (
            Command.create({"code": "X", "name": "X"}),
            Command.update(self.region_b.id, {"name": "X"}),
        ):
            with self.assertRaises(AccessError):
                person.with_user(self.coordinator).seutuyp_region_ids = [command]

    def test_address_of_a_portal_account(self):
        self.portal_user.partner_id.parent_id = self.organisation_a
        person = self.portal_user.partner_id.with_user(self.coordinator)
        with self.assertRaises(AccessError):
            person.email = "thief@example.com"
        person.with_user(self.manager).email = "new@example.com"

    def test_own_address_is_ones_own(self):
        person = self.coordinator.partner_id
        person.seutuyp_region_ids = self.region_a
        person.with_user(self.coordinator).email = "moved@example.com"
        self.assertEqual(person.email, "moved@example.com")

    def test_coordinator_moves_no_account_to_another_employer(self):
        """Staff of a party read its region: moving oneself would open it."""
        own = self.coordinator.partner_id
        own.parent_id = self.organisation_a
        with self.assertRefused(AccessError, "follows from their organisation"):
            own.with_user(self.coordinator).parent_id = self.organisation_b
        with self.assertRefused(AccessError, "follows from their organisation"):
            self.organisation_a.with_user(self.coordinator).write(
                {"is_company": False, "parent_id": self.organisation_b.id}
            )
        self.assertNotIn(self.coordinator, self.region_b.user_ids)

    def test_other_rights_stay(self):
        for user in (self.manager, self.env.ref("base.user_admin")):
            self.organisation_b.with_user(user).phone = "+358 1"
            self.organisation_b.with_user(user).seutuyp_region_ids |= self.region_a
