# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How the duty to describe and review common processes stands. No ORM here."""

from typing import NamedTuple

# The words of the lights are those of the network's duties.
GREY, GREEN, AMBER, RED = "grey", "green", "amber", "red"


class Facts(NamedTuple):
    """What the rule looks at in one region; each a number of processes or reviews.

    :param overdue: reviews whose day has passed
    :param vacant: turns of owning that begin soon and name nobody
    """

    described: int = 0
    keys: int = 0
    keys_in_use: int = 0
    overdue: int = 0
    vacant: int = 0


class Finding(NamedTuple):
    """What the rule answers: a light, and a code that names the sentence."""

    light: str
    code: str


def processes(facts, *, started):
    """Return the light of a region's processes.

    :param bool started: somebody coordinates the region

    >>> processes(Facts(), started=False).light
    'grey'
    >>> processes(Facts(), started=True)
    Finding(light='amber', code='missing')
    >>> processes(Facts(described=1), started=True).code
    'no_key'
    >>> processes(Facts(described=1, keys=1), started=True).code
    'not_in_use'
    >>> processes(Facts(1, 1, 1, overdue=1), started=True)
    Finding(light='red', code='overdue')
    >>> processes(Facts(1, 1, 1, vacant=1), started=True).light
    'amber'
    >>> processes(Facts(2, 2, 1), started=True).light
    'green'
    """
    if not facts.described:
        return Finding(AMBER, "missing") if started else Finding(GREY, "not_started")
    if facts.overdue:
        return Finding(RED, "overdue")
    if not facts.keys:
        return Finding(AMBER, "no_key")
    if not facts.keys_in_use:
        return Finding(AMBER, "not_in_use")
    return Finding(AMBER, "vacant") if facts.vacant else Finding(GREEN, "in_use")
