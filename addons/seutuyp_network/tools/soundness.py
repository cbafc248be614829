# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When a system needs somebody, as plain rules. No ORM here.

Each rule takes numbers and answers with a light: grey (not in use), green (in order),
amber (look into it) or red (act now). The same limits stand in the alerts of
``docs/watching.md``.
"""

from datetime import datetime, timedelta, timezone

from .lights import AMBER, GREEN, RED

HOUR = timedelta(hours=1)
# What waits longer than this is looked into, or acted upon.
LIMITS = {
    "mail": (HOUR, 4 * HOUR),
    "job": (HOUR, 3 * HOUR),
    "queue": (3 * HOUR, 24 * HOUR),
    "backup": (26 * HOUR, 50 * HOUR),
}
# A job that fails once is tried again; after this many times in a row it is broken.
FAILURES = 3
# Space left on the disc, as a share of all of it.
SPACE = (0.15, 0.05)


def by_age(kind, age):
    """Return the light of something that has waited for ``age``.

    :param str kind: a key of ``LIMITS``
    :param age: a timedelta, or None if nothing waits

    >>> by_age("mail", None), by_age("mail", 2 * HOUR), by_age("mail", 5 * HOUR)
    ('green', 'amber', 'red')
    """
    soon, late = LIMITS[kind]
    if age is None or age <= soon:
        return GREEN
    return AMBER if age <= late else RED


def mails(failed, own_failures, age):
    """Return the light of outgoing mail.

    An address that does not exist is for whoever keeps that contact; a server that
    does not take mails is for whoever keeps the system.

    :param int failed: mails that could not be sent
    :param int own_failures: those of them that are not due to the receiver's address
    :param age: how long the oldest of the others has waited, or None

    >>> mails(3, 0, None), mails(3, 1, None), mails(0, 0, None)
    ('amber', 'red', 'green')
    """
    return worst(
        by_age("mail", age), RED if own_failures else AMBER if failed else GREEN
    )


def jobs(age, failures, switched_off):
    """Return the light of the scheduled jobs.

    :param age: for how long the latest of them is overdue, or None
    :param int failures: how often the worst of them has failed in a row
    :param int switched_off: how many of ours do not run at all

    >>> jobs(None, 1, 0), jobs(None, 3, 0), jobs(None, 0, 1)
    ('amber', 'red', 'red')
    """
    if switched_off or failures >= FAILURES:
        return RED
    return worst(by_age("job", age), AMBER if failures else GREEN)


def space(free, total):
    """Return the light of the disc that keeps the files.

    >>> space(50, 100), space(10, 100), space(1, 100)
    ('green', 'amber', 'red')
    """
    soon, late = SPACE
    share = free / total if total else 1
    if share < late:
        return RED
    return AMBER if share < soon else GREEN


def worst(*lights):
    """Return the most urgent light.

    >>> worst("green", "red", "amber")
    'red'
    """
    return max(lights, key=(GREEN, AMBER, RED).index)


def moment(text):
    """Return the moment that ISO 8601 text names, in UTC without zone, or None.

    Without a zone the text is taken as UTC.

    >>> moment("2027-03-02T04:10:00+02:00")
    datetime.datetime(2027, 3, 2, 2, 10)
    >>> moment("2027-03-02T02:10:00Z")
    datetime.datetime(2027, 3, 2, 2, 10)
    >>> moment("yesterday") is None
    True
    """
    try:
        found = datetime.fromisoformat((text or "").strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    if found.tzinfo:
        found = found.astimezone(timezone.utc).replace(tzinfo=None)
    return found


def size(count):
    """Return a number of bytes in the unit that fits it, as (number, unit).

    >>> size(1_530), size(2_600_000_000)
    ((1.5, 'kB'), (2.6, 'GB'))
    """
    number = count / 1000
    for unit in ("kB", "MB", "GB"):
        if number < 1000:
            return round(number, 1), unit
        number /= 1000
    return round(number, 1), "TB"
