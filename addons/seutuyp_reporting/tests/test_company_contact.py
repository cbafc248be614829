# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.seutuyp_planning.tests.common import at

from .common_referral import ReferralCommon

FAR = "2199-01-01"


@tagged("post_install", "-at_install")
class TestCompanyContact(ReferralCommon):
    """Needs go to those who can help; which company it was stays where it was met."""

    def setUp(self):
        super().setUp()
        self.contact = self._meet(needs=[{"partner_id": self.receiver.id}])
        self.need_row = self.contact.need_ids
        self.theirs = self.need_row.with_user(self.receiver_user)

    def _prepare(self, group=None, day="2026-01-20"):
        with freeze_time(day):
            meeting = self._create_event(
                self.coordinator.partner_id,
                at(f"{day} 07:00"),
                at(f"{day} 09:00"),
                seutuyp_group_id=(group or self.steering).id,
                user_id=self.coordinator.id,
            )
            meeting._prepare_agenda()
        return meeting.agenda_item_ids.filtered("is_company_needs")

    # ------------------------------------------------------------------- contacts
    def test_a_name_needs_consent(self):
        with self.assertRefused(ValidationError, "Ask the company"):
            self._meet(has_consent=False)
        nameless = self._meet(has_consent=False, company_name=False, phone=False)
        self.assertEqual(len(nameless.need_ids), 1)

    def test_ones_own_organisation(self):
        with self.assertRaises(AccessError):
            self._meet(partner_id=self.receiver.id)
        with self.assertRaises(AccessError):
            self.contact.with_user(self.partner_user).partner_id = self.receiver
        with self.assertRaises(AccessError):
            self._meet(user=self.outsider)

    def test_name_of_the_record_tells_no_company(self):
        self.assertNotIn("Leipomo", self.contact.display_name)
        self.assertNotIn("Leipomo", str(self.theirs.read()))

    def test_erased_in_time_and_counted(self):
        self.need_row.note = "Oven"
        with freeze_time(FAR):
            self._run("cron_referral_erase")
        self.assertFalse(self.contact.company_name or self.contact.phone)
        self.assertFalse(self.need_row.note)
        self.assertTrue(self.contact.erased_on)
        with self.assertRefused(UserError, "erased"):
            self.contact.company_name = "Leipomo Oy"

    def test_withdrawal(self):
        with self.assertRaises(AccessError):
            self.contact.with_user(self.coordinator).action_withdraw()
        self.contact.action_withdraw()
        self.assertFalse(self.contact.company_name)
        self.assertTrue(self.contact.withdrawn_on)

    def test_dates_of_erasing_are_not_forged(self):
        for name in ("erase_on", "erased_on", "withdrawn_on"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.contact[name] = FAR

    # ---------------------------------------------------------------------- needs
    def test_take_and_finish(self):
        with self.assertRaises(AccessError):
            self.need_row.with_user(self.third_user).action_take()
        self.theirs.action_take()
        self.assertEqual(
            (self.theirs.state, self.theirs.partner_id), ("taken", self.receiver)
        )
        with self.assertRaises(AccessError):
            self.need_row.with_user(self.partner_user).note = "Changed"
        self.theirs.action_finish()
        self.assertEqual(self.need_row.state, "done")
        self.theirs.action_reopen()

    def test_anybody_takes_an_open_one(self):
        need = self._meet().need_ids.with_user(self.third_user)
        need.action_take()
        self.assertEqual(need.partner_id, self.third)
        self.assertFalse(need.with_user(self.receiver_user).has_access("read"))

    def test_guarded(self):
        need = self.need_row.with_user(self.partner_user)
        for values in ({"state": "done"}, {"referral_id": self.referral.id}):
            with self.assertRaises(AccessError):
                need.write(values)
        for name in ("region_id", "from_partner_id"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                need.write({name: need[name].id})

    def test_not_moved_to_others_contacts(self):
        other = self._meet(user=self.receiver_user)
        with self.assertRaises(AccessError):
            self.need_row.with_user(self.partner_user).contact_id = other

    def test_becomes_a_referral(self):
        need = self.need_row.with_user(self.partner_user)
        action = need.action_refer()
        wizards = self.env["seutuyp.referral.wizard"].with_user(self.partner_user)
        with Form(wizards.with_context(**action["context"])) as form:
            self.assertEqual(form.name, "Leipomo Oy")
            self.assertEqual(form.to_partner_id, self.receiver)
            self.assertFalse(form.consent_date, "consent is asked")
            form.consent_date = "2026-01-10"
        result = form.record.action_send()
        self.assertEqual(
            (need.state, need.referral_id.id), ("passed", result["res_id"])
        )
        with self.assertRefused(UserError, "already"):
            need.action_refer()
        need.referral_id.with_user(self.receiver_user).action_close(self.outcome.id)
        self.assertEqual(need.state, "done")

    def test_only_who_met_it_refers(self):
        for user in (self.receiver_user, self.third_user, self.coordinator):
            with self.assertRaises(AccessError):
                self.need_row.with_user(user).action_refer()

    # --------------------------------------------------------------------- agenda
    def test_nobody_took_it_in_a_week(self):
        self.assertFalse(self._prepare(day="2026-01-16"))
        item = self._prepare(day="2026-01-17")
        self.assertEqual(item.company_need_ids, self.need_row)
        self.assertIn(f"{self.service.name}, {self.segment.name}: 1", item.note)
        self.assertNotIn("Leipomo", item.note + item.name)
        item.event_id._prepare_agenda()
        self.assertEqual(
            len(item.event_id.agenda_item_ids.filtered("is_company_needs")), 1
        )
        self.assertFalse(self._prepare(day="2026-02-17"), "it comes up once")

    def test_working_groups_and_no_others(self):
        working = self._create_group(kind="working")
        self.assertFalse(self._prepare(self.steering_b))
        self.assertTrue(self._prepare(working))

    def test_taken_ones_do_not_come_up(self):
        self.theirs.action_take()
        self.assertFalse(self._prepare())

    def test_home(self):
        home = self.env["seutuyp.home"]
        line = "Take the needs of companies that wait for your organisation: 1."
        for user, there in ((self.receiver_user, True), (self.third_user, False)):
            found = home.with_user(user).get_home()["waiting"]
            self.assertEqual(line in [item["text"] for item in found], there)
