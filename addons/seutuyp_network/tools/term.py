# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When notices and terms run out. No ORM here.

A notice counts calendar months from the day on which it was given. The last day is the
day of that number in the last month; where the month is too short, its last day. The
agreement binds to the end of that day.
"""

from datetime import date, timedelta  # noqa: F401  (date: in the examples)

from dateutil.relativedelta import relativedelta


def notice_end(given_on, months):
    """Return the last day on which what was given notice of still binds.

    :param date given_on: the day on which the notice was given
    :param int months: the notice period, at least 0

    >>> notice_end(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    >>> notice_end(date(2027, 8, 31), 6)  # a leap year
    datetime.date(2028, 2, 29)
    >>> notice_end(date(2026, 3, 15), 6)
    datetime.date(2026, 9, 15)
    >>> notice_end(date(2026, 2, 28), 6)  # not stretched to the month's end
    datetime.date(2026, 8, 28)
    >>> notice_end(date(2026, 3, 15), 0)
    datetime.date(2026, 3, 15)
    """
    return given_on + relativedelta(months=months)


def last_day(date_end, notice):
    """Return the day that ends an agreement: its term or a notice, the earlier.

    :param date_end: last day of a fixed term, or None
    :param notice: last day by notice, or None

    >>> last_day(date(2026, 12, 31), date(2026, 9, 15))
    datetime.date(2026, 9, 15)
    >>> last_day(None, None) is None
    True
    """
    days = [day for day in (date_end, notice) if day]
    return min(days) if days else None


def state_on(day, *, signed, date_start, date_end, notice_given, notice_last):
    """Return the state of an agreement on a day.

    :param bool signed: all parties have signed
    :param notice_given: day on which the whole agreement was given notice of, or None
    :param notice_last: last day by that notice, or None
    :return: ``preparing``, ``in_force``, ``notice`` or ``ended``

    >>> facts = {"signed": True, "date_start": date(2026, 1, 1), "date_end": None}
    >>> notice = {"notice_given": date(2026, 3, 1), "notice_last": date(2026, 9, 1)}
    >>> [state_on(date(2026, month, 1), **facts, **notice) for month in (2, 3, 9, 10)]
    ['in_force', 'notice', 'notice', 'ended']
    >>> none = {"notice_given": None, "notice_last": None}
    >>> state_on(date(2025, 12, 31), **facts, **none)
    'preparing'
    """
    if not signed or not date_start or date_start > day:
        return "preparing"
    last = last_day(date_end, notice_last)
    if last and last < day:
        return "ended"
    if notice_given and notice_given <= day:
        return "notice"
    return "in_force"


def day_after(last):
    """Return the first day after the last one.

    >>> day_after(date(2026, 12, 31))
    datetime.date(2027, 1, 1)
    """
    return last + timedelta(days=1)
