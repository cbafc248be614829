# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Is a change more than the ordinary coming and going of values? No ORM here.

An XmR chart: single values (X) and how much they move from one period to the next (mR).
The centre is the mean; the limits stand 2.66 mean moving ranges to either side (three
standard deviations, when the mean range of two values tells the deviation: 3 / 1.128).
Trends and exceptions matter more than single values (domain, chapter 4.4), so four
rules say what is exceptional:

``outside``     a value beyond a limit
``shift``       eight values in a row on one side of the centre
``trend``       six values in a row rising, or falling
``two_of_three``  two of three values beyond two thirds of the way to the same limit

Values are told per period; where something is known to have changed, the periods are
split (rebased), and each part has a centre and limits of its own.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import isclose
from statistics import fmean

FACTOR = 2.66
INNER = 2 / 3
FEWEST, ENOUGH = 5, 8  # values for limits at all, and for limits that hold
SHIFT, TREND, BEYOND, WINDOW = 8, 6, 2, 3
NONE, PROVISIONAL, FIRM = "none", "provisional", "firm"
OUTSIDE_RULE, SHIFT_RULE, TREND_RULE = "outside", "shift", "trend"
BEYOND_RULE = "two_of_three"
UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Point:
    """One period's value. ``signals`` are the codes of the rules that it breaks."""

    day: object
    value: float
    signals: tuple = ()


@dataclass(frozen=True)
class Segment:
    """Periods judged together: points ``first`` to ``last``, both included.

    ``centre``, ``low``, ``high`` are None when ``state`` is ``none``: too few values.
    ``provisional`` limits still move much with each new value.
    """

    first: int
    last: int
    state: str
    centre: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def count(self):
        """How many values there are."""
        return self.last - self.first + 1


@dataclass(frozen=True)
class Signal:
    """What is exceptional: a rule, ``up`` or ``down``, and the points it is about."""

    code: str
    direction: str
    first: int
    last: int


@dataclass(frozen=True)
class Chart:
    """What was found: points in order of time, their segments, and the signals."""

    points: tuple = ()
    segments: tuple = ()
    signals: tuple = ()

    def newest(self):
        """Return the signals that the newest value takes part in."""
        end = len(self.points) - 1
        return tuple(signal for signal in self.signals if signal.last == end)


def study(values, rebases=(), bounds=(None, None)):
    """Return what a series of values tells.

    :param values: (day, value) of each period, in any order; one a day
    :param rebases: days from which on values are judged anew
    :param bounds: least and most a value can be, see :func:`bounds_of`
    :rtype: Chart

    The flow rates of ten batches in the engineering statistics handbook of NIST
    (6.3.2.2): centre 50.81, mean moving range 1.8778, limits 45.82 and 55.80.

    >>> rates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
    >>> found = study(enumerate(rates))
    >>> part = found.segments[0]
    >>> [round(x, 2) for x in (part.low, part.centre, part.high)], part.state
    ([45.82, 50.81, 55.8], 'firm')
    >>> found.signals
    ()
    >>> study(enumerate([10, 11, 10, 11, 10, 11, 10, 30])).newest()
    (Signal(code='outside', direction='up', first=7, last=7),)
    >>> study(enumerate([1, 2, 3])).segments[0].state
    'none'
    >>> [part.state for part in study(enumerate([5] * 12), rebases=[6]).segments]
    ['provisional', 'provisional']
    """
    rows = sorted(values, key=lambda row: row[0])
    segments = [
        _segment(rows, first, last, bounds) for first, last in _split(rows, rebases)
    ]
    numbers = [value for _day, value in rows]
    signals = [
        signal
        for part in segments
        if part.state != NONE
        for signal in _signals(numbers, part)
    ]
    points = [
        Point(day, value, _codes_at(index, signals))
        for index, (day, value) in enumerate(rows)
    ]
    return Chart(tuple(points), tuple(segments), tuple(signals))


def alone(values):
    """Return the points without limits and signals, for what is a yes or a no.

    >>> alone([(1, 0), (2, 1)]).segments
    (Segment(first=0, last=1, state='none', centre=None, low=None, high=None),)
    """
    rows = sorted(values, key=lambda row: row[0])
    points = tuple(Point(day, value) for day, value in rows)
    return Chart(points, (Segment(0, len(rows) - 1, NONE),) if rows else ())


