# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import base64
import json
from datetime import timedelta
from functools import wraps

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Datetime
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import PlanCommon

# Two kinds of partner staff: without Odoo's project rights, and with them. The plan
# gives both the same.
RIGHTS = (None, "project.group_project_user", "project.group_project_manager")


def each_right(test):
    """Run a test as partner staff with more and more rights on Odoo's projects."""

    @wraps(test)
    def run(self):
        for right in RIGHTS:
            if right:
                self.partner_user.group_ids = [Command.link(self.env.ref(right).id)]
            test(self, self.partner_user)

    return run


class PartnerCase(PlanCommon):
    """Partner staff of organisation A in an approved plan."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.action.checkpoint_ids = [Command.create({"date": "2050-03-01"})]
        cls.action.resource_ids = [
            Command.create({"partner_id": cls.organisation_a.id, "days": 5}),
            Command.create({"partner_id": cls.organisation_b.id, "days": 2}),
        ]
        cls.third = cls._create_organisation(name="Organisation C")
        cls.own_line, cls.foreign_line = cls.action.resource_ids

    def setUp(self):
        super().setUp()
        self._approve()

    def assertAllRefused(self, **changes):
        for name, change in changes.items():
            with self.subTest(change=name), self.assertRefused(UserError):
                change()


@tagged("post_install", "-at_install")
class TestPlanPartnerStaff(PartnerCase):
    """Whoever is responsible tells how it goes, and changes nothing else."""

    @each_right
    def test_own_actuals(self, user):
        mine = self.action.with_user(user)
        mine.write({"actual_state": "under_way", "actual": "Seven"})
        mine.web_save({"actual": "Eight"}, {"actual": {}})
        self.assertEqual(self.action.actual, "Eight")

    @each_right
    def test_nothing_else_of_the_own_action(self, user):
        mine = self.action.with_user(user)
        values = {
            "name": "Mine",
            "metric": "Less",
            "description": "<p>Mine</p>",
            "action_end": "2050-12-31",
            "responsible_partner_ids": [Command.clear()],
            "coordinating_partner_id": False,
            "user_ids": [Command.link(user.id)],
            "people_ids": [Command.link(user.partner_id.id)],
            "goal_id": False,
            "project_id": False,
            "parent_id": self.other.id,
            "depend_on_ids": [Command.link(self.other.id)],
            "child_ids": [Command.create({"name": "Below"})],
            "recurring_task": True,
            "active": False,
            "partner_id": user.partner_id.id,
            "checkpoint_ids": [Command.clear()],
            "is_dropped": True,
            "actual_updated_on": "2020-01-01",
            "access_token": "known",
        }
        self.assertAllRefused(
            **{
                name: lambda name=name: mine.write({name: values[name]})
                for name in values
            }
        )
        # an actual does not carry anything else along
        self.assertAllRefused(
            together=lambda: mine.write({"actual": "Fine", "name": "Mine"})
        )

    @each_right
    def test_methods_of_core(self, user):
        mine = self.action.with_user(user)
        tasks = self.env["project.task"].with_user(user)
        below = {"name": "Below", "parent_id": self.action.id}
        there = {"name": "There", "project_id": self.plan.project_id.id}
        self.assertAllRefused(
            copy=mine.copy,
            unlink=mine.unlink,
            archive=mine.action_archive,
            subtask=lambda: tasks.create(below),
            task=lambda: tasks.create(there),
            action=lambda: tasks.create({"name": "New", "goal_id": self.goal.id}),
            name_create=lambda: tasks.with_context(
                default_goal_id=self.goal.id
            ).name_create("New"),
            subscribe=lambda: mine.message_subscribe(self.outsider.partner_id.ids),
        )
        self.assertFalse(self.action.child_ids)

    @each_right
    def test_import(self, user):
        tasks = self.env["project.task"].with_user(user)
        for fields, row in (
            (["name", "goal_id/.id"], ["New", str(self.goal.id)]),
            ([".id", "name"], [str(self.action.id), "Mine"]),
            ([".id", "actual"], [str(self.other.id), "Mine"]),
        ):
            result = tasks.load(fields, [row])
            self.assertFalse(result["ids"], result)
            self.assertTrue(result["messages"])
        result = tasks.load([".id", "actual"], [[str(self.action.id), "Told"]])
        self.assertEqual(result["ids"], self.action.ids, result["messages"])

    @each_right
    def test_rows_of_an_action(self, user):
        own, foreign = (
            line.with_user(user) for line in (self.own_line, self.foreign_line)
        )
        own.write({"actual_days": 3})
        checkpoint = self.action.checkpoint_ids.with_user(user)
        self.assertAllRefused(
            foreign_days=lambda: foreign.write({"actual_days": 3}),
            promised=lambda: own.write({"days": 1}),
            confirmed=lambda: own.write({"confirmed_on": "2050-01-01"}),
            by=lambda: own.write({"confirmed_by_id": user.partner_id.id}),
            elsewhere=lambda: own.write({"task_id": self.other.id}),
            checkpoint=lambda: checkpoint.write({"date": "2050-04-01"}),
            reminded=lambda: checkpoint.write({"reminded_on": "2050-01-01"}),
            line=lambda: own.create(
                {"task_id": self.action.id, "partner_id": self.third.id}
            ),
        )

    def test_files(self):
        """Papers are put with one's own action, and taken from nobody's."""
        files = self.env["ir.attachment"].with_user(self.partner_user)

        def attach(record):
            return files.create(
                {
                    "name": "paper.txt",
                    "raw": b"text",
                    "res_model": record._name,
                    "res_id": record.id,
                }
            )

        attach(self.action)
        theirs = self.env["ir.attachment"].create(
            {
                "name": "theirs.txt",
                "datas": base64.b64encode(b"text"),
                "res_model": "project.task",
                "res_id": self.other.id,
            }
        )
        self.assertAllRefused(
            other=lambda: attach(self.other),
            plan=lambda: attach(self.plan),
            delete=lambda: theirs.with_user(self.partner_user).unlink(),
        )
        self.assertAllRefused(
            outsider=lambda: theirs.with_user(self.outsider).read(["name"]),
            project=lambda: attach(self.plan.project_id),
        )

    def test_readers_discuss(self):
        """Talking about an action is open to its readers, and to nobody else."""
        self.other.with_user(self.partner_user).message_post(body="How about May?")
        with self.assertRefused(AccessError):
            self.other.with_user(self.outsider).message_post(body="Mine")

    def test_own_list(self):
        """Where somebody keeps the action among the own tasks is nobody's business."""
        self.action.sudo().user_ids = self.partner_user
        stage = (
            self.env["project.task.type"]
            .sudo()
            .create({"name": "This week", "user_id": self.partner_user.id})
        )
        mine = self.action.with_user(self.partner_user)
        mine.write({"personal_stage_type_id": stage.id})
        self.assertEqual(mine.personal_stage_type_id, stage)
        other = self.other.with_user(self.partner_user)
        with self.assertRefused(AccessError):
            other.write({"personal_stage_type_id": stage.id})

    @each_right
    def test_plan_and_goals(self, user):
        plan, goal = self.plan.with_user(user), self.goal.with_user(user)
        self.assertAllRefused(
            reached=lambda: goal.write({"reached": "yes"}),
            action=lambda: goal.write(
                {"action_ids": [Command.update(self.action.id, {"name": "Mine"})]}
            ),
            goals=lambda: plan.write({"goal_ids": [Command.create({"name": "Mine"})]}),
            actions=lambda: plan.write({"action_ids": [Command.clear()]}),
            submit=plan.action_submit,
            close=plan.action_close,
            carry=plan.action_carry_over,
            project=lambda: plan.project_id.write({"name": "Mine"}),
            tasks=lambda: plan.project_id.write(
                {"tasks": [Command.update(self.action.id, {"name": "Mine"})]}
            ),
        )


