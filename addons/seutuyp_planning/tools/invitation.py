# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Invitations as iCalendar text (RFC 5545, 5546). No ORM. Answers: ``reply``."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from icalendar import (
    Calendar,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vText,
    vUri,
)

from . import rhythm

PRODID = "-//Seutuyp//Regional business services//EN"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
# Odoo's word for an answer → the standard's.
PARTSTAT = {
    "needsAction": "NEEDS-ACTION",
    "accepted": "ACCEPTED",
    "declined": "DECLINED",
    "tentative": "TENTATIVE",
}


class Person(NamedTuple):
    """Somebody in an invitation.

    :param state: the answer, a key of ``PARTSTAT``
    :param optional: somebody invited beside the members
    """

    name: str
    email: str
    state: str = "needsAction"
    optional: bool = False


class Meeting(NamedTuple):
    """What an invitation says. Times are UTC without zone.

    :param allday: only the days of ``start`` and ``stop`` count, both included
    :param free: it leaves those invited free for other things
    :param language: of the name, as in ``sv``
    """

    uid: str
    sequence: int
    name: str
    start: datetime
    stop: datetime
    stamp: datetime
    organizer: Person
    attendees: tuple = ()
    description: str = ""
    location: str = ""
    video: str = ""
    url: str = ""
    cancelled: bool = False
    language: str = ""
    allday: bool = False
    free: bool = False


def _address(person):
    """Return a calendar address.

    A quotation mark cannot stand in a parameter (RFC 5545), and its escape (RFC 6868)
    is shown as it is by Outlook, so an apostrophe takes its place.

    >>> text = _address(Person('Äijälä, "Ölli"', "o@example.org")).params.to_ical()
    >>> print(text.decode())
    CN="Äijälä, 'Ölli'"
    """
    address = vCalAddress(f"mailto:{person.email}")
    name = " ".join((person.name or "").split()).replace('"', "'").replace("^", "")
    if name:
        address.params["CN"] = vText(name)
    return address


def _attendee(person, rsvp):
    address = _address(person)
    address.params["CUTYPE"] = vText("INDIVIDUAL")
    address.params["ROLE"] = vText(
        "OPT-PARTICIPANT" if person.optional else "REQ-PARTICIPANT"
    )
    address.params["PARTSTAT"] = vText(PARTSTAT[person.state])
    if rsvp:
        address.params["RSVP"] = vText("TRUE")
    return address


def _times(meeting):
    """Return begin and end; for whole days the day after the last (RFC 5545).

    >>> day = Meeting("m", 0, "", datetime(2027, 3, 29, 8), datetime(2027, 3, 30, 18),
    ...     datetime(2027, 1, 1), Person("", ""), allday=True)
    >>> [str(item) for item in _times(day)]
    ['2027-03-29', '2027-03-31']
    """
    if meeting.allday:
        return meeting.start.date(), meeting.stop.date() + timedelta(days=1)
    return rhythm.local(meeting.start), rhythm.local(meeting.stop)


def _event(meeting, method):
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.stamp.replace(tzinfo=UTC))
    first, last = _times(meeting)
    event.add("dtstart", first)
    event.add("dtend", last)
    event.add("summary", meeting.name)
    if meeting.language:
        event["summary"].params["LANGUAGE"] = meeting.language
    # Where there is no room, the link is where programs look for a way to join.
    words = meeting._replace(location=meeting.location or meeting.video)
    for name in ("description", "location", "url"):
        if getattr(words, name):
            event.add(name, getattr(words, name))
    if meeting.video:
        conference = vUri(meeting.video)
        conference.params["VALUE"] = "URI"
        conference.params["FEATURE"] = ["AUDIO", "VIDEO"]
        event.add("conference", conference, encode=False)
    # To the one who is taken off the whole meeting is cancelled: RFC 5546 would leave
    # the status out then, but Exchange and Google send it and Apple waits for it.
    cancelled = method == CANCEL or meeting.cancelled
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if cancelled or meeting.free else "OPAQUE")
    if meeting.organizer.email:
        event.add("organizer", _address(meeting.organizer), encode=False)
    for person in meeting.attendees:
        rsvp = method == REQUEST and person.state == "needsAction"
        event.add("attendee", _attendee(person, rsvp), encode=False)
    return event


def _calendar(method, name=""):
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", str(rhythm.ZONE))
        calendar.add("refresh-interval", timedelta(hours=4), {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT4H")
    return calendar


def zone():
    """Return the zone with its yearly rule, which Outlook needs instead of dates.

    >>> [part.name for part in zone().subcomponents]
    ['STANDARD', 'DAYLIGHT']
    """
    found = Timezone()
    found.add("tzid", str(rhythm.ZONE))
    found.add("x-lic-location", str(rhythm.ZONE))
    winter, summer = timedelta(hours=2), timedelta(hours=3)
    for part, name, start, month, before, after in (
        (TimezoneStandard(), "EET", (1996, 10, 27, 4), 10, summer, winter),
        (TimezoneDaylight(), "EEST", (1997, 3, 30, 3), 3, winter, summer),
    ):
        part.add("tzname", name)
        part.add("dtstart", datetime(*start))  # noqa: DTZ001  # local by definition
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        found.add_component(part)
    return found


def _with_zone(calendar):
    """Put the zone before the events: Outlook reads from the top."""
    calendar.subcomponents.insert(0, zone())
    return calendar


def build(method, meeting):
    """Return one invitation, update or cancellation as iCalendar text.

    :param str method: ``REQUEST`` or ``CANCEL``
    :param Meeting meeting: what it says
    :return: bytes, lines ended by CRLF and folded

    >>> nine, eleven = datetime(2027, 3, 29, 6), datetime(2027, 3, 29, 8)
    >>> text = build(REQUEST, Meeting(
    ...     "m1@example.org", 2, "Kokous", nine, eleven, datetime(2027, 1, 1),
    ...     Person("Aino", "gate@example.org"), (Person("Eero", "eero@example.org"),)
    ... )).decode()
    >>> "METHOD:REQUEST" in text, "SEQUENCE:2" in text
    (True, True)
    >>> "DTSTART;TZID=Europe/Helsinki:20270329T090000" in text
    True
    """
    calendar = _calendar(method)
    calendar.add_component(_event(meeting, method))
    return _with_zone(calendar).to_ical()


def feed(name, meetings):
    """Return many meetings as one calendar to subscribe to.

    Nobody is invited by a feed, so it names no attendees.

    :param str name: shown in the calendar program
    :param meetings: :class:`Meeting` records
    :return: bytes

    >>> "X-WR-CALNAME:Suupohja" in feed("Suupohja", []).decode()
    True
    """
    calendar = _calendar(PUBLISH, name)
    for meeting in meetings:
        calendar.add_component(_event(meeting._replace(attendees=()), PUBLISH))
    return _with_zone(calendar).to_ical()


def method_of(data):
    """Return the method of an iCalendar text.

    >>> method_of(b"BEGIN:VCALENDAR\\r\\nMETHOD:CANCEL\\r\\nEND:VCALENDAR\\r\\n")
    'CANCEL'
    """
    return str(Calendar.from_ical(data).get("method", PUBLISH))
