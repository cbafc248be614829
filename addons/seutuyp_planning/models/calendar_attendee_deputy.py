# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..tools import rhythm

# Only this object lets a deputy be written without being called: see write().
CALLED = object()


class CalendarAttendee(models.Model):
    """Deputies stand in: whoever cannot come names who comes instead.

    A deputy is invited to this one meeting as soon as somebody names him or her, is
    told for whom, and is called off when that person comes after all or names another.
    A person has one deputy in a meeting, and a deputy stands in for one person.

    Whoever declines is offered the deputies of the group that fit the seat: the
    personal one, those of the same organisation, and those who are nobody's in
    particular. The personal deputy is called without asking, as the group agreed when
    it gave the seat, unless the person says that nobody comes.
    """

    _inherit = "calendar.attendee"

    deputy_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="set null",
        help="Who comes in this person's place.",
    )
    stands_in_for_id = fields.Many2one(
        "res.partner", string="In place of", compute="_compute_stands_in_for_id"
    )
    possible_deputy_ids = fields.Many2many(
        "res.partner",
        string="Possible deputies",
        compute="_compute_possible_deputy_ids",
        compute_sudo=True,
    )
    may_name_deputy = fields.Boolean(compute="_compute_may_name_deputy")

    _deputy_once = models.UniqueIndex(
        "(event_id, deputy_id) WHERE deputy_id IS NOT NULL",
        "This person already stands in for somebody else in this meeting. Choose "
        "another.",
    )

    @api.depends("event_id.attendee_ids.deputy_id")
    def _compute_stands_in_for_id(self):
        for attendee in self:
            attendee.stands_in_for_id = attendee.event_id.attendee_ids.filtered(
                lambda other, own=attendee: other.deputy_id == own.partner_id
            ).partner_id[:1]

    @api.depends("event_id.seutuyp_group_id.member_ids", "event_id.partner_ids")
    def _compute_possible_deputy_ids(self):
        for attendee in self:
            attendee.possible_deputy_ids = attendee._possible_seats().partner_id

    @api.depends("state", "deputy_id", "event_id.meeting_state")
    @api.depends_context("uid")
    def _compute_may_name_deputy(self):
        now = fields.Datetime.now()
        for attendee in self:
            event = attendee.event_id
            attendee.may_name_deputy = bool(
                event.meeting_state == "invited"
                and event.stop > now
                and not attendee.stands_in_for_id
                and (
                    event._is_seutuyp_editor()
                    or (
                        attendee.partner_id == self.env.user.partner_id
                        and (attendee.possible_deputy_ids or attendee.deputy_id)
                    )
                )
            )

    # --------------------------------------------------------------------- choice
    def _possible_seats(self):
        """Return the seats of those who may stand in, the fittest first."""
        self.ensure_one()
        event = self.event_id.sudo()
        day = event.start and rhythm.local(event.start).date()
        seats = event.seutuyp_group_id.member_ids._on(day) if day else None
        own = seats and seats._full().filtered(
            lambda seat: seat.partner_id == self.partner_id
        )
        if not own or self.stands_in_for_id:
            return self.env["seutuyp.group.member"]
        taken = (event.partner_ids | event.attendee_ids.deputy_id) - self.deputy_id
        fits = seats._with_role("deputy").filtered(
            lambda seat: (
                seat.partner_id not in taken
                and (
                    not seat.deputy_for_id
                    or self._is_personal(seat)
                    or seat.organisation_id & own.organisation_id
                )
            )
        )
        return fits.sorted(
            lambda seat: (
                not self._is_personal(seat),
                not (seat.organisation_id & own.organisation_id),
                seat.partner_id.name or "",
            )
        )

    def _is_personal(self, seat):
        """Tell whether a deputy's seat is this person's, also of an earlier term."""
        return seat.deputy_for_id.partner_id == self.partner_id

    def _default_deputy(self):
        """Return whom the group has named as this person's deputy, if free."""
        self.ensure_one()
        seats = self._possible_seats()
        return seats.filtered(self._is_personal)[:1].partner_id

    def _settle_deputy(self, former, deputy=None):
        """Call or call off the deputy, as follows from an answer.

        :param str former: the answer until now
        :param deputy: see :meth:`_answer`
        """
        self.ensure_one()
        if self.stands_in_for_id:
            if self.state == "declined" != former:
                self._tell_deputy_missing()
        elif self.state == "accepted":
            self._name_deputy(self.env["res.partner"])
        elif self.state == "declined":
            if deputy is None:
                deputy = self.deputy_id or self._default_deputy()
            self._name_deputy(deputy)

    def _tell_deputy_missing(self):
        """Tell whoever keeps the meeting that the deputy cannot come either."""
        people = {"deputy": self.partner_id.name, "person": self.stands_in_for_id.name}
        self.event_id._tell_keeper(
            lambda env: env._(
                "%(deputy)s, who was to come in place of %(person)s, cannot come. Name "
                "another deputy if one is needed.",
                **people,
            )
        )

    # --------------------------------------------------------------------- naming
    @api.model_create_multi
    def create(self, vals_list):
        deputies = [vals.pop("deputy_id", False) for vals in vals_list]
        attendees = super().create(vals_list)
        for attendee, deputy in zip(attendees, deputies, strict=True):
            if deputy:
                attendee.write({"deputy_id": deputy})
        return attendees

    def write(self, vals):
        """Do what a deputy's name says: call him or her, and an earlier one off."""
        is_called = self.env.context.get("seutuyp_called") is CALLED
        if "deputy_id" not in vals or is_called:
            return super().write(vals)
        vals = dict(vals)
        deputy = self.env["res.partner"].browse(vals.pop("deputy_id") or [])
        if vals:
            super().write(vals)
        for attendee in self:
            if attendee._is_over():
                attendee._note_deputy(deputy)
                continue
            attendee._check_may_name(deputy)
            if deputy:  # to name a deputy is to say that one does not come
                attendee._answer("declined", attendee.comment, deputy)
            else:
                attendee._name_deputy(deputy)
        return True

    def action_name_deputy(self):
        """Open the choice of a deputy for this person."""
        self.ensure_one()
        self._check_may_answer()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who comes instead?"),
            "res_model": "seutuyp.deputy.wizard",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_attendee_id": self.id},
        }

    def _check_may_name(self, deputy):
        """Let people choose among the deputies that fit, whoever keeps it anybody.

        :raise AccessError: the invitation is somebody else's
        :raise UserError: the deputy is not among those who may stand in
        """
        self.ensure_one()
        self.sudo()._check_deputy(deputy)
        if self.env.su:
            return
        self._check_may_answer()
        if deputy and not self.event_id._is_seutuyp_editor():
            if deputy not in self.possible_deputy_ids:
                raise UserError(
                    self.env._(
                        "%(name)s is not a deputy for your seat in this group. Choose "
                        "another, or ask whoever keeps the meeting.",
                        name=deputy.name,
                    )
                )

    def _name_deputy(self, deputy):
        """Let ``deputy`` come in this person's place, and call an earlier one off.

        :param deputy: a person, or empty for nobody
        :raise UserError: that person cannot stand in here
        """
        self.ensure_one()
        attendee = self.sudo()
        former = attendee.deputy_id
        if deputy == former:
            return
        attendee._check_deputy(deputy)
        attendee._put_deputy(deputy)
        people = attendee.event_id.partner_ids
        commands = [Command.unlink(person.id) for person in former & people]
        commands += [Command.link(person.id) for person in deputy]
        attendee.event_id._write_quietly({"partner_ids": commands})

    def _is_over(self):
        event = self.sudo().event_id
        return event.meeting_state != "cancelled" and event.stop < fields.Datetime.now()

    def _note_deputy(self, deputy):
        """Note afterwards who was there instead: nobody is called any more.

        :raise AccessError: the user does not keep the meeting
        """
        self.ensure_one()
        self.check_access("write")
        self.sudo()._check_fits(deputy)
        self.sudo()._put_deputy(deputy)

    def _put_deputy(self, deputy):
        self.with_context(seutuyp_called=CALLED).write({"deputy_id": deputy.id})

    def _check_deputy(self, deputy):
        event = self.event_id
        over = event.meeting_state == "cancelled" or event.stop < fields.Datetime.now()
        if deputy and over:
            raise UserError(self.env._("The meeting is cancelled or past."))
        self._check_fits(deputy)

    def _check_fits(self, deputy):
        """Refuse a deputy who cannot stand in for this person in this meeting."""
        event = self.event_id
        if not deputy:
            return
        problem = None
        if deputy.is_company or deputy == self.partner_id:
            problem = self.env._("Choose another person.")
        elif deputy in event.partner_ids - self.deputy_id:
            problem = self.env._(
                "%(name)s is invited already and cannot come for two.", name=deputy.name
            )
        elif self.stands_in_for_id:
            problem = self.env._(
                "%(name)s stands in for somebody and cannot pass it on. Name another "
                "deputy for %(person)s.",
                name=self.partner_id.name,
                person=self.stands_in_for_id.name,
            )
        if problem:
            raise UserError(problem)
