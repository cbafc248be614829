# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo.fields import Command
from odoo.tests import tagged

from odoo.addons.seutuyp_network.tests.counting import queries

from .common import FollowUpCommon


@tagged("post_install", "-at_install")
class TestChain(FollowUpCommon):
    """Decision → action → goal → next agenda, and back."""

    def setUp(self):
        super().setUp()
        self._approve()
        self.decision = self._decide(name="One more").with_user(self.coordinator)
        self.added = self.plan.with_user(self.coordinator)._change(
            self.decision, add=self._extra()
        )
        self.matter = self._prepare()
        self.followup = self.next.followup_ids
        self._read_out(self.followup)
        self.env.invalidate_all()

    def _extra(self, goal=None):
        return {
            "goal_id": (goal or self.goal).id,
            "name": "Breakfast",
            "metric": "Four",
            "responsible_partner_ids": [Command.set(self.organisation_a.ids)],
            "coordinating_partner_id": self.organisation_a.id,
        }

    def _side(self, record, direction, user=None):
        record = record.with_user(user or self.coordinator)
        return [
            self.env[link["model"]].browse(link["id"])
            for link in record.chain or []
            if link["direction"] == direction
        ]

    def _leads(self, record, user=None):
        return self._side(record, "to", user)

    def _comes(self, record, user=None):
        return self._side(record, "from", user)

    def test_from_a_decision_to_the_next_agenda(self):
        self.assertEqual(self._comes(self.decision), [self.past])
        self.assertEqual(
            self._leads(self.decision), [self.added, self.goal, self.matter]
        )
        self.assertIn(self.goal, self._leads(self.added))
        self.assertIn(self.matter, self._leads(self.added))
        self.assertEqual(self._leads(self.goal), [self.followup, self.matter])
        self.assertEqual(self._leads(self.followup)[:2], [self.matter, self.next])
        self.assertIn(self.next, self._leads(self.matter))

    def test_and_back(self):
        self.assertIn(self.followup, self._comes(self.matter))
        self.assertIn(self.plan, self._comes(self.next))
        self.assertEqual(self._comes(self.followup), [self.plan, self.goal])
        self.assertIn(self.added, self._comes(self.goal))
        self.assertIn(self.decision, self._comes(self.goal))
        self.assertIn(self.decision, self._comes(self.added))
        self.assertIn(self.decision, self._comes(self.plan))
        self.assertIn(self.decision, self._leads(self.past))

    def test_open_decision_comes_up_next(self):
        decision = self._decide(name="Ask", deadline="2050-02-01")
        self.assertIn(self.next, self._leads(decision))
        self.assertIn(decision, self._comes(self.next))

    def test_only_what_one_may_read(self):
        """Who is responsible from elsewhere sees neither meeting nor plan."""
        self.decision.responsible_ids = self.outsider.partner_id
        self.assertEqual(self._comes(self.decision, self.outsider), [])
        self.assertEqual(self._leads(self.decision, self.outsider), [])
        self.assertIn(self.past, self._comes(self.decision, self.partner_user))

    def test_links(self):
        """A link says what it is, once, in the user's words, and opens."""
        links = self.decision.with_context(lang="en_US").chain
        self.assertEqual(links[0]["relation"], "Meeting")
        self.assertIn("10 March 2020", links[0]["name"])
        keys = [(link["direction"], link["model"], link["id"]) for link in links]
        self.assertEqual(len(keys), len(set(keys)))
        for record in (self.added, self.next, self.goal, self.followup, self.matter):
            action = record.with_user(self.partner_user).action_open_chain()
            self.assertEqual(action["res_id"], record.id)

    def test_new_record(self):
        self.assertFalse(self.env["seutuyp.decision"].new({}).chain)

    def test_query_count(self):
        """Ten actions and records cost as many queries as one."""

        def count(records):
            own = records.with_user(self.coordinator)
            return queries(self.env, own.mapped, "chain")

        few = [count(self.decision), count(self.goal), count(self.plan)]
        plan, decisions = self.plan.with_user(self.coordinator), self.decision
        for number in range(10):
            decision = self._decide(name=f"Decision {number}")
            plan._change(decision, add=self._extra())
            plan._change(self.decision, add=self._extra())
            decisions |= decision
        many = [count(decisions), count(self.goal), count(self.plan)]
        for before, after in zip(few, many, strict=True):
            self.assertLessEqual(after, before)
