# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models

# Steps that are also done elsewhere, with the field in which people say so.
TICKS = {
    "meetings": "has_meetings",
    "examples": "has_examples",
    "feedback": "has_feedback",
}


class SeutuypProcess(models.Model):
    """The guided form: how far the description has come, and what to do next."""

    _inherit = "seutuyp.process"

    data_steps = fields.Json(
        compute="_compute_data_steps", help="Steps that the data show as done."
    )
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
    @api.depends(
        *("improvement", "next_review_date", "version", "data_steps"),
        *TICKS.values(),
    )
    def _compute_steps(self):
        return super()._compute_steps()

    def _step_facts(self):
        # What has been approved is past these steps, whether or not they were ticked.
        ticked = {code for code, name in TICKS.items() if self.version or self[name]}
        return super()._step_facts() | ticked | set(self.data_steps or ())

    @api.depends(
        *("region_id", "owner_id", "member_ids.partner_id", "copied_from_version_id"),
        *("state", "feedback_round", "feedback_ids.state", "feedback_ids.is_carried"),
    )
    def _compute_data_steps(self):
        planned = self._with_team_meetings()
        for process in self:
            round_held = process.feedback_round and process.state != "feedback"
            found = {
                "meetings": process in planned,
                "examples": bool(process.copied_from_version_id),
                "feedback": bool(round_held and not process.sudo().feedback_open),
            }
            process.data_steps = [code for code, is_done in found.items() if is_done]

    def _with_team_meetings(self):
        """Return the processes whose team has meetings in the calendar.

        They are those of a process group of the region to which the owner or somebody
        of the development team belongs.
        """
        groups = self.env["seutuyp.group"].sudo()
        kept = groups.search(
            [("kind", "=", "process"), ("region_ids", "in", self.region_id.ids)]
        )
        meetings = self.env["calendar.event"].sudo()
        held = meetings._read_group(
            [
                ("seutuyp_group_id", "in", kept.ids),
                ("meeting_state", "!=", "cancelled"),
            ],
            ["seutuyp_group_id"],
        )
        kept = groups.union(*(group for (group,) in held))

        def has_meetings(process):
            people = process.owner_id | process.member_ids.partner_id
            return any(
                process.region_id in group.region_ids
                and people & group.member_ids.partner_id
                for group in kept
            )

        return self.sudo().filtered(has_meetings).with_env(self.env)

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
                    {**step, "tick": process._tick_of(step["code"])}
                    for step in process.steps
                ],
                "problems": problems,
            }

    def _tick_of(self, code):
        """Return the field in which people say that a step is done, if it is theirs."""
        return "" if code in (self.data_steps or ()) else TICKS.get(code, "")

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
            "meetings": self.env._(
                "Plan the team’s meetings in the calendar of its process group, or "
                "tick step 4 if they stand elsewhere."
            ),
            "examples": self.env._(
                "Compare the description with examples, then tick step 6."
            ),
            "feedback": self.env._(
                "Ask the network for feedback and answer it, or tick step 7 if that "
                "was done elsewhere."
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
