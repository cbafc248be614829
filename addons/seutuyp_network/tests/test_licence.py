# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import SeutuypCommon


@tagged("post_install", "-at_install")
class TestLicence(SeutuypCommon):
    # ----------------------------------------------------------------- granting
    def test_signed_first_then_approved(self):
        agreement = self._create_agreement()
        agreement.action_send()
        self._sign_all(agreement)
        self.assertFalse(agreement.licence_ids)
        agreement.action_submit()
        self.assertFalse(agreement.licence_ids)
        self._approve(agreement)
        self._check_granted(agreement)

    def test_approved_first_then_signed(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        self._approve(agreement)
        agreement.action_send()
        for party in agreement.party_ids:
            self.assertFalse(agreement.licence_ids)
            self._sign(party)
        self._check_granted(agreement)

    def test_signed_during_the_review(self):
        agreement = self._create_agreement()
        agreement.action_submit()
        agreement.action_send()
        self._sign_all(agreement)
        self.assertFalse(agreement.licence_ids)
        self._approve(agreement)
        self._check_granted(agreement)

    def _check_granted(self, agreement):
        licence = agreement.licence_ids
        self.assertRecordValues(
            licence,
            [
                {
                    "region_id": self.region_a.id,
                    "state": "active",
                    "content_hash": agreement.content_hash,
                    "round_id": agreement.round_id.id,
                    "on_paper": False,
                }
            ],
        )
        self.assertEqual(self.region_a.licence_id, licence)
        self.assertEqual(licence.log_ids.mapped("transition"), ["grant"])
        self.assertTrue(
            licence.verify_url.endswith(f"/seutuyp/licence/{licence.access_token}")
        )
        self.assertGreaterEqual(len(licence.access_token), 20)

    def test_not_for_another_text(self):
        """Approved for one text and signed for another makes no licence."""
        agreement = self._create_agreement()
        agreement.action_submit()
        self._approve(agreement)
        agreement.action_reopen("A party wants a change")
        agreement.section_ids[0].body = "<p>Another text</p>"
        agreement.action_send()
        self._sign_all(agreement)
        self.assertEqual(agreement.signing_state, "complete")
        self.assertFalse(agreement.licence_ids)

    def test_not_while_rejected_or_returned(self):
        for method in ("action_return", "action_reject"):
            agreement = self._create_agreement()
            agreement.action_submit()
            getattr(agreement.with_user(self.reviewer), method)("Explain")
            if method == "action_return":
                agreement.action_send()
                self._sign_all(agreement)
            with self.subTest(method=method):
                self.assertFalse(agreement.licence_ids)

    def test_numbers_differ_and_are_not_chosen(self):
        first = self._create_licensed().licence_ids
        second = self._create_licensed().licence_ids
        self.assertTrue(first.number)
        self.assertNotEqual(first.number, second.number)
        self.assertNotEqual(first.access_token, second.access_token)

    def test_one_licence_a_region(self):
        """A newer agreement's licence takes the place of the older one's."""
        first = self._create_licensed().licence_ids
        second = self._create_licensed().licence_ids
        self.assertEqual((first.state, second.state), ("expired", "active"))
        self.assertEqual(self.region_a.licence_id, second)
        self.assertIn("newer agreement", first.log_ids[0].reason)

    def test_granting_again_grants_nothing(self):
        agreement = self._create_licensed()
        agreement.sudo()._grant_licence_if_due()
        self.assertEqual(len(agreement.licence_ids), 1)

    def test_it_reaches_the_coordinator(self):
        mails = self.env["mail.mail"].search([])
        agreement = self._create_licensed()
        told = self.env["mail.mail"].search([]) - mails
        self.assertTrue(
            told.filtered(
                lambda mail: (
                    agreement.licence_ids.number in str(mail.body_html)
                    and self.coordinator.email in mail.email_to
                )
            )
        )

    # ------------------------------------------------------------------- expiry
    def _expire(self):
        with self.enter_registry_test_mode():
            self.env.ref("seutuyp_network.cron_expire_licences").method_direct_trigger()

    def test_expiry(self):
        with freeze_time("2026-03-01 10:00:00"):
            licence = self._create_licensed(date_end="2026-06-30").licence_ids
            self.assertEqual(licence.date_end, date(2026, 6, 30))
        with freeze_time("2026-06-30 12:00:00"):
            self._expire()
            self.assertEqual(licence.state, "active", "Valid on its last day")
        with freeze_time("2026-08-15 12:00:00"):  # after an outage
            self._expire()
            self._expire()
        self.assertEqual(licence.state, "expired")
        self.assertEqual(licence.log_ids.mapped("transition").count("expire"), 1)
        self.assertFalse(self.region_a.licence_id)

    def test_an_open_end_does_not_expire(self):
        licence = self._create_licensed().licence_ids
        with freeze_time("2099-01-01"):
            self._expire()
        self.assertEqual(licence.state, "active")

    def test_dates_move_the_agreement(self):
        with freeze_time("2026-03-01 10:00:00"):
            agreement = self._create_licensed(
                date_start="2026-04-01", date_end="2026-06-30"
            )
        for day, state in (
            ("2026-03-31", "preparing"),
            ("2026-04-01", "in_force"),
            ("2026-06-30", "in_force"),
            ("2026-07-01", "ended"),
        ):
            with freeze_time(f"{day} 10:00:00"), self.enter_registry_test_mode():
                cron = self.env.ref("seutuyp_network.cron_refresh_states")
                cron.method_direct_trigger()
                cron.method_direct_trigger()
            with self.subTest(day=day):
                self.assertEqual(agreement.state, state)

    # ------------------------------------------------------------------ reviewer
    def test_suspend_restore_revoke(self):
        licence = self._create_licensed().licence_ids.with_user(self.reviewer)
        for method in ("action_suspend", "action_revoke"):
            with self.assertRefused(UserError, "Write the reason first"):
                getattr(licence, method)(" ")
        with self.assertRefused(UserError, "is not possible now"):
            licence.action_restore("x")
        licence.action_suspend("No steering group")
        self.assertEqual(licence.state, "suspended")
        self.assertEqual(self.region_a.licence_id, licence, "Suspended, not gone")
        licence.action_restore("A group was named")
        licence.action_revoke("The region merged")
        self.assertEqual(licence.state, "revoked")
        self.assertFalse(self.region_a.licence_id)
        with self.assertRefused(UserError, "is not possible now"):
            licence.action_restore("x")

    def test_only_reviewers_touch_a_licence(self):
        licence = self._create_licensed().licence_ids
        for user in (
            self.coordinator,
            self.partner_user,
            self.area_contact,
            self.manager,
        ):
            for method in ("action_suspend", "action_revoke", "action_restore"):
                with (
                    self.subTest(user=user.login, method=method),
                    self.assertRaises(AccessError),
                ):
                    getattr(licence.with_user(user), method)("x")
            self.assertFalse(licence.with_user(user).available_actions)

    def test_public_history_tells_no_reasons(self):
        with freeze_time("2026-03-01 10:00:00"):
            licence = self._create_licensed().licence_ids.with_user(self.reviewer)
            licence.action_suspend("Secret reason")
            licence.action_restore("Secret reason")
            licence.action_revoke("Secret reason")
            history = licence.sudo()._public_history()
        self.assertEqual(
            [item["what"] for item in history],
            ["Granted", "Suspended", "Restored", "Revoked"],
        )
        self.assertNotIn("Secret", str(history))
        self.assertEqual({item["date"] for item in history}, {date(2026, 3, 1)})

    def test_a_licence_is_kept(self):
        licence = self._create_licensed().licence_ids
        with self.assertRefused(UserError, "is kept"):
            licence.sudo().unlink()
