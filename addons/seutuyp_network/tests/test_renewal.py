# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common_later import LaterCase


@tagged("post_install", "-at_install")
class TestRenewal(LaterCase):
    @classmethod
    def agreement_values(cls):
        return {"date_end": "2026-12-31"}

    def _renew(self):
        action = self.agreement.action_renew()
        return (
            self.env["seutuyp.agreement"]
            .browse(action["res_id"])
            .with_user(self.coordinator)
        )

    def test_the_next_version(self):
        renewal = self._renew()
        self.assertEqual(renewal.number, self.agreement.number)
        self.assertEqual(renewal.version, 2)
        self.assertEqual(renewal.previous_id, self.agreement)
        self.assertEqual(renewal.date_start, date(2027, 1, 1))
        self.assertEqual(renewal.state, "preparing")
        self.assertFalse(renewal.content_locked)
        self.assertEqual(
            renewal.section_ids.mapped("body"),
            self.agreement.section_ids.mapped("body"),
        )
        for name in ("person_ids", "commitment_ids", "cost_line_ids", "annex_ids"):
            self.assertEqual(len(renewal[name]), len(self.agreement[name]), name)
        self.assertEqual(set(renewal.party_ids.mapped("state")), {"pending"})
        self.assertEqual(self.agreement.state, "in_force")
        self.assertIn("renewal", self.agreement.next_step)

    def test_two_clicks_make_one(self):
        self.assertEqual(self._renew(), self._renew())
        self.assertEqual(len(self.agreement.next_ids), 1)
        self.assertFalse(self.agreement.can_renew)

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_a_second(self):
        self._renew()
        source = self.agreement.sudo()
        with self.assertRaises(IntegrityError):
            source._create_guarded(source._prepare_renewal(3))
            self.env.flush_all()

    def test_todays_parties(self):
        self._complete(self._create_amendment())
        self._complete(self._withdrawal())
        renewal = self._renew()
        self.assertEqual(
            renewal.party_ids.partner_id, self.org_a | self.org_b | self.newcomer
        )
        content = renewal._prepare_content()
        names = [party["name"] for party in content["parties"]]
        self.assertIn("Newcomer", names)
        self.assertNotIn(self.org_c.name, names)
        self.assertNotIn(self.org_c, renewal.person_ids.organisation_id)

    def test_it_takes_the_place_on_its_day(self):
        renewal = self._renew()
        renewal.action_send()
        self._sign_all(renewal)
        renewal.action_submit()
        self._approve(renewal)
        self.assertEqual(self.agreement.state, "in_force")
        self.assertEqual(renewal.state, "preparing")
        licence = self.region_a.licence_id
        self.assertEqual(licence.agreement_id, renewal)
        self._cron("2026-12-31")
        self.assertEqual(self.region_a.agreement_id, self.agreement)
        self._cron("2027-01-25")  # weeks late
        self.assertEqual(renewal.state, "in_force")
        self.assertIn(self.agreement.state, ("superseded", "ended"))
        self.assertEqual(self.region_a.agreement_id, renewal)
        self.assertEqual(licence.state, "active")
        before = self._snapshot()
        self._cron("2027-01-25")
        self.assertEqual(self._snapshot(), before)

    def test_superseded_before_its_end(self):
        renewal = self._renew()
        renewal.date_start = "2026-11-24"
        renewal.action_send()
        self._sign_all(renewal)
        self._cron("2026-11-24")
        self.assertEqual(renewal.state, "in_force")
        self.assertEqual(self.agreement.state, "superseded")
        self.assertEqual(self.agreement.followed_state, "superseded")
        with self.assertRefused(UserError, "newest"):
            self.agreement.action_renew()
        self.assertTrue(renewal.can_renew)

    def test_no_notice_when_superseded(self):
        self.test_superseded_before_its_end()
        with self.assertRefused(UserError, "in force"):
            self.agreement._give_notice(date(2026, 11, 1), self.org_b)

    def test_a_draft_is_not_renewed(self):
        draft = self._create_agreement()
        with self.assertRefused(UserError, "in force"):
            draft.action_renew()

    def test_after_the_end(self):
        self._cron("2027-02-01")
        self.assertEqual(self.agreement.state, "ended")
        renewal = self._renew()
        self.assertEqual(renewal.version, 2)

    def test_forged_links(self):
        for vals in ({"previous_id": False}, {"version": 7}, {"number": "X"}):
            with self.assertRaises(UserError):
                self._renew().write(vals)
