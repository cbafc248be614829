# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..tools import anonymity
from .common_evaluation import SCALES, EvaluationCommon


@tagged("post_install", "-at_install")
class TestEvaluation(EvaluationCommon):
    """A round from its plan to the results."""

    def test_twelve_items_in_three_languages(self):
        template = self.env.ref("seutuyp_planning.survey_evaluation")
        questions = template.question_ids
        self.assertEqual(len(questions), 12)
        scales = questions.filtered(lambda one: one.question_type == "scale")
        self.assertEqual(len(scales), 9)
        self.assertEqual(set(scales.mapped("scale_min")), {1})
        self.assertEqual(set(scales.mapped("scale_max")), {7})
        self.assertTrue(all(scales.mapped("scale_mid_label")))
        self.assertFalse(any(questions.mapped("constr_mandatory")))
        self.env["res.lang"]._activate_lang("sv_SE")
        questions[0].with_context(lang="sv_SE").write(
            {"title": "Hur fast", "seutuyp_topic": "Mål", "scale_min_label": "Svag"}
        )
        template.with_context(lang="sv_SE").title = "Hur styrgruppen fungerar"
        evaluation, _mails = self._open_round()
        swedish = self._item(evaluation, 1).with_context(lang="sv_SE")
        self.assertEqual((swedish.name, swedish.question), ("Mål", "Hur fast"))
        asked = evaluation.survey_id.with_context(lang="sv_SE")
        self.assertEqual(asked.question_ids[0].scale_min_label, "Svag")
        self.assertEqual(asked.title, "Hur styrgruppen fungerar, Steering A")
        self.assertFalse(asked.lang_ids)

    def test_keepers_open(self):
        """Coordinator, chair and secretary; nobody else, whatever the group."""
        evaluation = self._plan_round()
        for user in (
            self.partner_user,
            self.area_contact,
            self.reviewer,
            self.coordinator_b,
        ):
            with self.assertRefused(AccessError):
                evaluation.with_user(user).action_open()
        self.chair.user_ids = [
            Command.set(self._create_user("chair", "group_user").ids)
        ]
        evaluation.with_user(self.chair.user_ids).action_open()
        self.assertEqual(evaluation.state, "open")

    def test_strangers_plan_none(self):
        rounds = self.env["seutuyp.evaluation"]
        for user in (self.partner_user, self.coordinator_b, self.reviewer):
            with self.assertRefused(AccessError), self.cr.savepoint():
                rounds.with_user(user).create({"group_id": self.steering.id})

    def test_nothing_is_forged(self):
        evaluation, _mails = self._open_round()
        mine = evaluation.with_user(self.coordinator)
        for vals in (
            {"state": "closed"},
            {"answer_count": 9},
            {"survey_id": False},
            {"item_ids": [Command.create({"code": 1})]},
        ):
            with self.assertRefused(AccessError):
                mine.write(vals)
        for vals in ({"deadline": "2050-01-01"}, {"year": 2050}):
            with self.assertRefused(UserError, "has been opened"):
                mine.write(vals)
        with self.assertRefused(UserError, "is kept"):
            mine.unlink()
        items = self.env["seutuyp.evaluation.item"].with_user(self.coordinator)
        with self.assertRefused(AccessError):
            items.create({"evaluation_id": evaluation.id, "mean": 7})

    def test_one_a_group_and_year(self):
        evaluation = self._plan_round()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRefused(IntegrityError, "group_year_uniq"),
            self.cr.savepoint(),
        ):
            self._plan_round()
        evaluation.with_user(self.coordinator).action_call_off("Wrong autumn")
        self.env.flush_all()
        self._plan_round()

    def test_only_steering_groups(self):
        with self.assertRefused(ValidationError, "steering"), self.cr.savepoint():
            self._plan_round(self._create_group())

    def test_needs_three_people_and_time(self):
        evaluation = self._plan_round(deadline="2020-01-01")
        with self.assertRefused(UserError, "deadline has passed"):
            evaluation.with_user(self.coordinator).action_open()
        evaluation = self._plan_round(self.steering_b)
        with self.assertRefused(UserError, "At least 3"):
            evaluation.with_user(self.coordinator_b).action_open()

    def test_asks_members_and_deputies_in_office(self):
        gone = self._create_member(
            self.steering, date_from="2019-01-01", date_to="2019-12-31"
        )
        guest = self._create_member(self.steering, role="invited")
        silent = self._create_member(self.steering)
        silent.partner_id.email = False
        evaluation, mails = self._open_round()
        self.assertEqual(evaluation.invited_count, len(self.people))
        addresses = set(self._secrets(mails))
        self.assertEqual(addresses, set(self.people.mapped("email")))
        self.assertNotIn(gone.partner_id.email, addresses)
        self.assertNotIn(guest.partner_id.email, addresses)

    def test_mail_in_the_receivers_language(self):
        self.env["res.lang"]._activate_lang("sv_SE")
        template = self.env.ref("seutuyp_planning.mail_template_evaluation")
        template.with_context(lang="sv_SE").subject = "Din syn efterfrågas"
        self.chair.lang = "sv_SE"
        _evaluation, mails = self._open_round()
        subjects = {
            mail.email_to.split("<")[-1].rstrip(">"): mail.subject for mail in mails
        }
        self.assertEqual(subjects.pop(self.chair.email), "Din syn efterfrågas")
        self.assertNotIn("Din syn", " ".join(subjects.values()))

    # -------------------------------------------------------------------- results
    def test_results(self):
        words = ["More visits", "A tent", "Fewer papers"]
        evaluation = self._told_round([4, 5, 6, 6], words)
        item = self._item(evaluation, 1)
        self.assertEqual((item.mean, item.spread, item.answer_count), (5.3, 0.8, 4))
        self.assertFalse(item.is_weak or item.has_change)
        self.assertEqual(evaluation.answer_count, 4)
        told = self._item(evaluation, 12).text_ids.mapped("text")
        self.assertEqual(sorted(told), sorted(words))

    def test_nothing_below_three(self):
        """Two answers leave nothing behind, neither on screen nor in the database."""
        evaluation = self._told_round([6, 7], ["Mine", "Yours"])
        self.assertFalse(any(evaluation.item_ids.mapped("is_told")))
        self.assertFalse(any(evaluation.item_ids.mapped("mean")))
        self.assertFalse(any(evaluation.item_ids.mapped("answer_count")))
        self.assertFalse(evaluation.item_ids.text_ids)
        self.assertIn("3 answers", str(evaluation.results).replace("\n", " "))

    def test_single_item_below_three(self):
        evaluation, _mails = self._open_round()
        answers = [{1: 5, 2: 5}, {1: 5, 2: 5}, {1: 5, 12: "Mine"}, {12: "Yours"}]
        evaluation._receive(answers)
        evaluation._close()
        self.assertTrue(self._item(evaluation, 1).is_told)
        hidden = self._item(evaluation, 2)
        self.assertEqual((hidden.is_told, hidden.mean, hidden.answer_count), (0, 0, 0))
        self.assertFalse(self._item(evaluation, 12).is_told)
        self.assertFalse(evaluation.item_ids.text_ids)

    def test_nothing_while_it_runs(self):
        evaluation, _mails = self._open_round()
        evaluation._receive([dict.fromkeys(SCALES, 6)] * 3)
        mine = evaluation.with_user(self.coordinator)
        self.assertFalse(mine.results)
        self.assertFalse(any(mine.item_ids.mapped("mean")))
        self.assertEqual(mine.answer_count, 3)

    def test_closed_for_good(self):
        evaluation = self._told_round([4, 5, 6]).with_user(self.coordinator)
        for move in (evaluation.action_open, evaluation.action_close):
            with self.assertRefused(UserError):
                move()
        with self.assertRefused(UserError):
            evaluation.action_call_off("Again")

    def test_single_answers_are_destroyed(self):
        evaluation = self._told_round([4, 5, 6])
        self.assertFalse(
            evaluation.survey_id.with_context(active_test=False).user_input_ids
        )
        self.assertFalse(
            self.env["seutuyp.evaluation.invitee"].search(
                [("evaluation_id", "=", evaluation.id)]
            )
        )

    def test_called_off_unread(self):
        evaluation, _mails = self._open_round()
        evaluation._receive([dict.fromkeys(SCALES, 6)] * 3)
        mine = evaluation.with_user(self.coordinator)
        with self.assertRefused(UserError, "reason"):
            mine.action_call_off()
        mine.action_call_off("Wrong time")
        self.assertFalse(evaluation.survey_id.user_input_ids)
        self.assertFalse(any(evaluation.item_ids.mapped("is_told")))

    def test_change_and_weakness(self):
        """A fall by a whole step is weak, and so is a mean below the middle."""
        self._told_round([6, 6, 6], year=2030)
        self._told_round([1, 1], year=2031)  # not told: nothing to compare with
        fallen = self._item(self._told_round([5, 5, 5], year=2032), 1)
        self.assertEqual((fallen.change, fallen.is_weak), (-1.0, True))
        risen = self._item(self._told_round([5, 6, 6], year=2033), 1)
        self.assertEqual((risen.change, risen.is_weak), (0.7, False))
        low = self._item(self._told_round([3, 4, 4], year=2034), 1)
        self.assertTrue(low.is_weak)

    def test_a_round_opens_whatever_codes_earlier_ones_had(self):
        """Core may give out the joining code of an archived survey once more."""
        with patch("odoo.addons.survey.models.survey_survey.random") as random:
            random.randint.return_value = 1234
            self._told_round([6, 6, 6], year=2030)
            self.assertTrue(self._told_round([6, 6, 6], year=2031).survey_id)

    def test_subtracting_finds_no_answer(self):
        """Two groups told and one not: no mean over all gives the third away."""
        told = self._told_round([4, 4, 4]) | self._told_round([6, 6, 6], year=2030)
        hidden = self._told_round([1, 1], year=2031)
        rounds = self.env["seutuyp.evaluation"]
        self.assertFalse(rounds._wider_means(told | hidden))
        third = self._told_round([5, 5, 5], year=2032)
        wide = rounds._wider_means(told | third)
        self.assertEqual(set(wide.values()), {5.0})
        # taken with or without the hidden one it is the same: nothing to subtract
        self.assertEqual(rounds._wider_means(told | third | hidden), wide)
        self.assertIsNone(anonymity.wider([4.0, 6.0, None]))

    def test_no_sums_over_what_is_hidden(self):
        """Grouping over RPC sums what is kept, and what is hidden is not kept."""
        self._told_round([7, 7])
        rows = (
            self.env["seutuyp.evaluation.item"]
            .with_user(self.coordinator)
            ._read_group([], ["evaluation_id"], ["mean:sum", "answer_count:sum"])
        )
        self.assertEqual({row[1:] for row in rows}, {(0.0, 0)})

    def test_results_read_without_the_bars(self):
        self._told_round([6, 6, 6], year=2030)
        evaluation = self._told_round([3, 4, 4], ["<b>More</b>"] * 3, year=2031)
        page = str(evaluation.with_user(self.partner_user).results)
        for words in ("Mean", "3.7", "spread", "Down by", "2.3", "Weak", "Listening"):
            self.assertIn(words, page)
        self.assertIn("&lt;b&gt;More", page)

    # --------------------------------------------------------------------- agenda
    def test_weak_items_come_before_the_group_once(self):
        evaluation = self._told_round([3, 3, 4]).with_user(self.coordinator)
        evaluation.action_to_agenda()
        matters = self.next.agenda_item_ids.filtered("evaluation_item_id")
        self.assertEqual(len(matters), len(SCALES))
        self.assertIn("Listening", " ".join(matters.mapped("name")))
        self.assertEqual(self._item(evaluation, 5).agenda_item_ids.event_id, self.next)
        evaluation.action_to_agenda()
        self.assertEqual(evaluation.agenda_count, len(SCALES))
        matters[0].unlink()
        evaluation.invalidate_recordset()
        evaluation.action_to_agenda()
        self.assertEqual(evaluation.agenda_count, len(SCALES))

    def test_without_a_meeting_they_wait(self):
        (self.next | self.later)._guarded().write({"meeting_state": "cancelled"})
        evaluation = self._told_round([3, 3, 4]).with_user(self.coordinator)
        evaluation.action_to_agenda()
        matters = evaluation.item_ids.agenda_item_ids
        self.assertFalse(matters.event_id)
        self.assertEqual(matters.group_id, self.steering)

    def test_readers_put_nothing(self):
        evaluation = self._told_round([3, 3, 4])
        with self.assertRefused(AccessError):
            evaluation.with_user(self.partner_user).action_to_agenda()
        fine = self._told_round([6, 6, 6], year=2030).with_user(self.coordinator)
        with self.assertRefused(UserError, "weak"):
            fine.action_to_agenda()

    # ---------------------------------------------------------------- by itself
    def test_reminder_once(self):
        """Only to those who have not answered, and with a link that replaces."""
        evaluation, first = self._open_round()
        evaluation._receive([dict.fromkeys(SCALES, 6)] * 2)
        cron = self.env["seutuyp.evaluation"]._cron_follow
        self.assertFalse(self._new_mails(cron)[1])
        with freeze_time(evaluation.deadline):
            mails = self._new_mails(cron)[1]
            self.assertEqual(len(mails), len(self.people) - 2)
            self.assertFalse(self._new_mails(cron)[1])
            new, old = self._secrets(mails), self._secrets(first)
            for address, secret in new.items():
                door = evaluation._door(old[address])
                self.assertEqual(door.problem, "revoked")
                door = evaluation._door(secret)
                self.assertEqual((door.problem, len(door.answer)), (None, 1))
        answers = evaluation.survey_id.user_input_ids
        self.assertEqual(len(answers), len(self.people))

    def test_closes_by_itself(self):
        evaluation, _mails = self._open_round(deadline="2049-10-10")
        evaluation._receive([dict.fromkeys(SCALES, 6)] * 3)
        with freeze_time("2049-10-10"):
            self.env["seutuyp.evaluation"]._cron_follow()
            self.assertEqual(evaluation.state, "open")
        with freeze_time("2049-10-11"):
            self.env["seutuyp.evaluation"]._cron_follow()
        self.assertEqual(evaluation.state, "closed")
        self.assertTrue(self._item(evaluation, 1).is_told)

    def _duty(self, day, user=None):
        with freeze_time(day):
            region = self.region_a.with_user(user or self.coordinator)
            duties = region._duties()[region.id]
        return next((one for one in duties if one["code"] == "evaluation"), None)

    def test_light(self):
        self.assertEqual(self._duty("2049-08-31")["light"], "grey")
        self.assertEqual(self._duty("2049-09-01")["light"], "amber")
        late = self._duty("2049-12-01")
        self.assertEqual((late["light"], bool(late["action"])), ("red", True))
        self.assertFalse(self._duty("2049-12-01", self.partner_user)["action"])
        self.assertIsNone(self._duty("2049-12-01", self.outsider))
        evaluation, _mails = self._open_round(year=2049, deadline="2049-12-20")
        duty = self._duty("2049-12-01")
        self.assertEqual(duty["light"], "amber")
        self.assertIn("0 of 6", duty["reason"])
        evaluation._close()
        self.assertEqual(self._duty("2049-12-24")["light"], "green")

    def test_home_offers_it_from_september_on(self):
        def waiting(day, user=self.coordinator):
            with freeze_time(day):
                home = self.env["seutuyp.home"].with_user(user).get_home()
            return [one for one in home["waiting"] if one["kind"] == "evaluation"]

        self.assertFalse(waiting("2049-08-31"))
        (item,) = waiting("2049-09-01")
        self.assertEqual(
            item["action"]["context"], {"default_group_id": self.steering.id}
        )
        self.assertFalse(waiting("2049-09-01", self.partner_user))
        evaluation = self._plan_round(year=2049, deadline="2049-12-20")
        (item,) = waiting("2049-09-01")
        self.assertEqual(item["action"]["res_id"], evaluation.id)
        with freeze_time("2049-09-01"):
            evaluation.with_user(self.coordinator).action_open()
        # the secretary is asked as well
        self.assertIn("unless you have", waiting("2049-09-01")[0]["text"])

    def test_home_points_at_the_mail_and_knows_not_who_has_answered(self):
        self._create_member(
            self.steering,
            role="deputy",
            partner_id=self.partner_user.partner_id.id,
            date_from="2019-01-01",
        )

        def waiting(user=self.partner_user):
            home = self.env["seutuyp.home"].with_user(user).get_home()
            return [one for one in home["waiting"] if one["kind"] == "evaluation"]

        evaluation, _mails = self._open_round()
        before = waiting()
        self.assertEqual(len(before), 1)
        self.assertFalse(waiting(self.area_contact))
        evaluation._receive([{1: 4}] * evaluation.invited_count)
        self.assertEqual(waiting(), before)
        evaluation._close()
        self.assertFalse(waiting())
