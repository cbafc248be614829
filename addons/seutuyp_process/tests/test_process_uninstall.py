# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import tagged

from odoo.addons.seutuyp_network.leaving import own_models

from ..hooks import KEPT, MODULE, uninstall_hook
from .common_review import ReviewCommon


@tagged("post_install", "-at_install")
class TestProcessUninstall(ReviewCommon):
    """What is removed leaves nothing behind; meetings and decisions stay."""

    def setUp(self):
        super().setUp()
        self.review = self._review(event_id=self.decision.event_id.id)
        self.review.action_ask()
        self.names = [model._name for model in own_models(self.env, MODULE)]

    def test_no_log_no_link_and_no_file_stays(self):
        self.env["ir.attachment"].create(
            {
                "name": "a.txt",
                "res_model": "seutuyp.process",
                "res_id": self.process.id,
            }
        )
        kept = ("seutuyp.workflow.log", "seutuyp.token", "ir.attachment")
        gone = [("res_model", "in", self.names)]
        for model in kept:
            self.assertTrue(self.env[model].search(gone), model)
        uninstall_hook(self.env)
        for model in kept:
            self.assertFalse(self.env[model].search(gone), model)

    def test_our_rows_go_and_meetings_stay(self):
        event, decision = self.decision.event_id, self.decision
        for record in (event, decision):  # as the demo data does
            self.env["ir.model.data"].create(
                {
                    "module": MODULE,
                    "name": f"demo_{record._table}",
                    "model": record._name,
                    "res_id": record.id,
                }
            )
        uninstall_hook(self.env)
        self.assertTrue(event.exists().name)
        self.assertTrue(decision.exists().name)
        for model in own_models(self.env, MODULE):
            with self.subTest(model=model._name):
                self.assertFalse(self.env[model._name].sudo().search([]))
        names = self.env["ir.model.data"]
        self.assertFalse(names.search([("model", "in", self.names)]))
        of_demo = [("module", "=", MODULE), ("model", "in", KEPT)]
        self.assertFalse(names.search(of_demo), "core would delete what they name")
        inherited = self.env["ir.model.inherit"].search(
            [("model_id.model", "=", "seutuyp.process")]
        )
        of_mixins = [
            ("model", "=", "ir.model.inherit"),
            ("res_id", "in", inherited.ids),
        ]
        self.assertFalse(names.search(of_mixins), "other modules name them too")

    def test_papers_of_meetings_keep_their_names(self):
        """A paper that showed a process is readable after it, without the process."""
        item = self.env["seutuyp.agenda.item"].create(
            {"event_id": self.decision.event_id.id, "name": "Advice"}
        )
        paper = self.env["seutuyp.agenda.document"].create(
            {"item_id": item.id, "resource": f"seutuyp.process,{self.process.id}"}
        )
        name = paper.name
        self.assertTrue(name)
        uninstall_hook(self.env)
        self.assertFalse(paper.resource)
        self.assertEqual(paper.name, name)
