# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A process chart as BPMN 2.0, out and in. No ORM here.

Out: one pool, a lane a row, a task a phase, with diagram interchange from the same layout
as the picture. BPMN puts a task in one lane only, so a phase stands in its first one; the
others, the column and the tools travel in extension elements, which other programs keep
and this one reads back. A choice becomes an exclusive gateway.

In: whatever modellers write. Gateways are passed through, their labels kept; nothing is
resolved or fetched, and what is too much is refused before it is read in full.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from .flow import END, START, Flow, Lane, Phase
from .layout import HEAD, MARGIN

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
OWN = "https://example.org/seutuyp/bpmn"
NAMES = {"bpmn": MODEL, "bpmndi": DI, "dc": DC, "di": DD, "seutuyp": OWN}

MAX_BYTES = 1_000_000
MAX_LANES, MAX_NODES, MAX_FLOWS, MAX_NAME = 40, 500, 1500, 200
TASKS = frozenset(
    "task userTask manualTask serviceTask sendTask receiveTask scriptTask "
    "businessRuleTask callActivity subProcess transaction adHocSubProcess".split()
)
GATEWAYS = frozenset(
    "exclusiveGateway parallelGateway inclusiveGateway complexGateway "
    "eventBasedGateway intermediateCatchEvent intermediateThrowEvent".split()
)
GATEWAY = 40


class Unreadable(ValueError):
    """A file that cannot be taken in; ``code`` says why, ``values`` are for the sentence.

    Codes: ``too_big``, ``not_xml``, ``entities``, ``not_bpmn``, ``too_many``,
    ``no_tasks``, ``no_lane``.
    """

    def __init__(self, code, **values):
        super().__init__(code)
        self.code, self.values = code, values


@dataclass
class Reading:
    """What stands in a file.

    :param notes: codes of what was left out, with the names it concerns
    """

    name: str = ""
    start: str = ""
    end: str = ""
    lanes: list = field(default_factory=list)
    phases: list = field(default_factory=list)
    flows: list = field(default_factory=list)
    notes: list = field(default_factory=list)


# ----------------------------------------------------------------------------------- out
def write(chart, name, lanes, phases, flows, start="", end=""):
    """Return the file, as bytes.

    :param chart: the layout of the same lanes, phases and flows
    :param flows: all arrows, those from the start and to the end among them
    """
    return _Writer(chart, name, lanes, phases, flows, (start, end)).write()


def _tag(space, name):
    return f"{{{NAMES[space]}}}{name}"


def _sub(parent, tag, **attributes):
    space, _colon, name = tag.partition(":")
    values = {key.rstrip("_"): value for key, value in attributes.items() if value}
    return etree.SubElement(parent, _tag(space, name), values)


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

    def write(self):
        root = etree.Element(_tag("bpmn", "definitions"), nsmap=NAMES)
        root.set("id", "definitions")
        root.set("targetNamespace", OWN)
        pool = _sub(root, "bpmn:collaboration", id="collaboration")
        _sub(
            pool, "bpmn:participant", id="pool", name=self.name, processRef="process"
        )
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
            task = _sub(
                process, "bpmn:task", id=self.ids[phase.key], name=phase.title
            )
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
        where = (left, middle - GATEWAY / 2, GATEWAY, GATEWAY)
        self._shape(plane, own, where)
        points = [(x + width, middle), (left, middle)]
        self._edge(plane, f"to_{own}", points)

    def _points(self, flow, edges):
        points = list(edges[flow.source, flow.target].points)
        if flow.source == START or flow.source in self.choices:
            x, y, width, height = self.where[flow.source]
            gap = GATEWAY + 2 if flow.source in self.choices else 0
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
        values = {key: f"{round(value)}" for key, value in zip(keys, where, strict=True)}
        _sub(shape, "dc:Bounds", **values)

    @staticmethod
    def _edge(plane, element, points):
        edge = _sub(
            plane, "bpmndi:BPMNEdge", id=f"edge_{element}", bpmnElement=element
        )
        for x, y in points:
            _sub(edge, "di:waypoint", x=f"{round(x)}", y=f"{round(y)}")


# ------------------------------------------------------------------------------------ in
def read(content):
    """Return what a BPMN file describes.

    :param bytes content: the file
    :rtype: Reading
    :raise Unreadable: with a code for the sentence
    """
    root = _parse(content)
    process = _process(root)
    nodes = [node for node in process if _name(node) in TASKS | GATEWAYS | {"startEvent", "endEvent"}]
    flows = process.findall(_tag("bpmn", "sequenceFlow"))
    lanes = process.findall(f".//{_tag('bpmn', 'lane')}")
    lanes = [lane for lane in lanes if lane.find(_tag("bpmn", "childLaneSet")) is None]
    for count, most in ((lanes, MAX_LANES), (nodes, MAX_NODES), (flows, MAX_FLOWS)):
        if len(count) > most:
            raise Unreadable("too_many", count=len(count), most=most)
    tasks = [node for node in nodes if _name(node) in TASKS]
    if not tasks:
        raise Unreadable("no_tasks")
    return _Reader(root, process, tasks, nodes, flows, lanes).read()


