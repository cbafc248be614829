# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Where everything of a process chart stands. No ORM here.

Lanes lie under each other, the customer's on top; time runs from left to right in
slots; a phase covers every lane that takes part. Lanes that are not adjacent hold a
part of the phase each, joined by a line. A strip under the lanes lists their tools.
Lengths are pixels of a picture whose size follows from what is drawn (chapter 5.2).
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from .flow import END, START, Phase, complete, ranks
from .lettering import width, wrap

TEXT, SMALL, LINE, SMALL_LINE = 13, 12, 17, 15
HEAD = 150  # where the lanes' names stand
BOX, BOX_LEAST, INSET = 160, 44, 8
LANE_LEAST, LANE_PAD, STACK_GAP = 76, 16, 14
BESIDE = (
    -6,
    6,
)  # from the line between two lanes, so that an arrow is not taken for it
BOLD, BULLET = 1.12, 12
GAP, CHANNEL, LABEL_MOST = 30, 9, 96
CLEAR = 5  # an arrow keeps so far from a box it passes
TRACK = 10
MARGIN = 8


class Part(NamedTuple):
    """One box: a phase, a part of one, the start or the end.

    :param index: which of the phase's parts, 0 the first
    """

    key: object
    kind: str
    index: int
    x: float
    y: float
    width: float
    height: float
    lines: tuple


class Edge(NamedTuple):
    """One arrow: its corners, and where its label stands."""

    source: object
    target: object
    points: tuple
    label: tuple
    label_x: float
    label_y: float


class LaneBox(NamedTuple):
    key: object
    lines: tuple
    y: float
    height: float
    is_customer: bool


class ToolBox(NamedTuple):
    """The tools of the phases that stand above it; ``texts`` holds lines by tool."""

    keys: tuple
    x: float
    y: float
    width: float
    height: float
    texts: tuple


@dataclass
class Chart:
    """What is drawn; ``order`` names the phases as they are read."""

    width: float = 0
    height: float = 0
    lanes: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    joints: list = field(default_factory=list)
    edges: list = field(default_factory=list)
    tools: list = field(default_factory=list)
    order: list = field(default_factory=list)
    strip_y: float = 0
    strip_height: float = 0
    strip_lines: tuple = ()


def chart(lanes, phases, flows=(), start="", end="", strip=""):
    """Return the whole drawing.

    :param lanes: :class:`~.flow.Lane`, from the top
    :param phases: :class:`~.flow.Phase`, in their order; each names known lanes
    :param flows: the arrows that a person has drawn
    :param str strip: what the strip of tools is called
    :raise Ring: the arrows make a ring

    >>> from .flow import Lane
    >>> found = chart([Lane(1, "Asiakas", True)], [Phase("a", "Tarve", (1,))])
    >>> [part.kind for part in found.parts], len(found.edges)
    (['start', 'phase', 'end'], 2)
    """
    return _Drawing(lanes, phases, flows, (start, end), strip).draw()


class _Box:
    """A phase on its way to the drawing: its slot, and its runs of adjacent lanes."""

    def __init__(self, phase, kind, slot, rows, text):
        self.key, self.kind, self.slot = phase.key, kind, slot
        self.runs = list(_runs(rows))
        self.lines = tuple(wrap(text, BOX - 2 * INSET, TEXT))
        self.need = max(BOX_LEAST, len(self.lines) * LINE + 2 * INSET)
        self.spans = []  # (top, bottom) of each run, known when the lanes have heights
        self.tools = phase.tools

    def nearest(self, y):
        """Return the index of the run, and the height in it, nearest to ``y``."""
        return min(
            (
                (abs(max(top + INSET, min(y, bottom - INSET)) - y), index, y)
                for index, (top, bottom) in enumerate(self.spans)
            )
        )[1]

    def port(self, index, y):
        if self.kind != "phase":
            return self.middle()
        top, bottom = self.spans[index]
        return max(top + INSET, min(y, bottom - INSET))

    def middle(self, index=0):
        top, bottom = self.spans[index]
        return (top + bottom) / 2


def _runs(rows):
    """Yield (first, last) of rows that lie next to each other."""
    rows = sorted(set(rows))
    first = last = rows[0]
    for row in rows[1:]:
        if row > last + 1:
            yield first, last
            first = row
        last = row
    yield first, last


