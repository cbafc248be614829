# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import tagged

from .common import ProcessCommon, at


@tagged("post_install", "-at_install")
class TestProcessSteps(ProcessCommon):
    """Steps 4, 6 and 7 are done when the data show it, or when people say so."""

    def _step(self, code, process=None):
        process = process or self.process
        process.invalidate_recordset()
        return next(step for step in process.guide["steps"] if step["code"] == code)

    def _state(self, code, process=None):
        return self._step(code, process)["state"] == "done"

    def _group(self, **kw):
        return self.env["seutuyp.group"].create(
            {
                "name": "Team",
                "kind": "process",
                "region_ids": [Command.set(self.region_a.ids)],
                "member_ids": [Command.create({"partner_id": self.owner.id})],
                **kw,
            }
        )

    def _meet(self, group):
        return self._create_event(
            self.coordinator.partner_id,
            at("2050-10-01 07:00"),
            at("2050-10-01 09:00"),
            seutuyp_group_id=group.id,
        )

    def test_meetings_of_the_team(self):
        group = self._group()
        self.assertFalse(self._state("meetings"))
        self.assertEqual(self._step("meetings")["tick"], "has_meetings")
        event = self._meet(group)
        self.assertTrue(self._state("meetings"))
        self.assertFalse(self._step("meetings")["tick"], "the data say it")
        event.sudo()._guarded().meeting_state = "cancelled"
        self.assertFalse(self._state("meetings"))
        self.process.has_meetings = True
        self.assertTrue(self._state("meetings"))

    def test_meetings_of_others(self):
        strangers = [Command.create({"partner_id": self.outsider.partner_id.id})]
        self._meet(self._group(member_ids=strangers))
        self._meet(self._group(region_ids=[Command.set(self.region_b.ids)]))
        self._meet(self.steering)
        self.assertFalse(self._state("meetings"))

    def test_copied_from_an_example(self):
        self.assertFalse(self._state("examples"))
        self.process.action_approve(self._create_decision().id)
        copied = self._create_process(name="Copy")
        copied._guarded().copied_from_version_id = self.process.version_ids
        self.assertTrue(self._state("examples", copied))

    def test_feedback_round(self):
        process = self.process
        self.assertFalse(self._state("feedback"))
        process.action_ask_feedback()
        self.assertFalse(self._state("feedback"))
        row = self.env["seutuyp.process.feedback"]._create_guarded(
            {
                "process_id": process.id,
                "text": "Unclear",
                "partner_id": self.outsider.partner_id.id,
            }
        )
        process.action_end_feedback()
        self.assertFalse(self._state("feedback"), "it is not answered yet")
        row._guarded().state = "declined"
        self.assertTrue(self._state("feedback"))
        self.assertFalse(self._step("feedback")["tick"])
