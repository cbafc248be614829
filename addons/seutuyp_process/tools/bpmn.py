# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A process chart as a BPMN 2.0 file. No ORM here; ``bpmn_reading`` takes one in.

One pool, a lane a row, a task a phase, with diagram interchange from the same layout as
the picture. BPMN puts a task in one lane only, so a phase stands in its first one; the
others, the column and the tools travel in extension elements, which other programs keep
and ours reads back. A choice becomes an exclusive gateway.
"""

from collections import defaultdict

from lxml import etree

from .flow import END, START
from .layout import MARGIN
from .lettering import printable

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
OWN = "https://example.org/seutuyp/bpmn"
NAMES = {"bpmn": MODEL, "bpmndi": DI, "dc": DC, "di": DD, "seutuyp": OWN}

GATEWAY = 40


def write(chart, name, lanes, phases, flows, start="", end=""):
    """Return the file, as bytes.

    :param chart: the layout of the same lanes, phases and flows
    :param flows: all arrows, those from the start and to the end among them
    """
    return _Writer(chart, name, lanes, phases, flows, (start, end)).document()


def tag(space, name):
    return f"{{{NAMES[space]}}}{name}"


def _sub(parent, path, **attributes):
    space, _colon, name = path.partition(":")
    values = {key: printable(value) for key, value in attributes.items() if value}
    return etree.SubElement(parent, tag(space, name), values)


class _Writer:
    def __init__(self, chart, name, lanes, phases, flows, ends):
        self.chart, self.name, self.ends = chart, name, ends
        self.lanes, self.phases = lanes, phases
        self.ids = {START: "start", END: "end"}
        self.ids |= {phase.key: f"phase_{n}" for n, phase in enumerate(phases, 1)}
        self.lane_ids = {lane.key: f"lane_{n}" for n, lane in enumerate(lanes, 1)}
        by_source = defaultdict(list)
        for flow in flows:
            by_source[flow.source].append(flow)
        self.choices = {
            key: own
            for key, own in by_source.items()
            if len(own) > 1 and any(flow.label for flow in own)
        }
        self.flows = [(f"flow_{n}", flow) for n, flow in enumerate(flows, 1)]

    def document(self):
        root = etree.Element(tag("bpmn", "definitions"), nsmap=NAMES)
        root.set("id", "definitions")
        root.set("targetNamespace", OWN)
        pool = _sub(root, "bpmn:collaboration", id="collaboration")
        _sub(pool, "bpmn:participant", id="pool", name=self.name, processRef="process")
        process = _sub(root, "bpmn:process", id="process", isExecutable="false")
        self._lane_set(process)
        self._nodes(process)
        self._sequence(process)
        self._diagram(root)
        return etree.tostring(
            root, encoding="UTF-8", xml_declaration=True, pretty_print=True
        )

    def _lane_set(self, process):
        members = defaultdict(list)
        rows = {part.key: self._row(part) for part in reversed(self.chart.parts)}
        for key in (START, *self.chart.order, END):
            if key in rows:
                members[rows[key]].append(self.ids[key])
                if key in self.choices:
                    members[rows[key]].append(f"choice_{self.ids[key]}")
        lanes = _sub(process, "bpmn:laneSet", id="lanes")
        by_key = {lane.key: lane for lane in self.lanes}
        for box in self.chart.lanes:
            lane = _sub(
                lanes,
                "bpmn:lane",
                id=self.lane_ids[box.key],
                name=by_key[box.key].title,
            )
            if box.is_customer:
                own = _sub(lane, "bpmn:extensionElements")
                _sub(own, "seutuyp:lane", customer="true")
            for node in members[box.key]:
                _sub(lane, "bpmn:flowNodeRef").text = node

    def _row(self, part):
        """Return the key of the lane in which the top of a box stands."""
        return next(
            lane.key for lane in self.chart.lanes if part.y < lane.y + lane.height
        )

    def _nodes(self, process):
        _sub(process, "bpmn:startEvent", id="start", name=self.ends[0])
        for phase in self.phases:
            task = _sub(process, "bpmn:task", id=self.ids[phase.key], name=phase.title)
            own = _sub(task, "bpmn:extensionElements")
            about = _sub(own, "seutuyp:phase", column=str(phase.column))
            for lane in phase.lanes:
                _sub(about, "seutuyp:inLane", ref=self.lane_ids[lane])
            for tool in phase.tools:
                _sub(about, "seutuyp:tool", name=tool)
            if phase.key in self.choices:
                choice = f"choice_{self.ids[phase.key]}"
                _sub(process, "bpmn:exclusiveGateway", id=choice)
        _sub(process, "bpmn:endEvent", id="end", name=self.ends[1])

    def _sequence(self, process):
        for key in self.choices:
            own = self.ids[key]
            _sub(
                process,
                "bpmn:sequenceFlow",
                id=f"to_choice_{own}",
                sourceRef=own,
                targetRef=f"choice_{own}",
            )
        for number, flow in self.flows:
            own = self.ids[flow.source]
            _sub(
                process,
                "bpmn:sequenceFlow",
                id=number,
                name=flow.label,
                sourceRef=f"choice_{own}" if flow.source in self.choices else own,
                targetRef=self.ids[flow.target],
            )

    # ------------------------------------------------------------------------ diagram
    def _diagram(self, root):
        diagram = _sub(root, "bpmndi:BPMNDiagram", id="diagram")
        plane = _sub(
            diagram, "bpmndi:BPMNPlane", id="plane", bpmnElement="collaboration"
        )
        lanes = self.chart.lanes
        height = lanes[-1].y + lanes[-1].height - lanes[0].y
        wide = self.chart.width - 2 * MARGIN
        self._shape(plane, "pool", (MARGIN - 30, lanes[0].y, wide + 30, height), True)
        for lane in lanes:
            where = (MARGIN, lane.y, wide, lane.height)
            self._shape(plane, self.lane_ids[lane.key], where, True)
        self.where = {}
        for part in self.chart.parts:
            if part.index:
                continue
            where = (part.x, part.y, part.width, part.height)
            if part.kind != "phase":  # events are round and of one size
                where = (part.x + part.width / 2 - 18, part.y + part.height / 2 - 18)
                where = (*where, 36, 36)
            self.where[part.key] = where
            self._shape(plane, self.ids[part.key], where)
        for key in self.choices:
            self._choice(plane, key)
        edges = {(edge.source, edge.target): edge for edge in self.chart.edges}
        for number, flow in self.flows:
            self._edge(plane, number, self._points(flow, edges))

    def _choice(self, plane, key):
        x, y, width, height = self.where[key]
        own = f"choice_{self.ids[key]}"
        middle = y + height / 2
        left = x + width + 2
        size = self._choice_size(key)
        where = (left, middle - size / 2, size, size)
        self._shape(plane, own, where)
        points = [(x + width, middle), (left, middle)]
        self._edge(plane, f"to_{own}", points)

    def _choice_size(self, key):
        """Return a size that fits between the phase and what stands after it."""
        x, _y, width, _height = self.where[key]
        after = min(part.x for part in self.chart.parts if part.x > x + width)
        return min(GATEWAY, after - x - width - 4)

    def _points(self, flow, edges):
        points = list(edges[flow.source, flow.target].points)
        if flow.source == START or flow.source in self.choices:
            x, y, width, height = self.where[flow.source]
            choice = flow.source in self.choices
            gap = self._choice_size(flow.source) + 2 if choice else 0
            points[0] = (x + width + gap, y + height / 2)
        if flow.target == END:
            x, y, _width, height = self.where[END]
            points[-1] = (x, y + height / 2)
        return points

    @staticmethod
    def _shape(plane, element, where, across=False):
        shape = _sub(
            plane,
            "bpmndi:BPMNShape",
            id=f"shape_{element}",
            bpmnElement=element,
            isHorizontal="true" if across else "",
        )
        keys = ("x", "y", "width", "height")
        values = {
            key: f"{round(value)}" for key, value in zip(keys, where, strict=True)
        }
        _sub(shape, "dc:Bounds", **values)

    @staticmethod
    def _edge(plane, element, points):
        edge = _sub(plane, "bpmndi:BPMNEdge", id=f"edge_{element}", bpmnElement=element)
        for x, y in points:
            _sub(edge, "di:waypoint", x=f"{round(x)}", y=f"{round(y)}")
