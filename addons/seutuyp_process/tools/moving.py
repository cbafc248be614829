# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Moving a phase to another place in time. No ORM here.

Places are groups of phases that happen at the same time, numbered from 0 as drawn. A
phase that moves against its arrows is taken out of them: what led to it leads on to
what came after it, and at its new place it is put between the two beside it.
"""

from .flow import END, Flow, complete


def moved(ranks, key, place, alone=False):
    """Return {key: column from 1} with one phase moved; gaps are closed.

    :param ranks: {key: place}
    :param place: where it goes, of the places as they are now
    :param alone: before that place, in one of its own

    >>> moved({"a": 0, "b": 1, "c": 2}, "c", 0)
    {'a': 1, 'c': 1, 'b': 2}
    >>> moved({"a": 0, "b": 1, "c": 2}, "c", 0, alone=True)
    {'c': 1, 'a': 2, 'b': 3}
    """
    groups = _groups(ranks)
    place = max(0, min(place, len(groups) if alone else len(groups) - 1))
    for group in groups:
        if key in group:
            group.remove(key)
    if alone:
        groups.insert(place, [key])
    else:
        groups[place].append(key)
    return _columns(groups)


def stepped(ranks, key, step):
    """Return {key: column from 1} with one phase moved one step (1 or -1).

    From a place that it shares it goes to one of its own, from its own to the next.
    So pressed again and again it comes everywhere.

    >>> stepped({"a": 0, "b": 1}, "a", 1)
    {'b': 1, 'a': 1}
    >>> stepped({"a": 0, "b": 0}, "a", 1)
    {'b': 1, 'a': 2}
    >>> stepped({"a": 0, "b": 1}, "a", -1)
    {'a': 1, 'b': 2}
    """
    own, step = ranks[key], 1 if step > 0 else -1
    if sum(rank == own for rank in ranks.values()) > 1:
        return moved(ranks, key, own + (step > 0), alone=True)
    if not 0 <= own + step <= max(ranks.values()):
        return _columns(_groups(ranks))
    return moved(ranks, key, own + step)


def without(phases, flows, key):
    """Return the arrows without one phase; what led to it leads to what it led to.

    :param phases: all of them, as :class:`~.flow.Phase`
    :param flows: drawn ones, as :class:`~.flow.Flow`

    >>> from .flow import Phase
    >>> rows = [Phase(key, "", (1,), at) for at, key in enumerate("abcd")]
    >>> [flow[:2] for flow in without(rows, [Flow("a", "b"), Flow("b", "d")], "b")]
    [('a', 'd')]
    >>> [flow[:2] for flow in without(rows, [Flow("a", "b"), Flow("a", "d")], "d")]
    [('a', 'b')]
    """
    kept = [arrow for arrow in flows if key not in (arrow.source, arrow.target)]
    every = complete(phases, flows)
    onward = [arrow for arrow in flows if arrow.source == key] or [
        arrow for arrow in every if arrow.source == key
    ]
    for arrow in flows:
        if arrow.target != key:
            continue
        for then in onward:
            leads_on = any(other.source == arrow.source for other in kept)
            is_drawn = any(
                (other.source, other.target) == (arrow.source, then.target)
                for other in kept
            )
            if not is_drawn and not (then.target == END and leads_on):
                label = arrow.label or then.label
                kept.append(Flow(arrow.source, then.target, label))
    return kept


def rewired(phases, flows, columns, key):
    """Return the drawn arrows after one phase has moved; none runs back in time.

    :param phases: all of them as they were
    :param flows: drawn ones
    :param columns: {key: column from 1} as they are to be
    :param key: the phase that moves

    An arrow that still runs forward stays:

    >>> from .flow import Phase
    >>> rows = [Phase(key, "", (1,), at) for at, key in enumerate("abc")]
    >>> chain = [Flow("a", "b"), Flow("b", "c")]
    >>> rewired(rows, chain[:1], {"a": 1, "b": 2, "c": 2}, "c") == chain[:1]
    True

    The middle one goes to the end, then to the start:

    >>> [flow[:2] for flow in rewired(rows, chain, {"a": 1, "c": 2, "b": 3}, "b")]
    [('a', 'c')]
    >>> [flow[:2] for flow in rewired(rows, chain, {"b": 1, "a": 2, "c": 3}, "b")]
    [('a', 'c')]

    And one between two that an arrow joins; an arrow with a condition stays as well:

    >>> new = {"a": 1, "c": 2, "b": 3}
    >>> [flow[:2] for flow in rewired(rows, [Flow("a", "b")], new, "c")]
    [('a', 'c')]
    >>> choice = [Flow("a", "b", "if ready")]
    >>> rewired(rows, choice, new, "c") == choice
    True
    """
    own = [arrow for arrow in flows if key in (arrow.source, arrow.target)]
    if any(_runs_back(arrow, columns) for arrow in own):
        flows, own = without(phases, flows, key), []
    return list(flows) if own else _put_between(flows, columns, key)


def _runs_back(arrow, columns):
    return arrow.target != END and columns[arrow.source] >= columns[arrow.target]


def _put_between(flows, columns, key):
    """Lead the arrows that pass over a phase through it, if it stands alone."""
    own = columns[key]
    if list(columns.values()).count(own) > 1:
        return list(flows)
    following = {other for other, at in columns.items() if at == own + 1} or {END}
    passing = [
        arrow
        for arrow in flows
        if columns[arrow.source] == own - 1
        and arrow.target in following
        and not arrow.label
    ]
    found = [arrow for arrow in flows if arrow not in passing]
    found += [Flow(source, key) for source in dict.fromkeys(a.source for a in passing)]
    targets = dict.fromkeys(arrow.target for arrow in passing)
    # From a phase without arrows of its own it goes on to the whole next place.
    if passing and set(targets) != following:
        found += [Flow(key, target) for target in targets]
    return found


def _groups(ranks):
    groups = [[] for _place in range(max(ranks.values()) + 1)]
    for key, rank in ranks.items():
        groups[rank].append(key)
    return groups


def _columns(groups):
    filled = [group for group in groups if group]
    return {key: place for place, group in enumerate(filled, 1) for key in group}