def _parse(content):
    if len(content) > MAX_BYTES:
        raise Unreadable("too_big", most=MAX_BYTES)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
        raise Unreadable("entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("not_xml") from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable("entities")
    if root.tag != _tag("bpmn", "definitions"):
        raise Unreadable("not_bpmn")
    return root


def _process(root):
    """Return the process with the most in it; a file may hold one a pool."""
    found = root.findall(_tag("bpmn", "process"))
    if not found:
        raise Unreadable("not_bpmn")
    return max(found, key=len)


def _name(node):
    if not isinstance(node.tag, str) or not node.tag.startswith(f"{{{MODEL}}}"):
        return ""
    return etree.QName(node).localname


def _words(node):
    """Return the name of an element as plain words, cut to what a name may hold."""
    return " ".join((node.get("name") or "").split())[:MAX_NAME]


class _Reader:
    def __init__(self, root, process, tasks, nodes, flows, lanes):
        self.root, self.process, self.tasks, self.lanes = root, process, tasks, lanes
        self.nodes = {node.get("id"): node for node in nodes}
        self.flows = flows
        self.reading = Reading()

    def read(self):
        reading = self.reading
        pool = self._pool()
        reading.name = _words(pool) if pool is not None else ""
        reading.name = reading.name or _words(self.process)
        reading.start, reading.end = self._event("startEvent"), self._event("endEvent")
        self._read_lanes(pool)
        self._read_phases()
        self._read_flows()
        return reading

    def _pool(self):
        own = self.process.get("id")
        pools = self.root.iter(_tag("bpmn", "participant"))
        return next((pool for pool in pools if pool.get("processRef") == own), None)

    def _event(self, kind):
        found = (node for node in self.nodes.values() if _name(node) == kind)
        return next((_words(node) for node in found if _words(node)), "")

    def _read_lanes(self, pool):
        self.member = {}
        for lane in self.lanes:
            own = lane.find(f".//{_tag('seutuyp', 'lane')}")
            customer = own is not None and own.get("customer") == "true"
            title = _words(lane) or "?"
            self.reading.lanes.append(Lane(lane.get("id"), title, customer))
            for ref in lane.findall(_tag("bpmn", "flowNodeRef")):
                self.member[(ref.text or "").strip()] = lane.get("id")
        if not self.reading.lanes:
            title = (_words(pool) if pool is not None else "") or "?"
            self.reading.lanes.append(Lane("", title, False))
            self.member = dict.fromkeys(self.nodes, "")

    def _read_phases(self):
        known = {lane.key for lane in self.reading.lanes}
        for task in self.tasks:
            key = task.get("id")
            own = task.find(f".//{_tag('seutuyp', 'phase')}")
            lanes, tools, column = (), (), 0
            if own is not None:
                refs = (item.get("ref") for item in own.findall(_tag("seutuyp", "inLane")))
                lanes = tuple(dict.fromkeys(ref for ref in refs if ref in known))
                tools = own.findall(_tag("seutuyp", "tool"))
                tools = tuple(_words(item) for item in tools if _words(item))[:20]
                column = _whole(own.get("column"))
            lanes = lanes or tuple(
                key for key in [self.member.get(key)] if key is not None
            )
            if not lanes:
                raise Unreadable("no_lane", name=_words(task) or key)
            title = _words(task) or "?"
            self.reading.phases.append(Phase(key, title, lanes, column, tools))

    # A gateway is passed through: what leads to it leads to all it leads to.
    def _read_flows(self):
        after = defaultdict(list)
        for flow in self.flows:
            source, target = flow.get("sourceRef"), flow.get("targetRef")
            if source in self.nodes and target in self.nodes:
                after[source].append((target, _words(flow)))
        found = {}
        for task in self.tasks:
            for target, label in self._next_tasks(task.get("id"), after):
                found.setdefault((task.get("id"), target), label)
        self.reading.flows = [
            Flow(source, target, label) for (source, target), label in found.items()
        ]
        if any(_name(node) in GATEWAYS for node in self.nodes.values()):
            self.reading.notes.append("gateways")
        self._drop_rings()

    def _next_tasks(self, key, after):
        seen, queue = {key}, list(after[key])
        while queue:
            target, label = queue.pop(0)
            kind = _name(self.nodes[target])
            if kind in TASKS:
                yield target, label
            elif kind == "endEvent":
                yield END, label
            elif target not in seen:
                seen.add(target)
                queue += [(item, own or label) for item, own in after[target]]

    def _drop_rings(self):
        """Leave out arrows that lead back; a chart runs forward in time."""
        order = {phase.key: place for place, phase in enumerate(self._by_place())}
        order[END] = len(order)
        forward = [
            flow
            for flow in self.reading.flows
            if order[flow.source] < order[flow.target]
        ]
        if len(forward) < len(self.reading.flows):
            self.reading.notes.append("rings")
        self.reading.flows = forward

    def _by_place(self):
        """Return the phases as the diagram shows them, from left to right."""
        places = {}
        for shape in self.root.iter(_tag("bpmndi", "BPMNShape")):
            bounds = shape.find(_tag("dc", "Bounds"))
            if bounds is not None:
                places[shape.get("bpmnElement")] = _number(bounds.get("x"))
        return sorted(
            self.reading.phases,
            key=lambda phase: (places.get(phase.key, 0), phase.column),
        )


def _number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return 0.0


def _whole(text):
    return max(0, min(int(_number(text)), 10_000))
