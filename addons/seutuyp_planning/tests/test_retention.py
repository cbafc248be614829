# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.tests import tagged

from .common import InvitationCommon

DAY = timedelta(days=1)


@tagged("post_install", "-at_install")
class TestRetention(InvitationCommon):
    """What invitations and calendars keep of people ends in time."""

    def setUp(self):
        super().setUp()
        self.feeds = self.env["seutuyp.calendar.feed"].with_context(active_test=False)

    def _waiting(self, model):
        """Return how many rows the page of retention says are over their time."""
        name = self.env["ir.model"]._get(model).name
        action = self.env["seutuyp.retention"].with_user(self.manager).action_open()
        lines = self.env["seutuyp.retention.line"].with_user(self.manager)
        lines = lines.search(action["domain"])
        return sum(
            lines.filtered(lambda line: line.model_name == name).mapped("waiting_count")
        )

    def _lines(self):
        return self.queue.search([("uid", "=", self.event.ics_uid)])

    def _age(self, records, days):
        """Make rows look as if nobody had touched them for so many days."""
        records.flush_recordset()
        self.env.cr.execute(
            f"UPDATE {records._table} SET write_date = %s WHERE id IN %s",
            (fields.Datetime.now() - days * DAY, tuple(records.ids)),
        )
        records.invalidate_recordset()

    def test_invitations_stay_until_a_year_after_the_meeting(self):
        self._publish()
        lines = self._lines()
        self.assertTrue(lines)
        for days, kept in ((-1, True), (364, True), (367, False)):
            with freeze_time(self.event.stop + days * DAY):
                waiting = self._waiting("seutuyp.invitation")
                self.queue._gc_old()
            self.assertEqual(bool(waiting), not kept, days)
            self.assertEqual(bool(lines.exists()), kept, days)

    def test_of_a_deleted_meeting_a_year_after_the_last_word(self):
        self._publish()
        lines = self._lines()
        self.event.with_user(self.coordinator).action_cancel_meeting()
        self._mail()
        lines = lines | self._lines()
        lines._guarded().write({"event_id": False})
        self._age(lines, 364)
        self.queue._gc_old()
        self.assertEqual(lines.exists(), lines)
        self._age(lines[1:], 367)
        self.queue._gc_old()
        self.assertEqual(lines.exists(), lines[0])

    def test_what_is_not_mailed_yet_stays(self):
        self.year.with_user(self.coordinator).action_publish()
        queued = self._queued()
        self.assertTrue(queued)
        with freeze_time(self.event.stop + 400 * DAY):
            self.queue._gc_old()
        self.assertEqual(queued.exists(), queued)

    def test_feeds_go_a_year_after_they_ended(self):
        users = (self.coordinator, self.reviewer, self.partner_user)
        used, revoked, left = feeds = [
            self.feeds.with_user(user).create({}) for user in users
        ]
        revoked.action_revoke()
        self.partner_user.active = False
        for days, kept in ((364, feeds), (367, [used])):
            for feed in feeds:
                self._age(feed.sudo(), days)
            self._age(left.user_id.sudo(), days)
            waiting = self._waiting("seutuyp.calendar.feed")
            self.assertEqual(waiting, len(feeds) - len(kept), days)
            self.feeds._gc_old()
            self.assertEqual([feed for feed in feeds if feed.exists()], kept, days)
