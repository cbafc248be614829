# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import tagged

from .test_change import ChangeCommon
from .test_import import ImportCommon, workbook


@tagged("post_install", "-at_install")
class TestImportMerged(ImportCommon, ChangeCommon):
    """A sheet that was filled in before a merger finds what is there today."""

    def _notes(self, wizard):
        return wizard.line_ids.filtered(lambda line: line.kind == "note")

    def _merge_organisations(self, source, target):
        return self._do(
            kind="merge",
            res_model="res.partner",
            source_partner_ids=[Command.set(source.ids)],
            target_partner_id=target.id,
        )

    def test_names_and_codes_of_merged_regions(self):
        self._merge_regions(self.region_a, self.region_b)
        for words in (self.region_a.name, self.region_a.code):
            data = workbook(organisation=[{"name": f"Firm {words}", "regions": words}])
            wizard = self._import(data)
            note = self._notes(wizard)
            with self.subTest(words=words):
                self.assertEqual(
                    self.env["res.partner"]
                    .search([("name", "=", f"Firm {words}")])
                    .seutuyp_region_ids,
                    self.region_b,
                )
        wizard = self._upload(
            workbook(organisation=[{"name": "New firm", "regions": "Region A"}])
        )
        note = self._notes(wizard)
        self.assertEqual(note.where, "Organisations!E3")
        self.assertIn("Region A has been merged into Region B", note.text)
        self.assertFalse(wizard.error_count)

    def test_through_two_mergers(self):
        third = self._create_region(name="Region C", area=self.area_b)
        self._merge_regions(self.region_a, self.region_b)
        self._merge_regions(self.region_b, third)
        self._import(workbook(organisation=[{"name": "Firm", "regions": "Region A"}]))
        firm = self.env["res.partner"].search([("name", "=", "Firm")])
        self.assertEqual(firm.seutuyp_region_ids, third)

    def test_a_coordinator_may_use_the_old_name_of_his_region(self):
        self._merge_regions(self.region_a, self.region_b)
        data = workbook(organisation=[{"name": "Firm", "regions": "Region A"}])
        self._import(data, user=self.coordinator_b)
        firm = self.env["res.partner"].search([("name", "=", "Firm")])
        self.assertEqual(firm.seutuyp_region_ids, self.region_b)

    def test_people_of_a_merged_organisation(self):
        self._merge_organisations(self.organisation_a, self.organisation_b)
        data = workbook(
            person=[
                {
                    "email": "pia@example.com",
                    "name": "Pia",
                    "organisation": "Organisation A",
                }
            ]
        )
        wizard = self._upload(data)
        self.assertFalse(wizard.error_count, wizard.line_ids.mapped("text"))
        self.assertIn("into Organisation B", self._notes(wizard).text)
        wizard.action_apply()
        person = self.env["res.partner"].search([("email", "=", "pia@example.com")])
        self.assertEqual(person.parent_id, self.organisation_b)

    def test_the_row_of_a_merged_organisation_itself(self):
        self._merge_organisations(self.organisation_a, self.organisation_b)
        self.organisation_a.ref = "OLD-1"
        self._assertProblem(
            workbook(organisation=[{"code": "OLD-1", "name": "Organisation A"}]),
            "Organisations!C3",
            "has been merged into Organisation B and is not changed",
        )

    def test_a_living_one_of_the_same_name_comes_first(self):
        self.region_b.name = "Region A"
        self._merge_regions(self.region_a, self.region_b)
        wizard = self._upload(
            workbook(organisation=[{"name": "Firm", "regions": "Region A"}])
        )
        self.assertFalse(wizard.error_count)
        self.assertFalse(self._notes(wizard))
