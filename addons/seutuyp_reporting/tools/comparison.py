# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Beside whom a region's value may be laid, and what that gives away. No ORM here.

Comparison is for finding peers, never a total score or a ranking (domain, chapter 9).
A value of an area or of the nation is told of at least three regions, and never when
whoever reads it could subtract what he knows and be left with one region's value.
"""

from fractions import Fraction
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


class Told:
    """What is told of several regions together, so that nobody's own is given away.

    Of what is told, and what the reader knows anyway, anything may be added up and
    subtracted: no single region's value may be left.

    :param known: regions whose own value the reader knows

    >>> told = Told({1})
    >>> told.admit({1, 2}), told.admit({1, 2, 3})
    (False, True)

    Two of three are known, so the third could be worked out:

    >>> Told({1, 2}).admit({1, 2, 3})
    False

    Of what is told of four beside the same three, the fourth could be worked out:

    >>> told.admit({1, 2, 3, 4}), told.admit({1, 4, 5, 6})
    (False, True)

    An old area and the two that it went to, one of them with a region from elsewhere:

    >>> told = Told(set())
    >>> [told.admit(some) for some in ({1, 2, 3}, {4, 5, 6, 7}, {1, 2, 3, 4, 5, 6})]
    [True, True, False]
    """

    def __init__(self, known=()):
        self.known = frozenset(known)
        self.sets = []
        # Reduced row echelon form: {pivot: {region: factor}}, each pivot in its own row
        # only. A region's own value is given away just when it is alone in a row.
        self._rows = {}

    def admit(self, regions):
        """Return whether a combined value of these regions may be told, and note it."""
        if len(regions) < MIN_REGIONS:
            return False
        rows = self._with(set(regions) - self.known)
        if any(len(row) == 1 for row in rows.values()):
            return False
        self._rows = rows
        self.sets.append(frozenset(regions))
        return True

    def _with(self, unknown):
        new = {region: Fraction(1) for region in unknown}
        for pivot, row in self._rows.items():
            if pivot in new:
                new = _less(new, row, new[pivot])
        if not new:
            return self._rows
        pivot = min(new)
        new = {region: factor / new[pivot] for region, factor in new.items()}
        rows = {
            other: _less(row, new, row[pivot]) if pivot in row else row
            for other, row in self._rows.items()
        }
        return {**rows, pivot: new}


def _less(row, other, factor):
    """Return a row less ``factor`` times another, without what is nought."""
    left = {
        region: row.get(region, 0) - factor * other.get(region, 0)
        for region in row.keys() | other.keys()
    }
    return {region: number for region, number in left.items() if number}


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
