# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from .common import SeutuypCommon
from .counting import queries

FIELDS = (
    "seutuyp_party_ids",
    "seutuyp_named_ids",
    "seutuyp_offer_ids",
    "seutuyp_followup_ids",
    "seutuyp_seat_ids",
)


class OrganisationCase(SeutuypCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.director = cls.portal_user.partner_id
        cls.director.write({"parent_id": cls.organisation_a.id, "lang": "en_US"})
        cls.regions = cls.region_a
        cls.agreements = cls.env["seutuyp.agreement"].with_user(cls.coordinator)
        for number in range(3):
            region = cls._create_region(
                name=f"Region {number}",
                area=cls.area_a,
                coordinator_id=cls.coordinator.partner_id.id,
            )
            parties = cls._create_parties()
            parties[0]["signatory_id"] = cls.director.id
            cls._create_steering_group(region_ids=[Command.set(region.ids)])
            cls.agreements |= cls._create_agreement(
                name=f"Agreement {number}",
                region_ids=[Command.set(region.ids)],
                party_ids=[Command.create(vals) for vals in parties],
            )

    def _own(self, agreement):
        return agreement.party_ids.filtered(
            lambda party: party.partner_id == self.organisation_a
        )


@tagged("post_install", "-at_install")
class TestOrganisationHome(OrganisationCase):
    def _home(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        action = self.env["res.partner"].with_user(user).action_my_organisation()
        return self.env["res.partner"].with_user(user).browse(action["res_id"])

    def test_staff_see_all_regions_of_their_organisation(self):
        home = self._home(self.partner_user)
        self.assertEqual(home, self.organisation_a)
        self.assertEqual(home.seutuyp_party_ids.agreement_id, self.agreements)
        self.assertEqual(len(home.seutuyp_named_ids), 3)

    def test_of_a_foreign_region_nothing_shows(self):
        home = self.organisation_a.with_user(self.outsider)
        self.env.invalidate_all()
        for name in FIELDS:
            if name != "seutuyp_offer_ids":  # the matrix is everybody's
                with self.subTest(field=name):
                    self.assertFalse(home[name])

    def test_without_an_organisation_it_says_what_to_do(self):
        with self.assertRefused(UserError, "belongs to no organisation"):
            self.env["res.partner"].with_user(self.outsider).action_my_organisation()

    def test_what_waits_stands_first(self):
        self.assertEqual(
            self._home(self.partner_user).seutuyp_next_step, "Nothing waits now."
        )
        self.env["seutuyp.commitment.followup"]._create_guarded(
            [
                {
                    "name": "One door",
                    "agreement_id": self.agreements[0].id,
                    "partner_id": self.organisation_a.id,
                    "region_ids": [Command.set(self.agreements[0].region_ids.ids)],
                    "year": 2025,
                }
            ]
        )
        self._own(self.agreements[1]).signatory_id = self.partner_user.partner_id
        self.agreements[1].action_send()
        self.assertEqual(
            self._home(self.partner_user).seutuyp_next_step,
            "Agreements that wait for your signature: 1. "
            "Commitments that wait for a word: 1.",
        )
        party = self._own(self.agreements[1]).with_user(self.partner_user)
        self.assertIn(f"party={party.id}", party.action_read_and_sign()["url"])

    def test_shelves(self):
        party = self._own(self.agreements[0])
        self.assertEqual(party._portal_shelf(), "preparing")
        self.agreements[0].action_send()
        self.assertEqual(party._portal_shelf(), "sign")
        self._sign_all(self.agreements[0])
        self.assertEqual(party._portal_shelf(), "running")
        self.agreements[0].sudo()._guarded().date_end = "2026-01-02"
        self.assertEqual(party._portal_shelf(), "earlier")

    def test_many_agreements_cost_what_few_cost(self):
        names = [
            "agreement_id",
            "region_ids",
            "agreement_state",
            "state",
            "is_mine_to_sign",
        ]

        def count(parties):
            return queries(self.env, parties.with_user(self.partner_user).read, names)

        ids = self.organisation_a.seutuyp_party_ids.ids
        parties = self.env["seutuyp.agreement.party"].browse(ids)
        self.assertLessEqual(count(parties), count(parties[:1]))


@tagged("post_install", "-at_install")
class TestOrganisationPage(OrganisationCase, HttpCase):
    def test_one_list_and_the_next_one_after_signing(self):
        for agreement in self.agreements[:2]:
            agreement.action_send()
        self.authenticate("seutuyp_portal", "seutuyp_portal")
        page = self.url_open("/my/agreements").text
        self.assertIn("To sign now: 2", page)
        self.assertIn("In preparation: 1", page)
        self.assertLess(page.index("To sign now"), page.index("In preparation"))
        first, second = (self._own(agreement) for agreement in self.agreements[:2])
        self._sign(first)
        page = self.url_open(
            f"/my/agreements/{first.agreement_id.id}?party={first.id}&done=sign"
        ).text
        self.assertIn("Next: Agreement 1", page)
        self.assertIn(f"party={second.id}", page)
        self._sign(second)
        page = self.url_open(
            f"/my/agreements/{second.agreement_id.id}?party={second.id}&done=sign"
        ).text
        self.assertNotIn("Next:", page)

    def test_a_link_tells_nothing_of_other_agreements(self):
        for agreement in self.agreements[:2]:
            agreement.action_send()
        party = self._own(self.agreements[0])
        text, _token = self.env["seutuyp.token"]._issue(
            party, "sign", self.director, "portal@example.com"
        )
        self._sign(party)
        page = self.url_open(
            f"/my/agreements/{self.agreements[0].id}?party={party.id}&token={text}"
        ).text
        self.assertNotIn("Agreement 1", page)
        self.assertNotIn("Next:", page)
