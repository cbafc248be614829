# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.fields import Command, Date
from odoo.tests import Form, new_test_user, tagged

from .common import PlanCommon

TASK = "project.task"


@tagged("post_install", "-at_install")
class TestCoreProjectAsBefore(PlanCommon):
    """Users of Odoo's projects work on tasks that are no plan's as they always did."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = [
            new_test_user(cls.env, login=f"{right}_{group}", groups=f"{group},{right}")
            for group in ("base.group_user", "seutuyp_network.group_user")
            for right in ("project.group_project_user", "project.group_project_manager")
        ]
        cls.head = cls.users[1]
        cls.env.user.group_ids += cls.env.ref("project.group_project_manager")
        cls.project = (
            cls.env["project.project"]
            .with_user(cls.head)
            .create({"name": "Plain", "privacy_visibility": "employees"})
        )
        cls.stages = cls.env["project.task.type"].create(
            [
                {"name": name, "project_ids": [Command.link(cls.project.id)]}
                for name in ("New", "Done")
            ]
        )

    def _each(self):
        for user in self.users:
            yield (
                self.env[TASK]
                .with_user(user)
                .with_context(tracking_disable=False, mail_create_nolog=False)
            )

    def _task(self, tasks, **kw):
        return tasks.create({"name": "Task", "project_id": self.project.id, **kw})

    def test_made_moved_deleted(self):
        for tasks in self._each():
            task = self._task(tasks, user_ids=[Command.set(tasks.env.user.ids)])
            task.write({"stage_id": self.stages[1].id, "priority": "1"})
            task.write({"state": "1_done"})
            self.assertTrue(task.is_closed)
            copy = task.copy()
            self.assertEqual(copy.project_id, task.project_id)
            task.action_archive()
            task.action_unarchive()
            (task | copy).unlink()
            self.assertFalse(task.exists())

    def test_by_the_form(self):
        for tasks in self._each():
            form = Form(
                tasks.with_context(default_project_id=self.project.id),
                view="project.view_task_form2",
            )
            form.name = "By the form"
            task = form.save()
            self.assertEqual(task.project_id, self.project)
            self.assertFalse(task.plan_id)

    def test_other_project(self):
        other = self.env["project.project"].create(
            {"name": "Other", "privacy_visibility": "employees"}
        )
        for tasks in self._each():
            task = self._task(tasks)
            task.project_id = other
            self.assertEqual(task.project_id, other)

    def test_subtasks_and_order(self):
        self.project.sudo().allow_task_dependencies = True
        for tasks in self._each():
            task = self._task(tasks)
            task.child_ids = [Command.create({"name": "Below"})]
            self.assertEqual(task.child_ids.project_id, self.project)
            before = self._task(tasks)
            task.depend_on_ids = before
            self.assertEqual(task.state, "04_waiting_normal")

    def test_repeating(self):
        self.project.sudo().allow_recurring_tasks = True
        for tasks in self._each():
            task = self._task(
                tasks,
                recurring_task=True,
                repeat_interval=1,
                repeat_unit="week",
                repeat_type="forever",
                date_deadline="2050-01-03 10:00:00",
            )
            task.state = "1_done"
            again = task.recurrence_id.task_ids
            self.assertEqual(len(again), 2)

    def test_private_to_do(self):
        for tasks in self._each():
            task = tasks.create(
                {"name": "Mine", "user_ids": [Command.set(tasks.env.user.ids)]}
            )
            task.write({"name": "Still mine"})
            task.unlink()

    def test_milestones_updates_messages(self):
        for tasks in self._each():
            user = tasks.env.user
            project = self.project.with_user(user)
            milestone = self.env["project.milestone"].with_user(user)
            milestone = milestone.create({"name": "One", "project_id": project.id})
            milestone.is_reached = True
            self.env["project.update"].with_user(user).create(
                {
                    "name": "Well",
                    "project_id": project.id,
                    "status": "on_track",
                    "date": Date.today(),
                }
            )
            task = self._task(tasks)
            task.message_post(body="Hello")
            task.message_subscribe(self.outsider.partner_id.ids)
            self.assertIn(self.outsider.partner_id, task.message_partner_ids)
            task.activity_schedule("mail.mail_activity_data_todo", user_id=user.id)

    def test_screens(self):
        for tasks in self._each():
            task = self._task(tasks)
            mine = [("project_id", "=", self.project.id)]
            self.assertTrue(tasks.web_search_read(mine, {"name": {}})["length"])
            for groupby in ("stage_id", "project_id", "user_ids", "state"):
                self.assertTrue(
                    tasks.formatted_read_group(mine, [groupby], ["__count"])
                )
            analysis = self.env["report.project.task.user"].with_user(tasks.env.user)
            task.flush_recordset()
            self.assertTrue(analysis.search(mine))
            self.assertIn(task.id, dict(tasks.name_search("Task")))

    def test_managers_keep_projects(self):
        for user in (self.users[1], self.users[3]):
            projects = self.env["project.project"].with_user(user)
            project = projects.create({"name": "New"})
            project.write({"privacy_visibility": "portal", "name": "Newer"})
            project.write(
                {"collaborator_ids": [Command.create({"partner_id": self.member.id})]}
            )
            task = (
                self.env[TASK]
                .with_user(user)
                .create({"name": "Open to the customer", "project_id": project.id})
            )
            self.assertTrue(task._portal_ensure_token())
            copy = project.copy()
            self.assertEqual(copy.task_count, 1)
            project.collaborator_ids.unlink()
            project.action_archive()
            (project | copy).with_context(active_test=False).unlink()

    def test_portal_works_in_shared_projects(self):
        person = self.portal_user.partner_id
        self.project.sudo().write(
            {
                "privacy_visibility": "portal",
                "collaborator_ids": [Command.create({"partner_id": person.id})],
            }
        )
        self.project.sudo().message_subscribe(person.ids)
        task = self._task(self.env[TASK].sudo())
        task.with_user(self.portal_user).write({"name": "By the customer"})
        tasks = self.env[TASK].with_user(self.portal_user)
        there = tasks.with_context(default_project_id=self.project.id)
        self.assertEqual(there.create({"name": "New"}).project_id, self.project)
        self.assertEqual(task.name, "By the customer")

    def test_without_project_rights_nothing_opens(self):
        """Neither the plan nor the network gives partner staff ordinary tasks."""
        task = self._task(self.env[TASK].with_user(self.head))
        for user in (self.partner_user, self.coordinator, self.reviewer, self.manager):
            own = task.with_user(user)
            for change in (
                lambda own=own: own.write({"name": "Mine"}),
                lambda own=own: own.write({"actual": "Mine"}),
                lambda own=own: own.write({"stage_id": self.stages[1].id}),
                own.copy,
                own.unlink,
                own.action_archive,
            ):
                with self.assertRefused(AccessError):
                    change()

    def test_coordinators_with_project_rights_lose_nothing(self):
        """Core lets users of projects write what they follow only."""
        for right in ("project.group_project_user", "project.group_project_manager"):
            for user in (self.coordinator, self.partner_user):
                user.group_ids = [Command.link(self.env.ref(right).id)]
            action = self.action.with_user(self.coordinator)
            action.message_unsubscribe(self.coordinator.partner_id.ids)
            action.write({"metric": right})
            action.copy().unlink()
            self.action.with_user(self.partner_user).write({"actual": right})
