# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common_review import ReviewCommon


@tagged("post_install", "-at_install")
class TestProcessTurn(ReviewCommon):
    """Ownership goes round by itself, with a checklist for both."""

    def setUp(self):
        super().setUp()
        self.next = self._create_person(
            name="Next owner",
            email="next@example.com",
            parent_id=self.organisation_b.id,
        )
        self.process.with_user(self.partner_user).rotation = "yearly"

    def _turn(self, **kw):
        turns = self.env["seutuyp.process.turn"].with_user(self.partner_user)
        return turns.create(
            {
                "process_id": self.process.id,
                "partner_id": self.organisation_b.id,
                "person_id": self.next.id,
                "date_from": "2050-06-01",
                **kw,
            }
        )

    def test_handed_over_on_its_day_once(self):
        turn = self._turn()
        self.assertFalse(self._cron("2050-05-31", "_cron_turns"))
        mails = self._cron("2050-06-01", "_cron_turns")
        self.assertEqual(
            self._receivers(mails), sorted([self.owner.email, "next@example.com"])
        )
        self.assertEqual(self.process.owner_id, self.next)
        self.assertEqual(self.process.owner_partner_id, self.organisation_b)
        self.assertEqual(turn.former_owner_id, self.owner)
        self.assertEqual(len(turn.task_ids), 6)
        self.assertFalse(self._cron("2050-06-02", "_cron_turns"))
        self.assertEqual(len(turn.task_ids), 6)
        with self.assertRefused(UserError, "has begun and is kept"):
            turn.with_user(self.coordinator).person_id = self.owner

    def test_each_in_the_own_language(self):
        self.next.lang = "sv_SE"
        self.owner.lang = "fi_FI"
        self._turn()
        mails = self._cron("2050-06-01", "_cron_turns")
        new = mails.filtered(lambda mail: "next@" in mail.email_to)
        old = mails - new
        self.assertIn("1.6.2050", new.body_html)
        self.assertIn("1.6.2050", old.body_html)

    def test_checklist_is_ticked_by_its_owner(self):
        turn = self._turn()
        self._cron("2050-06-01", "_cron_turns")
        task = turn.task_ids.filtered(lambda row: row.side == "old")[:1]
        task.with_user(self.partner_user).done = True
        self.assertEqual(task.done_by_id, self.owner)
        with self.assertRaises(AccessError), self.cr.savepoint():
            task.with_user(self.outsider).done = False
        with self.assertRaises(AccessError), self.cr.savepoint():
            task.with_user(self.coordinator).side = "new"
        with self.assertRaises(AccessError), self.cr.savepoint():
            task.with_user(self.coordinator).unlink()
        turn.with_user(self.coordinator).write(
            {"task_ids": [(1, task.id, {"done": False})]}
        )
        self.assertFalse(task.done_on)

    def test_turn_without_a_person(self):
        self._turn(person_id=False)
        self.assertFalse(self._cron("2050-05-01", "_cron_turns"))
        mails = self._cron("2050-05-02", "_cron_turns")
        self.assertEqual(self._receivers(mails), [self.coordinator.email])
        self.assertFalse(self._cron("2050-05-03", "_cron_turns"))
        self.assertFalse(self._cron("2050-06-01", "_cron_turns"))
        self.assertEqual(self.process.owner_id, self.owner)
        with freeze_time("2050-05-03"):
            home = self.env["seutuyp.home"].with_user(self.coordinator)
            self.assertTrue(home._waiting_turns())

    def test_next_turn_follows_a_year_later(self):
        self._turn()
        following = self._turn(date_from=False)
        self.assertEqual(str(following.date_from), "2051-06-01")

    def test_nothing_moves_without_rotation(self):
        self._turn()
        self.process.with_user(self.partner_user).rotation = "none"
        self.assertFalse(self._cron("2050-06-01", "_cron_turns"))
        self.assertEqual(self.process.owner_id, self.owner)

    def test_forging(self):
        turn = self._turn()
        for name in ("handed_over_on", "vacancy_told_on"):
            with self.assertRaises(AccessError), self.cr.savepoint():
                turn.with_user(self.coordinator).write({name: "2050-01-01"})
        with self.assertRaises(AccessError), self.cr.savepoint():
            turn.with_user(self.coordinator_b).write({"date_from": "2050-05-01"})
