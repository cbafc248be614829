# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.seutuyp_network.tests.common_person_request import PersonRequests

from .common_referral import CUSTOMER, ReferralCommon


@tagged("post_install", "-at_install")
class TestPersonData(PersonRequests, ReferralCommon):
    """Customers and companies are found, given out and erased on request."""

    who = (CUSTOMER["name"], CUSTOMER["email"])

    def test_customer_of_a_referral(self):
        request = self._found()
        line = self._lines(request, "seutuyp.referral.customer")
        self.assertEqual((line.kind, line.how), ("erase", "text"))
        self._erase(request)
        told = (CUSTOMER["name"], CUSTOMER["email"], CUSTOMER["phone"])
        self.assertEqual(self._places(*told) - {"bus_bus.message"}, set())
        self.assertFalse(self._customer())
        self.assertTrue(self.referral.exists())
        self.assertTrue(self.referral.erased_on)

    def test_company_that_was_met(self):
        contact = self._meet(
            company_name="Leipomo Oy",
            company_person="Liisa Leipuri",
            email="liisa@leipomo.example",
            has_consent=True,
        )
        request = self._found("Liisa Leipuri", "liisa@leipomo.example")
        self.assertEqual(
            self._lines(request, "seutuyp.company.contact").res_id, contact.id
        )
        self._erase(request)
        told = ("Liisa Leipuri", "liisa@leipomo.example", "Leipomo Oy")
        self.assertEqual(self._places(*told) - {"bus_bus.message"}, set())
        self.assertFalse(contact.sudo().company_person or contact.sudo().email)
        self.assertTrue(contact.erased_on)

    def test_whoever_met_a_company_does_not_erase_it(self):
        contact = self._meet(company_name="Leipomo Oy", has_consent=True)
        person = contact.sudo().person_id
        request = self._found(person.name, person.email)
        line = self._lines(request, "seutuyp.company.contact")
        self.assertEqual(line.how, "link")
        self.assertNotEqual(line.kind, "erase")
        self._erase(request)
        self.assertEqual(contact.sudo().company_name, "Leipomo Oy")

    def test_a_form_that_came_by_mail_loses_its_sender(self):
        file = self.env["seutuyp.collection.file"]._create_guarded(
            {
                "name": "a.xlsx",
                "sender": CUSTOMER["email"],
                "channel": "mail",
                "result": "foreign",
            }
        )
        self._erase(self._found())
        self.assertFalse(file.sender)
        self.assertEqual(file.name, "a.xlsx")

    def test_retention_is_shown(self):
        self.referral.sudo()._guarded().erase_on = "2020-01-01"
        action = self.env["seutuyp.retention"].with_user(self.manager).action_open()
        lines = self.env["seutuyp.retention.line"].with_user(self.manager)
        lines = lines.search(action["domain"])
        row = lines.filtered(
            lambda line: line.setting == "seutuyp_reporting.referral_months"
        )[:1]
        self.assertEqual(row.waiting_count, 1)
        self.assertTrue(row.next_run)
