# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .common import SeutuypCommon
from .counting import queries


@tagged("post_install", "-at_install")
class TestRegion(SeutuypCommon):
    def _create_history(self, region, area, start=False, end=False):
        return self.env["seutuyp.region.area"].create(
            {
                "region_id": region.id,
                "area_id": area.id,
                "date_from": start,
                "date_to": end,
            }
        )

    def test_area_follows_the_date(self):
        region = self._create_region()
        self._create_history(region, self.area_a, end="2025-12-31")
        self._create_history(region, self.area_b, start="2026-01-01")
        self.assertEqual(region.area_on("2025-12-31"), self.area_a)
        self.assertEqual(region.area_on(date(2026, 1, 1)), self.area_b)
        with freeze_time("2025-12-31 12:00:00"):
            region._refresh_readers()
            self.assertEqual(region.area_id, self.area_a)
            self.assertIn(region, self.area_a.region_ids)
        # Half past ten in the evening UTC is already the new year in Finland.
        with freeze_time("2025-12-31 22:30:00"):
            region._refresh_readers()
            self.assertEqual(region.area_id, self.area_b)

    def test_no_area_before_the_first(self):
        region = self._create_region()
        self._create_history(region, self.area_b, start="2026-01-01")
        self.assertFalse(region.area_on("2025-06-01"))

    def test_areas_may_not_overlap(self):
        region = self._create_region()
        self._create_history(region, self.area_a, end="2025-12-31")
        with self.assertRefused(ValidationError, "two areas at once"):
            self._create_history(region, self.area_b, start="2025-12-31")
        with self.assertRefused(ValidationError, "two areas at once"):
            self._create_history(region, self.area_b)

    def test_end_before_start(self):
        with self.assertRefused(ValidationError, "before it starts"):
            self._create_area(date_from="2026-01-01", date_to="2025-01-01")

    def test_editors_are_coordinator_and_substitute(self):
        self.assertEqual(self.region_a.editor_user_ids, self.coordinator)
        self.region_a.substitute_id = self.partner_user.partner_id
        self.assertEqual(
            self.region_a.editor_user_ids, self.coordinator | self.partner_user
        )
        self.coordinator.active = False
        self.assertEqual(self.region_a.editor_user_ids, self.partner_user)

    def test_readers(self):
        self.assertEqual(
            self.region_a.user_ids,
            self.coordinator | self.area_contact | self.partner_user,
        )

    def test_readers_follow_employer(self):
        self.partner_user.partner_id.parent_id = self.organisation_b
        self.assertNotIn(self.partner_user, self.region_a.user_ids)
        self.assertIn(self.partner_user, self.region_b.user_ids)

    def test_readers_follow_membership_dates(self):
        group = self._create_group()
        person = self.outsider.partner_id
        with freeze_time("2026-03-01 09:00:00"):
            member = self._create_member(
                group,
                partner_id=person.id,
                date_from="2026-01-01",
                date_to="2026-03-31",
            )
            self.assertIn(self.outsider, self.region_a.user_ids)
        with freeze_time("2026-04-01 09:00:00"):
            self.region_a._refresh_readers()
            self.assertNotIn(self.outsider, self.region_a.user_ids)
            member.date_to = False
            self.assertIn(self.outsider, self.region_a.user_ids)
            group.active = False
            self.assertNotIn(self.outsider, self.region_a.user_ids)

    def test_portal_user_is_no_reader(self):
        self.portal_user.partner_id.parent_id = self.organisation_a
        self.assertNotIn(self.portal_user, self.region_a.user_ids)

    def test_cron_unsubscribes_who_lost_access(self):
        group = self._create_group()
        member = self._create_member(group, partner_id=self.outsider.partner_id.id)
        people = self.outsider.partner_id | self.coordinator.partner_id
        group.message_subscribe(people.ids)
        member.unlink()
        with patch.object(
            self.registry["ir.cron"], "_commit_progress", lambda *args, **kw: 60
        ):
            self.env["seutuyp.region"]._cron_refresh_readers()
        self.assertEqual(group.message_partner_ids, self.coordinator.partner_id)

    def test_readers_cannot_be_written(self):
        for user in (self.coordinator, self.manager, self.env.ref("base.user_admin")):
            region = self.region_a.with_user(user)
            for name in ("user_ids", "editor_user_ids", "partner_ids"):
                with self.assertRaises(AccessError):
                    region.write({name: [Command.link(user.id)]})
            with self.assertRaises(AccessError):
                region.sudo().write({"area_id": self.area_b.id})

    def test_readers_cannot_be_created(self):
        with self.assertRaises(AccessError):
            self.env["seutuyp.region"].with_user(self.manager).create(
                {
                    "code": "X",
                    "name": "X",
                    "editor_user_ids": [Command.link(self.outsider.id)],
                }
            )

    def test_coordinator_writes_only_his_fields(self):
        region = self.region_a.with_user(self.coordinator)
        region.write({"description": "<p>Hello</p>", "website": "https://example.com"})
        for vals in (
            {"substitute_id": self.outsider.partner_id.id},
            {"coordinator_id": self.outsider.partner_id.id},
            {"coordinating_partner_id": self.organisation_b.id},
            {"group_ids": [Command.clear()]},
            {"contact_ids": [Command.link(self.organisation_b.id)]},
            {"area_history_ids": [Command.clear()]},
            {"name": "Other"},
            {"active": False},
        ):
            with self.assertRefused(AccessError, "administrator"):
                region.write(vals)

    def _duty(self, code="groups"):
        duties = self.region_a._duties()[self.region_a.id]
        return next(duty for duty in duties if duty["code"] == code)

    def test_duty_of_groups(self):
        self.assertEqual(self._duty()["light"], "red")
        steering = self._create_steering_group()
        self.assertEqual(self._duty()["light"], "amber")
        self._create_group(kind="working")
        self.assertEqual(self._duty()["light"], "green")
        steering.chair_id.is_entrepreneur = False
        self.assertEqual(self._duty()["light"], "amber")
        self.assertIn("entrepreneur", self._duty()["reason"])

    def test_duties_cost_the_same_for_many(self):
        regions = self.env["seutuyp.region"]
        for _number in range(12):
            region = self._create_region(coordinator_id=self.coordinator.partner_id.id)
            self._create_steering_group(region_ids=[Command.set(region.ids)])
            regions |= region
        few = queries(self.env, regions[0]._duties)
        self.assertLessEqual(queries(self.env, regions._duties), few + 1)
