# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

# Steps that only people can see done, with the field in which they say so.
TICKS = {
    "meetings": "has_meetings",
    "examples": "has_examples",
    "feedback": "has_feedback",
}


class SeutuypProcess(models.Model):
    """The guided form: how far the description has come, and what to do next."""

    _inherit = "seutuyp.process"

    has_meetings = fields.Boolean(
        string="The team’s meetings are planned", copy=False, help="Step 4."
    )
    has_examples = fields.Boolean(
        string="Compared with examples", copy=False, help="Step 6."
    )
    has_feedback = fields.Boolean(
        string="Feedback asked and gone through", copy=False, help="Step 7."
    )
    guide = fields.Json(string="Making of the description", compute="_compute_guide")

    # What else the steps follow is declared where they are computed.
    @api.depends("improvement", "next_review_date", "version", *TICKS.values())
    def _compute_steps(self):
        return super()._compute_steps()

    def _step_facts(self):
        # What has been approved is past these steps, whether or not they were ticked.
        ticked = {code for code, name in TICKS.items() if self.version or self[name]}
        return super()._step_facts() | ticked

    @api.depends(
        "steps",
        "start_event",
        "end_event",
        "approving_body",
        "owner_partner_id",
        "category",
        "lane_ids.is_customer",
        "phase_ids.name",
        "phase_ids.lane_ids",
    )
    @api.depends_context("lang")
    def _compute_guide(self):
        for process in self:
            problems = [] if process.content_locked else process._problems()
            process.guide = {
                "next": process._next_sentence(problems),
                "steps": [
                    {**step, "tick": TICKS.get(step["code"], "")}
                    for step in process.steps
                ],
                "problems": problems,
            }

    def _next_sentence(self, problems):
        """Return the next thing to do, in a sentence.

        :param problems: what the description lacks
        """
        self.ensure_one()
        if self.state == "retired":
            return self.env._("The process has been retired.")
        step = next((step for step in self.steps if step["state"] == "now"), None)
        if not step:
            return self.env._("All steps are done. The next one is the owner’s review.")
        if step["code"] == "describe" and problems:
            return problems[0]
        return self._step_sentences().get(step["code"], step["label"])

    @api.model
    def _step_sentences(self):
        return {
            "inputs": self.env._(
                "Write what strategies, the agreement and customers ask of the process."
            ),
            "choose": self.env._("Write the basic task: what the process is for."),
            "team": self.env._("Name the owner and the development team."),
            "meetings": self.env._("Plan the team’s meetings, then tick step 4."),
            "examples": self.env._(
                "Compare the description with examples, then tick step 6."
            ),
            "feedback": self.env._(
                "Ask the network for feedback and go through it, then tick step 7."
            ),
            "approve": self.env._(
                "Go through the description and have it approved in a meeting."
            ),
            "deploy": self.env._("Take the approved description into use."),
            "improve": self.env._(
                "Write how the description is kept up to date, and choose the day of "
                "the next review."
            ),
        }
