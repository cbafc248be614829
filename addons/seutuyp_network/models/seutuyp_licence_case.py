# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import _lt, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools import risk
from .seutuyp_licence import SeutuypLicence as Licence
from .seutuyp_workflow_mixin import Transition

DEFAULT_DAYS = 60
# Whoever hears of a further criterion late in a case still has time to answer.
LEAST_DAYS = 14
OPEN_STATES = ("open", "conditional", "suspended")
MAX_ANSWER = 8000


class SeutuypLicenceCase(models.Model):
    """A licence whose criteria do not all hold: heard, decided, kept.

    Who is told stands in ``seutuyp_licence_case_mail.py``.
    """

    _name = "seutuyp.licence.case"
    _inherit = ["mail.thread", "mail.activity.mixin", "seutuyp.workflow.mixin"]
    _description = "Case of a licence at risk"
    _order = "opened_on desc, id desc"

    _guarded_fields = frozenset(
        {
            "licence_id",
            "region_id",
            "agreement_id",
            "state",
            "line_ids",
            "of_approval",
            "opened_on",
            "asked_on",
            "deadline",
            "answer",
            "answer_by_id",
            "answered_on",
            "reason",
            "decided_by_id",
            "decided_on",
            "closed_on",
            "late_told_on",
            "holds_again",
            "condition_date",
        }
    )
    _transitions = {
        "accept": Transition(
            _lt("Accepted with a condition"),
            "state",
            "conditional",
            ("open", "suspended"),
            "reviewer",
            reason=True,
        ),
        "suspend": Transition(
            _lt("Licence suspended"),
            "state",
            "suspended",
            ("open", "conditional"),
            "reviewer",
            reason=True,
        ),
        "restore": Transition(
            _lt("Licence restored"),
            "state",
            "restored",
            OPEN_STATES,
            "reviewer",
            reason=True,
        ),
        "revoke": Transition(
            _lt("Licence revoked"),
            "state",
            "revoked",
            OPEN_STATES,
            "reviewer",
            reason=True,
        ),
        "reopen": Transition(
            _lt("Opened again"), "state", "open", ("conditional", "open")
        ),
        "settle": Transition(
            _lt("Put right but for the condition"), "state", "conditional", ("open",)
        ),
        "put_right": Transition(_lt("Put right"), "state", "put_right", ("open",)),
        "lapse": Transition(_lt("The licence ended"), "state", "lapsed", OPEN_STATES),
        # No moves, only words for the log.
        "open": Transition(_lt("A criterion no longer holds"), "state", "open", ()),
        "follow": Transition(
            _lt("Condition of the approval"), "state", "conditional", ()
        ),
        "answer": Transition(_lt("The region answered"), "state", "open", ()),
    }

    licence_id = fields.Many2one(
        "seutuyp.licence", required=True, ondelete="restrict", index=True, readonly=True
    )
    region_id = fields.Many2one(
        related="licence_id.region_id", store=True, index=True, string="Region"
    )
    agreement_id = fields.Many2one(
        related="licence_id.agreement_id", store=True, index=True, string="Agreement"
    )
    state = fields.Selection(
        [
            ("open", "At risk"),
            ("conditional", "Accepted with a condition"),
            ("suspended", "Licence suspended"),
            ("restored", "Restored"),
            ("revoked", "Licence revoked"),
            ("put_right", "Put right"),
            ("lapsed", "Licence ended"),
        ],
        required=True,
        default="open",
        readonly=True,
        copy=False,
        index=True,
    )
    line_ids = fields.One2many(
        "seutuyp.licence.case.line", "case_id", string="Criteria", readonly=True
    )
    of_approval = fields.Boolean(
        string="Condition of the approval",
        readonly=True,
        help="Opened with the licence, to follow the conditions of its approval.",
    )
    opened_on = fields.Date(required=True, readonly=True)
    asked_on = fields.Datetime(string="Region asked on", readonly=True)
    deadline = fields.Date(readonly=True)
    days_left = fields.Integer(compute="_compute_time")
    late = fields.Boolean(string="Past the deadline", compute="_compute_time")
    answer = fields.Text(string="The region's answer", readonly=True, copy=False)
    answer_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    answered_on = fields.Datetime(readonly=True, copy=False)
    heard = fields.Boolean(
        compute="_compute_time",
        help="The region has answered, or its time to answer has passed.",
    )
    condition_date = fields.Date(
        string="Condition by", compute="_compute_condition", store=True
    )
    holds_again = fields.Boolean(
        string="All criteria hold again", compute="_compute_condition", store=True
    )
    reason = fields.Text(string="Reason of the decision", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    decided_on = fields.Datetime(readonly=True, copy=False)
    closed_on = fields.Date(readonly=True, copy=False)
    late_told_on = fields.Date(readonly=True, copy=False)
    can_answer = fields.Boolean(compute="_compute_can_answer")
    next_step = fields.Char(string="What happens next", compute="_compute_next_step")

    _one_open = models.UniqueIndex(
        "(licence_id) WHERE state IN ('open', 'conditional', 'suspended')",
        "The licence already has an open case.",
    )

    # ----------------------------------------------------------------- computes
    @api.depends("region_id", "opened_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for case in self:
            case.display_name = self.env._(
                "Licence of %(region)s, case of %(day)s",
                region=case.region_id.name or "",
                day=case._day(case.opened_on),
            )

    @api.depends("state", "deadline", "answered_on", "asked_on")
    def _compute_time(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for case in self:
            running = case.state == "open" and case.deadline
            case.days_left = max((case.deadline - today).days, 0) if running else 0
            case.late = bool(running and case.deadline < today)
            answered = case.answered_on and (
                not case.asked_on or case.answered_on >= case.asked_on
            )
            case.heard = bool(answered) or case.late

    @api.depends("line_ids.state", "line_ids.condition_date")
    def _compute_condition(self):
        for case in self:
            waiting = case.line_ids.filtered(lambda line: line.state == "conditional")
            case.condition_date = min(
                waiting.filtered("condition_date").mapped("condition_date"),
                default=False,
            )
            states = set(case.line_ids.mapped("state"))
            case.holds_again = bool(states) and not states & {"broken", "conditional"}

    @api.depends_context("uid")
    @api.depends("state", "region_id.editor_user_ids")
    def _compute_can_answer(self):
        for case in self:
            case.can_answer = case.state == "open" and case._has_role("coordinator")

    def _day(self, day):
        return f"{day.day}.{day.month}.{day.year}" if day else ""

    @api.depends_context("lang")
    @api.depends("state", "deadline", "answered_on", "asked_on", "line_ids.state")
    def _compute_next_step(self):
        for case in self:
            case.next_step = case._next_step()

    def _next_step(self):
        """Return in one sentence what happens next and who does it."""
        self.ensure_one()
        deadline = self._day(self.deadline)
        if self.state == "open" and self.late and not self.answer:
            return self.env._(
                "The deadline %(day)s has passed without an answer. Next: the "
                "ministry's reviewer decides.",
                day=deadline,
            )
        if self.state == "open" and self.heard:
            return self.env._(
                "The region has been heard. Next: the ministry's reviewer decides."
            )
        if self.state == "open":
            return self.env._(
                "Next: the coordinator puts the matter right or answers by %(day)s "
                "(%(count)s days left). If the criteria hold again before a "
                "decision, the case closes by itself.",
                day=deadline,
                count=self.days_left,
            )
        if self.state in ("conditional", "suspended") and self.holds_again:
            return self.env._(
                "All criteria hold again. Next: the ministry's reviewer restores the "
                "licence."
            )
        if self.state == "conditional":
            return self.env._(
                "The licence is valid on a condition. Next: the region meets the "
                "condition by %(day)s.",
                day=self._day(self.condition_date),
            )
        if self.state == "suspended":
            return self.env._(
                "The licence is suspended. Next: the region puts the matter right, "
                "and the ministry's reviewer restores the licence."
            )
        return self.env._("The case is closed. Nothing to do now.")

    # ------------------------------------------------------------------- access
    def _has_role(self, role):
        self.ensure_one()
        if role == "coordinator":
            return self.env.user in self.sudo().region_id.editor_user_ids
        if role == "reviewer":
            return self.env.user.has_group("seutuyp_network.group_reviewer")
        return False

    def _can(self, name):
        return super()._can(name) and not self._obstacle(name)

    def _check_transition(self, name, reason=None):
        result = super()._check_transition(name, reason)
        for case in self:
            obstacle = case._obstacle(name)
            if obstacle:
                raise UserError(obstacle)
        return result

    def _obstacle(self, name):
        """Return why the reviewer may not make the move ``name`` yet, or False."""
        decides = self._transitions[name].role == "reviewer"
        if decides and self.state == "open" and not self.heard:
            return self.env._(
                "Hear the region first: it has not answered yet, and its time to "
                "answer runs until %(day)s. You can decide when it has answered or "
                "that day has passed.",
                day=self._day(self.deadline),
            )
        return False

    # ------------------------------------------------------------------ opening
    @api.model
    def _risk_days(self):
        value = (
            self.env["ir.config_parameter"]
            .sudo()
            .get_param("seutuyp_network.risk_days", DEFAULT_DAYS)
        )
        return int(value)

    @api.model
    def _open_of_approval(self, licence, assessments):
        """Follow the conditions with which the agreement was approved.

        :param licence: sudo
        :param assessments: those with the verdict “met with a condition”
        """
        case = self._create_guarded(
            {
                "licence_id": licence.id,
                "state": "conditional",
                "of_approval": True,
                "opened_on": licence.granted_on,
                "reason": assessments.round_id[:1].reason,
                "decided_by_id": assessments.round_id[:1].decided_by_id.id,
                "decided_on": assessments.round_id[:1].decided_on,
            }
        )
        self.env["seutuyp.licence.case.line"]._create_guarded(
            [
                {
                    "case_id": case.id,
                    "criterion_id": item.criterion_id.id,
                    "state": "conditional",
                    "found_on": licence.granted_on,
                    "accepted_text": item.frozen_evidence,
                    "condition": item.condition,
                    "condition_date": item.condition_date,
                }
                for item in assessments
            ]
        )
        case._log("follow", str(self._transitions["follow"].label))
        return case

    @api.model
    def _open_or_join(self, licence, rows):
        """Put criteria that do not hold into the licence's open case, or open one.

        :param licence: sudo, locked
        :param rows: list of (criterion, its line or None, live status, findings)
        :return: the case, if people are to be told of it
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        case = licence.case_ids.filtered(lambda item: item.state in OPEN_STATES)[:1]
        if not case and licence.state != "active":
            return self  # suspended for another reason; the reviewer has it in hand
        if case:
            case._lock()
            case._run_again(today)
        else:
            case = self._create_guarded(
                {
                    "licence_id": licence.id,
                    "opened_on": today,
                    "asked_on": fields.Datetime.now(),
                    "deadline": today + timedelta(days=self._risk_days()),
                }
            )
            case._log("open", str(self._transitions["open"].label))
        case._write_broken(rows, today)
        licence._follow_cases()
        if case.state == "open":
            licence._log("at_risk", str(licence._transitions["at_risk"].label))
        return case

    def _run_again(self, today):
        """Give the region time to answer anew, for a further criterion."""
        if self.state == "suspended":
            return
        days = self._risk_days() if self.state == "conditional" else LEAST_DAYS
        deadline = today + timedelta(days=days)
        self._transition(
            "reopen",
            values={
                "asked_on": fields.Datetime.now(),
                "deadline": max(self.deadline or deadline, deadline),
                "late_told_on": False,
            },
        )

    def _write_broken(self, rows, today):
        assessments = {
            item.criterion_id: item for item in self.licence_id.round_id.assessment_ids
        }
        baseline = self.licence_id.baseline or {}
        vals_list = []
        for item, line, live, found in rows:
            if line and line.case_id == self:
                line._guarded().write(
                    {
                        "state": "broken",
                        "missed": live != risk.NOT_MET,
                        "found_findings": found,
                    }
                )
                continue
            first = baseline.get(str(item.id)) or [None, []]
            vals_list.append(
                {
                    "case_id": self.id,
                    "criterion_id": item.id,
                    "state": "broken",
                    "found_on": today,
                    "accepted_text": assessments[item].frozen_evidence
                    if item in assessments
                    else False,
                    "accepted_findings": first[1],
                    "found_findings": found,
                }
            )
        self.env["seutuyp.licence.case.line"]._create_guarded(vals_list)

    def _settle(self):
        """Close the cases in which all criteria hold again, or say that they do."""
        for case in self:
            states = set(case.line_ids.mapped("state"))
            if case.state == "open" and "broken" not in states:
                if "conditional" in states:
                    case._transition("settle")
                else:
                    case._transition(
                        "put_right",
                        values={"closed_on": self.env["seutuyp.dated.mixin"]._today()},
                    )
                licence = case.licence_id
                licence._log("put_right", str(licence._transitions["put_right"].label))
                case._tell_put_right()
            elif case.state in ("conditional", "suspended") and case.holds_again:
                case._tell_holds_again()

    def _transition(self, name, reason=None, values=None, partner=None):
        result = super()._transition(name, reason, values, partner)
        self.sudo().licence_id._follow_cases()
        return result

    # ------------------------------------------------------------------ answering
    def action_answer(self, answer):
        """Send the region's answer to the reviewer. Role: coordinator of the region.

        Until the decision the answer can be sent anew; earlier ones stay in the log.

        :param str answer: what has happened and what the region does, plain text
        :return: True
        :raise AccessError: the user does not coordinate the region
        :raise UserError: nothing is written, or the case has been decided
        """
        self.ensure_one()
        self.check_access("read")
        if not self._has_role("coordinator"):
            raise AccessError(
                self.env._("The answer is given by the region's coordinator.")
            )
        self._lock()
        if self.state != "open":
            raise UserError(
                self.env._(
                    "The case does not wait for an answer now. Reload the page to see "
                    "what has happened."
                )
            )
        text = (answer or "").strip()
        if not text:
            raise UserError(self.env._("Write the answer first."))
        if len(text) > MAX_ANSWER:
            raise UserError(
                self.env._(
                    "The answer is too long: at most %(max)s characters.",
                    max=MAX_ANSWER,
                )
            )
        self.sudo()._guarded().write(
            {
                "answer": text,
                "answer_by_id": self.env.uid,
                "answered_on": fields.Datetime.now(),
            }
        )
        self._log("answer", str(self._transitions["answer"].label), reason=text)
        self._done_todos(self.sudo().region_id.editor_user_ids)
        self.sudo()._tell_answered()
        return True

    # ------------------------------------------------------------------- deciding
    def action_accept(self, condition=None, condition_date=None, reason=None):
        """Accept the criteria that do not hold on a condition. Role: reviewer.

        :param str condition: what must be done
        :param condition_date: by when; the case opens again if it is not done
        :param str reason: why; the condition itself by default
        :return: True
        :raise UserError: the region has not been heard, or something is missing
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        day = fields.Date.to_date(condition_date)
        text = (condition or "").strip()
        for case in self:
            case.check_access("read")
            case._lock()
            case._check_transition("accept", reason or text or "-")
            if not text or not day:
                raise UserError(
                    self.env._(
                        "Write the condition and the day by which it must be met."
                    )
                )
            if day <= today:
                raise UserError(
                    self.env._("The day of the condition must lie in the future.")
                )
            suspended = case.state == "suspended"
            case._decide("accept", (reason or "").strip() or text)
            case.sudo()._broken_lines()._guarded().write(
                {
                    "state": "conditional",
                    "missed": False,
                    "condition": text,
                    "condition_date": day,
                }
            )
            case._licence_stays_valid(suspended, case.reason)
            case.sudo()._tell_decided()
        return True

    def action_suspend(self, reason=None):
        """Suspend the licence until the criteria hold again. Role: reviewer.

        :param str reason: why; the region reads it
        :return: True
        """
        for case in self:
            case._decide("suspend", reason)
            case.licence_id._transition("suspend", reason)
            case.sudo()._tell_decided()
        return True

    def action_restore(self, reason=None):
        """Close the case: the licence is valid as it was. Role: reviewer.

        What does not hold yet is then accepted as it is.

        :param str reason: why; the region reads it
        :return: True
        """
        for case in self:
            suspended = case.state == "suspended"
            case._decide("restore", reason)
            case.sudo()._broken_lines(("broken", "conditional"))._guarded().write(
                {"state": "waived"}
            )
            case._licence_stays_valid(suspended, reason)
            case.sudo()._tell_decided()
        return True

    def action_revoke(self, reason=None):
        """Revoke the licence. Role: reviewer.

        :param str reason: why; the region reads it
        :return: True
        """
        for case in self:
            case._decide("revoke", reason)
            case.licence_id._transition("revoke", reason)
            case.sudo()._tell_decided()
        return True

    def _decide(self, name, reason):
        self.ensure_one()
        values = {
            "reason": (reason or "").strip(),
            "decided_by_id": self.env.uid,
            "decided_on": fields.Datetime.now(),
        }
        if self._transitions[name].target not in OPEN_STATES:
            values["closed_on"] = self.env["seutuyp.dated.mixin"]._today()
        self._transition(name, reason, values)
        self._done_todos()

    def _broken_lines(self, states=("broken",)):
        return self.line_ids.filtered(lambda line: line.state in states)

    def _licence_stays_valid(self, suspended, reason):
        """Bring a suspended licence back, or note that the review is over."""
        if suspended:
            self.licence_id._transition("restore", reason)
        else:
            licence = self.licence_id
            licence._log("review_over", str(licence._transitions["review_over"].label))

    def _done_todos(self, users=None):
        todos = self.sudo().activity_ids
        if users is not None:
            todos = todos.filtered(lambda item: item.user_id in users)
        todos.action_done()

    # ---------------------------------------------------------------------- words
    def _reasoned_actions(self):
        told = self.env._("The region is told at once, with this reason.")
        return {
            **super()._reasoned_actions(),
            "action_suspend": (
                self.env._("Suspend the licence"),
                self.env._(
                    "The public page shows at once that the licence is suspended. The "
                    "region reads the reason; it is not public."
                ),
            ),
            "action_restore": (self.env._("Restore the licence"), told),
            "action_revoke": (
                self.env._("Revoke the licence"),
                self.env._(
                    "The region loses the right to use the brand. A revoked licence "
                    "cannot be restored; a new one needs a new decision."
                ),
            ),
        }

    def _suggested_reason(self, method):
        if method == "action_restore" and self.holds_again:
            return self.env._("All criteria hold again.")
        return super()._suggested_reason(method)

    def action_open_accept(self):
        """Open the form for the condition and its date."""
        self.ensure_one()
        return self._dialog(
            "seutuyp.condition.wizard", self.env._("Accept with a condition")
        )

    def action_open_answer(self):
        """Open the form for the region's answer."""
        self.ensure_one()
        return self._dialog("seutuyp.case.answer.wizard", self.env._("Answer"))

    def _dialog(self, model, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_case_id": self.id},
        }

    def action_open_licence(self):
        """Open the licence that the case is about."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "seutuyp.licence",
            "res_id": self.licence_id.id,
            "view_mode": "form",
        }


class SeutuypLicence(models.Model):
    """The licence follows its open case, and its own end closes the case."""

    _inherit = "seutuyp.licence"

    _transitions = {
        **Licence._transitions,
        # No moves, only words for the log.
        "at_risk": Transition(_lt("Review begun"), "state", "active", ()),
        "put_right": Transition(_lt("Put right"), "state", "active", ()),
        "review_over": Transition(_lt("Review ended"), "state", "active", ()),
    }

    case_id = fields.Many2one(
        "seutuyp.licence.case", string="Open case", compute="_compute_case_id"
    )
    case_next_step = fields.Char(string="Next step", compute="_compute_case_id")

    @api.depends_context("uid", "lang")
    @api.depends("case_ids.state")
    def _compute_case_id(self):
        """Find the open case, as far as the current user may read it."""
        found = dict(
            self.env["seutuyp.licence.case"]._read_group(
                [("licence_id", "in", self.ids), ("state", "in", OPEN_STATES)],
                ["licence_id"],
                ["id:recordset"],
            )
        )
        for licence in self:
            licence.case_id = found.get(licence._origin)
        for licence in self:  # read together, once all are known
            licence.case_next_step = licence.case_id.next_step

    def action_open_case(self):
        """Open the case that runs now.

        :raise UserError: none runs, or not one that the user may read
        """
        self.ensure_one()
        if not self.case_id:
            raise UserError(self.env._("No case is open now. Reload the page."))
        return {
            "type": "ir.actions.act_window",
            "res_model": "seutuyp.licence.case",
            "res_id": self.case_id.id,
            "view_mode": "form",
        }

    def _follow_cases(self):
        """Let ``at_risk`` and ``deadline`` say what the open case says."""
        for licence in self.sudo():
            case = licence.case_ids.filtered(lambda item: item.state == "open")[:1]
            values = {"at_risk": bool(case), "deadline": case.deadline}
            if (licence.at_risk, licence.deadline) != tuple(values.values()):
                licence._guarded().write(values)

    def _open_cases(self):
        return (
            self.env["seutuyp.licence.case"]
            .sudo()
            .search([("licence_id", "in", self.ids), ("state", "in", OPEN_STATES)])
        )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") in ("expired", "revoked"):
            cases = self._open_cases()
            if cases:
                today = self.env["seutuyp.dated.mixin"]._today()
                cases._transition("lapse", values={"closed_on": today})
                cases._done_todos()
        return result

    # With an open case the region is heard first, and the case keeps the decision.
    def action_suspend(self, reason=None):
        return self._decided_in_case("action_suspend", reason)

    def action_restore(self, reason=None):
        return self._decided_in_case("action_restore", reason)

    def action_revoke(self, reason=None):
        return self._decided_in_case("action_revoke", reason)

    def _decided_in_case(self, method, reason):
        for licence in self:
            licence.check_access("read")
            if not licence._has_role("reviewer"):
                getattr(super(SeutuypLicence, licence), method)(reason)
            case = licence._open_cases().with_env(self.env)
            if case:
                getattr(case, method)(reason)
            else:
                getattr(super(SeutuypLicence, licence), method)(reason)
        return True
