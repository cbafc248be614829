# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from functools import wraps

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import get_public_method
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .common import PlanCommon

SECRETS = ("Interview companies", "More succession", "Train advisers")
# Where core shows tasks and projects, with what it groups by.
PLACES = {
    "project.project": ("privacy_visibility", "user_id", "partner_id"),
    "project.task": ("project_id", "stage_id", "user_ids", "state", "parent_id"),
    "report.project.task.user": ("project_id", "state", "user_ids"),
    "project.milestone": ("project_id",),
    "project.update": ("project_id", "status"),
}


def each_stranger(test):
    """Run a test as each of the strangers."""

    @wraps(test)
    def run(self):
        for user in self.strangers:
            test(self, user)

    return run


class StrangerCase(PlanCommon):
    """Users and managers of Odoo's projects who have nothing to do with region A."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls.plan.project_id
        cls.strangers = []
        for right in ("user", "manager"):
            for base in ("seutuyp_network.group_user", "base.group_user"):
                login = f"{right}_{base[:4]}"
                groups = f"project.group_project_{right},{base}"
                cls.strangers.append(
                    new_test_user(cls.env, login=login, groups=groups, name=login)
                )
        cls.own_project = cls.env["project.project"].create(
            {"name": "Plain", "privacy_visibility": "employees"}
        )
        cls.own_task = cls.env["project.task"].create(
            {"name": "Plain task", "project_id": cls.own_project.id}
        )

    def assertSecret(self, result):
        text = repr(result)
        for secret in SECRETS:
            self.assertNotIn(secret, text)


@tagged("post_install", "-at_install")
class TestPlanStrangers(StrangerCase):
    """They see nothing of a plan and change nothing, wherever core shows tasks."""

    def setUp(self):
        super().setUp()
        project = self.project.sudo()
        project.milestone_ids = [Command.create({"name": "More succession"})]
        self.env["project.update"].sudo().create(
            {
                "name": "More succession",
                "project_id": project.id,
                "status": "on_track",
            }
        )
        self.env.flush_all()

    @each_stranger
    def test_lists_and_counts(self, user):
        for name, groupbys in PLACES.items():
            model = self.env[name].with_user(user)
            ours = [("project_id", "=", self.project.id)]
            if name == "project.project":
                ours = [("id", "=", self.project.id)]
            with self.subTest(model=name):
                if not model.has_access("read"):
                    continue
                self.assertFalse(model.search(ours))
                self.assertFalse(model.search_count(ours))
                self.assertFalse(model.web_search_read(ours, {})["length"])
                for groupby in groupbys:
                    rows = model.formatted_read_group(ours, [groupby], ["__count"])
                    self.assertFalse([row for row in rows if row["__count"]])
                    everything = model.formatted_read_group([], [groupby])
                    self.assertSecret(everything)

    @each_stranger
    def test_burndown(self, user):
        model = self.env["project.task.burndown.chart.report"].with_user(user)
        rows = model.formatted_read_group(
            [("project_id", "=", self.project.id)],
            ["date:month", "stage_id"],
            ["__count"],
        )
        self.assertFalse([row for row in rows if row["__count"]])

    @each_stranger
    def test_names(self, user):
        for name in ("project.task", "project.project", "project.milestone"):
            model = self.env[name].with_user(user)
            self.assertSecret(model.name_search("", limit=None))
            for secret in SECRETS:
                self.assertFalse(model.name_search(secret))
        for name in ("seutuyp.plan", "seutuyp.plan.goal"):
            model = self.env[name].with_user(user)
            if model.has_access("read"):
                self.assertSecret(model.name_search("", limit=None))

    def test_no_field_leads_there(self):
        """Neither from ordinary projects and tasks, nor from a shared stage or tag."""
        stage = self.env["project.task.type"].sudo().create({"name": "Shared"})
        stage.project_ids = self.project | self.own_project
        tag = self.env["project.tags"].sudo().create({"name": "Shared"})
        tag.task_ids = self.action | self.own_task
        self.env.flush_all()
        for user in self.strangers:
            self.env.invalidate_all()
            self.assertNotIn(
                self.project.id, stage.with_user(user).read(["project_ids"])[0]
            )
            found = tag.with_user(user).read(["task_ids"])[0]["task_ids"]
            self.assertNotIn(self.action.id, found)
            partner = self.organisation_a.with_user(user)
            self.assertNotIn(self.action, partner.task_ids)

    def test_followers(self):
        """Nor who follows it."""
        self.action.message_subscribe(self.member.ids)
        for user in self.strangers:
            followers = self.env["mail.followers"].with_user(user)
            for record in (self.action, self.project, self.plan):
                domain = [("res_model", "=", record._name), ("res_id", "=", record.id)]
                self.assertFalse(followers.search(domain))

    def test_activities_and_messages(self):
        self.action.message_post(body="Interview companies")
        self.action.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.coordinator.id
        )
        for user in self.strangers:
            for name in ("mail.message", "mail.activity"):
                records = self.env[name].with_user(user)
                domain = [
                    ("res_id", "=", self.action.id),
                    (
                        "model" if name == "mail.message" else "res_model",
                        "=",
                        "project.task",
                    ),
                ]
                self.assertFalse(records.search(domain))

    @mute_logger("odoo.sql_db", "odoo.addons.base.models.ir_model")
    def test_no_method_tells_or_changes(self):
        """Every method that a client may call without arguments, on every record."""
        before = self._state()
        for user in self.strangers:
            for record in (self.action, self.project, self.plan, self.goal):
                record = record.with_user(user)
                for name in sorted(self._callable_names(record)):
                    self.env.invalidate_all()
                    with self.subTest(model=record._name, method=name):
                        self._call(record, name)
        self.env.invalidate_all()
        self.assertEqual(self._state(), before)

    def _state(self):
        return (
            self.project.sudo().read(["name", "privacy_visibility", "active"]),
            self.plan.sudo().read(["state", "year", "priorities"]),
            self.goal.sudo().read(["name", "reached"]),
            (self.action | self.other)
            .sudo()
            .read(["name", "state", "active", "actual", "user_ids", "access_token"]),
            self.env["project.task"].sudo().search_count([]),
        )

    def _callable_names(self, record):
        for name in dir(type(record)):
            if name.startswith("_") or name in ("env", "ids", "id", "pool"):
                continue
            try:
                get_public_method(record, name)
            except (AccessError, AttributeError):
                continue
            yield name

    def _call(self, record, name):
        savepoint = self.cr.savepoint()
        try:
            result = getattr(record, name)()
            if hasattr(result, "_name"):
                result = result.ids
        except Exception as error:  # noqa: BLE001 - whatever it is, it must tell nothing
            result = str(error)
            savepoint.rollback()
        else:
            self.env.flush_all()
        finally:
            savepoint.close(rollback=False)
        self.assertSecret(result)

    @each_stranger
    def test_nothing_is_drawn_in_or_out(self, user):
        """Tasks of others do not come into a plan, its actions not out of it."""
        mine = self.own_task.with_user(user)
        tasks = self.env["project.task"].with_user(user)
        changes = {
            "into the project": lambda: mine.write({"project_id": self.project.id}),
            "below an action": lambda: mine.write({"parent_id": self.action.id}),
            "into a goal": lambda: mine.write({"goal_id": self.goal.id}),
            "new there": lambda: tasks.create(
                {"name": "New", "project_id": self.project.id}
            ),
            "new below": lambda: tasks.create(
                {"name": "New", "parent_id": self.action.id}
            ),
            "by default": lambda: tasks.with_context(
                default_project_id=self.project.id
            ).create({"name": "New"}),
            "out": lambda: self.action.with_user(user).write(
                {"project_id": self.own_project.id}
            ),
            "as subtask": lambda: mine.write(
                {"child_ids": [Command.link(self.action.id)]}
            ),
            "by the project": lambda: self.own_project.with_user(user).write(
                {"tasks": [Command.link(self.action.id)]}
            ),
            "milestone": lambda: (
                self.env["project.milestone"]
                .with_user(user)
                .create({"name": "Mine", "project_id": self.project.id})
            ),
            "update": lambda: (
                self.env["project.update"]
                .with_user(user)
                .create(
                    {
                        "name": "Mine",
                        "project_id": self.project.id,
                        "status": "on_track",
                    }
                )
            ),
            "collaborator": lambda: (
                self.env["project.collaborator"]
                .with_user(user)
                .create(
                    {
                        "project_id": self.project.id,
                        "partner_id": user.partner_id.id,
                    }
                )
            ),
        }
        for name, change in changes.items():
            with self.subTest(change=name), self.assertRefused(UserError):
                change()
            self.env.invalidate_all()

    def test_nobody_follows_in(self):
        """Neither by himself, nor let in by somebody who may write."""
        for user in self.strangers:
            person = user.partner_id
            for record in (self.project, self.action, self.plan):
                record.with_user(user).message_subscribe(person.ids)
                self.assertNotIn(person, record.sudo().message_partner_ids)
                for writer in (self.coordinator, self.partner_user):
                    with self.assertRefused(AccessError):
                        record.with_user(writer).message_subscribe(person.ids)
        self.action.with_user(self.coordinator).message_subscribe(
            self.partner_user.partner_id.ids
        )

    def test_projects_are_not_made_the_networks(self):
        for user in self.strangers[2:]:
            projects = self.env["project.project"].with_user(user)
            forged = {
                "seutuyp_scope": "region",
                "seutuyp_region_ids": [Command.set(self.region_a.ids)],
            }
            with self.assertRefused(AccessError):
                self.own_project.with_user(user).write(forged)
            with self.assertRefused(AccessError):
                projects.create({"name": "Forged", **forged})
            made = projects.with_context(default_seutuyp_scope="national").create(
                {"name": "Forged"}
            )
            self.assertFalse(made.seutuyp_scope)
            with self.assertRefused(AccessError):
                self.own_project.with_user(user).write({"plan_ids": self.plan.ids})

    def test_portal_collaborator(self):
        """Not even a project opened by mistake shows a plan to the portal."""
        self.project.sudo().write({"privacy_visibility": "portal"})
        self.project.sudo().message_subscribe(self.portal_user.partner_id.ids)
        self.action.sudo().message_subscribe(self.portal_user.partner_id.ids)
        for record in (self.project, self.action):
            self.assertFalse(record.with_user(self.portal_user).has_access("read"))
        self.assertFalse(
            self.env["project.task"]
            .with_user(self.portal_user)
            .search([("project_id", "=", self.project.id)])
        )


@tagged("post_install", "-at_install")
class TestPlanStrangersPages(StrangerCase, HttpCase):
    """The pages of core's portal, with links and without."""

    def test_no_link_opens_a_plan(self):
        paths = (
            f"/my/projects/{self.project.id}",
            f"/my/tasks/{self.action.id}",
            f"/my/projects/{self.project.id}/task/{self.action.id}",
            f"/my/projects/{self.project.id}/project_sharing",
        )
        self.action.with_user(self.coordinator)._portal_ensure_token()
        self.action.sudo().write({"access_token": "known"})
        self.project.sudo().write({"access_token": "known"})
        self.env.flush_all()
        self.assertFalse(self.action.access_token)
        for login in (None, self.portal_user.login, self.strangers[0].login):
            self.authenticate(login, login)
            for path in (*paths, "/my/projects", "/my/tasks", "/my"):
                page = self.url_open(f"{path}?access_token=known")
                with self.subTest(login=login, path=path):
                    self.assertSecret(page.text)

    def test_shared_link_of_a_reader(self):
        self.coordinator.group_ids = [
            Command.link(self.env.ref("base.group_partner_manager").id)
        ]
        wizard = (
            self.env["portal.share"]
            .with_user(self.coordinator)
            .with_context(active_model="project.task", active_id=self.action.id)
            .create({"res_model": "project.task", "res_id": self.action.id})
        )
        self.assertNotIn("access_token=", (wizard.share_link or "").rstrip("="))
        self.assertFalse(self.action.access_token)
