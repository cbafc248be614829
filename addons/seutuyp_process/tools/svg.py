# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A process chart as SVG: one picture for screen, paper and file. No ORM here.

Colours are those of the domain (chapter 5.2): dark blue start and end, light blue heads
of lanes, white phases, yellow tools; text on each has a contrast above 7. Every shape
has a text alternative, and shapes stand in the order in which the process runs, so that
the keyboard follows it. What people wrote is only ever text: it cannot become markup.
"""

from lxml import etree

from .layout import BULLET, HEAD, INSET, LINE, MARGIN, SMALL, SMALL_LINE, TEXT
from .lettering import printable, width

SPACE = "http://www.w3.org/2000/svg"
FONT = "Lato, 'Noto Sans', Arial, Helvetica, sans-serif"
DARK, HEAD_FILL, PAPER, TOOL = "#17375e", "#dbe4f0", "#ffffff", "#fff3b0"
INK, LINE_INK, LANE_INK, TOOL_INK = "#1b2430", "#17375e", "#8090a5", "#7a5b00"
CUSTOMER = "#f2f5fa"
# What differs between two charts: a sign and a word, not the colour alone.
SIGNS = {
    "added": ("+", "#1a6e2e", None),
    "removed": ("−", "#a3211b", "6 4"),
    "changed": ("≠", "#7a5b00", "2 3"),
}
BADGE = 18
BOLD = 1.25  # how much wider bold letters are


def draw(chart, title, alternatives=None, interactive=False, marks=None, words=None):
    """Return the chart as an SVG document.

    :param chart: :class:`~.layout.Chart`
    :param str title: what the picture is called
    :param alternatives: {key of phase, lane, start or end: its text alternative}
    :param bool interactive: shapes take the keyboard's focus, for the screen
    :param dict marks: {key of phase or lane, or (source, target) of an arrow:
        ``added``, ``removed`` or ``changed``}, see :mod:`.difference`
    :param dict words: {mark: the word that stands beside its sign}

    >>> from .flow import Lane, Phase
    >>> from .layout import chart as lay_out
    >>> laid = lay_out([Lane(1, "Asiakas", True)], [Phase("a", "<b>&", (1,))])
    >>> "&lt;b&gt;&amp;" in draw(laid, "Neuvonta")
    True
    """
    words, alternatives = words or {}, _numbered(chart, alternatives or {})
    for key, mark in (marks or {}).items():
        if key in alternatives:
            word = words.get(mark, mark)
            alternatives = {**alternatives, key: f"{word}: {alternatives[key]}"}
    root = _picture(chart, title, alternatives, interactive)
    if marks:
        _marks(root, chart, marks, words)
    return etree.tostring(root, encoding="unicode")


def _numbered(chart, alternatives):
    """Return the alternatives with the numbers that the phases bear in the picture.

    Whoever speaks to the computer says what stands there (WCAG 2.5.3).

    >>> from .layout import Chart
    >>> _numbered(Chart(order=["a"]), {"a": "Advice.", "lane": "Office"})
    {'a': '1. Advice.', 'lane': 'Office'}
    """
    numbers = {key: f"{number}. " for number, key in enumerate(chart.order, 1)}
    return {key: numbers.get(key, "") + text for key, text in alternatives.items()}


def _picture(chart, title, alternatives, interactive):
    root = _element(
        None,
        "svg",
        viewBox=f"0 0 {_n(chart.width)} {_n(chart.height)}",
        width=chart.width,
        height=chart.height,
        font_family=FONT,
        font_size=TEXT,
        role="group" if interactive else "img",
        aria_label=title,
    )
    _element(root, "title").text = printable(title)
    _arrow_head(root)
    _element(root, "rect", width=chart.width, height=chart.height, fill=PAPER)
    for lane in chart.lanes:
        _lane(root, chart, lane, alternatives, interactive)
    _strip(root, chart)
    arrows = _element(root, "g", aria_hidden="true")
    for edge in chart.edges:
        _arrow(arrows, edge)
    for joint in chart.joints:
        _joint(arrows, joint)
    for part in chart.parts:
        _part(root, part, alternatives, interactive)
    for box in chart.tools:
        _tool(root, box)
    for edge in chart.edges:
        _text(root, edge.label, edge.label_x, edge.label_y, "end", SMALL, SMALL_LINE)
    return root


def _n(number):
    return f"{number:.1f}".rstrip("0").rstrip(".")


def _element(parent, name, **attributes):
    values = {
        key.rstrip("_").replace("_", "-") if key != "viewBox" else key: (
            printable(value) if isinstance(value, str) else _n(value)
        )
        for key, value in attributes.items()
        if value is not None
    }
    tag = f"{{{SPACE}}}{name}"
    if parent is None:
        return etree.Element(tag, values, nsmap={None: SPACE})
    return etree.SubElement(parent, tag, values)


def _text(parent, lines, x, y, anchor="start", size=TEXT, line=LINE, **more):
    """Write lines under each other; ``y`` is the first one's base."""
    if not lines:
        return
    more = {"fill": INK, **more}
    if any(words.endswith("-") for words in lines[:-1]):
        more["aria_hidden"] = "true"  # two halves of a word; the shape has its name
    text = _element(parent, "text", text_anchor=anchor, font_size=size, **more)
    for index, words in enumerate(lines):
        part = _element(text, "tspan", x=x, y=y + index * line)
        part.text = words
        # Searched for or read aloud, the lines are words of one text.
        part.tail = " " if anchor != "end" and index < len(lines) - 1 else None


