# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common_referral import CUSTOMER, ReferralCommon

FAR = "2199-01-01"


@tagged("post_install", "-at_install")
class TestReferralData(ReferralCommon):
    """Who the customer is: read through one door, noted, and erased in time."""

    def setUp(self):
        super().setUp()
        self.theirs = self.referral.with_user(self.receiver_user)
        self.ours = self.referral.with_user(self.partner_user)

    # --------------------------------------------------------------------- looking
    def test_a_look_is_noted(self):
        self.assertEqual(self.theirs.read_customer(), CUSTOMER)
        look = self.referral.look_ids
        self.assertEqual(look.partner_id, self.receiver_user.partner_id)
        self.assertEqual(look.organisation_id, self.receiver)
        self.ours.read_customer()
        self.assertEqual(len(self.theirs.look_ids), 2)

    def test_the_dialog_notes_one_look_and_keeps_nothing(self):
        action = self.theirs.action_show_customer()
        wizards = self.env["seutuyp.referral.customer.wizard"].with_user(
            self.receiver_user
        )
        form = Form(wizards.with_context(**action["context"]))
        self.assertEqual(form.name, CUSTOMER["name"])
        self.assertEqual(len(self.referral.look_ids), 1)
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            wizards.create({"name": "Matti"})
        self.assertFalse(wizards.sudo().search([]))

    def test_nobody_else_looks(self):
        roles = ("manager", "reviewer", "area_contact", "coordinator", "third_user")
        for role in (*roles, "coordinator_b", "outsider", "portal_user"):
            user = getattr(self, role)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.referral.with_user(user).read_customer()
            wizards = self.env["seutuyp.referral.customer.wizard"].with_user(user)
            with self.subTest(role=role), self.assertRaises(AccessError):
                wizards.with_context(seutuyp_referral_id=self.referral.id).default_get(
                    ["name"]
                )
        self.assertFalse(self.referral.look_ids)

    def test_who_declined_no_longer_looks(self):
        self.theirs.action_decline("Full")
        with self.assertRaises(AccessError):
            self.theirs.read_customer()
        self.assertEqual(self.ours.read_customer()["name"], CUSTOMER["name"])

    @mute_logger("odoo.addons.base.models.ir_model")
    def test_no_other_door(self):
        """No operation of the ORM reaches the data, whatever the user's groups."""
        customer = self._customer()
        admin = self.env.ref("base.user_admin")
        for user in (self.receiver_user, self.partner_user, self.manager, admin):
            rows = customer.with_user(user)
            calls = (
                lambda rows=rows: rows.read(["name"]),
                lambda rows=rows: rows.web_read({"name": {}}),
                lambda rows=rows: rows.search([]).ids,
                lambda rows=rows: rows.search_read([], ["name"]),
                lambda rows=rows: rows.name_search("Matti"),
                lambda rows=rows: rows.formatted_read_group([], ["name"], ["__count"]),
                lambda rows=rows: rows.export_data(["name"]),
                lambda rows=rows: rows.write({"name": "X"}),
                lambda rows=rows: rows.unlink(),
            )
            for number, call in enumerate(calls):
                with self.subTest(user=user.login, call=number):
                    self.env.invalidate_all()
                    with self.assertRaises(UserError):  # AccessError, or no exports
                        call()

    def test_not_through_the_referral(self):
        """No field of a referral leads to its customer."""
        leads = {
            name
            for name, field in self.referral._fields.items()
            if field.comodel_name == "seutuyp.referral.customer"
        }
        self.assertFalse(leads)
        self.env.invalidate_all()
        text = str(self.theirs.read())
        for word in CUSTOMER.values():
            self.assertNotIn(word, text)

    def test_looks_are_append_only(self):
        self.theirs.read_customer()
        look = self.referral.look_ids
        for user in (self.receiver_user, self.manager, self.env.ref("base.user_admin")):
            with self.assertRaises(AccessError):
                look.with_user(user).unlink()
            with self.assertRaises(AccessError):
                look.with_user(user).looked_on = "2020-01-01"
        with self.assertRaises(AccessError):
            look.sudo().looked_on = "2020-01-01"
        with self.assertRaises(AccessError):
            look.sudo().unlink()

    # --------------------------------------------------------------------- forging
    def test_nothing_is_forged(self):
        rows = self.referral
        fields = {name for name in rows._fields if rows._fields[name].store}
        for name in sorted(fields - {"id"}):
            value = rows[name].ids if rows._fields[name].relational else rows[name]
            for user in (self.receiver_user, self.manager):
                with self.subTest(field=name), self.assertRaises(AccessError):
                    rows.with_user(user).write({name: value})
            with self.subTest(field=name), self.assertRaises(AccessError):
                rows.sudo().write({name: value})
        with self.assertRaises(AccessError):
            self.env["seutuyp.referral"].with_user(self.partner_user).create(
                {"state": "done"}
            )
        with self.assertRaises(AccessError):
            self.ours.unlink()

    def test_defaults_are_not_forged(self):
        values = (
            self.env["seutuyp.referral"]
            .with_context(default_state="done", default_erased_on="2020-01-01")
            .default_get(["state", "erased_on"])
        )
        self.assertEqual(values, {"state": "sent"})

    def test_the_log_says_nothing(self):
        self.theirs.action_decline("Matti does not answer")
        logs = self.env["seutuyp.workflow.log"].sudo()
        own = logs.search([("res_model", "=", "seutuyp.referral")])
        self.assertEqual(own.mapped("transition"), ["decline", "send"])
        self.assertFalse(own.filtered("reason"))
        for user in (self.reviewer, self.manager, self.coordinator):
            found = logs.sudo(False).with_user(user).search([("id", "in", own.ids)])
            self.assertFalse(found)

    # --------------------------------------------------------------------- erasing
    def test_withdrawal_erases_at_once_and_counts(self):
        mails = self._mails(self.theirs.action_withdraw)
        self.assertFalse(self._customer())
        self.assertEqual(self.referral.state, "done")
        self.assertEqual(self.referral.outcome_id.code, "withdrawn")
        self.assertTrue(self.referral.withdrawn_on)
        self.assertIn("Do not contact", mails.body_html)
        self.assertIn(self.partner_user.email, mails.email_to)
        self.assertEqual(self._count(), 1)
        with self.assertRefused(UserError, "erased"):
            self.ours.read_customer()
        with self.assertRefused(UserError, "already"):
            self.ours.action_withdraw()

    def test_withdrawal_after_closing(self):
        self.theirs.action_close(self.outcome.id)
        mails = self._mails(self.ours.action_withdraw)
        self.assertFalse(self._customer())
        self.assertEqual(
            self.referral.outcome_id, self.outcome, "what came of it stays"
        )
        self.assertIn(self.receiver_user.email, mails.email_to)

    def test_strangers_do_not_withdraw(self):
        for user in (self.third_user, self.coordinator, self.manager):
            with self.assertRaises(AccessError):
                self.referral.with_user(user).action_withdraw()
        self.assertTrue(self._customer())

    def _count(self):
        day = self.referral.sent_on
        counts = self.env["seutuyp.referral"]._counts(self.region_a, day, day)
        return counts[self.region_a.id]

    def test_erased_by_night_and_still_counted(self):
        self.assertEqual(
            (self.referral.erase_on - self.referral.sent_on).days // 28, 13
        )
        with freeze_time(self.referral.erase_on):
            self._run("cron_referral_erase")
        self.assertTrue(self._customer(), "kept on the last day")
        self.theirs.action_decline("Matti does not answer")
        with freeze_time(FAR):
            self._run("cron_referral_erase")
        self.assertFalse(self._customer())
        self.assertFalse(self.referral.decline_reason)
        self.assertEqual((self.referral.state, self._count()), ("declined", 1))

    def test_an_open_one_is_closed_after_erasing(self):
        with freeze_time(FAR):
            self._run("cron_referral_erase")
        self.assertFalse(self.theirs.may_show)
        self.assertIn("have been erased", self.theirs.next_step)
        self.theirs.action_close(self.outcome.id)

    def test_months_are_a_parameter(self):
        params = self.env["ir.config_parameter"]
        for value, months in (("3", 3), ("0", 1), ("many", 12), (False, 12)):
            params.set_param("seutuyp_reporting.referral_months", value)
            found = self.env["seutuyp.retention"]._months(
                "seutuyp_reporting.referral_months", 12
            )
            self.assertEqual(found, months)

    def test_looks_are_forgotten_in_time(self):
        self.theirs.read_customer()
        self._run("cron_referral_erase")
        self.assertTrue(self.referral.look_ids)
        with freeze_time(FAR):
            self._run("cron_referral_erase")
        self.assertFalse(self.referral.look_ids)
