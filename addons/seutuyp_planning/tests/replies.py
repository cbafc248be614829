# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Answers as mail programs send them, written after what they really send."""

import base64
import quopri

OUTLOOK_CALENDAR = """BEGIN:VCALENDAR
METHOD:{method}
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:FLE Standard Time
BEGIN:STANDARD
DTSTART:16010101T040000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
{organizer}ATTENDEE;PARTSTAT={partstat};CN="{name}":mailto:{attendee}
COMMENT;LANGUAGE=fi-FI:{comment}
UID:{uid}
SUMMARY;LANGUAGE=fi-FI:Hyväksytty: Ohjausryhmä
DTSTART;TZID=FLE Standard Time:{start}
DTEND;TZID=FLE Standard Time:{stop}
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:{stamp}
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:{sequence}
LOCATION;LANGUAGE=fi-FI:
X-MICROSOFT-CDO-APPT-SEQUENCE:{sequence}
X-MICROSOFT-CDO-OWNERAPPTID:0
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY
X-MICROSOFT-CDO-ALLDAYEVENT:FALSE
X-MICROSOFT-CDO-IMPORTANCE:1
X-MICROSOFT-CDO-INSTTYPE:0
X-MICROSOFT-DISALLOW-COUNTER:FALSE
END:VEVENT
END:VCALENDAR
"""

GOOGLE_CALENDAR = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:{method}
BEGIN:VEVENT
DTSTART:20500309T070000Z
DTEND:20500309T090000Z
DTSTAMP:{stamp}
ORGANIZER;CN=Coordinator:mailto:kutsut@example.org
UID:{uid}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={partstat};CN={name}
 ;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="{comment}":mailto:{attendee}
CREATED:20260101T000000Z
DESCRIPTION:
LAST-MODIFIED:20260101T000000Z
LOCATION:
SEQUENCE:{sequence}
STATUS:CONFIRMED
SUMMARY:Ohjausryhmä
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""

APPLE_CALENDAR = """BEGIN:VCALENDAR
CALSCALE:GREGORIAN
METHOD:{method}
PRODID:-//Apple Inc.//macOS 14.5//EN
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;CN="{name}";CUTYPE=INDIVIDUAL;EMAIL="{attendee}";PARTSTAT={partstat}
 :mailto:{attendee}
COMMENT:{comment}
DTEND;TZID=Europe/Helsinki:20500309T110000
DTSTAMP:{stamp}
DTSTART;TZID=Europe/Helsinki:20500309T090000
LAST-MODIFIED:20260101T000000Z
ORGANIZER;CN="Coordinator":mailto:kutsut@example.org
SEQUENCE:{sequence}
SUMMARY:Ohjausryhmä
UID:{uid}
END:VEVENT
END:VCALENDAR
"""

# RFC 5546, 4.2.5: the one who passes it on names whom.
DELEGATING_CALENDAR = """BEGIN:VCALENDAR
PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:{stamp}
ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:{delegate}"
 :mailto:{attendee}
ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:{attendee}"
 :mailto:{delegate}
REQUEST-STATUS:2.0;Success
END:VEVENT
END:VCALENDAR
"""

HEAD = """From: {sender}
To: kutsut@example.org
Subject: =?utf-8?Q?Hyv=C3=A4ksytty=3A_Ohjausryhm=C3=A4?=
Message-Id: <{id}@example.org>
MIME-Version: 1.0
"""

# Outlook and Exchange: text and calendar beside each other.
OUTLOOK = (
    HEAD
    + """Content-Language: fi-FI
Content-Type: multipart/alternative;
\tboundary="_000_outlook_"

--_000_outlook_
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Hyv=E4ksytty
--_000_outlook_
Content-Type: text/calendar; charset="utf-8"; method={method}
Content-Transfer-Encoding: {encoding}

{calendar}
--_000_outlook_--
"""
)

# Google: the calendar twice, the second time as a file.
GOOGLE = (
    HEAD
    + """Sender: Google Calendar <calendar-notification@google.com>
Reply-To: {sender}
Content-Type: multipart/mixed; boundary="000000000000mixed"

--000000000000mixed
Content-Type: multipart/alternative; boundary="000000000000alt"

--000000000000alt
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes

{name} has accepted this invitation.

--000000000000alt
Content-Type: text/html; charset="UTF-8"

<html><body>{name} has accepted this invitation.</body></html>
--000000000000alt
Content-Type: text/calendar; charset="UTF-8"; method={method}
Content-Transfer-Encoding: {encoding}

{calendar}
--000000000000alt--
--000000000000mixed
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"
Content-Transfer-Encoding: {encoding}

{calendar}
--000000000000mixed--
"""
)

# Apple: text and a file.
APPLE = (
    HEAD
    + """Content-Type: multipart/mixed; boundary="Apple-Mail=_1"

--Apple-Mail=_1
Content-Transfer-Encoding: 7bit
Content-Type: text/plain; charset=us-ascii

Accepted
--Apple-Mail=_1
Content-Disposition: attachment; filename=iCal-20260101-000000.ics
Content-Type: text/calendar; charset=utf-8; method={method};
\tx-unix-mode=0666; name="iCal-20260101-000000.ics"
Content-Transfer-Encoding: {encoding}

{calendar}
--Apple-Mail=_1--
"""
)

# Some programs send nothing but the calendar.
BARE = (
    HEAD
    + """Content-Type: text/calendar; charset="utf-8"; method={method}
Content-Transfer-Encoding: {encoding}

{calendar}
"""
)

LETTER = """From: {sender}
To: kutsut@example.org
Subject: Re: Kutsu
Message-Id: <{id}@example.org>
In-Reply-To: {answers}
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

{text}
"""


def mail(shape, calendar, encoding="base64", **values):
    """Return a mail of one of the shapes above.

    :param str shape: ``OUTLOOK``, ``GOOGLE``, ``APPLE`` or ``BARE``
    :param str calendar: a calendar above, or any text
    :param str encoding: ``base64``, ``quoted-printable`` or ``8bit``
    :return: bytes
    """
    text = calendar.format(**values).replace("\n", "\r\n").encode()
    encoded = {
        "base64": base64.encodebytes,
        "quoted-printable": quopri.encodestring,
        "8bit": lambda data: data,
    }[encoding](text)
    # Not by str.format: the calendar is bytes that are no text in some tests.
    message = shape.format(encoding=encoding, calendar="@calendar@", **values)
    return message.encode().replace(b"@calendar@", encoded)
