# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SeutuypCommon

OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
ROLES = (
    "manager",
    "reviewer",
    "area_contact",
    "deputy",
    "coordinator",
    "coordinator_b",
    "partner_user",
    "outsider",
    "portal_user",
)
READ = {"reviewer": "r", "area_contact": "r", "deputy": "r", "partner_user": "r"}
EXPECTED = {
    "coordinator": {**READ, "manager": "rwcd", "coordinator": "rwc"},
    "chair": {**READ, "manager": "rwcd", "coordinator": "rwc"},
    "area": {
        **READ,
        "manager": "rwcd",
        "area_contact": "rwc",
        "deputy": "rwc",
        "coordinator": "r",
    },
}


@tagged("post_install", "-at_install")
class TestHandover(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["seutuyp.dated.mixin"]._today()
        cls.yesterday = cls.today - timedelta(days=1)
        cls.successor = cls._create_user("successor", "group_user")
        cls.deputy = cls._create_user("deputy", "group_area")
        cls.area_a.deputy_id = cls.deputy.partner_id
        cls.steering = cls._create_steering_group(
            region_ids=[Command.set(cls.region_a.ids)]
        )
        cls.region_a.coordinating_partner_id = cls.organisation_a

    def _prepare(self, kind="coordinator", user=None, **kw):
        place = {
            "coordinator": {"region_id": self.region_a.id},
            "area": {"area_id": self.area_a.id},
            "chair": {"group_id": self.steering.id},
        }[kind]
        vals = {
            "kind": kind,
            "date_last": self.today + timedelta(days=10),
            "person_to_id": self.successor.partner_id.id,
            **place,
            **kw,
        }
        model = self.env["seutuyp.handover"].with_user(user or self.manager)
        return model.create(vals)

    def _run(self, days=0):
        """Let the nightly job's work be done as if ``days`` had passed."""
        day = self.today + timedelta(days=days)
        self.env["seutuyp.handover"].search([])._apply(day)
        self.env.flush_all()
        self.env.invalidate_all()

    # --------------------------------------------------------------------- access
    def test_table(self):
        for kind, roles in EXPECTED.items():
            handover = self._prepare(kind)
            for role in ROLES:
                user = getattr(self, role)
                record = handover.with_user(user)
                allowed = "".join(
                    letter
                    for letter, operation in OPERATIONS.items()
                    if record.has_access(operation)
                )
                with self.subTest(kind=kind, role=role):
                    self.assertEqual(allowed, roles.get(role, ""))

    def test_the_two_people_read_and_mark_but_change_nothing(self):
        handover = self._prepare().with_user(self.successor)
        line = handover.line_ids[0]
        line.done = True
        self.assertEqual(line.done_by_id, self.successor)
        self.assertEqual(line.done_on, self.today)
        with self.assertRaises(AccessError):
            line.done_by_id = self.coordinator
        with self.assertRaises(AccessError):
            handover.note = "Mine"
        with self.assertRaises(AccessError):
            handover.action_start()

    def test_the_coordinator_prepares_and_the_administrator_confirms(self):
        handover = self._prepare(user=self.coordinator)
        self.assertEqual(handover.person_from_id, self.coordinator.partner_id)
        self.assertEqual(handover.date_first, handover.date_last + timedelta(days=1))
        self.assertGreater(handover.open_count, 5)
        todo = handover.sudo().activity_ids.filtered(
            lambda item: item.user_id == self.manager
        )
        self.assertEqual(len(todo), 1)
        with self.assertRefused(AccessError, "belongs to: an administrator"):
            handover.action_start()
        handover.with_user(self.manager).action_start()
        self.assertEqual(handover.state, "under_way")
        self.assertFalse(handover.sudo().activity_ids)

    def test_a_foreign_region_is_not_handed_over(self):
        with self.assertRaises(AccessError):
            self._prepare(user=self.coordinator_b)
        own = self._prepare(user=self.coordinator)
        with self.assertRaises(AccessError):
            own.write({"region_id": self.region_b.id})

    def test_the_chairs_handover_is_confirmed_by_the_coordinator(self):
        handover = self._prepare("chair", user=self.coordinator)
        handover.action_start()
        self.assertEqual(handover.state, "under_way")

    def test_state_is_not_forged(self):
        handover = self._prepare(user=self.coordinator)
        for vals in ({"state": "under_way"}, {"left_on": self.today}):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                handover.write(vals)
        model = self.env["seutuyp.handover"].with_user(self.coordinator)
        forged = model.with_context(default_state="under_way").default_get(["state"])
        self.assertEqual(forged["state"], "planned")

    def test_what_was_confirmed_cannot_be_swapped(self):
        handover = self._prepare(user=self.coordinator)
        handover.with_user(self.manager).action_start()
        for vals in (
            {"person_to_id": self.outsider.partner_id.id},
            {"date_last": self.yesterday},
        ):
            with self.subTest(vals=vals), self.assertRefused(UserError, "Cancel this"):
                handover.write(vals)
        handover.note = "Notes stay open"
        with self.assertRaises(AccessError):
            handover.action_cancel()
        handover.with_user(self.manager).action_cancel()
        self._run(30)
        self.assertEqual(
            self.region_a.coordinator_id, self.coordinator.partner_id, "cancelled"
        )

    # ------------------------------------------------------------------ bad input
    def test_wrong_dates_people_and_places(self):
        cases = (
            {"date_first": self.today},
            {"person_to_id": self.coordinator.partner_id.id},
            {"person_to_id": self.organisation_a.id},
            {"person_from_id": self.outsider.partner_id.id},
            {"region_id": False},
            {"area_id": self.area_a.id},
        )
        for vals in cases:
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                self._prepare(**vals)

    @mute_logger("odoo.sql_db")
    def test_two_at_once_are_one(self):
        self._prepare()
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self._prepare()

    # --------------------------------------------------------------------- effect
    def test_nothing_changes_before_the_day(self):
        handover = self._prepare()
        self._run(30)
        self.assertEqual(handover.state, "planned", "nobody has confirmed it")
        handover.action_start()
        self._run(10)
        self.assertEqual(self.region_a.coordinator_id, self.coordinator.partner_id)
        self.assertIn(self.coordinator, self.region_a.editor_user_ids)

    def test_coordinator_changes_with_access_secretary_and_todos(self):
        self.region_a.activity_schedule(
            "mail.mail_activity_data_todo", summary="Call", user_id=self.coordinator.id
        )
        self._prepare().action_start()
        self._run(11)
        self.assertEqual(self.region_a.coordinator_id, self.successor.partner_id)
        self.assertEqual(self.region_a.editor_user_ids, self.successor)
        self.assertTrue(
            self.successor.has_group("seutuyp_network.group_coordinator"),
            "the menus of the role",
        )
        self.assertEqual(self.region_a.activity_ids.user_id, self.successor)
        seats = self.steering.member_ids.filtered(lambda s: s.role == "secretary")
        self.assertEqual(
            seats.mapped("partner_id"),
            (self.coordinator | self.successor).partner_id,
        )
        old = seats.filtered(lambda s: s.partner_id == self.coordinator.partner_id)
        self.assertEqual(old.date_to, self.today + timedelta(days=10))

    def test_after_weeks_of_outage_and_run_twice(self):
        handover = self._prepare("chair")
        handover.action_start()
        for _turn in range(2):
            self._run(60)
        self.assertEqual(handover.state, "done")
        chairs = self.steering.member_ids.filtered(lambda s: s.role == "chair")
        self.assertEqual(len(chairs), 2)
        new = chairs.filtered(lambda s: s.partner_id == self.successor.partner_id)
        self.assertEqual(new.date_from, self.today + timedelta(days=11))
        self.assertEqual((chairs - new).date_to, self.today + timedelta(days=10))

    def test_a_member_becomes_chair_without_two_seats(self):
        seat = self._create_member(
            self.steering,
            partner_id=self.successor.partner_id.id,
            date_from=self.today - timedelta(days=100),
        )
        self._prepare("chair").action_start()
        self._run(11)
        self.assertEqual(seat.date_to, self.today + timedelta(days=10))
        later = self.steering.member_ids._on(self.today + timedelta(days=20))
        self.assertEqual(
            later.filtered(lambda s: s.partner_id == self.successor.partner_id).role,
            "chair",
        )

    def test_area_contact_changes(self):
        self._prepare("area", user=self.area_contact).with_user(
            self.manager
        ).action_start()
        self._run(11)
        self.assertEqual(self.area_a.contact_id, self.successor.partner_id)
        self.assertIn(self.successor, self.region_a.user_ids)
        self.assertNotIn(self.area_contact, self.region_a.user_ids)

    def test_vacancy_then_a_later_first_day(self):
        substitute = self._create_user("stand_in", "group_coordinator")
        self.region_a.substitute_id = substitute.partner_id
        self.region_a.activity_schedule(
            "mail.mail_activity_data_todo", summary="Call", user_id=self.coordinator.id
        )
        handover = self._prepare(date_first=self.today + timedelta(days=40))
        handover.action_start()
        self._run(11)
        self.assertFalse(self.region_a.coordinator_id)
        self.assertEqual(handover.state, "under_way")
        self.assertEqual(self.region_a.activity_ids.user_id, substitute)
        with self.assertRefused(UserError, "has already left"):
            handover.action_cancel()
        self._run(40)
        self.assertEqual(self.region_a.coordinator_id, self.successor.partner_id)
        self.assertEqual(handover.state, "done")

    def test_who_was_named_by_hand_in_between_stays(self):
        handover = self._prepare()
        handover.action_start()
        self.region_a.coordinator_id = self.outsider.partner_id
        self._run(11)
        self.assertEqual(self.region_a.coordinator_id, self.outsider.partner_id)
        self.assertEqual(handover.state, "done")

    def test_todos_of_another_region_stay(self):
        other = self._create_region(coordinator_id=self.coordinator.partner_id.id)
        other.activity_schedule(
            "mail.mail_activity_data_todo", summary="Mine", user_id=self.coordinator.id
        )
        self._prepare().action_start()
        self._run(11)
        self.assertEqual(other.activity_ids.user_id, self.coordinator)

    def test_one_bad_handover_does_not_stop_the_others(self):
        bad, good = self._prepare("chair"), self._prepare()
        (bad | good).action_start()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE seutuyp_handover SET date_last = %s, date_first = %s",
            (self.yesterday - timedelta(days=1), self.yesterday),
        )
        self.env.invalidate_all()
        # Another chair has been named for the time in the meantime.
        chair = self.steering.member_ids.filtered(lambda s: s.role == "chair")
        chair.write(
            {
                "date_from": self.today - timedelta(days=90),
                "date_to": self.today - timedelta(days=3),
            }
        )
        self._create_member(self.steering, role="chair", date_from=self.today)
        with (
            self.enter_registry_test_mode(),
            mute_logger("odoo.addons.seutuyp_network.models.seutuyp_handover_effect"),
        ):
            self.env.ref("seutuyp_network.cron_handover").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(good.state, "done")
        self.assertEqual(bad.state, "under_way")

    # --------------------------------------------------------------------- deputy
    def test_the_areas_deputy_reads_and_states(self):
        self.assertIn(self.deputy, self.region_a.user_ids)
        self.assertNotIn(self.deputy, self.region_b.user_ids)
        roles = self.region_a.with_user(self.deputy)._viewer_roles()
        self.assertEqual(roles[self.region_a.id], "area")
        agreement = self._create_agreement()
        self.assertTrue(agreement.with_user(self.deputy)._has_role("area"))
        self.area_a.deputy_id = False
        self.assertNotIn(self.deputy, self.region_a.user_ids)
        self.assertFalse(agreement.with_user(self.deputy)._has_role("area"))
