# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Moving a phase to another place in time. No ORM here.

Places are groups of phases that happen at the same time, numbered from 0 as drawn.
"""


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


def _groups(ranks):
    groups = [[] for _place in range(max(ranks.values()) + 1)]
    for key, rank in ranks.items():
        groups[rank].append(key)
    return groups


def _columns(groups):
    filled = [group for group in groups if group]
    return {key: place for place, group in enumerate(filled, 1) for key in group}
