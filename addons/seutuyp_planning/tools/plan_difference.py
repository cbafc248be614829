# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What has changed between two snapshots of a plan. No ORM here.

A snapshot is what ``seutuyp.plan._snapshot`` keeps: goals with their actions, by id,
and the budget. Goals and actions are known by their id, so a renamed one is changed and
not another one. A value that an older snapshot did not keep yet is unknown: it is shown
where it is known, and never called changed.
"""

GOAL_CELLS = ("section", "segment", "name", "metric", "target")
ACTION_CELLS = (
    "name",
    "metric",
    "responsible",
    "coordinating",
    "from",
    "until",
    "checkpoints",
    "resources",
)
# These say the same in any order.
UNORDERED = frozenset({"responsible", "checkpoints"})


def compare(old, new):
    """Return both snapshots as one: every goal and action once, with what happened.

    What is new stands in the order of the new snapshot, what was dropped after it.

    :param dict old: the earlier snapshot
    :param dict new: the later one
    :return: dict of ``goals`` (rows with ``id``, ``mark``, ``cells`` and ``actions``,
        the same kind of rows), ``budget`` and ``counts``. A mark is "", "added",
        "dropped" or "changed"; a cell has ``new``, and ``old`` if it is another.

    >>> action = {"id": 7, "name": "Interview", "responsible": [1, 2]}
    >>> goal = {"id": 1, "section": "process", "name": "Skills", "actions": [action]}
    >>> later = {**goal, "actions": [{**action, "responsible": [2, 1], "metric": "20"}]}
    >>> compare({"goals": [goal]}, {"goals": [later]})["counts"]
    {'added': 0, 'dropped': 0, 'changed': 0}
    >>> found = compare({"goals": [goal]}, {"goals": [{**goal, "actions": []}]})
    >>> [row["mark"] for row in found["goals"][0]["actions"]], found["goals"][0]["mark"]
    (['dropped'], '')
    >>> found = compare({"goals": [goal]}, {"goals": [{**goal, "name": "Knowledge"}]})
    >>> found["goals"][0]["cells"]["name"]
    {'new': 'Knowledge', 'old': 'Skills'}
    """
    olds, news = _goals(old), _goals(new)
    earlier, later = _actions(olds), _actions(news)
    goals = [
        _goal_row(olds.get(id_), news.get(id_), earlier, later)
        for id_ in _in_order(news, olds)
    ]
    budget = _budget(old, new)
    return {"goals": goals, "budget": budget, "counts": _counts(goals, budget)}


def _goals(snapshot):
    return {goal["id"]: goal for goal in snapshot.get("goals", [])}


def _actions(goals):
    """Return {action id: the action, which knows its goal}."""
    return {
        action["id"]: {**action, "goal": goal["id"]}
        for goal in goals.values()
        for action in goal.get("actions", [])
    }


def _in_order(news, olds):
    return [*news, *(key for key in olds if key not in news)]


def _goal_row(old, new, earlier, later):
    """Return a goal's row; an action that moved stands below its new goal."""
    now = [action["id"] for action in (new or {}).get("actions", [])]
    gone = [
        action["id"]
        for action in (old or {}).get("actions", [])
        if action["id"] not in later
    ]
    actions = [
        _row(earlier.get(id_), later.get(id_), (*ACTION_CELLS, "goal"))
        for id_ in [*now, *gone]
    ]
    for row in actions:  # where it stands says it, unless it stood elsewhere
        if "old" not in row["cells"]["goal"]:
            del row["cells"]["goal"]
    return {**_row(old, new, GOAL_CELLS), "actions": actions}


def _row(old, new, names):
    cells = _cells(old, new, names)
    return {"id": (new or old)["id"], "mark": _mark(old, new, cells), "cells": cells}


def _mark(old, new, cells):
    if not old:
        return "added"
    if not new:
        return "dropped"
    return "changed" if any("old" in cell for cell in cells.values()) else ""


def _cells(old, new, names):
    shown = new or old
    cells = {name: {"new": shown[name]} for name in names if name in shown}
    if old and new:
        for name, cell in cells.items():
            if name in old and _key(name, old[name]) != _key(name, cell["new"]):
                cell["old"] = old[name]
    return cells


def _key(name, value):
    """Return a value in the form in which equal ones are equal.

    >>> _key("responsible", [2, 1])
    [1, 2]
    >>> _key("segment", False) == _key("segment", None)
    True
    """
    if name == "resources":
        return sorted((row["partner"], row["days"], row["euros"]) for row in value)
    return sorted(value) if name in UNORDERED else value or None


def _budget(old, new):
    """Return the parties whose planned sum is another.

    >>> _budget({"budget": [{"partner": 1, "planned": 5}]}, {"budget": []})
    [{'partner': 1, 'old': 5, 'new': None}]
    """
    if "budget" not in old or "budget" not in new:
        return []
    was = {row["partner"]: row["planned"] for row in old["budget"]}
    now = {row["partner"]: row["planned"] for row in new["budget"]}
    return [
        {"partner": partner, "old": was.get(partner), "new": now.get(partner)}
        for partner in _in_order(now, was)
        if was.get(partner) != now.get(partner)
    ]


def _counts(goals, budget):
    rows = [row for goal in goals for row in (goal, *goal["actions"])]
    counts = {
        mark: sum(row["mark"] == mark for row in rows)
        for mark in ("added", "dropped", "changed")
    }
    counts["changed"] += len(budget)
    return counts
