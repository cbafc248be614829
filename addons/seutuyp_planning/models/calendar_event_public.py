# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

import hashlib
import re
from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ..tools import invitation as icalendar
from ..tools import when
from .seutuyp_calendar_template_line import PUBLIC_FORUMS

# An address typed where the place belongs is most often the group's video room.
LINK = re.compile(r"://|www\.|\b[\w-]+\.[a-z]{2,}/", re.IGNORECASE)


class CalendarEvent(models.Model):
    """What everybody may know of a joint event, a training or a campaign.

    Public is only what is written to be public: name, time, place, segment, the note
    and the address for taking part. The video link never is, since it may be a room
    that a group meets in every month; whoever opens a webinar to all writes its address
    for taking part. Neither are the invited, their answers, the description that goes
    out with the invitation, agenda or minutes. An event is shown once it is announced:
    its year is published and it is no longer just planned.
    """

    _inherit = "calendar.event"

    seutuyp_public = fields.Boolean(
        compute="_compute_seutuyp_public", store=True, readonly=False
    )
    public_note = fields.Text(
        string="What is told to the public",
        translate=True,
        help="What happens, for whom it is, how to take part and by when.",
    )
    signup_url = fields.Char(
        string="Address for taking part",
        help="Where one enrols, or the webinar itself if it is open to all. The video "
        "link of the meeting is not shown to the public.",
    )
    is_announced = fields.Boolean(
        string="On the public page", compute="_compute_is_announced"
    )

    @api.depends("seutuyp_forum")
    def _compute_seutuyp_public(self):
        for event in self:
            public = event.seutuyp_forum in PUBLIC_FORUMS
            if event.seutuyp_public != public:  # else nothing is written
                event.seutuyp_public = public

    @api.depends(
        "active",
        "seutuyp_public",
        "seutuyp_forum",
        "meeting_state",
        "ics_uid",
        "annual_calendar_id.state",
    )
    def _compute_is_announced(self):
        announced = self.sudo().filtered_domain(self._announced_domain())
        for event in self:
            event.is_announced = event.sudo() in announced

    @api.model
    def _announced_domain(self):
        """Return the domain of what everybody may know of.

        What was cancelled before it was announced stays unknown.
        """
        return (
            Domain("active", "=", True)
            & Domain("seutuyp_public", "=", True)
            & Domain("seutuyp_forum", "in", PUBLIC_FORUMS)
            & Domain("meeting_state", "in", ("invited", "held", "cancelled"))
            & Domain("ics_uid", "!=", False)
            & Domain("annual_calendar_id.state", "in", ("published", "closed"))
        )

    @api.constrains("seutuyp_public", "seutuyp_forum")
    def _check_public(self):
        for event in self:
            if event.seutuyp_public and event.seutuyp_forum not in PUBLIC_FORUMS:
                raise ValidationError(
                    self.env._(
                        "“%(meeting)s” cannot be open to all: only joint customer "
                        "events, trainings and campaigns can. Change the forum, or "
                        "untick “Open to all”.",
                        meeting=event.name,
                    )
                )

    @api.constrains("signup_url")
    def _check_signup_url(self):
        for event in self.filtered("signup_url"):
            url = urlsplit(event.signup_url)
            if url.scheme not in ("http", "https") or "." not in url.netloc:
                raise ValidationError(
                    self.env._(
                        "“%(address)s” is not the address of a page. It begins with "
                        "https://; a mail address or a phone number belongs to what is "
                        "told to the public.",
                        address=event.signup_url,
                    )
                )

    # -------------------------------------------------------------------- buttons
    def action_open_public_page(self):
        """Open the page on which everybody finds this event."""
        self.ensure_one()
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        return {
            "type": "ir.actions.act_url",
            "url": f"{base}{self._public_path()}",
            "target": "new",
        }

    # -------------------------------------------------------------------- content
    def _public_path(self):
        """Return the path of the page that shows the event, at its place there."""
        self.ensure_one()
        event = self.sudo()
        region = event.seutuyp_region_ids or event.seutuyp_area_id.region_ids
        region = region[:1] or region.search([("successor_id", "=", False)], limit=1)
        return f"/seutuyp/events/{region.code}#event_{event.id}"

    def _public_where(self):
        """Return whose event it is: regions, an area, or all of the country."""
        self.ensure_one()
        owner = self.seutuyp_region_ids or self.seutuyp_area_id
        return ", ".join(owner.mapped("name")) or self.env._("All of Finland")

    def _public_values(self):
        """Return what the public page shows of an announced event.

        :return: dict of plain values in the reader's language
        """
        self.ensure_one()
        event = self.sudo()
        kinds = dict(event._fields["seutuyp_forum"]._description_selection(self.env))
        moment = when.of(event.start, event.stop, event.allday)
        cancelled = event.meeting_state == "cancelled"
        name, lang = event._name_and_lang()
        return {
            "id": event.id,
            "name": name,
            "kind": kinds[event.seutuyp_forum],
            "where": event._public_where(),
            "name_lang": self.env["res.lang"]._html_code(lang),
            "lang": self.env["res.lang"]._html_code(event._public_lang()),
            "note_lang": self.env["res.lang"]._html_code(event._note_lang()),
            "when": when.sentence(moment, self.env.lang or "en_US"),
            "place": event._public_place(),
            "segment": event.segment_id.name or "",
            "note": event.public_note or "",
            "signup_url": "" if cancelled else event.signup_url or "",
            "cancelled": cancelled,
        }

    def _public_lang(self):
        """Return the language in which the event was written: its organizer's."""
        self.ensure_one()
        return self.user_id.lang or self.env.lang

    def _name_and_lang(self):
        """Return the name in the reader's language if it has one, and its language."""
        self.ensure_one()
        names, lang = self._names(), self.env.lang
        if lang in names:
            return names[lang], lang
        return self.name, self._public_lang()

    def _note_lang(self):
        """Return the language of the note as the reader sees it, translated or not."""
        self.ensure_one()
        written = self.with_context(lang=self._public_lang())
        same = written.public_note == self.public_note
        return self._public_lang() if same else self.env.lang

    def _public_place(self):
        self.ensure_one()
        place = self.location or ""
        return "" if LINK.search(place) else place

    def _public_meeting(self, organizer, base):
        """Return the event as calendar programs take it, from anybody to anybody.

        Its identity is not the one of the invitations: who knows that one could send
        answers in the name of the invited.

        :param organizer: :class:`icalendar.Person`, an organisation
        :param str base: address of the public page
        """
        self.ensure_one()
        values = self._public_values()
        name, text = values["name"], [values["note"]]
        if values["cancelled"]:
            # Outlook overlooks the status in a calendar it subscribes to.
            name = self.env._("Cancelled: %(meeting)s", meeting=name)
        if values["signup_url"]:
            text.append(self.env._("Take part: %(url)s", url=values["signup_url"]))
        event = self.sudo()
        digest = hashlib.sha256(event.ics_uid.encode()).hexdigest()
        return icalendar.Meeting(
            uid=f"{digest[:32]}@{event.ics_uid.split('@')[-1]}",
            sequence=event.ics_sequence,
            name=name,
            start=event.start,
            stop=event.stop,
            allday=event.allday,
            free=event.allday,  # a campaign week leaves time for other things
            stamp=event.write_date.replace(microsecond=0),
            organizer=organizer,
            description="\n\n".join(filter(None, text)),
            location=values["place"],
            url=f"{base}#event_{event.id}",
            cancelled=values["cancelled"],
        )
