# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date, format_datetime

from ..tools import invitation as icalendar

TIMEZONE = "Europe/Helsinki"


class SeutuypInvitation(models.Model):
    """What a message says, in its reader's language."""

    _inherit = "seutuyp.invitation"

    title = fields.Char(compute="_compute_words")
    time_text = fields.Char(compute="_compute_words")

    @api.depends_context("lang")
    def _compute_words(self):
        for line in self:
            content = line.content or {}
            names = content.get("names") or {}
            line.title = names.get(self.env.lang) or content.get("name", "")
            line.time_text = line._time_text(content)

    @api.model
    def _time_text(self, content):
        """Return when the meeting is, as written in the reader's language."""
        if not content:
            return ""
        start, stop = content["start"], content["stop"]
        if content.get("allday"):
            days = [
                format_date(self.env, day[:10], date_format=self.env._("EEEE d.M.y"))
                for day in (start, stop)
            ]
            return "–".join(dict.fromkeys(days))
        moment, hour = self.env._("EEEE d.M.y, H.mm"), self.env._("H.mm")
        ends = [self._local_day(value) for value in (start, stop)]
        form = hour if ends[0] == ends[1] else moment
        first = format_datetime(self.env, start, tz=TIMEZONE, dt_format=moment)
        last = format_datetime(self.env, stop, tz=TIMEZONE, dt_format=form)
        return f"{first}–{last}"

    @api.model
    def _local_day(self, value):
        return format_datetime(self.env, value, tz=TIMEZONE, dt_format="yyyy-MM-dd")

    def _subject(self):
        """Return the subject in the reader's language."""
        self.ensure_one()
        name = {"meeting": self.title, "time": self.time_text}
        if self.method == icalendar.CANCEL:
            if self._is_whole():
                return self.env._("Cancelled: %(meeting)s, %(time)s", **name)
            return self.env._("You need not come: %(meeting)s, %(time)s", **name)
        if self.is_update:
            return self.env._("Changed: %(meeting)s, %(time)s", **name)
        return self.env._("Invitation: %(meeting)s, %(time)s", **name)

    def _is_whole(self):
        """Tell whether the meeting is off, or goes on without the receiver."""
        event = self.event_id
        return (self.content or {}).get("cancelled", True) or not event

    def _lead(self):
        """Return the first sentence in the reader's language."""
        self.ensure_one()
        person = {"person": self.instead_of_id.name}
        if self.method == icalendar.CANCEL:
            return self._lead_off(person)
        if self.is_update:
            return self.env._(
                "The meeting has been changed. Your calendar updates itself; please "
                "answer anew if the time has changed."
            )
        if self.instead_of_id:
            return self.env._(
                "You are invited to a meeting in place of %(person)s, who cannot come.",
                **person,
            )
        return self.env._("You are invited to a meeting.")

    def _lead_off(self, person):
        if self._is_whole():
            return self.env._(
                "The meeting is not held. Your calendar takes it away by itself."
            )
        if self.instead_of_id:
            return self.env._(
                "You need not come in place of %(person)s after all. Your calendar "
                "takes the meeting away by itself.",
                **person,
            )
        return self.env._(
            "The meeting is held without you. Your calendar takes it away by itself."
        )

    def _answer_link(self):
        """Return the personal address at which the receiver answers."""
        event = self.event_id
        if not event:
            return False
        # A day that lasts as a whole is over at midnight.
        until = event.stop + timedelta(hours=6 if event.allday else 0)
        text, _token = self.env["seutuyp.token"]._issue(
            event, "attend", self.partner_id, self.partner_id.email, until
        )
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return f"{base}/seutuyp/meeting/{event.id}?token={text}"

    # ------------------------------------------------------------------ calendar
    def _calendar_text(self, link):
        """Return the message as iCalendar text.

        :param str link: personal address for the answer, or False
        """
        self.ensure_one()
        content = self.content
        organizer = self._organizer()
        return icalendar.build(
            self.method,
            icalendar.Meeting(
                uid=self.uid,
                sequence=self.sequence,
                name=self.title,
                start=fields.Datetime.to_datetime(content["start"]),
                stop=fields.Datetime.to_datetime(content["stop"]),
                stamp=self.create_date,
                organizer=icalendar.Person(
                    organizer.name or "", self._gateway_address()
                ),
                attendees=(self._receiver(),),
                description=self._description_text(link),
                location=content["location"],
                video=content["video"],
                language=self.env["res.lang"]._html_code(),
                allday=content.get("allday", False),
                free=content.get("free", False),
            ),
        )

    def _receiver(self):
        """Return the receiver alone: nobody's address is given to the others."""
        person, event = self.partner_id, self.event_id.sudo()
        states = {item.partner_id: item.state for item in event.attendee_ids}
        return icalendar.Person(
            person.name,
            person.email_normalized,
            states.get(person) or "needsAction",
            optional=bool(event) and person in event._optional_people(),
        )

    def _description_text(self, link):
        text = [self.content["description"]]
        if self.instead_of_id and self.method == icalendar.REQUEST:
            text.insert(
                0, self.env._("In place of %(person)s.", person=self.instead_of_id.name)
            )
        if self.content["video"]:
            text.append(self.env._("Video: %(url)s", url=self.content["video"]))
        if link:
            text.append(self.env._("Answer: %(url)s", url=link))
        return "\n\n".join(filter(None, text))
