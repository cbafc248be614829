# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError


class CalendarEvent(models.Model):
    """What a meeting is to handle: its theme's matters, the backlog, open decisions.

    Matters are prepared when the preparation begins, or earlier by a button. Decisions
    still open need no preparing: they are looked up, so they come up at whichever
    meeting is next, also after one has been moved or cancelled.
    """

    _inherit = "calendar.event"

    agenda_item_ids = fields.One2many(
        "seutuyp.agenda.item", "event_id", string="Agenda"
    )
    agenda_prepared = fields.Boolean(copy=False, readonly=True)
    agenda_sent_on = fields.Datetime(copy=False, readonly=True)
    backlog_count = fields.Integer(
        string="In the backlog", compute="_compute_backlog_count"
    )
    open_decision_ids = fields.Many2many(
        "seutuyp.decision",
        string="Open decisions",
        compute="_compute_open_decision_ids",
        help="Decisions of earlier meetings that are not carried out yet.",
    )

    @api.model
    def _guarded_names(self):
        return super()._guarded_names() | {"agenda_prepared", "agenda_sent_on"}

    @api.depends("seutuyp_group_id", "agenda_item_ids")
    def _compute_backlog_count(self):
        counts = {}
        if self.seutuyp_group_id:
            counts = dict(
                self.env["seutuyp.agenda.item"]._read_group(
                    [
                        ("group_id", "in", self.seutuyp_group_id.ids),
                        ("event_id", "=", False),
                    ],
                    ["group_id"],
                    ["__count"],
                )
            )
        for event in self:
            event.backlog_count = counts.get(event.seutuyp_group_id, 0)

    @api.depends("start", "seutuyp_group_id.decision_ids.state")
    def _compute_open_decision_ids(self):
        found = self.env["seutuyp.decision"].browse()
        if self.seutuyp_group_id:
            found = found.search(
                [
                    ("group_id", "in", self.seutuyp_group_id.ids),
                    ("state", "=", "open"),
                ],
                order="event_start, sequence, id",
            )
        for event in self:
            event.open_decision_ids = found.filtered(
                lambda item, event=event: (
                    item.group_id == event.seutuyp_group_id
                    and event.start
                    and item.event_start < event.start
                )
            )

    # -------------------------------------------------------------------- buttons
    def action_prepare_agenda(self):
        """Put the theme's matters and the group's backlog onto the agenda.

        What is there stays; pressed again, only what is missing is added.

        :raise AccessError: the user does not keep the meeting
        :raise UserError: the meeting is cancelled or its minutes have been sent
        """
        self._check_seutuyp_editor()
        for event in self:
            event._check_agenda_open()
        self._prepare_agenda()
        return True

    def _check_agenda_open(self):
        self.ensure_one()
        if self.meeting_state == "cancelled" or self.minutes_state != "draft":
            raise UserError(
                self.env._(
                    "The agenda of %(meeting)s is closed: the meeting is cancelled, or "
                    "its minutes have been sent.",
                    meeting=self.name,
                )
            )

    def _prepare_agenda(self):
        """Fill the agendas, all at once; of two at once the second finds it done."""
        self._lock()
        items = self.env["seutuyp.agenda.item"].sudo()
        backlog = items.search(
            [
                ("group_id", "in", self.seutuyp_group_id.ids),
                ("event_id", "=", False),
            ]
        ).grouped("group_id")
        new = []
        for event in self.sudo():
            there = event.agenda_item_ids.theme_item_id
            missing = event.theme_id.item_ids - there
            new += [event._prepare_theme_item(matter) for matter in missing]
            group = event.seutuyp_group_id
            # of several meetings prepared together the first takes the backlog
            backlog.pop(group, items).write({"event_id": event.id, "sequence": 25})
        created = items.create(new)
        created._translate_from_theme()
        self.sudo()._guarded().with_context(seutuyp_untold=True).write(
            {"agenda_prepared": True}
        )

    def _prepare_theme_item(self, matter):
        return {
            "event_id": self.id,
            "theme_item_id": matter.id,
            "name": matter.name,
            "sequence": matter.sequence,
            "duration": matter.duration,
        }

    def action_send_agenda(self):
        """Mail the agenda with its papers to the invited, in each one's language.

        :raise AccessError: the user does not keep the meeting
        :raise UserError: there is no agenda, or the meeting is not invited to
        """
        self._check_seutuyp_editor()
        for event in self:
            event._check_agenda_open()
            if event.meeting_state != "invited":
                raise UserError(
                    self.env._(
                        "Invite to the meeting first: nothing is mailed about a "
                        "meeting that is only planned."
                    )
                )
            if not event.agenda_item_ids:
                raise UserError(
                    self.env._("The agenda is empty. Prepare it, then send it.")
                )
        for event in self:
            event._send_agenda()
        return True

    def _send_agenda(self):
        self._lock()
        self.sudo()._guarded().with_context(seutuyp_untold=True).write(
            {"agenda_sent_on": fields.Datetime.now()}
        )
        self._mail_meeting_people("seutuyp_planning.mail_template_agenda", "agenda")
        self.sudo().preparation_task_ids._end_preparation()

    # -------------------------------------------------------------------- changes
    def _cancel_meeting(self, reason=None):
        """Let what was to be handled wait for the next meeting."""
        result = super()._cancel_meeting(reason)
        cancelled = self.filtered(lambda event: event.meeting_state == "cancelled")
        with_group = cancelled.filtered("seutuyp_group_id")
        with_group.sudo().agenda_item_ids._to_backlog()
        cancelled.sudo()._guarded().with_context(seutuyp_untold=True).write(
            {"agenda_prepared": False}
        )
        return result

    def unlink(self):
        self.filtered("seutuyp_group_id").sudo().agenda_item_ids._to_backlog()
        return super().unlink()