def bounds_of(kind, scale, values):
    """Return the least and the most that such a value can be.

    What values themselves go beyond is no bound: a share of 120 % has been told, or a
    change below nought.

    :param str kind: of an indicator: number, percent, money, mean, yes_no
    :param scale: the best value of a scale that starts at 1

    >>> bounds_of("percent", 5, [80, 95]), bounds_of("percent", 5, [80, 120])
    ((0, 100), (0, None))
    >>> bounds_of("mean", 4, [3.2]), bounds_of("money", 5, [-2, 3])
    ((1, 4), (None, None))
    """
    least, most = {"percent": (0, 100), "mean": (1, scale), "yes_no": (0, 1)}.get(
        kind, (0, None)
    )
    if least is not None and any(value < least for value in values):
        least = None
    if most is not None and any(value > most for value in values):
        most = None
    return least, most


def _split(rows, rebases):
    """Return first and last index of each part that the days split the rows into."""
    starts = {0} | {
        next((n for n, (day, _value) in enumerate(rows) if day >= rebase), 0)
        for rebase in rebases
    }
    firsts = sorted(starts) if rows else []
    ends = [first - 1 for first in firsts[1:]] + [len(rows) - 1]
    return list(zip(firsts, ends, strict=False))


def _segment(rows, first, last, bounds):
    numbers = [value for _day, value in rows[first : last + 1]]
    if len(numbers) < FEWEST:
        return Segment(first, last, NONE)
    centre, reach = fmean(numbers), FACTOR * moving_range(numbers)
    least, most = bounds
    low, high = centre - reach, centre + reach
    low = low if least is None else max(low, least)
    high = high if most is None else min(high, most)
    state = FIRM if len(numbers) >= ENOUGH else PROVISIONAL
    return Segment(first, last, state, centre, low, high)


def moving_range(numbers):
    """Return by how much values move from one to the next, on average.

    >>> moving_range([1, 4, 2])
    2.5
    """
    moves = [abs(b - a) for a, b in pairwise(numbers)]
    return fmean(moves) if moves else 0.0


def _side(value, line):
    """Return 1 above the line, -1 below it, 0 on it."""
    if isclose(value, line, rel_tol=1e-9, abs_tol=1e-9):
        return 0
    return 1 if value > line else -1


def _signals(numbers, part):
    """Return the signals of one segment; none reaches over into another."""
    own = numbers[part.first : part.last + 1]
    reach = FACTOR * moving_range(own)
    upper, lower = part.centre + reach, part.centre - reach
    outside = [_beyond(value, lower, upper) for value in own]
    inner = [
        _beyond(value, part.centre - reach * INNER, part.centre + reach * INNER)
        for value in own
    ]
    sides = [_side(value, part.centre) for value in own]
    found = [
        *((OUTSIDE_RULE, side, n, n) for n, side in enumerate(outside) if side),
        *_runs(SHIFT_RULE, sides, SHIFT, 0),
        # n steps the same way make a run of n + 1 points
        *_runs(TREND_RULE, _steps(own), TREND - 1, 1),
        *_pairs(inner),
    ]
    return [
        Signal(
            code,
            UP if side > 0 else DOWN,
            part.first + first,
            part.first + last,
        )
        for code, side, first, last in found
    ]


def _beyond(value, lower, upper):
    return max(_side(value, upper), 0) or min(_side(value, lower), 0)


def _steps(numbers):
    return [_side(b, a) for a, b in pairwise(numbers)]


def _runs(code, sides, length, more):
    """Return each run of at least ``length`` on the same side, whole, once.

    What stands on the line itself, or does not move, ends a run.

    >>> _runs("shift", [1, 1, 0, -1, -1, -1], 3, 0)
    [('shift', -1, 3, 5)]
    """
    found, start = [], 0
    for n in range(1, len(sides) + 1):
        if n == len(sides) or sides[n] != sides[start]:
            if sides[start] and n - start >= length:
                found.append((code, sides[start], start, n - 1 + more))
            start = n
    return found


def _pairs(sides):
    """Return where two of three stand beyond the same inner line, joined together.

    >>> _pairs([1, 0, 1, 0, 0, -1, 1, -1])
    [('two_of_three', 1, 0, 2), ('two_of_three', -1, 5, 7)]
    """
    found = []
    for side in (1, -1):
        there = [n for n, own in enumerate(sides) if own == side]
        for first, last in pairwise(there):
            if last - first >= WINDOW:
                continue
            if found and found[-1][1] == side and found[-1][3] == first:
                found[-1] = (*found[-1][:3], last)
            else:
                found.append((BEYOND_RULE, side, first, last))
    return found


def _codes_at(index, signals):
    return tuple(
        signal.code for signal in signals if signal.first <= index <= signal.last
    )
