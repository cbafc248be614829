# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ProcessCommon


@tagged("post_install", "-at_install")
class TestUndo(ProcessCommon):
    """Taking back what was done on the chart, as the owner."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.process.with_user(cls.partner_user)
        cls.need.tool_ids = [(0, 0, {"name": "Form", "url": "https://form.example"})]
        cls._create_arrow(cls.need, cls.advice, "if asked")
        cls._create_arrow(cls.advice, cls.feedback)

    def _state(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.own.chart_data()["state"]

    def _undoes(self, work):
        """Do it, undo it twice: all is as it was."""
        before = self._state()
        work()
        after = self._state()
        self.assertNotEqual(before, after)
        for _press in range(2):
            self.own.undo_step(before, after)
            self.assertEqual(self._state(), before)
        return before, after

    def test_removed_phase_comes_back_with_all_of_it(self):
        feedback = self.env["seutuyp.process.finding"]._fields["phase_id"]
        self.assertEqual(feedback.ondelete, "set null", "so it is kept, not deleted")
        self._undoes(lambda: self.own.remove_part("phase", self.advice.id))
        self.assertEqual(self.advice.lane_ids, self.lane)

    def test_what_led_to_a_removed_phase_leads_on(self):
        self.own.remove_part("phase", self.advice.id)
        arrow = self.process.flow_ids
        self.assertEqual(arrow.display_name, "Need → Feedback")
        self.assertEqual(arrow.label, "if asked")

    def test_removed_lane_comes_back_in_its_phases(self):
        self._undoes(lambda: self.own.remove_part("lane", self.lane.id))
        self.assertEqual(self.need.lane_ids, self.customer | self.lane)

    def test_customer_lane_is_replaced(self):
        self.own.remove_part("lane", self.customer.id)
        self.env.flush_all()
        self.assertTrue(self._create_lane(is_customer=True))

    def test_move_comes_back_with_its_arrows(self):
        self._undoes(lambda: self.own.move_phase(self.advice.id, 3, True))

    def test_words_and_tools_come_back(self):
        need = self.need.with_user(self.partner_user)

        def work():
            need.write({"name": "Other", "content": "<p>Other</p>"})
            need.tool_ids.unlink()
            need.tool_ids = [(0, 0, {"name": "Other"})]

        self._undoes(work)
        self.assertEqual(need.tool_ids.url, "https://form.example")

    def test_added_phase_goes(self):
        def work():
            phase = self._create_phase("More", self.lane)
            self._create_arrow(self.feedback, phase)

        self._undoes(work)

    def test_what_somebody_changed_since_stays(self):
        before = self._state()
        self.advice.name = "Mine"
        after = self._state()
        self.advice.name = "Theirs"
        self.own.undo_step(before, after)
        self.assertEqual(self.advice.name, "Theirs")

    def test_guarded_like_editing(self):
        before = self._state()
        self.own.remove_part("phase", self.advice.id)
        after = self._state()
        self.process.action_ask_feedback()
        stranger = self.process.with_user(self.coordinator_b)
        for work in (
            lambda: stranger.undo_step(before, after),
            lambda: stranger.remove_part("phase", self.need.id),
        ):
            with self.assertRaises(AccessError):
                work()
        self.assertFalse(self.advice.active)

    def test_approved_stays_as_it_is(self):
        before = self._state()
        self.own.remove_part("phase", self.advice.id)
        after = self._state()
        self.process._guarded().write({"state": "approved"})
        with self.assertRaisesRegex(UserError, "has been approved"):
            self.own.undo_step(before, after)

    def test_parts_of_another_process_are_not_touched(self):
        other = self._create_process(name="Other")
        phase = self._create_phase("Theirs", self.lane.browse(), process_id=other.id)
        state = self._state()
        row = {"id": phase.id, "name": "Mine", "active": False}
        before = {**state, "phases": [*state["phases"], row]}
        after = {**state, "phases": [*state["phases"], {**row, "name": "Theirs"}]}
        self.own.undo_step(before, after)
        self.own.undo_step(state, after)
        self.assertEqual((phase.name, phase.active), ("Theirs", True))
        with self.assertRaisesRegex(UserError, "deleted already"):
            self.own.remove_part("phase", phase.id)

    def test_only_states_are_taken(self):
        for bad in ({}, {"lanes": 1}, {"lanes": [3], "phases": [], "flows": []}):
            with self.assertRaisesRegex(UserError, "cannot be taken back"):
                self.own.undo_step(bad, bad)
        with self.assertRaisesRegex(UserError, "deleted already"):
            self.own.remove_part("region_id", self.need.id)

    def test_removed_parts_are_kept_for_a_day(self):
        self.own.remove_part("phase", self.advice.id)
        self.process._guarded().write({"state": "approved"})
        self.env.flush_all()
        phases = self.env["seutuyp.process.phase"].with_context(active_test=False)
        phases._gc_removed()
        self.assertTrue(self.advice.exists())
        old = fields.Datetime.now() - timedelta(days=2)
        self.env.cr.execute(
            "UPDATE seutuyp_process_phase SET write_date = %s WHERE id = %s",
            (old, self.advice.id),
        )
        phases.invalidate_model()
        phases._gc_removed()
        self.assertFalse(self.advice.exists())
        self.assertTrue(self.need.exists())
