# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What differs between two descriptions of a process, as a chart shows it. No ORM here.

Both are snapshots: see ``seutuyp.process._snapshot``. Lanes and phases are paired by
their id, else by their name, since a copy or an import has ids of its own. Arrows are
compared as they are drawn, so that those nobody drew count too.
"""

from typing import NamedTuple

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


class Difference(NamedTuple):
    """What to mark, and the pairs it comes from.

    :param old: {key of the earlier chart: ``removed`` or ``changed``}
    :param new: {key of the later chart: ``added`` or ``changed``}
    :param lanes: list of (earlier or None, later or None)
    :param phases: the same
    """

    old: dict
    new: dict
    lanes: list
    phases: list


def compare(old, new, old_flows=(), new_flows=()):
    """Compare two snapshots.

    :param dict old: the earlier snapshot
    :param dict new: the later one
    :param old_flows: the arrows of the earlier chart, :class:`~.flow.Flow`
    :param new_flows: those of the later one
    :rtype: Difference

    >>> lane = {"id": 1, "title": "Customer", "is_customer": True}
    >>> def phase(id, name):
    ...     return {"id": id, "name": name, "lanes": [1], "column": 1, "tools": [],
    ...             "content": "", "success_factors": ""}
    >>> a = {"lanes": [lane], "phases": [phase(1, "Need"), phase(2, "Help")]}
    >>> b = {"lanes": [lane], "phases": [phase(1, "Needs"), phase(3, "Care")]}
    >>> found = compare(a, b)
    >>> found.old, found.new
    ({1: 'changed', 2: 'removed'}, {1: 'changed', 3: 'added'})
    """
    lanes = pairs(old["lanes"], new["lanes"], "title")
    phases = pairs(old["phases"], new["phases"], "name")
    marks = {}, {}
    lane_of = {left["id"]: right["id"] for left, right in lanes if left and right}
    phase_of = {left["id"]: right["id"] for left, right in phases if left and right}
    _mark(marks, lanes, _lane_key, lambda left, right: _lane(left) == _lane(right))
    _mark(
        marks,
        phases,
        _phase_key,
        lambda left, right: _phase(left, lane_of) == _phase(right),
    )
    _mark_arrows(marks, phase_of, old_flows, new_flows)
    return Difference(*marks, lanes, phases)


def pairs(old, new, name):
    """Pair rows by id, else by what they are called, in the new order.

    :return: list of (earlier or None, later or None); what went stands last

    >>> pairs([{"id": 1, "n": "a"}, {"id": 2, "n": "b"}], [{"id": 9, "n": "b"}], "n")
    [({'id': 2, 'n': 'b'}, {'id': 9, 'n': 'b'}), ({'id': 1, 'n': 'a'}, None)]
    """
    left = {row["id"]: row for row in old}
    found = {row["id"]: left.pop(row["id"]) for row in new if row["id"] in left}
    named = {row[name]: row for row in reversed(left.values())}
    for row in new:
        if row["id"] not in found and row[name] in named:
            found[row["id"]] = left.pop(named.pop(row[name])["id"])
    return [
        *((found.get(row["id"]), row) for row in new),
        *((row, None) for row in left.values()),
    ]


def _lane_key(row):
    return f"lane{row['id']}"


def _phase_key(row):
    return row["id"]


def _lane(row):
    return row["title"], row["is_customer"]


def _phase(row, lane_of=None):
    """Return what of a phase is compared; lanes as those of the later chart."""
    lanes = {lane_of.get(lane) if lane_of else lane for lane in row["lanes"]}
    tools = [(tool["name"], tool.get("url") or "") for tool in row["tools"]]
    texts = (row["name"], row["content"], row["success_factors"])
    return (*texts, row["column"], lanes, tools)


def _mark(marks, rows, key, same):
    old, new = marks
    for left, right in rows:
        if left is None:
            new[key(right)] = ADDED
        elif right is None:
            old[key(left)] = REMOVED
        elif not same(left, right):
            old[key(left)] = new[key(right)] = CHANGED


def _mark_arrows(marks, phase_of, old_flows, new_flows):
    """Mark arrows by (source, target); an arrow with other words is changed."""
    old, new = marks
    before = {
        tuple(phase_of.get(end, end) for end in (arrow.source, arrow.target)): arrow
        for arrow in old_flows
    }
    after = {(arrow.source, arrow.target): arrow for arrow in new_flows}
    for ends, arrow in before.items():
        if ends not in after:
            old[arrow.source, arrow.target] = REMOVED
        elif arrow.label != after[ends].label:
            old[arrow.source, arrow.target] = new[ends] = CHANGED
    for ends in after:
        if ends not in before:
            new[ends] = ADDED
