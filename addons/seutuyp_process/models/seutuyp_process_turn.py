# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

AHEAD = timedelta(days=30)  # a turn without a person is told of so long before
TASKS = {
    "old": ("open", "papers", "meeting"),
    "new": ("read", "team", "review"),
}


class SeutuypProcessTurn(models.Model):
    """An organisation's turn to own the process; on its day ownership moves to it."""

    _name = "seutuyp.process.turn"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.guard.mixin"]
    _description = "Turn of owning a process"
    _order = "process_id, date_from, id"
    _rec_name = "partner_id"

    _guarded_fields = frozenset(
        {"handed_over_on", "former_owner_id", "former_partner_id", "vacancy_told_on"}
    )

    process_id = fields.Many2one(
        "seutuyp.process", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Organisation",
        required=True,
        domain=[("is_company", "=", True)],
        ondelete="restrict",
    )
    person_id = fields.Many2one(
        "res.partner", domain=[("is_company", "=", False)], ondelete="restrict"
    )
    date_from = fields.Date(string="From", required=True)
    handed_over_on = fields.Date(readonly=True, copy=False)
    former_owner_id = fields.Many2one(
        "res.partner", string="Owner before", readonly=True, copy=False
    )
    former_partner_id = fields.Many2one(
        "res.partner", string="Organisation before", readonly=True, copy=False
    )
    vacancy_told_on = fields.Date(readonly=True, copy=False)
    task_ids = fields.One2many("seutuyp.process.turn.task", "turn_id")
    remark = fields.Char(compute="_compute_remark")

    _once = models.UniqueIndex(
        "(process_id, date_from)", "Another turn begins on this day. Choose another."
    )

    @api.depends("handed_over_on", "person_id", "task_ids.done")
    @api.depends_context("lang")
    def _compute_remark(self):
        for turn in self:
            open_ = len(turn.task_ids.filtered(lambda task: not task.done))
            if turn.handed_over_on and open_:
                turn.remark = self.env._("To be ticked: %(count)s", count=open_)
            elif turn.handed_over_on:
                turn.remark = self.env._("Handed over")
            elif not turn.person_id:
                turn.remark = self.env._("Name the person")
            else:
                turn.remark = self.env._("Comes")

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        self.ensure_one()
        return self.process_id._has_role("owner")

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._("Turns are agreed on by the owner and the region's coordinator.")
        )

    @api.model_create_multi
    def create(self, vals_list):
        """Let a turn without a day follow the last one by a year."""
        for vals in vals_list:
            if not vals.get("date_from") and vals.get("process_id"):
                process = self.env["seutuyp.process"].browse(vals["process_id"])
                vals["date_from"] = process._next_turn_day()
        return super().create(vals_list)

    def write(self, vals):
        if set(vals) - {"task_ids"}:  # the checklist is ticked afterwards
            self._check_to_come()
        result = super().write(vals)
        if "process_id" in vals and not self.env.su:
            self.check_access("write")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_past(self):
        self._check_to_come()

    def _check_to_come(self):
        """Keep what has been: the history of owners is read later."""
        past = self.filtered("handed_over_on")
        if past and not self._guard_is_open():
            raise UserError(
                self.env._(
                    "The turn of %(organisation)s has begun and is kept. Add a new "
                    "turn instead.",
                    organisation=past[:1].partner_id.name,
                )
            )

    # --------------------------------------------------------------- handing over
    def _hand_over(self, today):
        """Move ownership to these turns, in their order; superuser records."""
        for turn in self.sorted("date_from"):
            process = turn.process_id
            old = process.owner_id
            turn._guarded().write(
                {
                    "handed_over_on": today,
                    "former_owner_id": old.id,
                    "former_partner_id": process.owner_partner_id.id,
                    "task_ids": [
                        fields.Command.create({"side": side, "task": task})
                        for side, tasks in TASKS.items()
                        for task in tasks
                        if side == "new" or old
                    ],
                }
            )
            process.write(
                {"owner_id": turn.person_id.id, "owner_partner_id": turn.partner_id.id}
            )
            reviews = process.review_ids.filtered(
                lambda item, old=old: item.state == "due" and item.reviewer_id == old
            )
            reviews.write({"reviewer_id": turn.person_id.id})
            process._log("turn", label=self.env._("Ownership handed over"))
            turn._mail_turn("seutuyp_process.mail_template_turn_new", turn.person_id)
            if old and old != turn.person_id:
                turn._mail_turn("seutuyp_process.mail_template_turn_old", old)

    def _mail_turn(self, template, person):
        self.ensure_one()
        if not person.email_normalized:
            return
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        day = self.env["seutuyp.report.mixin"].with_context(lang=person.lang)._day
        self.env["seutuyp.mailer"]._mail(
            template,
            person,
            self,
            sender=self.process_id.region_id.coordinator_id,
            seutuyp_day=day(self.date_from),
            seutuyp_tasks=self._task_words(person),
            seutuyp_url=f"{base}/odoo/seutuyp.process.turn/{self.id}",
        )

    def _task_words(self, person):
        """Return a person's side of the checklist in that person's language."""
        side = "new" if person == self.person_id else "old"
        rows = self.task_ids.with_context(lang=person.lang)
        labels = dict(rows._fields["task"]._description_selection(rows.env))
        return [labels[row.task] for row in rows if row.side == side]


