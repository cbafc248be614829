"""Control charts, tried against published figures and against plain counting."""

import random
from itertools import pairwise

import pytest
from lib.tools import load_tool

chart = load_tool("seutuyp_reporting", "control_chart")
picture = load_tool("seutuyp_reporting", "control_chart_svg")

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches,
# centre 50.81, limits 45.8159 and 55.8041 (there with 3 / 1.128 instead of 2.66).
FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def study(values, **kw):
    return chart.study(list(enumerate(values)), **kw)


def told(values, **kw):
    return [(s.code, s.direction, s.first, s.last) for s in study(values, **kw).signals]


def test_published_limits():
    part = study(FLOW).segments[0]
    assert part.centre == pytest.approx(50.81)
    assert chart.moving_range(FLOW) == pytest.approx(1.8778, abs=1e-4)
    assert part.high == pytest.approx(55.8041, abs=2e-3)
    assert part.low == pytest.approx(45.8159, abs=2e-3)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # by hand: mean 12.4, mean range 28 / 9, so the limits are 4.1 and 20.7
        (
            [10, 11, 10, 11, 10, 11, 10, 11, 10, 30],
            [("outside", "up", 9, 9), ("shift", "down", 0, 8)],
        ),
        (
            [10, 11, 10, 11, 10, 11, 10, 11, 10, -9],
            [("outside", "down", 9, 9), ("shift", "up", 0, 8)],
        ),
        # five and seven do nothing, six rise and eight stay
        ([5, 1, 2, 3, 4, 5, 1, 5], []),
        ([9, 1, 2, 3, 4, 5, 6, 1], [("trend", "up", 1, 6)]),
        ([1, 9, 8, 7, 6, 5, 4, 9], [("trend", "down", 1, 6)]),
        ([6, 2, 3, 4, 4, 5, 6, 2], []),  # standing still ends a rise
        (
            [4, 6] * 4 + [8, 10] * 4,
            [("shift", "down", 0, 7), ("shift", "up", 8, 15)],
        ),
        ([5] * 12, []),
    ],
)
def test_rules(values, expected):
    assert told(values) == expected


def test_two_of_three():
    """By hand: mean 125 / 12, range 13 / 11; upper limit 13.56, two thirds 12.51."""
    values = [10, 9, 10, 11, 10, 9, 10, 11, 10, 9, 13, 13]
    assert study(values).segments[0].high == pytest.approx(13.56, abs=0.005)
    assert told(values) == [("two_of_three", "up", 10, 11)]


@pytest.mark.parametrize(
    ("count", "state"),
    [(1, "none"), (4, "none"), (5, "provisional"), (7, "provisional"), (8, "firm")],
)
def test_too_few(count, state):
    found = study(range(count))
    assert found.segments[0].state == state
    assert (found.segments[0].centre is None) == (state == "none")
    if state == "none":
        assert not found.signals


def test_nothing_at_all():
    assert study([]) == chart.Chart()
    assert study([]).newest() == ()


def test_rebasing_takes_the_shift_away_and_back():
    values = [4, 6] * 4 + [8, 10] * 4
    rebased = study(values, rebases=[8])
    assert [(p.first, p.last, p.centre) for p in rebased.segments] == [
        (0, 7, 5),
        (8, 15, 9),
    ]
    assert not rebased.signals
    assert study(values, rebases=[]).signals
    # days before, after, or twice in the same gap make no empty parts
    assert len(study(values, rebases=[-3, 99, 8, 8]).segments) == 2


@pytest.mark.parametrize(
    ("kind", "values", "low", "high"),
    [
        ("percent", [99, 90, 100, 91, 98, 92, 100, 97], 0, 100),
        ("mean", [3.9, 3.0, 4, 3.1, 3.8, 3.9, 4, 3], 1, 4),
        ("number", [1, 9, 0, 8, 1, 9, 1, 8], 0, float("inf")),
    ],
)
def test_bounded_limits(kind, values, low, high):
    part = study(values, bounds=chart.bounds_of(kind, 4, values)).segments[0]
    assert low <= part.low < part.high <= high
    assert part.low == low or part.high == high


def test_signals_against_plain_counting():
    """Each rule, told the slow way, marks the same points."""
    rng = random.Random(7)
    for _round in range(200):
        values = [rng.choice([1, 2, 3, 5, 8, 13]) for _n in range(rng.randint(5, 30))]
        found = study(values)
        part = found.segments[0]
        reach = chart.FACTOR * chart.moving_range(values)
        for n, point in enumerate(found.points):
            outside = abs(values[n] - part.centre) > reach + 1e-9
            assert ("outside" in point.signals) == outside
            assert ("shift" in point.signals) == _in_run(
                [v > part.centre for v in values],
                [v < part.centre for v in values],
                n,
                8,
            )
        rises = [b > a for a, b in pairwise(values)]
        falls = [b < a for a, b in pairwise(values)]
        ups = {n for n in range(len(rises)) if _in_run(rises, falls, n, 5)}
        marked = {n for n, p in enumerate(found.points) if "trend" in p.signals}
        assert marked == ups | {n + 1 for n in ups}


def _in_run(one, other, n, length):
    for row in (one, other):
        first = last = n
        while first > 0 and row[first - 1] and row[n]:
            first -= 1
        while last + 1 < len(row) and row[last + 1] and row[n]:
            last += 1
        if row[n] and last - first + 1 >= length:
            return True
    return False


def test_picture_is_readable_without_colour_and_eyes():
    values = [*FLOW, 90]
    found = study(values)
    words = {"title": "Flow & <rate>", "description": "Too high", "outside": "Outside"}
    drawn = picture.draw(
        found, [str(n) for n in range(11)], words, str, 60, [("next", 70)]
    )
    assert "<title>Flow &amp; &lt;rate&gt;</title><desc>Too high</desc>" in drawn
    assert 'class="signal outside"' in drawn
    assert ">Outside</text>" in drawn
    assert drawn.count("stroke-dasharray") >= 3
    assert 'class="pending"' in drawn


@pytest.mark.parametrize("values", [[0], [5, 5], [0.001, 0.002], [-3, -3, -3, -3, -3]])
def test_picture_of_hardly_anything(values):
    found = study(values)
    assert picture.draw(found, [str(n) for n in range(len(values))], {})
    assert picture.sketch(found, "few")
