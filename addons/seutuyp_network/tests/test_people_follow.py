# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .test_change import ChangeCommon


@tagged("post_install", "-at_install")
class TestPeopleFollow(ChangeCommon):
    """Handovers and vacant duties when their region merges; who is told by mail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["seutuyp.dated.mixin"]._today()
        cls.env["res.lang"]._activate_lang("sv_SE")
        cls.successor = cls._create_user("successor", "group_user")
        cls.successor.lang = "sv_SE"
        cls.deputy = cls._create_user("deputy", "group_area")
        cls.area_a.deputy_id = cls.deputy.partner_id

    def _handover(self, region=None, **kw):
        return self.env["seutuyp.handover"].create(
            {
                "kind": "coordinator",
                "region_id": (region or self.region_a).id,
                "date_last": self.today + timedelta(days=10),
                "person_to_id": self.successor.partner_id.id,
                **kw,
            }
        )

    def _vacancy(self, region):
        self._create_group(region_ids=[Command.set(region.ids)])  # it has begun
        region.coordinator_id = False
        self.env["seutuyp.vacancy"]._cron_watch()
        return self.env["seutuyp.vacancy"].search(
            [("kind", "=", "coordinator"), ("region_id", "=", region.id)]
        )

    def _mails_to(self, person):
        mails = self.env["mail.mail"].sudo().search([])
        return mails.filtered(lambda mail: person.email in (mail.email_to or ""))

    # -------------------------------------------------------------------- mergers
    def test_an_open_handover_moves_and_is_read_in_both(self):
        handover = self._handover()
        handover.with_user(self.manager).action_start()
        self._merge_regions(self.region_a, self.region_b)
        self.assertEqual(handover.region_id, self.region_b)
        self.assertEqual(handover.state, "under_way")
        self.assertEqual(handover.region_ids, self.region_a | self.region_b)
        self.assertTrue(handover.with_user(self.coordinator_b).has_access("write"))
        self.assertTrue(handover.with_user(self.coordinator).has_access("read"))
        self.assertFalse(handover.with_user(self.coordinator).has_access("write"))

    def test_the_successors_own_coordinator_stays(self):
        handover = self._handover()
        handover.with_user(self.manager).action_start()
        self._merge_regions(self.region_a, self.region_b)
        handover._apply(self.today + timedelta(days=30))
        self.assertEqual(self.region_b.coordinator_id, self.coordinator_b.partner_id)
        self.assertEqual(handover.state, "done")

    def test_the_successors_own_handover_goes_on(self):
        own = self._handover(self.region_b, person_to_id=False)
        other = self._handover()
        self._merge_regions(self.region_a, self.region_b)
        self.assertEqual((own.state, other.state), ("planned", "cancelled"))
        self.assertIn("Region B", other.log_ids[:1].reason)
        self.assertIn(self.region_a, other.region_ids)

    def test_an_earlier_handover_stays_with_the_old_region(self):
        handover = self._handover(person_to_id=False)
        handover.with_user(self.manager).action_start()
        handover._apply(self.today + timedelta(days=30))
        self.assertEqual(handover.state, "done")
        self._merge_regions(self.region_a, self.region_b)
        self.assertEqual(handover.region_id, self.region_a)
        self.assertEqual(handover.region_ids, self.region_a)

    def test_a_chairs_handover_is_read_in_both(self):
        group = self._create_steering_group(region_ids=[Command.set(self.region_a.ids)])
        handover = self._handover(kind="chair", region_id=False, group_id=group.id)
        self._merge_regions(self.region_a, self.region_b)
        self.assertEqual(handover.region_ids, self.region_a | self.region_b)

    def test_a_vacant_duty_is_filled_by_the_successors_coordinator(self):
        vacancy = self._vacancy(self.region_a)
        self.assertEqual(len(vacancy), 1)
        self._merge_regions(self.region_a, self.region_b)
        self.assertEqual(vacancy.cleared_on, self.today)
        self.assertEqual(vacancy.region_ids, self.region_a | self.region_b)

    def test_a_vacant_duty_moves_where_nobody_coordinates(self):
        vacancy = self._vacancy(self.region_a)
        self.region_b.coordinator_id = False
        self._merge_regions(self.region_a, self.region_b)
        self.assertFalse(vacancy.cleared_on)
        self.assertEqual(vacancy.region_id, self.region_b)
        self.env["seutuyp.vacancy"]._cron_watch()
        open_ones = self.env["seutuyp.vacancy"].search(
            [("cleared_on", "=", False), ("kind", "=", "coordinator")]
        )
        regions = open_ones.region_id & (self.region_a | self.region_b)
        self.assertNotIn(self.region_a, regions)

    def test_the_preview_tells_it(self):
        self._handover()
        wizard = self._wizard(
            kind="merge",
            res_model="seutuyp.region",
            source_region_ids=[Command.set(self.region_a.ids)],
            target_region_id=self.region_b.id,
        )
        self.assertIn("Open handovers: 1, moves", str(wizard.preview))

    # ---------------------------------------------------------------------- mails
    def test_the_two_people_are_told(self):
        leaver = self.coordinator.partner_id
        handover = self._handover()
        self.assertFalse(self._mails_to(self.successor))
        handover.with_user(self.manager).action_start()
        coming, leaving = self._mails_to(self.successor), self._mails_to(leaver)
        self.assertEqual((len(coming), len(leaving)), (1, 1))
        self.assertIn("Du tar över", coming.body_html)  # she reads Swedish
        self.assertIn("You hand over", leaving.body_html)
        self.assertIn(f"/odoo/handovers/{handover.id}", coming.body_html)
        self.assertFalse(coming.model)
        self.assertTrue(coming.auto_delete)
        handover.with_user(self.manager).action_cancel()
        for person, words in (
            (self.successor.partner_id, "Inget ändras"),
            (leaver, "Nothing changes"),
        ):
            self.assertIn(words, self._mails_to(person)[0].body_html)

    def test_a_plan_that_is_dropped_is_not_mailed(self):
        self._handover().with_user(self.manager).action_cancel()
        self.assertFalse(self._mails_to(self.successor))

    # --------------------------------------------------------------------- deputy
    def test_the_areas_deputy_keeps_area_groups(self):
        group = self._create_group(kind="area", area_id=self.area_a.id)
        foreign = self._create_group(kind="area", area_id=self.area_b.id)
        group.with_user(self.deputy).name = "Kept by the deputy"
        self._create_group_as(self.deputy, self.area_a)
        with self.assertRaises(AccessError):
            foreign.with_user(self.deputy).name = "Not his"
        with self.assertRaises(AccessError):
            self._create_group_as(self.deputy, self.area_b)

    def _create_group_as(self, user, area):
        groups = self.env["seutuyp.group"].with_user(user)
        return groups.create({"name": "Area", "kind": "area", "area_id": area.id})

    def test_the_areas_deputy_is_asked_for_the_statement(self):
        agreement = self._create_agreement()
        agreement.action_send()
        self._sign_all(agreement)
        agreement.action_submit()
        for user in (self.deputy, self.area_contact):
            home = self.env["seutuyp.home"].with_user(user)
            kinds = [item["kind"] for item in home._waiting()[0]]
            with self.subTest(user=user.login):
                self.assertIn("statement", kinds)
        agreement.with_user(self.deputy).round_id.action_open_statement()
        home = self.env["seutuyp.home"].with_user(self.coordinator)
        self.assertNotIn("statement", [item["kind"] for item in home._waiting()[0]])
