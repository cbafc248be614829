# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When a period touches a year."""


def touches_year(start, end, year):
    """Return whether a period has a day in the year; an open end has no limit.

    >>> from datetime import date
    >>> touches_year(date(2026, 9, 1), date(2027, 1, 1), 2027)
    True
    >>> touches_year(date(2026, 9, 1), date(2026, 12, 31), 2027)
    False
    >>> touches_year(date(2028, 1, 1), None, 2027)
    False
    >>> touches_year(None, None, 2027)
    True
    """
    return not (start and start.year > year) and not (end and end.year < year)
