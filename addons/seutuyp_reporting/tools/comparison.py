# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Beside whom a region's value may be laid, and what that gives away. No ORM here.

Comparison is for finding peers, never a total score or a ranking (domain, chapter 9).
A value of an area or of the nation is told of at least three regions, and never when
whoever reads it could subtract what he knows and be left with one region's value.
"""

from statistics import fmean

MIN_REGIONS = 3
LIKE = 2  # a like size is up to twice as much, or half
LIKE_SHARE = 0.2  # and a like level up to a fifth of the scale away


def combined(values):
    """Return what is told of several regions: their mean, and so comparable.

    Of a yes or no this is the share of regions that say yes.

    >>> combined([1, 0, 1, 1])
    0.75
    """
    return fmean(values)


def may_tell(regions, known, others=()):
    """Return whether a combined value of these regions gives nobody's own away.

    :param set regions: whose values are combined
    :param set known: regions whose own value the reader knows anyway
    :param others: sets of regions whose combined values are told beside

    >>> may_tell({1, 2}, set()), may_tell({1, 2, 3}, {1})
    (False, True)

    Two of three are known, so the third could be worked out:

    >>> may_tell({1, 2, 3}, {1, 2})
    False

    Of what is told of four beside the same three, the fourth could be worked out:

    >>> may_tell({1, 2, 3, 4}, {1}, [{1, 2, 3}])
    False
    """
    if len(regions) < MIN_REGIONS or len(regions - known) == 1:
        return False
    return all(len((regions ^ other) - known) != 1 for other in others)


def is_like(own, other, kind, scale=5):
    """Return whether two regions are alike in an indicator: in size, or in level.

    :param str kind: of value, see the indicator
    :param scale: the best value of a scale from 1

    >>> is_like(20, 39, "number"), is_like(20, 41, "number"), is_like(20, 9, "number")
    (True, False, False)
    >>> is_like(3, 3.7, "mean", 4), is_like(60, 75, "percent"), is_like(1, 0, "yes_no")
    (False, True, False)
    """
    if kind == "yes_no":
        return own == other
    if kind in ("percent", "mean"):
        width = 100 if kind == "percent" else scale - 1
        return abs(own - other) <= width * LIKE_SHARE + 1e-9
    low, high = sorted((own, other))
    return low == high or (low > 0 and high <= low * LIKE)