class _Drawing:
    """The steps from what is described to what is drawn, one method a step."""

    def __init__(self, lanes, phases, flows, ends, strip):
        # The customer's lane is on top, whatever the order says (chapter 5.2).
        self.lanes = sorted(lanes, key=lambda lane: not lane.is_customer)
        self.row = {lane.key: index for index, lane in enumerate(self.lanes)}
        self.phases, self.ends, self.strip = list(phases), ends, strip
        self.column = ranks(self.phases, flows)
        self.flows = complete(self.phases, flows)
        self.chart = Chart()
        self.boxes = {}

    def draw(self):
        if not self.phases or not self.lanes:
            return self._empty()
        self._place()
        self._stretch_lanes()
        routes = self._route()
        self._set_columns(routes)
        self._draw_boxes()
        self._draw_edges(routes)
        self._draw_tools()
        return self.chart

    def _empty(self):
        y = MARGIN
        for lane in self.lanes:
            self.chart.lanes.append(self._lane(lane, y, LANE_LEAST))
            y += LANE_LEAST
        self.chart.width, self.chart.height = HEAD + 2 * BOX, y + MARGIN
        return self.chart

    @staticmethod
    def _lane(lane, y, height):
        lines = _head_lines(lane.title)
        return LaneBox(lane.key, lines, y, height, lane.is_customer)

    # ------------------------------------------------------------------------ slots
    def _place(self):
        """Give each phase a slot: its column's first in which it meets no other.

        Phases of one lane may stand under each other in a slot; one over several lanes
        wants its lanes for itself.
        """
        order = sorted(self.phases, key=lambda phase: self.column[phase.key])
        number = {phase.key: index for index, phase in enumerate(order, 1)}
        self.chart.order = [phase.key for phase in order]
        self._add_end(START, 0, order[0], self.ends[0])
        first, column = 1, None
        slots = []
        for phase in order:
            if self.column[phase.key] != column:
                column = self.column[phase.key]
                first, slots = first + len(slots), []
            rows = [self.row[key] for key in phase.lanes]
            place = _first_free(slots, rows)
            text = f"{number[phase.key]}. {phase.title}"
            self.boxes[phase.key] = _Box(phase, "phase", first + place, rows, text)
        self.slots = first + len(slots) + 1
        last = max(order, key=lambda phase: self.boxes[phase.key].slot)
        self._add_end(END, self.slots - 1, last, self.ends[1])
        self.by_slot = defaultdict(list)
        for box in self.boxes.values():
            self.by_slot[box.slot].append(box)

    def _add_end(self, key, slot, neighbour, text):
        rows = [min(self.row[lane] for lane in neighbour.lanes)]
        self.boxes[key] = _Box(Phase(key, text, ()), key, slot, rows, text)

    # ------------------------------------------------------------------------ lanes
    def _stretch_lanes(self):
        """Find the height of each lane, then where the boxes stand in it."""
        heights = [
            max(LANE_LEAST, len(self._lane(lane, 0, 0).lines) * LINE + 2 * INSET)
            for lane in self.lanes
        ]
        for boxes in self.by_slot.values():
            for row, stack in _stacks(boxes).items():
                need = sum(box.need for box in stack) + STACK_GAP * (len(stack) - 1)
                heights[row] = max(heights[row], need + 2 * LANE_PAD)
        for box in self.boxes.values():
            for first, last in box.runs:
                there = sum(heights[first : last + 1]) - 2 * LANE_PAD
                heights[last] += max(0, box.need - there)
        self.tops = [MARGIN]
        for height in heights:
            self.tops.append(self.tops[-1] + height)
        for lane, top, height in zip(self.lanes, self.tops, heights, strict=False):
            self.chart.lanes.append(self._lane(lane, top, height))
        for boxes in self.by_slot.values():
            self._stand(boxes)

    def _stand(self, boxes):
        stacks = _stacks(boxes)
        for row, stack in stacks.items():
            total = sum(box.need for box in stack) + STACK_GAP * (len(stack) - 1)
            y = (self.tops[row] + self.tops[row + 1] - total) / 2
            for box in stack:
                box.spans = [(y, y + box.need)]
                y += box.need + STACK_GAP
        for box in boxes:
            box.spans = box.spans or [
                (self.tops[first] + LANE_PAD, self.tops[last + 1] - LANE_PAD)
                for first, last in box.runs
            ]

    # ----------------------------------------------------------------------- arrows
    def _route(self):
        """Choose for each arrow the heights along which it runs."""
        taken = {
            slot: sorted(span for box in boxes for span in box.spans)
            for slot, boxes in self.by_slot.items()
        }
        self.tracks = 0
        return [self._route_one(flow, taken) for flow in self.flows]

    def _route_one(self, flow, taken):
        source, target = self.boxes[flow.source], self.boxes[flow.target]
        out = source.nearest(target.middle())
        come = target.nearest(source.middle(out))
        leave = source.port(out, target.middle(come))
        arrive = target.port(come, leave)
        between = range(source.slot + 1, target.slot)
        along = next(
            (
                y
                for y in self._heights(leave, arrive)
                if all(_is_free(taken.get(slot, ()), y) for slot in between)
            ),
            None,
        )
        if along is None:
            along = self.tops[-1] + TRACK * (self.tracks + 1)
            self.tracks += 1
        return flow, leave, along, arrive

    def _heights(self, leave, arrive):
        yield leave
        yield arrive
        middle = (leave + arrive) / 2
        lines = (top + beside for top in self.tops[1:-1] for beside in BESIDE)
        yield from sorted(lines, key=lambda y: abs(y - middle))

    # ---------------------------------------------------------------------- columns
    def _set_columns(self, routes):
        """Give each slot its x: the gaps are as wide as the arrows in them need."""
        self.channels = defaultdict(dict)
        labels = defaultdict(float)
        for flow, leave, along, arrive in routes:
            source, target = self.boxes[flow.source], self.boxes[flow.target]
            if along != leave:
                self._channel(source.slot, ("out", flow.source, along))
            if arrive != along:
                self._channel(target.slot - 1, ("in", flow.target, along))
            if flow.label:
                room = min(LABEL_MOST, width(flow.label, SMALL) + INSET)
                labels[target.slot - 1] = max(labels[target.slot - 1], room)
        x = HEAD + GAP
        self.xs, self.gap_labels = [], labels
        for slot in range(self.slots):
            self.xs.append(x)
            x += BOX + self._gap(slot)
        bottom = self.tops[-1] + (TRACK * (self.tracks + 1) if self.tracks else 0)
        self.chart.width = self.xs[-1] + BOX + GAP
        self.chart.height = bottom + MARGIN
        self.bottom = bottom

    def _channel(self, slot, name):
        self.channels[slot].setdefault(name, len(self.channels[slot]))

    def _gap(self, slot):
        return GAP + CHANNEL * len(self.channels[slot]) + self.gap_labels[slot]

    def _channel_x(self, slot, name):
        index = self.channels[slot][name]
        return self.xs[slot] + BOX + GAP / 2 + CHANNEL * index

    def _draw_boxes(self):
        for box in sorted(self.boxes.values(), key=lambda item: item.slot):
            x = self.xs[box.slot]
            for index, (top, bottom) in enumerate(box.spans):
                part = Part(
                    box.key, box.kind, index, x, top, BOX, bottom - top, box.lines
                )
                self.chart.parts.append(part)
            for (_top, above), (below, _end) in zip(
                box.spans, box.spans[1:], strict=False
            ):
                self.chart.joints.append((box.key, x - INSET, above, below, x))

    def _draw_edges(self, routes):
        for flow, leave, along, arrive in routes:
            source, target = self.boxes[flow.source], self.boxes[flow.target]
            points = [(self.xs[source.slot] + BOX, leave)]
            if along != leave:
                x = self._channel_x(source.slot, ("out", flow.source, along))
                points += [(x, leave), (x, along)]
            if arrive != along:
                x = self._channel_x(target.slot - 1, ("in", flow.target, along))
                points += [(x, along), (x, arrive)]
            points.append((self.xs[target.slot], arrive))
            lines = tuple(wrap(flow.label, LABEL_MOST, SMALL, most=3))
            if not flow.label:
                lines = ()
            self.chart.edges.append(
                Edge(
                    flow.source,
                    flow.target,
                    tuple(points),
                    lines,
                    self.xs[target.slot] - INSET,
                    arrive - CLEAR - SMALL_LINE * (len(lines) - 1),
                )
            )

    # ------------------------------------------------------------------------ tools
    def _draw_tools(self):
        """Draw the strip under the lanes: a box a slot with its phases' tools."""
        rows = []
        for slot in range(1, self.slots - 1):
            boxes = [box for box in self.by_slot[slot] if box.tools]
            if boxes:
                texts = tuple(
                    tuple(wrap(tool, BOX - 2 * INSET - BULLET, SMALL))
                    for box in boxes
                    for tool in box.tools
                )
                rows.append((slot, tuple(box.key for box in boxes), texts))
        if not rows:
            return
        lines = max(sum(len(text) for text in texts) for _slot, _keys, texts in rows)
        height = lines * SMALL_LINE + 2 * INSET
        y = self.bottom + MARGIN
        for slot, keys, texts in rows:
            box = ToolBox(keys, self.xs[slot], y + INSET, BOX, height, texts)
            self.chart.tools.append(box)
        self.chart.strip_lines = _head_lines(self.strip)
        self.chart.strip_y, self.chart.strip_height = y, height + 2 * INSET
        self.chart.height = y + height + 2 * INSET + MARGIN


def _head_lines(title):
    return tuple(wrap(title, HEAD - MARGIN - 2 * INSET, TEXT * BOLD, most=5))


def _first_free(slots, rows):
    """Return the index of the first slot with room for a phase in these rows."""
    wide = len(rows) > 1

    def fits(taken):
        return not any(
            taken.get(row) == "wide" or (wide and row in taken) for row in rows
        )

    index = next((n for n, taken in enumerate(slots) if fits(taken)), len(slots))
    if index == len(slots):
        slots.append({})
    slots[index].update(dict.fromkeys(rows, "wide" if wide else "one"))
    return index


def _stacks(boxes):
    """Return {row: boxes of that lane alone, from the top}."""
    stacks = defaultdict(list)
    for box in boxes:
        if len(box.runs) == 1 and box.runs[0][0] == box.runs[0][1]:
            stacks[box.runs[0][0]].append(box)
    return stacks


def _is_free(spans, y):
    """Return whether an arrow at this height passes these boxes; they are sorted."""
    index = bisect_right(spans, (y + CLEAR, float("inf")))
    return all(bottom + CLEAR < y for _top, bottom in spans[:index])
