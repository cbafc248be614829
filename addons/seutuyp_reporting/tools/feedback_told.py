# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What of daily customer feedback is told of one place. No ORM here."""

from collections import defaultdict

from .threshold import shown_parts


def told(months):
    """Return what readers of a region may be told of each place where it is asked.

    A month of a place counts from three answers on, and only as far as nobody works
    another place's few out by subtracting from the month's mean of the region.

    :param dict months: {month: {place: (number of answers, sum of grades)}}, one region
    :return: {place: (number of answers, mean)}; a place that is not there tells nothing

    >>> told({1: {"desk": (4, 14), "net": (3, 6)}, 2: {"desk": (2, 2)}})
    {'desk': (4, 3.5), 'net': (3, 2.0)}
    >>> told({1: {"desk": (4, 14), "net": (2, 6)}})
    {}
    """
    counts, sums = defaultdict(int), defaultdict(int)
    for parts in months.values():
        shown = shown_parts({place: count for place, (count, _sum) in parts.items()})
        for place, count in shown.items():
            if count:
                counts[place] += count
                sums[place] += parts[place][1]
    return {place: (count, sums[place] / count) for place, count in counts.items()}
