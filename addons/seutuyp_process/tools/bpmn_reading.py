# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A BPMN 2.0 file of any modeller, taken in as lanes, phases and arrows. No ORM here.

Gateways are passed through, their labels kept. Nothing is resolved or fetched, and what
is too much is refused before it is read in full.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from .bpmn import MODEL, tag
from .flow import END, Flow, Lane, Phase, ranks

MAX_BYTES = 1_000_000
MAX_LANES, MAX_NODES, MAX_FLOWS, MAX_NAME = 40, 500, 1500, 200
TASKS = frozenset(
    [
        "task",
        "userTask",
        "manualTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "scriptTask",
        "businessRuleTask",
        "callActivity",
        "subProcess",
        "transaction",
        "adHocSubProcess",
    ]
)
GATEWAYS = frozenset(
    [
        "exclusiveGateway",
        "parallelGateway",
        "inclusiveGateway",
        "complexGateway",
        "eventBasedGateway",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
    ]
)


class Unreadable(ValueError):
    """A file that cannot be taken in; ``code`` says why, ``values`` fill the sentence.

    Codes: ``too_big``, ``encoding``, ``not_xml``, ``entities``, ``not_bpmn``,
    ``too_many``, ``no_tasks``, ``no_lane``.
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


def read(content):
    """Return what a BPMN file describes.

    :param bytes content: the file
    :rtype: Reading
    :raise Unreadable: with a code for the sentence
    """
    root = _parse(content)
    process = _process(root)
    nodes = [
        node
        for node in process
        if _name(node) in TASKS | GATEWAYS | {"startEvent", "endEvent"}
    ]
    flows = process.findall(tag("bpmn", "sequenceFlow"))
    lanes = process.findall(f".//{tag('bpmn', 'lane')}")
    lanes = [lane for lane in lanes if lane.find(tag("bpmn", "childLaneSet")) is None]
    for count, most in ((lanes, MAX_LANES), (nodes, MAX_NODES), (flows, MAX_FLOWS)):
        if len(count) > most:
            raise Unreadable("too_many", count=len(count), most=most)
    _number_nameless([*lanes, *nodes])
    tasks = [node for node in nodes if _name(node) in TASKS]
    if not tasks:
        raise Unreadable("no_tasks")
    return _Reader(root, process, tasks, nodes, flows, lanes).result()


def _number_nameless(elements):
    """Give ids to what has none, or another's; nothing can refer to it anyway."""
    seen = set()
    for number, element in enumerate(elements):
        if not element.get("id") or element.get("id") in seen:
            element.set("id", f"_nameless_{number}")
        seen.add(element.get("id"))


def _parse(content):
    if len(content) > MAX_BYTES:
        raise Unreadable("too_big", most=MAX_BYTES)
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0")):
        raise Unreadable("encoding")
    if b"\0" in content:
        raise Unreadable("not_xml")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
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
    if root.tag != tag("bpmn", "definitions"):
        raise Unreadable("not_bpmn")
    return root


def _process(root):
    """Return the process with the most in it; a file may hold one a pool."""
    found = root.findall(tag("bpmn", "process"))
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

    def result(self):
        reading = self.reading
        pool = self._pool()
        reading.name = _words(pool) if pool is not None else ""
        reading.name = reading.name or _words(self.process)
        reading.start, reading.end = self._event("startEvent"), self._event("endEvent")
        self._read_lanes(pool)
        self._read_phases()
        self._read_flows()
        self._set_columns()
        return reading

    def _pool(self):
        own = self.process.get("id")
        pools = self.root.iter(tag("bpmn", "participant"))
        return next((pool for pool in pools if pool.get("processRef") == own), None)

    def _event(self, kind):
        found = (node for node in self.nodes.values() if _name(node) == kind)
        return next((_words(node) for node in found if _words(node)), "")

    def _read_lanes(self, pool):
        self.member = {}
        for lane in self.lanes:
            own = lane.find(f".//{tag('seutuyp', 'lane')}")
            customer = own is not None and own.get("customer") == "true"
            title = _words(lane) or "?"
            self.reading.lanes.append(Lane(lane.get("id"), title, customer))
            for ref in lane.findall(tag("bpmn", "flowNodeRef")):
                self.member[(ref.text or "").strip()] = lane.get("id")
        if not self.reading.lanes:
            title = (_words(pool) if pool is not None else "") or "?"
            self.reading.lanes.append(Lane("", title, False))
            self.member = dict.fromkeys(self.nodes, "")

    def _read_phases(self):
        known = {lane.key for lane in self.reading.lanes}
        for task in self.tasks:
            key = task.get("id")
            own = task.find(f".//{tag('seutuyp', 'phase')}")
            lanes, tools, column = (), (), 0
            if own is not None:
                refs = (
                    item.get("ref") for item in own.findall(tag("seutuyp", "inLane"))
                )
                lanes = tuple(dict.fromkeys(ref for ref in refs if ref in known))
                tools = own.findall(tag("seutuyp", "tool"))
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
        """Leave out arrows that lead back; a chart runs forward in time.

        Of a ring the arrow is left out that leads back in the diagram, too.
        """
        order = {phase.key: place for place, phase in enumerate(self._by_place())}
        order[END] = len(order)
        kept, after = set(), defaultdict(list)
        for flow in sorted(
            self.reading.flows,
            key=lambda item: order[item.source] >= order[item.target],
        ):
            if not _leads(after, flow.target, flow.source):
                after[flow.source].append(flow.target)
                kept.add(flow)
        if len(kept) < len(self.reading.flows):
            self.reading.notes.append("rings")
        self.reading.flows = [flow for flow in self.reading.flows if flow in kept]

    def _set_columns(self):
        """Give places in time to phases of a file that another program has written."""
        if any(phase.column for phase in self.reading.phases):
            return
        if self.reading.flows:
            found = ranks(self.reading.phases, self.reading.flows)
        else:
            found = {phase.key: place for place, phase in enumerate(self._by_place())}
        self.reading.phases = [
            phase._replace(column=found[phase.key] + 1) for phase in self.reading.phases
        ]

    def _by_place(self):
        """Return the phases as the diagram shows them, from left to right."""
        places = {}
        for shape in self.root.iter(tag("bpmndi", "BPMNShape")):
            bounds = shape.find(tag("dc", "Bounds"))
            if bounds is not None:
                places[shape.get("bpmnElement")] = _number(bounds.get("x"))
        return sorted(
            self.reading.phases,
            key=lambda phase: (places.get(phase.key, 0), phase.column),
        )


def _leads(after, source, target):
    """Return whether arrows lead from one to the other; each leads to itself."""
    seen, queue = {source}, [source]
    while queue:
        key = queue.pop()
        if key == target:
            return True
        new = [item for item in after[key] if item not in seen]
        seen.update(new)
        queue += new
    return False


def _number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return 0.0


def _whole(text):
    return max(0, min(int(_number(text)), 10_000))
