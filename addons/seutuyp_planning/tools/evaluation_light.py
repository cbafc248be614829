# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How the duty to evaluate the steering group's work stands. No ORM here."""

from .year_light import AMBER, GREEN, GREY, RED, Finding

SEPTEMBER, DECEMBER = 9, 12


def is_season(today):
    """Return whether this year's evaluation should be taken up.

    >>> from datetime import date
    >>> is_season(date(2026, 8, 31)), is_season(date(2026, 9, 1))
    (False, True)
    """
    return today.month >= SEPTEMBER


def evaluation(state, today, *, started):
    """Return the light of this year's evaluation.

    It is asked in the autumn, so that the December meeting can take up its results.

    :param state: of this year's round; None when there is none
    :param bool started: the region has a coordinator and a steering group
    :return: a Finding: closed, open, planned, missing, not_yet or not_started

    >>> from datetime import date
    >>> evaluation("closed", date(2026, 2, 1), started=True).light
    'green'
    >>> evaluation("open", date(2026, 12, 1), started=True).light
    'amber'
    >>> evaluation(None, date(2026, 8, 1), started=True)
    Finding(light='grey', code='not_yet')
    >>> [evaluation(None, date(2026, m, 1), started=True).light for m in (9, 12)]
    ['amber', 'red']
    >>> evaluation(None, date(2026, 12, 1), started=False).light
    'grey'
    """
    if state == "closed":
        return Finding(GREEN, "closed")
    if state == "open":
        return Finding(AMBER, "open")
    if not started:
        return Finding(GREY, "not_started")
    code = state or "missing"
    if not is_season(today):
        return Finding(GREY, state or "not_yet")
    return Finding(RED if today.month >= DECEMBER else AMBER, code)
