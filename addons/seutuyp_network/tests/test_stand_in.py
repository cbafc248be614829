# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import format_date, mute_logger

from .common import NETWORK, SeutuypCommon


@tagged("post_install", "-at_install")
class TestStandIn(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["seutuyp.dated.mixin"]._today()
        cls.helper = cls._create_user("helper", "group_user")
        cls.group_coordinator = cls.env.ref(NETWORK + "group_coordinator")
        cls.group_area = cls.env.ref(NETWORK + "group_area")

    def _name(self, user=None, first=0, last=10, **kw):
        vals = {
            "kind": "coordinator",
            "region_id": self.region_a.id,
            "person_id": self.helper.partner_id.id,
            "date_from": self.today + timedelta(days=first),
            "date_to": self.today + timedelta(days=last),
            **kw,
        }
        items = self.env["seutuyp.stand.in"].with_user(user or self.coordinator)
        return items.create(vals)

    def _name_for_area(self, **kw):
        user = kw.pop("user", self.area_contact)
        return self._name(
            user=user, kind="area", region_id=False, area_id=self.area_a.id, **kw
        )

    def _cron(self, days):
        day = self.today + timedelta(days=days)
        with freeze_time(f"{day} 02:00:00"), self.enter_registry_test_mode():
            self.env.ref(NETWORK + "cron_stand_in").method_direct_trigger()
        self.env.invalidate_all()

    def test_a_new_one_has_no_name_yet(self):
        items = self.env["seutuyp.stand.in"].with_user(self.coordinator)
        self.assertFalse(items.new({}).name)
        self.assertEqual(self._name().name, "Helper stands in: Region A")

    def test_from_the_first_day_to_the_last(self):
        item = self._name(first=3, last=5)
        self.assertEqual(item.state, "planned")
        self._cron(2)
        self.assertNotIn(self.helper, self.region_a.editor_user_ids)
        self._cron(3)
        self.assertEqual(item.state, "running")
        self.assertIn(self.helper, self.region_a.editor_user_ids)
        self.assertIn(self.helper, self.region_a.user_ids)
        self.assertIn(self.group_coordinator, self.helper.all_group_ids)
        self.assertNotIn(self.helper, self.region_b.editor_user_ids)
        self._cron(5)  # the last day counts
        self.assertIn(self.helper, self.region_a.editor_user_ids)
        self._cron(6)
        self.assertEqual(item.state, "ended")
        self.assertNotIn(self.helper, self.region_a.editor_user_ids)
        self.assertNotIn(self.helper, self.region_a.user_ids)
        self.assertNotIn(self.group_coordinator, self.helper.all_group_ids)
        moves = item.log_ids.mapped("transition")
        self._cron(6)
        self.assertEqual(item.log_ids.mapped("transition"), moves)
        self.assertEqual(sorted(moves), ["begin", "finish", "name"])

    def test_begins_at_once_when_the_day_is_today(self):
        agreement = self._create_agreement()
        item = self._name()
        self.assertEqual(item.state, "running")
        own = agreement.with_user(self.helper)
        self.assertTrue(own._has_role("coordinator"))
        own.name = "Edited by the one who stands in"
        item.action_stop()
        with self.assertRaises(AccessError):
            own.check_access("write")

    def test_after_weeks_of_outage(self):
        planned = self._name(first=2, last=4)
        running = self._name_for_area(last=3)
        self.assertIn(self.helper, self.area_a.editor_user_ids)
        self._cron(40)
        self.assertEqual((planned.state, running.state), ("ended", "ended"))
        self.assertNotIn(self.helper, self.area_a.editor_user_ids)
        self.assertNotIn(self.helper, self.region_a.user_ids)

    def test_for_the_area_contact(self):
        agreement = self._create_agreement()
        self._name_for_area()
        self.assertTrue(agreement.with_user(self.helper)._has_role("area"))
        self.assertIn(self.helper, self.region_a.user_ids)
        self.assertIn(self.group_area, self.helper.all_group_ids)
        roles = self.region_a.with_user(self.helper)._viewer_roles()
        self.assertEqual(roles[self.region_a.id], "area")
        group = self._create_group(kind="area", area_id=self.area_a.id)
        group.with_user(self.helper).name = "Kept by the one who stands in"

    def test_menus_stay_where_they_are_needed(self):
        first = self._name()
        second = self._name(
            user=self.coordinator_b, region_id=self.region_b.id, last=20
        )
        self.assertTrue(first.menu_given)
        self.assertFalse(second.menu_given)
        first.action_stop()
        self.assertIn(self.group_coordinator, self.helper.all_group_ids)

    def test_the_person_is_told_in_his_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        self.helper.lang = "sv_SE"
        item = self._name()
        mail = self.env["mail.mail"].sudo().search([], order="id desc", limit=1)
        self.assertIn(self.helper.email, mail.email_to)
        self.assertIn("Region A", mail.body_html)
        self.assertFalse(mail.model)
        self.assertTrue(mail.auto_delete)
        last = format_date(self.env, item.date_to, lang_code="sv_SE")
        self.assertIn(last, mail.body_html)

    def test_who_may_name_somebody(self):
        for user in (
            self.partner_user,
            self.coordinator_b,
            self.outsider,
            self.reviewer,
            self.area_contact,
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._name(user=user)
        for user in (self.coordinator, self.partner_user):
            with self.subTest(area=user.login), self.assertRaises(AccessError):
                self._name_for_area(user=user)
        self.assertEqual(self._name(user=self.manager).state, "running")

    def test_who_stands_in_names_nobody(self):
        item = self._name().with_user(self.helper)
        third = self._create_user("third", "group_user")
        with self.assertRefused(AccessError, "whose work it is"):
            self._name(user=self.helper, person_id=third.partner_id.id)
        with self.assertRaises(AccessError):
            item.action_stop()
        with self.assertRefused(UserError, "begun or ended"):
            item.date_to = self.today + timedelta(days=300)

    def test_table(self):
        item = self._name(first=2)
        operations = {"r": "read", "w": "write", "d": "unlink"}
        expected = {
            "manager": "rw",
            "reviewer": "r",
            "area_contact": "r",
            "coordinator": "rw",
            "coordinator_b": "",
            "partner_user": "r",
            "helper": "r",
            "outsider": "",
            "portal_user": "",
        }
        for name, rights in expected.items():
            record = item.with_user(getattr(self, name))
            found = "".join(
                letter
                for letter, operation in operations.items()
                if record.has_access(operation)
            )
            with self.subTest(role=name):
                self.assertEqual(found, rights)

    def test_state_is_not_written(self):
        item = self._name(first=2)
        for user in (self.coordinator, self.manager):
            for vals in ({"state": "running"}, {"menu_given": True}):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    item.with_user(user).write(vals)
        with self.assertRaises(AccessError):
            self._name(state="running")

    def test_bad_input(self):
        stranger = self._create_person()
        for vals, message in (
            ({"last": 400}, "a year at most"),
            ({"person_id": stranger.id}, "no account"),
            ({"person_id": self.coordinator.partner_id.id}, "anyway"),
            ({"area_id": self.area_a.id}, "nothing else"),
        ):
            with (
                self.subTest(message=message),
                self.assertRefused(ValidationError, message),
            ):
                self._name(**vals)
        with self.assertRefused(UserError, "has passed"):
            self._name(first=-5, last=-1)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._name(first=5, last=4)
        item = self._name()
        with self.assertRefused(UserError, "begun or ended"):
            item.date_to = self.today + timedelta(days=3)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._name(first=20, last=30)

    def test_cancelled_before_it_begins(self):
        item = self._name(first=3)
        item.action_cancel()
        self._cron(4)
        self.assertEqual(item.state, "cancelled")
        self.assertNotIn(self.helper, self.region_a.editor_user_ids)

    def test_ends_when_the_region_merges(self):
        item = self._name()
        handover = self.env["seutuyp.handover"].create(
            {
                "kind": "coordinator",
                "region_id": self.region_a.id,
                "date_last": self.today + timedelta(days=10),
            }
        )
        third = self._create_region(name="Region C", area=self.area_b)
        change = self.env["seutuyp.change"].with_user(self.manager)
        change._plan(
            {
                "kind": "merge",
                "res_model": "seutuyp.region",
                "effective_on": self.today,
                "reason": "Reform",
            },
            [
                {"role": "source", "record": self.region_a},
                {"role": "target", "record": third},
            ],
        )
        self.assertEqual(item.state, "ended")
        self.assertNotIn(self.helper, self.region_a.editor_user_ids)
        self.assertEqual(handover.region_id, third)
        self.assertEqual(handover.region_ids, third | self.region_a)
        self.assertEqual(handover.state, "planned")
