# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""An order of answers that tells nothing of who came when. No ORM here."""

from random import SystemRandom


def place(count):
    """Return the place with which a newcomer, now the last of all, changes its own.

    Done whenever one arrives, it makes every order of the things equally likely: it is
    the shuffle of Fisher and Yates, begun at the other end.

    :param int count: how many there are now, the newcomer included
    :return: from 0 to ``count - 1``; the last one leaves everybody where they are

    Each chain of choices leads to an order of its own, and there is one for each order:

    >>> from itertools import product
    >>> orders = set()
    >>> for places in product(range(1), range(2), range(3)):
    ...     things = []
    ...     for thing, found in zip("abc", places):
    ...         things.append(thing)
    ...         things[found], things[-1] = things[-1], things[found]
    ...     orders.add("".join(things))
    >>> sorted(orders)
    ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']
    >>> {place(1)}, {place(3) for _turn in range(1000)} == {0, 1, 2}
    ({0}, True)
    """
    return SystemRandom().randrange(count)
