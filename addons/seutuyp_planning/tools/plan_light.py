# Copyright 2026 Seutuyp contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How the duties to have a plan and to tell how it goes stand. No ORM here.

The cycle (domain chapter 4.3): the steering group chooses priorities in October, the
working group drafts in September and October, comments come, the draft is refined in
November and December, and the steering group approves it in December.
"""

from typing import NamedTuple

# The words of the lights are those of the network's duties.
GREY, GREEN, AMBER, RED = "grey", "green", "amber", "red"
FEBRUARY, SEPTEMBER, OCTOBER, NOVEMBER, DECEMBER = 2, 9, 10, 11, 12
APPROVED = ("approved", "closed")
DRAFTED = ("draft", "comments")
# The share of checkpoints met below which the region is to do something.
AIM = 80
ORDER = (GREEN, AMBER, RED)


class Finding(NamedTuple):
    """What a rule answers: a light, a code that names the sentence, and the year."""

    light: str
    code: str
    year: int | None = None


class Actuals(NamedTuple):
    """What the rule looks at in the plan that is being carried out.

    :param overdue: silent actions whose time to tell has run out
    :param silent: actions silent since a checkpoint, the overdue ones among them
    :param late: actions that should be done by now
    :param rate: percent of checkpoints met, None when none is counted
    """

    overdue: int = 0
    silent: int = 0
    late: int = 0
    rate: float | None = None


def begins(today):
    """Return whether it is time to begin next year's plan.

    >>> from datetime import date
    >>> begins(date(2027, 8, 31)), begins(date(2027, 9, 1))
    (False, True)
    """
    return today.month >= SEPTEMBER


def to_close(year, today):
    """Return whether the plan of ``year`` should be closed by now: after January.

    >>> from datetime import date
    >>> to_close(2026, date(2027, 1, 31)), to_close(2026, date(2027, 2, 1))
    (False, True)
    """
    return year < today.year and (today.year - year > 1 or today.month >= FEBRUARY)


def plan(states, today, *, started):
    """Return the light of a region's plans: the worst of what it should have done.

    :param dict states: year → state of the region's plans of last, this and next year
    :param bool started: the region has a coordinator
    :return: a Finding; of equals this year's comes first, then next year's

    >>> from datetime import date
    >>> day = date(2027, 11, 20)
    >>> plan({2027: "approved", 2028: "draft"}, day, started=True)
    Finding(light='amber', code='draft', year=2028)
    >>> plan({2027: "approved"}, day, started=True)
    Finding(light='red', code='missing', year=2028)
    >>> plan({2026: "approved", 2027: "approved"}, date(2027, 3, 1), started=True)
    Finding(light='amber', code='unclosed', year=2026)
    >>> plan({}, date(2027, 3, 1), started=True), plan({}, day, started=True).year
    (Finding(light='red', code='missing', year=2027), 2028)
    >>> plan({}, day, started=False).light
    'grey'
    """
    if not started and not states:
        return Finding(GREY, "not_started")
    year = today.year
    findings = [_next_year(states.get(year + 1), year + 1, today.month)]
    if year in states or today.month < OCTOBER:  # too late to begin it by then
        findings.insert(0, _this_year(states.get(year), year))
    if states.get(year - 1) == "approved" and to_close(year - 1, today):
        findings.append(Finding(AMBER, "unclosed", year - 1))
    return max(findings, key=lambda finding: ORDER.index(finding.light))


def _this_year(state, year):
    if state in APPROVED:
        return Finding(GREEN, "approved", year)
    return Finding(RED, state or "missing", year)


def _next_year(state, year, month):
    """Begun by October, submitted by December, approved by the end of the year."""
    if state in APPROVED or month < OCTOBER:
        return Finding(GREEN, state or "not_yet", year)
    if state is None:
        return Finding(AMBER if month == OCTOBER else RED, "missing", year)
    if state in DRAFTED:
        lights = {OCTOBER: GREEN, NOVEMBER: AMBER, DECEMBER: RED}
        return Finding(lights[month], state, year)
    return Finding(AMBER if month == DECEMBER else GREEN, state, year)


def actuals(facts, *, carried_out):
    """Return the light of telling how the plan goes.

    :param facts: :class:`Actuals`
    :param bool carried_out: this year's plan is approved

    >>> actuals(Actuals(), carried_out=False).light
    'grey'
    >>> actuals(Actuals(overdue=1, silent=1), carried_out=True)
    Finding(light='red', code='overdue', year=None)
    >>> actuals(Actuals(rate=70.0), carried_out=True)
    Finding(light='amber', code='rate', year=None)
    >>> actuals(Actuals(rate=95.0), carried_out=True).light
    'green'
    """
    if not carried_out:
        return Finding(GREY, "no_plan")
    if facts.overdue:
        return Finding(RED, "overdue")
    if facts.silent:
        return Finding(AMBER, "silent")
    if facts.late:
        return Finding(AMBER, "late")
    if facts.rate is not None and facts.rate < AIM:
        return Finding(AMBER, "rate")
    return Finding(GREEN, "told" if facts.rate is not None else "calm")
