# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.seutuyp_network.tests.counting import queries

from .common import ProcessCommon


@tagged("post_install", "-at_install")
class TestProcessVersions(ProcessCommon):
    """Comparing what was approved with what stands now."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.process.action_approve(cls._create_decision().id, "First")
        cls.process.action_revise("New law")
        cls.version = cls.process.version_ids

    def _compare(self, old=None, new=None, user=None):
        return (
            self.env["seutuyp.process.compare.wizard"]
            .with_user(user or self.partner_user)
            .create(
                {
                    "process_id": self.process.id,
                    "old_id": old and old.id,
                    "new_id": new and new.id,
                }
            )
            .difference
        )

    def test_nothing_has_changed(self):
        self.assertIn("say the same", self._compare(self.version))

    def test_text_word_by_word(self):
        self.process.purpose = "<p>Advice for growing companies</p>"
        shown = self._compare(self.version)
        self.assertRegex(shown, r"<del>.*founders")
        self.assertRegex(shown, r"<ins>.*growing companies")
        self.assertIn("[removed: ", shown)
        self.assertIn("1 of", shown)

    def test_chart_marks_by_sign_and_word(self):
        self.advice.name = "Long advice"
        self.feedback.unlink()
        self._create_phase("Care", self.lane_office)
        self.lane.title = "Business adviser"
        shown = self._compare(self.version)
        for words in ("+ New", "− Taken out", "≠ Changed", 'aria-label="New: 3. Care.'):
            self.assertIn(words, shown)
        self.assertIn("New: Long advice → Care", shown)

    def test_chart_is_kept_as_approved(self):
        before = self.version.chart_svg
        self.advice.name = "Other"
        self.process.name = "Renamed"
        self.assertEqual(self.version.chart_svg, before)
        page = self.version.with_user(self.coordinator_b).page
        self.assertIn("Advice", page)
        self.assertNotIn("Other", page)

    def test_two_versions(self):
        self.process.end_event = "The founder acts"
        self.process.action_approve(self._create_decision().id, "Second")
        first, second = self.version, self.process.version_ids[0]
        self.assertEqual((first.number, second.number), (1, 2))
        self.assertIn("acts", self._compare(first, second))
        action = second.with_user(self.partner_user).action_compare()
        self.assertEqual(action["context"]["default_old_id"], first.id)

    def test_strangers_do_not_see_today(self):
        with self.assertRaises(AccessError):
            self._compare(self.version, user=self.coordinator_b)

    def test_nothing_of_another_process(self):
        """A version of another process, sent by hand, counts as none."""
        other = self._create_process(name="Other")
        wizard = (
            self.env["seutuyp.process.compare.wizard"]
            .with_user(self.partner_user)
            .create({"process_id": other.id, "old_id": self.version.id})
        )
        self.assertNotIn("Version 1", wizard.difference)

    def test_what_people_wrote_does_not_act(self):
        self.advice.name = "<script>alert(1)</script>"
        self.process.start_event = '"><img src=x onerror=alert(1)>'
        shown = self._compare(self.version)
        self.assertNotIn("<script", shown)
        self.assertNotIn("<img", shown)

    def test_query_count_does_not_grow(self):
        def count():
            return queries(self.env, self._compare, self.version)

        few = count()
        for number in range(10):
            self._create_phase(f"Phase {number}", self.lane)
        self.assertLessEqual(count(), few)
