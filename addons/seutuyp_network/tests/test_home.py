# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestHome(SeutuypCommon):
    """What waits for whom, and which regions each sees how."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = cls.env["seutuyp.dated.mixin"]._today()

    def _home(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        home = self.env["seutuyp.home"].with_user(user).get_home()
        # As it arrives in the browser.
        return json.loads(json.dumps(home))

    def _waiting(self, user, key="waiting"):
        return [(item["kind"], item["text"]) for item in self._home(user)[key]]

    def assertWaits(self, user, kind, text, key="waiting"):
        """Check that the first thing of this kind says ``text``; return it."""
        items = [item for item in self._home(user)[key] if item["kind"] == kind]
        self.assertTrue(items, f"{kind} does not wait for {user.name}")
        self.assertIn(text, items[0]["text"])
        self.assertTrue(items[0]["action_label"])
        return items[0]

    def assertNothing(self, user, key="waiting"):
        self.assertFalse(self._home(user)[key])

    # --------------------------------------------------------------------- access
    def test_only_staff_has_a_home(self):
        for user in (self.portal_user, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.env["seutuyp.home"].with_user(user).get_home()

    def test_roles(self):
        for user, roles in (
            (self.coordinator, ["coordinator"]),
            (self.area_contact, ["area"]),
            (self.reviewer, ["reviewer"]),
            (self.manager, ["manager"]),
            (self.partner_user, ["user"]),
            (self.outsider, ["user"]),
        ):
            self.assertEqual(self._home(user)["roles"], roles, user.name)

    def test_a_group_alone_makes_nobody_coordinator(self):
        user = self._create_user("without_region", "group_coordinator")
        self.assertEqual(self._home(user)["roles"], ["user"])

    # ------------------------------------------------------------------ signatory
    def test_signatory_is_asked_to_sign(self):
        agreement = self._create_agreement()
        party = agreement.party_ids[1]
        party.signatory_id = self.outsider.partner_id
        self.assertNothing(self.outsider)
        agreement.action_send()
        item = self.assertWaits(self.outsider, "sign", party.partner_id.name)
        self.assertEqual(item["action"]["url"], f"/my/agreements/{agreement.id}")
        self.assertTrue(item["due"])
        self._sign(party)
        self.assertNothing(self.outsider)

    def test_signing_waits_for_the_signatory_alone(self):
        agreement = self._create_agreement()
        agreement.party_ids[1].signatory_id = self.outsider.partner_id
        agreement.action_send()
        for user in (self.partner_user, self.coordinator_b, self.reviewer):
            self.assertNotIn("sign", dict(self._waiting(user)), user.name)

    # ---------------------------------------------------------------- coordinator
    def test_coordinator_without_agreement_is_to_draft_one(self):
        item = self.assertWaits(self.coordinator, "missing", "Region A")
        self.assertEqual(
            item["action"]["context"], {"default_region_ids": self.region_a.ids}
        )
        self._create_agreement()
        self.assertWaits(self.coordinator, "draft", "Region A")
        self.assertNotIn("missing", dict(self._waiting(self.coordinator)))

    def test_coordinator_answers_comments(self):
        agreement = self._create_agreement()
        self.env["seutuyp.agreement.comment"]._add(
            agreement.section_ids[0],
            agreement.party_ids[1].signatory_id,
            agreement.party_ids[1].partner_id,
            "Please clarify",
        )
        self.assertWaits(self.coordinator, "comments", "answer: 1")
        # The line that the comment put on the list would only repeat it.
        self.assertNotIn("activity", dict(self._waiting(self.coordinator)))
        self.assertNotIn("comments", dict(self._waiting(self.partner_user)))

    def test_coordinator_follows_signing(self):
        agreement = self._create_agreement()
        agreement.action_send()
        self._sign(agreement.party_ids[0])
        item = self.assertWaits(self.coordinator, "sign", "1 of 3", key="following")
        self.assertNotIn("Organisation A", item["detail"])
        self.assertIn(agreement.party_ids[2].partner_id.name, item["detail"])
        self.assertNothing(self.partner_user, key="following")
        self._sign_all(agreement)
        self.assertNothing(self.coordinator, key="following")
        self.assertWaits(self.coordinator, "submit", "submit it for review")

    def test_coordinator_reads_why_a_party_declined(self):
        agreement = self._create_agreement()
        agreement.action_send()
        agreement.party_ids[0].sudo()._decline("Too dear")
        item = self.assertWaits(self.coordinator, "declined", "declined to sign")
        self.assertIn("Too dear", item["detail"])

    def test_coordinator_clarifies(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        agreement.with_user(self.reviewer).action_return("Say more about costs")
        item = self.assertWaits(self.coordinator, "clarify", "asks for a clarification")
        self.assertEqual(item["detail"], "Say more about costs")
        self.assertEqual(item["action"]["res_id"], agreement.id)
        for user in (self.partner_user, self.coordinator_b):
            self.assertNotIn("clarify", dict(self._waiting(user)), user.name)

    def test_coordinator_sends_what_is_approved(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        self._approve(agreement)
        self.assertWaits(self.coordinator, "send", "is approved")

    def test_coordinator_reads_a_rejection(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        agreement.with_user(self.reviewer).action_reject("Not enough parties")
        item = self.assertWaits(self.coordinator, "rejected", "rejected")
        self.assertEqual(item["detail"], "Not enough parties")

    # --------------------------------------------------------------- area contact
    def test_area_contact_gives_a_statement(self):
        agreement = self._create_agreement()
        self.assertNothing(self.area_contact)
        agreement.action_submit()
        self.assertWaits(self.area_contact, "statement", "Region A")
        agreement.sudo().round_id.with_user(self.area_contact).action_state("Good")
        self.assertNothing(self.area_contact)

    # ------------------------------------------------------------------- reviewer
    def test_reviewer_gives_verdicts_and_decides(self):
        agreement = self._create_agreement()
        self.assertNothing(self.reviewer)
        agreement.action_submit()
        review_round = agreement.with_user(self.reviewer).round_id
        item = self.assertWaits(self.reviewer, "verdict", "8 of 8 missing")
        self.assertEqual(item["action"]["res_id"], review_round.id)
        review_round.assessment_ids[:7].action_met()
        self.assertWaits(self.reviewer2, "verdict", "1 of 8 missing")
        review_round.assessment_ids.action_met()
        self.assertWaits(self.reviewer, "decide", "every verdict is given")
        review_round.action_approve("Fine")
        self.assertNothing(self.reviewer)

    def test_reviewer_follows_clarifications_and_the_next_meeting(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        meeting = self.env["seutuyp.review.meeting"].create(
            {
                "date": fields.Datetime.now() + timedelta(days=10),
                "body_id": self.env["seutuyp.deciding.body"].search([], limit=1).id,
                "agreement_ids": [Command.set(agreement.ids)],
            }
        )
        item = self.assertWaits(self.reviewer, "meeting", "decide: 1", key="following")
        self.assertEqual(item["action"]["res_id"], meeting.id)
        self.assertTrue(self.assertWaits(self.reviewer, "verdict", "missing")["due"])
        agreement.with_user(self.reviewer).action_return("Say more")
        self.assertWaits(self.reviewer, "clarify", "not yet given: 1", key="following")
        self.assertNothing(self.coordinator, key="following")

    def test_reviewer_closes_a_meeting_that_is_over(self):
        self.env["seutuyp.review.meeting"].create(
            {
                "date": fields.Datetime.now() - timedelta(days=1),
                "body_id": self.env["seutuyp.deciding.body"].search([], limit=1).id,
            }
        )
        self.assertWaits(self.reviewer, "meeting", "close the meeting")

    # -------------------------------------------------------------------- licence
    def test_licence_at_risk_waits_for_region_and_reviewer(self):
        licence = self._create_licensed().sudo().licence_ids
        late = self.today - timedelta(days=3)
        licence._guarded().write({"at_risk": True, "deadline": late})
        for user in (self.coordinator, self.reviewer):
            item = self.assertWaits(user, "licence", "at risk")
            self.assertTrue(item["late"])
            self.assertEqual(self._home(user)["waiting"][0]["kind"], "licence")
        for user in (self.coordinator_b, self.outsider):
            self.assertNotIn("licence", dict(self._waiting(user)), user.name)

    # ----------------------------------------------------------------- activities
    def test_own_activities_wait(self):
        agreement = self._create_agreement()
        agreement.activity_schedule(
            "mail.mail_activity_data_todo",
            self.today - timedelta(days=1),
            summary="Ring the town manager",
            user_id=self.coordinator.id,
        )
        item = self.assertWaits(self.coordinator, "activity", "Ring the town manager")
        self.assertTrue(item["late"])
        self.assertIn("Region A", item["detail"])
        self.assertNotIn("activity", dict(self._waiting(self.partner_user)))

    # -------------------------------------------------------------------- regions
    def test_my_region(self):
        for user, names in (
            (self.coordinator, ["Region A"]),
            (self.partner_user, ["Region A"]),
            (self.outsider, []),
            (self.area_contact, []),
            (self.reviewer, []),
            (self.manager, []),
        ):
            cards = self._home(user)["my_regions"]
            self.assertEqual([card["name"] for card in cards], names, user.name)
        (card,) = self._home(self.coordinator)["my_regions"]
        self.assertEqual(card["coordinator"], "Coordinator")
        self.assertEqual(card["area"], "Area A")

    def test_all_regions_by_area(self):
        home = self._home(self.area_contact)
        first = home["areas"][0]
        self.assertEqual((first["name"], first["mine"]), ("Area A", True))
        self.assertEqual(first["contact"], "Area contact")
        self.assertEqual([region["name"] for region in first["regions"]], ["Region A"])
        shown = sum(len(area["regions"]) for area in home["areas"])
        self.assertEqual(shown, self.env["seutuyp.region"].search_count([]))
        codes = [column["code"] for column in home["columns"]]
        self.assertEqual(codes[:4], ["agreement", "licence", "groups", "services"])

    def test_foreign_regions_show_the_licence_only(self):
        self._create_licensed()
        for user, region, codes in (
            (self.outsider, "Region A", ["licence"]),
            (self.coordinator_b, "Region A", ["licence"]),
            (
                self.partner_user,
                "Region A",
                ["agreement", "licence", "groups", "services"],
            ),
            (self.area_contact, "Region B", ["licence"]),
            (self.reviewer, "Region B", ["agreement", "licence", "groups", "services"]),
        ):
            lines = {
                line["name"]: line
                for area in self._home(user)["areas"]
                for line in area["regions"]
            }
            found = [duty["code"] for duty in lines[region]["duties"]]
            # addons to the right add duties after these
            self.assertEqual(found[:4], codes, user.name)

    def test_menu_opens_the_home_screen(self):
        action = self.env.ref("seutuyp_network.menu_home").action
        self.assertEqual(
            (action.tag, action.path), ("seutuyp_home", "regional-services")
        )
