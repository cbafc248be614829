# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How the duty to have a year planned stands. No ORM here."""

from typing import NamedTuple

# The words of the lights are those of the network's duties.
GREY, GREEN, AMBER, RED = "grey", "green", "amber", "red"
OCTOBER, MARCH = 10, 3


class Finding(NamedTuple):
    """What the rule answers: a light, and a code that names the sentence."""

    light: str
    code: str


def looked_at(today):
    """Return the year that matters: from October on the next one.

    >>> from datetime import date
    >>> looked_at(date(2026, 9, 30)), looked_at(date(2026, 10, 1))
    (2026, 2027)
    """
    return today.year + (today.month >= OCTOBER)


def year(state, today, *, started):
    """Return the light of a region's annual calendar.

    Dates are agreed half a year to a year ahead (domain chapter 4.2): next year's are
    due by the end of this one, and from March on a year without dates is late.

    :param state: of the calendar of the year looked at; None when there is none
    :param bool started: the region has a coordinator
    :return: a Finding: published, draft, missing or not_started

    >>> from datetime import date
    >>> year("published", date(2026, 11, 1), started=True).light
    'green'
    >>> year("draft", date(2026, 11, 1), started=True).light
    'amber'
    >>> year(None, date(2027, 3, 1), started=True).light
    'red'
    >>> year(None, date(2027, 3, 1), started=False).light
    'grey'
    """
    if state in ("published", "closed"):
        return Finding(GREEN, "published")
    if not started:
        return Finding(GREY, "not_started")
    late = MARCH <= today.month < OCTOBER
    return Finding(RED if late else AMBER, "draft" if state else "missing")
