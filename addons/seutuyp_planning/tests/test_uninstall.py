# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.seutuyp_network.leaving import own_models

from ..hooks import MODULE, uninstall_hook
from .common import PlanCommon


@tagged("post_install", "-at_install")
class TestUninstall(PlanCommon):
    """What is removed leaves nothing behind; what is core's stays."""

    def setUp(self):
        super().setUp()
        self._approve()
        self._hold().action_send_minutes()
        self.action.sudo()._update_link(self.partner_user.partner_id)
        self.names = [model._name for model in own_models(self.env, MODULE)]

    def test_no_log_no_link_and_no_file_stays(self):
        self.env["ir.attachment"].create(
            {"name": "a.txt", "res_model": "seutuyp.plan", "res_id": self.plan.id}
        )
        left = {
            "seutuyp.workflow.log": "seutuyp.plan",
            "seutuyp.token": "project.task",
            "ir.attachment": "seutuyp.plan",
        }
        for model, of in left.items():
            self.assertTrue(self.env[model].search([("res_model", "=", of)]))
        uninstall_hook(self.env)
        gone = [("res_model", "in", [*self.names, "calendar.event", "project.task"])]
        for model in ("seutuyp.workflow.log", "seutuyp.token"):
            self.assertFalse(self.env[model].search(gone))
        files = self.env["ir.attachment"]
        self.assertFalse(files.search([("res_model", "in", self.names)]))

    def test_our_rows_go_and_tasks_and_meetings_stay(self):
        task, event = self.action.sudo(), self.past.sudo()
        uninstall_hook(self.env)
        self.assertTrue(task.exists().name)
        self.assertTrue(event.exists().name)
        self.assertFalse(task.goal_id | task.plan_id.goal_ids)
        for model in own_models(self.env, MODULE):
            with self.subTest(model=model._name):
                self.assertFalse(self.env[model._name].sudo().search([]))
        names = self.env["ir.model.data"].search([("model", "in", self.names)])
        self.assertFalse(names)
