# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.tests import freeze_time, tagged

from .common_review import ReviewCommon

BEFORE, LATER = "2050-01-20", "2050-03-20"


@tagged("post_install", "-at_install")
class TestProcessMarks(ReviewCommon):
    """Lists say what is late by a shape and a word."""

    def _marks(self, record):
        """Return what a list shows of a record before and after its day."""
        found = []
        for day in (BEFORE, LATER):
            self.env.invalidate_all()
            with freeze_time(day):
                found.append(record.mark)
        return found

    def test_deployment(self):
        task, done = self.process.deployment_ids[:2]
        (task | done).deadline = "2050-02-01"
        done.action_tick()
        self.assertEqual(self._marks(task), [False, "late"])
        self.assertEqual(self._marks(done), [False, False])

    def test_finding(self):
        finding = self.env["seutuyp.process.finding"].create(
            {"review_id": self._review().id, "name": "Slow"}
        )
        self.assertEqual(self._marks(finding), [False, False])
        self.decision.deadline = "2050-02-01"
        finding.decision_id = self.decision
        self.assertEqual(self._marks(finding), [False, "late"])

    def test_acknowledgement(self):
        row, told = self.env["seutuyp.process.acknowledgement"]._create_guarded(
            [
                {
                    "process_id": self.process.id,
                    "version": 1,
                    "partner_id": organisation.id,
                    "asked_on": "2050-01-10",
                    "acknowledged_on": day,
                }
                for organisation, day in (
                    (self.organisation_a, False),
                    (self.organisation_b, "2050-01-12"),
                )
            ]
        )
        self.assertEqual(self._marks(row), [False, "silent"])
        self.assertEqual(self._marks(told), [False, False])
        self.process._guarded().version = 2
        self.assertEqual(self._marks(row), [False, False])

    def test_review(self):
        self.assertEqual(self._marks(self._review()), [False, "late"])

    def test_words_bear_a_shape(self):
        words = dict(
            self.env["seutuyp.process.review"]
            ._fields["mark"]
            ._description_selection(self.env)
        )
        self.assertEqual(words, {"late": "▲ Late", "silent": "◌ Silent"})
