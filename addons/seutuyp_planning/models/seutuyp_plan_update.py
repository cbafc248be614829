# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from .project_task_action import ACTUAL_FIELDS, ACTUAL_STATES

# In the context: the telling is kept by whoever writes. Nothing over RPC can be it.
KEPT = object()


class Telling(NamedTuple):
    """Who tells, and from where. An object of this process: nothing that comes over
    RPC can be one, so nobody tells in another's name.

    :param person: ``res.partner``
    :param str source: a value of ``seutuyp.plan.update.source``
    """

    person: models.BaseModel
    source: str


class Told(NamedTuple):
    """What an action says of how it goes: state, words, when and by whom."""

    state: str
    text: str
    on: object
    by: int


class SeutuypPlanUpdate(models.Model):
    """What was told of an action, by whom and when; kept as it was told.

    Taking back is a row of its own that names the row taken back.
    """

    _name = "seutuyp.plan.update"
    _inherit = ["seutuyp.guard.mixin"]
    _description = "What was told of an action"
    _order = "told_on desc, id desc"
    _guard_all = True

    task_id = fields.Many2one(
        "project.task",
        string="Action",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    plan_id = fields.Many2one(
        related="task_id.plan_id", store=True, index="btree_not_null"
    )
    told_on = fields.Datetime(
        string="When", required=True, readonly=True, default=fields.Datetime.now
    )
    partner_id = fields.Many2one(
        "res.partner", string="Who", required=True, readonly=True, ondelete="restrict"
    )
    source = fields.Selection(
        [("client", "In this system"), ("link", "By a link from the mail")],
        string="Where",
        required=True,
        readonly=True,
        default="client",
    )
    state_before = fields.Selection(ACTUAL_STATES, string="Before", readonly=True)
    state_after = fields.Selection(ACTUAL_STATES, string="How far", readonly=True)
    text_before = fields.Text(string="Words before", readonly=True)
    text_after = fields.Text(string="In words", readonly=True)
    # What the action said of its news before, so that taking back restores all of it.
    told_before = fields.Datetime(string="News before on", readonly=True)
    told_by_before_id = fields.Many2one(
        "res.partner", string="News before by", readonly=True
    )
    takes_back_id = fields.Many2one(
        "seutuyp.plan.update", string="Takes back", readonly=True, ondelete="cascade"
    )
    taken_back_by_ids = fields.One2many("seutuyp.plan.update", "takes_back_id")
    remark = fields.Char(compute="_compute_remark")
    may_take_back = fields.Boolean(compute="_compute_may_take_back")

    _taken_back_once = models.UniqueIndex(
        "(takes_back_id) WHERE takes_back_id IS NOT NULL",
        "This has been taken back already. Reload the page.",
    )

    @api.depends("task_id.name", "told_on")
    def _compute_display_name(self):
        for row in self:
            row.display_name = f"{row.task_id.name} – {row._day()}"

    def _day(self):
        """Return the day in Finland on which it was told."""
        self.ensure_one()
        return self.env["seutuyp.home"]._local_date(self.told_on)

    @api.depends("takes_back_id", "taken_back_by_ids")
    @api.depends_context("lang")
    def _compute_remark(self):
        for row in self:
            if row.takes_back_id:
                row.remark = self.env._(
                    "Takes back what was told on %(day)s",
                    day=format_date(self.env, row.takes_back_id._day()),
                )
            elif row.taken_back_by_ids:
                row.remark = self.env._("Taken back")
            else:
                row.remark = False

    @api.depends("task_id.update_ids.takes_back_id")
    @api.depends_context("uid")
    def _compute_may_take_back(self):
        for row in self:
            row.may_take_back = (
                row == row.task_id._last_telling()
                and not row.task_id._telling_ended()
                and row._is_ones_own()
            )

    def _is_ones_own(self):
        mine = self.partner_id == self.env.user.partner_id
        return mine or self.task_id.plan_id._has_role("editor")

    def action_take_back(self):
        """Restore what the action said before; the row stays, with a trace.

        :raise AccessError: somebody else told it, and the user is no coordinator
        :raise UserError: newer news has come, or the plan is closed
        """
        for row in self:
            row.check_access("read")
            if not row._is_ones_own():
                raise AccessError(
                    self.env._(
                        "What %(person)s has told is taken back by the same person or "
                        "by the region's coordinator.",
                        person=row.partner_id.name,
                    )
                )
            row._take_back(Telling(self.env.user.partner_id, "client"))
        return True

    def _take_back(self, telling):
        """Restore the state and words before this telling, as ``telling.person``."""
        self.ensure_one()
        task = self.task_id
        task._check_may_tell()
        if self != task._last_telling():
            raise UserError(
                self.env._(
                    "Something newer has been told of “%(action)s”, or this has been "
                    "taken back already. Reload the page.",
                    action=task.name,
                )
            )
        before = task._told()
        task._set_told(
            {
                "actual_state": self.state_before,
                "actual": self.text_before,
                "actual_updated_on": self.told_before,
                "actual_updated_by_id": self.told_by_before_id.id,
            }
        )
        task._keep_tellings({task.id: before}, telling, takes_back_id=self.id)


class ProjectTask(models.Model):
    """An action keeps everything that was told of it."""

    _inherit = "project.task"

    update_ids = fields.One2many(
        "seutuyp.plan.update", "task_id", string="What has been told"
    )

    def action_tell(self, state=None, actual=None):
        """Tell how an action goes, from the home screen.

        :param str state: a value of ``actual_state``
        :param str actual: in words; empty keeps the words before
        :return: id of the ``seutuyp.plan.update``, False when nothing was new
        :raise AccessError: the action is not the user's to tell about
        :raise UserError: the plan is closed, the action dropped, the state unknown
        """
        self.ensure_one()
        self.check_access("write")
        person = self.env.user.partner_id
        return self._tell(person, actual, state, source="client").id

    def write(self, vals):
        kept = self.env.context.get("seutuyp_told") is KEPT
        if kept or not (ACTUAL_FIELDS & set(vals) and self.plan_id):
            return super().write(vals)
        actions = self.filtered("plan_id")
        before = {task.id: task._told() for task in actions}
        result = super().write(vals)
        actions = actions.filtered(lambda task: task._told()[:2] != before[task.id][:2])
        if actions:
            actions._stamp(Telling(self.env.user.partner_id, "client"), before)
        return result

    # -------------------------------------------------------------------- telling
    def _tell(self, person, actual, state, source="link", moment=None):
        """Note how an action goes, as ``person``, who may have come by a link.

        That it goes as before is news as well, once a day; pressed twice, nothing
        comes twice.

        :param str state: one of ``ACTUAL_STATES``
        :param str source: a value of ``seutuyp.plan.update.source``
        :param moment: when it was told; now if empty
        :return: the ``seutuyp.plan.update``, empty when nothing was new
        :raise UserError: the plan is closed, the action dropped, the state unknown
        """
        self.ensure_one()
        self._check_may_tell()
        if state not in dict(ACTUAL_STATES):
            raise UserError(self.env._("Choose how far the action has come."))
        before = self._told()
        text = (actual or "").strip()[:4000] or before.text
        moment = moment or fields.Datetime.now()
        day = self.env["seutuyp.home"]._local_date
        if (state, text) == before[:2] and day(before.on) == day(moment):
            return self.env["seutuyp.plan.update"]
        self._set_told({"actual_state": state, "actual": text})
        return self._stamp(Telling(person, source), {self.id: before}, moment)

    def _told(self):
        """Return what the action says now of how it goes."""
        self.ensure_one()
        return Told(
            self.actual_state or "not_begun",
            self.actual or "",
            self.actual_updated_on,
            self.sudo().actual_updated_by_id.id,
        )

    def _set_told(self, vals):
        """Write past the keeping of tellings, which the caller does."""
        return self.sudo()._guarded().with_context(seutuyp_told=KEPT).write(vals)

    def _stamp(self, telling, before, moment=None):
        moment = moment or fields.Datetime.now()
        rows = self._keep_tellings(before, telling, told_on=moment)
        self._set_told(
            {
                "actual_updated_on": moment,
                "actual_updated_by_id": telling.person.id,
            }
        )
        return rows

    def _keep_tellings(self, before, telling, **vals):
        """Append one row a task.

        :param dict before: task id → :class:`Told`
        """
        rows = [
            {
                "task_id": task.id,
                "partner_id": telling.person.id,
                "source": telling.source,
                "state_before": before[task.id].state,
                "state_after": task.actual_state or "not_begun",
                "text_before": before[task.id].text,
                "text_after": task.actual,
                "told_before": before[task.id].on,
                "told_by_before_id": before[task.id].by,
                **vals,
            }
            for task in self
        ]
        updates = self.env["seutuyp.plan.update"].sudo()._create_guarded(rows)
        self.invalidate_recordset(["update_ids"])
        return updates.with_env(self.env)

    def _tellings(self):
        """Return what was told and not taken back, the newest first."""
        return self.sudo().update_ids.filtered(
            lambda row: not row.takes_back_id and not row.taken_back_by_ids
        )

    def _last_telling(self):
        """Return the telling that may be taken back, as the user sees it."""
        return self._tellings()[:1].with_env(self.env)

    def _telling_ended(self):
        """Return why nothing more is told of the action, in a sentence, or False."""
        self.ensure_one()
        task = self.sudo()
        if task.is_dropped:
            return self.env._(
                "“%(action)s” has been dropped by a decision of the steering group. "
                "Nothing more is told of it.",
                action=task.name,
            )
        if task.plan_id.state == "closed":
            return self.env._(
                "%(plan)s is closed. Ask the coordinator to open it again.",
                plan=task.plan_id.display_name,
            )
        return False

    def _check_may_tell(self):
        if why := self._telling_ended():
            raise UserError(why)
