# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import joint

TIMEZONE = "Europe/Helsinki"


class SeutuypJointItem(models.Model):
    """At which joint meeting an item comes up next, and what happens next."""

    _inherit = "seutuyp.joint.item"

    next_event_id = fields.Many2one(
        "calendar.event", string="Comes up at", compute="_compute_next_event_id"
    )
    next_event_start = fields.Datetime(
        string="Meeting on", compute="_compute_next_event_id"
    )
    next_step = fields.Char(string="What happens next", compute="_compute_next_step")

    def _meeting_keys(self):
        """Return the keys of the meetings at which the item comes up."""
        self.ensure_one()
        sides = {self.from_level, self.to_level}
        return joint.keys_of_item(sides, self.region_id.id, self.area_id.id)

    @api.model
    def _open_by_key(self, keys):
        """Return {key: the open items with this key that the user may read}.

        :param keys: set of keys, see ``tools/joint.py``
        """
        found = dict.fromkeys(keys, self.browse())
        if not keys:
            return found
        ids = {forum: [id_ for kind, id_ in keys if kind == forum] for forum, _ in keys}
        local = Domain("from_level", "!=", "ministry")
        local &= Domain("to_level", "!=", "ministry")
        domain = local & Domain("region_id", "in", ids.get("talk", []))
        domain |= local & Domain("area_id", "in", ids.get("area", []))
        if joint.NATION in keys:
            domain |= ~local
        for item in self.search(Domain("state", "=", "open") & domain):
            for key in item._meeting_keys() & keys:
                found[key] |= item
        return found

    @api.depends("state", "from_level", "to_level", "region_id", "area_id")
    @api.depends_context("uid")
    def _compute_next_event_id(self):
        """Find the next meetings of all items together, as far as the user sees them.

        Not as superuser: that a region meets is its readers' to know.
        """
        waiting = self.filtered(lambda item: item.state == "open")
        keys = {item: item._meeting_keys() for item in waiting}
        meetings = self.env["calendar.event"]._next_joint(set().union(*keys.values()))
        for item in self:
            found = [meetings[key] for key in keys.get(item, ()) if meetings.get(key)]
            event = min(found, key=lambda one: (one.start, one.id), default=None)
            item.next_event_id = event
            item.next_event_start = event and event.start

    @api.depends("kind", "date_due", "late", "next_event_id", "region_id", "area_id")
    @api.depends_context("lang", "uid")
    def _compute_next_step(self):
        for item in self:
            if not item._origin:
                item.next_step = item._next_when_new()
            elif item.state == "open":
                item.next_step = f"{item._next_when_open()} {item._next_meeting()}"
            else:
                item.next_step = item._next_when_closed()

    def _next_when_new(self):
        if self.kind == "promise":
            return self.env._(
                "Write what the other side has promised you and by when, and save. It "
                "finds the promise on its home screen; nobody is mailed."
            )
        return self.env._(
            "Write what you ask and save. The other side finds the question on its "
            "home screen; nobody is mailed."
        )

    def _next_when_open(self):
        who = self._speaker(self.to_level)
        day = self.date_due and self._day(self.date_due)
        if self.kind == "question":
            return self.env._("Next: %(who)s answers.", who=who)
        if self.late:
            return self.env._(
                "The due date %(day)s has passed. Next: %(who)s keeps the promise "
                "or says why not.",
                day=day,
                who=who,
            )
        if day:
            return self.env._(
                "Next: %(who)s keeps the promise by %(day)s.", who=who, day=day
            )
        return self.env._("Next: %(who)s keeps the promise.", who=who)

    def _next_meeting(self):
        if not self.next_event_id:
            return self.env._("No joint meeting of the two sides is planned yet.")
        local = self.with_context(tz=TIMEZONE)
        start = fields.Datetime.context_timestamp(local, self.next_event_start)
        return self.env._(
            "It comes up on %(day)s at “%(meeting)s”.",
            day=self._day(start),
            meeting=self.next_event_id.display_name,
        )

    def _next_when_closed(self):
        who = self._speaker(self.from_level)
        if self.state == "answered":
            return self.env._(
                "The question is answered. If the answer is not enough, %(who)s opens "
                "it again.",
                who=who,
            )
        if self.state == "kept":
            return self.env._("The promise is kept. Nothing to do now.")
        if self.state == "broken":
            return self.env._(
                "The promise is not kept. If it is still waited for, %(who)s opens it "
                "again.",
                who=who,
            )
        return self.env._("Withdrawn. Nothing to do now.")

    @api.model
    def _day(self, day):
        return f"{day.day}.{day.month}.{day.year}"

    def _speaker(self, level):
        """Return who speaks for a side, in words: role, person and place."""
        place = self._place(level)
        if level == "region":
            person = place.coordinator_id.name
            return (
                self.env._(
                    "coordinator %(person)s (%(place)s)",
                    person=person,
                    place=place.name,
                )
                if person
                else self.env._("the coordinator (%(place)s)", place=place.name)
            )
        if level == "area":
            person = place.contact_id.name
            return (
                self.env._(
                    "area contact %(person)s (%(place)s)",
                    person=person,
                    place=place.name,
                )
                if person
                else self.env._("the area contact (%(place)s)", place=place.name)
            )
        return self.env._("the ministry")
