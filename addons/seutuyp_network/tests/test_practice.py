# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import SeutuypCommon
from .counting import queries

STAFF = (
    "manager",
    "reviewer",
    "area_contact",
    "coordinator",
    "coordinator_b",
    "partner_user",
    "outsider",
)
OPERATIONS = {"r": "read", "w": "write", "d": "unlink"}
# A record of region A: its own people are coordinator, partner_user and area_contact.
DRAFT = {
    "manager": "rwd",
    "reviewer": "r",
    "area_contact": "r",
    "coordinator": "rwd",
    "partner_user": "r",
}
PUBLISHED = {**dict.fromkeys(STAFF, "r"), "manager": "rwd", "coordinator": "rwd"}
ADOPTED_BY_B = {**dict.fromkeys(STAFF, "r"), "manager": "rwd", "coordinator_b": "rwd"}


class PracticeCase(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.practice = cls.env["seutuyp.practice"].create(
            {
                "name": "One meeting",
                "region_id": cls.region_a.id,
                "summary": "A founder meets everybody at once.",
                "keywords": "starting up",
                "body": "<p>Round <b>table</b></p>",
            }
        )
        cls.material = cls.env["seutuyp.material"].create(
            {
                "name": "Invitation",
                "region_id": cls.region_a.id,
                "file": base64.b64encode(b"Welcome"),
                "filename": "invitation.txt",
            }
        )
        cls.practice.material_ids = cls.material

    def _publish(self):
        self.practice.with_user(self.coordinator).action_publish()
        self.material.with_user(self.coordinator).action_publish()

    def _allowed(self, record, user):
        record = record.with_user(user)
        return "".join(
            letter
            for letter, operation in OPERATIONS.items()
            if record.has_access(operation)
        )


@tagged("post_install", "-at_install")
class TestPractice(PracticeCase):
    def assertTable(self, record, expected):
        for role in (*STAFF, "portal_user"):
            with self.subTest(record=record._name, role=role):
                self.assertEqual(
                    self._allowed(record, getattr(self, role)), expected.get(role, "")
                )

    # --------------------------------------------------------------------- access
    def test_who_may_what_with_a_draft(self):
        self.assertTable(self.practice, DRAFT)
        self.assertTable(self.material, DRAFT)

    def test_who_may_what_once_published(self):
        self._publish()
        self.assertTable(self.practice, PUBLISHED)
        self.assertTable(self.material, PUBLISHED)
        self.practice.with_user(self.coordinator_b).action_adopt()
        self.assertTable(self.practice.adoption_ids, ADOPTED_BY_B)

    def test_a_partner_proposes_and_the_coordinator_publishes(self):
        model = self.env["seutuyp.practice"].with_user(self.partner_user)
        proposal = model.create({"name": "Idea", "region_id": self.region_a.id})
        proposal.summary = "A better one"
        with self.assertRefused(AccessError, "belongs to: the coordinator of its"):
            proposal.action_publish()
        proposal.with_user(self.coordinator).action_publish()
        with self.assertRaises(AccessError):
            proposal.summary = "Changed after all"

    def test_nobody_writes_for_a_foreign_region(self):
        for name in ("seutuyp.practice", "seutuyp.material"):
            vals = {"name": "X", "region_id": self.region_b.id, "url": "https://x.fi"}
            if name == "seutuyp.practice":
                vals.pop("url")
            with self.subTest(model=name), self.assertRaises(AccessError):
                self.env[name].with_user(self.coordinator).create(vals)
        with self.assertRaises(AccessError):
            self.practice.with_user(self.coordinator).region_id = self.region_b

    def test_national_material_is_the_administrators(self):
        vals = {"name": "Guide", "url": "https://www.example.fi", "region_id": False}
        model = self.env["seutuyp.material"]
        with self.assertRaises(AccessError):
            model.with_user(self.coordinator).create(vals)
        material = model.with_user(self.manager).create(vals)
        material.action_publish()
        self.assertTrue(material.with_user(self.outsider).has_access("read"))
        with self.assertRaises(AccessError):
            self.material.with_user(self.coordinator).region_id = False

    def test_state_is_not_written_by_hand(self):
        practice = self.practice.with_user(self.coordinator)
        with self.assertRaises(AccessError):
            practice.write({"state": "published"})
        forged = practice.with_context(default_state="published").create(
            {"name": "Forged", "region_id": self.region_a.id}
        )
        self.assertEqual(forged.state, "draft")

    def test_nobody_outside_finds_a_draft(self):
        model = self.env["seutuyp.practice"].with_user(self.coordinator_b)
        self.assertNotIn(self.practice, model.search([]))
        self.assertNotIn(self.practice.id, [i for i, _n in model.name_search("One")])
        self._publish()
        self.assertIn(self.practice, model.search([]))

    # ------------------------------------------------------------------- adoption
    def test_adopt_and_tell_how_it_went(self):
        self._publish()
        practice = self.practice.with_user(self.coordinator_b)
        self.assertTrue(practice.may_adopt)
        action = practice.action_adopt()
        adoption = self.env["seutuyp.practice.adoption"].browse(action["res_id"])
        self.assertEqual(adoption.region_id, self.region_b)
        self.assertEqual(adoption.user_id, self.coordinator_b)
        adoption.with_user(self.coordinator_b).experience = "Twelve founders came."
        self.assertEqual(self.practice.adoption_count, 1)
        practice.invalidate_recordset()
        self.assertFalse(practice.may_adopt)
        with self.assertRefused(UserError, "No region of yours is left"):
            practice.action_adopt()

    def test_what_cannot_be_adopted(self):
        draft = self.practice.with_user(self.coordinator)
        with self.assertRefused(UserError, "Only a published practice"):
            draft.action_adopt()
        with self.assertRaises(AccessError):
            self.practice.with_user(self.coordinator_b).action_adopt()
        self._publish()
        for user in (self.coordinator, self.partner_user, self.outsider):
            with self.subTest(user=user.name), self.assertRaises(UserError):
                self.practice.with_user(user).action_adopt()

    def test_adopting_over_rpc_for_another_region(self):
        self._publish()
        vals = {"practice_id": self.practice.id, "region_id": self.region_b.id}
        model = self.env["seutuyp.practice.adoption"].with_user(self.coordinator)
        with self.assertRaises(AccessError):
            model.create(vals)
        vals["region_id"] = self.region_a.id
        with self.assertRefused(UserError, "comes from Region A itself"):
            model.create(vals)

    @mute_logger("odoo.sql_db")
    def test_once_a_region(self):
        self._publish()
        self.practice.with_user(self.coordinator_b).action_adopt()
        vals = {"practice_id": self.practice.id, "region_id": self.region_b.id}
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.env["seutuyp.practice.adoption"].create(vals)
        with self.assertRefused(UserError, "does not change"):
            self.practice.adoption_ids.region_id = self.region_a

    def test_one_of_several_regions_is_chosen(self):
        self.region_a.write({"substitute_id": False})
        self._create_region(coordinator_id=self.coordinator_b.partner_id.id)
        self._publish()
        action = self.practice.with_user(self.coordinator_b).action_adopt()
        self.assertFalse(action["res_id"])
        self.assertFalse(self.practice.adoption_ids)

    # ------------------------------------------------------------------ bad input
    def test_material_needs_a_file_or_a_web_address(self):
        model = self.env["seutuyp.material"].with_user(self.coordinator)
        for url in (False, "javascript:alert(1)", "www.example.fi", "http://[", "//x"):
            with self.subTest(url=url), self.assertRaises(ValidationError):
                model.create({"name": "X", "region_id": self.region_a.id, "url": url})

    def test_a_script_in_the_text_is_taken_out(self):
        self.practice.body = "<p>Hi</p><script>alert(1)</script>"
        self.assertEqual(self.practice.body, "<p>Hi</p>")

    def test_out_of_date_material_is_found_as_such(self):
        model = self.env["seutuyp.material"]
        self.assertIn(self.material, model.search([("is_valid", "=", True)]))
        self.material.date_to = "2020-01-01"
        self.assertIn(self.material, model.search([("is_valid", "=", False)]))
        self.assertNotIn(self.material, model.search([("is_valid", "=", True)]))
        self.assertFalse(self.material.is_valid)

    # ----------------------------------------------------------------------- cost
    def test_many_cost_what_few_cost(self):
        self._publish()
        many = self.practice
        for number in range(7):
            many |= self.practice.copy({"name": f"Copy {number}"})
        (many - self.practice).action_publish()
        many.with_user(self.coordinator_b)[3:].mapped(lambda item: item.action_adopt())

        def count(records):
            names = ["adoption_count", "may_adopt", "state", "summary"]
            return queries(self.env, records.with_user(self.coordinator_b).read, names)

        self.assertLessEqual(count(many[3:]), count(many[6:]))


@tagged("post_install", "-at_install")
class TestMaterialFile(PracticeCase, HttpCase):
    def _get(self, login):
        self.authenticate(login, login)
        return self.url_open(f"/web/content/seutuyp.material/{self.material.id}/file")

    def test_a_file_follows_its_record(self):
        for login in ("seutuyp_coordinator_b", "seutuyp_portal"):
            self.assertNotIn(b"Welcome", self._get(login).content)
        self.assertEqual(self._get("seutuyp_partner_user").content, b"Welcome")
        self._publish()
        self.assertEqual(self._get("seutuyp_coordinator_b").content, b"Welcome")
        self.assertNotIn(b"Welcome", self._get("seutuyp_portal").content)
        self.authenticate(None, None)
        answer = self.url_open(f"/web/content/seutuyp.material/{self.material.id}/file")
        self.assertNotIn(b"Welcome", answer.content)
