# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

from ..tools import anonymity

_lt = LazyTranslate(__name__)
DAYS_TO_ANSWER = timedelta(days=21)


class SeutuypEvaluation(models.Model):
    """A steering group looks at its own work, once a year and anonymously (A5).

    Who takes part and how answers come in stands in ``seutuyp_evaluation_round.py``,
    what may be told of them in ``tools/anonymity.py``.
    """

    _name = "seutuyp.evaluation"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.workflow.mixin"]
    _description = "Self-evaluation"
    _order = "year desc, group_id, id desc"

    _guarded_fields = frozenset(
        {
            "state",
            "survey_id",
            "opened_on",
            "closed_on",
            "reminded_on",
            "invited_count",
            "answer_count",
            "item_ids",
        }
    )
    _transitions = {
        "open": Transition(_lt("Opened"), "state", "open", ("planned",), "keeper"),
        # Closed is for good: told once, a round takes no further answers.
        "close": Transition(_lt("Closed"), "state", "closed", ("open",), "keeper"),
        "cancel": Transition(
            _lt("Cancelled"),
            "state",
            "cancelled",
            ("planned", "open"),
            "keeper",
            reason=True,
        ),
    }

    group_id = fields.Many2one(
        "seutuyp.group",
        string="Steering group",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('kind', '=', 'steering')]",
    )
    year = fields.Integer(
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today().year,
        aggregator=False,
    )
    deadline = fields.Date(
        required=True,
        default=lambda self: self.env["seutuyp.dated.mixin"]._today() + DAYS_TO_ANSWER,
        help="The last day to answer. The round closes by itself afterwards.",
    )
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("open", "Open"),
            ("closed", "Closed"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="planned",
        copy=False,
        readonly=True,
        index=True,
    )
    survey_id = fields.Many2one(
        "survey.survey", copy=False, readonly=True, ondelete="set null"
    )
    opened_on = fields.Date(copy=False, readonly=True)
    closed_on = fields.Date(copy=False, readonly=True)
    reminded_on = fields.Date(copy=False, readonly=True)
    invited_count = fields.Integer(
        string="Asked", copy=False, readonly=True, aggregator=False
    )
    answer_count = fields.Integer(
        string="Answered", copy=False, readonly=True, aggregator=False
    )
    item_ids = fields.One2many(
        "seutuyp.evaluation.item", "evaluation_id", copy=False, readonly=True
    )
    may_edit = fields.Boolean(compute="_compute_may_edit")

    _year_sane = models.Constraint(
        "CHECK(year BETWEEN 2000 AND 2100)", "Write the year with four digits."
    )
    _group_year_uniq = models.UniqueIndex(
        "(group_id, year) WHERE state != 'cancelled'",
        "The group already has a self-evaluation of this year. Open that one.",
    )

    @api.depends("group_id.name", "year")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for evaluation in self:
            evaluation.display_name = self.env._(
                "Self-evaluation %(year)s: %(group)s",
                group=evaluation.group_id.name or "",
                year=evaluation.year or "",
            )

    @api.depends("group_id", "state")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for evaluation in self:
            evaluation.may_edit = evaluation.state == "planned" and (
                not evaluation.group_id or evaluation._has_role("keeper")
            )

    @api.constrains("group_id")
    def _check_steering(self):
        for evaluation in self:
            if evaluation.group_id.kind != "steering":
                raise ValidationError(
                    self.env._(
                        "Choose a steering group: only they evaluate their work."
                    )
                )

    # --------------------------------------------------------------------- access
    def _has_role(self, role):
        """Return whether the user keeps the round: coordinator, chair or secretary."""
        self.ensure_one()
        user, group = self.env.user, self.sudo().group_id
        if self.env.su or user.has_group("seutuyp_network.group_manager"):
            return True
        return (
            user in group.region_ids.editor_user_ids
            or user.partner_id in group.chair_id | group.secretary_id
        )

    @api.model
    def _role_label(self, role):
        if role == "keeper":
            return self.env._(
                "the region's coordinator, the group's chair or secretary"
            )
        return super()._role_label(role)

    def _may_change(self, operation):
        return self._has_role("keeper")

    def _log_regions(self):
        return self.group_id.region_ids

    def write(self, vals):
        self._guard_check(vals)
        if not self._guard_is_open():
            self._check_planned()
        result = super().write(vals)
        if "group_id" in vals and not self.env.su:
            self.check_access("write")  # of the group it has come to, as well
        return result

    def _check_planned(self):
        for evaluation in self:
            if evaluation.state != "planned":
                raise UserError(
                    self.env._(
                        "%(evaluation)s has been opened: its group, year and deadline "
                        "stay as they were told to those who answer.",
                        evaluation=evaluation.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_opened(self):
        self._check_planned()

    # -------------------------------------------------------------------- buttons
    def action_open(self):
        """Ask the group: make the questions and mail everybody a link of their own.

        :raise AccessError: the user does not keep the round
        :raise UserError: it is not planned, the deadline has passed, or too few people
            have an address for anything to be told later
        """
        for evaluation in self:
            evaluation._open()
        return True

    def action_close(self):
        """Close the round before its deadline and tell the results.

        :raise AccessError: the user does not keep the round
        :raise UserError: it is not open
        """
        for evaluation in self:
            evaluation._close()
        return True

    def action_call_off(self, reason=None):
        """Call the round off: what has been answered is destroyed unread.

        :param str reason: why, for the log
        :raise UserError: the reason is missing, or the round is closed already
        """
        for evaluation in self:
            evaluation._transition("cancel", reason)
            evaluation._forget()
        return True

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_call_off": (
                self.env._("Call the self-evaluation off"),
                self.env._("What has been answered is destroyed unread."),
            ),
        }

    # ---------------------------------------------------------------------- moves
    def _open(self):
        self.ensure_one()
        today = self.env["seutuyp.dated.mixin"]._today()
        self._check_transition("open")
        people = self._people_to_ask(today)
        if self.deadline <= today:
            raise UserError(
                self.env._("The deadline has passed. Choose a later one first.")
            )
        if len(people) < anonymity.MIN_ANSWERS:
            raise UserError(
                self.env._(
                    "At least %(min)s members or deputies need an e-mail address: with "
                    "fewer answers nothing may be told. Add the addresses first.",
                    min=anonymity.MIN_ANSWERS,
                )
            )
        self._transition(
            "open",
            values={
                "opened_on": today,
                "survey_id": self._make_survey().id,
                "invited_count": len(people),
            },
        )
        self.sudo()._make_items()
        self.sudo()._invite(people)

    def _close(self):
        self.ensure_one()
        today = self.env["seutuyp.dated.mixin"]._today()
        self._transition("close", values={"closed_on": today})
        self.sudo()._tell()
        self._forget()
