# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from contextlib import suppress

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import SeutuypCommon

OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
ROLES = (
    "manager",
    "reviewer",
    "area_contact",
    "coordinator",
    "coordinator_b",
    "partner_user",
    "outsider",
    "stranger",
    "portal_user",
)
# What each role may do with a record of region A: r w c d. A role that is missing
# may do nothing. Region A's coordinator is "coordinator", its staff "partner_user".
ALL_STAFF_READ = {
    "manager": "rwcd",
    "reviewer": "r",
    "area_contact": "r",
    "coordinator": "r",
    "coordinator_b": "r",
    "partner_user": "r",
    "outsider": "r",
}
OF_REGION = {
    "manager": "rwcd",
    "reviewer": "r",
    "area_contact": "r",
    "coordinator": "rwcd",
    "partner_user": "r",
}
OF_AREA = {**OF_REGION, "area_contact": "rwcd", "coordinator": "r"}
CONTACT = {
    **dict.fromkeys(ROLES, "r"),
    "manager": "rwcd",
    "coordinator": "rw",
    "portal_user": "",
}
EXPECTED = {
    "area": ALL_STAFF_READ,
    "region": {**ALL_STAFF_READ, "coordinator": "rw"},
    "region_area": ALL_STAFF_READ,
    "actor_type": ALL_STAFF_READ,
    "segment": ALL_STAFF_READ,
    "criterion": ALL_STAFF_READ,
    "deciding_body": ALL_STAFF_READ,
    "template": ALL_STAFF_READ,
    "template_section": ALL_STAFF_READ,
    "group": OF_REGION,
    "group_member": OF_REGION,
    "group_area": OF_AREA,
    "group_area_member": OF_AREA,
    "group_national": ALL_STAFF_READ,
    "organisation": CONTACT,
    "person": CONTACT,
    "organisation_foreign": {
        **CONTACT,
        "coordinator": "r",
        "coordinator_b": "rw",
    },
}


@tagged("post_install", "-at_install")
class TestAccessWho(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ref = cls.env.ref
        cls.stranger = cls.outsider.copy(
            {
                "login": "seutuyp_stranger",
                "email": "stranger@example.com",
                "group_ids": [Command.set(ref("base.group_user").ids)],
            }
        )
        group = cls._create_group()
        group_area = cls._create_group(kind="area", area_id=cls.area_a.id)
        template = ref("seutuyp_network.agreement_template_standard")
        cls.records = {
            "area": cls.area_a,
            "region": cls.region_a,
            "region_area": cls.region_a.area_history_ids,
            "actor_type": cls.type_municipality,
            "segment": ref("seutuyp_network.segment_large"),
            "criterion": ref("seutuyp_network.criterion_1"),
            "deciding_body": ref("seutuyp_network.deciding_body_from_2012"),
            "template": template,
            "template_section": template.section_ids[0],
            "group": group,
            "group_member": cls._create_member(group),
            "group_area": group_area,
            "group_area_member": cls._create_member(group_area),
            "group_national": cls._create_group(kind="national"),
            "organisation": cls.organisation_a,
            "person": cls._create_person(parent_id=cls.organisation_a.id),
            "organisation_foreign": cls.organisation_b,
        }

    def _allowed(self, record, user):
        record = record.with_user(user)
        allowed = {
            letter
            for letter, operation in OPERATIONS.items()
            if letter != "c" and record.has_access(operation)
        }
        model = record.browse()
        # Creation rights are the rights of the model with the rule on the values.
        if model.has_access("create") and "w" in allowed:
            with suppress(AccessError):
                record.check_access("create")
                allowed.add("c")
        return "".join(letter for letter in OPERATIONS if letter in allowed)

    def test_table(self):
        self.assertEqual(set(EXPECTED), set(self.records))
        for name, roles in EXPECTED.items():
            for role in ROLES:
                expected = roles.get(role, "")
                if name in ("organisation", "person", "organisation_foreign") and (
                    expected == "rw"
                ):
                    expected = "rwc"
                with self.subTest(record=name, role=role):
                    self.assertEqual(
                        self._allowed(self.records[name], getattr(self, role)), expected
                    )

    def test_search_finds_what_may_be_read(self):
        for name in ("group", "group_member", "group_area"):
            record = self.records[name]
            for role in ROLES[:-2]:
                found = record.with_user(getattr(self, role)).search(
                    [("id", "=", record.id)]
                )
                with self.subTest(record=name, role=role):
                    self.assertEqual(bool(found), bool(EXPECTED[name].get(role)))

    def test_area_contact_of_another_area(self):
        other = self._create_user("area_contact_b", "group_area")
        self.area_b.contact_id = other.partner_id
        self.assertEqual(self._allowed(self.records["group"], other), "")
        self.assertEqual(self._allowed(self.records["group_area"], other), "")
        self.area_a.contact_id = other.partner_id
        self.assertEqual(self._allowed(self.records["group"], other), "r")
        self.assertEqual(self._allowed(self.records["group"], self.area_contact), "")

    def test_groups_of_the_roles(self):
        """Reviewers and managers are no coordinators, area contacts are."""
        coordinators = "seutuyp_network.group_coordinator"
        self.assertFalse(self.reviewer.has_group(coordinators))
        self.assertFalse(self.manager.has_group(coordinators))
        self.assertTrue(self.area_contact.has_group(coordinators))
        self.assertFalse(self.manager.has_group("seutuyp_network.group_reviewer"))
