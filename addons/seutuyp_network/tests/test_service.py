# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SeutuypCommon


class ServiceCommon(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["seutuyp.service"].search([]).active = False
        cls.category = cls.env["seutuyp.service.category"].create(
            {"code": "t", "name": "Category"}
        )
        cls.segment = cls.env.ref("seutuyp_network.segment_founders")
        cls.part = cls.env.ref("seutuyp_network.segment_founders_start")
        cls.other_segment = cls.env.ref("seutuyp_network.segment_local_small")
        cls.service = cls._create_service("advice", required=True)

    @classmethod
    def _create_service(cls, code, **values):
        return cls.env["seutuyp.service"].create(
            {
                "code": code,
                "name": code.title(),
                "category_id": cls.category.id,
                "segment_ids": [Command.set(cls.segment.ids)],
                **values,
            }
        )

    @classmethod
    def _create_offer(cls, user=None, **values):
        model = cls.env["seutuyp.service.offer"]
        if user:
            model = model.with_user(user)
        return model.create(
            {
                "region_id": cls.region_a.id,
                "service_id": cls.service.id,
                "partner_id": cls.organisation_a.id,
                **values,
            }
        )

    def _status(self, region=None, segment=None):
        self.env["seutuyp.service.coverage"].invalidate_model()
        return (
            self.env["seutuyp.service.coverage"]
            .search(
                [
                    ("region_id", "=", (region or self.region_a).id),
                    ("service_id", "=", self.service.id),
                    ("segment_id", "=", (segment or self.segment).id),
                ]
            )
            .status
        )


@tagged("post_install", "-at_install")
class TestCoverage(ServiceCommon):
    def test_gap_is_closed_and_becomes_an_overlap(self):
        self.assertEqual(self._status(), "gap")
        self._create_offer(is_lead=True)
        self.assertEqual(self._status(), "covered")
        second = self._create_offer(partner_id=self.organisation_b.id, is_lead=True)
        self.assertEqual(self._status(), "overlap")
        self.assertEqual(self._status(self.region_b), "gap")
        second.is_lead = False
        self.assertEqual(self._status(), "covered")

    def test_two_providers_with_one_lead_are_no_overlap(self):
        self._create_offer(is_lead=True)
        self._create_offer(partner_id=self.organisation_b.id)
        self.assertEqual(self._status(), "covered")

    def test_leads_for_different_segments_are_no_overlap(self):
        self.service.segment_ids = self.segment | self.other_segment
        self._create_offer(is_lead=True, segment_ids=[Command.set(self.segment.ids)])
        self._create_offer(
            partner_id=self.organisation_b.id,
            is_lead=True,
            segment_ids=[Command.set(self.other_segment.ids)],
        )
        self.assertEqual(self._status(), "covered")
        self.assertEqual(self._status(segment=self.other_segment), "covered")

    def test_an_offer_for_a_part_counts_for_the_segment_above(self):
        both = self.part | self.env.ref("seutuyp_network.segment_founders_invention")
        self._create_offer(segment_ids=[Command.set(both.ids)], is_lead=True)
        self.assertEqual(self._status(), "covered")

    def test_nobody_misses_a_service_that_is_not_required(self):
        self.service.required = False
        self.assertFalse(self._status())
        self._create_offer()
        self.assertEqual(self._status(), "covered")

    def test_an_ended_offer_leaves_a_gap(self):
        offer = self._create_offer()
        offer.active = False
        self.assertEqual(self._status(), "gap")

    def test_region_counts_services_not_segments(self):
        self.service.segment_ids = self.segment | self.other_segment
        self.assertEqual(self.region_a.gap_count, 1)
        self._create_offer(is_lead=True)
        self._create_offer(partner_id=self.organisation_b.id, is_lead=True)
        self.env.invalidate_all()
        self.assertEqual(self.region_a.gap_count, 0)
        self.assertEqual(self.region_a.overlap_count, 1)

    def test_counts_cost_the_same_for_many_regions(self):
        regions = self.region_a | self.region_b
        self.env.invalidate_all()
        self.env.flush_all()
        with self.assertQueryCount(2):
            regions.mapped("gap_count")

    def test_ids_stay(self):
        self._create_offer()
        self.env.flush_all()
        rows = self.env["seutuyp.service.coverage"].search(
            [("service_id", "=", self.service.id)]
        )
        before = {row.id: (row.region_id, row.segment_id) for row in rows}
        self._create_offer(partner_id=self.organisation_b.id)
        self.env.flush_all()
        self.env.invalidate_all()
        rows = self.env["seutuyp.service.coverage"].search(
            [("service_id", "=", self.service.id)]
        )
        after = {row.id: (row.region_id, row.segment_id) for row in rows}
        self.assertEqual(before, after)

    def test_last_year_is_remembered(self):
        count = self.env["seutuyp.service.coverage.count"]
        with freeze_time("2025-12-15"):
            count._cron_count()
        self._create_offer()
        with freeze_time("2025-12-20"):
            count._cron_count()  # the month is counted anew
        self._create_offer(partner_id=self.organisation_b.id)
        with freeze_time("2026-02-01"):
            count._cron_count()
            self.assertEqual(count._last_year(self.region_a)[self.region_a.id], (0, 0))
            self.assertEqual(count._last_year(self.region_b)[self.region_b.id], (1, 0))
        rows = count.search([("region_id", "=", self.region_a.id)])
        self.assertEqual(len(rows), 2)


@tagged("post_install", "-at_install")
class TestOfferAccess(ServiceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.region_a.coordinating_partner_id = cls.organisation_a
        cls.own = cls._create_offer()
        cls.foreign = cls._create_offer(
            region_id=cls.region_b.id, partner_id=cls.organisation_b.id
        )
        # partner_user works for organisation A, which is no party of region B
        cls.own_elsewhere = cls._create_offer(region_id=cls.region_b.id)

    def _allowed(self, user, action):
        try:
            with mute_logger("odoo.models", "odoo.addons.base.models.ir_rule"):
                action(user)
                self.env.flush_all()
        except AccessError:
            return False
        return True

    def test_who_may_what(self):
        table = [
            # user, own region, foreign region, own organisation elsewhere
            (self.partner_user, True, False, False),
            (self.coordinator, True, False, False),
            (self.coordinator_b, False, True, True),
            (self.outsider, False, False, False),
            (self.area_contact, False, False, False),
            (self.reviewer, False, False, False),
            (self.manager, True, True, True),
        ]
        for user, *expected in table:
            for offer, allowed in zip(
                (self.own, self.foreign, self.own_elsewhere), expected, strict=True
            ):
                with self.subTest(user=user.login, offer=offer.display_name):
                    self.assertTrue(offer.with_user(user).read(["note"]))
                    self.assertEqual(offer.with_user(user).may_edit, allowed)
                    self.assertEqual(
                        self._allowed(
                            user, lambda u, o=offer: o.with_user(u).write({"note": "x"})
                        ),
                        allowed,
                    )
                    self.assertEqual(
                        self._allowed(
                            user, lambda u, o=offer: o.with_user(u).action_confirm()
                        ),
                        allowed,
                    )
                    self.assertEqual(self._creates_and_deletes(user, offer), allowed)

    def _creates_and_deletes(self, user, offer):
        service = self._create_service(f"s{user.id}_{offer.id}")
        values = {
            "region_id": offer.region_id.id,
            "partner_id": offer.partner_id.id,
            "service_id": service.id,
        }
        created = self._allowed(user, lambda u: self._create_offer(u, **values))
        found = self.env["seutuyp.service.offer"].search(
            [("service_id", "=", service.id)]
        ) or self._create_offer(**values)
        deleted = self._allowed(user, lambda u: found.with_user(u).unlink())
        self.assertEqual(created, deleted)
        return created

    def test_portal_reads_nothing(self):
        for model in (
            "seutuyp.service",
            "seutuyp.service.offer",
            "seutuyp.service.coverage",
            "seutuyp.service.coverage.count",
            "seutuyp.service.change",
        ):
            with self.subTest(model=model), self.assertRaises(AccessError):
                self.env[model].with_user(self.portal_user).search([])

    def test_nobody_moves_an_offer_into_a_foreign_region(self):
        with self.assertRaises(AccessError):
            self.own.with_user(self.coordinator).region_id = self.region_b

    def test_confirmation_is_not_typed(self):
        with self.assertRaises(AccessError):
            self.own.with_user(self.coordinator).confirmed_on = "2020-01-01"

    def test_catalogue_is_the_administrators(self):
        with self.assertRaises(AccessError):
            self.service.with_user(self.coordinator).name = "Mine"
        self.service.with_user(self.manager).name = "Changed"


@tagged("post_install", "-at_install")
class TestOffer(ServiceCommon):
    def test_an_organisation_offers_a_service_once(self):
        self._create_offer()
        with (
            self.assertRaisesRegex(Exception, "one_offer"),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._create_offer()
        self.assertEqual(len(self.region_a.offer_ids), 1)

    def test_bad_input_is_explained(self):
        person = self.partner_user.partner_id
        for values, words in (
            ({"partner_id": person.id}, "Choose the organisation"),
            ({"responsible_id": self.organisation_b.id}, "Choose a person"),
            ({"url": "javascript:alert(1)"}, "beginning with https"),
        ):
            with (
                self.subTest(values=values),
                self.assertRaisesRegex(ValidationError, words),
                self.cr.savepoint(),
            ):
                self._create_offer(**values)

    def test_services_are_meant_for_top_segments(self):
        with self.assertRaisesRegex(ValidationError, "top segment"):
            self.service.segment_ids = self.part

    def test_who_enters_an_offer_confirms_it(self):
        offer = self._create_offer(self.coordinator)
        self.assertEqual(offer.confirmed_by_id, self.coordinator.partner_id)

    def test_changes_are_kept_for_the_partners(self):
        offer = self._create_offer(self.coordinator)
        offer.with_user(self.coordinator).is_lead = True
        offer.with_user(self.coordinator).note = "by phone"
        offer.with_user(self.coordinator).active = False
        changes = self.env["seutuyp.service.change"].search(
            [("service_id", "=", self.service.id)]
        )
        self.assertEqual(changes.mapped("kind"), ["ended", "lead", "new"])
        self.assertEqual(changes.user_id, self.coordinator)

    def test_changes_cannot_be_forged(self):
        with self.assertRaises(AccessError):
            self.env["seutuyp.service.change"].with_user(self.manager).create(
                {
                    "region_id": self.region_a.id,
                    "service_id": self.service.id,
                    "partner_id": self.organisation_a.id,
                    "kind": "new",
                }
            )
