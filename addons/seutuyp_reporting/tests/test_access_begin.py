# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common_referral import ReferralCommon

ROLES = (
    *("manager", "reviewer", "area_contact", "coordinator"),
    *("partner_user", "outsider"),
)
# Who can make one of these at all: the others are not offered "New".
KEEPERS = {"manager", "reviewer", "area_contact", "coordinator"}
REGION = {"manager", "coordinator"}
BEGINNERS = {
    "seutuyp.indicator": REGION,
    "seutuyp.indicator.choice": REGION,
    "seutuyp.return": REGION,
    "seutuyp.collection": KEEPERS,
    "seutuyp.survey.round": KEEPERS,
    "seutuyp.customer.feedback.link": KEEPERS | {"partner_user"},
    "seutuyp.referral.tally": {"area_contact", "coordinator", "partner_user"},
    "seutuyp.referral.reception": {"area_contact", "coordinator", "partner_user"},
    "seutuyp.company.contact": {"area_contact", "coordinator", "partner_user"},
}


@tagged("post_install", "-at_install")
class TestAccessBegin(ReferralCommon):
    """A screen offers "New" to those who can save something new there."""

    def test_who_is_offered_new(self):
        for name, expected in BEGINNERS.items():
            found = {
                role
                for role in ROLES
                if self.env[name].with_user(getattr(self, role)).has_access("create")
            }
            with self.subTest(model=name):
                self.assertEqual(found, expected)

    def test_the_list_has_no_new(self):
        for role, offered in (("coordinator", None), ("partner_user", "False")):
            user = getattr(self, role)
            view = (
                self.env["seutuyp.collection"]
                .with_user(user)
                .get_view(view_type="list")
            )
            with self.subTest(role=role):
                self.assertEqual(self._attribute(view["arch"], "create"), offered)

    @staticmethod
    def _attribute(arch, name):
        return etree.fromstring(arch).get(name)

    def test_who_is_refused_reads_why(self):
        with self.assertRefused(AccessError, "coordinator of the region chooses"):
            self.env["seutuyp.indicator.choice"].with_user(self.partner_user).create(
                {"region_id": self.region_a.id, "indicator_id": self.indicator.id}
            )

    def test_choosing_says_whose_it_is(self):
        """An empty list of regions would say nothing."""
        regions = self.env["seutuyp.region"]
        action = regions.with_user(self.coordinator).action_choose_for_mine()
        self.assertTrue(action["res_model"])
        with self.assertRefused(UserError, "coordinator of the region chooses"):
            regions.with_user(self.area_contact).action_choose_for_mine()

    def test_working_out_is_for_those_who_have_regions(self):
        indicator = self.env.ref("seutuyp_reporting.indicator_plan_ready")
        for role, may in (("coordinator", True), ("partner_user", False)):
            with self.subTest(role=role):
                own = indicator.with_user(getattr(self, role))
                self.assertEqual(own.may_work_out, may)
        with self.assertRefused(UserError, "regions that you coordinate"):
            own.action_work_out()
