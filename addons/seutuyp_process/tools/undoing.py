# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Taking back one step where nobody has changed anything since. No ORM here.

A step is known by what there was before and after it. What is now as the step left it
goes back; what has changed since stays. So pressed twice it is undone once.
"""

from typing import NamedTuple


class Rows(NamedTuple):
    """Ids of rows to take away and to bring back, and {id: values} to write."""

    away: list
    back: list
    values: dict


def rows(before, after, now):
    """Return :class:`Rows` that take back what happened to rows of one kind.

    :param before: list of dicts with ``id`` and values
    :param after: the same after the step
    :param now: the same as it is

    >>> old, new = [{"id": 1, "name": "a"}], [{"id": 1, "name": "b"}, {"id": 2}]
    >>> rows(old, new, new)
    Rows(away=[2], back=[], values={1: {'name': 'a'}})
    >>> rows(old, new, old)
    Rows(away=[], back=[], values={})
    >>> rows(old, [], [])
    Rows(away=[], back=[1], values={})
    >>> rows(old, new, [{"id": 1, "name": "somebody else's"}]).values
    {}
    """
    old, new, here = ({row["id"]: row for row in each} for each in (before, after, now))
    values = {}
    for key in old.keys() & new.keys() & here.keys():
        found = {
            name: value
            for name, value in old[key].items()
            if value != new[key][name] and new[key][name] == here[key].get(name)
        }
        if found:
            values[key] = found
    return Rows(
        away=[key for key in new if key not in old and key in here],
        back=[key for key in old if key not in new and key not in here],
        values=values,
    )


def links(before, after, now):
    """Return what is left when a step on links is taken back, in order.

    >>> links([(1, 2)], [(2, 3)], [(2, 3), (4, 5)])
    [(1, 2), (4, 5)]
    >>> links([(1, 2)], [(2, 3)], [(1, 2), (4, 5)])
    [(1, 2), (4, 5)]
    """
    old, new, here = ({tuple(link) for link in each} for each in (before, after, now))
    return sorted((here - (new - old)) | (old - new))
