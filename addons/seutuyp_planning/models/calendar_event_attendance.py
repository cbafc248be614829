# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import AccessError

# Answer to the invitation → presence that is proposed when the meeting is held.
PROPOSED = {"accepted": "present", "declined": "absent"}


class CalendarAttendee(models.Model):
    """Who was there."""

    _name = "calendar.attendee"
    _inherit = ["calendar.attendee", "seutuyp.judged.mixin"]

    presence = fields.Selection(
        [
            ("present", "Present"),
            ("remote", "Present by video"),
            ("deputy", "Deputy present"),
            ("absent", "Absent"),
        ],
        string="Attendance",
    )

    def _may_change(self, operation):
        """Let only whoever keeps a meeting of the network change who takes part.

        Core lets everybody who may write events, which is all of the staff; people
        answer for themselves by other ways (``_answer``).
        """
        return not self.event_id.seutuyp_scope or self.event_id._is_seutuyp_editor()

    @api.model
    def _may_not_change(self):
        return AccessError(
            self.env._(
                "Who takes part is noted by whoever keeps the meeting. To answer "
                "for yourself, use the buttons of the invitation."
            )
        )

    def _is_there(self):
        """Return those who were there themselves."""
        return self.filtered(lambda item: item.presence in ("present", "remote"))

    def _propose_presence(self):
        """Take the answers as attendance where nothing has been noted."""
        for attendee in self.filtered(lambda item: not item.presence):
            attendee.presence = (
                "deputy" if attendee.deputy_id else PROPOSED.get(attendee.state)
            )


class CalendarEvent(models.Model):
    """Attendance of a meeting, and whether it was many enough to decide."""

    _inherit = "calendar.event"

    chair_id = fields.Many2one(
        "res.partner",
        string="Chair of this meeting",
        domain=[("is_company", "=", False)],
        copy=False,
        help="Empty: the group's chair.",
    )
    secretary_id = fields.Many2one(
        "res.partner",
        string="Secretary of this meeting",
        domain=[("is_company", "=", False)],
        copy=False,
        help="Empty: the group's secretary.",
    )
    others_present = fields.Char(
        copy=False, help="Visitors and others who were not invited in the calendar."
    )
    expected_count = fields.Integer(
        string="Invited people",
        compute="_compute_attendance",
        store=True,
        help="Of a meeting that has been held.",
    )
    present_count = fields.Integer(
        string="Present", compute="_compute_attendance", store=True
    )
    has_quorum = fields.Boolean(compute="_compute_quorum")
    quorum_note = fields.Char(compute="_compute_quorum")

    @api.depends("meeting_state", "attendee_ids.presence")
    def _compute_attendance(self):
        for event in self:
            held = event.meeting_state == "held"
            attendees = event.attendee_ids if held else event.attendee_ids.browse()
            there = attendees.filtered(
                lambda item: item.presence not in (False, "absent")
            )
            counts = (len(attendees), len(there))
            # of a year just planned nothing is written
            if (event.expected_count, event.present_count) != counts:
                event.expected_count, event.present_count = counts

    @api.depends(
        "start", "seutuyp_group_id", "attendee_ids.presence", "attendee_ids.deputy_id"
    )
    @api.depends_context("lang")
    def _compute_quorum(self):
        for event in self:
            there, by_deputy, full = event._full_members_there()
            needed = event.seutuyp_group_id._quorum_of(full)
            event.has_quorum = bool(full) and there >= needed
            event.quorum_note = event._quorum_sentence(there, by_deputy, full, needed)

    def _full_members_there(self):
        """Return (full members there or represented, those by deputy, all of them)."""
        self.ensure_one()
        group = self.seutuyp_group_id.sudo()
        if not group or not self.start:
            return 0, 0, 0
        full = group.member_ids._on(self.start.date())._full().partner_id
        own = self.attendee_ids.filtered(lambda item: item.partner_id in full)
        # A deputy who is a full member himself still is one pair of ears and one vote.
        represented = own.filtered(lambda item: item.presence == "deputy")
        return len(own._is_there()) + len(represented), len(represented), len(full)

    def _quorum_sentence(self, there, by_deputy, full, needed):
        if not full or not any(self.attendee_ids.mapped("presence")):
            return False
        values = {"there": there, "all": full, "deputies": by_deputy, "needed": needed}
        if there >= needed:
            return self.env._(
                "%(there)s of %(all)s members there, %(deputies)s of them by deputy: "
                "the meeting can decide (%(needed)s needed).",
                **values,
            )
        return self.env._(
            "%(there)s of %(all)s members there, %(deputies)s of them by deputy: too "
            "few to decide, %(needed)s are needed. Note it in the minutes.",
            **values,
        )

    def _chair(self):
        """Return who chaired: the one named for this meeting, else the group's."""
        self.ensure_one()
        return self.chair_id or self._seated("chair")

    def _secretary(self):
        """Return who kept the minutes: the one named, else the group's secretary."""
        self.ensure_one()
        return self.secretary_id or self._seated("secretary")

    def _seated(self, role):
        seats = self.seutuyp_group_id.sudo().member_ids
        return seats._on(self.start.date())._with_role(role).partner_id[:1]