def _middle(box_y, box_height, lines, line=LINE):
    return box_y + (box_height - (len(lines) - 1) * line) / 2 + TEXT * 0.35


def _arrow_head(root):
    marker = _element(
        _element(root, "defs"),
        "marker",
        id="arrow",
        viewBox="0 0 10 10",
        refX=9,
        refY=5,
        markerWidth=8,
        markerHeight=8,
        orient="auto-start-reverse",
    )
    _element(marker, "path", d="M0 0 L10 5 L0 10 Z", fill=LINE_INK)


def _lane(root, chart, lane, alternatives, interactive):
    name = alternatives.get(lane.key) or " ".join(lane.lines)
    group = _element(
        root,
        "g",
        class_="lane",
        data_lane=str(lane.key),
        tabindex="0" if interactive else None,
        role="button" if interactive else None,
        aria_label=name if interactive else None,
    )
    _element(group, "title").text = printable(name)
    _element(
        group,
        "rect",
        x=MARGIN,
        y=lane.y,
        width=chart.width - 2 * MARGIN,
        height=lane.height,
        fill=CUSTOMER if lane.is_customer else PAPER,
        stroke=LANE_INK,
    )
    _element(
        group,
        "rect",
        class_="lane-head",
        x=MARGIN,
        y=lane.y,
        width=HEAD - MARGIN,
        height=lane.height,
        fill=HEAD_FILL,
        stroke=LANE_INK,
    )
    y = _middle(lane.y, lane.height, lane.lines)
    _text(group, lane.lines, MARGIN + INSET, y, font_weight="bold")


def _strip(root, chart):
    if not chart.tools:
        return
    group = _element(root, "g", class_="strip")
    _element(
        group,
        "rect",
        x=MARGIN,
        y=chart.strip_y,
        width=HEAD - MARGIN,
        height=chart.strip_height,
        fill=HEAD_FILL,
        stroke=LANE_INK,
    )
    y = _middle(chart.strip_y, chart.strip_height, chart.strip_lines)
    _text(group, chart.strip_lines, MARGIN + INSET, y, font_weight="bold")


def _arrow(parent, edge):
    points = " L".join(f"{_n(x)} {_n(y)}" for x, y in edge.points)
    _element(
        parent,
        "path",
        d=f"M{points}",
        fill="none",
        stroke=LINE_INK,
        stroke_width=1.5,
        marker_end="url(#arrow)",
    )


def _joint(parent, joint):
    """Join the parts of a phase by a dashed line beside the lanes between them."""
    _key, x, above, below, box = joint
    _element(
        parent,
        "path",
        d=f"M{_n(box)} {_n(above - INSET)} L{_n(x)} {_n(above - INSET)} "
        f"L{_n(x)} {_n(below + INSET)} L{_n(box)} {_n(below + INSET)}",
        fill="none",
        stroke=LINE_INK,
        stroke_width=2,
        stroke_dasharray="5 3",
    )


