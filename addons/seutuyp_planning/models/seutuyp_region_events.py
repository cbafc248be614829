# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import invitation as icalendar
from .seutuyp_calendar_template_line import PUBLIC_FORUMS

NEXT = 10
# How long past events are still shown.
PAST = timedelta(days=365)


class SeutuypRegion(models.Model):
    """The public pages of joint events, trainings and campaigns, and their calendar.

    Which events these are, and what is told of them, stands in
    ``calendar_event_public.py``.
    """

    _inherit = "seutuyp.region"

    @api.model
    def _events_regions(self, text=""):
        """Return the regions of the list, and what comes next in them.

        :param str text: words of a region's or area's name
        :return: (list of dict(code, name, area, count), events to come)
        """
        rows = self._help_regions(text)
        regions = self.sudo().search([("code", "in", [row["code"] for row in rows])])
        coming = self._events_search(~self._events_over(), "start, id")
        shown = coming.browse()
        counts = {}
        for region in regions:
            own = coming.filtered(region._events_has)
            held = own.filtered(lambda event: event.meeting_state != "cancelled")
            counts[region.code] = len(held)
            shown |= own
        rows = [{**row, "count": counts[row["code"]]} for row in rows]
        return rows, (coming & shown)[:NEXT]

    def _events_has(self, event):
        """Tell whether a region's page shows the event: its own, its area's, all's."""
        self.ensure_one()
        if event.seutuyp_scope == "national":
            return True
        if event.seutuyp_scope == "area":
            return event.seutuyp_area_id == self.area_id
        return self in event.seutuyp_region_ids

    def _events_domain(self):
        self.ensure_one()
        return (
            Domain("seutuyp_scope", "=", "national")
            | (
                Domain("seutuyp_scope", "=", "area")
                & Domain("seutuyp_area_id", "=", self.area_id.id)
            )
            | Domain("seutuyp_region_ids", "in", self.ids)
        )

    @api.model
    def _events_over(self):
        """Return the domain of what has ended; whole days end with the day."""
        today = self.env["seutuyp.dated.mixin"]._today()
        return (Domain("allday", "=", True) & Domain("stop_date", "<", today)) | (
            Domain("allday", "=", False) & Domain("stop", "<", fields.Datetime.now())
        )

    @api.model
    def _events_recent(self):
        return Domain("stop", ">=", fields.Datetime.now() - PAST)

    @api.model
    def _events_search(self, domain, order):
        events = self.env["calendar.event"].sudo()
        return events.search(events._announced_domain() & domain, order=order)

    @api.model
    def _events_kind(self, code):
        """Return the kind with this code, or None.

        :param code: from the address, not to be trusted
        """
        return code if code in PUBLIC_FORUMS else None

    @api.model
    def _events_kinds(self):
        """Return the kinds to choose from as list of dict(code, name)."""
        forum = self.env["calendar.event"]._fields["seutuyp_forum"]
        labels = dict(forum._description_selection(self.env))
        return [{"code": code, "name": labels[code]} for code in PUBLIC_FORUMS]

    def _events_values(self, segment, kind):
        """Return what the page of one region shows.

        :param segment: a top ``seutuyp.segment``, or none for all
        :param str kind: a forum, or None for all
        :return: dict of plain values
        """
        self.ensure_one()
        region = self.sudo()
        domain = region._events_domain()
        if segment:
            domain &= Domain("segment_id", "=", False) | Domain(
                "segment_id", "child_of", segment.id
            )
        if kind:
            domain &= Domain("seutuyp_forum", "=", kind)
        over, recent = self._events_over(), self._events_recent()
        coming = self._events_search(domain & ~over, "start, id")
        past = self._events_search(domain & over & recent, "start desc, id")
        return {
            "region": region.name,
            "code": region.code,
            "segment_id": segment.id,
            "segments": self._help_segments(),
            "kind": kind,
            "kinds": self._events_kinds(),
            "coming": [event._public_values() for event in coming],
            "past": [event._public_values() for event in past],
            "contact": region._events_contact(),
        }

    def _events_contact(self):
        """Return whom to ask: the coordinating organisation, never a person."""
        partner = self.sudo().coordinating_partner_id
        return {
            "name": partner.name or "",
            "phone": partner.phone or "",
            "email": partner.email or "",
        }

    # ----------------------------------------------------------------- calendars
    def _events_feed(self):
        """Return the region's announced events as a calendar to subscribe to.

        The same content gives the same bytes.
        """
        self.ensure_one()
        region = self.sudo()
        domain = region._events_domain() & self._events_recent()
        events = self._events_search(domain, "start, id")
        name = self.env._("Events for companies: %(region)s", region=region.name)
        return icalendar.feed(name, region._events_meetings(events))

    def _events_file(self, number):
        """Return one announced event as a calendar file, or None.

        :param int number: id of the event, from the address, not to be trusted
        """
        self.ensure_one()
        region = self.sudo()
        events = self._events_search(region._events_domain(), "id")
        event = events.filtered(lambda item: item.id == number)
        if not event:
            return None
        return icalendar.build(icalendar.PUBLISH, *region._events_meetings(event))

    def _events_meetings(self, events):
        contact = self._events_contact()
        organizer = icalendar.Person(contact["name"], contact["email"])
        base = self.env["ir.config_parameter"]._seutuyp_public_url()
        page = f"{base}/seutuyp/events/{self.code}"
        return [event._public_meeting(organizer, page) for event in events]
