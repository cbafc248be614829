# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common_collection import CollectionCommon


@tagged("post_install", "-at_install")
class TestCollectionRound(CollectionCommon):
    """Whom a round asks what, its mails, and its moves."""

    def _receivers(self, mails):
        return sorted(mails.mapped(lambda mail: mail.email_to.split("<")[1][:-1]))

    # ---------------------------------------------------------------------- asking
    def test_one_form_a_collector(self):
        collection, mails = self._open_round()
        self.assertEqual(
            collection.sheet_ids.collector_id,
            self.collector | self.coordinator.partner_id,
        )
        sheet = self._sheet(collection)
        self.assertEqual(sheet.region_ids, self.region_a | self.region_b)
        self.assertEqual(sheet.question_ids.indicator_id, self.indicator)
        own = self._sheet(collection, self.coordinator.partner_id)
        self.assertEqual(own.question_ids.indicator_id, self.others)
        self.assertEqual(own.question_ids.segment_id, self.segments)
        self.assertEqual(
            self._receivers(mails),
            sorted([self.coordinator.email, self.collector.email]),
        )
        mail = mails.filtered(lambda item: self.collector.email in item.email_to)
        self.assertEqual(
            mail.attachment_ids.mapped("name"),
            [sheet._excel_name()],
            "the form goes along",
        )
        self.assertIn("/seutuyp/collect/", mail.body_html)
        self.assertFalse(mail.model)

    def test_who_is_left_out(self):
        lonely = self._create_region(name="Lonely", area=self.area_a)
        quiet = self._create_region(name="Quiet", area=self.area_a)
        self._choose(lonely)
        collection = self._create_round()
        collection.region_ids += lonely | quiet
        self.assertIn("Lonely", collection.unasked.splitlines()[0])
        self.assertIn("Quiet", collection.unasked.splitlines()[1])
        collection.action_open()
        self.assertEqual(len(collection.sheet_ids), 2)

    def test_a_collector_who_has_left(self):
        self.choice.collector_id = self._create_person(seutuyp_until="2020-01-01")
        collection, _mails = self._open_round()
        sheet = self._sheet(collection, self.coordinator.partner_id)
        self.assertIn(self.indicator, sheet.question_ids.indicator_id)

    def test_nobody_to_ask(self):
        for vals, text in (
            ({"indicator_ids": False}, "Choose the regions and the indicators"),
            ({"deadline": "2020-01-01"}, "deadline is over"),
            ({"part": "h1"}, "Nobody is asked"),
        ):
            with self.subTest(vals=vals), self.assertRefused(UserError, text):
                self._create_round(**vals).action_open()

    def test_what_is_confirmed_is_not_asked_again(self):
        """Preliminary figures are: their collector may know better by now."""
        known = self._measure(5)
        known._confirm()
        self._measure(6, region=self.region_b)
        self._measure(7, year=2025, region=self.region_b)._confirm()
        part = self._measure(
            8, indicator=self.money, segment_id=self.segments[0].id, source="Ledger"
        )
        part._confirm()
        collection = self._create_round()
        self.assertIn("not asked: 2.", collection.unasked)
        collection.action_open()
        sheet = self._sheet(collection)
        self.assertEqual(sheet.question_ids.region_id, self.region_b)
        self.assertEqual(sheet.region_ids, self.region_b)
        own = self._sheet(collection, self.coordinator.partner_id)
        money = own.question_ids.filtered(lambda row: row.indicator_id == self.money)
        self.assertEqual(
            [row.segment_id for row in money],
            [self.env["seutuyp.segment"], self.segments[1]],
        )

    def test_all_is_confirmed(self):
        for region in (self.region_a, self.region_b):
            self._measure(5, region=region)._confirm()
        collection = self._create_round(indicator_ids=[Command.set(self.indicator.ids)])
        with self.assertRefused(UserError, "is confirmed already"):
            collection.action_open()

    def test_automatic_ones_are_not_asked(self):
        computed = self._create_indicator(computation="customer_feedback")
        with self.assertRefused(ValidationError, "works it out"):
            self._create_round(indicator_ids=[Command.set(computed.ids)])

    def test_what_is_asked_stays(self):
        collection, _mails = self._open_round()
        for vals in ({"year": 2025}, {"indicator_ids": [Command.clear()]}):
            with self.assertRefused(UserError, "has been sent"):
                collection.write(vals)
        collection.deadline = "2050-03-01"
        self.assertEqual(str(self._sheet(collection).deadline), "2050-03-01")

    def test_deleting(self):
        self._create_round().unlink()
        collection, _mails = self._open_round()
        with self.assertRaises(UserError):
            collection.unlink()

    # ----------------------------------------------------------------------- moves
    def test_closed_takes_nothing_in(self):
        collection, _mails = self._open_round()
        sheet = self._sheet(collection)
        book = self._take(sheet).put("Advice events", "Region A", value=5)
        wizard = self._upload(sheet, book)
        collection.action_close()
        with self.assertRefused(UserError, "is closed"):
            wizard.action_apply()
        with self.assertRefused(UserError, "is closed"):
            self._upload(sheet, book)
        with freeze_time("2050-02-05"):
            self.env.invalidate_all()
            with self.assertRefused(UserError, "Set a new deadline"):
                collection.action_reopen()
            collection.deadline = "2050-02-20"
            collection.action_reopen()
        self._bring(sheet, book)

    def test_ask_again(self):
        collection, _mails = self._open_round()
        sheet = self._sheet(collection)
        self._bring(sheet, self._take(sheet).put("Advice events", "Region A", value=5))
        keeper = sheet.with_user(self.reviewer)
        _result, mails = self._new_mails(
            lambda: keeper.action_ask_again("Region B is missing")
        )
        self.assertIn("Region B is missing", mails.body_html)
        self.assertEqual(sheet.state, "waiting")
        self.assertEqual(self._take(sheet).at("Advice events", "Region A").value, 5)
        with self.assertRefused(AccessError):
            sheet.with_user(self.coordinator_b).action_ask_again("Me too")

    def test_another_collector(self):
        collection, _mails = self._open_round()
        sheet = self._sheet(collection)
        old = sheet._link().rpartition("/")[2]
        person = self._create_person()
        _result, mails = self._new_mails(
            lambda: sheet.with_user(self.partner_user).write(
                {"collector_id": person.id}
            )
        )
        self.assertEqual(self._receivers(mails), [person.email])
        _sheet, _token, problem = self.env["seutuyp.token"]._find_collect(old)
        self.assertEqual(problem, "revoked")
        self.assertNotIn(self.partner_user, sheet.filler_user_ids)

    @mute_logger("odoo.sql_db")
    def test_one_form_of_a_round_for_each(self):
        collection, _mails = self._open_round()
        sheet = self._sheet(collection)
        with self.assertRaises(UniqueViolation), self.cr.savepoint():
            sheet.collector_id = self.coordinator.partner_id
            sheet.flush_recordset()

    # ------------------------------------------------------------------ confirming
    def test_confirming(self):
        collection, _mails = self._open_round()
        sheet = self._sheet(collection)
        book = self._take(sheet)
        for region in ("Region A", "Region B"):
            book.put("Advice events", region, value=5)
        self._bring(sheet, book)
        self.assertEqual((sheet.answer_count, sheet.draft_count), (2, 2))
        with self.assertRefused(AccessError):
            sheet.with_user(self.reviewer).action_confirm()
        sheet.with_user(self.coordinator).action_confirm()
        self.env.invalidate_all()
        states = {
            row.region_id: row.state
            for row in self.env["seutuyp.measurement"].search([("value", "=", 5)])
        }
        self.assertEqual(states[self.region_a], "confirmed", "the coordinator's own")
        self.assertEqual(states[self.region_b], "draft")
        sheet.with_user(self.partner_user).action_confirm()
        self.env.invalidate_all()
        self.assertEqual(sheet.draft_count, 0)
        with self.assertRefused(UserError, "nothing to confirm"):
            sheet.with_user(self.partner_user).action_confirm()
        self.assertEqual(sheet.confirmed_by_id, self.collector)

    # ------------------------------------------------------------------- reminders
    def _remind(self, day):
        with freeze_time(day):
            self.env.invalidate_all()
            _result, mails = self._new_mails(
                self.env["seutuyp.collection.sheet"]._cron_remind
            )
        return mails

    def test_each_reminder_once(self):
        with freeze_time("2050-01-02"):
            collection, _mails = self._open_round()
        own = self._sheet(collection, self.coordinator.partner_id)
        own.sudo()._guarded().state = "applied"
        self.assertFalse(self._remind("2050-01-23"))
        mails = self._remind("2050-01-24")
        self.assertEqual(self._receivers(mails), [self.collector.email])
        self.assertTrue(mails.attachment_ids)
        self.assertFalse(self._remind("2050-01-25"))
        self.assertFalse(self._remind("2050-01-31"))
        mails = self._remind("2050-02-01")
        self.assertIn("Overdue", mails.subject)
        self.assertFalse(self._remind("2050-02-06"))
        mails = self._remind("2050-02-07")
        self.assertEqual(
            self._receivers(mails),
            sorted([self.coordinator.email, self.coordinator_b.email]),
        )
        self.assertIn(self.collector.name, mails[0].body_html)
        self.assertFalse(self._remind("2050-02-20"))
        mails = self._remind("2050-02-21")
        self.assertEqual(self._receivers(mails), [self.area_contact.email])
        self.assertFalse(self._remind("2050-06-01"))

    def test_no_reminder_when_answered_or_closed(self):
        with freeze_time("2050-01-02"):
            collection, _mails = self._open_round()
        sheets = collection.sudo().sheet_ids
        sheets._guarded().write({"state": "applied"})
        self.assertFalse(self._remind("2050-02-01"))
        sheets._guarded().write({"state": "received"})
        collection.action_close()
        self.assertFalse(self._remind("2050-02-01"))

    def test_new_deadline_reminds_anew(self):
        with freeze_time("2050-01-02"):
            collection, _mails = self._open_round()
        self.assertTrue(self._remind("2050-01-24"))
        collection.deadline = "2050-02-20"
        self.assertFalse(self._remind("2050-02-12"))
        self.assertTrue(self._remind("2050-02-13"))

    def test_missed_days(self):
        """After a long stop only the last reminder is sent, not all at once."""
        with freeze_time("2050-01-02"):
            self._open_round()
        mails = self._remind("2050-02-25")
        self.assertFalse(
            mails.filtered(lambda mail: "Reminder" in (mail.subject or ""))
        )
        self.assertFalse(self._remind("2050-02-26"))

    # ------------------------------------------------------------- lights and home
    def _duty(self, region, user):
        self.env.invalidate_all()
        duties = region.with_user(user)._duties()[region.id]
        return next(duty for duty in duties if duty["code"] == "collection")

    def test_light(self):
        self.assertEqual(self._duty(self.region_b, self.coordinator_b)["light"], "grey")
        collection, _mails = self._open_round()
        sheet = self._sheet(collection)
        with freeze_time("2049-12-01"):
            self.assertEqual(
                self._duty(self.region_b, self.coordinator_b)["light"], "green"
            )
        with freeze_time("2050-01-20"):
            duty = self._duty(self.region_b, self.coordinator_b)
            self.assertEqual(duty["light"], "amber")
            self.assertIn("0 of 1", duty["reason"])
            self.assertEqual(duty["action"]["res_model"], "seutuyp.collection.sheet")
        with freeze_time("2050-02-02"):
            self.assertEqual(
                self._duty(self.region_b, self.coordinator_b)["light"], "red"
            )
        self._bring(sheet, self._take(sheet).put("Advice events", "Region B", value=5))
        duty = self._duty(self.region_b, self.coordinator_b)
        self.assertIn("not confirmed", duty["reason"])
        sheet.with_user(self.partner_user).action_confirm()
        self.assertEqual(
            self._duty(self.region_b, self.coordinator_b)["light"], "green"
        )

    def _waiting(self, user):
        self.env.invalidate_all()
        items = self.env["seutuyp.home"].with_user(user).get_home()["waiting"]
        return [item["text"] for item in items if item["kind"] == "collection"]

    def test_home(self):
        collection, _mails = self._open_round()
        sheet = self._sheet(collection)
        self.assertEqual(
            self._waiting(self.partner_user), ["Tell the figures of “Collection 2026”."]
        )
        self.assertFalse(self._waiting(self.outsider))
        self._bring(sheet, self._take(sheet).put("Advice events", "Region B", value=5))
        self.assertEqual(
            self._waiting(self.partner_user),
            ["Confirm the figures of “Collection 2026”."],
        )
        sheet.with_user(self.partner_user).action_confirm()
        self.assertFalse(self._waiting(self.partner_user))
