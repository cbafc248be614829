# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.tools import is_html_empty

from ..tools import plan_cycle, rhythm


class SeutuypPlan(models.Model):
    """Where the plan is in its cycle, what happens next and who does it.

    The rules are in ``tools/plan_cycle.py``; here they are put into words.
    """

    _inherit = "seutuyp.plan"

    cycle = fields.Json(compute="_compute_cycle", string="The plan’s year")
    next_step = fields.Char(string="What next", compute="_compute_cycle")

    @api.depends(
        "state",
        "priorities",
        "priorities_decision_id",
        "goal_ids.reading_ids.value",
        "followup_ids.held_on",
        "followup_ids.event_id",
    )
    @api.depends_context("lang")
    def _compute_cycle(self):
        for plan in self:
            facts = plan._cycle_facts()
            plan.cycle = plan._cycle_words(facts)
            plan.next_step = plan._step_words(facts)

    def _cycle_facts(self):
        self.ensure_one()
        coming = bool(self.coming_event_ids)
        return plan_cycle.Facts(
            state=self.state or "draft",
            prioritised=bool(
                self.priorities_decision_id or not is_html_empty(self.priorities)
            ),
            goals=len(self.goal_ids),
            held=self.held_followup_count,
            wanted=self.wanted_followup_count,
            coming=coming,
            decided_at=coming,
            unread=len(self._unread_goals()),
        )

    def _cycle_words(self, facts):
        """Return the steps as the widget draws them: dict(code, status, label)."""
        labels = {
            "priorities": self.env._("Priorities"),
            "draft": self.env._("Draft"),
            "comments": self.env._("Comments"),
            "submitted": self.env._("Submitted"),
            "approved": self.env._("Approved"),
            "followed": self.env._(
                "Followed up %(held)s/%(wanted)s",
                held=facts.held,
                wanted=facts.wanted,
            ),
            "closed": self.env._("Closed"),
        }
        return [
            {"code": step.code, "status": step.status, "label": labels[step.code]}
            for step in plan_cycle.steps(facts)
        ]

    def _step_words(self, facts):
        event = self.sudo().coming_event_ids[:1]
        date = self.env["seutuyp.report.mixin"]._day
        words = {
            "year": self.year,
            "day": date(rhythm.local(event.start).date()) if event else "",
            "count": facts.unread,
            "held": facts.held,
            "wanted": facts.wanted,
        }
        return self._step_sentences()[plan_cycle.next_step(facts)] % words

    @api.model
    def _step_sentences(self):
        return {
            "decide_priorities": self.env._(
                "Next: the steering group decides the priorities of %(year)s. Choose "
                "its decision here, or press the button in the decision."
            ),
            "write_goals": self.env._(
                "Next: the working group drafts goals and actions from the priorities; "
                "the coordinator writes them here."
            ),
            "refine": self.env._(
                "Next: the working group refines the draft; the coordinator opens it "
                "for comments or submits it to the steering group."
            ),
            "comment": self.env._(
                "Next: the region comments on the goals; the coordinator answers and "
                "submits the plan to the steering group."
            ),
            "plan_decision": self.env._(
                "Next: the steering group approves the plan or returns it; the "
                "coordinator calls its meeting."
            ),
            "decide": self.env._(
                "Next: the steering group approves the plan or returns it on %(day)s; "
                "the chair or the secretary records it in the meeting."
            ),
            "plan_follow_up": self.env._(
                "Next: the coordinator plans a meeting in which the steering group "
                "follows the plan up (%(held)s of %(wanted)s held)."
            ),
            "read": self.env._(
                "Next: the coordinator writes how the goals stand before the follow-up "
                "on %(day)s; missing: %(count)s."
            ),
            "follow_up": self.env._(
                "Next: the steering group follows the plan up on %(day)s (%(held)s of "
                "%(wanted)s held)."
            ),
            "close": self.env._(
                "Next: the coordinator says of each goal whether it was reached, and "
                "closes the year."
            ),
            "carry_over": self.env._(
                "The year is closed. The coordinator carries what is unfinished over "
                "to the next."
            ),
        }
