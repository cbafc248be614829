# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How an indicator goes, said in few words: better, worse, changed, steady. No ORM.

What has changed is told by :mod:`.control_chart`; here it is told whether that is good.
"""

from datetime import timedelta

from . import control_chart

BETTER, WORSE, CHANGED, STEADY = "better", "worse", "changed", "steady"
FEW, NONE = "few", "none"
EXCEPTIONAL = (BETTER, WORSE, CHANGED)
RISEN, FALLEN, LEVEL = "↑", "↓", "→"
PERCENT, POINTS, OWN = "percent", "points", "own"
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "two_years": 24}
MONTH_DAYS = 30.44


def standing(chart, direction, target=None):
    """Return how things stand after the newest value, and an arrow for it.

    :param chart: :class:`~.control_chart.Chart`
    :param str direction: of the indicator: up, down, keep, none
    :param target: value to stay near, for the direction ``keep``

    >>> rising = control_chart.study(enumerate([3, 4, 5, 6, 7, 8, 9, 10]))
    >>> standing(rising, "up"), standing(rising, "down"), standing(rising, "none")
    (('better', '↑'), ('worse', '↑'), ('changed', '↑'))
    >>> standing(rising, "keep", 9), standing(rising, "keep", 6)
    (('better', '↑'), ('worse', '↑'))
    >>> standing(control_chart.study(enumerate([3, 4, 3])), "up")
    ('few', '')
    """
    if not chart.points:
        return NONE, ""
    if chart.segments[-1].state == control_chart.NONE:
        return FEW, ""
    signals = chart.newest()
    if not signals:
        return STEADY, LEVEL
    ways = {signal.direction for signal in signals}
    if len(ways) > 1:  # a long rise that still stands low: neither good nor bad
        return CHANGED, RISEN + FALLEN
    way = ways.pop()
    arrow = RISEN if way == "up" else FALLEN
    if direction in ("up", "down"):
        return (BETTER if way == direction else WORSE), arrow
    if direction == "keep" and target is not None:
        value, centre = chart.points[-1].value, chart.segments[-1].centre
        nearer = abs(value - target) < abs(centre - target)
        return (BETTER if nearer else WORSE), arrow
    return CHANGED, arrow


def turned(values, direction):
    """Return how a yes or no stands: it has no limits, it turns or it does not.

    >>> turned([1, 1], "up"), turned([1, 0], "up"), turned([0], "up")
    (('steady', '→'), ('worse', '↓'), ('few', ''))
    """
    if len(values) < 2:
        return (FEW if values else NONE), ""
    before, now = values[-2:]
    if before == now:
        return STEADY, LEVEL
    way = "up" if now > before else "down"
    arrow = RISEN if way == "up" else FALLEN
    if direction in ("up", "down"):
        return (BETTER if way == direction else WORSE), arrow
    return CHANGED, arrow


def from_target(value, target, kind):
    """Return how far a value is from its target: (amount, in what).

    In per cent of the target; shares in percentage points; what has no such measure in
    its own unit.

    >>> from_target(103, 100, "number"), from_target(77, 80, "percent")
    ((3.0, 'percent'), (-3, 'points'))
    >>> [round(from_target(3.2, 3, "mean")[0], 1), from_target(4, 0, "number")]
    [0.2, (4, 'own')]
    """
    if kind == "percent":
        return value - target, POINTS
    if kind == "mean" or not target:
        return value - target, OWN
    return (value - target) / abs(target) * 100, PERCENT


def same_length(periods, frequency):
    """Return the numbers of the periods that may stand in one series.

    A year and one of its months are not to be compared: where periods differ in length,
    those as long as the indicator's rhythm are kept. Where none is, all are.

    :param periods: (first day, last day) of each
    :param str frequency: of the indicator

    >>> from datetime import date
    >>> year, month = (date(2025, 1, 1), date(2025, 12, 31)), (date(2025, 3, 1), date(
    ...     2025, 3, 31))
    >>> same_length([year, month], "month"), same_length([year, month], "half")
    ([1], [0, 1])
    """
    lengths = [_months(*period) for period in periods]
    wanted = MONTHS.get(frequency)
    if wanted not in lengths:
        return list(range(len(lengths)))
    return [n for n, length in enumerate(lengths) if length == wanted]


def _months(first, last):
    return max(round(((last - first).days + 1) / MONTH_DAYS), 1)


def period_text(first, last):
    """Return a period as it is written in all our languages.

    >>> from datetime import date
    >>> def told(*days):
    ...     return period_text(*map(date.fromisoformat, days)).replace("\\u2013", "-")
    >>> told("2025-01-01", "2025-12-31"), told("2025-01-01", "2025-03-31")
    ('2025', '1-3/2025')
    >>> told("2025-02-01", "2025-02-28"), told("2024-08-01", "2025-07-31")
    ('2/2025', '8/2024-7/2025')
    >>> told("2025-03-03", "2025-03-09")
    '3.3.2025-9.3.2025'
    """
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if not whole:
        days = [f"{day.day}.{day.month}.{day.year}" for day in (first, last)]
        return "–".join(dict.fromkeys(days))
    if first.year != last.year:
        if (first.month, last.month) == (1, 12):
            return f"{first.year}–{last.year}"
        return f"{first.month}/{first.year}–{last.month}/{last.year}"
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    months = dict.fromkeys([str(first.month), str(last.month)])
    return f"{'–'.join(months)}/{first.year}"
