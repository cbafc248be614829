# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What may be merged into what. No ORM here.

Regions, areas and organisations dissolve into successors over the years; the chain of
successors must stay a chain.
"""


def last_successor(start, successors):
    """Return where the chain of successors ends.

    :param start: where it begins
    :param dict successors: {dissolved: its successor}
    :raise ValueError: the chain comes back to where it has been

    >>> last_successor("a", {"a": "b", "b": "c"})
    'c'
    >>> last_successor("a", {})
    'a'
    """
    seen = {start}
    while start in successors:
        start = successors[start]
        if start in seen:
            raise ValueError("ring")
        seen.add(start)
    return start


def obstacle(sources, target, successors):
    """Return why ``sources`` cannot be merged into ``target``, or None.

    :param sources: what dissolves
    :param target: what they become part of
    :param dict successors: {dissolved: its successor}, of all that dissolved before
    :return: ``nothing``, ``no_target``, ``itself``, ``ring``, ``target_dissolved`` or
        ``dissolved``

    >>> obstacle(["a"], "a", {})
    'itself'
    >>> obstacle(["a"], "b", {"b": "a"})
    'ring'
    >>> obstacle(["a"], "b", {"b": "c"})
    'target_dissolved'
    >>> obstacle(["a"], "b", {"a": "c"})
    'dissolved'
    >>> obstacle(["a"], "b", {}) is None
    True
    """
    if not sources:
        return "nothing"
    if target is None:
        return "no_target"
    if target in sources:
        return "itself"
    if target in successors:
        end = last_successor(target, successors)
        return "ring" if end in sources else "target_dissolved"
    if any(source in successors for source in sources):
        return "dissolved"
    return None
