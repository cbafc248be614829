# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a computation tells of a region: a value with what it rests on. No ORM here."""

from typing import NamedTuple


class Figure(NamedTuple):
    """One value of one region, perhaps of one segment.

    :param segment: the id of the segment, 0 for the whole
    :param coverage: what the value covers and what it lacks; a list, see ``said``
    :param note: what the reader should know beside it, likewise
    """

    value: float
    segment: int = 0
    coverage: list = ()
    note: list = ()


def said(code, **facts):
    """Return a sentence as what it is made of: its words are the reader's.

    >>> said("actions", count=3)
    ['actions', {'count': 3}]
    """
    return [code, facts]


def figures(answer):
    """Return what a computation answered for one region as a list of figures.

    >>> figures(None), figures(3)
    ([], [Figure(value=3.0, segment=0, coverage=(), note=())])
    >>> figures([Figure(4.0, 2)]) == figures(Figure(4.0, 2))
    True
    """
    if answer is None:
        return []
    if isinstance(answer, Figure):
        return [answer]
    return answer if isinstance(answer, list) else [Figure(float(answer))]


def share(part, whole):
    """Return per cent, None of nothing.

    >>> share(1, 4), share(0, 0)
    (25.0, None)
    """
    return part / whole * 100 if whole else None


def weighted_mean(pairs):
    """Return the mean of (value, weight); a weight of nothing counts as one.

    >>> weighted_mean([(4.0, 30), (2.0, 10)]), weighted_mean([(4.0, 0), (2.0, 0)])
    (3.5, 3.0)
    >>> weighted_mean([]) is None
    True
    """
    rows = [(value, weight or 1) for value, weight in pairs]
    total = sum(weight for _value, weight in rows)
    return sum(value * weight for value, weight in rows) / total if rows else None


def change(now, before):
    """Return the change in per cent, None without a value before.

    >>> change(110, 100), change(5, 0)
    (10.0, None)
    """
    return (now - before) / before * 100 if before else None
