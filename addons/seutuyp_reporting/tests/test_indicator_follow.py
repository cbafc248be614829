# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import ReportingCommon


@tagged("post_install", "-at_install")
class TestIndicatorFollow(ReportingCommon):
    """A coordinator chooses from the catalogue, and adds the region's own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._create_indicator(sharing="nation")

    def _choice(self, indicator=None, region=None):
        return self.env["seutuyp.indicator.choice"].search(
            [
                ("indicator_id", "=", (indicator or self.other).id),
                ("region_id", "=", (region or self.region_a).id),
            ]
        )

    def test_catalogue_is_complete(self):
        topics = self.env["seutuyp.indicator.topic"].search(
            [("id", "!=", self.topic.id)]
        )
        letters = {
            kind: "".join(own.mapped("code"))
            for kind, own in topics.grouped("kind").items()
        }
        self.assertEqual(letters, {"cooperation": "ABCDEF", "trend": "ABCDEFGH"})
        for topic in topics:
            self.assertTrue(topic.indicator_ids, topic.name)
        own = topics.indicator_ids
        self.assertFalse(
            own.filtered(lambda row: not row.source or not row.description)
        )
        counted = own.filtered(lambda row: row.value_kind not in ("mean", "yes_no"))
        self.assertFalse(counted.filtered(lambda row: not row.unit))

    def test_follow_and_stop(self):
        indicator = self.other.with_user(self.coordinator)
        self.assertEqual((indicator.followed, indicator.may_follow), ("no", True))
        indicator.action_follow()
        indicator.invalidate_recordset()
        self.assertEqual(indicator.followed, "yes")
        choice = self._choice()
        self.assertEqual(choice.sharing, "nation")
        choice.with_user(self.coordinator).write({"target": 5, "has_target": True})
        indicator.action_stop_following()
        self.assertFalse(self._choice())
        indicator.action_follow()
        indicator.action_follow()
        self.assertEqual(self._choice(), choice)
        self.assertEqual(choice.target, 5)

    def test_only_ones_own_region(self):
        for user in (self.partner_user, self.area_contact, self.reviewer):
            with self.subTest(user=user.login):
                self.assertFalse(self.other.with_user(user).may_follow)
                with self.assertRefused(UserError, "Which region"):
                    self.other.with_user(user).action_follow()
        foreign = self.other.with_user(self.coordinator).with_context(
            follow_region_id=self.region_b.id
        )
        with self.assertRefused(UserError, "Which region"):
            foreign.action_follow()
        with self.assertRaises(AccessError):
            self.env["seutuyp.indicator.choice"].with_user(self.coordinator).create(
                {"region_id": self.region_b.id, "indicator_id": self.other.id}
            )

    def test_of_several_regions_the_context_tells(self):
        self.region_b.coordinator_id = self.coordinator.partner_id
        mine = self.other.with_user(self.coordinator)
        with self.assertRefused(UserError, "Which region"):
            mine.action_follow()
        action = self.region_b.with_user(self.coordinator).action_choose_indicators()
        mine.with_context(**action["context"]).action_follow()
        self.assertTrue(self._choice(region=self.region_b))
        self.assertFalse(self._choice())

    def test_own_indicator(self):
        vals = {
            "code": "OWN",
            "name": "Pop-up shops",
            "topic_id": self.topic.id,
            "region_id": self.region_a.id,
        }
        own = self.env["seutuyp.indicator"].with_user(self.coordinator).create(vals)
        own.action_follow()
        with self.assertRefused(ValidationError, "own"):
            self._choose(self.region_b, own)
        with self.assertRaises(AccessError):
            own.with_user(self.coordinator_b).name = "Mine"

    def test_targets_per_segment(self):
        segment = self.env.ref("seutuyp_network.segment_founders")
        self.choice.with_user(self.coordinator).write(
            {
                "has_target": True,
                "target": 4,
                "target_ids": [(0, 0, {"segment_id": segment.id, "target": 3.5})],
            }
        )
        self.assertEqual(self.choice._target_of(segment), 3.5)
        self.assertEqual(self.choice._target_of(segment.browse()), 4)
