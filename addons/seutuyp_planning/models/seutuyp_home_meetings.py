# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# What waits in meetings, in this order, before the yearly questions of the network.
KINDS = ("confirm", "decision", "invitation", "minutes", "agenda", "year")
BEFORE = "offers"
SHOWN = 3
SOON = timedelta(days=30)


class SeutuypHome(models.AbstractModel):
    """What waits in meetings, and the user's next ones with their agenda."""

    _inherit = "seutuyp.home"

    @api.model
    def _kinds(self):
        kinds = super()._kinds()
        place = kinds.index(BEFORE)
        return [*kinds[:place], *KINDS, *kinds[place:]]

    @api.model
    def get_home(self):
        """Add ``meetings``: the user's next ones, each a dict(id, name, time, answer,
        agenda, papers, action)."""
        return {**super().get_home(), "meetings": self._next_meetings()}

    @api.model
    def _waiting_followups(self):
        return [
            *super()._waiting_followups(),
            *self._waiting_minutes(),
            *self._waiting_decisions(),
            *self._waiting_invitations(),
            *self._waiting_keeper(),
            *self._waiting_years(),
        ]

    # ------------------------------------------------------------------- everybody
    @api.model
    def _waiting_minutes(self):
        """List minutes that the user is to confirm as chair or secretary."""
        events = self.env["calendar.event"].search([("minutes_state", "=", "sent")])
        return [
            self._item(
                "confirm",
                self.env._("Confirm the minutes of “%(meeting)s”.", meeting=event.name),
                event,
                self.env._("Read and confirm"),
                action=self._open_meeting(event),
            )
            for event in events.filtered("may_confirm")
        ]

    @api.model
    def _waiting_decisions(self):
        decisions = self.env["seutuyp.decision"].search(
            [
                ("state", "=", "open"),
                ("responsible_ids", "in", self.env.user.partner_id.ids),
            ],
            order="deadline",
        )
        return [
            self._item(
                "decision",
                decision.name,
                decision,
                self.env._("Tell how it stands"),
                due=decision.deadline,
                detail=decision.event_id.sudo().name,
            )
            for decision in decisions
        ]

    @api.model
    def _waiting_invitations(self):
        """Say in one line which invitations the user has not answered."""
        attendees = self.env["calendar.attendee"].search(
            [
                ("partner_id", "=", self.env.user.partner_id.id),
                ("state", "=", "needsAction"),
                ("event_id.meeting_state", "=", "invited"),
                ("event_id.start", ">", fields.Datetime.now()),
            ]
        )
        events = attendees.event_id.sorted("start")
        if not events:
            return []
        text = self.env._(
            "Say whether you come: %(count)s meetings.", count=len(events)
        )
        if len(events) == 1:
            text = self.env._("Say whether you come to “%s”.", events.name)
        action = {
            "type": "ir.actions.act_window",
            "name": self.env._("Invitations to answer"),
            "res_model": "calendar.event",
            "views": self._meeting_views(),
            "domain": [("id", "in", events.ids)],
        }
        label = self.env._("Say whether you come")
        if len(events) == 1:
            action = self._open_meeting(events)
        return [self._item("invitation", text, events, label, action=action)]

    # -------------------------------------------------------------- who keeps them
    @api.model
    def _kept_meetings(self, domain):
        """Return the meetings the user keeps, one search."""
        uid = self.env.uid
        seat = Domain(
            "seutuyp_group_id.member_ids",
            "any",
            [
                ("partner_id", "=", self.env.user.partner_id.id),
                ("role", "=", "secretary"),
            ],
        )
        keeps = (
            Domain("seutuyp_region_ids.editor_user_ids", "in", uid)
            | Domain("seutuyp_area_id.editor_user_ids", "in", uid)
            | seat
        )
        closed = Domain("seutuyp_public", "=", False) & Domain("theme_id", "!=", False)
        return self.env["calendar.event"].search(
            keeps & closed & Domain(domain), order="start"
        )

    @api.model
    def _waiting_keeper(self):
        """List meetings to prepare and minutes to write."""
        now = fields.Datetime.now()
        today = self.env["seutuyp.dated.mixin"]._today()
        coming = self._kept_meetings(
            [
                ("meeting_state", "=", "invited"),
                ("start", ">", now),
                ("preparation_date", "<=", today),
                ("agenda_sent_on", "=", False),
            ]
        )
        past = self._kept_meetings(
            [
                "|",
                ("meeting_state", "=", "invited"),
                "&",
                ("meeting_state", "=", "held"),
                ("minutes_state", "=", "draft"),
                ("stop", "<", now),
            ]
        )
        prepare = [
            self._item(
                "agenda",
                self.env._("Prepare and send the agenda of “%s”.", event.name),
                event,
                self.env._("Open the meeting"),
                due=self._local_date(event.start),
                action=self._open_meeting(event),
            )
            for event in coming
        ]
        write = [
            self._item(
                "minutes",
                self.env._("Write and send the minutes of “%s”.", event.name),
                event,
                self.env._("Open the meeting"),
                detail=event.minutes_remark,
                action=self._open_meeting(event),
            )
            for event in past
        ]
        return prepare + write

    @api.model
    def _waiting_years(self):
        """List the user's planned years that nobody has been invited to yet."""
        calendars = self.env["seutuyp.annual.calendar"].search(
            [
                "|",
                ("region_id.editor_user_ids", "in", self.env.uid),
                ("area_id.editor_user_ids", "in", self.env.uid),
                ("state", "=", "draft"),
                ("year", ">=", self.env["seutuyp.dated.mixin"]._today().year),
            ]
        )
        return [
            self._item(
                "year",
                self.env._("Check and publish the year %s.", calendar.display_name),
                calendar,
                self.env._("Open the year"),
            )
            for calendar in calendars
        ]

    # ------------------------------------------------------------------- next ones
    @api.model
    def _next_meetings(self):
        """Return the user's next meetings with their agenda."""
        now = fields.Datetime.now()
        events = self.env["calendar.event"].search(
            [
                ("seutuyp_scope", "!=", False),
                ("partner_ids", "in", self.env.user.partner_id.ids),
                ("meeting_state", "in", ("planned", "invited")),
                ("stop", ">", now),
                ("start", "<", now + 6 * SOON),
            ],
            order="start",
            limit=SHOWN,
        )
        answers = dict(
            events.env["calendar.attendee"]
            ._fields["state"]
            ._description_selection(self.env)
        )
        answers["needsAction"] = self.env._("not answered yet")
        return [
            {
                "id": event.id,
                "name": event.name,
                "time": self.env["seutuyp.invitation"]._time_text(
                    {"start": event.start, "stop": event.stop}
                ),
                "answer": event.meeting_state == "invited"
                and answers.get(self._my_answer(event), ""),
                "agenda": event.agenda_item_ids.mapped("name"),
                "papers": len(event.agenda_item_ids.document_ids),
                "decisions": len(event.open_decision_ids),
                "action": self._open_meeting(event),
            }
            for event in events
        ]

    @api.model
    def _my_answer(self, event):
        me = self.env.user.partner_id
        return event.attendee_ids.filtered(lambda item: item.partner_id == me)[:1].state

    @api.model
    def _meeting_views(self):
        # No env.ref: it asks the database each time whether the view is still there.
        find = self.env["ir.model.data"]._xmlid_to_res_id
        return [
            (find(f"seutuyp_planning.calendar_event_view_{name}_meeting"), name)
            for name in ("list", "kanban", "form")
        ]

    @api.model
    def _open_meeting(self, event):
        return {
            "type": "ir.actions.act_window",
            "name": event.name,
            "res_model": "calendar.event",
            "res_id": event.id,
            "views": self._meeting_views()[2:],
        }