@tagged("post_install", "-at_install")
class TestPlanPartnerStaffRemotely(PartnerCase, HttpCase):
    """The same over JSON-RPC and JSON-2."""

    def _rpc(self, model, method, *args):
        params = {"model": model, "method": method, "args": args, "kwargs": {}}
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps({"params": params}),
            headers={"Content-Type": "application/json"},
        )
        return answer.json()

    @mute_logger("odoo.http")
    def test_rpc(self):
        self.partner_user.password = "partner-password"
        self.authenticate(self.partner_user.login, "partner-password")
        told = self._rpc("project.task", "write", self.action.ids, {"actual": "Nine"})
        self.assertNotIn("error", told)
        for method, *args in (
            ("write", self.action.ids, {"name": "Mine"}),
            ("write", self.other.ids, {"actual": "Mine"}),
            ("write", self.action.ids, {"actual_updated_by_id": 1}),
            ("create", [{"name": "New", "goal_id": self.goal.id}]),
            ("unlink", self.action.ids),
            ("_tell", self.action.ids, 1, "Mine", "done"),
            ("_stamp", self.action.ids),
        ):
            with self.subTest(method=method):
                self.assertIn("error", self._rpc("project.task", method, *args))

    @mute_logger("odoo.http")
    def test_json2(self):
        keys = self.env["res.users.apikeys"].with_user(self.partner_user)
        tomorrow = Datetime.now() + timedelta(days=1)
        key = keys.sudo()._generate(None, "test", tomorrow)

        def post(method, **values):
            return self.url_open(
                f"/json/2/project.task/{method}",
                data=json.dumps(values),
                headers={
                    "Content-Type": "application/json",
                    "Authorization": f"bearer {key}",
                },
            ).status_code

        self.env.flush_all()
        own, other = self.action.ids, self.other.ids
        self.assertEqual(post("write", ids=own, vals={"actual": "Ten"}), 200)
        self.assertEqual(post("write", ids=own, vals={"name": "Mine"}), 403)
        self.assertEqual(post("write", ids=other, vals={"actual": "Mine"}), 403)
        new = {"name": "New", "goal_id": self.goal.id}
        self.assertEqual(post("create", vals_list=[new]), 403)
