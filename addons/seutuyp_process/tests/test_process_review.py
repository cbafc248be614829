# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common_review import ReviewCommon


@tagged("post_install", "-at_install")
class TestProcessReview(ReviewCommon):
    """Reviews come by themselves, and their outcome is carried out."""

    # ------------------------------------------------------------------- schedule
    def test_made_ahead_once(self):
        """Without a meeting the yearly review is at the end of March."""
        self.assertEqual(str(self.process.next_review_date), "2050-03-31")
        self._cron("2050-01-29")
        self.assertFalse(self.process.review_ids)
        self._cron("2050-01-30")
        self._cron("2050-01-30")
        review = self.process.review_ids
        self.assertEqual(len(review), 1)
        self.assertEqual(review.reviewer_id, self.owner)
        self.assertEqual(str(self.process.next_review_date), "2050-03-31")

    def test_follows_the_first_meeting_of_the_year(self):
        self._cron("2050-01-30")
        review = self.process.review_ids
        self._create_meeting("2050-05-10")
        meeting = self._create_meeting("2050-02-10")
        self._cron("2050-01-31")
        self.assertEqual(review.event_id, meeting)
        self.assertEqual(str(review.due_date), "2050-02-10")
        self.assertEqual(str(self.process.next_review_date), "2050-02-10")
        meeting.with_context(dont_notify=True).write(
            {"start": "2050-02-17 07:00:00", "stop": "2050-02-17 09:00:00"}
        )
        self._cron("2050-02-01")
        self.assertEqual(str(review.due_date), "2050-02-17")
        self.assertEqual(len(self.process.review_ids), 1)

    def test_twice_a_year_and_own_months(self):
        process = self.process.with_user(self.coordinator)
        with freeze_time("2050-01-30"):
            process.review_rhythm = "twice"
            self.assertEqual(len(process.review_ids), 1)
        self._cron("2050-08-15")
        self.assertEqual(
            sorted(process.review_ids.mapped(lambda row: str(row.due_date))),
            ["2050-03-31", "2050-09-30"],
        )
        months = self.env["seutuyp.month"].search([("number", "=", 11)])
        with freeze_time("2050-08-16"):
            process.write({"review_rhythm": "own", "review_month_ids": months.ids})
        self._cron("2050-11-01")
        self.assertIn(
            "2050-11-30", process.review_ids.mapped(lambda r: str(r.due_date))
        )

    def test_only_what_is_in_use_is_reviewed(self):
        self.process.with_user(self.partner_user).action_revise("Better")
        self._cron("2050-03-01")
        self.assertFalse(self.process.review_ids)
        self.assertFalse(self.process.next_review_date)

    def test_next_review_date_is_not_forged(self):
        with self.assertRaises(AccessError):
            self.process.with_user(self.coordinator).next_review_date = "2060-01-01"

    # --------------------------------------------------------------------- agenda
    def test_comes_onto_the_agenda_once(self):
        meeting = self._create_meeting("2050-02-10")
        self._cron("2050-01-10")
        self._cron("2050-01-11")
        item = meeting.agenda_item_ids
        self.assertEqual(item.process_review_id, self.process.review_ids)
        self.assertEqual(item.name, "Review of a process: Advice")
        self.assertEqual(item.document_ids.resource, self.process.review_ids)
        finnish = item.with_context(lang="fi_FI").name
        self.assertTrue(finnish)

    def test_late_one_waits_in_the_backlog(self):
        self._cron("2050-01-30")
        self.assertFalse(self.process.review_ids.agenda_item_ids)
        self._cron("2050-04-02")
        item = self.process.review_ids.agenda_item_ids
        self.assertEqual((item.group_id, item.event_id.id), (self.steering, False))

    def test_metrics_come_onto_the_agenda_once(self):
        meeting = self._create_meeting("2050-02-10")
        other = self._create_meeting("2050-02-10", self.steering_b)
        for event in meeting | other:
            event.with_user(self.manager).action_prepare_agenda()
        meeting.with_user(self.coordinator).action_prepare_agenda()
        item = meeting.agenda_item_ids
        self.assertEqual(item.metrics_process_id, self.process)
        self.assertEqual(item.document_ids.resource, self.process)
        self.assertFalse(other.agenda_item_ids)

    # ----------------------------------------------------------------- escalation
    def test_each_step_once(self):
        self._cron("2050-01-30")
        self.assertFalse(self._cron("2050-03-31"))
        mails = self._cron("2050-04-01")
        self.assertEqual(self._receivers(mails), [self.owner.email])
        self.assertFalse(self._cron("2050-04-01"))
        self.assertFalse(self._cron("2050-04-13"))
        mails = self._cron("2050-04-14")
        self.assertEqual(self._receivers(mails), [self.coordinator.email])
        self.assertFalse(self._cron("2050-04-27"))
        mails = self._cron("2050-04-28")
        self.assertEqual(self._receivers(mails), [self.area_contact.email])
        self.assertIn("Advice", mails.body_html)
        self.assertFalse(self._cron("2050-06-28"))

    def test_mail_in_the_receivers_language(self):
        self._cron("2050-01-30")
        self.owner.lang = "fi_FI"
        mails = self._cron("2050-04-01")
        self.assertIn("31.3.2050", mails.body_html)

    # -------------------------------------------------------------------- outcome
    def test_conclusion_is_needed(self):
        review = self._review()
        with self.assertRefused(UserError, "Choose the outcome"):
            review.action_finish()
        review.outcome = "keep"
        with self.assertRefused(UserError, "Name the decision"):
            review.action_finish()
        review.decision_id = self._create_decision(self.steering_b)
        with self.assertRefused(UserError, "Choose a decision of"):
            review.action_finish()
        review.decision_id = self.decision
        review.action_finish()
        self.assertEqual(review.state, "done")
        self.assertEqual(self.process.state, "in_use")
        with self.assertRefused(UserError, "is finished"):
            review.note = "Later"
        with self.assertRefused(UserError, "is finished"):
            review.finding_ids.create({"review_id": review.id, "name": "Later"})

    def test_revise_begins_the_next_version(self):
        review = self._review(outcome="revise", note="Phases changed")
        review.action_finish()
        self.assertEqual(self.process.state, "draft")
        self.assertEqual(self.process.log_ids[:1].reason, "Phases changed")

    def test_retire_is_the_only_end_of_one_in_use(self):
        with self.assertRefused(UserError, "It ends by a review"):
            self.process.with_user(self.partner_user).action_retire("Enough")
        review = self._review(outcome="retire", note="Not needed")
        review.action_finish()
        self.assertEqual(self.process.state, "retired")
        self.assertFalse(self.process.next_review_date)

    def test_two_finish_at_once(self):
        """The second one is told, and the process is revised once."""
        review = self._review(outcome="revise", note="Phases changed")
        review.action_finish()
        with self.assertRefused(UserError, "not possible now"):
            review.with_user(self.coordinator).action_finish()
        logs = self.process.log_ids.filtered(lambda log: log.transition == "revise")
        self.assertEqual(len(logs), 1)

    def test_finding_becomes_decision_and_task(self):
        meeting = self._create_meeting("2050-02-10")
        review = self._review(event_id=meeting.id)
        finding = review.finding_ids.create(
            {"review_id": review.id, "name": "Slow", "proposal": "Answer in a day"}
        )
        with self.assertRaises(AccessError), self.cr.savepoint():
            finding.action_decide()  # the owner does not keep the meeting
        finding = finding.with_user(self.coordinator)
        finding.action_decide()
        decision = finding.decision_id
        self.assertEqual(
            (decision.event_id, decision.name), (meeting, "Answer in a day")
        )
        decision.write({"responsible_ids": self.owner.ids, "deadline": "2050-03-01"})
        self.assertTrue(finding.task_id)
        with self.assertRefused(UserError, "has its decision"):
            finding.action_decide()
        names = [link["name"] for link in review.with_user(self.coordinator).chain]
        self.assertIn("Advice", names)
        self.assertIn("Answer in a day", names)

    def test_guarded(self):
        review = self._review()
        for name, value in (
            ("state", "done"),
            ("closed_on", "2050-01-01"),
            ("area_told_on", "2050-01-01"),
        ):
            with self.assertRaises(AccessError), self.cr.savepoint():
                review.with_user(self.coordinator).write({name: value})
            with self.assertRaises(AccessError), self.cr.savepoint():
                review.create({"process_id": self.process.id, name: value})
        forged = review.with_context(default_state="done")
        self.assertEqual(forged.default_get(["state"])["state"], "due")
        self._cron("2050-01-30")
        scheduled = self.process.review_ids.filtered("period_start")
        with self.assertRefused(UserError, "follows the rhythm"):
            scheduled.with_user(self.coordinator).due_date = "2051-01-01"
        with self.assertRefused(UserError, "is kept"):
            scheduled.with_user(self.coordinator).unlink()

    def test_strangers_do_not_review(self):
        review = self._review()
        for user in (self.coordinator_b, self.outsider, self.reviewer):
            with self.assertRaises(AccessError), self.cr.savepoint():
                review.with_user(user).action_finish()
            with self.assertRaises(AccessError), self.cr.savepoint():
                review.with_user(user).write({"note": "Mine"})
        review.reviewer_id = self.outsider.partner_id
        review.with_user(self.outsider).note = "The lead rotates"
