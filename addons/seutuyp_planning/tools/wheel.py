# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Geometry of the annual wheel: months round, rings from nation to events. No ORM.

January begins at the top and the year runs clockwise. Lengths are units of a square
picture of ``SIZE`` by ``SIZE``; screen and paper draw the same numbers.
"""

from calendar import isleap
from datetime import date
from math import cos, pi, sin
from string import ascii_uppercase
from textwrap import wrap

SIZE = 1000
CENTRE = SIZE / 2
RINGS = ("national", "area", "steering", "working", "event")
MONTHS_OUTER, MONTHS_INNER = 492, 436
RINGS_OUTER, RINGS_INNER = 430, 130
DOT = 13
# Dots of one ring nearer to each other than this are put on different tracks.
APART = 2.3 * DOT
TRACKS = 3
LEADING = 1.3
LETTERS_AT = 195  # degrees: the middle of July


def angle(day):
    """Return how far round the year a day is, in degrees from the top.

    >>> angle(date(2027, 1, 1)), round(angle(date(2027, 7, 2)))
    (0.0, 180)
    """
    length = 366 if isleap(day.year) else 365
    return 360 * (day.timetuple().tm_yday - 1) / length


def point(degrees, radius):
    """Return x and y of a place on the wheel.

    >>> point(0, 100), point(90, 100)
    ((500.0, 400.0), (600.0, 500.0))
    """
    turn = degrees * pi / 180
    return (
        round(CENTRE + radius * sin(turn), 1),
        round(CENTRE - radius * cos(turn), 1),
    )


def sector(start, end, inner, outer):
    """Return the outline of a piece of a ring as an SVG path.

    >>> sector(0, 90, 400, 500).split(" A")[0]
    'M500.0 100.0 L500.0 0.0'
    """
    far = 1 if end - start > 180 else 0
    (x1, y1), (x2, y2) = point(start, inner), point(start, outer)
    (x3, y3), (x4, y4) = point(end, outer), point(end, inner)
    return (
        f"M{x1} {y1} L{x2} {y2} A{outer} {outer} 0 {far} 1 {x3} {y3} "
        f"L{x4} {y4} A{inner} {inner} 0 {far} 0 {x1} {y1} Z"
    )


def months(year):
    """Return the twelve months: number, outline and where the name stands.

    >>> first = months(2027)[0]
    >>> first["number"], first["x"], first["y"]
    (1, 622.3, 52.4)
    """
    starts = [angle(date(year, number, 1)) for number in range(1, 13)] + [360.0]
    found = []
    for index in range(12):
        middle = (starts[index] + starts[index + 1]) / 2
        x, y = point(middle, (MONTHS_INNER + MONTHS_OUTER) / 2)
        upside = 90 < middle < 270
        line = point(starts[index], RINGS_INNER) + point(starts[index], MONTHS_OUTER)
        found.append(
            {
                "number": index + 1,
                "path": sector(
                    starts[index], starts[index + 1], MONTHS_INNER, MONTHS_OUTER
                ),
                "x": x,
                "y": y,
                "turn": round(middle - 180 if upside else middle, 1),
                "line": line,
            }
        )
    return found


def rings(codes=RINGS):
    """Return the rings from the outside in: code, letter, inner and outer radius.

    The letter stands in July, when nobody meets: a ring is told by more than its shade.

    >>> [(ring["code"], ring["outer"]) for ring in rings(("a", "b"))]
    [('a', 430.0), ('b', 280.0)]
    """
    width = (RINGS_OUTER - RINGS_INNER) / max(len(codes), 1)
    found = []
    for index, code in enumerate(codes):
        outer = RINGS_OUTER - width * index
        x, y = point(LETTERS_AT, outer - width / 2)
        ring = {"code": code, "letter": ascii_uppercase[index], "outer": outer}
        found.append({**ring, "inner": outer - width, "x": x, "y": y})
    return found


def dots(marks, year, codes=RINGS):
    """Return where the meetings stand, those of one time side by side.

    What lasts several days has an arc up to its last day; days of another year stand at
    the end of this one that is nearer.

    :param marks: iterable of (id, ring code, first day, last day)
    :param int year: the year that is drawn
    :return: {id: {"x", "y", "arc"}}, ``arc`` is an SVG path or ""; a mark whose ring is
        not drawn is left out

    >>> one, two = date(2027, 1, 1), date(2027, 1, 2)
    >>> dots([(1, "a", one, one), (2, "a", two, two)], 2027, ("a",))[2]
    {'x': 506.2, 'y': 140.1, 'arc': ''}
    >>> dots([(1, "a", one, date(2027, 1, 31))], 2027, ("a",))[1]["arc"]
    'M500.0 220.0 A280.0 280.0 0 0 1 638.3 256.5'
    """
    placed = {}
    by_code = {ring["code"]: ring for ring in rings(codes)}
    tracks = {code: [] for code in by_code}
    for key, code, first, last in sorted(marks, key=lambda m: (m[2], str(m[0]))):
        if code in by_code:
            start, end = angle(_within(first, year)), angle(_within(last, year))
            where = _track(tracks[code], by_code[code], start)
            x, y = point(start, where)
            placed[key] = {"x": x, "y": y, "arc": _arc(start, end, where)}
    return placed


def _within(day, year):
    return min(max(day, date(year, 1, 1)), date(year, 12, 31))


def _arc(start, end, radius):
    if end <= start:
        return ""
    (x1, y1), (x2, y2) = point(start, radius), point(end, radius)
    far = 1 if end - start > 180 else 0
    size = round(radius, 1)
    return f"M{x1} {y1} A{size} {size} 0 {far} 1 {x2} {y2}"


def _track(taken, ring, degrees):
    """Choose the radius at which a dot is farthest from those already there."""
    middle = (ring["inner"] + ring["outer"]) / 2
    step = (ring["outer"] - ring["inner"]) / (TRACKS + 0.75)
    choices = [middle, middle + step, middle - step]
    best = max(
        choices,
        key=lambda radius: (
            min(
                [APART] + [_distance((degrees, radius), other) for other in taken[-9:]]
            ),
            -choices.index(radius),
        ),
    )
    taken.append((degrees, best))
    return best


def _distance(one, other):
    (x1, y1), (x2, y2) = point(*one), point(*other)
    return ((x1 - x2) ** 2 + (y1 - y2) ** 2) ** 0.5


def hand(day, year):
    """Return the line that marks today, or None in another year.

    >>> hand(date(2027, 1, 1), 2027)
    (500.0, 370.0, 500.0, 64.0)
    >>> hand(date(2026, 1, 1), 2027) is None
    True
    """
    if day.year != year:
        return None
    return point(angle(day), RINGS_INNER) + point(angle(day), MONTHS_INNER)


def listing(texts, top, bottom, columns, width, largest=14, smallest=5):
    """Return the lines of a list under the wheel, in the largest letters that fit.

    :param texts: one text an entry; long ones go on in a further line
    :param top: where the first line stands; ``bottom`` is not passed
    :param columns: where the columns begin, from left to right
    :param width: of a column
    :return: list of dict(entry, x, y, size, text); ``entry`` counts the texts from 0

    >>> lines = listing(["a", "b", "c"], 0, 99, (0, 50), 50)
    >>> [(line["x"], line["text"]) for line in lines]
    [(0, 'a'), (0, 'b'), (50, 'c')]
    """
    for size in range(largest, smallest - 1, -1):
        lines = [
            (entry, part)
            for entry, text in enumerate(texts)
            for part in _wrapped(text, width, size)
        ]
        rows = max(-(-len(lines) // len(columns)), 1)
        if rows * size * LEADING <= bottom - top:
            break
    return [
        {
            "entry": entry,
            "x": columns[index // rows],
            "y": round(top + (index % rows) * size * LEADING, 1),
            "size": size,
            "text": part,
        }
        for index, (entry, part) in enumerate(lines)
    ]


def _wrapped(text, width, size):
    # a letter is about 0.6 of its size wide; what goes on is set in
    letters = int(width / (0.6 * size))
    return wrap(text, letters, subsequent_indent="\u2003\u2002") or [""]
