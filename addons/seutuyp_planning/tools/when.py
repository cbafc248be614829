# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
# ruff: noqa: RUF002  # the dash between two times is one
"""When something is, in words: one day or several, with times or without. No ORM."""

from datetime import date, time
from typing import NamedTuple

from babel.dates import format_date

from . import rhythm

# As written in Finland, in Finnish and in Swedish alike; elsewhere in words.
_DAY = {"fi": "d.M.y", "sv": "d.M.y"}
_CLOCK = {"fi": ("klo", "%-H.%M"), "sv": ("kl.", "%-H.%M")}


class When(NamedTuple):
    """Days and times in Finland; no times if it takes whole days."""

    first: date
    last: date
    begins: time | None = None
    ends: time | None = None


def of(start, stop, allday=False):
    """Return when something is.

    :param start: moment in UTC without zone; of whole days only the date counts
    :param stop: the same
    :param bool allday: whether it takes whole days

    >>> from datetime import datetime
    >>> of(datetime(2027, 3, 29, 6), datetime(2027, 3, 29, 8)).begins
    datetime.time(9, 0)
    >>> of(datetime(2027, 3, 1, 8), datetime(2027, 3, 5, 18), allday=True)[:3]
    (datetime.date(2027, 3, 1), datetime.date(2027, 3, 5), None)
    """
    if allday:
        return When(start.date(), stop.date())
    begins, ends = rhythm.local(start), rhythm.local(stop)
    return When(begins.date(), ends.date(), begins.time(), ends.time())


def short(when, locale):
    """Return the days and, apart from them, the times; the year goes without saying.

    >>> from datetime import datetime
    >>> short(of(datetime(2027, 3, 29, 6), datetime(2027, 3, 29, 8)), "fi_FI")
    ('maanantai 29.3.', '9.00–11.00')
    >>> short(of(datetime(2027, 3, 1, 8), datetime(2027, 3, 5, 18), True), "sv_SE")
    ('måndag 1.3. – fredag 5.3.', '')
    """
    first, last = (
        format_date(day, "cccc d.M.", locale=locale) for day in (when.first, when.last)
    )
    times = f"{when.begins:%-H.%M}–{when.ends:%-H.%M}" if when.begins else ""
    if when.first == when.last:
        return first, times
    return f"{first} – {last}", times


def sentence(when, locale, weekday="cccc"):
    """Return days, year and times as the country writes them.

    :param str weekday: ``ccc`` shortens its name, where there is little room

    >>> from datetime import datetime
    >>> sentence(of(datetime(2027, 3, 29, 6), datetime(2027, 3, 29, 8)), "fi_FI")
    'maanantai 29.3.2027 klo 9.00–11.00'
    >>> sentence(of(datetime(2027, 3, 1, 8), datetime(2027, 3, 5, 18), True), "en_US")
    'Monday 1 March 2027 – Friday 5 March 2027'
    >>> sentence(of(datetime(2027, 3, 29, 6), datetime(2027, 3, 29, 8)), "fi", "ccc")
    'ma 29.3.2027 klo 9.00–11.00'
    >>> sentence(of(datetime(2027, 3, 1, 7), datetime(2027, 3, 2, 13)), "sv_SE")
    'måndag 1.3.2027 kl. 9.00 – tisdag 2.3.2027 kl. 15.00'
    """
    pattern = f"{weekday} {_DAY.get(locale[:2], 'd MMMM y')}"
    word, clock = _CLOCK.get(locale[:2], ("at", "%H:%M"))
    first, last = (
        format_date(day, pattern, locale=locale) for day in (when.first, when.last)
    )
    if not when.begins:
        return first if when.first == when.last else f"{first} – {last}"
    begins, ends = (f"{moment:{clock}}" for moment in (when.begins, when.ends))
    if when.first == when.last:
        return f"{first} {word} {begins}–{ends}"
    return f"{first} {word} {begins} – {last} {word} {ends}"
