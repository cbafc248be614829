# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProcessCommon


@tagged("post_install", "-at_install")
class TestProcess(ProcessCommon):
    """Describing a process, its owner's way."""

    def test_owner_describes(self):
        process = self.process.with_user(self.partner_user)
        process.purpose = "<p>Better</p>"
        self.advice.with_user(self.partner_user).name = "Better advice"
        self.assertEqual(process.phase_ids.mapped("column"), [1, 2, 3])

    def test_strangers_do_not(self):
        for user in (self.coordinator_b, self.reviewer, self.area_contact):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.process.with_user(user).write({"name": "Mine"})
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.advice.with_user(user).write({"name": "Mine"})

    def test_state_is_not_written(self):
        with self.assertRaises(AccessError):
            self.process.with_user(self.coordinator).write({"state": "in_use"})

    def test_lane_bears_no_person(self):
        with self.assertRaisesRegex(ValidationError, "is a person"):
            self._create_lane(title=self.owner.name)

    @mute_logger("odoo.sql_db")
    def test_one_customer(self):
        with self.assertRaisesRegex(Exception, "one_customer"), self.cr.savepoint():
            self._create_lane(is_customer=True)

    def test_no_ring(self):
        arrow = self.env["seutuyp.process.flow"]
        arrow.create({"source_id": self.need.id, "target_id": self.advice.id})
        with self.assertRaisesRegex(ValidationError, "ring: Advice → Need → Advice"):
            arrow.create({"source_id": self.advice.id, "target_id": self.need.id})

    def test_approval_freezes_a_version(self):
        process = self.process.with_user(self.coordinator)
        with self.assertRaisesRegex(UserError, "Choose a decision"):
            process.action_approve(None)
        process.action_approve(self._create_decision().id, "First")
        self.assertEqual((process.state, process.version), ("approved", 1))
        version = process.version_ids
        self.assertIn("<svg", version.chart_svg)
        with self.assertRaisesRegex(UserError, "Revise"):
            self.advice.with_user(self.partner_user).name = "Other"
        process.action_take_into_use()
        with self.assertRaisesRegex(UserError, "ends by a review"):
            process.action_retire("No")

    def test_phase_without_lane_is_told(self):
        self.advice.lane_ids = False
        with self.assertRaisesRegex(UserError, "“Advice” stands in no lane"):
            self.process.action_approve(self._create_decision().id)

    def test_others_read_it_when_published(self):
        process = self.process.with_user(self.coordinator_b)
        self.assertFalse(process.has_access("read"))
        self.process.action_approve(self._create_decision().id)
        self.assertTrue(process.has_access("read"))
        self.assertTrue(self.advice.with_user(self.coordinator_b).has_access("read"))