class SeutuypGroup(models.Model):
    """How many of a group must be there to decide, and who keeps its meetings."""

    _inherit = "seutuyp.group"

    decision_ids = fields.One2many("seutuyp.decision", "group_id")
    quorum_min = fields.Integer(
        string="Members needed to decide",
        help="Empty: more than half of the full members, deputies counted for those "
        "they stand in for.",
    )

    _quorum_positive = models.Constraint(
        "CHECK(quorum_min >= 0)", "The number of members needed cannot be negative."
    )

    def _quorum_of(self, full):
        """Return how many of ``full`` members are needed: 5 of 8, if nothing is set."""
        return self.quorum_min or full // 2 + 1

    def _is_meeting_keeper(self):
        """Return whether the user keeps the group's meetings and their papers.

        Coordinators of its regions, area contacts, and its own chair and secretary
        while their seats run.
        """
        self.ensure_one()
        user, group = self.env.user, self.sudo()
        if self.env.su or user.has_group("seutuyp_network.group_manager"):
            return True
        area = group.area_id or group.region_ids.area_id
        return (
            user.partner_id in (group.chair_id | group.secretary_id)
            or user in group.region_ids.editor_user_ids
            or (group.kind != "national" and user in area.editor_user_ids)
        )

    def _next_meetings(self):
        """Return {group id: meetings still to come that are not cancelled}, in order.

        One search for all groups.
        """
        events = self.env["calendar.event"].search(
            [
                ("seutuyp_group_id", "in", self.ids),
                ("start", ">", fields.Datetime.now()),
                ("meeting_state", "in", ("planned", "invited")),
            ],
            order="start",
        )
        return {
            group.id: own for group, own in events.grouped("seutuyp_group_id").items()
        }

    def _meeting_activity(self, year):
        """Return how the groups met in a year, for reporting.

        Cooperation indicator B (domain chapter 4.4): meetings held of those planned,
        and attendance. One query for all groups.

        :param int year: of the meetings
        :return: {group id: dict(planned, held, cancelled, invited, present)}; groups
            without a meeting that year are missing
        """
        rows = self.env["calendar.event"]._read_group(
            [("seutuyp_group_id", "in", self.ids), ("seutuyp_year", "=", year)],
            ["seutuyp_group_id", "meeting_state"],
            ["__count", "expected_count:sum", "present_count:sum"],
        )
        found = {}
        for group, state, count, invited, present in rows:
            line = found.setdefault(
                group.id,
                {"planned": 0, "held": 0, "cancelled": 0, "invited": 0, "present": 0},
            )
            line["planned"] += count
            line["invited"] += invited or 0
            line["present"] += present or 0
            if state in ("held", "cancelled"):
                line[state] += count
        return found
