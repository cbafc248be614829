# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo.tests import tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestDuties(SeutuypCommon):
    """A region's lights, reasons and next steps, as each role sees them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["seutuyp.dated.mixin"]._today()

    def _duties(self, user=None, region=None):
        self.env.flush_all()
        self.env.invalidate_all()
        region = (region or self.region_a).with_user(user or self.coordinator)
        return {duty["code"]: duty for duty in region._duties()[region.id]}

    def assertDuty(self, code, light, reason, label, user=None):
        duty = self._duties(user)[code]
        self.assertEqual(duty["light"], light, duty["reason"])
        self.assertIn(reason, duty["reason"])
        self.assertEqual(duty["action_label"], label)
        self.assertEqual(bool(duty["action"]), bool(label))

    def _end_in(self, record, days):
        end = self.today + timedelta(days=days)
        record.sudo()._guarded().write({"date_end": end})

    # ------------------------------------------------------------------ agreement
    def test_agreement_from_nothing_to_in_force(self):
        self.assertDuty(
            "agreement", "red", "none is being prepared", "Draft the agreement"
        )
        agreement = self._create_agreement()
        self.assertDuty("agreement", "amber", "being drafted", "Continue drafting")
        agreement.action_send()
        self.assertDuty(
            "agreement", "amber", "0 of 3 parties have signed", "See who has not signed"
        )
        self._sign_all(agreement)
        self.assertDuty("agreement", "amber", "not yet submitted", "Submit for review")
        agreement.action_submit()
        self.assertDuty("agreement", "amber", "is reviewing", "Follow the review")
        self._approve(agreement)
        self.assertDuty(
            "agreement", "green", "until further notice", "Open the agreement"
        )
        self.assertDuty("licence", "green", "Active", "Open the licence")

    def test_agreement_approved_before_signing(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        self._approve(agreement)
        self.assertDuty("agreement", "amber", "not yet sent", "Send for signature")

    def test_agreement_that_waits_for_the_region_is_red(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        agreement.with_user(self.reviewer).action_return("Say more about costs")
        self.assertDuty(
            "agreement", "red", "asks for a clarification", "Clarify and submit again"
        )
        agreement.action_submit("Done")
        agreement.with_user(self.reviewer).action_reject("No")
        self.assertDuty("agreement", "red", "rejected", "Read why")

    def test_agreement_declined(self):
        agreement = self._create_agreement()
        agreement.action_send()
        agreement.party_ids[0].sudo()._decline("Too dear")
        self.assertDuty("agreement", "red", "declined", "Read why")

    def test_agreement_ends_soon(self):
        agreement = self._create_licensed()
        self._end_in(agreement, 170)
        self.assertDuty(
            "agreement", "amber", "but it ends on", "Prepare the next agreement"
        )
        self._end_in(agreement, 400)
        self.assertDuty("agreement", "green", "In force until", "Open the agreement")

    def test_region_that_has_not_started(self):
        region = self._create_region(area=self.area_a)
        duties = self._duties(self.area_contact, region)
        self.assertLess({"agreement", "licence", "groups"}, set(duties))
        self.assertEqual({duty["light"] for duty in duties.values()}, {"grey"})
        self.assertFalse(duties["agreement"]["action"])

    def test_merged_region_owes_nothing(self):
        self.region_a.successor_id = self.region_b
        self.assertDuty("agreement", "grey", "Region B", False)
        self.assertDuty("licence", "grey", "Region B", False)

    def test_next_step_depends_on_who_looks(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        round_ = agreement.sudo().round_id
        for user, label, target in (
            (self.coordinator, "Follow the review", agreement),
            (self.area_contact, "Give your statement", agreement),
            (self.reviewer, "Review the agreement", round_),
            (self.partner_user, "Open the agreement", agreement),
        ):
            duty = self._duties(user)["agreement"]
            self.assertEqual(duty["action_label"], label, user.name)
            action = duty["action"]
            self.assertEqual(
                (action["res_model"], action["res_id"]), (target._name, target.id)
            )
        round_.with_user(self.area_contact).action_state("Good")
        self.assertDuty(
            "agreement",
            "amber",
            "is reviewing",
            "Open the agreement",
            self.area_contact,
        )

    def test_draft_step_proposes_the_region(self):
        action = self._duties()["agreement"]["action"]
        self.assertEqual(action["context"], {"default_region_ids": self.region_a.ids})

    # -------------------------------------------------------------------- licence
    def test_licence(self):
        agreement = self._create_agreement()
        self.assertDuty("licence", "grey", "once the agreement is signed", False)
        agreement.action_send()
        self._sign_all(agreement)
        agreement.action_submit()
        self._approve(agreement)
        licence = agreement.sudo().licence_ids
        self._end_in(licence, 100)
        self.assertDuty("licence", "amber", "it ends on", "Open the licence")
        self._end_in(licence, 400)
        licence._guarded().write({"at_risk": True, "deadline": self.today})
        self.assertDuty("licence", "amber", "Put it right by", "Open the licence")
        licence._guarded().deadline = self.today - timedelta(days=2)
        self.assertDuty("licence", "red", "since the deadline", "Open the licence")
        licence.with_user(self.reviewer).action_suspend("Why")
        self.assertDuty("licence", "red", "suspended", "Open the licence")
        licence.with_user(self.reviewer).action_revoke("Why")
        self.assertDuty("licence", "red", "revoked", "Open the licence")

    # --------------------------------------------------------------------- access
    def test_outsider_sees_only_the_licence(self):
        agreement = self._create_licensed()
        agreement.sudo().licence_ids._guarded().write({"at_risk": True})
        duties = self._duties(self.outsider)
        self.assertEqual(list(duties), ["licence"])
        self.assertEqual(duties["licence"]["light"], "green")

    def test_everyone_who_may_read_the_agreement_sees_all(self):
        for user in (
            self.coordinator,
            self.partner_user,
            self.area_contact,
            self.reviewer,
            self.manager,
        ):
            self.assertEqual(
                list(self._duties(user))[:4],  # addons to the right add theirs
                ["agreement", "licence", "groups", "services"],
                user.name,
            )
        self.assertEqual(
            list(self._duties(self.area_contact, self.region_b)), ["licence"]
        )

    def test_lights_leave_no_foreign_records_in_the_cache(self):
        """An outsider may open the region's form, lights and all."""
        self._create_licensed()
        specification = {
            "duties": {},
            "group_ids": {"fields": {"name": {}}},
            "agreement_ids": {"fields": {"name": {}}},
        }
        self.env.invalidate_all()
        region = self.region_a.with_user(self.outsider)
        (values,) = region.web_read(specification)
        self.assertEqual((values["group_ids"], values["agreement_ids"]), ([], []))
        # and what one may not see is not missing for the next one
        self.env.invalidate_all()
        region._duties()
        self.assertTrue(self.region_a.sudo().group_ids)
        self.assertTrue(self.region_a.sudo().agreement_ids)

    # ---------------------------------------------------------------------- field
    def test_field_shows_what_the_user_may_see(self):
        own = self.region_a.with_user(self.coordinator).duties
        self.assertLess({"agreement", "licence", "groups"}, {x["code"] for x in own})
        self.assertEqual(len(self.region_a.with_user(self.outsider).duties), 1)

    def test_new_region_has_no_lights(self):
        self.assertFalse(self.env["seutuyp.region"].new({"name": "New"}).duties)
