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


def told_apart(groups, least=LEAST):
    """Return the sums of a division of parts in which no small part can be found.

    A part that is large enough stands alone. The small ones of a group stand together
    if they hide each other, else those of all groups do, else they are left out: their
    sum would tell them. Nothing is hidden behind a large part, whose number may be
    known from elsewhere. What is told are sums of parts that do not overlap, so however
    they are added up or subtracted, nothing smaller comes out.

    :param dict groups: {group: {part: number of cases}}
    :param int least: from how many on a number is told
    :return: {(group, part): number}; the part None for the small ones of a group, the
        group None as well for those of all groups

    >>> told_apart({"A": {"a": 9, "b": 2, "c": 0}, "B": {"d": 4}})
    {('A', 'a'): 9, ('B', 'd'): 4}
    >>> told_apart({"A": {"a": 9, "b": 2, "c": 1, "d": 1, "e": 2}, "B": {"f": 1}})
    {('A', 'a'): 9, ('A', None): 6}
    >>> told_apart({"A": {"b": 2, "c": 1}, "B": {"f": 1, "g": 2}})
    {(None, None): 6}
    """
    told, left = {}, []
    for group, parts in groups.items():
        small = [count for count in parts.values() if 0 < count < least]
        told.update(
            {(group, part): count for part, count in parts.items() if count >= least}
        )
        if _hide_each_other(small, least):
            told[group, None] = sum(small)
        else:
            left += small
    if _hide_each_other(left, least):
        told[None, None] = sum(left)
    return told


def _hide_each_other(small, least):
    """Return whether small numbers may be told as one, also to whoever knows one.

    The coordinator of a region knows the own number and could subtract it.

    >>> [_hide_each_other(small, 3) for small in ([1, 2], [1, 1, 2], [1, 1, 2, 2], [])]
    [False, False, True, False]
    """
    return bool(small) and all(
        _is_covered(small[:place] + small[place + 1 :], least)
        for place in range(len(small))
    )


def with_rest(counts, least=LEAST):
    """Return a whole in parts, those that are not told as one rest.

    :param dict counts: {part: number of cases}, together at least ``least``
    :return: ({part: number}, the rest); they sum up to the whole

    >>> with_rest({"north": 9, "south": 2, "west": 4, "east": 0})
    ({'north': 9}, 6)
    >>> with_rest({"north": 9, "south": 5})
    ({'north': 9, 'south': 5}, 0)
    """
    told = shown_parts(counts, least)
    parts = {part: count for part, count in told.items() if count}
    return parts, sum(counts.values()) - sum(parts.values())


def shown_whole(counts, least=LEAST):
    """Return the sum as it may be told beside its parts; None when it is too small.

    With a single part hidden and nothing to hide it behind, the sum would tell it.

    >>> shown_whole({"north": 9, "south": 2})
    11
    >>> shown_whole({"north": 2, "south": 0}), shown_whole({"north": 1, "south": 1})
    (None, None)
    """
    return shown(sum(counts.values()), least)
