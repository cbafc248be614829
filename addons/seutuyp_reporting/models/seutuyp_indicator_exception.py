# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import trend


class SeutuypIndicatorException(models.Model):
    """An exceptional change that the steering group is to hear of, once.

    The system finds it and proposes it to the next agenda; the coordinator comments it,
    or withdraws it. Withdrawn it stays known, so that it does not come again.
    """

    _name = "seutuyp.indicator.exception"
    _inherit = ["seutuyp.judged.mixin", "seutuyp.guard.mixin"]
    _description = "Exceptional change of an indicator"
    _order = "date_to desc, choice_id, id"

    _guarded_fields = frozenset(
        {
            "choice_id",
            "segment_id",
            "code",
            "direction",
            "date_from",
            "date_to",
            "state",
            "agenda_item_id",
        }
    )

    choice_id = fields.Many2one(
        "seutuyp.indicator.choice",
        string="Indicator",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    region_id = fields.Many2one(related="choice_id.region_id", store=True, index=True)
    sharing = fields.Selection(related="choice_id.sharing", string="Shared", store=True)
    segment_id = fields.Many2one("seutuyp.segment", readonly=True, ondelete="restrict")
    code = fields.Selection(
        [
            ("outside", "Beyond a limit"),
            ("shift", "Long on one side of the centre"),
            ("trend", "Long rising or falling"),
            ("two_of_three", "Two of three near a limit"),
        ],
        string="What is exceptional",
        required=True,
        readonly=True,
    )
    direction = fields.Selection(
        [("up", "↑ High or rising"), ("down", "↓ Low or falling")],
        string="Which way",
        required=True,
        readonly=True,
    )
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(string="Until", required=True, readonly=True)
    period = fields.Char(compute="_compute_period")
    comment = fields.Text(
        string="Coordinator’s comment",
        help="What lies behind it, and what is asked of the steering group. It stands "
        "on the agenda.",
    )
    state = fields.Selection(
        [("proposed", "Proposed to the agenda"), ("withdrawn", "Withdrawn")],
        required=True,
        readonly=True,
        default="proposed",
    )
    agenda_item_id = fields.Many2one(
        "seutuyp.agenda.item",
        string="On the agenda",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )
    event_id = fields.Many2one(related="agenda_item_id.event_id", string="Meeting")
    may_edit = fields.Boolean(compute="_compute_may_edit")

    _once = models.UniqueIndex(
        "(choice_id, COALESCE(segment_id, 0), code, direction, date_from)",
        "This change has been noticed already. Reload the page.",
    )

    @api.depends("date_from", "date_to")
    def _compute_period(self):
        for row in self:
            row.period = trend.period_text(row.date_from, row.date_to)

    @api.depends("choice_id", "segment_id", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            names = (row.choice_id.display_name, row.segment_id.name, row.period)
            row.display_name = ", ".join(name for name in names if name)

    @api.depends("choice_id")
    @api.depends_context("uid")
    def _compute_may_edit(self):
        for row in self:
            row.may_edit = row._may_change("write")

    # --------------------------------------------------------------------- access
    def _may_change(self, operation):
        return self.sudo().choice_id.with_env(self.env)._may_change("write")

    def write(self, vals):
        result = super().write(vals)
        if "comment" in vals:
            self.sudo().agenda_item_id._take_comments(emptied=True)
        return result

    # -------------------------------------------------------------------- buttons
    def action_withdraw(self):
        """Take the changes off the agenda; they do not come back by themselves.

        :raise AccessError: the user does not choose what the region follows
        :raise UserError: the meeting has handled one of them
        """
        self.check_access("write")
        self.choice_id._lock_trend()
        items = self.sudo().agenda_item_id
        if any(item._is_past() for item in items):
            raise UserError(
                self.env._(
                    "The meeting has handled this already: it stays in its minutes."
                )
            )
        self.sudo()._guarded().write({"state": "withdrawn", "agenda_item_id": False})
        items.filtered(lambda item: not item.indicator_exception_ids).unlink()
        if any(self.mapped("comment")):
            items.exists()._take_comments(emptied=True)
        return True

    def action_propose(self):
        """Put the changes on the next agenda again.

        :raise AccessError: the user does not choose what the region follows
        :raise UserError: the region has no steering group
        """
        self.check_access("write")
        self.choice_id._check_steering_group()
        self.choice_id._lock_trend()
        self.sudo()._guarded().write({"state": "proposed"})
        self._to_agenda()
        return True

    # --------------------------------------------------------------------- agenda
    def _to_agenda(self):
        """Put what is on no agenda before the steering groups: one matter a choice."""
        rows = self.sudo().filtered(
            lambda row: row.state == "proposed" and not row.agenda_item_id
        )
        choices = rows.choice_id
        matters = choices._open_matters()
        missing = choices.filtered(
            lambda choice: choice not in matters and choice._steering_group()
        )
        matters |= missing._create_matters()
        for choice, own in rows.grouped("choice_id").items():
            item = matters.get(choice)
            if item:
                own._guarded().write({"agenda_item_id": item.id})
                item._take_comments()
