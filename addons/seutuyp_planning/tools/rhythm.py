# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When meetings fall: ordinal weekdays, local time, Finnish days off. No ORM here."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Europe/Helsinki")
LAST = -1
SATURDAY = 5
JULY = 7
# How many days a meeting may be moved from where its rule puts it.
REACH = 14


class Obstacle(NamedTuple):
    """Why a day cannot be used: ``weekend``, ``july`` or ``holiday``."""

    code: str
    day: date


def nth_weekday(year, month, ordinal, weekday):
    """Return the first, second … or last such weekday of a month.

    :param int ordinal: 1 to 4, or ``LAST``
    :param int weekday: Monday is 0

    >>> nth_weekday(2027, 3, 2, 1)
    datetime.date(2027, 3, 9)
    >>> nth_weekday(2027, 3, LAST, 2)
    datetime.date(2027, 3, 31)
    """
    if ordinal == LAST:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (ordinal - 1))


@cache
def _days_off(year, language):
    """Return {day: name}: public holidays, with the eves on which offices are shut."""
    return dict(holidays.Finland(years=year, language=language))


def holiday(day, language="fi"):
    """Return the name of the day off in ``language``, or None for an ordinary day.

    :param str language: ``fi``, ``sv`` or ``en``

    >>> holiday(date(2027, 12, 6)), holiday(date(2027, 12, 6), "sv")
    ('Itsenäisyyspäivä', 'Självständighetsdagen')
    >>> holiday(date(2027, 6, 25), "en")
    'Midsummer Eve'
    >>> holiday(date(2027, 12, 7)) is None
    True
    """
    code = {"fi": "fi", "sv": "sv_FI"}.get(language[:2], "en_US")
    return _days_off(day.year, code).get(day)


def obstacle(day):
    """Return why no meeting is held on ``day``, or None.

    >>> obstacle(date(2027, 7, 6)).code, obstacle(date(2027, 1, 6)).code
    ('july', 'holiday')
    >>> obstacle(date(2027, 1, 9)).code, obstacle(date(2027, 1, 7))
    ('weekend', None)
    """
    if day.month == JULY:
        return Obstacle("july", day)
    if holiday(day):
        return Obstacle("holiday", day)
    if day.weekday() >= SATURDAY:
        return Obstacle("weekend", day)
    return None


def nearby(wanted, reach=REACH):
    """Yield the days that a meeting may be held on, the nearest to ``wanted`` first.

    Of two equally near days the later one comes first: papers are then ready. The year
    is not left.

    >>> [day.day for day in nearby(date(2027, 12, 6), reach=2)]
    [7, 8]
    >>> [day.day for day in nearby(date(2027, 3, 10), reach=1)]
    [10, 11, 9]
    """
    shifts = [0] + [sign * far for far in range(1, reach + 1) for sign in (1, -1)]
    for shift in shifts:
        day = wanted + timedelta(days=shift)
        if day.year == wanted.year and obstacle(day) is None:
            yield day


def moment(day, hours):
    """Return the moment in UTC, without zone, of a local time in Finland.

    :param float hours: local time, 13.5 is half past one

    >>> moment(date(2027, 3, 26), 9.0), moment(date(2027, 3, 29), 9.0)
    (datetime.datetime(2027, 3, 26, 7, 0), datetime.datetime(2027, 3, 29, 6, 0))
    """
    midnight = datetime.combine(day, time(), tzinfo=ZONE)
    local = midnight + timedelta(minutes=round(hours * 60))
    return local.astimezone(UTC).replace(tzinfo=None)


def local(value):
    """Return the local time in Finland, with zone, of a moment in UTC without one.

    >>> local(datetime(2027, 7, 1, 6, 0)).hour
    9
    """
    return value.replace(tzinfo=UTC).astimezone(ZONE)
