# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Rounds that begin on the first day of certain months. No ORM here."""

from datetime import date


def round_on(day, months):
    """Return the first day of the round that runs on ``day``.

    :param date day: a day
    :param months: numbers of the months in which a round begins, at least one
    :return: date, not later than ``day``

    >>> round_on(date(2026, 11, 24), (3, 9))
    datetime.date(2026, 9, 1)
    >>> round_on(date(2026, 2, 28), (3, 9))
    datetime.date(2025, 9, 1)
    """
    begun = [month for month in months if month <= day.month]
    if begun:
        return date(day.year, max(begun), 1)
    return date(day.year - 1, max(months), 1)
