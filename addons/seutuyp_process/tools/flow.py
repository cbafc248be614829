# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The order of a process: which phase follows which, and in which column. No ORM here.

What a person has drawn counts first. A phase from which nothing has been drawn goes on
to every phase of the next column, and to the end from the last one; a phase to which
nothing leads comes from every phase of the column before, and in the first column from
the start. So a plain chain needs no arrows at all, a branch needs only its own, and
nothing in the middle begins by itself; an arrow may lead to the end.
"""

from collections import defaultdict
from typing import NamedTuple

START, END = "start", "end"


class Lane(NamedTuple):
    """Who takes part: an organisation or a position, never a person."""

    key: object
    title: str
    is_customer: bool = False


class Phase(NamedTuple):
    """What happens, in one or more lanes, at a place in time.

    :param column: where it stands in time, small numbers first; gaps do not matter
    """

    key: object
    title: str
    lanes: tuple
    column: int = 0
    tools: tuple = ()


class Flow(NamedTuple):
    """An arrow; the label says when it is taken, if there is a choice.

    :param target: a phase, or ``END``
    """

    source: object
    target: object
    label: str = ""


class Ring(ValueError):
    """Phases that follow each other in a ring; ``keys`` names them in order."""

    def __init__(self, keys):
        super().__init__("ring")
        self.keys = keys


def ranks(phases, flows=()):
    """Return {key: column}, dense from 0, with every arrow going to a later column.

    :raise Ring: the arrows come back to where they began

    >>> ranks([Phase("a", "", (1,), 5), Phase("b", "", (1,), 9)])
    {'a': 0, 'b': 1}
    >>> ranks([Phase("a", "", (1,)), Phase("b", "", (1,))], [Flow("b", "a")])
    {'b': 0, 'a': 1}
    """
    dense = {
        column: rank for rank, column in enumerate(sorted({p.column for p in phases}))
    }
    found = {}
    for phase, before in _in_order(phases, flows):
        own = dense[phase.column]
        found[phase.key] = max([own, *(found[key] + 1 for key in before)])
    used = {column: rank for rank, column in enumerate(sorted(set(found.values())))}
    return {key: used[column] for key, column in found.items()}


def _in_order(phases, flows):
    """Yield (phase, keys before it) so that what comes before has been yielded.

    :raise Ring: there is no such order
    """
    by_key = {phase.key: phase for phase in phases}
    before, after = defaultdict(list), defaultdict(list)
    for flow in flows:
        if flow.target != END:
            before[flow.target].append(flow.source)
            after[flow.source].append(flow.target)
    open_count = {key: len(before[key]) for key in by_key}
    ready = [phase for phase in phases if not open_count[phase.key]]
    done = 0
    while done < len(ready):
        phase = ready[done]
        done += 1
        yield phase, before[phase.key]
        for key in after[phase.key]:
            open_count[key] -= 1
            if not open_count[key]:
                ready.append(by_key[key])
    if done < len(by_key):
        raise Ring(_ring(open_count, before))


def _ring(open_count, before):
    """Return the keys of one ring, found by walking back from what never got ready."""
    key = next(key for key, count in open_count.items() if count)
    walked = []
    while key not in walked:
        walked.append(key)
        key = next(source for source in before[key] if open_count[source])
    return list(reversed(walked[walked.index(key) :]))


def complete(phases, flows=()):
    """Return all arrows, those from the start and to the end among them.

    >>> rows = [Phase(key, "", (1,), at) for key, at in [("a", 0), ("b", 1), ("c", 1)]]
    >>> [(flow.source, flow.target) for flow in complete(rows)]
    [('start', 'a'), ('a', 'b'), ('a', 'c'), ('b', 'end'), ('c', 'end')]

    A shortcut leaves no phase behind:

    >>> rows = [Phase(key, "", (1,), at) for at, key in enumerate("abc")]
    >>> [(flow.source, flow.target) for flow in complete(rows, [Flow("a", "c")])]
    [('start', 'a'), ('a', 'c'), ('a', 'b'), ('b', 'c'), ('c', 'end')]
    """
    flows = list(flows)
    column = ranks(phases, flows)
    by_column = defaultdict(list)
    for phase in phases:
        by_column[column[phase.key]].append(phase.key)
    own = defaultdict(list)
    for flow in flows:
        own[flow.source].append(flow)
    led_to = {flow.target for flow in flows}
    found = []
    for phase in sorted(phases, key=lambda item: column[item.key]):
        later = by_column.get(column[phase.key] + 1) or [END]
        mine = own[phase.key]
        led_to.update(later if not mine else ())
        found.append((phase.key, later, mine))
    from_start = [Flow(START, key) for key in by_column[0]]
    return [*from_start, *_arrows(found, led_to)]


def _arrows(found, led_to):
    for key, later, mine in found:
        yield from mine
        for target in later:
            if not mine or (target != END and target not in led_to):
                yield Flow(key, target)


def without_default(phases, flows):
    """Return the arrows that say more than the columns do; the drawing stays the same.

    >>> rows = [Phase("a", "", (1,), 1), Phase("b", "", (1,), 2)]
    >>> without_default(rows, [Flow("a", "b"), Flow("b", END)])
    []
    >>> without_default(rows, [Flow("a", "b", "kyllä"), Flow("b", END)])
    [Flow(source='a', target='b', label='kyllä')]
    """
    own, usual = defaultdict(set), defaultdict(set)
    for flow in flows:
        own[flow.source].add(flow)
    for flow in complete(phases):
        usual[flow.source].add(flow)
    kept = [flow for flow in flows if own[flow.source] != usual[flow.source]]
    same = set(complete(phases, kept)) == set(complete(phases, flows))
    return kept if same else list(flows)