def _part(root, part, alternatives, interactive):
    """Draw a box; only the first part of a phase takes focus, so that it comes once."""
    first = part.index == 0
    name = alternatives.get(part.key) or " ".join(part.lines)
    phase = part.kind == "phase"
    group = _element(
        root,
        "g",
        class_=part.kind,
        data_phase=str(part.key),
        tabindex="0" if interactive and first else None,
        role=("button" if interactive and phase else "img")
        if first
        else "presentation",
        aria_label=name if first else None,
    )
    _element(group, "title").text = printable(name)
    _element(
        group,
        "rect",
        x=part.x,
        y=part.y,
        width=part.width,
        height=part.height,
        rx=4 if phase else part.height / 2,
        fill=PAPER if phase else DARK,
        stroke=LINE_INK,
        stroke_width=1.5,
        stroke_dasharray=None if first else "5 3",
    )
    _text(
        group,
        part.lines,
        part.x + part.width / 2,
        _middle(part.y, part.height, part.lines),
        "middle",
        fill=INK if phase else PAPER,
    )


def _tool(root, box):
    group = _element(root, "g", class_="tool")
    _element(
        group,
        "rect",
        x=box.x,
        y=box.y,
        width=box.width,
        height=box.height,
        fill=TOOL,
        stroke=TOOL_INK,
    )
    y = box.y + INSET + SMALL
    for lines in box.texts:
        _text(group, ("•",), box.x + INSET, y, size=SMALL)
        x = box.x + INSET + BULLET
        _text(group, lines, x, y, size=SMALL, line=SMALL_LINE)
        y += len(lines) * SMALL_LINE


def _marks(root, chart, marks, words):
    """Draw what differs over the chart; the text alternatives say it in words."""
    group = _element(root, "g", class_="marks", aria_hidden="true")
    for edge in chart.edges:
        if mark := marks.get((edge.source, edge.target)):
            _mark_arrow(group, edge, mark)
    for lane in chart.lanes:
        if mark := marks.get(lane.key):
            _badge(group, MARGIN + 2, lane.y + 2, mark, words)
    for part in chart.parts:
        if mark := marks.get(part.key):
            _sign, ink, dashes = SIGNS[mark]
            _element(
                group,
                "rect",
                x=part.x - 3,
                y=part.y - 3,
                width=part.width + 6,
                height=part.height + 6,
                rx=6,
                fill="none",
                stroke=ink,
                stroke_width=3,
                stroke_dasharray=dashes,
            )
            if part.index == 0:
                _badge(group, part.x, part.y - BADGE / 2 - 3, mark, words)


def _badge(parent, x, y, mark, words):
    sign, ink, _dashes = SIGNS[mark]
    text = f"{sign} {words.get(mark, '')}".strip()
    _element(
        parent,
        "rect",
        x=x,
        y=y,
        width=width(text, SMALL) * BOLD + 2 * INSET,
        height=BADGE,
        rx=BADGE / 2,
        fill=PAPER,
        stroke=ink,
        stroke_width=1.5,
    )
    _text(parent, (text,), x + INSET, y + 13, size=SMALL, fill=ink, font_weight="bold")


def _mark_arrow(parent, edge, mark):
    sign, ink, dashes = SIGNS[mark]
    _element(
        parent,
        "path",
        d="M" + " L".join(f"{_n(x)} {_n(y)}" for x, y in edge.points),
        fill="none",
        stroke=ink,
        stroke_width=3,
        stroke_dasharray=dashes,
    )
    ends = list(zip(edge.points, edge.points[1:], strict=False))
    (x1, y1), (x2, y2) = max(
        ends,
        key=lambda pair: abs(pair[0][0] - pair[1][0]) + abs(pair[0][1] - pair[1][1]),
    )
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    _element(parent, "circle", cx=x, cy=y, r=8, fill=PAPER, stroke=ink)
    _text(parent, (sign,), x, y + 4, "middle", SMALL, fill=ink, font_weight="bold")