class SeutuypProcessTurnTask(models.Model):
    """A row of the checklist of handing over."""

    _name = "seutuyp.process.turn.task"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.guard.mixin"]
    _description = "Task of handing over"
    _order = "turn_id, id"
    _rec_name = "task"

    _guarded_fields = frozenset({"turn_id", "side", "task", "done_on", "done_by_id"})

    turn_id = fields.Many2one(
        "seutuyp.process.turn",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    process_id = fields.Many2one(related="turn_id.process_id", store=True, index=True)
    side = fields.Selection(
        [("old", "Owner before"), ("new", "New owner")],
        string="Whose",
        required=True,
        readonly=True,
    )
    task = fields.Selection(
        [
            ("open", "Tell which findings and changes are still open"),
            ("papers", "Hand over papers, contacts and tools"),
            ("meeting", "Take the new owner along to the next meeting"),
            ("read", "Read the description and the last review"),
            ("team", "Meet the development team"),
            ("review", "Check when the next review is due"),
        ],
        string="What",
        required=True,
        readonly=True,
    )
    done = fields.Boolean()
    done_on = fields.Date(string="When", readonly=True)
    done_by_id = fields.Many2one("res.partner", string="Who", readonly=True)

    def _may_change(self, operation):
        self.ensure_one()
        turn, person = self.sudo().turn_id, self.env.user.partner_id
        mine = turn.person_id if self.side == "new" else turn.former_owner_id
        return operation == "write" and (
            person == mine or self.turn_id.process_id._has_role("owner")
        )

    @api.model
    def _may_not_change(self):
        return self.env["seutuyp.process.turn"]._may_not_change()

    def write(self, vals):
        result = super().write(vals)
        if "done" in vals and not self._guard_is_open():
            today = self.env["seutuyp.dated.mixin"]._today()
            person = self.env.user.partner_id
            self.sudo()._guarded().write(
                {
                    "done_on": vals["done"] and today,
                    "done_by_id": vals["done"] and person.id,
                }
            )
        return result


class SeutuypProcess(models.Model):
    """Ownership may go round the organisations (domain chapter 5)."""

    _inherit = "seutuyp.process"

    rotation = fields.Selection(
        [
            ("none", "Stays with the owner"),
            ("yearly", "Goes round yearly"),
            ("own", "Goes round on days of its own"),
        ],
        string="Ownership",
        required=True,
        default="none",
    )
    turn_ids = fields.One2many("seutuyp.process.turn", "process_id")

    def _next_turn_day(self):
        """Return the day on which a turn added now begins: a year after the last."""
        self.ensure_one()
        today = self.env["seutuyp.dated.mixin"]._today()
        last = max(self.turn_ids.mapped("date_from"), default=None)
        return (last or today) + relativedelta(years=1)

    @api.model
    def _cron_turns(self):
        """Hand ownership over on its day; tell ahead of turns that name nobody.

        In one transaction: run twice, nothing happens twice.
        """
        today = self.env["seutuyp.dated.mixin"]._today()
        turns = self.env["seutuyp.process.turn"].sudo()
        coming = turns.search(
            [
                ("handed_over_on", "=", False),
                ("date_from", "<=", today + AHEAD),
                ("process_id.rotation", "!=", "none"),
                ("process_id.state", "!=", "retired"),
            ]
        )
        ready = coming.filtered(lambda turn: turn.person_id and turn.date_from <= today)
        ready._hand_over(today)
        vacant = coming.filtered(
            lambda turn: not turn.person_id and not turn.vacancy_told_on
        )
        vacant._guarded().write({"vacancy_told_on": today})
        for turn in vacant:
            region = turn.process_id.region_id
            people = region.coordinator_id | region.substitute_id
            person = people.filtered("email_normalized")[:1]
            turn._mail_turn("seutuyp_process.mail_template_turn_vacant", person)
