# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""When an open survey needs its keeper. No ORM here."""

from datetime import timedelta

from .threshold import LEAST

SOON = timedelta(days=5)


def needs(answered, asked, opened, deadline, today):
    """Return why the keeper of an open survey is to look at it, or None.

    Few are less than half of those asked, and fewer than are told of at all; so few
    trouble nobody before half of the time is over.

    :param int asked: people with a link of their own, 0 where anybody may answer
    :param opened: the day on which it opened
    :return: ``few`` answers, ``soon`` closing, or None

    >>> from datetime import date
    >>> days = date(2026, 3, 1), date(2026, 3, 21)
    >>> needs(2, 0, *days, date(2026, 3, 5)), needs(2, 0, *days, date(2026, 3, 11))
    (None, 'few')
    >>> needs(6, 14, *days, date(2026, 3, 12)), needs(7, 14, *days, date(2026, 3, 12))
    ('few', None)
    >>> needs(7, 14, *days, date(2026, 3, 16)), needs(9, 0, *days, date(2026, 3, 15))
    ('soon', None)
    """
    few = answered < LEAST or 2 * answered < asked
    if few and today - opened >= (deadline - opened) / 2:
        return "few"
    return "soon" if deadline - today <= SOON else None
