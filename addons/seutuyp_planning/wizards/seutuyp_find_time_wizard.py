# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import slots

WEEKS = 6
# Nobody comes tomorrow; and a meeting of next year stays near where it was planned.
AHEAD, AROUND = timedelta(days=7), timedelta(weeks=2)


class SeutuypFindTimeWizard(models.TransientModel):
    """When most of those a meeting is for can come, and who is missing each time."""

    _name = "seutuyp.find.time.wizard"
    _description = "Find a time"

    event_id = fields.Many2one("calendar.event", required=True, ondelete="cascade")
    date_from = fields.Date(
        string="From",
        required=True,
        compute="_compute_date_from",
        precompute=True,
        store=True,
        readonly=False,
    )
    weeks = fields.Integer(required=True, default=WEEKS)
    duration = fields.Float(
        compute="_compute_duration",
        precompute=True,
        store=True,
        readonly=False,
        required=True,
        help="Hours.",
    )
    line_ids = fields.One2many(
        "seutuyp.find.time.wizard.line", "wizard_id", string="Times"
    )

    _weeks_sane = models.Constraint(
        "CHECK(weeks BETWEEN 1 AND 26)", "Look at one to twenty-six weeks."
    )

    @api.depends("event_id")
    def _compute_date_from(self):
        earliest = self.env["seutuyp.dated.mixin"]._today() + AHEAD
        for wizard in self:
            planned = wizard.event_id.start
            near = planned.date() - AROUND if planned else earliest
            wizard.date_from = max(earliest, near)

    @api.depends("event_id")
    def _compute_duration(self):
        for wizard in self:
            wizard.duration = wizard.event_id.duration or 2.0

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        for wizard in wizards:
            wizard._search_times()
        return wizards

    def action_search(self):
        """Look again, with other days or another length."""
        self.ensure_one()
        self._search_times()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Find a time"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _search_times(self):
        """Put the best time of each day into the lines, the fewest missing first."""
        self.ensure_one()
        self.event_id.check_access("read")
        self.event_id._check_seutuyp_editor()
        if not 0 < self.duration <= 7:
            raise UserError(
                self.env._(
                    "A meeting of this length does not fit between 9 and 16. Choose at "
                    "most seven hours."
                )
            )
        people = self.event_id._people_needed()
        last = self.date_from + timedelta(weeks=self.weeks)
        years = {self.date_from.year, last.year}
        diary = self.env["seutuyp.annual.calendar"]._diary_of(
            people.ids, years, without=self.event_id
        )
        found = slots.proposals(self.date_from, last, self.duration, people.ids, diary)
        self.line_ids = [fields.Command.clear()] + [
            fields.Command.create(
                {
                    "start": slot.start,
                    "stop": slot.stop,
                    "missing_ids": [fields.Command.set(slot.missing)],
                }
            )
            for slot in found
        ]


class SeutuypFindTimeWizardLine(models.TransientModel):
    """One time proposed."""

    _name = "seutuyp.find.time.wizard.line"
    _description = "Time for a meeting"
    _order = "id"

    wizard_id = fields.Many2one("seutuyp.find.time.wizard", ondelete="cascade")
    start = fields.Datetime(string="Begins")
    stop = fields.Datetime(string="Ends")
    missing_ids = fields.Many2many("res.partner", string="Could not come")

    def action_take(self):
        """Move the meeting to this time; whoever was invited is told."""
        self.ensure_one()
        event = self.wizard_id.event_id
        event.write({"start": self.start, "stop": self.stop})
        return {"type": "ir.actions.act_window_close"}
