# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The periods that figures are told of. No ORM here.

A period is a pair of dates, both days included: a month, a quarter, half a year or a
calendar year. What is told every other year is told of one calendar year too.
"""

from datetime import date, timedelta

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "two_years": 12}
# Figures of a year that is over are still worked out anew until this day of the next.
FIXED_AFTER = (1, 31)


def period_of(frequency, day):
    """Return the period with ``day`` in it.

    >>> from datetime import date
    >>> period_of("quarter", date(2026, 5, 20))
    (datetime.date(2026, 4, 1), datetime.date(2026, 6, 30))
    >>> period_of("half", date(2026, 12, 31))
    (datetime.date(2026, 7, 1), datetime.date(2026, 12, 31))
    >>> period_of("month", date(2028, 2, 3))[1]
    datetime.date(2028, 2, 29)
    """
    months = MONTHS[frequency]
    first = (day.month - 1) // months * months
    start = date(day.year, first + 1, 1)
    year, month = divmod(first + months, 12)
    return start, date(day.year + year, month + 1, 1) - timedelta(days=1)


def is_period(frequency, start, end):
    """Return whether the dates are one period of this frequency.

    >>> from datetime import date
    >>> is_period("quarter", date(2026, 4, 1), date(2026, 6, 30))
    True
    >>> is_period("quarter", date(2026, 5, 1), date(2026, 7, 31))
    False
    """
    return (start, end) == period_of(frequency, start)


def last_ended(frequency, today):
    """Return the last period that is over.

    >>> from datetime import date
    >>> last_ended("year", date(2026, 11, 27))
    (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    """
    start, _end = period_of(frequency, today)
    return period_of(frequency, start - timedelta(days=1))


def is_fixed(end, today):
    """Return whether figures until ``end`` stay as they are: a month after the year.

    >>> from datetime import date
    >>> is_fixed(date(2025, 12, 31), date(2026, 1, 31))
    False
    >>> is_fixed(date(2025, 3, 31), date(2026, 2, 1))
    True
    """
    return today > date(end.year + 1, *FIXED_AFTER)


def since(frequency, year, today):
    """Return the periods from the beginning of ``year`` until today's, the running one.

    >>> from datetime import date
    >>> [start.month for start, _end in since("quarter", 2026, date(2026, 7, 1))]
    [1, 4, 7]
    """
    periods, day = [], date(year, 1, 1)
    while day <= today:
        periods.append(period_of(frequency, day))
        day = periods[-1][1] + timedelta(days=1)
    return periods


def words(start, end):
    """Return a period as people write it in Finnish, Swedish and here.

    >>> from datetime import date
    >>> words(date(2026, 1, 1), date(2026, 12, 31))
    '2026'
    >>> words(date(2026, 7, 1), date(2026, 9, 30)).split("\N{EN DASH}")
    ['7', '9/2026']
    >>> words(date(2026, 10, 1), date(2026, 10, 31))
    '10/2026'
    """
    if (start, end) == period_of("year", start):
        return str(start.year)
    first = "" if start.month == end.month else f"{start.month}\N{EN DASH}"
    return f"{first}{end.month}/{end.year}"
