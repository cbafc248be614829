# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a round of data collection asks, and how far its answers are. No ORM here."""

from datetime import date, timedelta
from typing import NamedTuple

from . import periods

# Half-years and quarters of a year: the first month and how many.
PARTS = {
    "year": (1, 12),
    "h1": (1, 6),
    "h2": (7, 6),
    "q1": (1, 3),
    "q2": (4, 3),
    "q3": (7, 3),
    "q4": (10, 3),
}
DAY = timedelta(days=1)
SOON = timedelta(days=14)
# The words of the lights are those of the network's duties.
GREY, GREEN, AMBER, RED = "grey", "green", "amber", "red"


def span(year, part):
    """Return the first and the last day that a round asks about.

    >>> span(2026, "h2")
    (datetime.date(2026, 7, 1), datetime.date(2026, 12, 31))
    """
    first, months = PARTS[part]
    year_after, month = divmod(first - 1 + months, 12)
    return date(year, first, 1), date(year + year_after, month + 1, 1) - DAY


def asked(frequency, start, end):
    """Return the periods of an indicator that end within a round's days.

    >>> from datetime import date
    >>> year = date(2026, 1, 1), date(2026, 12, 31)
    >>> [first.month for first, _last in asked("quarter", *year)]
    [1, 4, 7, 10]
    >>> len(asked("year", date(2026, 1, 1), date(2026, 6, 30)))
    0
    """
    found, day = [], start
    while day <= end:
        period = periods.period_of(frequency, day)
        if period[1] <= end:
            found.append(period)
        day = period[1] + DAY
    return found


def year_before(start, end):
    """Return the same period a year earlier.

    >>> from datetime import date
    >>> year_before(date(2028, 2, 1), date(2028, 2, 29))
    (datetime.date(2027, 2, 1), datetime.date(2027, 2, 28))
    """
    last = end + DAY  # the first day after it is there in every year
    return start.replace(year=start.year - 1), last.replace(year=last.year - 1) - DAY


def rate(answered, asked_count):
    """Return how many per cent have answered; 0 when nobody has been asked.

    >>> rate(2, 3), rate(0, 0)
    (67, 0)
    """
    return round(100 * answered / asked_count) if asked_count else 0


class Facts(NamedTuple):
    """What the light of a region looks at.

    :param asked: figures that open rounds ask of the region
    :param answered: those of them that are there
    :param deadline: of the unanswered ones the earliest, None if all are there
    :param unconfirmed: figures of open rounds that nobody has confirmed
    :param was_asked: a round of this or last year has asked something
    """

    asked: int = 0
    answered: int = 0
    deadline: date | None = None
    unconfirmed: int = 0
    was_asked: bool = False


def light(facts, today):
    """Return (light, code) of a region's duty to answer.

    >>> from datetime import date
    >>> day = date(2027, 2, 10)
    >>> light(Facts(3, 1, date(2027, 2, 9)), day), light(Facts(3, 1, day), day)
    (('red', 'late'), ('amber', 'soon'))
    >>> light(Facts(3, 1, date(2027, 4, 1)), day), light(Facts(3, 3, None, 1), day)
    (('green', 'open'), ('amber', 'unconfirmed'))
    >>> light(Facts(3, 3), day), light(Facts(was_asked=True), day), light(Facts(), day)
    (('green', 'answered'), ('green', 'past'), ('grey', 'nothing'))
    """
    if facts.deadline:
        if facts.deadline < today:
            return RED, "late"
        return (AMBER, "soon") if facts.deadline - today <= SOON else (GREEN, "open")
    if facts.unconfirmed:
        return AMBER, "unconfirmed"
    if facts.asked:
        return GREEN, "answered"
    return (GREEN, "past") if facts.was_asked else (GREY, "nothing")
