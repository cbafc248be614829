# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestGroup(SeutuypCommon):
    def test_rule_met(self):
        group = self._create_steering_group(members=8)
        self.assertTrue(group.rule_ok)
        self.assertEqual(group.full_member_count, 10)
        self.assertEqual(group.secretary_id, self.coordinator.partner_id)
        self.assertIn("10 of at most 10", group.rule_message)

    def test_eleventh_full_member_is_refused(self):
        group = self._create_steering_group(members=8)
        for role in ("member", "vice_chair"):
            with self.assertRefused(ValidationError, "already has 10 full members"):
                self._create_member(group, role=role)

    def test_deputies_and_invited_are_outside_the_ten(self):
        group = self._create_steering_group(members=8)
        deputy = self._create_member(
            group, role="deputy", deputy_for_id=group.member_ids[0].id
        )
        self._create_member(group, role="invited")
        self.assertTrue(group.rule_ok)
        self.assertEqual(group.member_count, 12)
        with self.assertRaises(ValidationError):
            deputy.write({"role": "member", "deputy_for_id": False})

    def test_one_person_with_two_roles_counts_once(self):
        group = self._create_steering_group(members=8)
        self._create_member(
            group, partner_id=self.coordinator.partner_id.id, role="member"
        )
        self.assertEqual(group.full_member_count, 10)

    def test_members_of_different_times_do_not_add_up(self):
        group = self._create_steering_group(members=7)
        self._create_member(group, date_from="2020-01-01", date_to="2020-12-31")
        self._create_member(group, date_from="2021-01-01", date_to="2021-12-31")
        self._create_member(group, date_from="2099-01-01")
        with self.assertRaises(ValidationError):
            self._create_member(group, date_from="2098-01-01")

    def test_open_start_counts_from_the_beginning(self):
        group = self._create_group(kind="steering")
        for _number in range(10):
            self._create_member(group, date_from=False)
        with self.assertRaises(ValidationError):
            self._create_member(group, date_from="2010-01-01", date_to="2010-01-02")
        with self.assertRaises(ValidationError):
            self._create_member(group, date_from=False, date_to="2000-01-01")

    def test_other_kinds_have_no_limit(self):
        group = self._create_group(kind="working")
        for _number in range(11):
            self._create_member(group)
        self.assertTrue(group.rule_ok)
        with self.assertRaises(ValidationError):
            group.kind = "steering"

    def test_chair_without_background_is_saved_and_shown(self):
        group = self._create_steering_group()
        group.chair_id.is_entrepreneur = False
        self.assertFalse(group.rule_ok)
        self.assertIn(group.chair_id.name, group.rule_message)
        self.assertIn("entrepreneur", group.rule_message)

    def test_everything_missing_is_listed(self):
        group = self._create_group(kind="steering")
        self.assertFalse(group.rule_ok)
        self.assertEqual(len(group.rule_message.splitlines()), 2)

    def test_secretary_must_be_the_coordinator(self):
        group = self._create_steering_group()
        secretary = group.member_ids.filtered(lambda m: m.role == "secretary")
        secretary.partner_id = self._create_person(name="Someone Else")
        self.assertFalse(group.rule_ok)
        self.assertIn("Someone Else is the secretary", group.rule_message)
        self.region_a.coordinator_id = False
        self.assertIn("no coordinator", group.rule_message)

    def test_ended_chair_is_no_chair(self):
        with freeze_time("2026-05-01 09:00:00"):
            group = self._create_steering_group()
            chair = group.member_ids.filtered(lambda m: m.role == "chair")
            chair.write({"date_from": "2026-01-01", "date_to": "2026-04-30"})
            self.assertFalse(group.chair_id)
            self.assertFalse(group.rule_ok)

    def test_rule_is_live_in_the_form(self):
        user = self.coordinator
        chair = self._create_person(is_entrepreneur=True)
        with Form(self.env["seutuyp.group"].with_user(user)) as form:
            form.name = "New steering group"
            form.kind = "steering"
            form.region_ids.add(self.region_a)
            self.assertFalse(form.rule_ok)
            with form.member_ids.new() as line:
                line.partner_id = user.partner_id
                line.role = "secretary"
            with form.member_ids.new() as line:
                line.partner_id = chair
                line.role = "chair"
            self.assertTrue(form.rule_ok, form.rule_message)

    def test_one_chair_and_one_seat(self):
        group = self._create_steering_group()
        with self.assertRefused(ValidationError, "already has a chair"):
            self._create_member(group, role="chair")
        with self.assertRefused(ValidationError, "already has this role"):
            self._create_member(
                group, partner_id=self.coordinator.partner_id.id, role="secretary"
            )

    def test_deputy_stands_in_within_the_group(self):
        group = self._create_steering_group()
        other = self._create_member(self._create_group())
        with self.assertRefused(ValidationError, "same group"):
            self._create_member(group, role="deputy", deputy_for_id=other.id)
        with self.assertRefused(ValidationError, "role must be deputy"):
            self._create_member(group, deputy_for_id=group.member_ids[0].id)

    def test_members_are_people(self):
        with self.assertRefused(ValidationError, "is an organisation"):
            self._create_member(self._create_group(), partner_id=self.organisation_a.id)

    def test_scope_follows_the_kind(self):
        for vals in (
            {"kind": "steering", "region_ids": False},
            {"kind": "area"},
            {"kind": "national", "region_ids": [Command.set(self.region_a.ids)]},
            {"kind": "working", "area_id": self.area_a.id},
        ):
            with self.assertRaises(ValidationError):
                self._create_group(**vals)

    def test_organisation_defaults_to_the_employer(self):
        member = self._create_member(
            self._create_group(), partner_id=self.partner_user.partner_id.id
        )
        self.assertEqual(member.organisation_id, self.organisation_a)

    def test_coordinator_adds_only_own_regions(self):
        group = self._create_group().with_user(self.coordinator)
        with self.assertRefused(AccessError, "not the coordinator of Region B"):
            group.region_ids = [Command.link(self.region_b.id)]
        with self.assertRaises(AccessError):
            self.env["seutuyp.group"].with_user(self.coordinator).create(
                {
                    "name": "Both",
                    "kind": "working",
                    "region_ids": [Command.set((self.region_a | self.region_b).ids)],
                }
            )

    def test_coordinator_does_not_drop_the_other_region(self):
        both = self.region_a | self.region_b
        group = self._create_group(region_ids=[Command.set(both.ids)])
        group = group.with_user(self.coordinator)
        group.name = "Shared group"
        with self.assertRefused(AccessError, "not the coordinator of Region B"):
            group.region_ids = [Command.unlink(self.region_b.id)]

    def test_area_group_is_the_area_contacts(self):
        groups = self.env["seutuyp.group"]
        vals = {"name": "Area group", "kind": "area", "area_id": self.area_a.id}
        with self.assertRaises(AccessError):
            groups.with_user(self.coordinator).create(vals)
        group = groups.with_user(self.area_contact).create(vals)
        with self.assertRaises(AccessError):
            groups.with_user(self.area_contact).create(
                {**vals, "area_id": self.area_b.id}
            )
        with self.assertRaises(AccessError):
            group.write({"kind": "national", "area_id": False})

    def test_moving_a_member_to_a_foreign_group(self):
        member = self._create_member(self._create_group())
        foreign = self._create_group(region_ids=[Command.set(self.region_b.ids)])
        with self.assertRaises(AccessError):
            member.with_user(self.coordinator).group_id = foreign
