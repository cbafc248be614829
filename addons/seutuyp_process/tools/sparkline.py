# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A metric's readings: on target or not, due or not, and as a small chart. No ORM."""

from datetime import timedelta
from html import escape

UP, DOWN, KEEP = "up", "down", "keep"
TOLERANCE = 0.1  # to keep a value means to stay within a tenth of it
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
WIDTH, HEIGHT, EDGE = 130, 36, 5
MOST = 24  # points of a chart


def on_target(value, target, direction):
    """Return whether a value reaches its target.

    >>> on_target(22, 20, "up"), on_target(22, 20, "down"), on_target(22, 20, "keep")
    (True, False, True)
    >>> on_target(23, 20, "keep")
    False
    """
    if direction == UP:
        return value >= target
    if direction == DOWN:
        return value <= target
    return abs(value - target) <= abs(target) * TOLERANCE + 1e-9


def last_period(today, period):
    """Return the first day of the latest period that has ended.

    >>> from datetime import date
    >>> last_period(date(2027, 2, 10), "quarter")
    datetime.date(2026, 10, 1)
    >>> last_period(date(2027, 2, 10), "year")
    datetime.date(2026, 1, 1)
    """
    length = MONTHS[period]
    begun = (today.month - 1) // length * length + 1
    before = today.replace(month=begun, day=1) - timedelta(days=1)
    return before.replace(month=(before.month - 1) // length * length + 1, day=1)


def is_due(last, today, period):
    """Return whether the latest period that has ended still lacks its reading.

    :param last: day of the last reading, or None

    >>> from datetime import date
    >>> is_due(date(2026, 12, 31), date(2027, 2, 10), "month")
    True
    >>> is_due(date(2027, 1, 31), date(2027, 2, 10), "month")
    False
    """
    return not last or last < last_period(today, period)


def draw(values, target, text):
    """Return a small SVG: a line through the values and the target as a dashed line.

    The last point is a dot; nothing is told by colour alone.

    :param values: numbers, the oldest first
    :param str text: what it says to whoever does not see it

    >>> svg = draw([1, 3], 2, "<2 of 2>")
    >>> svg.count("<circle"), "&lt;2 of 2&gt;" in svg, "stroke-dasharray" in svg
    (1, True, True)
    >>> draw([], 2, "")
    ''
    """
    values = list(values)[-MOST:]
    if not values:
        return ""
    low, high = min(*values, target), max(*values, target)
    room, tall = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE

    def height(value):
        share = (value - low) / (high - low) if high > low else 0.5
        return round(HEIGHT - EDGE - share * tall, 1)

    step = room / max(len(values) - 1, 1)
    points = [(round(EDGE + n * step, 1), height(v)) for n, v in enumerate(values)]
    line = " ".join(f"{x},{y}" for x, y in points)
    x, y = points[-1]
    goal = height(target)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" style="max-width:100%" '
        f'aria-label="{escape(text)}">'
        f"<title>{escape(text)}</title>"
        f'<line x1="0" x2="{WIDTH}" y1="{goal}" y2="{goal}" stroke="#5a6572" '
        'stroke-width="1.5" stroke-dasharray="5 3"/>'
        f'<polyline points="{line}" fill="none" stroke="#1f4e8c" stroke-width="2"/>'
        f'<circle cx="{x}" cy="{y}" r="3.5" fill="#1f4e8c"/></svg>'
    )
