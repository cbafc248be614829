# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

from odoo.addons.seutuyp_network.models.seutuyp_workflow_mixin import Transition

_lt = LazyTranslate(__name__)
CONTENT = {"name", "note", "responsible_ids", "deadline", "event_id"}


class SeutuypDecision(models.Model):
    """What a meeting decided, who carries it out and by when.

    A decision with somebody responsible or a deadline stays open, and comes up at every
    following meeting of its group, until it is done or dropped.
    """

    _name = "seutuyp.decision"
    _inherit = ["seutuyp.meeting.part.mixin", "seutuyp.workflow.mixin"]
    _description = "Decision"
    _order = "event_id desc, sequence, id"

    _guarded_fields = frozenset(
        {"state", "outcome", "closed_on", "closed_by_id", "reminded_on"}
    )
    _transitions = {
        "done": Transition(_lt("Done"), "state", "done", ("open",), "owner"),
        "drop": Transition(
            _lt("Dropped"), "state", "dropped", ("open",), "editor", reason=True
        ),
        "reopen": Transition(
            _lt("Opened again"), "state", "open", ("done", "dropped"), "owner"
        ),
    }

    event_id = fields.Many2one(
        "calendar.event",
        string="Meeting",
        required=True,
        index=True,
        ondelete="restrict",
    )
    group_id = fields.Many2one(
        related="event_id.seutuyp_group_id", store=True, index="btree_not_null"
    )
    event_start = fields.Datetime(
        related="event_id.start", store=True, string="Decided on"
    )
    agenda_item_id = fields.Many2one(
        "seutuyp.agenda.item",
        string="Matter",
        index="btree_not_null",
        ondelete="set null",
        domain="[('event_id', '=', event_id)]",
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Decision", required=True, translate=True)
    note = fields.Text(string="Grounds")
    responsible_ids = fields.Many2many(
        "res.partner",
        "seutuyp_decision_responsible_rel",
        "decision_id",
        "partner_id",
        domain=[("is_company", "=", False)],
    )
    deadline = fields.Date()
    state = fields.Selection(
        [("open", "Open"), ("done", "Done"), ("dropped", "Dropped")],
        required=True,
        default="open",
        copy=False,
        readonly=True,
        index=True,
    )
    outcome = fields.Text(copy=False, readonly=True, help="How it went.")
    closed_on = fields.Date(copy=False, readonly=True)
    closed_by_id = fields.Many2one("res.partner", copy=False, readonly=True)
    is_late = fields.Boolean(compute="_compute_is_late", search="_search_is_late")
    next_event_id = fields.Many2one(
        "calendar.event",
        string="Comes up at",
        compute="_compute_next_event_id",
        help="The group's next meeting, on whose agenda an open decision stands.",
    )

    @api.depends("state", "deadline")
    def _compute_is_late(self):
        today = self.env["seutuyp.dated.mixin"]._today()
        for decision in self:
            decision.is_late = bool(
                decision.state == "open"
                and decision.deadline
                and decision.deadline < today
            )

    @api.model
    def _search_is_late(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        today = self.env["seutuyp.dated.mixin"]._today()
        late = Domain("state", "=", "open") & Domain("deadline", "<", today)
        return late if (operator == "in") == (True in value) else ~late

    @api.depends("state", "group_id", "event_id")
    def _compute_next_event_id(self):
        coming = self.group_id._next_meetings()
        for decision in self:
            later = coming.get(decision.group_id.id, self.env["calendar.event"])
            later = later.filtered(
                lambda event, own=decision.event_id: event.start > own.start
            )
            decision.next_event_id = later[:1] if decision.state == "open" else False

    # --------------------------------------------------------------------- access
    def _has_role(self, role):
        """Return whether the user is ``editor`` (keeps the meeting) or ``owner``.

        Owners are the responsible people and whoever keeps the meeting.
        """
        self.ensure_one()
        if self._is_part_editor():
            return True
        responsible = self.sudo().responsible_ids
        return role == "owner" and self.env.user.partner_id in responsible

    @api.model
    def _role_label(self, role):
        return {
            "editor": self.env._("whoever keeps the meeting"),
            "owner": self.env._("the responsible people and whoever keeps the meeting"),
        }.get(role) or super()._role_label(role)

    def _log_regions(self):
        return self.sudo().event_id._log_regions()

    # --------------------------------------------------------------------- making
    @api.model_create_multi
    def create(self, vals_list):
        decisions = super().create(vals_list)
        decisions.event_id._check_decidable()
        idle = decisions.filtered(lambda item: not item._is_to_do())
        idle.sudo()._guarded().write({"state": "done"})
        decisions._sync_tasks()
        decisions.event_id._minutes_changed()
        return decisions

    def write(self, vals):
        changed = CONTENT & set(vals)
        result = super().write(vals)
        if changed:
            self._settle()
            self._tell_minutes(changed)
        return result

    def _tell_minutes(self, changed):
        """Open the minutes anew, unless they are confirmed and only the work moves.

        Who carries a decision out and by when may change later; that is logged, and
        the minutes stay as they were confirmed.
        """
        later = self.filtered(
            lambda item: (
                item.event_id.minutes_state == "confirmed"
                and not changed & {"name", "event_id"}
            )
        )
        (self - later).event_id._minutes_changed()
        later._log("change", label=self.env._("Changed after the minutes"))

    @api.ondelete(at_uninstall=False)
    def _unlink_with_task(self):
        self.event_id._minutes_changed()
        self.sudo().task_ids.filtered(lambda task: not task.is_closed).unlink()

    def _is_to_do(self):
        self.ensure_one()
        return bool(self.responsible_ids or self.deadline)

    def _settle(self):
        """Open a decision that somebody is to carry out after all."""
        woken = self.filtered(
            lambda item: (
                item.state == "done" and not item.closed_on and item._is_to_do()
            )
        )
        woken.sudo()._guarded().write({"state": "open"})
        self._sync_tasks()

    # -------------------------------------------------------------------- buttons
    def action_done(self, outcome=None):
        """Mark as carried out.

        :param str outcome: how it went; empty leaves what was told before
        :raise AccessError: the user is neither responsible nor keeps the meeting
        :raise UserError: it is not open
        """
        self._done(self.env.user.partner_id, outcome)
        return True

    def _done(self, person, outcome=None):
        """Close as ``person``, who may have come by a personal link."""
        values = {
            "closed_on": self.env["seutuyp.dated.mixin"]._today(),
            "closed_by_id": person.id,
        }
        if (outcome or "").strip():
            values["outcome"] = outcome.strip()[:4000]
        self._transition("done", values=values, partner=person)
        self._close_tasks("1_done")

    def action_drop(self, reason=None):
        """Give a decision up.

        :param str reason: why; kept in the log
        :raise UserError: no reason is given, or it is not open
        """
        values = {
            "closed_on": self.env["seutuyp.dated.mixin"]._today(),
            "closed_by_id": self.env.user.partner_id.id,
            "outcome": reason,
        }
        self._transition("drop", reason=reason, values=values)
        self._close_tasks("1_canceled")
        return True

    def action_reopen(self):
        """Open a decision again, with its task."""
        self._transition("reopen", values={"closed_on": False, "closed_by_id": False})
        self._close_tasks("01_in_progress")
        return True

    def _reasoned_actions(self):
        return {
            **super()._reasoned_actions(),
            "action_drop": (
                self.env._("Drop the decision"),
                self.env._(
                    "It no longer comes onto the agenda and its task is cancelled. The "
                    "reason is shown with the decision."
                ),
            ),
        }
