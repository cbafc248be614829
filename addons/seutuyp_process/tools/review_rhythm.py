# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When a process is reviewed, and who hears of a review that is late. No ORM here.

Yearly at the approving body's first meeting of the year, twice a year, or in months of
one's own (domain chapter 5). Each period has one review.
"""

import calendar
from datetime import date, timedelta
from typing import Any, NamedTuple

YEARLY, TWICE, OWN = "yearly", "twice", "own"
AHEAD = timedelta(days=60)  # a review is made so long before its day
DAY = timedelta(days=1)


class Step(NamedTuple):
    """Who is told of a late review: the field that notes it, since when, days, whom."""

    field: str
    since: str
    days: timedelta
    to: str


STEPS = (
    Step("owner_told_on", "due_date", DAY, "owner"),
    Step("coordinator_told_on", "due_date", timedelta(days=14), "coordinator"),
    Step("area_told_on", "due_date", timedelta(days=28), "area"),
)


class Period(NamedTuple):
    """A stretch of time with one review; ``fallback`` is its day without meetings."""

    start: date
    end: date
    fallback: date


class Due(NamedTuple):
    """The next review: its period, its day, and the meeting it belongs to or None."""

    start: date
    day: date
    meeting: Any = None


def periods(rhythm, year, months=()):
    """Return the periods of a year in order.

    :param months: numbers, for a rhythm of one's own

    >>> [str(period.fallback) for period in periods(TWICE, 2027)]
    ['2027-03-31', '2027-09-30']
    >>> [str(period.end) for period in periods(OWN, 2027, {9, 2})]
    ['2027-02-28', '2027-09-30']
    """
    if rhythm == YEARLY:
        return [Period(date(year, 1, 1), date(year, 12, 31), date(year, 3, 31))]
    if rhythm == TWICE:
        return [
            Period(date(year, 1, 1), date(year, 6, 30), date(year, 3, 31)),
            Period(date(year, 7, 1), date(year, 12, 31), date(year, 9, 30)),
        ]
    lasts = [date(year, m, calendar.monthrange(year, m)[1]) for m in sorted(months)]
    return [Period(last.replace(day=1), last, last) for last in lasts]


def due(period, meetings):
    """Return the :class:`Due` of one period: its first meeting, else its fallback.

    :param meetings: ordered (day, key) of the approving body
    """
    for day, key in meetings:
        if period.start <= day <= period.end:
            return Due(period.start, day, key)
    return Due(period.start, period.fallback)


def upcoming(rhythm, today, meetings, months=(), there=()):
    """Return the next :class:`Due` that has no review yet, or None without a rhythm.

    What should have been before today is not made up for.

    :param there: first days of the periods that have their review

    >>> january = date(2027, 1, 14)
    >>> found = upcoming(YEARLY, date(2026, 11, 1), [(january, "steering")])
    >>> str(found.start), str(found.day), found.meeting
    ('2027-01-01', '2027-01-14', 'steering')
    >>> upcoming(YEARLY, date(2027, 1, 20), [(january, "steering")]).day
    datetime.date(2028, 3, 31)
    >>> upcoming(TWICE, date(2027, 1, 1), [], there={date(2027, 1, 1)}).day
    datetime.date(2027, 9, 30)
    >>> upcoming(OWN, date(2027, 1, 1), [])
    """
    for year in (today.year, today.year + 1):
        for period in periods(rhythm, year, months):
            found = due(period, meetings)
            if period.start not in there and found.day >= today:
                return found
    return None


def period_of(start, rhythm, months=()):
    """Return the period that begins on this day, or None.

    >>> period_of(date(2027, 7, 1), TWICE).end
    datetime.date(2027, 12, 31)
    """
    found = (p for p in periods(rhythm, start.year, months) if p.start == start)
    return next(found, None)
