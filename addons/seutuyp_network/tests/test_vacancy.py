# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import SeutuypCommon
from .counting import queries

READERS = ("manager", "reviewer", "area_contact", "coordinator", "partner_user")
OTHERS = ("coordinator_b", "outsider", "portal_user")


@tagged("post_install", "-at_install")
class TestVacancy(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["seutuyp.dated.mixin"]._today()
        cls.steering = cls._create_steering_group(
            region_ids=[Command.set(cls.region_a.ids)]
        )
        cls.chair = cls.steering.chair_id
        cls.env["seutuyp.vacancy"]._cron_watch()  # what the test data leaves vacant

    def _watch(self, kind=None):
        self.env.flush_all()
        self.env["seutuyp.vacancy"]._cron_watch()
        self.env.invalidate_all()
        found = self.env["seutuyp.vacancy"].search(
            [("region_ids", "in", self.region_a.ids), ("cleared_on", "=", False)]
        )
        return found.filtered(lambda item: not kind or item.kind == kind)

    def _mails(self):
        return self.env["mail.mail"].sudo().search([("subject", "ilike", "Region A")])

    def test_nothing_is_vacant(self):
        self.assertFalse(self._watch())

    def test_a_region_without_coordinator_is_told_once_and_closed(self):
        self.region_a.coordinator_id = False
        vacancy = self._watch("coordinator")
        self.assertEqual(vacancy.reason, "empty")
        self.assertEqual(vacancy.name, "Region A has no coordinator.")
        told = vacancy.activity_ids.user_id
        self.assertIn(self.area_contact, told)
        self.assertIn(self.manager, told)
        mails = len(self._mails())
        self.assertGreaterEqual(mails, 2)
        self.assertEqual(self._watch("coordinator"), vacancy)
        self.assertEqual(len(self._mails()), mails, "told once")
        self.assertEqual(len(vacancy.activity_ids), len(told))
        self.region_a.coordinator_id = self.coordinator.partner_id
        self.assertFalse(self._watch("coordinator"))
        self.assertEqual(vacancy.cleared_on, self.today)
        self.assertFalse(vacancy.activity_ids)

    def test_who_has_gone_is_noticed(self):
        person = self.coordinator.partner_id
        person.seutuyp_until = self.today
        self.assertFalse(self._watch(), "the last day is a day at work")
        person.seutuyp_until = self.today - timedelta(days=1)
        self.assertEqual(self._watch("coordinator").reason, "ended")
        person.seutuyp_until = False
        self.assertFalse(self._watch("coordinator"))
        self.coordinator.active = False
        self.assertEqual(self._watch("coordinator").reason, "account")

    def test_archived_chair_and_no_area_contact(self):
        self.chair.active = False
        self.assertEqual(self._watch("chair").reason, "archived")
        self.area_a.contact_id = False
        vacancy = self._watch("area")
        self.assertEqual(vacancy.area_id, self.area_a)
        self.assertIn(self.manager, vacancy.activity_ids.user_id)

    def test_a_region_that_never_began_is_no_alarm(self):
        region = self._create_region(area=self.area_a)
        self._watch()
        found = self.env["seutuyp.vacancy"].search(
            [("region_ids", "in", region.ids), ("kind", "=", "coordinator")]
        )
        self.assertFalse(found)

    def test_the_light_shows_only_while_vacant(self):
        def codes():
            self.env.flush_all()
            self.env.invalidate_all()
            duties = self.region_a.with_user(self.area_contact)._duties()
            return [duty["code"] for duty in duties[self.region_a.id]]

        self.assertNotIn("vacancy_chair", codes())
        self.steering.member_ids._with_role("chair").unlink()
        self._watch()
        self.assertIn("vacancy_chair", codes())
        home = self.env["seutuyp.home"].with_user(self.area_contact).get_home()
        self.assertTrue(
            [item for item in home["waiting"] if "has no chair" in item["text"]]
        )

    def test_a_handover_fills_it(self):
        self.region_a.coordinator_id = False
        vacancy = self._watch("coordinator")
        action = vacancy.with_user(self.manager).action_fill()
        handover = (
            self.env["seutuyp.handover"]
            .with_user(self.manager)
            .with_context(**action["context"])
            .create({"person_to_id": self.outsider.partner_id.id})
        )
        handover.action_start()
        handover.sudo()._apply(self.today + timedelta(days=1))
        self.assertEqual(self.region_a.coordinator_id, self.outsider.partner_id)
        self.assertFalse(self._watch("coordinator"))

    def test_who_reads_and_that_nobody_writes(self):
        self.steering.member_ids._with_role("chair").unlink()
        vacancy = self._watch("chair")
        for role in READERS + OTHERS:
            record = vacancy.with_user(getattr(self, role))
            with self.subTest(role=role):
                self.assertEqual(record.has_access("read"), role in READERS)
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(record.has_access(operation))
        with self.assertRaises(AccessError):
            vacancy.sudo().write({"cleared_on": self.today})

    def test_many_cost_what_few_cost(self):
        def count():
            return queries(self.env, self.env["seutuyp.vacancy"]._found, self.today)

        few = count()
        for _number in range(6):
            region = self._create_region(
                area=self.area_a, coordinator_id=self.coordinator.partner_id.id
            )
            self._create_steering_group(region_ids=[Command.set(region.ids)])
        self.assertLessEqual(count(), few)
