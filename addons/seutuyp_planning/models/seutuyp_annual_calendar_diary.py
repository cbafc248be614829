# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from datetime import date, datetime, time

from odoo import api, models

from ..tools import slots


class SeutuypAnnualCalendar(models.Model):
    """Who is taken when: what planning a year and finding a time look at."""

    _inherit = "seutuyp.annual.calendar"

    @api.model
    def _diary(self, wishes):
        """Return who of those wished for is taken when, in the years wished for."""
        return self._diary_of(
            {person for wish in wishes for person in wish.people},
            {wish.wanted.year for wish in wishes},
        )

    @api.model
    def _diary_of(self, people, years, without=None):
        """Return who is taken when, from all their events of those years.

        :param people: ids of contacts
        :param years: whole years
        :param without: events that do not count
        :return: :class:`slots.Diary`; it says when, never by what
        """
        diary = slots.Diary()
        if not people or not years:
            return diary
        first, last = date(min(years) - 1, 12, 31), date(max(years) + 1, 1, 2)
        self.env["calendar.event"].flush_model()
        self.env["calendar.attendee"].flush_model()
        self.env.cr.execute(
            """
            SELECT event.start, event.stop, event.allday, array_agg(rel.res_partner_id)
              FROM calendar_event event
              JOIN calendar_event_res_partner_rel rel
                ON rel.calendar_event_id = event.id
         LEFT JOIN calendar_attendee attendee
                ON attendee.event_id = event.id
               AND attendee.partner_id = rel.res_partner_id
             WHERE event.active
               AND event.id <> ALL(%(without)s)
               AND event.start < %(last)s
               AND event.stop > %(first)s
               AND rel.res_partner_id = ANY(%(people)s)
               AND COALESCE(event.show_as, 'busy') = 'busy'
               AND COALESCE(event.meeting_state, '') <> 'cancelled'
               AND COALESCE(attendee.state, '') <> 'declined'
          GROUP BY event.id
            """,
            {
                "first": first,
                "last": last,
                "people": list(people),
                "without": without.ids if without else [],
            },
        )
        for start, stop, allday, taken in self.env.cr.fetchall():
            if allday:
                start = datetime.combine(start, time.min)
                stop = datetime.combine(stop, time.max)
            diary.add(taken, start, stop)
        return diary
