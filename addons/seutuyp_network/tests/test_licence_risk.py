# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SeutuypCommon
from .counting import queries

OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


class RiskCase(SeutuypCommon):
    """A licensed region whose facts change."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls()
        cls.agreement = self._create_licensed().sudo()
        cls.licence = cls.agreement.licence_ids
        cls.agreement.round_ids._guarded().presenter_id = cls.reviewer
        cls.group = cls.region_a.group_ids
        cls.chair = cls.group.member_ids.filtered(lambda item: item.role == "chair")
        cls.today = cls.env["seutuyp.dated.mixin"]._today()
        cls.chair.date_from = cls.today - timedelta(days=400)
        cls._commit_changes()

    @classmethod
    def _commit_changes(cls):
        """Do what the end of a request does."""
        cls.env.cr.flush()

    def _chair_leaves(self):
        self.chair.with_user(self.coordinator).date_to = self.today - timedelta(days=1)
        self._commit_changes()
        return self.licence.case_ids

    def _new_chair(self, **kw):
        chair = self._create_person(is_entrepreneur=True)
        self._create_member(self.group, partner_id=chair.id, role="chair", **kw)
        self._commit_changes()

    def _told(self, function, *args, **kw):
        """Return {address: subjects} of what ``function`` mails."""
        before = self.env["mail.mail"].search([])
        function(*args, **kw)
        told = {}
        for mail in self.env["mail.mail"].search([], order="id") - before:
            address = mail.email_to.rpartition("<")[2].rstrip(">")
            told.setdefault(address, []).append(mail.subject)
        return told

    def _night(self):
        with self.enter_registry_test_mode():
            cron = self.env.ref("seutuyp_network.cron_recheck_licences")
            cron.method_direct_trigger()

    def _later(self, **kw):
        return freeze_time(self.today + timedelta(**kw))


@tagged("post_install", "-at_install")
class TestLicenceRisk(RiskCase):
    # ------------------------------------------------------------------ breaking
    def test_nothing_happens_while_all_holds(self):
        self.agreement._recheck_licences()
        self._night()
        self.assertFalse(self.licence.case_ids)
        self.assertFalse(self.licence.at_risk)

    def test_the_chair_leaves(self):
        case = self._chair_leaves()
        deadline = self.today + timedelta(days=60)
        self.assertRecordValues(
            case, [{"state": "open", "deadline": deadline, "days_left": 60}]
        )
        self.assertRecordValues(
            self.licence, [{"at_risk": True, "deadline": deadline, "state": "active"}]
        )
        (line,) = case.line_ids
        self.assertEqual(line.criterion_id.check, "steering_group")
        self.assertIn(self.chair.partner_id.name, line.before)
        self.assertIn("nobody chairs", line.now)
        self.assertEqual(case.with_user(self.coordinator).can_answer, True)

    def test_everyone_hears_of_it_once(self):
        self.region_a.substitute_id = self._create_person(lang="en_US")
        told = self._told(self._chair_leaves)
        people = (
            self.coordinator,
            self.area_contact,
            self.reviewer,
        )
        addresses = {user.email for user in people}
        addresses.add(self.region_a.substitute_id.email)
        self.assertEqual(set(told), addresses)
        for address, subjects in told.items():
            self.assertEqual(subjects, ["Licence at risk: Region A"], address)
        self.assertFalse(self._told(self._night), "Nothing new, nobody told")
        todos = self.licence.case_ids.activity_ids
        self.assertEqual(todos.user_id, self.coordinator)

    def test_each_in_his_own_language(self):
        self.env["res.lang"]._activate_lang("fi_FI")
        template = self.env.ref("seutuyp_network.mail_template_case_opened")
        template.with_context(
            lang="fi_FI"
        ).subject = "Suomeksi {{ object.region_id.name }}"
        self.coordinator.lang = "fi_FI"
        told = self._told(self._chair_leaves)
        self.assertEqual(told[self.coordinator.email], ["Suomeksi Region A"])
        self.assertEqual(told[self.area_contact.email], ["Licence at risk: Region A"])

    def test_all_reviewers_hear_where_nobody_presented(self):
        self.agreement.round_ids._guarded().presenter_id = False
        told = self._told(self._chair_leaves)
        self.assertIn(self.reviewer.email, told)
        self.assertIn(self.reviewer2.email, told)

    def test_one_look_however_many_lines(self):
        """Many changes in one transaction are looked at once, when all is written."""
        self.chair.date_to = self.today - timedelta(days=1)
        chair = self._create_person(is_entrepreneur=True)
        self._create_member(self.group, partner_id=chair.id, role="chair")
        self._commit_changes()
        self.assertFalse(self.licence.case_ids)

    def test_what_breaks(self):
        employment = self.agreement.party_ids.filtered(
            lambda item: item.actor_type_id.side == "employment"
        )
        other = self.env["seutuyp.actor.type"].search([("side", "=", "other")], limit=1)
        changes = {
            "the chair is deleted": self.chair.unlink,
            "the chair is archived": self.chair.partner_id.action_archive,
            "the chair is no entrepreneur": lambda: self.chair.partner_id.write(
                {"is_entrepreneur": False}
            ),
            "the group is archived": self.group.action_archive,
            "the group leaves the region": lambda: self.group.write(
                {"region_ids": [Command.set(self.region_b.ids)]}
            ),
            "a party leaves": lambda: employment._guarded().write({"state": "left"}),
            "an organisation ends": employment.partner_id.action_archive,
            "another type": lambda: employment.partner_id.write(
                {"actor_type_id": other.id}
            ),
            "the type changes sides": lambda: employment.actor_type_id.write(
                {"side": "other"}
            ),
            "the coordinator goes": lambda: self.region_a.write(
                {"coordinator_id": False}
            ),
            "the coordinator is archived": lambda: (
                self.coordinator.action_archive(),
                self.coordinator.partner_id.action_archive(),
            ),
        }
        for what, change in changes.items():
            with self.subTest(what):
                try:
                    with self.env.cr.savepoint():
                        change()
                        self._commit_changes()
                        self.assertTrue(self.licence.case_ids, what)
                        self.assertTrue(self.licence.at_risk)
                        raise ZeroDivisionError
                except ZeroDivisionError:
                    self.env.invalidate_all()

    def test_dates_pass_by_themselves(self):
        """A term that ends next week breaks then, also when the job was down."""
        self.chair.date_to = self.today + timedelta(days=7)
        self._commit_changes()
        self.assertFalse(self.licence.case_ids)
        with self._later(days=7, hours=9):
            self._night()
            self.assertFalse(self.licence.case_ids)
        with self._later(days=30, hours=9):  # after an outage
            self.env.invalidate_all()
            told = self._told(self._night)
            self._night()
        self.assertEqual(len(self.licence.case_ids), 1)
        self.assertEqual(len(told[self.coordinator.email]), 1)

    def test_a_further_break_joins_the_case(self):
        case = self._chair_leaves()
        case.with_user(self.coordinator).action_answer("A chair is coming.")
        self.assertTrue(case.heard)
        employment = self.agreement.party_ids.filtered(
            lambda item: item.actor_type_id.side == "employment"
        )
        with self._later(days=55, hours=9):
            employment.partner_id.action_archive()
            self._commit_changes()
            self.assertEqual(self.licence.case_ids, case)
            self.assertEqual(
                set(case.line_ids.criterion_id.mapped("check")),
                {"steering_group", "sides"},
            )
            self.assertFalse(case.heard, "Not yet heard of the further criterion")
            self.assertEqual(case.days_left, 14)
            with self.assertRefused(UserError, "Hear the region first"):
                case.with_user(self.reviewer).action_suspend("x")

    def test_what_the_reviewer_knew_does_not_break(self):
        """Judged “met” over a finding of “not met” stays as it was judged."""
        assessment = self.licence.round_id.assessment_ids.filtered(
            lambda item: item.criterion_id.check == "steering_group"
        )
        assessment._guarded().write({"frozen_computed": "not_met"})
        self._chair_leaves()
        self.assertFalse(self.licence.case_ids)

    def test_paper_licence_breaks_from_its_first_findings(self):
        self.licence.round_id.assessment_ids._guarded().unlink()
        self.agreement._guarded().coordinating_partner_id = False
        self._commit_changes()
        self.assertTrue(self.licence.baseline)
        self.assertFalse(self.licence.case_ids, "It was so when first looked at")
        case = self._chair_leaves()
        self.assertEqual(case.line_ids.criterion_id.check, "steering_group")
        self.assertIn(self.chair.partner_id.name, case.line_ids.before)

    # ----------------------------------------------------------------- put right
    def test_put_right_before_a_decision(self):
        case = self._chair_leaves()
        told = self._told(self._new_chair)
        self.assertRecordValues(
            case, [{"state": "put_right", "closed_on": self.today, "reason": False}]
        )
        self.assertEqual(case.line_ids.state, "held")
        self.assertRecordValues(self.licence, [{"at_risk": False, "deadline": False}])
        self.assertEqual(
            set(told),
            {self.coordinator.email, self.area_contact.email, self.reviewer.email},
        )
        self.assertIn("put_right", case.log_ids.mapped("transition"))
        self.assertFalse(case.activity_ids)
        with self.assertRefused(UserError, "is not possible now"):
            case.with_user(self.reviewer).action_suspend("Too late")

    def test_it_can_break_again(self):
        self._chair_leaves()
        self._new_chair()
        self.group.member_ids.filtered(lambda item: item.role == "chair").unlink()
        self._commit_changes()
        self.assertEqual(
            self.licence.case_ids.sorted("id").mapped("state"), ["put_right", "open"]
        )

    # ------------------------------------------------------------------ answering
    def test_answer(self):
        case = self._chair_leaves()
        for user in (self.partner_user, self.area_contact, self.reviewer, self.manager):
            with self.assertRefused(AccessError, "coordinator"):
                case.with_user(user).action_answer("Not mine")
        mine = case.with_user(self.coordinator)
        for empty in ("", "  ", None):
            with self.assertRefused(UserError, "Write the answer first"):
                mine.action_answer(empty)
        with self.assertRefused(UserError, "too long"):
            mine.action_answer("x" * 8001)
        told = self._told(mine.action_answer, "The election is in March.")
        self.assertEqual(
            told, {self.reviewer.email: ["The region has answered: Region A"]}
        )
        self.assertRecordValues(
            case,
            [
                {
                    "answer": "The election is in March.",
                    "answer_by_id": self.coordinator.id,
                    "heard": True,
                    "state": "open",
                }
            ],
        )
        self.assertEqual(case.activity_ids.user_id, self.reviewer)
        mine.action_answer("In April.")
        log = case.log_ids.filtered(lambda line: line.transition == "answer")
        self.assertEqual(len(log), 2, "The earlier answer is kept")

    def test_answer_through_its_form(self):
        case = self._chair_leaves().with_user(self.coordinator)
        action = case.action_open_answer()
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.coordinator)
            .with_context(**action["context"])
            .create({"answer": "Soon."})
        )
        self.assertIn("nobody chairs", wizard.broken_text)
        wizard.action_save()
        self.assertEqual(case.answer, "Soon.")

    # ------------------------------------------------------------------- deciding
    def test_the_region_is_heard_first(self):
        case = self._chair_leaves().with_user(self.reviewer)
        tomorrow = self.today + timedelta(days=1)
        self.assertFalse(case.available_actions)
        for decide in (
            lambda: case.action_suspend("x"),
            lambda: case.action_restore("x"),
            lambda: case.action_revoke("x"),
            lambda: case.action_accept("x", tomorrow),
            lambda: case.licence_id.action_suspend("x"),
            lambda: case.licence_id.action_revoke("x"),
        ):
            with self.assertRefused(UserError, "Hear the region first"):
                decide()
        with self._later(days=61, hours=9):
            self.env.invalidate_all()
            self.assertTrue(case.late)
            self.assertIn("suspend", case.available_actions)
            case.action_suspend("No answer")
        self.assertEqual(self.licence.state, "suspended")

    def test_only_reviewers_decide(self):
        case = self._chair_leaves()
        case.with_user(self.coordinator).action_answer("Soon")
        for user in (
            self.coordinator,
            self.partner_user,
            self.area_contact,
            self.manager,
        ):
            mine = case.with_user(user)
            self.assertFalse(mine.available_actions, user.name)
            for method in ("action_suspend", "action_restore", "action_revoke"):
                with self.assertRefused(AccessError, "not yours"):
                    getattr(mine, method)("x")
            with self.assertRefused(AccessError, "not yours"):
                mine.action_accept("x", self.today + timedelta(days=9))

    def _accept(self, case, days=30):
        case.with_user(self.coordinator).action_answer("Soon")
        case.with_user(self.reviewer).action_accept(
            "A chair is elected", self.today + timedelta(days=days)
        )

    def test_condition(self):
        case = self._chair_leaves()
        case.with_user(self.coordinator).action_answer("Soon")
        mine = case.with_user(self.reviewer)
        for condition, day in (("", self.today + timedelta(days=3)), ("x", False)):
            with self.assertRefused(UserError, "Write the condition"):
                mine.action_accept(condition, day)
        with self.assertRefused(UserError, "in the future"):
            mine.action_accept("x", self.today)
        told = self._told(
            mine.action_accept, "A chair is elected", self.today + timedelta(days=30)
        )
        self.assertEqual(set(told), {self.coordinator.email, self.area_contact.email})
        self.assertRecordValues(
            case, [{"state": "conditional", "reason": "A chair is elected"}]
        )
        self.assertRecordValues(
            self.licence, [{"at_risk": False, "deadline": False, "state": "active"}]
        )
        self._night()
        self.assertEqual(case.state, "conditional", "The condition runs")

    def test_condition_met_then_restored(self):
        case = self._chair_leaves()
        self._accept(case)
        told = self._told(self._new_chair)
        self.assertEqual(set(told), {self.reviewer.email})
        self.assertRecordValues(case, [{"state": "conditional", "holds_again": True}])
        self.assertFalse(self._told(self._night))
        case.with_user(self.reviewer).action_restore("All is well")
        self.assertEqual(case.state, "restored")
        self.assertEqual(self.licence.state, "active")
        self._night()
        self.assertEqual(self.licence.case_ids, case)

    def test_condition_missed(self):
        case = self._chair_leaves()
        self._accept(case)
        with self._later(days=30, hours=9):
            self._night()
            self.assertEqual(case.state, "conditional", "Its last day")
        with self._later(days=50, hours=9):  # after an outage
            self.env.invalidate_all()
            told = self._told(self._night)
            self.assertFalse(self._told(self._night))
            self.assertEqual(case.state, "open")
            self.assertEqual(case.days_left, 60)
            self.assertFalse(case.heard, "To be heard anew")
            self.assertTrue(self.licence.at_risk)
        self.assertIn(self.coordinator.email, told)

    def test_suspended_then_restored(self):
        case = self._chair_leaves()
        case.with_user(self.coordinator).action_answer("Nobody wants to")
        case.with_user(self.reviewer).action_suspend("No chair in sight")
        self.assertEqual(self.licence.state, "suspended")
        self.assertFalse(self.licence.at_risk)
        self._new_chair()
        self.assertRecordValues(case, [{"state": "suspended", "holds_again": True}])
        self.licence.with_user(self.reviewer).action_restore("A chair is there")
        self.assertEqual((case.state, self.licence.state), ("restored", "active"))

    def test_restored_as_it_is(self):
        """What the reviewer lets pass is not brought up again every night."""
        case = self._chair_leaves()
        case.with_user(self.coordinator).action_answer("The vice chair leads.")
        case.with_user(self.reviewer).action_restore("That will do")
        self._night()
        self.assertEqual(self.licence.case_ids, case)
        self.assertEqual(case.line_ids.state, "waived")
        self._new_chair()
        self.assertEqual(case.line_ids.state, "held")
        self.group.member_ids.filtered(lambda item: item.role == "chair").unlink()
        self._commit_changes()
        self.assertEqual(len(self.licence.case_ids), 2, "It held, and broke anew")

    def test_revoked(self):
        case = self._chair_leaves()
        case.with_user(self.coordinator).action_answer("We give up")
        case.with_user(self.reviewer).action_revoke("As agreed")
        self.assertEqual((case.state, self.licence.state), ("revoked", "revoked"))
        self._night()
        self.assertEqual(self.licence.case_ids, case)

    def test_a_reason_is_needed(self):
        case = self._chair_leaves()
        case.with_user(self.coordinator).action_answer("Soon")
        for method in ("action_suspend", "action_restore", "action_revoke"):
            with self.assertRefused(UserError, "Write the reason first"):
                getattr(case.with_user(self.reviewer), method)(" ")

    def test_the_end_of_the_licence_closes_the_case(self):
        case = self._chair_leaves()
        self.licence._transition("expire")
        self.assertEqual(case.state, "lapsed")
        self.assertFalse(case.activity_ids)

    # ---------------------------------------------------------------------- late
    def test_late(self):
        case = self._chair_leaves()
        with self._later(days=60, hours=9):
            self.assertFalse(self._told(self._night), "Its last day")
        with self._later(days=80, hours=9):
            self.env.invalidate_all()
            told = self._told(self._night)
            self.assertFalse(self._told(self._night))
            home = self.env["seutuyp.home"].with_user(self.reviewer).get_home()
        self.assertEqual(
            told, {self.reviewer.email: ["Deadline passed: licence of Region A"]}
        )
        self.assertEqual(case.state, "open", "Only the reviewer decides")
        (item,) = [item for item in home["waiting"] if item["kind"] == "licence"]
        self.assertTrue(item["late"])
        self.assertIn("deadline has passed", item["text"])

    # ------------------------------------------------------ conditions of approval
    def test_condition_of_the_approval(self):
        day = self.today + timedelta(days=20)
        assessments = self.licence.round_id.assessment_ids
        manual = assessments.filtered(
            lambda item: item.criterion_id.check == "communication"
        )
        manual._guarded().write(
            {"verdict": "conditional", "condition": "A plan", "condition_date": day}
        )
        self._night()
        case = self.licence.case_ids
        self.assertRecordValues(
            case, [{"state": "conditional", "of_approval": True, "condition_date": day}]
        )
        with self._later(days=21, hours=9):
            self._night()
            self.assertEqual(case.state, "open", "Nobody said that it was done")
            self.assertTrue(case.line_ids.missed)
            self._night()
            self.assertEqual(case.state, "open")
            case.with_user(self.coordinator).action_answer("Here it is")
            case.with_user(self.reviewer).action_restore("Seen")
            self._night()
            self.assertEqual(self.licence.case_ids.mapped("state"), ["restored"])

    # --------------------------------------------------------------------- public
    def _events(self):
        return [item["what"] for item in self.licence._public_history()]

    def test_public_history_is_neutral(self):
        case = self._chair_leaves()
        self.assertEqual(self._events(), ["Granted", "Review begun"])
        self.assertTrue(self.licence._public_values()["under_review"])
        self._accept(case)
        history = str(self.licence._public_history())
        self.assertIn("stays valid", history)
        self.assertNotIn("chair", history)
        self.assertFalse(self.licence._public_values()["under_review"])

    def test_put_right_leaves_no_trace_in_public(self):
        self._chair_leaves()
        self._new_chair()
        self.assertEqual(self._events(), ["Granted"])

    def test_public_history_of_a_suspension(self):
        case = self._chair_leaves()
        case.with_user(self.coordinator).action_answer("Soon")
        case.with_user(self.reviewer).action_suspend("Secret reason")
        case.with_user(self.reviewer).action_restore("Secret reason")
        self.assertEqual(
            self._events(), ["Granted", "Review begun", "Suspended", "Restored"]
        )
        self.assertNotIn("Secret", str(self.licence._public_values()))

    # ----------------------------------------------------------------------- home
    def _waiting(self, user, part="waiting"):
        home = self.env["seutuyp.home"].with_user(user).get_home()
        return [item["text"] for item in home[part] if item["kind"] == "licence"]

    def test_home(self):
        case = self._chair_leaves()
        self.assertIn("at risk", self._waiting(self.coordinator)[0])
        self.assertFalse(self._waiting(self.reviewer))
        self.assertIn("is being heard", self._waiting(self.reviewer, "following")[0])
        self.assertFalse(self._waiting(self.coordinator_b))
        case.with_user(self.coordinator).action_answer("Soon")
        self.assertIn("has answered", self._waiting(self.reviewer)[0])
        self.assertFalse(self._waiting(self.coordinator))
        self.assertIn("decides", self._waiting(self.coordinator, "following")[0])
        case.with_user(self.reviewer).action_suspend("No")
        self._new_chair()
        self.assertIn("restore", self._waiting(self.reviewer)[0])

    def test_home_reminds_of_the_condition(self):
        case = self._chair_leaves()
        self._accept(case)
        home = self.env["seutuyp.home"].with_user(self.coordinator).get_home()
        (item,) = [item for item in home["waiting"] if item["kind"] == "licence"]
        self.assertIn("Meet the condition", item["text"])
        self.assertEqual(item["detail"], "A chair is elected")
        self.assertEqual(item["due"], str(self.today + timedelta(days=30)))
        self._new_chair()
        self.assertFalse(self._waiting(self.coordinator))

    def test_the_log_speaks_the_readers_language(self):
        case = self._chair_leaves()
        self.assertEqual(case.log_ids.words, "A criterion no longer holds")
        self.assertIn("at_risk", self.licence.log_ids.mapped("transition"))
        self.assertFalse(self.licence.with_user(self.coordinator).available_actions)
        with self.assertRaises(UserError):
            self.licence._transition("put_right")

    # -------------------------------------------------------------------- settings
    def test_days_are_a_setting(self):
        self.env["ir.config_parameter"].set_param("seutuyp_network.risk_days", "30")
        self.assertEqual(self._chair_leaves().days_left, 30)
        with self.assertRaises(ValidationError):
            self.env["res.config.settings"].create({"seutuyp_risk_days": 3})

    # ---------------------------------------------------------------------- expiry
    def _expire(self):
        with self.enter_registry_test_mode():
            self.env.ref("seutuyp_network.cron_expire_licences").method_direct_trigger()

    def test_warnings_before_the_end(self):
        self.licence._guarded().date_end = self.today + timedelta(days=400)
        self.assertFalse(self._told(self._expire))
        for days, count in ((230, 1), (235, 0), (345, 1), (350, 0), (390, 0)):
            with self._later(days=days, hours=9), self.subTest(days=days):
                told = self._told(self._expire)
                self.assertEqual(len(told.get(self.coordinator.email, [])), count)

    def test_one_warning_after_an_outage(self):
        self.licence._guarded().date_end = self.today + timedelta(days=20)
        told = self._told(self._expire)
        self.assertEqual(len(told[self.coordinator.email]), 1)
        self.assertFalse(self._told(self._expire))


@tagged("post_install", "-at_install")
class TestLicenceRiskAccess(RiskCase):
    """Who reads a case; nobody writes it but through its buttons."""

    def setUp(self):
        super().setUp()
        self.case = self._chair_leaves()
        self.area_contact_b = self._create_user("area_contact_b", "group_area")
        self.area_b.contact_id = self.area_contact_b.partner_id

    def test_table(self):
        readers = (
            "manager",
            "reviewer",
            "area_contact",
            "coordinator",
            "partner_user",
        )
        strangers = ("coordinator_b", "area_contact_b", "outsider", "portal_user")
        for records in (self.case, self.case.line_ids):
            for role in readers + strangers:
                mine = records.with_user(getattr(self, role)).sudo(False)
                allowed = "".join(
                    letter for letter, op in OPERATIONS.items() if mine.has_access(op)
                )
                with self.subTest(model=records._name, role=role):
                    self.assertEqual(allowed, "r" if role in readers else "")

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_a_stranger_finds_nothing(self):
        for user in (self.coordinator_b, self.outsider):
            cases = self.env["seutuyp.licence.case"].with_user(user)
            self.assertFalse(cases.search([]))
            licence = self.licence.with_user(user)
            licence.invalidate_recordset()
            self.assertFalse(licence.case_id)
            self.assertFalse(licence.case_next_step)
            with self.assertRaises(AccessError):
                self.case.with_user(user).read(["answer"])
            with self.assertRaises(AccessError):
                self.case.with_user(user).action_answer("x")

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_nobody_forges(self):
        names = sorted(self.env["seutuyp.licence.case"]._guarded_fields)
        for user in (self.coordinator, self.reviewer, self.manager):
            for records in (
                self.case.with_user(user),
                self.case.with_user(user).sudo(),
            ):
                for name in names:
                    value = "put_right" if name == "state" else False
                    with self.subTest(user=user.name, field=name):
                        with self.assertRaises(AccessError):
                            records.write({name: value})
                with self.assertRaises(AccessError):
                    records.line_ids.write({"state": "held"})
                with self.assertRaises(AccessError):
                    self.licence.with_user(user).sudo().write({"baseline": {}})

    def test_defaults_do_not_forge(self):
        cases = self.env["seutuyp.licence.case"].with_user(self.coordinator)
        values = cases.with_context(
            default_state="restored", default_answer="x"
        ).default_get(["state", "answer"])
        self.assertEqual(values, {"state": "open"})

    def test_the_reason_dialog_reaches_only_its_moves(self):
        case = self.case.with_user(self.coordinator)
        for method in ("_settle", "action_answer", "write"):
            with self.assertRaises(UserError):
                case.with_context(seutuyp_method=method).action_ask_reason()

    def test_a_case_is_kept(self):
        with self.assertRefused(UserError, "is kept"):
            self.case.sudo().unlink()

    def test_a_sentence_before_the_second_case(self):
        """One open case a licence, whatever happens at the same time."""
        self.env.flush_all()
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.env["seutuyp.licence.case"]._create_guarded(
                {"licence_id": self.licence.id, "opened_on": self.today}
            )
            self.env.flush_all()


@tagged("post_install", "-at_install")
class TestLicenceRiskCost(RiskCase):
    """Looking again costs as many queries for many licences as for one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        self = cls()
        cls.licences = cls.licence
        for number in range(5):
            region = cls._create_region(
                name=f"Many {number}",
                area=cls.area_a,
                coordinator_id=cls.coordinator.partner_id.id,
                coordinating_partner_id=cls.organisation_a.id,
            )
            cls._create_steering_group(region_ids=[Command.set(region.ids)], members=2)
            agreement = self._create_licensed(region_ids=[Command.set(region.ids)])
            cls.licences |= agreement.sudo().licence_ids
        cls._commit_changes()

    def _count(self, function, *args):
        return queries(self.env, function, *args)

    def _look(self, licences):
        licences.sudo().browse(licences.ids)._recheck()

    def test_nothing_broken(self):
        one = self._count(self._look, self.licences[:1])
        many = self._count(self._look, self.licences)
        self.assertLessEqual(many, one)

    def test_all_broken_already(self):
        chairs = self.licences.region_id.group_ids.member_ids.filtered(
            lambda item: item.role == "chair"
        )
        chairs.unlink()
        self._commit_changes()
        self.assertEqual(set(self.licences.mapped("at_risk")), {True})
        one = self._count(self._look, self.licences[:1])
        many = self._count(self._look, self.licences)
        self.assertLessEqual(many, one)

    def test_home_with_many_licences_at_risk(self):
        chairs = self.licences.region_id.group_ids.member_ids.filtered(
            lambda item: item.role == "chair"
        )
        chairs.unlink()
        self._commit_changes()
        home = self.env["seutuyp.home"]
        for user in (self.coordinator, self.reviewer):
            waiting = home.with_user(user)._licences_at_risk()
            self.assertEqual(len(waiting), 6, user.name)

            def look(user=user):
                own = home.with_user(user)
                own._waiting_licences(), own._following_licences()

            many = self._count(look)
            with self.env.cr.savepoint():
                self.licences[1:]._guarded().write({"at_risk": False})
                one = self._count(look)
                self.licences[1:]._guarded().write({"at_risk": True})
            self.assertLessEqual(many, one, user.name)

    def test_one_mail_for_an_agreement_of_two_regions(self):
        region = self._create_region(
            name="Region D",
            area=self.area_a,
            coordinator_id=self.coordinator.partner_id.id,
            coordinating_partner_id=self.organisation_a.id,
        )
        self.agreement.region_ids.group_ids.region_ids += region
        agreement = self._create_licensed(
            region_ids=[Command.set((self.region_a | region).ids)]
        ).sudo()
        self._commit_changes()
        self.assertEqual(len(agreement.licence_ids), 2)
        told = self._told(self._chair_leaves)
        cases = agreement.licence_ids.case_ids
        self.assertEqual(len(cases), 2, "A case for each licence")
        self.assertEqual(len(told[self.coordinator.email]), 1)

    def test_writing_a_member_costs_no_search(self):
        """The hook only marks: what is looked up is looked up once, at the end."""
        members = self.licences.region_id.group_ids.member_ids
        members = members.browse(members.ids)
        one = self._count(lambda: members[:1].write({"sequence": 20}))
        many = self._count(lambda: members.write({"sequence": 30}))
        self.assertLessEqual(many, one + 2)
        self._commit_changes()
