# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Answers that mail programs send to an invitation (RFC 5546, 6047). No ORM.

They come from whoever knows the address, so nothing in them is taken for granted.
"""

from datetime import UTC, date, datetime, time
from typing import NamedTuple

from icalendar import Calendar

from . import rhythm

REPLY, COUNTER = "REPLY", "COUNTER"
DELEGATED = "delegated"
# The standard's word for an answer → Odoo's. Nobody but us knows a deputy, so passing
# an invitation on is an answer of its own.
ANSWERS = {
    "NEEDS-ACTION": "needsAction",
    "ACCEPTED": "accepted",
    "DECLINED": "declined",
    "TENTATIVE": "tentative",
    "DELEGATED": DELEGATED,
}
MAX_BYTES = 256 * 1024
MAX_ANSWERS = 20
# A calendar nested deeper than any program makes them would exhaust the stack.
MAX_PARTS = 200


class Reply(NamedTuple):
    """One answer.

    :param method: ``REPLY``, or ``COUNTER`` when another time is proposed
    :param email: the address invited, in lower case
    :param state: Odoo's word, or ``delegated``
    :param stamp: when it was given, UTC without zone
    :param start: the time proposed, UTC without zone
    :param delegate: the address it was passed on to
    """

    method: str
    uid: str
    sequence: int
    email: str
    name: str
    state: str
    stamp: datetime | None
    comment: str
    start: datetime | None = None
    stop: datetime | None = None
    delegate: str = ""


class BadCalendar(ValueError):
    """What came is no iCalendar text that we can read."""


def is_calendar(data):
    """Tell whether a file is iCalendar text, whatever it is called.

    >>> is_calendar(b"\\xef\\xbb\\xbf\\r\\nBEGIN:VCALENDAR"), is_calendar(b"%PDF-1.7")
    (True, False)
    """
    return b"BEGIN:VCALENDAR" in data[:200].upper()


def read(data):
    """Return the answers in a calendar that came by mail.

    :param bytes data: iCalendar text
    :return: list of :class:`Reply`, empty for another method
    :raise BadCalendar: it is not readable, or too large to be an answer

    >>> lines = ["BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VEVENT", "UID:m1",
    ...     "SEQUENCE:1", "ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:Eero@Example.org",
    ...     "END:VEVENT", "END:VCALENDAR", ""]
    >>> reply = read("\\r\\n".join(lines).encode())[0]
    >>> reply.uid, reply.sequence, reply.email, reply.state
    ('m1', 1, 'eero@example.org', 'accepted')
    """
    if len(data) > MAX_BYTES or data.upper().count(b"BEGIN:") > MAX_PARTS:
        raise BadCalendar("too large for an answer")
    try:
        calendar = Calendar.from_ical(data)
        method = _text(calendar.get("method")).upper()
        if method not in (REPLY, COUNTER):
            return []
        found = [
            answer
            for event in calendar.walk("VEVENT")
            for answer in _answers(method, event)
        ]
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadCalendar(str(error)) from error
    return found[:MAX_ANSWERS]


def _answers(method, event):
    uid = _text(event.get("uid")).strip()
    times = [_moment(event.get(name)) for name in ("dtstart", "dtend")]
    for attendee in _list(event.get("attendee")):
        params = getattr(attendee, "params", {})
        state = ANSWERS.get(_text(params.get("PARTSTAT")).upper())
        if not (uid and state):
            continue
        yield Reply(
            method=method,
            uid=uid,
            sequence=_number(event.get("sequence")),
            email=_mailbox(attendee),
            name=_text(params.get("CN")).strip(),
            state=state,
            stamp=_moment(event.get("dtstamp")),
            # Google puts it with the person.
            comment=(
                _text(event.get("comment")) or _text(params.get("X-RESPONSE-COMMENT"))
            ).strip(),
            start=times[0] if method == COUNTER else None,
            stop=times[1] if method == COUNTER else None,
            delegate=_mailbox(params.get("DELEGATED-TO", "")),
        )


def _list(value):
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _text(value):
    """Return one value as text; of several the first.

    >>> _text(["a", "b"]), _text(None)
    ('a', '')
    """
    return str((_list(value) or [""])[0])


def _number(value):
    """Return a sequence; what is none counts as 0, as the standard has it.

    >>> _number("3"), _number("x"), _number(None), _number([1, 2])
    (3, 0, 0, 1)
    """
    text = _text(value)
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _mailbox(value):
    """Return the bare address of a calendar address.

    >>> _mailbox("MAILTO:Eero@Example.org"), _mailbox("")
    ('eero@example.org', '')
    """
    return _text(value).strip('" ').split(":", 1)[-1].strip().lower()


def _moment(value):
    """Return a time as UTC without zone, or None.

    A time without zone, and one in a zone that the mail program made up, is Finnish.
    """
    found = getattr(_list(value)[0] if _list(value) else None, "dt", None)
    if isinstance(found, date) and not isinstance(found, datetime):
        found = datetime.combine(found, time())
    if not isinstance(found, datetime):
        return None
    if not found.tzinfo:
        found = found.replace(tzinfo=rhythm.ZONE)
    return found.astimezone(UTC).replace(tzinfo=None)
