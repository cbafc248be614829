# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A control chart as SVG, large for its page and small for lists. No ORM here.

Drawn for a phone's width, so that its text is read there too; nothing is told by colour
alone: limits, centre and target differ in their dashes and bear their names, what is
exceptional has a shape of its own, explained beneath. The picture has a title and a
description; the values stand in a table beside it.
"""

from math import floor, log10

from . import control_chart
from .drawing import element, level, picture, printable, short, text_of, upright, write

INK, LINE, LIMIT, TARGET = "#1b2430", "#17375e", "#4f5b69", "#7a5b00"
BAND, PAPER, MARK = "#e8eef6", "#ffffff", "#a3211b"
WIDTH, TALL, TOP, LEFT, RIGHT = 482, 230, 14, 52, 134
GAP = 15
LETTERS = {"font_size": "12.5", "fill": INK}
FOOT, ROW = 26, 20
SMALL_WIDTH, SMALL_TALL, EDGE = 130, 36, 6
MOST = 24  # points of a small chart
# A point that breaks several rules bears the first one's shape.
SHAPES = {
    "outside": "M0 -7 L7 0 L0 7 L-7 0 Z",
    "trend": "M0 -7 L7 6 L-7 6 Z",
    "shift": "M-6 -6 H6 V6 H-6 Z",
    "two_of_three": "M-7 0 L-3.5 -6 H3.5 L7 0 L3.5 6 H-3.5 Z",
}


def draw(chart, labels, words, figure=str, target=None, pending=()):
    """Return the chart as an SVG document; empty without a point.

    :param chart: :class:`~.control_chart.Chart`
    :param labels: of each point, its period in words
    :param dict words: ``title``, ``description``, ``centre``, ``low``, ``high``,
        ``target``, ``pending`` and the code of each rule: what they are called
    :param figure: function that writes a value as people do
    :param target: value of the target line, or None
    :param pending: (period in words, value) of what is preliminary and judged by no
        rule: it stands hollow behind the others

    >>> found = control_chart.study(enumerate([10, 11, 10, 11, 10, 11, 10, 30]))
    >>> drawn = draw(found, "abcdefgh", {"title": "<b>", "outside": "Outside"})
    >>> "&lt;b&gt;" in drawn, drawn.count('class="signal outside"'), "Outside" in drawn
    (True, 1, True)
    >>> draw(control_chart.study([]), [], {})
    ''
    """
    if not chart.points:
        return ""
    used = [code for code in SHAPES if any(code in p.signals for p in chart.points)]
    rows = [*used, *(["pending"] if pending else [])]
    height = TOP + TALL + FOOT + ROW * len(rows)
    root = picture(
        WIDTH,
        height,
        words.get("title", ""),
        words.get("description", ""),
        **{"class": "o_seutuyp_control_chart"},
    )
    element(root, "rect", width=WIDTH, height=height, fill=PAPER)
    coming = [value for _label, value in pending]
    plan = _Plan(chart, target, WIDTH - LEFT - RIGHT, TALL, LEFT, TOP, 0, coming)
    _scale(root, plan, figure)
    _periods(root, plan, [*labels, *(label for label, _value in pending)])
    for number, part in enumerate(chart.segments):
        _segment(root, plan, part, begins=number > 0)
    if target is not None:
        look = {"stroke": TARGET, "stroke_width": 2, "stroke_dasharray": "10 4 2 4"}
        level(root, LEFT, WIDTH - RIGHT, plan.y(target), **look)
    _names(root, plan, words, figure, target)
    _coming(root, plan, pending, figure, words)
    _points(root, plan, labels, figure, words)
    for number, code in enumerate(rows):
        _legend(root, code, words, TOP + TALL + FOOT + ROW * number + ROW / 2)
    return text_of(root)


def sketch(chart, text, target=None):
    """Return a small picture of the newest values for a list; empty without a value.

    >>> found = control_chart.study(enumerate([1, 2, 1, 2, 1, 9]))
    >>> "polyline" in sketch(found, "Steady"), sketch(control_chart.study([]), "")
    (True, '')
    """
    if not chart.points:
        return ""
    style = f"width:{SMALL_WIDTH}px;max-width:100%"
    root = picture(SMALL_WIDTH, SMALL_TALL, text, style=style)
    room = SMALL_WIDTH - 2 * EDGE
    first = max(len(chart.points) - MOST, 0)
    plan = _Plan(chart, target, room, SMALL_TALL - 2 * EDGE, EDGE, EDGE, first)
    for part in chart.segments:
        if part.last >= first and part.state != control_chart.NONE:
            _band(root, plan, part)
    if target is not None:
        look = {"stroke": TARGET, "stroke_width": 1.5, "stroke_dasharray": "5 3"}
        level(root, 0, SMALL_WIDTH, plan.y(target), **look)
    shown = range(first, len(chart.points))
    _path(root, plan, shown)
    end = len(chart.points) - 1
    _mark(root, plan, end, chart.points[end].signals, 0.75)
    return text_of(root)


class _Plan:
    """Where periods and values stand in a picture."""

    def __init__(self, chart, target, room, tall, left, top, first=0, coming=()):
        self.chart, self.first = chart, first
        self.left, self.top, self.tall = left, top, tall
        values = [*(point.value for point in chart.points[first:]), *coming]
        count = len(values)
        for part in chart.segments:
            if part.last >= first and part.state != control_chart.NONE:
                values += [part.low, part.high]
        values += [] if target is None else [target]
        least, most = min(values), max(values)
        pad = (most - least) * 0.06 or abs(most) * 0.1 or 1
        self.least = 0 if least >= 0 and least - pad < 0 else least - pad
        self.most = most + pad
        self.step = room / max(count, 1)

    def x(self, number):
        return self.left + (number - self.first + 0.5) * self.step

    def y(self, value):
        share = (value - self.least) / (self.most - self.least)
        return self.top + (1 - share) * self.tall


def ticks(least, most, count=4):
    """Return round values to write beside a scale.

    >>> ticks(0, 33), ticks(1.1, 4)
    ([0, 10, 20, 30], [2.0, 3.0, 4.0])
    """
    rough = (most - least) / count
    power = 10 ** floor(log10(rough))
    step = min(power * n for n in (1, 2, 5, 10) if power * n >= rough)
    found = -floor(-least / step)
    numbers = range(found, floor(most / step + 1e-9) + 1)
    return [round(number * step, 6) for number in numbers]


def _scale(root, plan, figure):
    for value in ticks(plan.least, plan.most):
        y = plan.y(value)
        level(root, LEFT - 4, LEFT, y, stroke=LIMIT)
        write(root, figure(value), LEFT - 7, y + 4, text_anchor="end", **LETTERS)
    upright(root, LEFT, TOP, TOP + TALL, stroke=LIMIT)


def _periods(root, plan, labels):
    """Write as many periods as have room; always the newest."""
    wide = max(len(label) for label in labels) * 7.5 + 8
    every = max(1, -floor(-wide / plan.step))
    for number in range(len(labels) - 1, -1, -every):
        x = plan.x(number)
        if x - wide / 2 < 0:
            break
        write(root, labels[number], x, TOP + TALL + 17, text_anchor="middle", **LETTERS)


def _ends(plan, part):
    return (
        plan.x(max(part.first, plan.first)) - plan.step / 2,
        plan.x(part.last) + plan.step / 2,
    )


def _band(root, plan, part):
    left, right = _ends(plan, part)
    top = plan.y(part.high)
    element(
        root,
        "rect",
        x=left,
        y=top,
        width=right - left,
        height=max(plan.y(part.low) - top, 1),
        fill=BAND,
    )


def _segment(root, plan, part, begins):
    left, right = _ends(plan, part)
    if part.state != control_chart.NONE:
        _band(root, plan, part)
        # limits that still move are dotted, others dashed
        dashes = "6 4" if part.state == control_chart.FIRM else "2 4"
        look = {"stroke": LIMIT, "stroke_width": 1.5, "stroke_dasharray": dashes}
        level(root, left, right, plan.y(part.low), **look)
        level(root, left, right, plan.y(part.high), **look)
        level(root, left, right, plan.y(part.centre), stroke=LINE)
    if begins:
        look = {"stroke": INK, "stroke_width": 1.5, "stroke_dasharray": "1 3"}
        upright(root, left, TOP, TOP + TALL, class_="rebase", **look)


def _names(root, plan, words, figure, target):
    """Write at the right what the lines are, one under the other where they meet."""
    part = plan.chart.segments[-1]
    lines = [] if target is None else [("target", target, TARGET)]
    if part.state != control_chart.NONE:
        lines += [
            ("high", part.high, LIMIT),
            ("centre", part.centre, LINE),
            ("low", part.low, LIMIT),
        ]
    lines.sort(key=lambda row: -row[1])
    places, last = [], TOP - GAP
    for _name, value, _ink in lines:
        last = max(plan.y(value) + 4, last + GAP)
        places.append(last)
    over = max(last - (TOP + TALL), 0)
    for (name, value, ink), y in zip(lines, places, strict=True):
        text = f"{words.get(name, name)} {figure(value)}"
        look = {**LETTERS, "fill": ink}
        write(root, text, WIDTH - RIGHT + 6, y - over, **look)


def _path(root, plan, numbers):
    points = plan.chart.points
    line = " ".join(
        f"{short(plan.x(n))},{short(plan.y(points[n].value))}" for n in numbers
    )
    element(root, "polyline", points=line, fill="none", stroke=LINE, stroke_width=2)


def _coming(root, plan, pending, figure, words):
    start = len(plan.chart.points)
    for number, (label, value) in enumerate(pending, start):
        place = f"translate({short(plan.x(number))} {short(plan.y(value))})"
        group = element(root, "g", class_="pending", transform=place)
        _shape(group, "pending")
        told = f"{label}: {figure(value)}; {words.get('pending', '')}"
        element(group, "title").text = printable(told)


def _points(root, plan, labels, figure, words):
    _path(root, plan, range(len(plan.chart.points)))
    for number, point in enumerate(plan.chart.points):
        group = _mark(root, plan, number, point.signals)
        names = [words.get(code, code) for code in point.signals]
        told = "; ".join([figure(point.value), *names])
        element(group, "title").text = printable(f"{labels[number]}: {told}")


def _mark(root, plan, number, signals, size=1):
    """Draw a point; what is exceptional as the shape of its rule."""
    x, y = plan.x(number), plan.y(plan.chart.points[number].value)
    code = next((code for code in SHAPES if code in signals), None)
    group = element(
        root,
        "g",
        class_=f"signal {code}" if code else "point",
        transform=f"translate({short(x)} {short(y)})",
    )
    _shape(group, code, size)
    return group


def _shape(group, code, size=1):
    if code not in SHAPES:
        fill = PAPER if code == "pending" else LINE
        element(group, "circle", r=3.5, fill=fill, stroke=LINE, stroke_width=2)
        return
    scale = None if size == 1 else f"scale({size})"
    look = {"fill": PAPER, "stroke": MARK, "stroke_width": 2.5}
    element(group, "path", d=SHAPES[code], transform=scale, **look)
    element(group, "circle", r=2 * size, fill=MARK)


def _legend(root, code, words, y):
    group = element(root, "g", transform=f"translate({LEFT + 8} {short(y)})")
    _shape(group, code)
    write(root, words.get(code, code), LEFT + 24, y + 4, **LETTERS)
