# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.seutuyp_network.tests.counting import queries

from .common import ProcessCommon


@tagged("post_install", "-at_install")
class TestProcessCatalogue(ProcessCommon):
    """What one region has approved begins another's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls._create_organisation(
            name="Seutu Oy", actor_type_id=cls.type_municipality.id
        )
        cls.shared = cls._create_organisation(name="Shared Oyj")
        cls.organisation_b.seutuyp_region_ids = cls.region_b
        cls.region_b.coordinating_partner_id = cls.shared
        cls.lane_foreign = cls._create_lane(partner_id=cls.foreign.id)
        cls.lane_shared = cls._create_lane(partner_id=cls.shared.id)
        cls.advice.write(
            {
                "content": "<p>Seutu Oy calls</p>",
                "lane_ids": [Command.set((cls.lane_foreign | cls.lane_shared).ids)],
                "tool_ids": [
                    Command.create({"name": "Form", "url": "https://seutu.example.org"})
                ],
            }
        )
        cls.env["seutuyp.process.flow"].create(
            {"source_id": cls.need.id, "target_id": cls.feedback.id, "label": "small"}
        )
        cls.env["seutuyp.process.responsibility"].create(
            {
                "process_id": cls.process.id,
                "partner_id": cls.foreign.id,
                "duties": "Answers in a week",
            }
        )
        cls.process.action_approve(cls._create_decision().id)

    def _copy(self, user=None):
        process = self.process.with_user(user or self.coordinator_b)
        action = process.action_copy_to_region()
        return process.browse(action["res_id"])

    def test_copied_with_attribution(self):
        copy = self._copy()
        self.assertEqual((copy.region_id, copy.state), (self.region_b, "draft"))
        self.assertEqual(copy.version, 0)
        self.assertEqual(copy.copied_from, "Advice, version 1 (Region A)")
        self.assertEqual(self.process.copied_by, "Region B")
        self.assertEqual(
            copy.phase_ids.mapped("name"), self.process.phase_ids.mapped("name")
        )
        self.assertEqual(copy.flow_ids.label, "small")
        self.assertEqual(copy.flow_ids.target_id.process_id, copy)
        self.assertFalse(copy.owner_id | copy.owner_partner_id)
        self.assertFalse(copy.approving_body)

    def test_nothing_foreign_stays(self):
        copy = self._copy()
        kind = self.type_municipality.name
        titles = copy.lane_ids.mapped("display_name")
        self.assertIn(kind, titles)
        self.assertIn("Shared Oyj", titles, "an organisation of both regions stays")
        self.assertEqual(copy.lane_ids.partner_id, self.shared)
        phase = copy.phase_ids.filtered(lambda phase: phase.name == "Advice")
        self.assertIn(f"{kind} calls", phase.content)
        self.assertFalse(phase.tool_ids.url)
        duty = copy.responsibility_ids.filtered(lambda row: "in a week" in row.duties)
        self.assertFalse(duty.partner_id)
        self.assertEqual(duty.duties, f"{kind}: Answers in a week")
        self.assertNotIn("Seutu Oy", str(copy._snapshot()))

    def test_the_copy_is_ones_own(self):
        copy = self._copy()
        copy.phase_ids[0].name = "Ours"
        self.assertNotIn("Ours", self.process.phase_ids.mapped("name"))

    def test_who_copies(self):
        for user in (self.outsider, self.partner_user, self.reviewer):
            with self.assertRaises(UserError), self.cr.savepoint():
                self._copy(user)
        with self.assertRaises(UserError), self.cr.savepoint():
            self._copy(self.coordinator)
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.process.with_user(self.coordinator_b).action_copy_to_region(
                self.region_a.id
            )
        self.process.action_revise("Again")
        with self.assertRaises(UserError), self.cr.savepoint():
            self._copy()

    def test_attribution_is_not_forged(self):
        values = {"copied_from_version_id": self.process.version_ids.id}
        draft = self._create_process(region_id=self.region_b.id)
        with self.assertRaises(AccessError), self.cr.savepoint():
            draft.with_user(self.coordinator_b).write(values)

    def test_found_by_words(self):
        model = self.env["seutuyp.process"].with_user(self.coordinator_b)
        found = model.search(
            [
                ("state", "in", ("approved", "in_use")),
                ("phase_ids.name", "ilike", "need"),
            ]
        )
        self.assertIn(self.process, found)

    def test_query_count_of_the_catalogue(self):
        names = ("name", "region_id", "copied_by", "may_copy", "acknowledged_text")
        fields = {name: {} for name in names}
        model = self.env["seutuyp.process"].with_user(self.coordinator_b)

        def count():
            approved = [("state", "=", "approved")]
            return queries(self.env, model.web_search_read, approved, fields)

        one = count()
        others = self.env["seutuyp.process"]
        for number in range(5):
            others |= self._create_process(name=f"Process {number}")
        others._guarded().write({"state": "approved", "version": 1})
        self.assertLessEqual(count(), one + 1)
