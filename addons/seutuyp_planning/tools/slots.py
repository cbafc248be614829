# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Free time: who is taken when, where a meeting fits, when most can come. No ORM."""

from bisect import bisect_left, insort
from datetime import timedelta
from typing import NamedTuple

from . import rhythm


class Engagement(NamedTuple):
    """A stretch of time in which somebody is taken, in UTC."""

    start: object
    stop: object


class Diary:
    """Who is taken when.

    >>> from datetime import datetime
    >>> diary = Diary()
    >>> diary.add(["a", "b"], datetime(2027, 1, 4, 9), datetime(2027, 1, 4, 11))
    >>> sorted(diary.taken("abc", datetime(2027, 1, 4, 10), datetime(2027, 1, 4, 12)))
    ['a', 'b']
    >>> diary.taken("abc", datetime(2027, 1, 4, 11), datetime(2027, 1, 4, 12))
    []
    """

    def __init__(self):
        self._of = {}

    def add(self, people, start, stop):
        """Note that ``people`` are taken from ``start`` until ``stop``."""
        for person in people:
            insort(
                self._of.setdefault(person, {}).setdefault(start.date(), []),
                Engagement(start, stop),
            )
            if stop.date() != start.date():
                self._spread(person, start, stop)

    def _spread(self, person, start, stop):
        day = start.date() + timedelta(days=1)
        while day <= stop.date():
            insort(self._of[person].setdefault(day, []), Engagement(start, stop))
            day += timedelta(days=1)

    def taken(self, people, start, stop):
        """Return those of ``people`` who are taken at some time in between."""
        return [person for person in people if self._clashes(person, start, stop)]

    def is_free(self, people, start, stop):
        """Return whether none of ``people`` is taken at any time in between."""
        return not any(self._clashes(person, start, stop) for person in people)

    def _clashes(self, person, start, stop):
        days = self._of.get(person)
        if not days:
            return False
        day = start.date()
        while day <= stop.date():
            found = days.get(day, ())
            before = bisect_left(found, (stop,))
            if any(item.stop > start for item in found[:before]):
                return True
            day += timedelta(days=1)
        return False


class Placed(NamedTuple):
    """Where a meeting fits, and what stood in the way of the day that was wanted.

    :param start: in UTC, None when no day within reach was free
    :param obstacle: :class:`rhythm.Obstacle` of the wanted day, or None
    :param taken: people who were taken on the wanted day, or on the nearest one that
        is no day off
    """

    start: object
    stop: object
    obstacle: object = None
    taken: tuple = ()


def place(wanted, hours, length, people, diary, reach=rhythm.REACH):
    """Find the nearest day on which nobody is taken.

    :param wanted: the day the rule gives
    :param float hours: local time
    :param float length: hours
    :param people: whom the meeting is for
    :param Diary diary: who is taken when; the place found is noted in it
    :return: :class:`Placed`

    >>> from datetime import date, datetime
    >>> diary = Diary()
    >>> place(date(2027, 12, 6), 9, 2, ["a"], diary).obstacle.code
    'holiday'
    >>> found = place(date(2027, 12, 7), 10, 1, ["a"], diary)
    >>> found.start, found.taken
    (datetime.datetime(2027, 12, 8, 8, 0), ('a',))
    """
    first_taken = None
    for day in rhythm.nearby(wanted, reach):
        start = rhythm.moment(day, hours)
        stop = start + timedelta(hours=length)
        if first_taken is None:
            first_taken = tuple(diary.taken(people, start, stop))
        if diary.is_free(people, start, stop):
            diary.add(people, start, stop)
            return Placed(start, stop, rhythm.obstacle(wanted), first_taken)
    return Placed(None, None, rhythm.obstacle(wanted), first_taken or ())


class Slot(NamedTuple):
    """A time proposed for a meeting, and who could not come."""

    start: object
    stop: object
    missing: tuple


def proposals(first, last, length, people, diary, *, hours=(9, 16), step=0.5, most=10):
    """Return the times at which the fewest are missing, the earliest first.

    One time a day is proposed, so that there is something to choose from.

    :param first, last: days to look at, both included
    :param float length: hours
    :param hours: earliest start and latest end, local time
    :param float step: hours between two starts
    :param int most: how many to return
    :return: list of :class:`Slot`

    >>> from datetime import date, datetime
    >>> diary = Diary()
    >>> diary.add("a", datetime(2027, 3, 1, 6), datetime(2027, 3, 1, 15))
    >>> [(s.start.day, s.missing) for s in proposals(
    ...     date(2027, 3, 1), date(2027, 3, 2), 2, "ab", diary)]
    [(2, ()), (1, ('a',))]
    """
    found = []
    day = first
    while day <= last:
        if rhythm.obstacle(day) is None:
            best = min(
                _starts(day, length, people, diary, hours, step),
                key=lambda slot: (len(slot.missing), slot.start),
                default=None,
            )
            if best and len(best.missing) < max(len(people), 1):
                found.append(best)
        day += timedelta(days=1)
    return sorted(found, key=lambda slot: (len(slot.missing), slot.start))[:most]


def _starts(day, length, people, diary, hours, step):
    hour, end = hours
    while hour + length <= end:
        start = rhythm.moment(day, hour)
        stop = start + timedelta(hours=length)
        yield Slot(start, stop, tuple(diary.taken(people, start, stop)))
        hour += step
