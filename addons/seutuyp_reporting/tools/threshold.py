# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

"""Small numbers are not told: behind one or two cases stand people whom one knows."""

LEAST = 3


def shown(count, least=LEAST):
    """Return the number as it may be told, None when it is too small.

    :param int count: how many cases there are
    :param int least: from how many on a number is told
    :rtype: int or None

    No case at all tells of nobody:

    >>> [shown(count) for count in (0, 1, 2, 3, 40)]
    [0, None, None, 3, 40]
    """
    return count if count == 0 or count >= least else None


def shown_parts(counts, least=LEAST):
    """Return the parts of a whole as they may be told beside their sum.

    One hidden part could be worked out by subtracting, so the smallest of the others
    is then hidden with it.

    :param dict counts: {part: number of cases}
    :param int least: from how many on a number is told
    :return: {part: number or None}, in the same order

    >>> shown_parts({"north": 9, "south": 2, "west": 4, "east": 0})
    {'north': 9, 'south': None, 'west': None, 'east': 0}
    >>> shown_parts({"north": 9, "south": 2, "west": 1})
    {'north': 9, 'south': None, 'west': None}
    >>> shown_parts({"north": 9, "south": 5})
    {'north': 9, 'south': 5}
    >>> shown_parts({"north": 2, "south": 0})
    {'north': None, 'south': 0}
    >>> shown_parts({"north": 9, "south": 1, "west": 1})
    {'north': None, 'south': None, 'west': None}
    """
    told = {part: shown(count, least) for part, count in counts.items()}
    hidden = [counts[part] for part, count in told.items() if count is None]
    others = [part for part, count in told.items() if count]
    if hidden and others and not _is_covered(hidden, least):
        told[min(others, key=counts.get)] = None
    return told


def _is_covered(hidden, least):
    """Return whether small numbers hide behind each other when their sum is known.

    They do not when together they are too small, or when all must be the least or the
    most that is hidden.

    >>> [_is_covered(hidden, 3) for hidden in ([2], [1, 1], [1, 2], [2, 2], [1, 1, 1])]
    [False, False, True, False, False]
    """
    total, count = sum(hidden), len(hidden)
    return total >= least and count < total < count * (least - 1)


def shown_groups(groups, least=LEAST):
    """Return parts, sums of their groups and the whole so that none tells another.

    :param dict groups: {group: {part: number of cases}}
    :param int least: from how many on a number is told
    :return: ({part: number or None}, {group: number or None}, number or None)

    Where the sum of a group is hidden, so are its parts, or they would tell it:

    >>> shown_groups({"A": {"a": 9, "b": 2}, "B": {"c": 4}})
    ({'a': None, 'b': None, 'c': 4}, {'A': 11, 'B': 4}, 15)
    >>> shown_groups({"A": {"a": 9, "b": 5}, "B": {"c": 2, "d": 0}})
    ({'a': None, 'b': None, 'c': None, 'd': 0}, {'A': None, 'B': None}, 16)
    """
    sums = {group: sum(parts.values()) for group, parts in groups.items()}
    wholes = shown_parts(sums, least)
    told = {}
    for group, parts in groups.items():
        if wholes[group] is None:
            told.update({part: None if count else 0 for part, count in parts.items()})
        else:
            told.update(shown_parts(parts, least))
    return told, wholes, shown_whole(sums, least)


def shown_whole(counts, least=LEAST):
    """Return the sum as it may be told beside its parts; None when it is too small.

    With a single part hidden and nothing to hide it behind, the sum would tell it.

    >>> shown_whole({"north": 9, "south": 2})
    11
    >>> shown_whole({"north": 2, "south": 0}), shown_whole({"north": 1, "south": 1})
    (None, None)
    """
    return shown(sum(counts.values()), least)
