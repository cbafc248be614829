# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Areas' values from regions' values, by the borders of any day. No ORM here.

Areas change (15 until 2025, 10 from 2026) and regions merge. A series is comparable
only when one set of borders is kept through it, so the day of the borders is chosen
apart from the period of the values.
"""

from datetime import date
from typing import NamedTuple


class Membership(NamedTuple):
    """To which area a region belonged; None: an open end."""

    region: int
    area: int
    date_from: date | None = None
    date_to: date | None = None


class Total(NamedTuple):
    """The value of several regions together.

    :param value: None when no region has told its own
    :param told: the regions that have
    :param missing: the regions that have not
    """

    value: float | None
    told: tuple
    missing: tuple


def regions_of(area, day, start, memberships, successors):
    """Return the regions whose values make up an area by the borders of ``day``.

    A region that had merged by then is counted where its successor is, so that its
    earlier values go on counting; it is not expected to tell of later periods.

    :param start: the first day of the period the values tell of
    :param memberships: list of :class:`Membership`
    :param dict successors: region → the region it has merged into

    >>> from datetime import date
    >>> reform, merger = date(2025, 12, 31), date(2024, 12, 31)
    >>> rows = [
    ...     Membership(1, 7, None, reform), Membership(1, 9, date(2026, 1, 1)),
    ...     Membership(2, 7, None, reform), Membership(2, 8, date(2026, 1, 1)),
    ...     Membership(3, 7, None, merger),
    ... ]
    >>> old, new = date(2024, 6, 1), date(2026, 6, 1)
    >>> regions_of(7, old, old, rows, {3: 1}), regions_of(9, new, old, rows, {3: 1})
    ([1, 2, 3], [1, 3])
    >>> regions_of(9, new, new, rows, {3: 1})
    [1]
    """
    placed = {row.region: row.area for row in memberships if holds(row, day)}
    alive = {
        row.region for row in memberships if not row.date_to or row.date_to >= start
    }
    found = {region for region, place in placed.items() if place == area}
    merged = {
        region
        for region in alive & set(successors) - set(placed)
        if placed.get(final(region, successors)) == area
    }
    return sorted(found | merged)


def holds(row, day):
    """Return whether a region belonged to the area on a day."""
    return (not row.date_from or row.date_from <= day) and (
        not row.date_to or row.date_to >= day
    )


def final(region, successors):
    """Return the region that a region is part of now.

    >>> final(1, {1: 2, 2: 3}), final(4, {1: 2})
    (3, 4)
    """
    seen = set()
    while region in successors and region not in seen:
        seen.add(region)
        region = successors[region]
    return region


def together(values, regions, how):
    """Return the regions' values as one.

    :param dict values: region → value
    :param regions: those that should have told theirs
    :param str how: ``sum``, ``mean``, or ``share`` (of yes, in per cent)

    >>> together({1: 4, 2: 6}, [1, 2, 3], "sum")
    Total(value=10, told=(1, 2), missing=(3,))
    >>> together({1: 4, 2: 6}, [1, 2], "mean").value
    5.0
    >>> together({1: 1, 2: 0, 3: 1, 4: 1}, [1, 2, 3, 4], "share").value
    75.0
    >>> together({}, [1], "sum")
    Total(value=None, told=(), missing=(1,))
    """
    told = tuple(region for region in regions if region in values)
    missing = tuple(region for region in regions if region not in values)
    figures = [values[region] for region in told]
    if not figures:
        return Total(None, told, missing)
    value = sum(figures)
    if how != "sum":
        value = value / len(figures) * (100 if how == "share" else 1)
    return Total(value, told, missing)
